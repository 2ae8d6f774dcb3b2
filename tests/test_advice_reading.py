"""Advice reports are read whatever their shape: who wrote them, about whom, and each need, outcome and provision."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from qa_engine.advice.model import AdviceDocument
from qa_engine.advice.reading import read_advice
from qa_engine.advice.statements import told_by, whole_sentences
from qa_engine.read import read
from tests.plan_of import lexicon
from tests.templates.advice import ROOT, advice_files, render

CONTENT = sorted((ROOT / "content").glob("*.yaml"))
LAW = {"education_psychology": "educational psychology", "social_care": "social care", "young_person": "young person"}


def content(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def report(name: str) -> AdviceDocument:
    return read_advice(read(ROOT / f"{name}.docx"), lexicon())


def made(tmp_path: Path, shape: str = "report", **changes: Any) -> AdviceDocument:
    base = content(ROOT / "content" / "shanice-nurse.yaml") | {"shape": shape} | changes
    path = tmp_path / "advice.docx"
    path.write_bytes(render(base))
    return read_advice(read(path), lexicon())


def of_kind(advice: AdviceDocument, kind: str) -> list[str]:
    return [s.text for s in advice.of(kind)]


@pytest.mark.parametrize("path", CONTENT, ids=lambda p: p.stem)
def test_kind_dates_and_child_of_every_sample_are_read(path: Path) -> None:
    gold, found = content(path), report(path.stem).particulars
    assert found.kind == LAW.get(gold["kind"], gold["kind"])
    assert (found.requested, found.date) == (date.fromisoformat(gold["requested"]), date.fromisoformat(gold["date"]))
    assert (found.child, found.dob) == (gold["child"], date.fromisoformat(gold["dob"]))


@pytest.mark.parametrize("path", [p for p in CONTENT if content(p).get("registration")], ids=lambda p: p.stem)
def test_author_role_and_registration_are_read_from_any_shape(path: Path) -> None:
    gold, found = content(path), report(path.stem).particulars
    assert found.author.split(" (")[0] == gold["author"]
    assert found.role == gold["role"]
    assert found.registration.split()[-1] == gold["registration"].split()[-1]


@pytest.mark.parametrize("path", CONTENT, ids=lambda p: p.stem)
def test_every_recommendation_of_a_sample_is_found_with_its_kind(path: Path) -> None:
    advice = report(path.stem)
    for wanted in content(path)["recommendations"]:
        assert wanted["text"].rstrip(".") in " ".join(of_kind(advice, wanted["kind"])).replace("..", "."), wanted["text"]


@pytest.mark.parametrize("shape", ["letter", "report", "form", "boxes"])
def test_the_shape_changes_nothing_of_what_is_asked(tmp_path: Path, shape: str) -> None:
    asked = [(s.kind, s.text) for s in report("shanice-nurse").statements if s.kind != "note"]
    assert [(s.kind, s.text) for s in made(tmp_path, shape).statements if s.kind != "note"] == asked


def test_the_form_code_h1_is_no_section_and_administration_no_provision(tmp_path: Path) -> None:
    admin = "Current clinical information to be shared with the local authority (see attached report)."
    need = "Shanice wets the bed, so she misses the residential."
    said = [{"heading": "Form H1: health contribution", "text": admin}, {"heading": "Needs", "text": need}]
    advice = made(tmp_path, sections=said)
    assert of_kind(advice, "provision") == []
    assert len(of_kind(advice, "need")) == 1 and not advice.why_not


def test_an_author_who_says_i_is_named_by_role_where_they_act() -> None:
    assert told_by("I will see him weekly.", "Children's physiotherapist").startswith("The children's physiotherapist will see")
    assert told_by("An assistant trained by me will do it.", "Physiotherapist") == "An assistant trained by me will do it."


def test_a_semicolon_does_not_cut_a_recommendation_in_two() -> None:
    told = whole_sentences("She must not run; swimming is safe. She will rest.")
    assert told == ["She must not run; swimming is safe.", "She will rest."]


def test_a_plan_given_as_advice_is_told_from_advice() -> None:
    plan = read_advice(read(ROOT.parent / "ri-year-8-autism.docx"), lexicon())
    assert plan.why_not.startswith("this is a plan")


def test_an_empty_report_is_no_advice(tmp_path: Path) -> None:
    import docx

    path = tmp_path / "empty.docx"
    docx.Document().save(str(path))
    assert "nothing in it" in read_advice(read(path), lexicon()).why_not


@pytest.mark.parametrize("name", sorted(advice_files()))
def test_the_committed_report_is_what_the_script_makes(name: str) -> None:
    import zipfile
    from io import BytesIO

    def inside(data: bytes) -> list[tuple[str, bytes]]:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return [(i.filename, archive.read(i)) for i in archive.infolist()]

    assert inside((ROOT.parent / name).read_bytes()) == inside(advice_files()[name])

"""Advice reports are graded by declared rules, with reasons and the exact words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from qa_engine.advice import Desk
from qa_engine.advice.book import load_advice_book
from qa_engine.advice.record import AdviceAudit, AdviceRecord
from qa_engine.errors import RuleError
from qa_engine.report.advice_text import render_review_text
from qa_engine.rulebook import Rulebook, load
from tests.conftest import SAMPLES
from tests.templates.advice import ROOT, render

CONTENT = sorted((ROOT / "content").glob("*.yaml"))


@cache
def desk() -> Desk:
    return Desk.load()


def content(name: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / "content" / f"{name}.yaml").read_text(encoding="utf-8"))


def judged(tmp_path: Path, name: str, **changes: Any) -> AdviceAudit:
    path = tmp_path / "advice.docx"
    path.write_bytes(render(content(name) | changes))
    return desk().advice(path)


def rules(audit: AdviceAudit) -> set[str]:
    return {f.rule for f in audit.findings}


@pytest.mark.parametrize("path", CONTENT, ids=lambda p: p.stem)
def test_every_sample_report_has_the_grade_a_fair_officer_would_give(path: Path) -> None:
    expected = content(path.stem)["expected_grade"] or "Not judged"
    assert desk().advice(ROOT / f"{path.stem}.docx").grade == expected


def test_what_a_parent_writes_is_read_and_not_graded() -> None:
    audit = desk().advice(ROOT / "laurie-mother.docx")
    assert (audit.grade, audit.findings, audit.kind) == ("Not judged", (), "parent")


def test_not_known_to_us_as_the_whole_advice_is_inadequate_unless_it_was_checked() -> None:
    assert "ADV-09" in rules(desk().advice(ROOT / "laurie-social-care.docx"))
    assert "ADV-09" not in rules(desk().advice(ROOT / "kech-social-care.docx"))


def test_advice_after_six_weeks_is_late_and_on_the_last_day_is_not(tmp_path: Path) -> None:
    assert "ADV-13" not in rules(judged(tmp_path, "shanice-nurse", requested="2025-09-02", date="2025-10-14"))
    assert "ADV-13" in rules(judged(tmp_path, "shanice-nurse", requested="2025-09-01", date="2025-10-14"))


def test_a_report_that_names_a_school_is_asked_to_describe_provision(tmp_path: Path) -> None:
    named = {"heading": "Provision", "text": "Shanice should attend Larch Hill School in September."}
    sections = [*content("shanice-nurse")["sections"], named]
    assert "ADV-SCHOOL" in rules(judged(tmp_path, "shanice-nurse", sections=sections))
    assert "ADV-SCHOOL" not in rules(judged(tmp_path, "shanice-nurse"))


def test_a_waiting_list_as_the_only_answer_is_pointed_out(tmp_path: Path) -> None:
    text = "Shanice has nightmares, so she is tired in lessons. She is on the waiting list for our service."
    sections = [{"heading": "Needs", "text": text}]
    assert "ADV-09b" in rules(judged(tmp_path, "shanice-nurse", sections=sections))


def test_provision_among_needs_is_found_by_its_words(tmp_path: Path) -> None:
    text = "Shanice is tired, so she falls asleep in lessons. A nurse will visit her for 30 minutes every week."
    audit = judged(tmp_path, "shanice-nurse", sections=[{"heading": "Needs", "text": text}])
    assert [f.quote for f in audit.findings if f.rule == "ADV-05"] == ["A nurse will visit her for 30 minutes every week."]


def test_the_same_report_gives_the_same_record() -> None:
    assert desk().advice(ROOT / "laurie-therapy.docx") == desk().advice(ROOT / "laurie-therapy.docx")


def _pack(tmp_path: Path, name: str, text: str) -> Rulebook:
    (tmp_path / "advice").mkdir()
    (tmp_path / "advice" / name).write_text(text, encoding="utf-8")
    (tmp_path / "pack.yaml").write_text("name: ours\nversion: '1'\nlaw_as_at: 2026-05-31\njurisdiction: England\n", encoding="utf-8")
    national = load()
    return load([national.folders[0], tmp_path])


def test_a_service_may_set_its_own_thresholds(tmp_path: Path) -> None:
    book = load_advice_book(_pack(tmp_path, "thresholds.yaml", "ri_failings: {value: 1, says: ours}\n"))
    assert book.grades["JV-WANTING"].when["r"]["failings"] == {"at_least": 1}


def test_a_rule_about_a_field_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    text = "- {id: JV-OURS, grade: RI, when: {r: {kind: advice_document, hairs: 3}}, reason: too many}\n"
    with pytest.raises(RuleError, match="JV-OURS.*hairs"):
        load_advice_book(_pack(tmp_path, "grades.yaml", text))


@cache
def review() -> AdviceRecord:
    """A draft beside all the reports that were made for it."""
    return desk().review(SAMPLES / "ri-year-8-autism.docx", sorted(ROOT.glob("laurie-*.docx")))


def test_a_review_of_many_reports_fits_in_80_columns_whatever_the_files_are_called() -> None:
    lines = render_review_text(review()).splitlines()
    assert [line for line in lines if len(line) > 80] == []
    assert any("laurie-" in line and "2025-12-09" in line for line in lines)


def test_a_letter_parts_its_points_from_what_follows_and_one_point_is_one_point() -> None:
    lines = render_review_text(review()).splitlines()
    after = next(n for n, line in enumerate(lines) if line.startswith("Where something was left out"))
    assert (lines[after - 1], lines[after - 2] != "") == ("", True)
    one = review().model_copy(update={"review": review().review.model_copy(update={"to_caseworker": review().review.to_caseworker[:1]})})
    assert "1 point for the caseworker," in render_review_text(one)

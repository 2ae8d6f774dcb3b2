"""The committed sample plans are what the script makes, and each shows what it says it shows."""
from __future__ import annotations

import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from lxml import etree

from tests.templates import FAMILIES, render
from tests.templates.build_samples import ROOT, plan_files, unreadable_files
from tests.templates.content import columns

CONTENT = sorted((ROOT / "content").glob("*.yaml"))


def load(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


MADE = plan_files() | unreadable_files()


@pytest.mark.parametrize("name", sorted(MADE))
def test_the_committed_file_is_what_the_script_makes(name: str) -> None:
    assert _inside((ROOT / name).read_bytes()) == _inside(MADE[name])


def _inside(content: bytes) -> bytes | list[tuple[object, ...]]:
    """A zip's parts byte for byte, in order, with their times: compressors differ between builds of Python, parts do not."""
    if not zipfile.is_zipfile(BytesIO(content)):
        return content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return [(i.filename, i.date_time, i.compress_type, archive.read(i)) for i in archive.infolist()]


def test_no_sample_file_is_left_over_from_an_older_script() -> None:
    committed = {p.relative_to(ROOT).as_posix() for p in ROOT.rglob("*") if p.is_file()
            and p.suffix != ".yaml" and p.parent.name != "advice"}
    assert committed - {"README.md", "cases.csv"} == set(MADE)


def test_the_samples_cover_every_grade_and_at_least_five_layouts() -> None:
    plans = [load(p) for p in CONTENT]
    grades = Counter(p["expected_overall"] for p in plans)
    assert grades["Good"] >= 2 and grades["RI"] >= 5 and grades["Inadequate"] >= 2
    assert len({p["rendering"]["family"] for p in plans}) >= 5


@pytest.mark.parametrize("path", CONTENT, ids=lambda p: p.stem)
def test_every_sample_plan_is_as_long_as_a_real_one(path: Path) -> None:
    _, truth = render(load(path), load(path)["rendering"]["family"])
    items = [i for s, given in truth["sections"].items() if s != "K" for i in given]
    assert 30 <= len(items) <= 110


@pytest.mark.parametrize("path", CONTENT, ids=lambda p: p.stem)
def test_links_between_items_point_at_items_that_exist(path: Path) -> None:
    plan = load(path)
    needs = {n["id"] for block in plan["B"] for n in block["needs"]} | {n["id"] for s in "CD" for n in plan[s].get("needs") or []}
    outcomes = {o["id"] for o in plan["E"]["outcomes"]}
    provision = [i for block in plan["F"] for i in block["items"]] + [i for s in ("G", "H1", "H2") for i in plan[s].get("items") or []]
    assert {n for o in plan["E"]["outcomes"] for n in o.get("serves") or []} <= needs
    assert {n for i in provision for n in i.get("needs") or []} <= needs
    assert {o for i in provision for o in i.get("outcomes") or []} <= outcomes


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_prints_every_item_it_says_it_prints(family: str) -> None:
    for path in CONTENT[:3]:
        content, truth = render(load(path), family)
        shown = _words_of(content)
        for items in truth["sections"].values():
            for part in (p for i in items for p in i.get("parts") or [i["text"]]):
                assert " ".join(part.split()) in shown


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_content_gives_the_same_bytes(family: str) -> None:
    assert render(load(CONTENT[0]), family)[0] == render(load(CONTENT[0]), family)[0]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_opens_as_a_word_document(family: str) -> None:
    assert Document(BytesIO(render(load(CONTENT[0]), family)[0])).element.body is not None


def test_columns_move_words_but_lose_none() -> None:
    dealt = columns("A teaching assistant trained in signing will run a word group for 20 minutes, three times a week, in the library.")
    assert dealt.who == "A teaching assistant trained in signing"
    assert dealt.when == "For 20 minutes, three times a week"
    assert dealt.what == "Will run a word group, in the library."


def test_a_provision_with_no_role_keeps_its_words_in_one_cell() -> None:
    assert columns("Access to a quiet space as required.").who == ""


def _words_of(content: bytes) -> str:
    """All words with tracked changes accepted, one copy of each text box, as one line."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    root = etree.fromstring(zipfile.ZipFile(BytesIO(content)).read("word/document.xml"))
    for fallback in list(root.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")):
        fallback.getparent().remove(fallback)
    marks = (f"{w}t", f"{w}br", f"{w}tab")
    lines = ("".join(m.text or "" if m.tag == f"{w}t" else " " for m in p.iter(*marks)) for p in root.iter(f"{w}p"))
    return " ".join(" ".join(lines).split())

"""`ehcp-qa read` as a person calls it: on plans, on other Word files, on files that are none."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from qa_engine.cli import cli
from qa_engine.errors import QaError
from tests.conftest import SAMPLES

PLAN = SAMPLES / "ri-amendment-year-9.docx"


def read(*args: object) -> Result:
    return CliRunner().invoke(cli, ["read", *map(str, args)])


def test_the_table_shows_sections_particulars_and_hazards_in_80_columns() -> None:
    out = read(PLAN).output
    assert all(f"\n{letter} " in out for letter in ("A", "B", "H1", "H2", "K"))
    assert "Insertions" in out and "Date of birth" in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_text_has_the_words_in_order_and_shows_what_is_struck(tmp_path: Path) -> None:
    notice = docx.Document()
    paragraph = notice.add_paragraph("Support for ")
    paragraph.add_run("ten").font.strike = True
    paragraph.add_run(" fifteen hours a week.")
    notice.save(str(tmp_path / "notice.docx"))
    assert "Support for ~~ten~~ fifteen hours a week." in read(tmp_path / "notice.docx", "--format", "text").output


def test_the_json_has_items_with_their_places() -> None:
    sections = json.loads(read(PLAN, "--format", "json").output)["sections"]
    places = [place for section in sections.values() for item in section["items"] for place in item["places"]]
    assert places and all(place["part"] == "word/document.xml" for place in places)


def test_a_word_file_that_is_no_plan_is_read_and_said_not_to_be_judged(tmp_path: Path) -> None:
    letter = docx.Document()
    letter.add_paragraph("Dear parents, the summer fair is on Saturday. " * 20)
    letter.save(str(tmp_path / "letter.docx"))
    assert "summer fair" in read(tmp_path / "letter.docx", "--format", "text").output
    assert "would not be judged" in read(tmp_path / "letter.docx").output


@pytest.mark.parametrize("bad", sorted((SAMPLES / "unreadable").iterdir()), ids=lambda p: p.name)
def test_a_file_that_is_no_word_file_is_one_clear_line(bad: Path) -> None:
    result = read(bad)
    assert isinstance(result.exception, QaError)
    assert "\n" not in str(result.exception)

"""The words of a document for people: in order, cell by cell, numbered, notes last, struck words only when asked for."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from qa_engine.read import read_bytes
from qa_engine.read.plain import document_text
from tests.documents import docx, level, numbered, numbering, p, r, sdt, tbl, tc, text_box, tr


def text(body: str, struck: bool = False, **named: str) -> str:
    return document_text(read_bytes(docx(body, **named), "plan.docx"), struck)


def test_text_runs_through_tables_cell_by_cell_and_skips_empty_lines() -> None:
    assert text(p("Section B") + p() + tbl(tr("need", tc(p("one") + tbl(tr("inner")))), tr("", "last"))) == \
        "Section B\nneed\none\ninner\nlast\n"


def test_list_numbers_stand_before_their_text() -> None:
    lists = numbering(level(0, "decimal", "%1."), level(1, "bullet", "\uf0b7"))
    assert text(numbered("Reading") + numbered("phonics", 1), numbering=lists) == "1. Reading\n• phonics\n"


def test_notes_follow_the_body_and_headers_are_left_out() -> None:
    found = text(p("body"), header1=p("OFFICIAL"), footnotes=f'<w:footnote w:id="1">{p("See Appendix 2.")}</w:footnote>')
    assert found == "body\n\nSee Appendix 2.\n"


def test_struck_words_are_left_out_or_marked_where_they_stood() -> None:
    body = p(r("Support ") + r("each day ", "<w:strike/>") + r("weekly"))
    assert text(body) == "Support weekly\n"
    assert text(body, struck=True) == "Support ~~each day~~ weekly\n"


def test_a_paragraph_struck_whole_is_there_only_when_asked_for() -> None:
    body = p(r("gone", "<w:dstrike/>")) + p("here")
    assert text(body) == "here\n"
    assert text(body, struck=True) == "~~gone~~\nhere\n"


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_no_word_that_pandoc_reads_is_missing(tmp_path: Path) -> None:
    inserted = '<w:ins w:id="1" w:author="A. Clerk" w:date="2026-03-02T09:00:00Z">' + r("added") + "</w:ins>"
    body = (p("Ada’s plan") + sdt(p("held in a control")) + tbl(tr("need", tc(p("one") + p("two"))), tr("three", "four"), columns=2)
            + p(r("and ") + inserted) + p(r("boxed ") + text_box(p("aside"))))
    path = tmp_path / "plan.docx"
    path.write_bytes(docx(body))
    done = subprocess.run(["pandoc", "-t", "plain", "--wrap=none", str(path)], capture_output=True, text=True, check=True)
    words = [word for word in done.stdout.split() if word.strip("-+|=")]
    assert len(words) > 10
    assert set(words) <= set(text(body).split())

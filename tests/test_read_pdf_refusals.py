"""PDFs that cannot be read: one line that says what it is and what to do, never a word of the plan, never a crash or a hang."""

from __future__ import annotations

import random
import re

import pytest

from qa_engine.errors import DocumentError
from qa_engine.model.document import paragraphs
from qa_engine.read import read_bytes
from qa_engine.read.pdf import refusals
from tests.pdf_kit import Page, pdf

_PLAN = pdf(Page().text(60, 60, "Rowan Applegarth").grid((60, 200, 400), (100, 120, 140)).text(65, 115, "Need"),
            Page().text(60, 60, "Section B").field(60, 90, 72, 102, "/FT/Btn/V/Yes/AS/Yes"))


def refused(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read_bytes(data, "plan.pdf")
    line = str(caught.value)
    assert "\n" not in line and "Rowan" not in line
    return line


def test_a_file_that_asks_for_a_password_says_so() -> None:
    assert refused(pdf(Page().text(60, 60, "Rowan"), password="secret")) == refusals.PASSWORD


def test_a_file_that_only_forbids_copying_is_read() -> None:
    found = read_bytes(pdf(Page().text(60, 60, "Rowan"), password=""), "plan.pdf")
    assert [p.text for p in paragraphs(found.blocks)] == ["Rowan"]


def test_a_file_refused_after_one_with_a_password_has_its_own_reason() -> None:
    refused(pdf(Page().text(60, 60, "Rowan"), password="secret"))
    assert refused(pdf()) == refusals.BROKEN


def test_a_scan_is_named_as_a_scan_and_an_empty_page_as_empty() -> None:
    assert refused(pdf(Page(picture=True), Page(picture=True))) == refusals.SCAN
    assert refused(pdf(Page())) == refusals.BLANK


def test_one_scanned_page_in_a_plan_is_named_as_not_read() -> None:
    words = "Rowan finds the start of the school day hard because the corridor is loud."
    found = read_bytes(pdf(Page().lines(60, 60, *[words] * 5), Page(picture=True)), "plan.pdf")
    assert found.hazards.unread == ("page 2 (a picture of a page)",)


def test_a_scan_with_words_that_a_program_laid_over_it_is_read_and_named() -> None:
    found = read_bytes(pdf(Page(picture=True).text(60, 60, "Rowan likes trains and his sister.", extra="3 Tr")), "plan.pdf")
    assert [p.text for p in paragraphs(found.blocks)] == ["Rowan likes trains and his sister."]
    assert found.hazards.unread == ("page 1 (a scan: its words are what a program made out in the picture)",)


def test_letters_that_nobody_can_tell_are_refused() -> None:
    data = pdf(Page().text(60, 60, "Rowan Applegarth is a boy of nine").text(60, 80, "\x01\x02\x03\x04"))
    unnamed = data.replace(b"/BaseFont/Helvetica/Encoding/WinAnsiEncoding", b"/BaseFont/Helvetica/Encoding<</Differences[1/g1/g2/g3/g4]>>")
    assert refused(unnamed + b"\n%%EOF") == refusals.UNUSABLE


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_file_cut_off_is_refused_as_its_last_sections_would_be_missing(share: float) -> None:
    assert refused(_PLAN[:int(len(_PLAN) * share)]) == refusals.BROKEN


def test_far_too_many_pages_are_refused_before_any_is_read() -> None:
    assert refused(pdf(*[Page()] * (refusals.MAX_PAGES + 1))) == refusals.TOO_LONG


def test_far_too_many_lines_or_letters_on_a_page_are_refused() -> None:
    many = Page().text(60, 60, "Rowan")
    many.content.append("1 1 m 9 9 l S\n" * (refusals.MAX_OBJECTS + 1))
    assert refused(pdf(many)) == refusals.TOO_MUCH
    long = Page()
    long.content.append("BT /plain 1 Tf 10 10 Td " + f"({'a' * 100}) Tj " * (refusals.MAX_LETTERS // 100 + 1) + "ET")
    assert refused(pdf(long)) == refusals.TOO_MUCH


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "MAX_SECONDS", -1.0)
    assert refused(_PLAN) == refusals.TOO_MUCH


def test_damaged_files_are_read_or_refused_and_nothing_reaches_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(7)
    for _ in range(60):
        data = bytearray(_PLAN)
        for _ in range(chance.randrange(1, 60)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        _survive(bytes(data))
    for found in re.finditer(rb"\d+ 0 obj.*?endobj", _PLAN, re.DOTALL):
        _survive(_PLAN[:found.start()] + b" " * (found.end() - found.start()) + _PLAN[found.end():])
    assert capfd.readouterr() == ("", "")


def _survive(data: bytes) -> None:
    try:
        read_bytes(data, "plan.pdf")
    except DocumentError as error:
        assert "\n" not in str(error)

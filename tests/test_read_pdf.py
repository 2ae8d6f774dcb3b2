"""The running text of a PDF as paragraphs: in reading order, whole over lines and pages, with what makes a heading or a list."""

from __future__ import annotations

import subprocess
import sys

import pytest

from qa_engine.model.document import Document, Paragraph, Table, paragraphs
from qa_engine.read import read_bytes
from tests.pdf_kit import Page, pdf

_LONG = ("Rowan finds the start of the school day hard because the corridor is loud and people push",
         "past him. He tells his mother about it in the car on the way home, and he is often still upset",
         "at bedtime.")
_EDGE = "A line as wide as the page allows, so that it is known how far the words here may reach."


def page() -> Page:
    """A page on which the lines above are full."""
    return Page(width=570)


def document(*pages: Page) -> Document:
    return read_bytes(pdf(*pages), "plan.pdf")


def texts(*pages: Page) -> list[str]:
    return [p.text for p in paragraphs(document(*pages).blocks)]


def only(*pages: Page) -> Paragraph:
    [found] = paragraphs(document(*pages).blocks)
    return found


def test_lines_of_one_paragraph_are_joined_and_the_next_paragraph_stands_apart() -> None:
    sheet = page().lines(60, 100, *_LONG).text(60, 160, "His parents would like him to have a friend.")
    assert texts(sheet) == [" ".join(_LONG), "His parents would like him to have a friend."]


def test_a_line_that_had_room_for_the_next_word_ends_its_paragraph_even_without_space_below() -> None:
    sheet = page().lines(60, 100, "Strengths", "Needs", _EDGE)
    assert texts(sheet) == ["Strengths", "Needs", _EDGE]


def test_a_paragraph_goes_on_over_the_end_of_a_page_and_past_header_and_footer() -> None:
    def framed(number: int) -> Page:
        return page().text(60, 40, "OFFICIAL - SENSITIVE").text(280, 810, f"Page {number} of 3")

    first = framed(1).text(60, 100, _EDGE).lines(60, 760, *_LONG[:2])
    found = document(first, framed(2).text(60, 80, _LONG[2]).text(60, 120, "Next."), framed(3).text(60, 80, "Last."))
    assert [p.text for p in paragraphs(found.blocks)] == [_EDGE, " ".join(_LONG), "Next.", "Last."]
    assert [p.text for p in paragraphs(found.headers)] == ["OFFICIAL - SENSITIVE"]
    assert not found.footers


def test_column_heads_that_come_again_on_each_page_are_no_running_header() -> None:
    def ruled(row: str) -> Page:
        return page().grid((60, 200, 500), (40, 60, 700)).text(64, 54, "Need").text(204, 54, "Provision").text(64, 80, row)

    found = document(ruled("one"), ruled("two"), ruled("three"))
    assert not found.headers
    assert "Need" in [p.text for p in paragraphs(found.blocks)]


def test_bold_italic_and_size_come_from_the_fonts() -> None:
    sheet = page().text(60, 60, "Section B", "bold", 16).lines(60, 100, *_LONG).text(60, 180, "For guidance only.", "italic")
    head, body, aside = paragraphs(document(sheet).blocks)
    assert (head.bold, head.size, head.level) == (True, 16, 1)
    assert (body.bold, body.size, body.level) == (False, 11, None)
    assert (aside.italic, aside.bold) == (True, False)


def test_a_bold_lead_in_is_known_as_a_stretch_of_the_text() -> None:
    found = only(page().text(60, 60, "Who:", "bold").text(95, 60, "the class teacher"))
    assert found.text == "Who: the class teacher"
    assert found.bold_ranges == ((0, 4),) and not found.bold


def test_bullets_and_numbers_with_a_gap_are_the_number_and_inner_ones_are_deeper() -> None:
    sheet = page().text(60, 60, "•").text(78, 60, "He takes what people say literally.")
    sheet.text(78, 80, "-").text(96, 80, "So he misses jokes.").text(60, 100, "2.").text(78, 100, "He stands at the edge.")
    found = list(paragraphs(document(sheet).blocks))
    assert [(p.number, p.depth, p.text) for p in found] == [
        ("•", 0, "He takes what people say literally."), ("-", 1, "So he misses jokes."), ("2.", 0, "He stands at the edge.")]


def test_a_typed_number_without_a_gap_stays_in_the_text() -> None:
    assert (only(page().text(60, 60, "1. By July")).text, only(page().text(60, 60, "1. By July")).number) == ("1. By July", "")


def test_a_drawn_dot_before_a_line_is_its_bullet() -> None:
    sheet = page().text(78, 60, "He takes what people say literally.").fill(64, 55, 68, 59, 0)
    assert (only(sheet).number, only(sheet).text) == ("•", "He takes what people say literally.")


def test_a_hyphen_at_the_end_of_a_line_goes_only_where_the_whole_word_stands_elsewhere() -> None:
    sheet = Page(width=300).lines(40, 60, "He needs help with self-", "regulation and communi-", "cation in each lesson, as",
                                  "communication is hard.")
    assert only(sheet).text == "He needs help with self-regulation and communication in each lesson, as communication is hard."


def test_two_columns_are_read_one_after_the_other() -> None:
    left = ("Rowan likes trains and can tell you", "the timetable of every line that runs",
            "through the county. He would like to", "be a guard when he grows up.")
    right = ("His parents would like him to have one", "friend who comes to tea. They say",
             "that he is a kind and funny boy whom", "all of his cousins adore.")
    sheet = page().lines(60, 100, *left).lines(320, 100, *right).text(60, 60, _EDGE)
    assert texts(sheet) == [_EDGE, " ".join(left), " ".join(right)]


def test_labels_beside_values_without_any_lines_are_a_table() -> None:
    sheet = page().text(60, 60, _EDGE)
    for n, (label, value) in enumerate((("Name", "Rowan Applegarth"), ("Date of birth", "12 March 2016"), ("School", "Hawthorn Bank"))):
        sheet.text(60, 100 + 20 * n, label, "bold").text(220, 100 + 20 * n, value)
    [table] = [b for b in document(sheet).blocks if isinstance(b, Table)]
    assert [[c.line for c in r.cells] for r in table.rows] == [
        ["Name", "Rowan Applegarth"], ["Date of birth", "12 March 2016"], ["School", "Hawthorn Bank"]]


def test_struck_words_are_no_live_text_and_underlined_ones_are_known() -> None:
    sheet = page().text(60, 60, "Twenty hours of help each week").rule(60, 56.5, 128, 56.5)
    sheet.text(60, 90, "Underlined words").rule(60, 91.5, 146, 91.5)
    found = document(sheet)
    first, second = paragraphs(found.blocks)
    assert (first.text, first.struck) == ("of help each week", ((0, "Twenty hours"),))
    assert second.underline and not first.underline
    assert found.hazards.struck == ("Twenty hours",)


def test_a_watermark_is_kept_with_the_headers_and_out_of_the_text() -> None:
    sheet = page().text(60, 60, "Section A").turned(100, 600, "DRAFT", 90, (0.7, 0.7)).text(60, 400, "Some words.")
    found = document(sheet)
    assert [p.text for p in paragraphs(found.blocks)] == ["Section A", "Some words."]
    assert [p.text for p in found.headers] == ["DRAFT"]


def test_words_set_invisibly_are_hidden_text() -> None:
    found = document(page().text(60, 60, "Seen words").text(60, 80, "unseen words", extra="3 Tr"))
    assert [p.text for p in paragraphs(found.blocks)] == ["Seen words"]
    assert found.hazards.hidden == ("unseen words",)


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_page_set_sideways_is_read_as_people_turn_it(rotate: int) -> None:
    sheet = Page(rotate=rotate).turned(60, 700, "Section A", 11, (0, 1), 0).turned(80, 700, "Some words", 11, (0, 1), 0)
    assert texts(sheet) == ["Section A", "Some words"]


def test_each_paragraph_says_its_page_and_no_two_have_the_same_place() -> None:
    found = document(page().lines(60, 100, *_LONG).text(60, 200, "Two."), page().text(60, 300, "Three."))
    places = [p.place for p in paragraphs(found.blocks)]
    assert [p.page for p in places] == [1, 1, 2]
    assert len({p.paragraph for p in places}) == 3
    assert [p.spot for p in places] == ["page 1", "page 1", "page 2"]


def test_the_same_bytes_give_the_same_document() -> None:
    data = pdf(page().lines(60, 100, *_LONG).grid((60, 200, 300), (200, 220, 240)).text(64, 215, "Need"))
    assert read_bytes(data, "plan.pdf") == read_bytes(data, "plan.pdf")
    assert read_bytes(data, "plan.pdf").format == "pdf"


def test_the_library_for_pdf_loads_only_for_a_pdf() -> None:
    code = "import sys, qa_engine.cli, qa_engine.audit, qa_engine.read.word; print([m for m in sys.modules if 'pdf' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("ruled", [True, False])
def test_columns_of_a_table_without_upright_lines_are_not_shuffled(ruled: bool) -> None:
    sheet = page().text(60, 60, _EDGE)
    for x, words in ((60, "Need"), (110, "Provision"), (300, "Who"), (420, "How often")):
        sheet.text(x, 100, words, "bold")
    for y, code in ((120, "B1"), (160, "B2")):
        sheet.text(60, y, code).lines(110, y, "A social communication group for", "four children.")
        sheet.lines(300, y, "A teaching assistant", "whom she trains").text(420, y, "Twice a week")
    for y in (106, 140, 180) if ruled else ():
        sheet.rule(60, y, 510, y)
    [table] = [b for b in document(sheet).blocks if isinstance(b, Table)]
    row = ["A social communication group for four children.", "A teaching assistant whom she trains", "Twice a week"]
    assert [[c.line for c in r.cells] for r in table.rows] == [["Need", "Provision", "Who", "How often"], ["B1", *row], ["B2", *row]]


def test_a_typed_number_beside_hanging_text_is_the_number_of_a_list() -> None:
    sheet = page().text(60, 60, "a. Rowan will join a game with two classmates at three playtimes out of five, and will stay in")
    sheet.text(72.2, 73.2, "it to its end.").text(60, 100, "b. He will ask for help.")
    assert [(p.number, p.text[:12]) for p in paragraphs(document(sheet).blocks)] == [("a.", "Rowan will j"), ("b.", "He will ask ")]

"""Form fields, tick boxes and notes of a PDF."""

from __future__ import annotations

from qa_engine.model.document import Document, paragraphs
from qa_engine.read import read_bytes
from tests.pdf_kit import Page, pdf

_CHOICES = "/FT/Ch/Ff 131072/Opt[(Choose an item.)(Final)]"


def document(page: Page) -> Document:
    return read_bytes(pdf(page), "plan.pdf")


def texts(page: Page) -> list[str]:
    return [p.text for p in paragraphs(document(page).blocks)]


def test_the_value_of_a_field_stands_where_the_field_stands() -> None:
    page = Page().text(60, 100, "Name:").field(100, 88, 300, 104, "/FT/Tx/V(Rowan Applegarth)").text(60, 140, "School:")
    assert texts(page) == ["Name: Rowan Applegarth", "School:"]
    assert document(page).hazards.content_controls == 1


def test_each_line_of_a_long_answer_is_a_paragraph_after_its_label() -> None:
    page = Page().text(60, 100, "Views").text(60, 220, "End")
    page.field(60, 110, 500, 200, "/FT/Tx/Ff 4096/V(I like trains.\\rI have a sister.)")
    assert texts(page) == ["Views", "I like trains.", "I have a sister.", "End"]


def test_ticked_and_empty_boxes_are_signs_before_their_words() -> None:
    page = Page().text(80, 100, "Final").field(60, 90, 72, 102, "/FT/Btn/V/Yes/AS/Yes")
    page.text(80, 120, "Draft").field(60, 110, 72, 122, "/FT/Btn/V/Off/AS/Off")
    assert texts(page) == ["☒ Final", "☐ Draft"]


def test_a_choice_is_text_and_a_choice_not_made_is_a_prompt() -> None:
    page = Page().text(60, 100, "Status").field(100, 88, 300, 104, f"{_CHOICES}/V(Final)")
    page.text(60, 130, "Other").field(100, 118, 300, 134, f"{_CHOICES}/V(Choose an item.)")
    assert texts(page) == ["Status Final", "Other"]
    assert document(page).hazards.prompts == ("Choose an item.",)


def test_boxes_that_are_drawn_or_set_in_a_symbol_font_are_signs_too() -> None:
    page = Page().text(80, 100, "Final").text(80, 120, "Draft").text(60, 140, "o", "signs").text(80, 140, "Amended")
    page.content.append("0.5 w 60 740 10 10 re S 60 740 m 70 750 l S 60 750 m 70 740 l S 60 720 10 10 re S")
    assert texts(page) == ["☒ Final", "☐ Draft", "☐ Amended"]


def test_notes_are_counted_as_comments_and_their_words_are_not_the_plans() -> None:
    page = Page().text(60, 100, "Section A").note().note("Highlight")
    assert texts(page) == ["Section A"]
    assert document(page).hazards.comments == 2

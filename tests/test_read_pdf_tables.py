"""Ruled tables of a PDF: real cells on their grid, joined over pages, and taken out of the running text."""

from __future__ import annotations

from qa_engine.model.document import Block, Document, Table, paragraphs
from qa_engine.read import read_bytes
from tests.pdf_kit import Page, pdf

_XS = (60, 200, 400, 535)


def document(*pages: Page) -> Document:
    return read_bytes(pdf(*pages), "plan.pdf")


def tables(*pages: Page) -> list[Table]:
    return [b for b in document(*pages).blocks if isinstance(b, Table)]


def shown(table: Table) -> list[list[str]]:
    return [["^" if c.continues else c.line for c in r.cells] for r in table.rows]


def row(page: Page, y: float, *cells: str, font: str = "plain") -> Page:
    for x, words in zip(_XS, cells, strict=False):
        page.lines(x + 5, y, *words.split("|"), font=font)
    return page


def kinds(blocks: tuple[Block, ...]) -> list[str]:
    return ["table" if isinstance(b, Table) else b.text for b in blocks]


def test_cells_are_read_one_by_one_and_stand_between_the_text_above_and_below() -> None:
    page = Page().text(60, 80, "Section F").grid(_XS, (100, 120, 150)).text(60, 180, "Section G")
    row(page, 115, "Provision", "Who", "How often", font="bold")
    row(page, 133, "A group of four|children", "A teaching|assistant", "Twice a week")
    assert kinds(document(page).blocks) == ["Section F", "table", "Section G"]
    assert shown(tables(page)[0]) == [["Provision", "Who", "How often"],
                                      ["A group of four children", "A teaching assistant", "Twice a week"]]


def test_cells_over_several_columns_and_rows_keep_the_grid() -> None:
    page = Page()
    for y in (100, 120, 180):
        page.rule(60, y, 535, y)
    page.rule(200, 150, 535, 150).rule(60, 100, 60, 180).rule(535, 100, 535, 180).rule(200, 120, 200, 180).rule(400, 120, 400, 180)
    page.text(65, 115, "Outcomes").text(65, 135, "Label").text(205, 135, "one").text(405, 135, "two")
    page.text(205, 165, "three").text(405, 165, "four")
    [table] = tables(page)
    assert shown(table) == [["Outcomes"], ["Label", "one", "two"], ["^", "three", "four"]]
    assert [(c.column, c.span) for r in table.rows for c in r.cells] == [(0, 3), (0, 1), (1, 1), (2, 1), (0, 1), (1, 1), (2, 1)]
    assert table.width == 3


def test_a_painted_cell_is_shaded_and_so_are_its_words() -> None:
    page = Page().fill(60, 100, 200, 120).grid((60, 200, 400), (100, 120, 140)).text(65, 115, "Name").text(205, 115, "Rowan")
    cells = tables(page)[0].rows[0].cells
    assert [c.fill for c in cells] == [True, False]
    assert [p.fill for c in cells for p in paragraphs(c.blocks)] == [True, False]


def test_borders_drawn_as_thin_areas_and_twice_make_one_table() -> None:
    page = Page()
    for x in (60, 200, 400):
        page.fill(x, 100, x + 0.7, 140, 0).fill(x + 1.5, 100, x + 2.2, 140, 0)
    for y in (100, 120, 140):
        page.fill(60, y, 402, y + 0.7, 0)
    page.text(65, 115, "Name").text(205, 115, "Rowan").text(65, 135, "School").text(205, 135, "Hawthorn Bank")
    assert shown(tables(page)[0]) == [["Name", "Rowan"], ["School", "Hawthorn Bank"]]


def test_a_table_without_sides_ends_where_its_lines_end() -> None:
    page = Page().rule(60, 100, 400, 100).rule(60, 120, 400, 120).rule(60, 140, 400, 140).rule(200, 100, 200, 140)
    page.text(65, 115, "Name").text(205, 115, "Rowan").text(65, 135, "School").text(205, 135, "Hawthorn Bank")
    assert shown(tables(page)[0]) == [["Name", "Rowan"], ["School", "Hawthorn Bank"]]


def test_a_box_is_a_table_of_one_cell_and_a_frame_round_the_page_is_none() -> None:
    box = Page().grid((60, 400), (100, 160)).lines(65, 115, "What matters to me", "Trains")
    assert shown(tables(box)[0]) == [["What matters to me Trains"]]
    frame = Page().grid((15, 580), (15, 827)).text(65, 115, "What matters to me")
    assert not tables(frame)


def test_bullets_in_a_cell_are_paragraphs_of_their_own() -> None:
    page = Page().grid((60, 300, 500), (100, 160, 180))
    page.text(65, 115, "•").text(80, 115, "turn taking").text(65, 130, "•").text(80, 130, "repair")
    found = list(paragraphs(tables(page)[0].rows[0].cells[0].blocks))
    assert [(p.number, p.text) for p in found] == [("•", "turn taking"), ("•", "repair")]


def test_a_table_in_a_cell_is_a_table_in_that_cell() -> None:
    page = Page().grid((60, 500), (100, 200)).text(65, 115, "Outer").grid((100, 200, 300), (130, 150, 170))
    page.text(105, 145, "in").text(205, 145, "ner")
    [cell] = tables(page)[0].rows[0].cells
    assert kinds(cell.blocks) == ["Outer", "table"]
    assert cell.line == "Outer in ner"


def test_a_table_goes_on_over_pages_without_its_repeated_heads() -> None:
    first = row(row(Page().grid(_XS, (60, 80, 770)), 75, "Need", "Provision", "Who", font="bold"),
                95, "1", "A group.", "An assistant.")
    second = row(row(Page().grid(_XS, (60, 80, 120)), 75, "Need", "Provision", "Who", font="bold"),
                 95, "2", "Direct work.", "A therapist.")
    [table] = tables(first, second)
    assert shown(table) == [["Need", "Provision", "Who"], ["1", "A group.", "An assistant."], ["2", "Direct work.", "A therapist."]]
    assert [r.header for r in table.rows] == [True, False, False]


def test_a_row_cut_by_the_end_of_a_page_is_one_row_again() -> None:
    first = row(row(Page().grid(_XS, (60, 80, 770)), 75, "Need", "Provision", "Who"),
                755, "1", "A group of four children that", "An assistant.")
    second = row(row(Page().grid(_XS, (60, 90, 120)), 75, "", "meets twice a week."), 105, "2", "Direct work.", "A therapist.")
    [table] = tables(first, second)
    assert shown(table)[1:] == [["1", "A group of four children that meets twice a week.", "An assistant."],
                                ["2", "Direct work.", "A therapist."]]


def test_header_and_footer_between_the_parts_of_a_table_do_not_part_it() -> None:
    def framed(page: Page, number: int) -> Page:
        return page.text(60, 40, "Rowan Applegarth DOB 12/03/2016").text(60, 815, f"Page {number}")

    first = framed(row(Page().grid(_XS, (60, 80, 770)), 75, "1", "A group.", "An assistant."), 1)
    second = framed(row(Page().grid(_XS, (60, 90)), 75, "2", "Direct work.", "A therapist."), 2)
    assert len(tables(first, second)) == 1
    assert [p.text for p in paragraphs(document(first, second).headers)] == ["Rowan Applegarth DOB 12/03/2016"]


def test_a_table_that_begins_a_page_with_a_banner_of_its_own_is_another_table() -> None:
    def area(name: str) -> Page:
        page = Page().fill(60, 60, 535, 80).grid((60, 535), (60, 80, 770))
        return page.text(65, 75, name, "bold", 13).text(65, 95, "Strengths of the child.")

    assert len(tables(area("Communication"), area("Cognition"))) == 2


def test_a_table_at_the_top_of_a_page_after_a_half_empty_page_is_another_table() -> None:
    first = row(Page().text(60, 60, "Section F").grid(_XS, (80, 100)), 95, "1", "A group.", "An assistant.").text(60, 780, "Note.")
    second = row(Page().grid(_XS, (60, 80)), 75, "2", "Direct work.", "A therapist.")
    assert len(tables(first, second)) == 2


def test_a_word_too_long_for_its_cell_is_whole_again() -> None:
    page = Page().grid((60, 118, 300), (100, 140, 160)).lines(63, 115, "10.11.202", "5").text(63, 155, "x").text(123, 115, "y")
    assert tables(page)[0].rows[0].cells[0].line == "10.11.2025"


def test_places_in_a_table_name_page_table_and_row() -> None:
    page = Page().grid((60, 200, 400), (100, 120, 140)).text(65, 115, "Name").text(205, 135, "Rowan")
    found = list(paragraphs(document(page).blocks))
    assert [p.place.spot for p in found] == ["page 1, table 1, row 1", "page 1, table 1, row 2"]
    assert [p.place.column for p in found] == [1, 2]

"""The sheet of the thirteen areas: plans by grade with a chart, and a heat map by month."""

from __future__ import annotations

from qa_engine.board.model import Board
from qa_engine.report.workbook.book import BOARD, Book
from qa_engine.report.workbook.cells import Cell, Column
from qa_engine.report.workbook.front import MIX, grade_chart, mix_cells
from qa_engine.report.workbook.themes import FEWER


def write_areas(book: Book, board: Board) -> None:
    """Areas by grade in the period; share Good by month."""
    months = [line for line in board.months if line.shown and line.same_rules and line.plans]
    page = book.sheet("Areas", BOARD)
    page.widths((42, *(13 for _ in MIX), 13, 13, *(13 for _ in months[9:])))
    page.title("Thirteen areas", "For the board. Shares are of plans to which an area applies. Nothing is told of fewer than five plans.")
    page.heading(f"Plans by grade: {board.period.name}")
    columns = (Column("Area", 42), *MIX, Column("Does not apply", 13, "count"), Column("Core area", 13))
    block = page.table(columns, [[a.title, *mix_cells(a.mix), _few(a.not_applicable), "core" if a.core else ""] for a in board.areas])
    if any(a.mix for a in board.areas):
        grade_chart(page, block, "bar", "Plans by grade and area (numbers in the bars are plans)", (980, 460))
    if len(months) > 1:
        page.heading("Share of plans Good, %, by month: darker is more")
        rows = [[a.title, *((found.percent if (found := m.areas.get(a.area)) else None) for m in months)] for a in board.areas]
        heat = page.table((Column("Area", 42), *(Column(m.name, 13, "percent") for m in months)), rows)
        page.shade(heat, 1, len(months))


def _few(number: int | None) -> Cell:
    return FEWER if number is None else number

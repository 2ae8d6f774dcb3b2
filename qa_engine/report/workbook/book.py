"""An Excel workbook in the making: looks, safe cells, lists and tables on sheets, print set-up; the same calls give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import Any

import xlsxwriter

from qa_engine.output import FORMULA
from qa_engine.report.workbook.cells import NO, Cell, Column

ROWS = 1_048_576  # of a sheet, by Excel's own limit
_LONGEST = 32_000  # characters; Excel's limit is 32,767
_MADE = datetime(2026, 1, 1)  # files carry a date; a fixed one keeps the bytes the same
_EPOCH = date(1899, 12, 30)
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAVY, _GREY, _LINE = "#1F3864", "#595959", "#D0D3D8"
BOARD, LEADS = "#1F3864", "#B45F06"  # colours of the tabs
_LEFT = {"align": "left", "indent": 1}
_A4, _A3 = 9, 8
_FITS, _FITS_A3 = 240, 360  # characters across that can be read on a page
_KINDS: dict[str, dict[str, Any]] = {
    "text": _LEFT, "wrapped": {"text_wrap": True, **_LEFT}, "word": {"align": "right", "font_color": _GREY, "italic": True},
    "count": {"num_format": "#,##0"}, "percent": {"num_format": '0.0" %"'}, "places": {"num_format": "0.0"},
    "date": {"num_format": "dd/mm/yyyy", **_LEFT}, "grade": _LEFT, "tick": {"align": "center"}, "mark": {"align": "center"},
}
_NUMBERS = ("count", "percent", "places")
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _NAVY}, "heading": {"bold": True, "font_size": 12, "font_color": _NAVY},
    "note": {"font_color": _GREY, "italic": True}, "say": {"text_wrap": True, "valign": "top"},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": _NAVY, "text_wrap": True, "valign": "vcenter", "border": 1,
             "border_color": _LINE, "indent": 1},
}
_LOOKS["head right"] = {**_LOOKS["head"], "align": "right", "indent": 0}
# Dark on light, light on dark and words in the cells: a grey print tells them apart.
_GRADES: dict[str, dict[str, Any]] = {
    "Good": {"bg_color": "#E2EFDA", "font_color": "#1C5A30"}, "RI": {"bg_color": "#FFD966", "font_color": "#3D2B00", "italic": True},
    "Inadequate": {"bg_color": "#8F1414", "font_color": "#FFFFFF", "bold": True},
}


@dataclass(frozen=True, slots=True)
class Block:
    """Where a table stands: the sheet, and its first and last line of cells, from 0."""

    sheet: str
    first: int
    last: int

    def cells(self, column: int) -> list[Any]:
        """A column of it, as charts want it."""
        return [self.sheet, self.first, column, self.last, column]

    def head(self, column: int) -> list[Any]:
        """The title of a column."""
        return [self.sheet, self.first - 1, column]


class Book:
    """A workbook that grows on disk, so that a sheet may be longer than memory; `folder` is where it does, and where it leaves nothing."""

    def __init__(self, path: Path, folder: Path, title: str) -> None:
        self.made: Any = xlsxwriter.Workbook(str(path), {
            "constant_memory": True, "tmpdir": str(folder), "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False, "default_date_format": "dd/mm/yyyy"})
        self.made.set_properties({"title": clean(title), "author": "EHCP quality check", "created": _MADE})
        self.made.set_size(1920, 1200)
        self.made.use_zip64()
        self._formats: dict[tuple[str, bool, bool], Any] = {}
        self._looks = {name: self.made.add_format({"font_name": "Arial", "font_size": 10, **look}) for name, look in _LOOKS.items()}
        self._grades = {grade: self.made.add_format(look) for grade, look in _GRADES.items()}
        self._line = self.made.add_format({"bottom": 1, "bottom_color": _LINE})
        self._no = self.made.add_format({"bg_color": "#F8D7DA", "font_color": "#8F1414", "bold": True})

    def sheet(self, name: str, tab: str) -> Page:
        """A new sheet, the next in order; it may be written when others are."""
        return Page(self, self.made.add_worksheet(name), name, tab)

    def look(self, name: str) -> Any:
        """The format of a title, heading, note, sentence or head of a column."""
        return self._looks[name]

    def cell(self, kind: str, lined: bool = True, quoted: bool = False) -> Any:
        """The format of a cell; `quoted` keeps what looks like a formula a text even when someone edits the cell."""
        if (kind, lined, quoted) not in self._formats:
            look = {"font_name": "Arial", "font_size": 10, "valign": "top", **_KINDS[kind], **({"quote_prefix": True} if quoted else {})}
            self._formats[kind, lined, quoted] = self.made.add_format({**look, **({"bottom": 1, "bottom_color": _LINE} if lined else {})})
        return self._formats[kind, lined, quoted]

    def grade_looks(self) -> Iterable[tuple[str, Any]]:
        """Grades with the formats that mark them."""
        return self._grades.items()

    @property
    def line(self) -> Any:
        """The format of a line under a cell."""
        return self._line

    @property
    def no(self) -> Any:
        """The format that marks a cross."""
        return self._no

    def close(self) -> None:
        """Write the file."""
        self.made.close()


class Page:
    """One sheet, written from the top down."""

    def __init__(self, book: Book, sheet: Any, name: str, tab: str) -> None:
        self.book, self.sheet, self.name, self.row = book, sheet, name, 0
        self._width, self._columns, self._lined = 0.0, 0, True
        sheet.set_tab_color(tab)
        sheet.hide_gridlines(2)

    def widths(self, widths: Sequence[float]) -> None:
        """The widths of all columns, in characters; told before anything is written."""
        self._width, self._columns = sum(widths), len(widths)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        _print(self.sheet, self.name, self._width)

    def title(self, text: str, note: str) -> None:
        """What the sheet is, and who may see it."""
        self.sheet.set_row(self.row, 24)
        self._line(text, "title")
        self._line(note, "note")

    def heading(self, text: str) -> None:
        """A heading over a table, with a line of space before it."""
        self.row += 1
        self._line(text, "heading")

    def note(self, text: str) -> None:
        """A line in grey."""
        self._line(text, "note")

    def say(self, text: str) -> None:
        """A sentence across the sheet, as high as it needs."""
        self.sheet.set_row(self.row, 14 * max(1, ceil(len(text) * 0.78 / self._width)))
        self.sheet.merge_range(self.row, 0, self.row, self._columns - 1, "", self.book.look("say"))
        self.sheet.write_string(self.row, 0, clean(text), self.book.look("say"))
        self.row += 1

    def skip(self, lines: int) -> None:
        """Leave room, as for a chart."""
        self.row += lines

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], marked: bool = True) -> Block:
        """A table as high as it is; grades and crosses in it are marked on request."""
        self._titles(columns)
        first = self.row
        for cells in rows:
            self._cells(columns, cells)
        block = Block(self.name, first, max(first, self.row - 1))
        if marked:
            self._mark(columns, block)
        return block

    def begin(self, columns: Sequence[Column], most: int = ROWS, lined: bool = True) -> Lines:
        """A list that goes on to the end of the sheet, with filters and its head in sight.

        Not `lined`, empty cells are left out, as in a list of millions they cost time and space; lines are then drawn over all at the end.
        """
        self.widths([column.width for column in columns])
        self._lined = lined
        self._titles(columns)
        self.sheet.freeze_panes(self.row, 2)
        self.sheet.repeat_rows(self.row - 1)
        return Lines(self, columns, most)

    def shade(self, block: Block, first: int, last: int) -> None:
        """A heat map in one hue, so that dark is more in grey as well."""
        self.sheet.conditional_format(block.first, first, block.last, last, {
            "type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#8DB4E2", "min_type": "num", "max_type": "num",
            "min_value": 0, "max_value": 100})

    def _line(self, text: str, look: str) -> None:
        self.sheet.write_string(self.row, 0, clean(text), self.book.look(look))
        self.row += 1

    def _titles(self, columns: Sequence[Column]) -> None:
        self.sheet.set_row(self.row, 15 * max(_lines_of(c) for c in columns))
        for place, column in enumerate(columns):
            look = self.book.look("head right" if column.kind in _NUMBERS else "head")
            self.sheet.write_string(self.row, place, clean(column.title), look)
        self.row += 1

    def _cells(self, columns: Sequence[Column], cells: Sequence[Cell]) -> None:
        tall = max((ceil(len(c) * 0.85 / column.width) for column, c in zip(columns, cells, strict=True)
                    if column.kind == "wrapped" and isinstance(c, str)), default=1)
        if tall > 1:
            self.sheet.set_row(self.row, 13.5 * min(tall, 25))
        for place, (column, value) in enumerate(zip(columns, cells, strict=True)):
            self._cell(place, column.kind, value)
        self.row += 1

    def _cell(self, place: int, kind: str, value: Cell) -> None:
        if value is None or value == "":
            if self._lined:
                self.sheet.write_blank(self.row, place, None, self.book.cell("text"))
        elif isinstance(value, str):
            number = _day(value) if kind == "date" else None
            if number is None:
                look = self.book.cell(_worded(kind), self._lined, value.startswith(FORMULA))
                self.sheet.write_string(self.row, place, clean(value), look)
            else:
                self.sheet.write_number(self.row, place, number, self.book.cell("date", self._lined))
        else:
            self.sheet.write_number(self.row, place, value, self.book.cell(kind, self._lined))

    def _mark(self, columns: Sequence[Column], block: Block) -> None:
        for place, column in enumerate(columns):
            looks = self.book.grade_looks() if column.kind == "grade" else [(NO, self.book.no)] if column.kind == "tick" else ()
            for word, look in looks:
                self.sheet.conditional_format(block.first, place, block.last, place,
                                              {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look})


class Lines:
    """A list on a sheet. What goes beyond the last line that a sheet may have is counted in `left_out` and not written."""

    def __init__(self, page: Page, columns: Sequence[Column], most: int) -> None:
        self.written = self.left_out = 0
        self._page, self._columns, self._first, self._most = page, columns, page.row, most

    def add(self, cells: Sequence[Cell]) -> None:
        """Write a line, if it has room."""
        if self._page.row >= self._most:
            self.left_out += 1
            return
        self._page._cells(self._columns, cells)
        self.written += 1

    def end(self) -> Block:
        """Set filters and marks over all that was written."""
        page = self._page
        last = max(self._first, page.row - 1)
        page.sheet.autofilter(self._first - 1, 0, last, len(self._columns) - 1)
        block = Block(page.name, self._first, last)
        page._mark(self._columns, block)
        if not page._lined:
            page.sheet.conditional_format(self._first, 0, last, len(self._columns) - 1, {
                "type": "formula", "criteria": "=TRUE", "format": page.book.line})
        return block


def clean(text: str) -> str:
    """Text that a cell can hold."""
    kept = _ILLEGAL.sub("", text)
    return kept if len(kept) <= _LONGEST else f"{kept[:_LONGEST]} …"


def _worded(kind: str) -> str:
    """How words are shown: in a column of numbers (“fewer than 5”) like a number, and a date that is none like a text."""
    return "word" if kind in _NUMBERS else "text" if kind == "date" else kind


def _day(value: str) -> int | None:
    """Excel's number of an ISO date; None where it is none, or before Excel's days."""
    try:
        number = (date.fromisoformat(value) - _EPOCH).days
    except ValueError:
        return None
    return number if number > 60 else None


def _lines_of(column: Column) -> int:
    """How many lines a title needs at the column's width, words kept whole."""
    lines, used = 1, 0.0
    for word in column.title.split():
        if used and used + len(word) + 1 > column.width - 1.5:
            lines, used = lines + 1, 0.0
        used += len(word) + 1
    return lines


def _print(sheet: Any, name: str, width: float) -> None:
    """One page across where that can be read; else several, the first columns on each."""
    sheet.set_paper(_A4 if width <= _FITS else _A3)
    sheet.set_landscape()
    if width <= _FITS_A3:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(60)
        sheet.repeat_columns(0, 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer(f"&L&8{name}&C&8Confidential&R&8Page &P of &N")

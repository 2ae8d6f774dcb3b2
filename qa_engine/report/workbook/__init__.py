"""The workbook of a period for Excel, and the same lists as CSV files; made from a board report's figures and the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_engine.board.model import Board
from qa_engine.report.workbook.areas import write_areas
from qa_engine.report.workbook.book import BOARD, LEADS, ROWS, Book, Lines, Page
from qa_engine.report.workbook.cells import Column
from qa_engine.report.workbook.front import write_groups, write_summary
from qa_engine.report.workbook.gather import Gathered, Source, beside, gather
from qa_engine.report.workbook.lists import finding_columns, line_columns, plan_columns
from qa_engine.report.workbook.process import WHOLE, write_actions, write_panel, write_times
from qa_engine.report.workbook.tables import write_tables
from qa_engine.report.workbook.themes import COLUMNS

__all__ = ["Source", "Written", "write_tables", "write_workbook"]

_TITLE = "Quality of Education, Health and Care Plans"
PLANS, FINDINGS, LINES = "Plans", "Findings", "Provision lines"
_NOTES = {
    PLANS: "a line for each audit of a plan in the period. Percentages of pieces are within a plan.",
    FINDINGS: "a line for each finding, without words of the plan.",
    LINES: f"a line for each provision of F, G, H1 and H2, as the record has it ([child] for the name). {'✓'} said, {'✗'} not said.",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What went into the long lists; `left_out` is how many lines had no room on a sheet, by its name. They are in the CSV files."""

    plans: int
    left_out: Mapping[str, int]


def write_workbook(path: Path, board: Board, store: Source, managers: bool = False, rows: int = ROWS) -> Written:
    """Write the workbook of the period and narrowing of `board`, whole or not at all; the same store gives the same bytes. `store` is what
    the board was made of: for a restated report the audits as judged again, so that the lists hold what the figures count.

    Summary, Areas, Groups, Themes and Timeliness are for a board. Plans, Findings, Provision lines and, where there are any, Actions and
    Moderation have a line for each plan or piece of one; caseworkers, owners and auditors are named there only with `managers`. `rows` is
    how many a sheet may have. Its parts grow in a folder beside it, as they hold words of plans. Raises QaError.
    """
    with beside(path) as folder:
        grown = folder / "workbook"
        written = _write(Book(grown, folder, f"{_TITLE}: {board.period.name}"), board, store, managers, rows)
        grown.replace(path)
    return written


def _write(book: Book, board: Board, store: Source, managers: bool, rows: int) -> Written:
    """Sheets are made in the order of their tabs and written in the order in which things become known."""
    summary = book.sheet("Summary", BOARD)
    write_areas(book, board)
    write_groups(book, board)
    themes, times, plans = book.sheet("Themes", BOARD), book.sheet("Timeliness", BOARD), book.sheet(PLANS, LEADS)
    lists = {name: _begin(book.sheet(name, LEADS), columns, rows)
             for name, columns in ((FINDINGS, finding_columns()), (LINES, line_columns()))}
    seen = gather(board, store, managers, *lists.values())
    lists[PLANS] = _begin(plans, plan_columns(seen.shape), rows)
    for cells in seen.plans:
        lists[PLANS].add(cells)
    for made in lists.values():
        made.end()
    _themes(themes, seen)
    write_times(times, seen.timeliness)
    _entered(book, seen)
    left_out = {name: made.left_out for name, made in lists.items() if made.left_out}
    write_summary(summary, board, list(_told(left_out, lists)))
    book.close()
    return Written(len(seen.plans), left_out)


def _begin(page: Page, columns: Sequence[Column], rows: int) -> Lines:
    page.title(page.name, f"For QA leads and managers, not for the board: {_NOTES[page.name]}")
    page.row += 1
    return page.begin(columns, rows, lined=page.name == PLANS)


def _themes(page: Page, seen: Gathered) -> None:
    teams, services = seen.themes.left_out()
    page.title("Themes: rules that failed, by how many plans", "For the board. Not shown, as of fewer than five plans or to be told by "
               f"subtraction: {teams:,} teams, {services:,} contributor services. A plan counts with every service that Section K lists.")
    page.row += 1
    lines = page.begin(COLUMNS)
    for cells in seen.themes.lines(seen.shape.areas):
        lines.add(cells)
    lines.end()


def _entered(book: Book, seen: Gathered) -> None:
    """What people entered, where they entered anything."""
    if seen.action_rows:
        write_actions(book, seen.actions, seen.action_rows, seen.shape.managers)
    if seen.panel:
        write_panel(book, seen.panel, {**seen.shape.areas, "overall": WHOLE}, seen.shape.managers)


def _told(left_out: Mapping[str, int], lists: Mapping[str, Lines]) -> Iterator[str]:
    for name, number in left_out.items():
        yield (f"{name}: a sheet has room for {lists[name].written:,} lines; {number:,} more are not in this workbook. "
               "All of them are in the CSV files of the report.")

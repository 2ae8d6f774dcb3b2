"""The sheets on process: time limits for a board; actions and moderation, line by line, for QA leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa_engine.board.loop import Actions, closed
from qa_engine.board.timeliness import LIMITS, Timed, Timeliness
from qa_engine.report.workbook.book import LEADS, Block, Book, Page
from qa_engine.report.workbook.cells import Cell, Column
from qa_engine.report.workbook.themes import FEWER
from qa_engine.store.model import ActionRow, PanelRow

WHOLE = "The plan as a whole"
TIMES = (
    Column("Time limit", 46, "wrapped"), Column("Where it comes from", 44, "wrapped"), Column("Plans with both dates", 11, "count"),
    Column("On time", 9, "count"), Column("Share on time", 9, "percent"), Column("95 % from", 9, "percent"), Column("to", 9, "percent"),
    Column("Median, days", 9, "places"), Column("Not known", 9, "count"), Column("Dates in an impossible order", 12, "count"))
_ACTIONS = (
    Column("Case", 19), Column("Number", 9, "count"), Column("Action", 70, "wrapped"), Column("Due", 12, "date"),
    Column("Closed", 12, "date"), Column("At the end of the period", 14), Column("Grade at re-audit", 13, "grade"))
_PANEL = (
    Column("Case", 19), Column("Area", 34), Column("Stage", 13), Column("Agency", 14), Column("Grade by rules", 13, "grade"),
    Column("Grade by people", 13, "grade"), Column("Stance", 11), Column("On", 12, "date"))
_OWNER, _AUDITOR, _REASON = Column("Owner", 24), Column("Entered by", 26), Column("Reason", 60, "wrapped")


def time_lines(times: Timeliness) -> Iterator[list[Cell]]:
    """A line for each time limit; what rests on fewer than five plans is not told."""
    for timed in times.timed:
        yield [timed.measure.name, timed.measure.law, *_reckoned(timed), _few(timed.not_known), _few(timed.impossible)]


def action_columns(managers: bool) -> list[Column]:
    """Owners are named for managers only."""
    return [*_ACTIONS, *([_OWNER] if managers else [])]


def action_lines(told: Actions, rows: Sequence[ActionRow], managers: bool) -> Iterator[list[Cell]]:
    """A line for each action, as it stood at the end of the period."""
    for row in rows:
        yield [row.case, row.number, row.action, row.due, row.closed, state_of(row, told.until), row.reaudit,
               *([row.owner] if managers else [])]


def panel_columns(managers: bool) -> list[Column]:
    """Who entered a grade, and why, is told to managers only."""
    return [*_PANEL, *([_AUDITOR, _REASON] if managers else [])]


def panel_lines(panel: Sequence[PanelRow], titles: dict[str, str], managers: bool) -> Iterator[list[Cell]]:
    """A line for each grade that a person entered."""
    for row in panel:
        told: list[Cell] = [row.auditor, row.reason] if managers else []
        yield [row.case, titles.get(row.area, row.area), row.stage, row.agency.replace("_", " "), row.rules, row.grade, row.stance, row.on,
               *told]


def state_of(row: ActionRow, until: str) -> str:
    """closed, overdue or open at the end of that day."""
    if closed(row, until):
        return "closed"
    return "overdue" if row.due and row.due < until else "open"


def write_times(page: Page, times: Timeliness) -> None:
    """Time limits with a chart."""
    page.widths([c.width for c in TIMES])
    page.title("Timeliness", "For the board. Beside quality and never in place of it. Nothing is told of fewer than five plans.")
    page.row += 1
    if not times.any_dates:
        page.say("No dates were given. Time limits need a list of cases with dates: give it to the batch with --manifest.")
        return
    page.note(f"{times.plans:,} plans; each counts once, as last audited")
    block = page.table(TIMES, time_lines(times))
    page.row += 1
    for line in LIMITS:
        page.say(line)
    if any(not t.few for t in times.timed):
        page.row += 1
        _chart(page, block)


def write_actions(book: Book, told: Actions, rows: Sequence[ActionRow], managers: bool) -> None:
    """Actions as they stood at the end of the period."""
    columns = action_columns(managers)
    page = book.sheet("Actions", LEADS)
    page.title("Actions", f"For QA leads, not for the board: a line for each action. As they stood on {told.until or 'the last day'}: "
               f"{told.opened:,} agreed, {told.closed:,} closed, {told.overdue:,} overdue.")
    page.row += 1
    lines = page.begin(columns)
    for cells in action_lines(told, rows, managers):
        lines.add(cells)
    lines.end()


def write_panel(book: Book, panel: Sequence[PanelRow], titles: dict[str, str], managers: bool) -> None:
    """What people made of plans, beside the rules."""
    columns = panel_columns(managers)
    page = book.sheet("Moderation", LEADS)
    page.title("Moderation", "For QA leads, not for the board: a line for each grade that a person entered, beside the grade by rules.")
    page.row += 1
    lines = page.begin(columns)
    for cells in panel_lines(panel, titles, managers):
        lines.add(cells)
    lines.end()


def _reckoned(timed: Timed) -> list[Cell]:
    if timed.few:
        return [FEWER if timed.counted else 0, None, None, None, None, None]
    low, high = timed.interval
    return [timed.counted, timed.on_time, round(100 * (timed.share or 0), 1), round(100 * low, 1), round(100 * high, 1), timed.median]


def _few(number: int) -> Cell:
    return FEWER if 0 < number < 5 else number


def _chart(page: Page, block: Block) -> None:
    chart = page.book.made.add_chart({"type": "bar"})
    chart.add_series({"name": "Share on time, %", "categories": block.cells(0), "values": block.cells(4), "gap": 60,
                      "fill": {"color": "#2E5E8C"}, "data_labels": {"value": True, "num_format": "0"}})
    chart.set_title({"name": "Share of plans within each time limit (%)", "name_font": {"size": 11}})
    chart.set_x_axis({"min": 0, "max": 100, "num_format": "0", "major_gridlines": {"visible": True, "line": {"color": "#D0D3D8"}}})
    chart.set_y_axis({"reverse": True, "crossing": "max", "num_font": {"size": 9}})
    chart.set_legend({"none": True})
    chart.set_size({"width": 1000, "height": 340})
    page.sheet.insert_chart(page.row, 0, chart, {"description": "Bar chart: share of plans within each time limit, as in the table above"})
    page.skip(18)

"""The first sheet: the headline, grades by month with charts, what was graded beside plans, groups of plans, and what the sheets are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa_engine.board.model import Board, Mix, MonthLine, RunChart, Share
from qa_engine.report.workbook.book import BOARD, Block, Book, Page
from qa_engine.report.workbook.cells import Cell, Column
from qa_engine.report.workbook.themes import FEWER

_WIDTHS = (34, 13, 13, 13, 13, 13, 13, 13, 13)
MIX = (Column("Plans", 13, "count"), Column("Good", 13, "count"), Column("RI", 13, "count"), Column("Inadequate", 13, "count"),
       Column("Good, % of plans", 13, "percent"), Column("95 % from", 13, "percent"), Column("to", 13, "percent"))
_SHARES = (Column("What was graded", 34), Column("Number", 13, "count"), Column("of", 13, "count"), Column("%", 13, "percent"),
           Column("95 % from", 13, "percent"), Column("to", 13, "percent"))
_PATTERNS = {"Good": {"fill": {"color": "#A9D18E"}}, "Inadequate": {"fill": {"color": "#8F1414"}},
             "RI": {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#B7950B", "bg_color": "#FFE699"}}}
_WHO = (
    ("Summary, Areas, Groups, Themes, Timeliness", "the board: shares of plans, no line for a child, no group of fewer than five"),
    ("Plans, Findings, Provision lines, Actions, Moderation", "QA leads and managers: a line for each plan or piece of one. Cases have "
     "pseudonyms, but with team, school and year a child may be known. Do not put these sheets before the board."),
)


def write_summary(page: Page, board: Board, notes: Sequence[str]) -> None:
    """The whole sheet; `notes` say what had no room elsewhere."""
    page.widths(_WIDTHS)
    page.title(f"Quality of Education, Health and Care Plans: {board.period.name}", _about(board))
    page.row += 1
    for sentence in (*board.headline.sentences, *notes):
        page.say(sentence)
    _months(page, board)
    _beside(page, board)
    for chart in board.run_charts:
        _run_chart(page, chart)
    _coverage(page, board)
    page.heading("The sheets, and who they are for")
    for sheets, who in _WHO:
        page.say(f"{sheets}: for {who}")
    page.heading("What the figures can and cannot say")
    for line in (*board.method.method, *board.method.limits):
        page.say(line)


def write_groups(book: Book, board: Board) -> None:
    """Plans by team, need and the like."""
    page = book.sheet("Groups", BOARD)
    page.widths((44, *_WIDTHS[1:], 13))
    page.title("Groups of plans", "For the board. No group of fewer than five plans is shown or can be had by subtraction.")
    columns = (Column("Group", 44), *MIX, Column("Provision specific, %", 13, "percent"), Column("Outcomes specific, %", 13, "percent"))
    for cut in board.cuts:
        page.heading(cut.title)
        if cut.note:
            page.note(cut.note)
        if cut.groups:
            page.table(columns, [[g.name, *mix_cells(g.mix), g.provision.percent, g.outcomes.percent] for g in cut.groups])
    if not board.cuts:
        page.row += 1
        page.say("Nothing is known of the plans to group them by: give the batch a list of cases with --manifest.")


def mix_cells(mix: Mix | None) -> list[Cell]:
    """Plans, plans by grade, and the share Good with its interval; a word for fewer than five."""
    if mix is None:
        return [FEWER, None, None, None, None, None, None]
    return [mix.plans, mix.good.part, mix.ri.part, mix.inadequate.part, mix.good.percent, mix.good.low, mix.good.high]


def grade_chart(page: Page, block: Block, kind: str, title: str, size: tuple[int, int]) -> None:
    """Plans by grade, each bar 100 %; a name in the first column of the block, grades in the third to fifth."""
    chart = page.book.made.add_chart({"type": kind, "subtype": "percent_stacked"})
    for place, grade in enumerate(("Good", "RI", "Inadequate"), 2):
        dark = {"font": {"color": "#FFFFFF"}} if grade == "Inadequate" else {}
        chart.add_series({"name": block.head(place), "categories": block.cells(0), "values": block.cells(place), "gap": 50,
                          "border": {"color": "#595959", "width": 0.5}, "data_labels": {"value": True, "num_format": "0;;", **dark},
                          **_PATTERNS[grade]})
    chart.set_title({"name": title, "name_font": {"size": 11}})
    chart.set_legend({"position": "bottom"})
    names = {"num_font": {"size": 9}, **({"reverse": True, "crossing": "max"} if kind == "bar" else {})}
    shares = {"num_format": "0%", "major_gridlines": {"visible": True, "line": {"color": "#D0D3D8"}}}
    chart.set_x_axis(shares if kind == "bar" else names)
    chart.set_y_axis(names if kind == "bar" else shares)
    chart.set_size({"width": size[0], "height": size[1]})
    page.sheet.insert_chart(page.row, 0, chart, {"description": f"{title}. The numbers are in the table above.", "y_offset": 6})
    page.skip(size[1] // 19)


def _about(board: Board) -> str:
    narrowed = "; ".join(f"{column}: {value}" for column, value in board.where.items())
    packs = ", ".join(dict.fromkeys(f"{p.name} {p.version}" for p in board.method.packs if p.current))
    return " | ".join(filter(None, (board.council, narrowed, f"rules: {packs}" if packs else "", f"tool {board.tool}")))


def _months(page: Page, board: Board) -> None:
    page.heading("Grades by month")
    block = page.table((Column("Month", 34), *MIX, Column("Rules", 13)), list(_month_lines(board.months)))
    if any(line.mix for line in board.months):
        grade_chart(page, block, "column", "Plans by grade and month (numbers in the bars are plans)", (980, 300))


def _month_lines(months: Sequence[MonthLine]) -> Iterator[list[Cell]]:
    for line in months:
        if line.plans == 0:
            continue
        yield [line.name, *mix_cells(line.mix), "" if line.same_rules else "other rules"]


def _beside(page: Page, board: Board) -> None:
    head = board.headline
    rows: list[tuple[str, Share | None]] = [("Plans that are borderline", head.borderline),
                                            ("Plans with an apparent statutory point", head.statutory)]
    if head.pieces:
        rows += [("Areas judged Good, all plans together", head.pieces.areas_good),
                 ("Provision lines of F that are specific", head.pieces.provision), ("Outcomes that are specific", head.pieces.outcomes)]
    page.heading("Beside the overall grade: plans and pieces have denominators of their own")
    page.table(_SHARES, [[name, *share_cells(found)] for name, found in rows])


def share_cells(found: Share | None) -> list[Cell]:
    """Part, whole, percentage and interval."""
    return [FEWER, None, None, None, None] if found is None else [found.part, found.of, found.percent, found.low, found.high]


def _run_chart(page: Page, told: RunChart) -> None:
    page.heading(told.title)
    page.say(told.sentence)
    if len(told.months) < 2:
        return
    columns = (Column("Month", 34), Column("%", 13, "percent"), Column("Median", 13, "percent"))
    block = page.table(columns, [[name, value, told.median] for name, value in zip(told.names, told.percents, strict=True)])
    chart = page.book.made.add_chart({"type": "line"})
    chart.add_series({"name": told.title, "categories": block.cells(0), "values": block.cells(1), "line": {"color": "#1F3864", "width": 2},
                      "marker": {"type": "circle", "size": 6, "fill": {"color": "#1F3864"}}})
    chart.add_series({"name": "Median", "categories": block.cells(0), "values": block.cells(2),
                      "line": {"color": "#595959", "width": 1.25, "dash_type": "dash"}})
    chart.set_title({"name": f"{told.title}, %", "name_font": {"size": 11}})
    chart.set_y_axis({"min": 0, "max": 100, "num_format": "0", "major_gridlines": {"visible": True, "line": {"color": "#D0D3D8"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 980, "height": 240})
    page.sheet.insert_chart(page.row, 0, chart, {"description": f"{told.title} by month, with its median", "y_offset": 6})
    page.skip(13)


def _coverage(page: Page, board: Board) -> None:
    seen = board.coverage
    rows: list[list[Cell]] = [["Cases in the council's list", seen.listed]] if seen.listed is not None else []
    rows += [["Files found", seen.found], ["judged", seen.judged], ["not judged", seen.not_judged], ["not read", seen.not_read],
             ["copies of another file", seen.copies], ["of other formats, left alone", seen.other_formats]]
    page.heading("What was looked at")
    page.table((Column("Files", 34), Column("Number", 13, "count")), rows)

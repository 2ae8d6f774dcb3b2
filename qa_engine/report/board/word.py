"""The board report as a Word file of a few pages: what to know first, then charts, groups, learning, assurance and method."""

from __future__ import annotations

from collections.abc import Sequence

from qa_engine.board.model import Board
from qa_engine.report.board.annex import write_across, write_groups, write_learning, write_loop, write_method, write_moderation, write_times
from qa_engine.report.board.charts import grades_by_month, rule_bars, run_charts
from qa_engine.report.board.front import TITLE, subtitle, tiles
from qa_engine.report.board.paper import BoardPaper, bullet
from qa_engine.report.board.tables import area_table, heat_table
from qa_engine.report.word.build import QUIET_FILL, Cell, Table, paragraph, run
from qa_engine.report.word.paper import UPRIGHT

_HEAD = "Report to the SEND board. It names no child, family or member of staff; groups of fewer than five plans are not shown."


def render_board_word(board: Board) -> bytes:
    """A .docx; the same board gives the same bytes."""
    paper = BoardPaper(f"{TITLE}: {board.period.name}", f"{TITLE}, {board.period.name}", _HEAD)
    for write in (_front, _said, _trends, _areas, _rules, write_groups, write_across, write_learning, write_loop, write_moderation,
                  write_times, write_method):
        write(paper, board)
    return paper.save()


def _front(paper: BoardPaper, board: Board) -> None:
    paper.heading(TITLE, 0)
    paper.say(subtitle(board), "Subtitle")
    shown = tiles(board)
    row = [Cell("".join((paragraph(run(name), "TableSmall"), paragraph(run(value, "Strong"), "Title"), paragraph(run(of), "TableSmall"))),
                QUIET_FILL) for name, value, of in shown]
    paper.bare(Table("Headline", "The numbers that matter most.", [UPRIGHT / len(row)] * len(row), [row]))
    paper.bullets(board.headline.sentences)


def _said(paper: BoardPaper, board: Board) -> None:
    paper.part("In short")
    said = board.said
    for left, right in ((("What we are doing well", said.well), ("What needs to improve", said.improve)),
                        (("What we did", said.did), ("What we will do", said.will))):
        titles, row = (left[0], right[0]), [_list(left[1]), _list(right[1])]
        paper.bare(Table(" and ".join(titles), "Two lists side by side.", (UPRIGHT / 2, UPRIGHT / 2), [row], titles))


def _list(lines: Sequence[str]) -> Cell:
    return Cell("".join(map(bullet, lines)) or paragraph("", "TableText"))


def _trends(paper: BoardPaper, board: Board) -> None:
    paper.part("Month by month")
    drawn = grades_by_month(board)
    if drawn is None:
        paper.say("No month has five plans or more, so no chart is shown.")
        return
    paper.picture(drawn.title, drawn.png, drawn.alt, UPRIGHT)
    if not all(line.same_rules for line in board.months):
        paper.say("* Judged by other rules or another version of the tool: not to be compared, and in no run chart.")
    runs = run_charts(board)
    if runs:
        paper.picture(runs.title, runs.png, runs.alt, UPRIGHT)
        paper.bullets(f"{chart.title}: {chart.sentence}" for chart in board.run_charts if chart.percents)


def _areas(paper: BoardPaper, board: Board) -> None:
    paper.part("The thirteen areas")
    if not any(area.mix for area in board.areas):
        paper.say("Too few plans to show areas.")
        return
    paper.table(area_table(board))
    if sum(bool(line.areas) for line in board.months) > 1:
        paper.table(heat_table(board))


def _rules(paper: BoardPaper, board: Board) -> None:
    paper.part("Rules that failed most")
    if not board.rules:
        paper.say("No rule failed in five plans or more.")
        return
    drawn = rule_bars(board)
    if drawn:
        paper.picture(drawn.title, drawn.png, drawn.alt, UPRIGHT)

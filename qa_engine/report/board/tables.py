"""The tables of a board report in Word: areas, the heat map by month, groups, and time limits."""

from __future__ import annotations

from collections.abc import Iterator

from qa_engine.board.model import Board, Cut, Group, MonthLine
from qa_engine.report.board.words import NONE, depth, graded, interval, lacking, number, percent
from qa_engine.report.word.build import QUIET_FILL, Cell, Table, cell, run, strong
from qa_engine.report.word.paper import UPRIGHT

_HEAT = ("", "FFFFFF", "DCE6F2", "AFC6E2", "7FA3CF", "5585BE")  # dark ink can be read on each
_NAME = 58.0


def heat_table(board: Board) -> Table:
    """Areas by months: the share of plans that are Good, darker for more."""
    months = [line for line in board.months if line.areas]
    width = (UPRIGHT - _NAME) / len(months)
    rows = [[cell(area.title, small=True), *(_heat(line, area.area) for line in months)] for area in board.areas]
    told = "A row for each area, a column for each month: percent of plans that are Good, of those to which the area applies."
    return Table("Plans that are Good, by area and month (percent; the darker, the more)", told, (_NAME, *([width] * len(months))), rows,
                 ("Area", *(f"{line.name}{'' if line.same_rules else ' *'}" for line in months)))


def _heat(line: MonthLine, area: str) -> Cell:
    of = line.areas.get(area)
    return cell(percent(of).removesuffix("\u00a0%"), fill=_HEAT[depth(of)], small=True)


def area_table(board: Board) -> Table:
    """Areas in the period."""
    rows = [[cell(strong(area.title) if area.core else run(area.title)), cell(number(area.mix.plans if area.mix else None)),
             cell(interval(area.mix.good if area.mix else None)), cell(graded(area.mix, "ri")), cell(graded(area.mix, "inadequate")),
             cell(number(area.not_applicable))] for area in board.areas]
    return Table("Areas in the period (core areas in bold)", "A row for each area with its grades.", (58, 16, 36, 16, 24, 24), rows,
                 ("Area", "Plans", "Good, with 95 % interval", "RI", "Inadequate", "Not applicable"))


def cut_table(cut: Cut) -> Iterator[list[Cell]]:
    """A line with the cut's title, then a line for each group."""
    yield [Cell(cell(strong(cut.title), keep=True).inner, QUIET_FILL, span=7)]
    yield from (_group(group) for group in cut.groups)
    if not cut.groups:
        yield [Cell(cell(cut.note).inner, span=7)]


def _group(group: Group) -> list[Cell]:
    m = group.mix
    return [cell(group.name), cell(number(m.plans)), cell(interval(m.good)), cell(percent(m.ri)), cell(percent(m.inadequate)),
            cell(percent(group.provision)), cell(percent(group.outcomes))]


def times_table(board: Board) -> Table:
    """Time limits."""
    rows = [[cell(line.title), cell(interval(line.in_time)), cell(number(line.in_time.of if line.in_time else None)),
             cell(NONE if line.median is None else f"{line.median:g}"), cell(lacking(line))]
            for line in board.timeliness if line.in_time]
    return Table("Time limits", "A row for each time limit.", (82, 38, 18, 18, 18), rows,
                 ("Time limit", "In time, with 95 % interval", "Plans", "Median days", "Dates lacking"))

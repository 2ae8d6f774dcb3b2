"""The workbook's lists as CSV files, for other programs and for what has no room on a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from qa_engine.board.model import Board
from qa_engine.output import csv_line
from qa_engine.report.workbook.cells import Cell, Column
from qa_engine.report.workbook.gather import Gathered, Source, beside, gather
from qa_engine.report.workbook.lists import finding_columns, line_columns, plan_columns
from qa_engine.report.workbook.process import TIMES, WHOLE, action_columns, action_lines, panel_columns, panel_lines, time_lines
from qa_engine.report.workbook.themes import COLUMNS


def write_tables(folder: Path, board: Board, store: Source, managers: bool = False) -> list[Path]:
    """Write plans.csv, findings.csv, provision-lines.csv, themes.csv, timeliness.csv and, where there are any, actions.csv and
    moderation.csv into `folder`, and say which. They say what the sheets of that name say and are for the same people.

    UTF-8 with a mark at its beginning, so that Excel reads it right; no cell is run as a formula. Raises QaError.
    """
    with beside(folder / "tables.csv") as growing:
        names = _write(growing, board, store, managers)
        for name in names:
            (growing / name).replace(folder / name)
    return [folder / name for name in names]


class _File:
    """A list that grows in a file."""

    def __init__(self, out: TextIO, columns: Sequence[Column]) -> None:
        self._out = out
        self.add([column.title for column in columns])

    def add(self, cells: Sequence[Cell]) -> None:
        """Write a line."""
        self._out.write(csv_line(cells))


def _open(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8-sig", errors="replace", newline="")


def _write(folder: Path, board: Board, store: Source, managers: bool) -> list[str]:
    names = ["plans.csv", "findings.csv", "provision-lines.csv"]
    with _open(folder / names[1]) as findings, _open(folder / names[2]) as lines:
        seen = gather(board, store, managers, _File(findings, finding_columns()), _File(lines, line_columns()))
    tables = {names[0]: (plan_columns(seen.shape), seen.plans), **_short(seen)}
    for name, (columns, rows) in tables.items():
        with _open(folder / name) as out:
            table = _File(out, columns)
            for cells in rows:
                table.add(cells)
    return list(dict.fromkeys([*names, *tables]))


def _short(seen: Gathered) -> dict[str, tuple[Sequence[Column], Iterable[Sequence[Cell]]]]:
    managers, titles = seen.shape.managers, {**seen.shape.areas, "overall": WHOLE}
    tables: dict[str, tuple[Sequence[Column], Iterable[Sequence[Cell]]]] = {
        "themes.csv": (COLUMNS, seen.themes.lines(seen.shape.areas)), "timeliness.csv": (TIMES, time_lines(seen.timeliness))}
    if seen.action_rows:
        tables["actions.csv"] = (action_columns(managers), action_lines(seen.actions, seen.action_rows, managers))
    if seen.panel:
        tables["moderation.csv"] = (panel_columns(managers), panel_lines(seen.panel, titles, managers))
    return tables

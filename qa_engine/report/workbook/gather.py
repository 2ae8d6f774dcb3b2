"""One pass over the records of a period: findings and provision go straight to where they are listed, the rest is kept as figures."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from qa_engine.board.loop import Actions, close_loop
from qa_engine.board.model import Board
from qa_engine.board.timeliness import Timeliness, timeliness
from qa_engine.errors import QaError
from qa_engine.report.workbook.cells import Cell, Sink
from qa_engine.report.workbook.lines import provision_lines
from qa_engine.report.workbook.lists import (
    AGAIN,
    COUNTED,
    NOT_JUDGED,
    OTHER_RULES,
    Shape,
    finding_lines,
    plan_line,
    provision_line,
    without_unknown,
)
from qa_engine.report.workbook.themes import Themes
from qa_engine.store.model import ABOUT, ActionRow, Case, Filter, PanelRow, Run


class Source(Protocol):
    """What is needed of a store."""

    def runs(self) -> list[Run]:
        """All runs."""

    def records(self, chosen: Filter) -> Iterator[tuple[Case, bytes]]:
        """Audits by month, run and hash, each with its record's JSON."""

    def panel(self, chosen: Filter) -> list[PanelRow]:
        """Grades by people."""

    def actions(self, chosen: Filter) -> list[ActionRow]:
        """Actions agreed."""


@dataclass(slots=True)
class Gathered:
    """What is kept of a period. `plans` are the lines of the list of plans, with the columns of `shape`."""

    shape: Shape
    plans: list[list[Cell]]
    themes: Themes
    timeliness: Timeliness
    actions: Actions
    action_rows: Sequence[ActionRow]
    panel: Sequence[PanelRow]


@dataclass(slots=True)
class _Reading:
    """What grows while audits pass."""

    all_columns: Shape
    themes: Themes = field(default_factory=Themes)
    plans: list[list[Cell]] = field(default_factory=list)
    dated: list[Case] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def add(self, case: Case, counted: str) -> None:
        """Keep a plan's line; where the board's figures count it, its dates and findings too."""
        self.plans.append(plan_line(case, counted, self.all_columns))
        self.known.update(name for name in ABOUT if case.about.get(name))
        if counted == COUNTED:
            self.dated.append(replace(case, findings=(), pieces=(), areas={}, services=()))
            self.themes.add(case)


class _Counting:
    """Says of each audit whether the board's figures count it: judged, by the rules of the report, and each file once."""

    def __init__(self, board: Board, runs: Iterable[Run]) -> None:
        self._ways = {run.name: (run.rules, run.tool) for run in runs}
        self._current = (board.rules_sha256, board.tool)
        self._seen: set[str] = set()

    def of(self, case: Case) -> str:
        """Yes, or why not."""
        if not case.judged:
            return NOT_JUDGED
        rules, tool = self._ways.get(case.run, ("", ""))
        if (case.rules or rules, tool) != self._current:
            return OTHER_RULES
        if case.sha256 in self._seen:
            return AGAIN
        self._seen.add(case.sha256)
        return COUNTED


def gather(board: Board, store: Source, managers: bool, findings: Sink, lines: Sink) -> Gathered:
    """Read every audit of the period once. Findings and provision are put into their lists at once, as they are many."""
    areas = {line.area: line.title for line in board.areas}
    reading, counting = _Reading(Shape(areas, ABOUT, managers)), _Counting(board, store.runs())
    chosen = Filter(board.period.first, board.period.last, board.where)
    for case, record in store.records(chosen):
        counted = counting.of(case)
        reading.add(case, counted)
        for cells in finding_lines(case, counted, areas):
            findings.add(cells)
        for line in provision_lines(record):
            lines.add(provision_line(case, line))
    shape = Shape(areas, [name for name in ABOUT if name in reading.known], managers)
    actions = store.actions(Filter("", board.period.last, board.where))  # those agreed earlier too, as the board report counts them
    return Gathered(shape, without_unknown(reading.plans, shape), reading.themes, timeliness(reading.dated),
                    close_loop(actions, (), board.loop.ends).actions, actions, store.panel(chosen))


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A folder of its own beside the file, gone afterwards; what an interrupted report left there goes first. Raises QaError."""
    folder = path.with_name(f".{path.name}.part")
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True)
        yield folder
    except OSError as error:
        raise QaError(f"{path}: cannot be written ({error.strerror}); make room, close it in Excel, or choose another place") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)

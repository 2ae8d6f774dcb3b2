"""What a cell may hold, and columns: told once for the sheet and for the CSV file of the same lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Cell = str | int | float | None
Kind = Literal["text", "wrapped", "count", "percent", "places", "date", "grade", "tick", "mark"]
YES, NO = "✓", "✗"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in characters, and how its cells are shown. Percentages are from 0 to 100; dates ISO."""

    title: str
    width: float
    kind: Kind = "text"


class Sink(Protocol):
    """Where the lines of a list go, one at a time."""

    def add(self, cells: Sequence[Cell]) -> None:
        """Take a line; its cells are those of the list's columns, in order."""


def tick(value: object) -> str:
    """What stands for yes, no, and not asked."""
    return "" if value is None else YES if value else NO


def percent(part: int, whole: int) -> float | None:
    """To one place; None of nothing."""
    return round(100 * part / whole, 1) if whole else None

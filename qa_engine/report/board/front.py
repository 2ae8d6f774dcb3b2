"""What stands at the top of a board report, on paper and on the screen: title, period, and the four numbers that matter most."""

from __future__ import annotations

from qa_engine.board.model import Board, Share
from qa_engine.report.board.words import GRADE_NAMES, number, percent

TITLE = "Quality of Education, Health and Care Plans"


def subtitle(board: Board) -> str:
    """What the report is about, under its title."""
    narrowed = ", ".join(f"{name} {value}" for name, value in board.where.items())
    return "  |  ".join(part for part in ("Board report", board.council, board.period.name, narrowed and f"Only {narrowed}") if part)


def tiles(board: Board) -> list[tuple[str, str, str]]:
    """The four numbers at the top: what it is, the number, and what it is of."""
    made, coverage = board.headline, board.coverage
    of = "Plans judged in the period" if board.where else f"Plans judged, of {number(coverage.found)} files"
    first = (of, number(made.plans), f"Not judged: {number(coverage.not_judged)}. Not read: {number(coverage.not_read)}.")
    if made.mix is None or made.pieces is None:
        return [first]
    return [first, *(_tile(f"Plans that are {GRADE_NAMES[g]}", getattr(made.mix, g), "plans") for g in ("good", "inadequate")),
            _tile("Provision that is specific", made.pieces.provision, "lines in Section F")]


def _tile(name: str, of: Share, noun: str) -> tuple[str, str, str]:
    sure = f", 95 % interval {of.low:.0f} to {of.high:.0f} %" if of.low is not None and of.high is not None else ""
    return name, percent(of), f"{of.part:,} of {of.of:,} {noun}{sure}"

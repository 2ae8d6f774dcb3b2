"""Small sums over one case, as the reports of a batch show them."""

from __future__ import annotations

from qa_engine.judge.measures import share
from qa_engine.store.model import Case


def specific(case: Case, section: str) -> tuple[int, int]:
    """How many pieces of a section are specific, and of how many that was asked."""
    asked = [piece.specific for piece in case.pieces if piece.section == section and piece.specific is not None]
    return sum(asked), len(asked)


def severity(case: Case, name: str) -> int:
    """How many findings of this severity, strengths apart."""
    return sum(finding.severity == name and not finding.strength for finding in case.findings)


def percent(part_of: tuple[int, int]) -> str:
    """Whole percentage as the judgement rules reckon it, or "" of nothing."""
    found = share(*part_of)
    return "" if found is None else str(found)

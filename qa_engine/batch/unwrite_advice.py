"""The advice about a case out of a batch's folder, with its line in advice.csv and its part in the figures of services."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa_engine.batch.advice import PAIRS
from qa_engine.batch.advised import AdviceRow, advice_block, read_advice_row
from qa_engine.batch.files import ADVICE
from qa_engine.batch.ledger import FOLDER
from qa_engine.pseudonyms import case_id


@dataclass(frozen=True, slots=True)
class Reports:
    """Records of the advice in a folder: those about the case with their hashes, what they are called in advice.csv, and the rows of the
    others, each content once."""

    gone: tuple[Path, ...] = ()
    sha256: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    left: tuple[AdviceRow, ...] = ()

    def block(self) -> dict[str, Any]:
        """The figures of what is left, as summary.json has them."""
        return advice_block(self.left)


def advice_about(folder: Path, cases: Collection[str]) -> Reports:
    """Advice traced into the plans of these cases, or written for them and not traced. Raises QaError where a record was changed."""
    records = [(path, read_advice_row(path)) for path in sorted((folder / ADVICE).glob("*.json"))]
    written_for = _pairs(folder, cases)
    gone = [(path, row) for path, row in records if row.plan in cases or row.sha256 in written_for]
    hashes = frozenset(row.sha256 for _, row in gone) | written_for
    left = {row.sha256: row for _, row in records if row.sha256 not in hashes}
    return Reports(tuple(path for path, _ in gone), hashes, frozenset(row.report for _, row in gone),
                   tuple(left[sha256] for sha256 in sorted(left)))


def clear_pairs(folder: Path) -> None:
    """Which advice belongs to which plan is found anew by the next batch."""
    with suppress(OSError):
        (folder / FOLDER / PAIRS).unlink(missing_ok=True)


def _pairs(folder: Path, cases: Collection[str]) -> frozenset[str]:
    """Hashes of reports that the batch found to be of these plans."""
    try:
        pairs: dict[str, str] = json.loads((folder / FOLDER / PAIRS).read_bytes())["pairs"]
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset(report for report, plan in pairs.items() if plan and case_id(plan) in cases)

"""Score advice over a corpus: recommendations found, their fates against gold, and grades of reports; every template of every plan."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from qa_engine.advice import AdviceRecord, Desk

_SAME = 85


def main() -> None:
    """Print the figures; exit 2 where the corpus is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="show this many recommendations judged otherwise than gold")
    parser.add_argument("--only", nargs="*", default=None, help="ids of plans")
    given = parser.parse_args()
    if not (given.corpus / "gold").is_dir():
        print(f"score_advice: no gold folder in {given.corpus}", file=sys.stderr)
        sys.exit(2)
    desk, tally = Desk.load(), Counter[str]()
    grades: dict[str, tuple[str | None, str]] = {}
    misses: list[str] = []
    for plan, gold, reports in _plans(given.corpus, given.only):
        record = desk.review(plan, reports, "qa-lead")
        for n, document in enumerate(gold["advice_documents"]):
            _score(record, reports[n].name, document, tally, misses)
            grades[reports[n].name] = (
                document["labels"].get("grade"),
                next((a.grade for a in record.advice_audits if a.document == reports[n].name), ""),
            )
    _print(tally, grades, misses[: given.misses])


def _plans(corpus: Path, only: list[str] | None) -> Iterator[tuple[Path, dict[str, Any], list[Path]]]:
    for path in sorted((corpus / "gold").glob("*.yaml")):
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not gold.get("advice_documents") or (only and path.stem not in only):
            continue
        reports = [corpus / "docs" / f"{path.stem}.advice-{n}.docx" for n, _ in enumerate(gold["advice_documents"], 1)]
        for plan in sorted((corpus / "docs").glob(f"{path.stem}.*.docx")):
            if ".advice-" not in plan.name:
                yield plan, gold, reports


def _score(record: AdviceRecord, report: str, gold: dict[str, Any], tally: Counter[str], misses: list[str]) -> None:
    rows = [r for r in record.advice_trace if r.advice == report]
    for wanted in gold["recommendations"]:
        tally["asked"] += 1
        tally[f"gold {wanted['in_plan']}"] += 1
        row = max(rows, key=lambda r: fuzz.ratio(r.text, wanted["text"]), default=None)
        if row is None or fuzz.ratio(row.text, wanted["text"]) < _SAME or row.kind != wanted["kind"]:
            misses.append(f"{record.plan} {report}: not found: {wanted['text']}")
            continue
        tally["found"] += 1
        if row.fate == wanted["in_plan"]:
            tally["right"] += 1
            tally[f"right {row.fate}"] += 1
        else:
            misses.append(f"{record.plan} {report}: gold {wanted['in_plan']}, here {row.fate} ({row.item}): {wanted['text']}")


def _print(tally: Counter[str], grades: dict[str, tuple[str | None, str]], misses: list[str]) -> None:
    exact = sum(gold == here for gold, here in grades.values())
    print(f"recommendations found        {_of(tally['found'], tally['asked'])}   (target 0.95)")
    print(f"fate right                   {_of(tally['right'], tally['asked'])}   (target 0.85)")
    for fate in ("kept", "weakened", "misplaced", "dropped"):
        print(
            f"  {fate:<10} recall          {_of(tally[f'right {fate}'], tally[f'gold {fate}'])}"
            + ("   (target 0.95)" if fate == "dropped" else "")
        )
    print(f"grades of reports exact      {_of(exact, len(grades))}   (target 0.75)")
    for miss in misses:
        print(f"  {miss}")


def _of(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / whole:.3f}" if whole else "none"


if __name__ == "__main__":
    main()

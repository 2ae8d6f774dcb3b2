"""What if: how grades would move if thresholds were other numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_engine.audit import Auditor
from qa_engine.judge import Judge, load_book
from qa_engine.observe import observe
from qa_engine.read import read
from qa_engine.structure import structure


@dataclass(frozen=True, slots=True)
class Move:
    """One plan's grades as they are and as they would be; `areas` holds only those that move, as (title, before, after)."""

    plan: str
    before: str
    after: str
    areas: tuple[tuple[str, str, str], ...]


def what_if(auditor: Auditor, settings: Mapping[str, int], plans: Sequence[Path]) -> Iterator[Move]:
    """Judge each plan twice, with the thresholds as they are and with `settings`. Raises RuleError or DocumentError."""
    other = Judge(load_book(auditor.rulebook.folders, settings))
    for path in plans:
        plan = structure(read(path), auditor.lexicon)
        if plan.why_not:
            yield Move(path.name, "Not judged", "Not judged", ())
            continue
        facts = observe(plan, auditor.lexicon).facts
        findings = auditor.finder.find(facts, plan).findings
        was, would = auditor.judge.judge(facts, findings), other.judge(facts, findings)
        moved = tuple((a.title, a.judgement, would.areas[name].judgement) for name, a in was.areas.items()
                      if a.judgement != would.areas[name].judgement)
        yield Move(path.name, was.overall.judgement, would.overall.judgement, moved)

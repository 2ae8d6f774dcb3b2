"""Which advice belongs to which plan of a batch: by the case of the manifest, else by the child's name and date of birth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from qa_engine.batch.worker import Who


@dataclass(frozen=True, slots=True, repr=False)
class Member:
    """A plan or report: the SHA-256 of its file, whom it is about, and its row in the manifest or ""."""

    sha256: str
    who: Who
    case: str = ""


class Plans:
    """Plans by case and by the words of the child's name."""

    def __init__(self, plans: Iterable[Member]):
        self._cases: dict[str, list[Member]] = {}
        self._names: dict[str, list[Member]] = {}
        for plan in plans:
            if plan.case:
                self._cases.setdefault(plan.case, []).append(plan)
            for word in plan.who.names:
                self._names.setdefault(word, []).append(plan)

    def of(self, report: Member) -> str:
        """The SHA-256 of the plan that a report was written for, or "" where there is none, or it could be about several children."""
        found = self.of_case(report.case) or self.of_child(report.who)
        one_child = report.case or all(_same(one.who, other.who) for one, other in combinations(found, 2))
        return _drafted(report.who, found).sha256 if found and one_child else ""

    def of_case(self, case: str) -> Sequence[Member]:
        """Plans of this case of the manifest."""
        return self._cases.get(case, ()) if case else ()

    def of_child(self, who: Who) -> Sequence[Member]:
        """Plans about the same child, by SHA-256."""
        near = {plan.sha256: plan for word in who.names for plan in self._names.get(word, ())}
        return [near[sha256] for sha256 in sorted(near) if _same(who, near[sha256].who)]


def _same(one: Who, other: Who) -> bool:
    """Born on one day, and all names of the one who has fewer are the other's; twins share a surname and a birthday, but no more. Where a
    date of birth is not printed, forename and surname must be."""
    shared = len(one.names & other.names)
    if one.dob and other.dob:
        return one.dob == other.dob and shared >= min(2, len(one.names), len(other.names))
    return shared >= 2


def _drafted(report: Who, plans: Sequence[Member]) -> Member:
    """The first plan issued after the report was written, else the last issued: of several versions the one that it was written for."""
    dated = sorted(plans, key=lambda plan: (plan.who.dated, plan.sha256))
    return next((plan for plan in dated if plan.who.dated >= report.dated and plan.who.dated), dated[-1])


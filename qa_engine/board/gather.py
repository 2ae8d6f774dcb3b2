"""One pass over audits that stream past: only counts are kept, for each set of rules apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from qa_engine.board.model import Period
from qa_engine.store.model import Case, FindingRow, Run

CUTS = {"team": "Team", "kind": "Kind of plan", "primary need": "Primary need", "phase": "Phase", "setting type": "Type of setting",
        "setting": "Setting"}
Way = tuple[str, str]  # hash of the rules, version of the tool


def key_of(value: str) -> str:
    """What a group goes by, whatever its capitals and spaces."""
    return " ".join(value.split()).casefold()


@dataclass(slots=True)
class Tally:
    """Grades and pieces of some plans."""

    grades: Counter[str] = field(default_factory=Counter)
    areas: dict[str, Counter[str]] = field(default_factory=dict)
    provision: list[int] = field(default_factory=lambda: [0, 0])
    outcomes: list[int] = field(default_factory=lambda: [0, 0])

    @property
    def plans(self) -> int:
        """How many."""
        return self.grades.total()

    def add(self, case: Case) -> None:
        """Count a plan that was judged."""
        self.grades[case.overall] += 1
        for area, grade in case.areas.items():
            self.areas.setdefault(area, Counter())[grade] += 1
        for piece in case.pieces:
            if piece.specific is not None and piece.section in ("E", "F"):
                kept = self.provision if piece.section == "F" else self.outcomes
                kept[0] += piece.specific
                kept[1] += 1

    def take(self, other: Tally) -> None:
        """Count another group's plans too."""
        self.grades.update(other.grades)
        for area, counts in other.areas.items():
            self.areas.setdefault(area, Counter()).update(counts)
        for mine, theirs in ((self.provision, other.provision), (self.outcomes, other.outcomes)):
            mine[:] = [a + b for a, b in zip(mine, theirs, strict=True)]


@dataclass(slots=True)
class Failures:
    """Rules by the plans they were true of, weaknesses and strengths apart."""

    plans: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    strengths: Counter[str] = field(default_factory=Counter)
    told: dict[str, FindingRow] = field(default_factory=dict)

    def add(self, findings: Iterable[FindingRow]) -> None:
        """Count one plan's findings."""
        rows = list(findings)
        for row in rows:
            self.told.setdefault(row.rule, row)
        weak = [row.rule for row in rows if not row.strength]
        self.findings.update(weak)
        self.plans.update(set(weak))
        self.strengths.update({row.rule for row in rows if row.strength})


@dataclass(slots=True)
class Gathered:
    """What one set of rules made of the plans; a file counts once in a month and once in the period, however often it was audited.
    `plans` are the files of the period, `earlier` those of the one before, `known` the latest file of each case, `dated` the plans without
    what was found in them; `repeats` is how often a file of the period came again."""

    period: Tally = field(default_factory=Tally)
    before: Tally = field(default_factory=Tally)
    months: dict[str, Tally] = field(default_factory=dict)
    cuts: dict[str, dict[str, Tally]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    services: dict[str, Tally] = field(default_factory=dict)
    failures: Failures = field(default_factory=Failures)
    plans: dict[str, None] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    councils: set[str] = field(default_factory=set)
    dated: list[Case] = field(default_factory=list)
    borderline: int = 0
    statutory: int = 0
    later: int = 0
    repeats: int = 0
    earlier: set[str] = field(default_factory=set)
    _month: str = ""
    _seen: set[str] = field(default_factory=set)

    def add(self, case: Case, asked: Period) -> None:
        """Count an audit. Those of one month must come together."""
        if case.month != self._month:
            self._month, self._seen = case.month, set()
        inside = asked.first <= case.month <= asked.last
        self.repeats += inside and case.sha256 in self.plans
        if case.sha256 in self._seen:
            return
        self._seen.add(case.sha256)
        self.months.setdefault(case.month, Tally()).add(case)
        later = bool(case.ref) and self.known.get(case.ref, case.sha256) != case.sha256
        if case.ref:
            self.known[case.ref] = case.sha256
        if inside:
            self._now(case, later)
        elif asked.before_first <= case.month <= asked.before_last and case.sha256 not in self.earlier:
            self.earlier.add(case.sha256)
            self.before.add(case)

    def _now(self, case: Case, later: bool) -> None:
        if case.sha256 in self.plans:
            return
        self.plans[case.sha256] = None
        self.period.add(case)
        self.failures.add(case.findings)
        self.later += later
        self.borderline += case.stability == "borderline"
        self.statutory += any(row.severity == "statutory" and not row.strength for row in case.findings)
        self.councils.add(case.authority)
        self.dated.append(replace(case, findings=(), pieces=(), areas={}))
        for cut in CUTS:
            self._group(cut, case.about.get(cut, ""), case)
        for service in sorted(set(case.services)):
            self.services.setdefault(service, Tally()).add(case)

    def _group(self, cut: str, value: str, case: Case) -> None:
        """The same word in capitals or not is one group, called as it was first written."""
        key = key_of(value)
        self.names.setdefault(key, " ".join(value.split()))
        self.cuts.setdefault(cut, {}).setdefault(key, Tally()).add(case)


class Gathering:
    """Audits of all rules; afterwards the rules of the period's last run are those that count."""

    def __init__(self, asked: Period, runs: Iterable[Run]) -> None:
        self._asked = asked
        self._ways = {run.name: (run.rules, run.tool) for run in runs}
        self.by_way: dict[Way, Gathered] = {}
        self.way: Way | None = None
        self._latest = ("", "")

    def watch(self, cases: Iterable[Case]) -> Iterator[Case]:
        """The same audits, each counted as it passes."""
        for case in cases:
            if case.judged:
                rules, tool = self._ways.get(case.run, ("", ""))
                way = (case.rules or rules, tool)
                self.by_way.setdefault(way, Gathered()).add(case, self._asked)
                self._note(case, way)
            yield case

    def _note(self, case: Case, way: Way) -> None:
        """The way of the latest run in the period, or before it while there is none in it."""
        if (case.month, case.run) >= self._latest:
            self._latest, self.way = (case.month, case.run), way

    @property
    def counted(self) -> Gathered:
        """What is reported; nothing where nothing was audited."""
        return self.by_way[self.way] if self.way else Gathered()

    def elsewhere(self) -> Mapping[Way, Gathered]:
        """What other rules made of plans."""
        return {way: seen for way, seen in self.by_way.items() if way != self.way}

"""Rules that failed, by how many plans: over all, by team and by contributor service, with no group under five to be seen or reckoned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qa_engine.board.gather import key_of
from qa_engine.board.shares import FEW, share
from qa_engine.board.small import Parted, apart, parted
from qa_engine.report.workbook.cells import Cell, Column
from qa_engine.report.workbook.lists import SEVERITIES
from qa_engine.store.model import Case, FindingRow

ALL, TEAM, SERVICE, UNKNOWN = "All plans", "Team", "Contributor service", "Not known"
FEWER = "fewer than 5"
COLUMNS = (
    Column("Plans of", 19), Column("Which", 34), Column("Plans", 8, "count"), Column("Area", 34), Column("Severity", 13), Column("Rule", 9),
    Column("What failed", 60, "wrapped"), Column("Plans with it", 11, "count"), Column("Share of plans", 10, "percent"),
    Column("95 % from", 9, "percent"), Column("to", 9, "percent"))


@dataclass(slots=True)
class _Group:
    """Plans by the order in which they came, and by rule in how many of them it failed."""

    members: set[int] = field(default_factory=set)
    failed: Counter[str] = field(default_factory=Counter)

    @property
    def plans(self) -> int:
        """How many."""
        return len(self.members)


class Themes:
    """Plans in, one at a time; only counts are kept."""

    def __init__(self) -> None:
        self._all = _Group()
        self._teams: dict[str, _Group] = {}
        self._services: dict[str, _Group] = {}
        self._names: dict[str, str] = {}
        self._told: dict[str, FindingRow] = {}

    def add(self, case: Case) -> None:
        """Count a plan that the figures count."""
        weak = [f for f in case.findings if not f.strength]
        for f in weak:
            self._told.setdefault(f.rule, f)
        rules = {f.rule for f in weak}
        name, key, place = " ".join(case.about.get("team", "").split()), key_of(case.about.get("team", "")), self._all.plans
        self._names.setdefault(key, name)
        groups = [self._all, self._teams.setdefault(key, _Group()),
                  *(self._services.setdefault(service, _Group()) for service in sorted(set(case.services)))]
        for group in groups:
            group.members.add(place)
            group.failed.update(rules)

    def lines(self, areas: Mapping[str, str]) -> Iterator[list[Cell]]:
        """Over all, then by team, then by service; the rules that fail most plans first. Nothing of fewer than five plans."""
        if self._all.plans < FEW:
            return
        yield from self._of(ALL, "", self._all, areas)
        for key in self.teams():
            yield from self._of(TEAM, self._names[key] or UNKNOWN, self._teams[key], areas)
        for name in self.services():
            yield from self._of(SERVICE, name, self._services[name], areas)

    def teams(self) -> list[str]:
        """Those to be shown; none where no plan has a team."""
        return sorted(self._split().shown)

    def services(self) -> list[str]:
        """Those to be shown: of five plans or more, and none by which fewer could be told beside all plans and the teams shown."""
        teams = self._split().groups({key: frozenset(group.members) for key, group in self._teams.items()})
        members = {name: frozenset(group.members) for name, group in self._services.items()}
        return sorted(apart(members, [[frozenset(self._all.members)], teams]))

    def left_out(self) -> tuple[int, int]:
        """How many teams and services are not shown."""
        teams = len(self._teams) if any(self._teams) else 0
        return teams - len(self.teams()), len(self._services) - len(self.services())

    def _split(self) -> Parted:
        sizes = {key: group.plans for key, group in self._teams.items()} if any(self._teams) else {}
        return parted(sizes, len(sizes))

    def _of(self, kind: str, name: str, group: _Group, areas: Mapping[str, str]) -> Iterator[list[Cell]]:
        order = list(areas)
        for rule, part in sorted(group.failed.items(), key=lambda entry: (-entry[1], entry[0])):
            told = self._told[rule]
            reckoned: list[Cell] = [FEWER, None, None, None]
            if part >= FEW:
                of = share(part, group.plans)
                reckoned = [part, of.percent, of.low, of.high]
            area = areas[told.area] if told.area in order else told.area
            yield [kind, name, group.plans, area, SEVERITIES[told.severity], rule, told.title, *reckoned]

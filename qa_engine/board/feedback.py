"""One page of feedback for a caseworker, a team or a contributing service: what its own plans show, beside nobody else's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from qa_engine.board.gather import Gathered, Gathering
from qa_engine.board.loop import BETTER, SAME, WORSE, Loop, close_loop, period_end
from qa_engine.board.model import Period, Share
from qa_engine.board.own_words import OwnWords
from qa_engine.board.periods import reach
from qa_engine.board.shares import FEW, capital, counted, share, told
from qa_engine.errors import QaError
from qa_engine.store.model import ActionRow, Case, Filter, Run

Reader = Literal["caseworker", "team", "service"]
MOST = 3
_LOOKED_AT = 400  # records read in search of advice and examples
_WEIGHT = {"statutory": 3, "significant": 2, "practice": 1}
_ENOUGH = 50  # per cent of plans from which a quality is called theirs
# What a service's advice bears on; the form of the plan, its views and its language are the council's.
_OF_SERVICE = frozenset((
    "special_educational_needs", "health_needs", "social_care_needs", "outcomes", "educational_provision", "health_provision",
    "social_care_provision", "preparation_for_adulthood", "golden_thread", "advice"))


class Source(Protocol):
    """What is needed of a store."""

    def runs(self) -> list[Run]:
        """All runs."""

    def cases(self, chosen: Filter) -> Iterator[Case]:
        """Audits by month, run and hash."""

    def records(self, chosen: Filter) -> Iterator[tuple[Case, bytes]]:
        """The same, each with its record's JSON."""

    def actions(self, chosen: Filter) -> list[ActionRow]:
        """Actions agreed."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whose page it is. The name is as the council's list or Section K has it; capitals and spaces do not matter."""

    kind: Reader
    name: str

    def in_case(self, case: Case) -> str:
        """Their name as it stands in an audit of a plan of theirs, else ""."""
        names = case.services if self.kind == "service" else (case.about.get(self.kind, ""),)
        return next((name for name in names if _plain(name) == _plain(self.name)), "")

    def narrowed(self, first: str, last: str, spelt: set[str]) -> Filter:
        """The audits to look through; where the list spells the name in one way, the store finds them."""
        where: dict[str, str] = {self.kind: min(spelt)} if self.kind != "service" and len(spelt) == 1 else {}
        return Filter(first, last, where)


@dataclass(frozen=True, slots=True)
class Point:
    """Something to improve: in how many plans, the rule's plain advice, and wording of their own made safe, or ""."""

    rule: str
    title: str
    plans: int
    told: str
    advice: str
    example: str


@dataclass(frozen=True, slots=True)
class Open:
    """An action that is still open; `due` is ISO or ""."""

    action: str
    case: str
    due: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class Feedback:
    """All that the page says. `grades` is plans by grade; with `few` there are too few for shares. `moved` has plans audited again under
    the same rules: better, same, worse. `fates` is what became of a service's recommendations, by kept, weakened, misplaced and dropped."""

    who: Who
    period: Period
    plans: int
    few: bool
    grades: Mapping[str, int]
    well: tuple[str, ...]
    improve: tuple[Point, ...]
    moved: Mapping[str, int]
    actions: tuple[Open, ...]
    closed: int
    fates: Mapping[str, int]


def feedback(who: Who, asked: Period, store: Source) -> Feedback:
    """The page of one reader for a period. Raises QaError where none of their plans was audited in it."""
    mine = {case.sha256: name for case in store.cases(Filter(asked.first, asked.last)) if (name := who.in_case(case))}
    if not mine:
        where = "Section K of the plans" if who.kind == "service" else "the council's list of cases"
        raise QaError(f"no plan of a {who.kind} of that name was audited in this period; write the name as {where} has it")
    rows = [row for row in store.actions(Filter(asked.first, asked.last)) if row.sha256 in mine]
    seen, spelt = Gathering(asked, store.runs()), set(mine.values())
    theirs = (case for case in store.cases(who.narrowed(reach(asked), asked.last, spelt)) if who.in_case(case))
    loop = close_loop(rows, seen.watch(theirs), period_end(asked.last), asked.first)
    records = store.records(who.narrowed(asked.first, asked.last, spelt))
    return _page(Who(who.kind, " ".join(min(spelt).split())), asked, records, seen.counted, loop)


def _page(who: Who, asked: Period, records: Iterator[tuple[Case, bytes]], now: Gathered, loop: Loop) -> Feedback:
    few = now.period.plans < FEW
    first = _first(now, who)
    words = OwnWords(first, who.name if who.kind == "service" else "")
    for _, (_, record) in zip(range(_LOOKED_AT), (pair for pair in records if pair[0].sha256 in now.plans), strict=False):
        words.read(record)
    return Feedback(
        who=who, period=asked, plans=now.period.plans, few=few, grades=dict(now.period.grades), well=tuple(_well(now, few)),
        improve=tuple(_points(first, now, words, few)), moved={how: loop.moved(how) for how in (BETTER, SAME, WORSE)},
        actions=tuple(_open(row, loop.actions.until) for row in loop.actions.left), closed=loop.actions.closed, fates=words.fates)


def _first(now: Gathered, who: Who) -> list[str]:
    """Rules in the order of what mending them would do: plans in which they failed, a statutory point three times, a significant twice."""
    failures = now.failures
    asked = [rule for rule in failures.plans if who.kind != "service" or failures.told[rule].area in _OF_SERVICE]
    return sorted(asked, key=lambda rule: (-failures.plans[rule] * _WEIGHT[failures.told[rule].severity], rule))[:MOST]


def _points(rules: Sequence[str], now: Gathered, words: OwnWords, few: bool) -> Iterator[Point]:
    examples = words.examples()
    for rule in rules:
        plans = now.failures.plans[rule]
        yield Point(rule, now.failures.told[rule].title, plans, _in(share(plans, now.period.plans), few), words.advice.get(rule, ""),
                    examples.get(rule, ""))


def _well(now: Gathered, few: bool) -> Iterator[str]:
    """Strengths of at least half their plans, those of most plans first, then how much provision and how many outcomes are specific."""
    plans, failures = now.period.plans, now.failures
    found = sorted(failures.strengths.items(), key=lambda pair: (-pair[1], pair[0]))
    strengths = [(rule, number) for rule, number in found if 100 * number >= _ENOUGH * plans]
    for rule, number in strengths[:MOST]:
        yield f"{failures.told[rule].title}: {_in(share(number, plans), few)}."
    for noun, (part, whole) in (("lines of provision in Section F", now.period.provision), ("outcomes in Section E", now.period.outcomes)):
        if whole and 100 * part >= _ENOUGH * whole:
            yield f"Specific: {part:,} of {whole:,} {noun}." if few else f"Specific: {told(share(part, whole), noun)}."


def _in(of: Share, few: bool) -> str:
    """In how many plans: with a quantifier, or only counted where they are few."""
    return f"in {of.part:,} of {counted(of.of, 'plan')}" if few else f"in {told(of, 'plans')}"


def _open(row: ActionRow, until: str) -> Open:
    return Open(capital(" ".join(row.action.split())), row.case, row.due, bool(row.due) and row.due < until)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()

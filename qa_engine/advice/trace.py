"""The trace from advice to plan: what became of each recommendation, and where each item of the plan comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qa_engine.advice.facts import AdviceFacts, observe_advice_facts
from qa_engine.advice.fates import Fated, Judge
from qa_engine.advice.features import Reader
from qa_engine.advice.match import SECTIONS_OF, Matcher, Pairing, Side, refusals, side
from qa_engine.advice.model import ASKED, NEED, OUTCOME, PROVISION, AdviceDocument, Statement
from qa_engine.advice.reading import name_words
from qa_engine.advice.record import Share, Source, TraceRow
from qa_engine.compare.words import pieces
from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import Item, Plan
from qa_engine.observe.context import Context
from qa_engine.observe.outcomes import observe_outcomes
from qa_engine.observe.provision import observe_provision

_AMONG_NEEDS, _SPEAKS_OF, _FAINT = 0.36, 2, 0.3
_GIVES = re.compile(r"\b(?:will|must|should) (?!not)\w+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trace:
    """Every recommendation with what became of it, every item with its sources, and each adviser's share."""

    rows: tuple[TraceRow, ...]
    sources: tuple[Source, ...]
    shares: tuple[Share, ...]
    facts: tuple[AdviceFacts, ...]


def trace(plan: Plan, reports: list[AdviceDocument], lexicon: Lexicon) -> Trace:
    """Trace these reports into a plan. Reports that are no usable advice are left out by the caller."""
    work = _Work(plan, reports, lexicon)
    sources = work.sources()
    return Trace(work.rows(), sources, shares(sources, {r.name: adviser(r) for r in reports}), tuple(work.facts))


class _Work:
    """One plan and its reports on the way to being a trace."""

    def __init__(self, plan: Plan, reports: list[AdviceDocument], lexicon: Lexicon):
        self._plan = plan
        self._reports = reports
        context = Context(plan, lexicon)
        self._provision, self._outcomes = observe_provision(context), observe_outcomes(context)
        self.facts = [observe_advice_facts(report, plan.subject, lexicon) for report in reports]
        self._items = {i.id: i for i in plan.items("B", "C", "D", "E", "F", "G", "H1", "H2")}
        self._asked = {f"{n} {s.id}": (n, s) for n, report in enumerate(reports) for s in report.of(*ASKED)}
        self._judge = Judge(context, self._provision, self._outcomes, lexicon)
        subject = plan.subject
        self._reader = Reader(lexicon, name_words(tuple(x for x in (subject.name, subject.known_as) if x)))
        self._matchers = {kind: self._matcher(kind) for kind in ASKED}
        self._among_needs = self._needs_matcher()
        self._refused = [(s, self._reader.read(s)) for i in self._items.values() if i.kind == PROVISION for s in refusals(i.text)]

    def _matcher(self, kind: str) -> tuple[Matcher, list[Side]]:
        asked = [side(key, kind, s.said, self._reader) for key, (_, s) in self._asked.items() if s.kind == kind]
        items = [
            side(i.id, kind, i.text, self._reader, self._loose(i))
            for i in self._items.values()
            if i.section in SECTIONS_OF[kind] and i.kind == kind
        ]
        return Matcher(asked, items), items

    def _needs_matcher(self) -> Matcher:
        """Provision against the needs: where it stands if it was drafted into the wrong section."""
        items = [side(i.id, PROVISION, i.text, self._reader) for i in self._items.values() if i.kind == NEED and _GIVES.search(i.text)]
        return Matcher(self._matchers[PROVISION][0].asked, items)

    def _loose(self, item: Item) -> bool:
        provision, outcome = self._provision.get(item.id), self._outcomes.get(item.id)
        if provision:
            return not (provision.how_much and provision.how_often)
        return outcome is not None and (not outcome.measurable or outcome.provision_as_outcome)

    def rows(self) -> tuple[TraceRow, ...]:
        """Recommendations in order of report and place."""
        found: dict[str, Pairing] = {}
        for matcher, _ in self._matchers.values():
            found |= matcher.pairs()
        return tuple(self._row(key, found.get(key)) for key in self._asked)

    def _row(self, key: str, pairing: Pairing | None) -> TraceRow:
        n, statement = self._asked[key]
        if pairing and self._is_chance(n, statement, pairing):
            pairing = None
        item = self._items[pairing.item.key] if pairing else self._misfiled(key, statement)
        fated = self._fate(n, statement, item)
        return TraceRow(
            advice=self._reports[n].name,
            statement=statement.id,
            kind=statement.kind,  # type: ignore[arg-type]
            text=statement.text,
            where=statement.where,
            fate=fated.fate,
            item=item.id if item else None,
            section=item.section if item else None,
            item_text=item.text if item else "",
            item_where=item.where if item else "",
            likeness=round(pairing.near, 2) if pairing else 0.0,
            reasons=fated.reasons,
            belongs_in=fated.belongs_in,
            words=pieces(statement.text, item.text) if item and fated.fate != "kept" else (),
        )

    def _fate(self, n: int, statement: Statement, item: Item | None) -> Fated:
        facts = self.facts[n]
        if item is None:
            return self._judge.dropped(statement, self._refusal(statement))
        if statement.kind == PROVISION and item.kind == NEED:
            return self._judge.in_needs(statement, item)
        if statement.kind == NEED:
            return self._judge.need(statement, item)
        if statement.kind == OUTCOME:
            return self._judge.outcome(facts, statement, item)
        return self._judge.provision(facts, statement, item)

    def _is_chance(self, n: int, statement: Statement, pairing: Pairing) -> bool:
        """A faint likeness to an item that does not name the programme or equipment asked for."""
        faint = statement.kind == PROVISION and pairing.near < _FAINT
        return faint and self._judge.leaves_unnamed(self.facts[n], statement, self._items[pairing.item.key])

    def _misfiled(self, key: str, statement: Statement) -> Item | None:
        if statement.kind != PROVISION:
            return None
        found = self._among_needs.best(key, _AMONG_NEEDS)
        return self._items[found.key] if found else None

    def _refusal(self, statement: Statement) -> str:
        """The plan's sentence that says why this is not given, if one speaks of it."""
        asked = self._reader.read(statement.said)
        told = ((len(asked.of("stem") & said.of("stem")), text) for text, said in self._refused)
        shared, text = max(told, default=(0, ""))
        return text if shared >= _SPEAKS_OF else ""

    def sources(self) -> tuple[Source, ...]:
        """Every item of the plan that advice could have asked for, with the reports that did."""
        found = []
        for matcher, items in self._matchers.values():
            for one in items:
                item = self._items[one.key]
                names = dict.fromkeys(self._reports[self._asked[key][0]].name for key in matcher.sources(one))
                found.append(Source(item=item.id, section=item.section, text=item.text, where=item.where, advice=tuple(names)))
        return tuple(found)


def adviser(report: AdviceDocument) -> str:
    """How a report's author is named in a table: role, else kind, with the author's name."""
    p = report.particulars
    role = p.role or (f"{p.kind} adviser" if p.kind != "other" else report.name)
    return f"{role} ({p.author})" if p.author else role


def shares(sources: Iterable[Source], advisers: dict[str, str]) -> tuple[Share, ...]:
    """Counted over the items that have a source."""
    traced = [s for s in sources if s.advice]
    count = Counter(advisers[name] for s in traced for name in s.advice)
    return tuple(Share(adviser=name, items=n, percent=round(100 * n / len(traced))) for name, n in count.most_common())

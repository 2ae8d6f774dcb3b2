"""What the statements of a report say, by the same observers as a plan's: needs as section C, outcomes as E, provision as G."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from qa_engine.advice.model import NEED, OUTCOME, PROVISION, AdviceDocument
from qa_engine.compare.entries import Entry, entries
from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import SECTIONS, Item, Particulars, Plan, Section, Subject
from qa_engine.observe.context import Context
from qa_engine.observe.needs import observe_needs
from qa_engine.observe.outcomes import observe_outcomes
from qa_engine.observe.provision import observe_provision
from qa_engine.vocabulary import NeedFact, OutcomeFact, ProvisionFact

# Provision stands in G, where the observers also ask whether it educates or trains.
_HOME = {NEED: "C", OUTCOME: "E", PROVISION: "G"}


@dataclass(frozen=True)
class AdviceFacts:
    """A report as if it were a plan, and what is observed of its needs, outcomes and provision, by statement id."""

    context: Context
    needs: dict[str, NeedFact]
    outcomes: dict[str, OutcomeFact]
    provision: dict[str, ProvisionFact]

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Statement id to the item that stands for it, ready to be compared."""
        return {e.item.id: e for e in entries(self.context.plan, self.context.lexicon)}


def observe_advice_facts(advice: AdviceDocument, subject: Subject, lexicon: Lexicon) -> AdviceFacts:
    """Facts of one report. `subject` is the child, as the report or the plan names it."""
    context = Context(as_plan(advice, subject), lexicon)
    return AdviceFacts(context, observe_needs(context), observe_outcomes(context), observe_provision(context))


def subject_of(advice: AdviceDocument) -> Subject:
    """The child as the report itself names it."""
    p = advice.particulars
    return Subject(name=p.child or None, known_as=p.known_as or None, dob=p.dob)


def as_plan(advice: AdviceDocument, subject: Subject) -> Plan:
    """The report's statements as items of a plan, in the author's third person."""
    items: dict[str, list[Item]] = {letter: [] for letter in SECTIONS}
    for s in advice.statements:
        if s.kind in _HOME:
            home = _HOME[s.kind]
            items[home].append(
                Item(s.id, home, s.kind, s.said, headings=(s.heading,) if s.heading else (), columns=s.columns, places=(s.place,))
            )
    sections = {k: Section(k, "content" if v else "blank", True, (), tuple(v)) for k, v in items.items()}
    return Plan(advice.name, advice.sha256, "unknown", subject, Particulars(issue_date=advice.particulars.date), sections)

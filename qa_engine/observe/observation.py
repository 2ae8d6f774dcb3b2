"""All facts of one plan, in an order that is the same for the same file."""

from __future__ import annotations

from dataclasses import dataclass

from qa_engine.observe.thread import Thread
from qa_engine.vocabulary import AdviceFact, Fact, NeedFact, OutcomeFact, PhraseFact, PlanFact, ProvisionFact, SectionFact


@dataclass(frozen=True, slots=True)
class Observation:
    """What the words of a plan say. Facts of items are keyed by item id."""

    plan: PlanFact
    sections: tuple[SectionFact, ...]
    needs: dict[str, NeedFact]
    outcomes: dict[str, OutcomeFact]
    provision: dict[str, ProvisionFact]
    phrases: tuple[PhraseFact, ...]
    advice: tuple[AdviceFact, ...]
    thread: Thread

    @property
    def facts(self) -> list[Fact]:
        """Every fact: the plan, sections, needs, outcomes, provision, phrases, advice."""
        items: tuple[Fact, ...] = (*self.needs.values(), *self.outcomes.values(), *self.provision.values())
        return [self.plan, *self.sections, *items, *self.phrases, *self.advice]

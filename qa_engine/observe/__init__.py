"""What the words of a plan say: one module a subject, put together here in the order in which they need one another."""

from __future__ import annotations

from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import Plan
from qa_engine.observe.advice import observe_advice
from qa_engine.observe.context import Context
from qa_engine.observe.needs import observe_needs
from qa_engine.observe.observation import Observation
from qa_engine.observe.outcomes import observe_outcomes
from qa_engine.observe.phrases import observe_phrases
from qa_engine.observe.plan import observe_plan
from qa_engine.observe.provision import observe_provision
from qa_engine.observe.sections import observe_sections
from qa_engine.observe.thread import link

__all__ = ["Observation", "observe"]


def observe(plan: Plan, lexicon: Lexicon) -> Observation:
    """All facts of one plan. Reads each item's words once."""
    context = Context(plan, lexicon)
    thread = link(context, observe_needs(context), observe_outcomes(context), observe_provision(context))
    phrases = observe_phrases(context)
    return Observation(
        plan=observe_plan(context, thread.outcomes, thread.provision, phrases),
        sections=observe_sections(context),
        needs=thread.needs,
        outcomes=thread.outcomes,
        provision=thread.provision,
        phrases=phrases,
        advice=observe_advice(context),
        thread=thread,
    )

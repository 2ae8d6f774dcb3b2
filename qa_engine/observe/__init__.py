"""What the words of a plan say: one module a subject, put together here in the order in which they need one another."""

from __future__ import annotations

from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import Plan
from qa_engine.observe.adulthood import with_pathways
from qa_engine.observe.advice import observe_advice
from qa_engine.observe.considered import consider
from qa_engine.observe.considered_needs import needs_that_call_for
from qa_engine.observe.considered_outcomes import about_adults
from qa_engine.observe.considered_phrases import misplaced, with_jargon
from qa_engine.observe.considered_readings import Readings
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
    readings = Readings(context)
    needs = needs_that_call_for(context, readings, observe_needs(context))
    outcomes = about_adults(context, readings, observe_outcomes(context))
    thread = link(context, needs, outcomes, with_pathways(context, observe_provision(context)))
    phrases = observe_phrases(context)
    whole, advice = observe_plan(context, thread.outcomes, thread.provision, phrases), observe_advice(context)
    phrases += misplaced(context, readings, whole.eotas)
    return Observation(
        plan=consider(context, readings, whole, advice),
        sections=with_jargon(observe_sections(context), phrases),
        needs=thread.needs,
        outcomes=thread.outcomes,
        provision=thread.provision,
        phrases=phrases,
        advice=advice,
        thread=thread,
    )

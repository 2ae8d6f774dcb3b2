"""Every phrase that stands out in a plan, wherever it is: one place to ask all phrase observers."""

from __future__ import annotations

from qa_engine.model.plan import SECTIONS
from qa_engine.observe.context import Context
from qa_engine.observe.contradictions import observe_contradictions
from qa_engine.observe.jargon import observe_jargon
from qa_engine.observe.names import observe_names
from qa_engine.observe.names_people import People
from qa_engine.observe.phrases_lines import by_list, lines_of
from qa_engine.observe.phrases_together import together
from qa_engine.observe.pronouns import observe_pronouns
from qa_engine.observe.reading_ease import observe_long_sentences, observe_repetition
from qa_engine.observe.residue import observe_residue
from qa_engine.observe.staleness import observe_staleness
from qa_engine.vocabulary import PhraseFact


def observe_phrases(context: Context) -> tuple[PhraseFact, ...]:
    """Residue, other names, wrong pronouns, stale words, jargon, contradictions, long sentences and repetition, in that order,
    and last what is told once a section.

    K is left out of all: it lists the titles and names of others' papers.
    """
    lines = lines_of(context, context.plan.items(*(s for s in SECTIONS if s != "K")))
    found, people = by_list(lines), People.of(context.plan)
    phrases = (
        *observe_residue(context),
        *observe_names(context, lines, people),
        *observe_pronouns(context, lines, people),
        *observe_staleness(context, lines, people),
        *observe_jargon(context, lines, found),
        *observe_contradictions(context, lines, found),
        *observe_long_sentences(lines),
        *observe_repetition(lines),
    )
    return (*phrases, *together(phrases))

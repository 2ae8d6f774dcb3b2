"""What each outcome of section E says: by when, how it would be known, and whether it is provision or a wish instead."""

from __future__ import annotations

from qa_engine.language.lexicon import Text
from qa_engine.model.plan import OUTCOMES, Item
from qa_engine.observe.context import Context
from qa_engine.observe.needs_clauses import PlainWords, child_names, clauses
from qa_engine.observe.outcomes_given import is_provision
from qa_engine.observe.outcomes_measure import Measure
from qa_engine.observe.outcomes_time import Deadlines, is_past
from qa_engine.vocabulary import OutcomeFact

_PATHWAYS = ("employment", "living", "community", "health")


def observe_outcomes(context: Context) -> dict[str, OutcomeFact]:
    """Item id to what that outcome says, for every outcome in E."""
    plain, deadlines = PlainWords(context.lexicon, context.plan), Deadlines(context.lexicon.part("outcome_", "pathway_"))
    return {item.id: _fact(context, item, plain, deadlines) for item in context.plan.items(*OUTCOMES, kind="outcome")}


def _fact(context: Context, item: Item, plain: PlainWords, deadlines: Deadlines) -> OutcomeFact:
    text = context.text(item).against(deadlines.lists)
    found = clauses(text, plain)
    timed, given = deadlines.bind(item, text), is_provision(found, child_words(context))
    measure = Measure(context.lexicon, text, timed, given)
    measured = any(measure.can_tell(clause) for clause in found)
    wished = not given and not measured and any(clause.has("outcome_wish") for clause in found)
    return OutcomeFact(
        item=item.id,
        section=item.section,
        words=item.text,
        area=item.area or "",
        time_bound=timed,
        measurable=measured,
        provision_as_outcome=given,
        aspiration_only=wished,
        specific=timed and measured and not given and not wished,
        vague_verbs=tuple(dict.fromkeys(text.quote(hit) for hit in text.of("outcome_vague_verb"))),
        vague_only=not measured and text.has("outcome_vague_verb"),
        names_child=names_child(context, text),
        past_deadline=is_past(item, context.plan),
        health=text.has("outcome_health"),
        care=text.has("outcome_care"),
        pathways=tuple(name for name in _PATHWAYS if text.has(f"pathway_{name}")),
    )


def child_words(context: Context) -> frozenset[str]:
    """The words that stand for this child: names and pronouns."""
    return child_names(context.plan) | {"he", "she", "they", "i", "you"}


def names_child(context: Context, text: Text) -> bool:
    """Whether the outcome speaks of this child, by name or as I."""
    names = child_names(context.plan) | {"i", "my", "me", "you", "your"}
    return any(word.lower.removesuffix("'s") in names for word in text.words)

"""What each outcome of section E says: by when, how it would be known, and whether it is provision or a wish instead."""

from __future__ import annotations

from qa_engine.language.lexicon import Hit, Text
from qa_engine.model.plan import OUTCOMES, Item
from qa_engine.observe.context import Context
from qa_engine.observe.needs_clauses import PlainWords, child_names, clauses
from qa_engine.observe.outcomes_given import is_provision
from qa_engine.observe.outcomes_measure import Measure, wishes
from qa_engine.observe.outcomes_time import Deadlines, is_past
from qa_engine.vocabulary import OutcomeFact

_PATHWAYS = ("employment", "living", "community", "health")


def observe_outcomes(context: Context) -> dict[str, OutcomeFact]:
    """Item id to what that outcome says, for every outcome in E."""
    plain = PlainWords(context.lexicon, context.plan)
    deadlines = Deadlines(context.lexicon.part("outcome_", "pathway_"), context.plan.particulars.setting)
    return {item.id: _fact(context, item, plain, deadlines) for item in context.plan.items(*OUTCOMES, kind="outcome")}


def _fact(context: Context, item: Item, plain: PlainWords, deadlines: Deadlines) -> OutcomeFact:
    text = context.text(item).against(deadlines.lists)
    found = clauses(text, plain)
    timed, given = deadlines.bind(item, text), is_provision(found, child_words(context))
    measure = Measure(context.lexicon, text, timed, given)
    measured = any(measure.can_tell(clause) for clause in found)
    wished = not given and not measured and any(wishes(clause) or clause.has("outcome_calling") for clause in found)
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
        vague_verbs=vague_verbs(text),
        vague_only=not measured and text.has("outcome_vague_verb"),
        names_child=names_child(context, text),
        past_deadline=is_past(item, context.plan),
        health=text.has("outcome_health") or _under_health(context, item) or any(name.startswith("C") for name in item.serves),
        care=text.has("outcome_care"),
        pathways=tuple(name for name in _PATHWAYS if text.has(f"pathway_{name}")),
    )


def vague_verbs(text: Text) -> tuple[str, ...]:
    """The vague verbs in order, each once; of phrases that run into one another ("make progress", "progress in") only the first."""
    found: list[Hit] = []
    for hit in text.of("outcome_vague_verb"):
        if not found or hit.start >= found[-1].end:
            found.append(hit)
    return tuple(dict.fromkeys(text.quote(hit) for hit in found))


def _under_health(context: Context, item: Item) -> bool:
    """Whether a heading over the outcome is for health ("Being healthy"); one for everything or for mental health with feelings is not."""
    titles = [context.title(title, "outcome_health_heading", "outcome_health_opening") for title in (*item.headings, item.area or "")]
    return any(t.has("outcome_health_heading") or any(hit.first == 0 for hit in t.of("outcome_health_opening")) for t in titles)


def child_words(context: Context) -> frozenset[str]:
    """The words that stand for this child: names and pronouns."""
    return child_names(context.plan) | {"he", "she", "they", "i", "you"}


def names_child(context: Context, text: Text) -> bool:
    """Whether the outcome speaks of this child, by name or as I."""
    names = child_names(context.plan) | {"i", "my", "me", "you", "your"}
    return any(word.lower.removesuffix("'s") in names for word in text.words)

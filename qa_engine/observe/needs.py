"""What each need of sections B, C and D says: its effect, a bare diagnosis, a stock phrase, a softened word, a deliverable."""

from __future__ import annotations

import re

from qa_engine.language.lexicon import Hit, outside
from qa_engine.model.plan import NEEDS, Item
from qa_engine.observe.context import Context
from qa_engine.observe.needs_absence import misses_much
from qa_engine.observe.needs_clauses import Clause, PlainWords, clauses
from qa_engine.observe.needs_deliverable import deliverable, gives
from qa_engine.observe.nils import sends_elsewhere
from qa_engine.vocabulary import NeedFact

# A sentence of fewer words only names what is seen ("Awkward grip", "Interrupts"), unless it says of what ("Cannot use stairs").
# Then: how many words of picture tell what happens beside a condition, and how many words may stand beside a label (whose it is).
_SHORTEST, _MANY, _WHOSE = 4, 4, 1
_NAME = re.compile(r"[A-Z][\w'\u2019]*")
_NAMES = re.compile(r"\W*((?:[A-Z][\w'\u2019]*[\s-]+)+)(?:is|has|are|remains|presents)\b")
_AND = frozenset(("and", "so", "therefore"))


def observe_needs(context: Context) -> dict[str, NeedFact]:
    """Item id to what that need says, for every need in B, C and D."""
    plain = PlainWords(context.lexicon, context.plan)
    lists = context.lexicon.part("need_")
    needs = [item for item in context.plan.items(*NEEDS, kind="need") if not sends_elsewhere(context, item)]
    return {item.id: _fact(item, clauses(context.text(item).against(lists), plain)) for item in needs}


def _fact(item: Item, found: list[Clause]) -> NeedFact:
    effect = states_effect(found)
    given = deliverable(found)
    return NeedFact(
        item=item.id,
        section=item.section,
        words=item.text,
        area=item.area or "",
        provision_in_need=bool(given),
        effect_stated=effect,
        diagnosis_only=not effect and not given and is_bare_condition(found),
        stock_effect=not effect and any(clause.has("need_stock_effect") for clause in found),
        softened=is_softened(found),
        deliverable=given,
        provision_only=bool(given) and not effect and tells_only_of_provision(found),
    )


def tells_only_of_provision(found: list[Clause]) -> bool:
    """Whether every sentence gives something and none says what is the matter: provision that stands among needs."""
    return all(gives(clause) and not _names_condition(clause) for clause in found)


def states_effect(found: list[Clause]) -> bool:
    """Whether some sentence says concretely what the need does to learning or daily life."""
    return any(_shows_reason(clause) if gives(clause) else _shows_effect(clause) for clause in found)


def _shows_reason(clause: Clause) -> bool:
    """A sentence that gives provision may still say, after "because", what it is for, or what is hard, before "and she needs"."""
    return clause.picture_after("need_reason") >= 2 or _shows_before_asking(clause)


def _shows_before_asking(clause: Clause) -> bool:
    asks = [hit for hit in clause.of("need_asks_for") if clause.word_before(hit, _AND)]
    if not asks:
        return False
    end = min(clause.at(hit) for hit in asks)
    limited = any(clause.at(hit) < end for hit in clause.of("need_limit", "need_occasion"))
    return limited and len({word.lower for word in clause.words[:end]} & clause.picture) >= 2


def _shows_effect(clause: Clause) -> bool:
    if clause.has("need_absence") or misses_much(clause.text):
        return True
    if len(clause.words) < _SHORTEST:
        return clause.has("need_limit") and bool(clause.picture_outside("need_limit"))
    seen = clause.picture_outside("need_condition", "need_diagnosis", "need_soft_label")
    if _names_condition(clause) or clause.has("need_score"):
        told = clause.has("need_limit", "need_consequence")
        return seen >= 2 and told or seen >= _MANY and clause.has("need_occasion")
    if clause.has("need_limit", "need_consequence", "need_occasion"):
        return seen >= 1
    return seen >= (2 if clause.has("need_context") else 3)


def is_bare_condition(found: list[Clause]) -> bool:
    """Whether every sentence is a condition, a label or who is treating it."""
    labelled = any(clause.has("need_condition") or _is_soft_label(clause) for clause in found)
    return labelled and all(_is_named_only(clause) or _is_soft_label(clause) for clause in found)


def _is_named_only(clause: Clause) -> bool:
    # "Her epilepsy medicine has not been explained to her" names a condition and describes what is the matter.
    return _names_condition(clause) and not (clause.has("need_limit") and clause.picture_outside("need_condition", "need_diagnosis"))


def _is_soft_label(clause: Clause) -> bool:
    """A broad category of need is a bare label only where it stands alone: "Social communication difficulties.", "Is a child in care"."""
    if not clause.has("need_soft_label", "need_category"):
        return False
    standing = clause.of("need_category", "need_condition")
    return any(_stands_alone(clause, [label]) for label in clause.of("need_soft_label")) or _stands_alone(clause, standing)


def _stands_alone(clause: Clause, labels: list[Hit]) -> bool:
    """Whether next to nothing is left of a sentence without these labels and what may stand beside them ("is reported", "section 31")."""
    told = (*labels, *clause.of("need_label_filler"))
    return len(clause.words) - len({at for hit in told for at in range(hit.first, hit.last + 1)}) <= _named(clause)


def _named(clause: Clause) -> int:
    """How many words may say whose the label is: one, or the names with capital letters that open the sentence ("Amy-Jo Pell is ...")."""
    opening = _NAMES.match(clause.text)
    return max(_WHOSE, len(_NAME.findall(opening[1]))) if opening else _WHOSE


def _names_condition(clause: Clause) -> bool:
    return clause.has("need_condition", "need_diagnosis")


def is_softened(found: list[Clause]) -> bool:
    """Whether a softening word hides how bad the difficulty is, in a sentence with no picture to cure it."""
    return any(_softens(clause) and len(clause.picture) < 2 for clause in found)


def _softens(clause: Clause) -> bool:
    # "Her need can be overlooked" tells how others see it, and leaves nothing open of the need itself.
    return bool(outside(clause.of("need_softener"), clause.of("need_seen_by_others")))

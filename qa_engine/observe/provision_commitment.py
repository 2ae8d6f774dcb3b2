"""How firmly a provision is promised: the words that stand in place of will or must."""

from __future__ import annotations

from qa_engine.language.lexicon import Hit, Text
from qa_engine.observe.provision_conditions import Clause, inverted_should

_PRONOUNS = frozenset(["he", "she", "they", "i", "you"])
# What a child may do of their own accord is a freedom, and no weak promise.
_FREEDOMS = frozenset([
    "leave", "walk", "go", "use", "choose", "ask", "stop", "start", "sit", "take", "bring", "wear", "move", "come", "keep",
    "stay", "return", "eat", "finish", "work", "enter", "put", "show", "call", "skip", "miss", "opt", "stand", "drink", "rest",
    "listen", "type", "answer", "decline", "refuse", "need", "not", "also", "have", "record",
    "dictate", "draw", "sign", "point", "swap", "pick", "say", "read", "write", "join", "invite", "phone", "ring", "present", "hand",
])
# "Sam may need to go out" is a freedom; "Sam may need help" gives none.
_HELP = frozenset(["help", "support", "extra", "additional", "more", "some", "further", "adult", "prompting", "reminding", "encouragement"])
_EARLIER = 8
_PASSIVE = frozenset(["will", "must", "to", "shall", "and"])


def weak_words(text: Text, conditions: list[Clause]) -> Clause | None:
    """The first words that stand in place of will or must, or None. Method notes after a firm promise are not counted."""
    offers = text.of("provision_weak_offer")
    exempt = [hit for hit in text.of("provision_weak_exempt") if not any(_overlaps(hit, offer) for offer in offers)]
    firm = text.of("provision_firm")
    for hit in text.of("provision_weak"):
        excused = any(_overlaps(hit, other) for other in exempt) or any(clause.holds(hit.first) for clause in conditions)
        offered = any(_overlaps(hit, offer) for offer in offers)
        if excused or (_is_freedom(text, hit) and not offered) or _goes_on(text, hit):
            continue
        if text.words[hit.first].lower == "should" and inverted_should(text, hit.first):
            continue
        if not any(word.last < hit.first - 1 or (word.last < hit.first and text.words[word.last].lower not in _PASSIVE) for word in firm):
            return Clause(hit.first, hit.last)
    return None


def _goes_on(text: Text, hit: Hit) -> bool:
    # "Social worker to visit monthly and consider contact": a second act after a firm first one.
    before = [word.lower for word in text.words[max(0, hit.first - _EARLIER):hit.first]]
    return text.words[hit.first].lower == "consider" and before[-1:] == ["and"] and "to" in before


def _is_freedom(text: Text, hit: Hit) -> bool:
    if text.words[hit.first].lower not in ("may", "can") or hit.first == 0 or hit.last + 1 >= len(text.words):
        return False
    before, after = text.words[hit.first - 1], text.words[hit.last + 1].lower
    child = before.lower in _PRONOUNS or (text.raw[before.start].isupper() and hit.first - 1 not in _role_words(text))
    bare_help = after == "need" and any(word.lower in _HELP for word in text.words[hit.last + 2:hit.last + 3])
    return child and after in _FREEDOMS and not bare_help and not (after == "have" and _gives_time(text, hit))


def _gives_time(text: Text, hit: Hit) -> bool:
    return any(hit.last < amount.first <= hit.last + 5 for amount in text.of("provision_amount"))


def _role_words(text: Text) -> set[int]:
    return {at for role in text.of("provision_role", "provision_bare", "provision_service") for at in range(role.first, role.last + 1)}


def _overlaps(one: Hit, other: Hit) -> bool:
    return one.first <= other.last and other.first <= one.last

"""Content left for later: who is to settle it, in a set phrase or as an open question with a body and a word of settling."""

from __future__ import annotations

from dataclasses import dataclass

from qa_engine.language.lexicon import Hit, Text, Vocabulary
from qa_engine.observe.provision_conditions import Clause

_MODAL = frozenset([
    "will", "shall", "can", "may", "would", "might", "between", "them", "and", "shall", "then", "jointly", "together", "is",
    "are", "to", "able", "best",
])
_NOT_BODIES = frozenset(["he", "she", "i", "you", "we", "to"])
_REACH = 16


@dataclass(frozen=True, slots=True)
class Delegation:
    """The words that leave content to be decided later: always, or only where the item itself gives no amounts."""

    always: Clause | None
    without_amounts: Clause | None

    def words(self, amounts_given: bool) -> Clause | None:
        """The clause that counts. A method left to a therapist within given hours is none."""
        return self.always or (None if amounts_given else self.without_amounts)


def delegation(text: Text, bodies: Vocabulary, scarce: list[Clause]) -> Delegation:
    """Read who is to settle what, outside the clauses that hang on resources."""
    hard = [hit for hit in text.of("provision_delegated_hard") if not _settled_already(text, hit)]
    always = [Clause(hit.first, hit.last) for hit in hard] or _questions(text, bodies, scarce)
    soft = text.of("provision_delegated_soft")
    return Delegation(always[0] if always else None, Clause(soft[0].first, soft[0].last) if soft else None)


def _settled_already(text: Text, hit: Hit) -> bool:
    # "following her assessment on 4 May" is past; "[date TBC]" leaves a date blank, not the content.
    before = text.words[hit.first - 1].lower if hit.first else ""
    after = [w.lower for w in text.words[hit.last + 1:hit.last + 3]]
    return before == "date" or (after[:1] in (["of"], ["on"], ["in"]) and len(after) > 1 and after[1][0].isdigit())


def _questions(text: Text, bodies: Vocabulary, scarce: list[Clause]) -> list[Clause]:
    asked = text.of("provision_open")
    found = []
    for verb in text.of("provision_settle"):
        if any(clause.holds(verb.first) for clause in scarce):
            continue
        opened = [hit for hit in asked if _asks(text, hit, verb)]
        if opened and _body_before(text, verb, bodies):
            found.append(Clause(min(opened[0].first, verb.first), max(opened[0].last, verb.last)))
    return found


def _asks(text: Text, hit: Hit, verb: Hit) -> bool:
    # "what the unit decides"; "the school will work out what she requires".
    if verb.last < hit.first <= verb.last + 2:
        return True
    return hit.last < verb.first <= hit.last + _REACH and not _stops(text, hit, verb)


def _stops(text: Text, one: Hit, other: Hit) -> bool:
    return any(one.end <= start < other.start for start, _ in text.sentences)


def _body_before(text: Text, verb: Hit, bodies: Vocabulary) -> bool:
    at = verb.first - 1
    while at > 0 and text.words[at].lower in _MODAL:
        at -= 1
    if at < 0 or text.words[at].lower in _NOT_BODIES:
        return False
    roles = {hit.last for hit in text.of("provision_role", "provision_service", "provision_bare")}
    return at in roles or text.words[at].lower in bodies or text.words[at].lower.endswith("ist")

"""Content left for later: who is to settle it, in a set phrase or as an open question with a body and a word of settling."""

from __future__ import annotations

from dataclasses import dataclass

from qa_engine.language.lexicon import Hit, Text, Vocabulary, is_number
from qa_engine.observe.provision_conditions import Clause, clause_start

_MODAL = frozenset([
    "will", "shall", "can", "may", "would", "might", "between", "them", "and", "shall", "then", "jointly", "together", "is",
    "are", "to", "able", "best",
])
_NOT_BODIES = frozenset(["he", "she", "i", "you", "we", "to"])
_CHILD = frozenset(["him", "her", "me", "them", "us", "you"])
_FAMILY = frozenset(["family", "parents", "parent", "mum", "dad", "mother", "father", "carers", "carer"])
_VERBS = frozenset(["will", "must", "shall", "to", "is", "are"])
_QUANTITIES = frozenset(["amount", "frequency", "number", "length", "timing", "duration", "hours"])
_ONLY_IF = frozenset(["where", "if", "when", "whenever", "wherever"])  # "where this can be arranged" hangs on chance, on nobody's say
_ARRANGED = frozenset(["arranged", "organised", "booked", "scheduled"])
# What it is to be, and not how much of it.
_CONTENT = frozenset(["content", "contents", "nature", "type", "kind", "form", "format", "focus", "make", "whatever", "whichever"])
_PROMISED = frozenset(["will", "must", "shall"])
_REACH = 16
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Delegation:
    """The words that leave content to be decided later: always, or only where the item itself gives no amounts."""

    always: Clause | None
    without_amounts: Clause | None
    whole: Clause | None = None
    subject: Clause | None = None

    def words(self, amounts_given: bool) -> Clause | None:
        """The clause that counts. A method left to a therapist within given hours is none."""
        return self.always or (None if amounts_given else self.without_amounts)

    @property
    def reach(self) -> list[Clause]:
        """All that the words leave open, so that no deliverer, trigger or content is read there; empty where nothing is."""
        return [clause for clause in (self.whole, self.without_amounts) if clause]

    @property
    def unsettled(self) -> list[Clause]:
        """The reach, and the subject that is to be settled ("The amount of extra time in tests"), which has no frequency of its own yet."""
        return self.reach + ([self.subject] if self.subject else [])


def delegation(text: Text, bodies: Vocabulary, scarce: list[Clause]) -> Delegation:
    """Read who is to settle what, outside the clauses that hang on resources."""
    hard = [hit for hit in text.of("provision_delegated_hard") if not _settled_already(text, hit) and not _of_a_panel(text, hit)]
    always = [Clause(hit.first, hit.last) for hit in hard] or _questions(text, bodies, scarce) or _hanging(text, bodies)
    soft = [hit for hit in text.of("provision_delegated_soft")
            if not _given_in_hours(text, hit) and not any(clause.holds(hit.first) for clause in scarce)]
    whole = _whole(text, _with_content(text, always[0])) if always else None
    subject = _subject(text, always[0]) if always else None
    return Delegation(always[0] if always else None, Clause(soft[0].first, soft[0].last) if soft else None, whole, subject)


def _subject(text: Text, clause: Clause) -> Clause | None:
    # "The amount of extra time in tests will be settled by the school": from the open word that begins the sentence.
    start = next((one for one, end in text.sentences if one <= text.words[clause.first].start < end), 0)
    opened = [hit for hit in text.of("provision_open") if hit.first < clause.first and text.words[hit.first].start >= start]
    if not opened or sum(start <= word.start < opened[0].start for word in text.words) > 1:
        return None
    broken = any(word.broken for word in text.words[opened[0].first + 1:clause.first + 1])
    return None if broken else Clause(opened[0].first, clause.first)


def _with_content(text: Text, clause: Clause) -> Clause:
    # "The content of fine motor work will be decided", "a plan, the content of which is to be agreed": what it is has yet to be said.
    for hit in text.of("provision_open"):
        if text.words[hit.first].lower not in _CONTENT or not 0 < clause.first - hit.first <= _REACH or _crosses(text, hit, clause):
            continue
        return Clause(_noun_before(text, hit) if _of_which(text, hit) else hit.first, clause.last)
    return clause


def _crosses(text: Text, hit: Hit, clause: Clause) -> bool:
    between = text.words[hit.first + 1:clause.first + 1]
    return any(word.broken for word in between) or bool(_PROMISED & {word.lower for word in between[:-3]})


def _of_which(text: Text, hit: Hit) -> bool:
    words = [word.lower for word in text.words[hit.first + 1:hit.first + 6]]
    return any(one == "of" and other == "which" for one, other in zip(words, words[1:], strict=False))


def _noun_before(text: Text, hit: Hit) -> int:
    at = hit.first - 1 - (text.words[hit.first - 1].lower == "the")
    return clause_start(text, at) if at >= 0 else hit.first


def _whole(text: Text, clause: Clause) -> Clause:
    # "to be worked out by the social worker once the assessment is done": to the end of the clause, or the next firm promise.
    firm = {hit.first for hit in text.of("provision_firm")}
    last = clause.last
    while last + 1 < len(text.words) and not text.words[last + 1].broken and last + 1 not in firm and last - clause.last < _REACH:
        last += 1
    return Clause(clause.first, last)


def _given_in_hours(text: Text, hit: Hit) -> bool:
    # "six hours of advice from a teacher of the deaf": the advice itself is what is given.
    before = [amount for amount in text.of("provision_amount") if 0 < hit.first - amount.last <= _NEAR]
    return bool(before) and text.words[hit.first - 1].lower == "of"


def _settled_already(text: Text, hit: Hit) -> bool:
    # "after his visit on 3 June" is past; "[date TBC]" leaves a date blank, not the content.
    before = text.words[hit.first - 1].lower if hit.first else ""
    after = [w.lower for w in text.words[hit.last + 1:hit.last + 3]]
    if _is_the_childs(text, hit) or text.words[max(0, hit.first - 2)].lower in _ONLY_IF or before in _ONLY_IF:
        return True
    if text.words[hit.last].lower in _ARRANGED and any(hit.last < later.first <= hit.last + 3 for later in text.of("vague_later")):
        return True  # "taster days will be arranged later": what is known, and only the day is not
    return before == "date" or (after[:1] in (["of"], ["on"], ["in"]) and len(after) > 1 and after[1][0].isdigit())


def _of_a_panel(text: Text, hit: Hit) -> bool:
    # "to be agreed at panel" asks for money: a condition of its own.
    return any(hit.first <= money.last and money.first <= hit.last for money in text.of("provision_resource"))


def _is_the_childs(text: Text, hit: Hit) -> bool:
    # "is for her to choose": a choice of the child's own is no content left for later.
    inner = [w.lower for w in text.words[hit.first:hit.last + 1]]
    return any(word == "for" and after in _CHILD and then == "to" for word, after, then in zip(inner, inner[1:], inner[2:], strict=False))


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


def _hanging(text: Text, bodies: Vocabulary) -> list[Clause]:
    # "how long depends on the nurse", "the number to be guided by a later visit", "the choice is left to the base".
    asked = text.of("provision_open", "provision_open_choice")
    found = []
    for hangs in text.of("provision_hangs", "provision_hangs_for") if asked else []:
        opened = [hit for hit in asked if hit.first < hangs.first <= hit.first + _REACH and _is_subject(text, hit, hangs)]
        settles = _to_settle(text, hangs)
        end = settles if hangs.name == "provision_hangs_for" or settles else _body_after(text, hangs, bodies)
        if opened and end is not None:
            found.append(Clause(hangs.first if _of_a_thing(text, opened[0]) else opened[0].first, end))
    return found


def _is_subject(text: Text, hit: Hit, hangs: Hit) -> bool:
    # "shown what to do and will be guided by the TA": another verb stands between, so the question is not what hangs.
    between = [w.lower for w in text.words[hit.first + 1:hangs.first]]
    while between and between[-1] in _MODAL:
        between.pop()
    return not _VERBS & set(between) and not _stops(text, hit, hangs)


def _of_a_thing(text: Text, opened: Hit) -> bool:
    # "The frequency of hydrotherapy will be led by": hydrotherapy itself is named.
    return text.words[opened.first].lower in _QUANTITIES and text.words[opened.last + 1].lower == "of"


def _body_after(text: Text, hangs: Hit, bodies: Vocabulary) -> int | None:
    roles = _deciders(text)
    for at in range(hangs.last + 1, min(hangs.last + 2 + _NEAR, len(text.words))):
        if text.words[at].broken or is_number(text.words[at].lower):
            return None
        noun = text.words[at].lower.removesuffix("'s")
        if at in roles or noun in bodies or noun.endswith("ist"):
            return at
    return None


def _to_settle(text: Text, hangs: Hit) -> int | None:
    # "is for Mrs Oduya and the family to settle": whoever they are, they are to settle it; "for her to choose" is the child's.
    for verb in text.of("provision_settle"):
        if hangs.last + 1 < verb.first <= hangs.last + _NEAR + 3 and text.words[verb.first - 1].lower == "to":
            return None if text.words[hangs.last + 1].lower in _CHILD else verb.last
    return None


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
    if [w.lower for w in text.words[verb.last + 1:verb.last + 2]] == ["with"] and _settled_with_the_family(text, verb):
        return True
    return at in _deciders(text) or text.words[at].lower in bodies or text.words[at].lower.endswith("ist")


def _settled_with_the_family(text: Text, verb: Hit) -> bool:
    # "Alder Grange will settle it with me": whoever settles it with the child is a body.
    return any(w.lower in _CHILD or w.lower in _FAMILY for w in text.words[verb.last + 2:verb.last + 5])


def _deciders(text: Text) -> set[int]:
    return {hit.last for hit in text.of("provision_role", "provision_service", "provision_bare")}

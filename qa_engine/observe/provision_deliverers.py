"""Who: roles that can be pointed at as deliverers, apart from advisers, authors, reviewers and bare "staff"."""

from __future__ import annotations

import re

from qa_engine.language.lexicon import Hit, Text, Vocabulary
from qa_engine.observe.provision_conditions import Clause

_TRAINED = ("trained", "qualified", "accredited", "certified", "certificate", "qualification")
_TRAINED_REACH = 11
_SMALL_ROLES = 4
_READING_THINGS = frozenset(["screen", "pen", "book", "immersive", "card", "document", "text", "e"])
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sister|Nurse)\.? [A-Z]")
_RECEIVED = frozenset(["benefit", "encouraged", "training", "aware", "made", "reminded", "told"])
# A room, and not the one whose room it is; who reads or writes in a test is part of the arrangement, unless said to act.
_ROOMS = frozenset(["surgery", "office", "room", "desk", "lounge", "staffroom", "door"])
_IN_TESTS = frozenset(["reader", "scribe", "prompter", "amanuensis"])
_ACTING = frozenset(["will", "must", "shall", "who", "trained", "from"])
_GIVING_ORDERS = frozenset(["will", "must", "shall", "to"])
_QUESTIONS = frozenset([
    "what", "how", "which", "whether", "when", "where", "who", "whatever", "whichever", "if", "on", "upon", "the", "it", "this", "best",
    "appropriate", "necessary", "fit", "right", "further", "suitable", "relevant",
])
_MAKING = frozenset(["arrange", "arranges", "devise", "devises", "design", "designs", "draw", "draws", "work", "works", "identify", "book"])
_LED = frozenset(["led", "run", "taught", "delivered"])
_BEING = frozenset(["is", "are", "will", "be", "must"])
_RECEIVING = frozenset(["would", "need", "needs", "are", "be", "should", "have"])


def delivers(text: Text, plain: Vocabulary, deferred: list[Clause]) -> bool:
    """Whether a role, a named person or "an adult trained in X" is there to deliver.

    `plain` are words that make no role of "worker" or "mentor"; `deferred` are clauses that leave things to be decided.
    """
    if any(not any(clause.holds(role.first) for clause in deferred) for role in delivering_roles(text, plain)):
        return True
    return _trained(text) or _TITLED.search(text.raw) is not None


def delivering_roles(text: Text, plain: Vocabulary) -> list[Hit]:
    """The roles that deliver, in the order of their kinds; advisers, authors, deciders and receivers are left out."""
    roles = [*named_roles(text, plain), *(hit for hit in text.of("provision_bare") if _own_key_worker(text, hit))]
    if _decides_elsewhere(text):
        return []
    marks = text.of("provision_landmark")
    return [role for role in roles if not (_advises(text, role) or _settles(text, role) or _receives(text, role))
            and not any(_inside(role, mark) for mark in marks)]


def _own_key_worker(text: Text, hit: Hit) -> bool:
    # "Amal's key worker" is one person; "a key worker" could be anyone.
    before = text.words[hit.first - 1].lower if hit.first else ""
    return before.endswith(("'s", "s'")) and text.words[hit.last].lower.endswith("worker")


def _settles(text: Text, role: Hit) -> bool:
    # "whichever exercises the therapist picks out", "where the teacher feels": one who decides is not yet one who delivers.
    settling = [hit for hit in text.of("provision_settle") if text.words[hit.first].lower != "direct"]  # "by direct payment"
    return any(role.last < hit.first <= role.last + 2 and not _makes(text, hit) for hit in settling)


def _makes(text: Text, verb: Hit) -> bool:
    # "The social worker to arrange a sitter": an act, where the thing is named; "to arrange what is needed" settles.
    after = text.words[verb.last + 1:verb.last + 2]
    ordered = text.words[verb.first - 1].lower in _GIVING_ORDERS and text.words[verb.first].lower in _MAKING
    return ordered and bool(after) and not after[0].broken and after[0].lower not in _QUESTIONS


def _decides_elsewhere(text: Text) -> bool:
    # "Will decide what he needs" in one column, and whoever decides in another.
    opens = text.words[0].lower in _GIVING_ORDERS if text.words else False
    return opens and any(hit.first == 1 and not _makes(text, hit) for hit in text.of("provision_settle"))


def _receives(text: Text, role: Hit) -> bool:
    # "Teachers would benefit from training", "teachers are encouraged to": those who receive.
    after = [w.lower for w in text.words[role.last + 1:role.last + 5]]
    if text.words[role.last].lower.startswith("carer") and text.words[max(0, role.first - 2)].lower == "for":
        return True  # "nights of respite for the foster carer"
    after = after[2:] if after[:1] in (["and"], ["or"]) else after[:2]
    return len(after) == 2 and after[0] in _RECEIVING and after[1] in _RECEIVED


def acts(text: Text, plain: Vocabulary) -> bool:
    """Whether a named role is the subject of "will", "must" or the like, or leads ("a visit led by the consultant")."""
    firm = {hit.first for hit in text.of("provision_firm")}
    return any(role.last + 1 in firm or _leads(text, role) for role in named_roles(text, plain))


def _leads(text: Text, role: Hit) -> bool:
    before = [word.lower for word in text.words[max(0, role.first - 4):role.first]]
    return any(verb in _LED and by == "by" for verb, by in zip(before, before[1:], strict=False))


def named_roles(text: Text, plain: Vocabulary) -> list[Hit]:
    """Every role named. An acronym counts only in capitals; a key adult is no role."""
    bare = text.of("provision_bare")
    heads = [hit for hit in text.of("provision_role_head") if _is_qualified(text, hit, plain)]
    return heads + [hit for hit in text.of("provision_role") if _is_role(text, hit) and not any(_inside(hit, b) for b in bare)]


def _is_qualified(text: Text, head: Hit, plain: Vocabulary) -> bool:
    return head.first > 0 and not text.words[head.first].broken and text.words[head.first - 1].lower not in plain


def _is_role(text: Text, hit: Hit) -> bool:
    words = text.quote(hit)
    if _next(text, hit) in _ROOMS or is_arranged(text, hit):
        return False
    return len(words) > _SMALL_ROLES or words in ("PA", "GP") or sum(letter.isupper() for letter in words) >= min(2, len(words))


def is_arranged(text: Text, hit: Hit) -> bool:
    """Whether it is a reader or scribe as an arrangement for tests, or a thing that reads ("a text reader will be on his tablet")."""
    thing = hit.first > 0 and text.words[hit.first - 1].lower in _READING_THINGS
    return text.quote(hit).lower() in _IN_TESTS and (thing or _next(text, hit) not in _ACTING)


def _next(text: Text, hit: Hit) -> str:
    after = text.words[hit.last + 1:hit.last + 2]
    return after[0].lower if after and not after[0].broken else ""


def _inside(inner: Hit, outer: Hit) -> bool:
    return outer != inner and outer.first <= inner.first and inner.last <= outer.last


def _advises(text: Text, role: Hit) -> bool:
    return _is_author(text, role) or _is_led(text, role)


def _is_author(text: Text, role: Hit) -> bool:
    after = role.last + 1
    owned = text.raw[role.end - 2:role.end] in ("'s", "’s", "s'", "s’")
    return any(after <= hit.first <= after + owned for hit in text.of("provision_role_paper"))


def _is_led(text: Text, role: Hit) -> bool:
    for lead in text.of("provision_adviser_lead", "provision_shared_lead"):
        if _is_passive(text, lead) or _is_prescriber(text, lead):
            continue
        if lead.last < role.first <= lead.last + 5 and not any(w.broken for w in text.words[lead.last + 1:role.first + 1]):
            between = [w.lower for w in text.words[lead.last + 1:role.first]]
            if not {"will", "must", "delivered", "who"} & set(between):
                return True
    return False


def _is_passive(text: Text, lead: Hit) -> bool:
    # "his plan is gone over by the PE teacher": an act of hers; "the plan by the PE teacher" makes her its author.
    return any(w.lower in _BEING for w in text.words[lead.first:lead.last])


def _is_prescriber(text: Text, lead: Hit) -> bool:
    # "Melatonin prescribed by the paediatrician": who prescribes a medicine gives it; a programme prescribed is somebody's paper.
    medicines = {hit.last for hit in text.of("provision_prescribed")}
    return text.words[lead.first].lower == "prescribed" and not medicines.isdisjoint(range(max(0, lead.first - 3), lead.first))


def _trained(text: Text) -> bool:
    people = {at for hit in text.of("provision_bare") for at in (hit.first, hit.last)}
    for at, word in enumerate(text.words):
        still_to_be = at > 0 and text.words[at - 1].lower == "be"  # "all adults will be trained": they receive
        if word.lower in _TRAINED and not still_to_be and any(at - _TRAINED_REACH <= person < at for person in people):
            after = [w.lower for w in text.words[at + 1:at + 16]]
            if word.lower.startswith("certif") or (after and (after[0] in ("in", "by", "to") or "level" in after)):
                return True
    return False

"""Does an outcome say what will be given to, attended by or done for the child, in place of what the child will do?"""

from __future__ import annotations

from qa_engine.language.lexicon import Hit
from qa_engine.observe.needs_clauses import Clause

# How many words may part "have" from what is had, a giver from "will", and how short a bare service is.
_NEAR, _SUBJECT, _BARE = 6, 4, 5
_HAVING = frozenset(("have", "has", "having", "had", "be", "get", "gets"))
_PARTICLES = frozenset(("out", "up", "on", "to", "back", "home", "off", "into", "onto", "in", "ready", "himself", "herself", "myself",
                        "from", "through", "over",
                        "down", "there", "his", "her", "their", "your", "my", "along", "round", "around", "about"))
# "will have told a trusted adult": done by the child; "will have adapted books" is had.
_DONE = frozenset(("told", "asked", "used", "found", "gone", "spoken", "shown", "taken", "met", "left", "chosen", "walked", "joined",
                   "visited", "tried", "talked", "said", "named", "returned", "sat", "worked"))
_WHEN = frozenset(("by", "next", "annual", "before", "until", "at", "interim", "following"))
_PAST = frozenset(("has", "have", "had", "was", "were"))
_STATING = frozenset(("is", "being", "received"))


def is_provision(found: list[Clause], child: frozenset[str]) -> bool:
    """Whether some sentence of the outcome promises provision. `child` holds the words that stand for the child."""
    return any(_gives(clause, child) for clause in found)


def _gives(clause: Clause, child: frozenset[str]) -> bool:
    if _is_received(clause, child) or _is_attended(clause) or _is_had(clause):
        return True
    return _is_promised_by_adult(clause, child) or _service_goes_on(clause, child) or _is_done_to(clause, child)


def _is_received(clause: Clause, child: frozenset[str]) -> bool:
    """To be given, to receive: but an award is earned, and "the time the class is given" is about others."""
    for hit in clause.of("outcome_receive"):
        of_others = clause.words[clause.at(hit)].lower in _STATING and not _follows_child(clause, hit, child)
        own = _soon(hit, clause.of("outcome_award")) or _is_earned(clause, hit) or _was_given(clause, hit, child)
        if not (of_others or own) and in_main_part(clause, hit):
            return True
    return False


def _is_earned(clause: Clause, hit: Hit) -> bool:
    return not clause.has("outcome_service") and any(earned.first > hit.last for earned in clause.of("outcome_earned"))


def _was_given(clause: Clause, hit: Hit, child: frozenset[str]) -> bool:
    # "will read words with the sounds she has been taught": what was done before says which sounds.
    at = clause.at(hit)
    at -= at > 0 and clause.words[at - 1].lower in _PAST
    promised = min((clause.at(promise) for promise in clause.of("outcome_promise")), default=len(clause.words))
    return promised < at - 1 and clause.words[at - 1].lower in child


def _is_attended(clause: Clause) -> bool:
    """To attend or join a service, or to spend time with the person who gives it."""
    for hit in clause.of("outcome_attend"):
        spends = clause.words[clause.at(hit)].lower.startswith("spend")
        met = clause.of("outcome_deliverer") if spends else clause.of("outcome_service", "outcome_course")
        if _leads_to(clause, hit, met) and in_main_part(clause, hit):
            return True
    return False


def _is_had(clause: Clause) -> bool:
    services = [hit for hit in clause.of("outcome_service") if not _is_date(clause, hit)]
    having = [hit for hit in clause.of("outcome_have") if clause.words[clause.at(hit)].lower in _HAVING and not _gets_to(clause, hit)]
    return any(_leads_to(clause, hit, services) and in_main_part(clause, hit) for hit in having)


def _gets_to(clause: Clause, hit: Hit) -> bool:
    # "get out his books", "get to the lesson", "get dressed", "have asked": an act of the child's own.
    after = clause.words[clause.at(hit) + 1:clause.at(hit) + 2]
    if any(word.lower in _DONE for word in after):
        return True
    getting = clause.words[clause.at(hit)].lower.startswith("get")
    return getting and any(word.lower in _PARTICLES or word.lower.endswith("ed") for word in after)


def _is_date(clause: Clause, service: Hit) -> bool:
    # "more friends by the next review": the review is when, and nothing that is had.
    at = clause.at(service)
    return clause.words[at].lower.startswith("review") and any(w.lower in _WHEN for w in clause.words[max(0, at - 3):at])


def _is_promised_by_adult(clause: Clause, child: frozenset[str]) -> bool:
    """An adult or a service is the subject of the first promise, and does something other than understand the child."""
    promises = clause.of("outcome_promise")
    for promise in promises:
        givers = [hit for hit in clause.of("outcome_deliverer") if 0 < promise.first - hit.first <= _SUBJECT]
        givers = [hit for hit in givers if clause.unbroken(hit, promise)]
        if not givers or promises[0].start < givers[-1].start or _child_between(clause, givers[-1], promise, child):
            continue
        heard = any(0 < hit.first - promise.first <= 2 for hit in clause.of("outcome_receives_despite"))
        return not heard and in_main_part(clause, promise)
    return False


def _service_goes_on(clause: Clause, child: frozenset[str]) -> bool:
    """A service is itself the subject ("Weekly therapy to continue") or stands alone ("1:1 mentoring.")."""
    services = clause.of("outcome_service")
    if not services or any(word.lower in child and word.start < services[0].start for word in clause.words):
        return False
    return clause.has("outcome_given", "outcome_kept") or len(clause.words) <= _BARE


def _is_done_to(clause: Clause, child: frozenset[str]) -> bool:
    done = [hit for hit in clause.of("outcome_given") if hit.last > hit.first and not _was_given(clause, hit, child)]
    return any(in_main_part(clause, hit) for hit in (*clause.of("outcome_managed"), *done))


def in_main_part(clause: Clause, hit: Hit) -> bool:
    """Whether no "when", "until", "that" ... opens a lesser clause between the last comma and the phrase."""
    opens = {clause.at(opening) for opening in clause.of("outcome_subordinate")}
    for position in range(clause.at(hit) - 1, -1, -1):
        if position in opens:
            return False
        if clause.words[position + 1].broken:
            return True
    return True


def _follows_child(clause: Clause, hit: Hit, child: frozenset[str]) -> bool:
    at = clause.at(hit)
    return at == 0 or clause.words[at - 1].lower in child


def _child_between(clause: Clause, giver: Hit, promise: Hit, child: frozenset[str]) -> bool:
    return any(word.lower in child for word in clause.words[clause.at(giver) + 1:clause.at(promise)])


def _soon(hit: Hit, others: list[Hit]) -> bool:
    return any(0 < other.first - hit.last <= _NEAR for other in others)


def _leads_to(clause: Clause, hit: Hit, others: list[Hit]) -> bool:
    return any(0 < other.first - hit.last <= _NEAR and clause.unbroken(hit, other) for other in others)

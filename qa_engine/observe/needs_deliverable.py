"""Is something to be given standing in a need: who will give it, how much or how often?"""

from __future__ import annotations

from qa_engine.language.lexicon import Hit
from qa_engine.observe.needs_clauses import Clause

# How many words may part a giver from "will", an amount from its thing, "requires" from its amount, a verb from its agent.
_BESIDE, _ASKED, _AGENT_WITHIN, _OPENING, _RECEIVED = 4, 20, 8, 3, 14
_SAID = 3  # words on either side of "given" among which something only said may stand
_AGENT, _PLACE = frozenset(("by",)), frozenset(("in", "at", "to", "from", "of", "with"))
_BUT_IF = frozenset(("if", "when", "whenever", "unless", "until", "that", "which"))
_THING, _GIVER = "need_given_thing", "need_deliverer"


def deliverable(found: list[Clause]) -> str:
    """The first sentence of a need that promises or asks for a deliverable, or an empty string."""
    return next((clause.text.strip() for clause in found if gives(clause)), "")


def gives(clause: Clause) -> bool:
    """Whether the sentence says who, how much or how often will be given. What was tried before is evidence of need, no promise."""
    if clause.has("need_history") or not clause.has(_THING, _GIVER, "need_amount", "need_dose", "need_helper", "need_care_given"):
        return False
    ways = (_is_committed, _asks_for_amount, _states_amount, _promises_through_giver, _promises_thing, _sets_giver_to_work, _receives,
            _tells_as_given, _goes_on, _sets_helper)
    return any(way(clause) for way in ways)


def _is_committed(clause: Clause) -> bool:
    return clause.has("need_commitment")


def _asks_for_amount(clause: Clause) -> bool:
    """An amount follows "requires" in the same breath, and something or someone to be given."""
    return clause.has(_THING, _GIVER) and any(
        0 < amount.first - ask.last <= _ASKED and clause.unbroken(ask, amount)
        for ask in clause.of("need_asks_for") for amount in clause.of("need_amount"))


def _states_amount(clause: Clause) -> bool:
    """An amount beside a thing given; lessons lost and minutes on task are amounts of another kind."""
    if clause.has("need_lost") or not _amount_beside_thing(clause):
        return False
    return clause.has(_GIVER, "need_receipt", "need_opening", "need_modal") or not clause.has("need_limit")


def _amount_beside_thing(clause: Clause) -> bool:
    return any(
        abs(thing.first - amount.last) <= _BESIDE or abs(amount.first - thing.last) <= _BESIDE
        for amount in clause.of("need_amount") for thing in clause.of(_THING))


def _promises_through_giver(clause: Clause) -> bool:
    """A giver stands just before "will", or as its agent ("will be carried by his teaching assistant")."""
    refused = {hit.start for hit in clause.of("need_refused")}
    givers = clause.of(_GIVER)
    for modal in clause.of("need_modal"):
        if modal.start in refused:
            continue
        if any(0 < modal.first - giver.last <= _BESIDE and not clause.word_before(giver, _PLACE) for giver in givers):
            return True
        if any(0 < giver.first - modal.last <= _AGENT_WITHIN and clause.word_before(giver, _AGENT) for giver in givers):
            return True
    return False


def _promises_thing(clause: Clause) -> bool:
    """A thing to be given, with an amount, is what the promise is about ("The room is hers for an hour each day")."""
    return clause.has("need_modal", "need_opening") and clause.has(_THING) and clause.has("need_amount")


def _sets_giver_to_work(clause: Clause) -> bool:
    """A giver opens the sentence and an amount says how much it does: "TA beside her 10 hrs/wk", "An LSA reads with her daily"."""
    if not clause.has("need_amount", "need_interval"):
        return False
    first = [giver for giver in clause.of(_GIVER) if clause.at(giver) < _OPENING]
    return any(giver.last < act.first <= giver.last + 2 for giver in first for act in clause.of("need_gives"))


def _receives(clause: Clause) -> bool:
    """What is received and from whom, then how much of it, in one breath ("She has one-to-one help from an assistant for ten hours")."""
    if clause.has("need_lost", "need_limit"):
        return False
    return any(
        0 < given.first - receipt.last <= _AGENT_WITHIN and 0 < amount.first - given.last <= _RECEIVED and clause.unbroken(receipt, amount)
        for receipt in clause.of("need_receipt") for given in clause.of(_GIVER) for amount in clause.of("need_amount"))


def _tells_as_given(clause: Clause) -> bool:
    """Medicine or care told as given: how much or how often, and by whom ("Senna 5 ml given by her father every night").

    "Is given" and "is checked" with an amount need no agent.
    """
    if not clause.has("need_amount", "need_dose"):
        return False
    now = [hit for hit in clause.of("need_done_now") if _near_amount(clause, hit)]
    return any(not _only_said(clause, hit) for hit in (*now, *(done for done in clause.of("need_done") if _has_agent(clause, done))))


def _near_amount(clause: Clause, done: Hit) -> bool:
    return any(0 < amount.first - done.last <= _AGENT_WITHIN for amount in clause.of("need_amount", "need_dose"))


def _has_agent(clause: Clause, done: Hit) -> bool:
    agents = clause.of(_GIVER, "need_carer")
    return any(0 < agent.first - done.last <= _AGENT_WITHIN and clause.word_before(agent, _AGENT) for agent in agents)


def _only_said(clause: Clause, done: Hit) -> bool:
    return any(-_SAID <= said.first - done.last <= _SAID for said in clause.of("need_only_said"))


def _goes_on(clause: Clause) -> bool:
    """What is received now, so much of it, is to go on ("has two nights of home care a month and this will continue")."""
    return clause.has("need_goes_on") and clause.has("need_amount") and clause.has("need_care_given", _THING, _GIVER)


def _sets_helper(clause: Clause) -> bool:
    """Adults, not named by role, will do something every so often: "Two adults will turn him every hour"."""
    if not clause.has("need_amount", "need_interval"):
        return False
    refused = {hit.start for hit in clause.of("need_refused")}
    return any(
        modal.first == helper.last + 1 and modal.start not in refused and not clause.word_before(helper, _BUT_IF)
        for modal in clause.of("need_modal") for helper in clause.of("need_helper"))

"""What a recommendation became in the plan: kept, weakened, misplaced or dropped, with the reasons in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa_engine.advice.facts import AdviceFacts
from qa_engine.advice.model import Statement
from qa_engine.advice.record import Fate
from qa_engine.compare.entries import entries
from qa_engine.compare.promise import Side, outcome_reasons, provision_reasons
from qa_engine.language.lexicon import NUMBERS, Lexicon
from qa_engine.model.plan import Item
from qa_engine.observe.context import Context
from qa_engine.observe.provision_substance import named
from qa_engine.vocabulary import OutcomeFact, ProvisionFact

_SLOTS = ("for how long", "how often is", "how much is")
_NAMES = ("no longer named", "one to one is")
# "Two minutes early" is a time of day, not an amount.
_EARLY = re.compile(r"\bminutes? (?:early|earlier|late|later|before|after)\b", re.IGNORECASE)
_SOFT = re.compile(r"\b(?:can be|could|may|might)\b")
_PEOPLE = r"(?:[a-z]+ ){0,2}(?:adults|assistants|staff|people|TAs|carers|members of staff|teaching assistants)"
_HANDS = re.compile(rf"\b(two|three|four|[2-4]) {_PEOPLE}\b", re.IGNORECASE)
_ONE_HAND = re.compile(r"\b(?:an?|one) (?:[a-z]+ ){0,3}(?:adult|assistant|TA|carer|member of staff|person)\b", re.IGNORECASE)
_TOLD = {
    "is no longer said": "is not said in the plan",
    "nobody is named to deliver it any more": "the plan names nobody to deliver it",
    "is no longer asked": "is not asked in the plan",
    "it now ": "in the plan it ",
    "no longer named": "not named in the plan",
    "became": "became",
    "came in": "stand in the plan",
}


@dataclass(frozen=True, slots=True)
class Fated:
    """A fate with its reasons, and the section that the recommendation belongs in where it stands in another."""

    fate: Fate
    reasons: tuple[str, ...] = ()
    belongs_in: str = ""


class Judge:
    """Compares recommendations with the items they became."""

    def __init__(self, context: Context, provision: dict[str, ProvisionFact], outcomes: dict[str, OutcomeFact], lexicon: Lexicon):
        self._context = context
        self._provision = provision
        self._outcomes = outcomes
        self._lexicon = lexicon
        self._entries = {e.item.id: e for e in entries(context.plan, lexicon)}
        self._lists = lexicon.part("advicetrace_clinical", "advicetrace_health", "advicetrace_teaches", "advice_learning")

    def dropped(self, statement: Statement, reason: str = "") -> Fated:
        """Nothing in the plan says this; `reason` is the plan's own words on why."""
        why = f"The plan gives a reason: “{reason}”" if reason else f"Nothing in the plan takes up this {statement.kind}."
        return Fated("dropped", (why,))

    def in_needs(self, statement: Statement, item: Item) -> Fated:
        """Provision that was asked for stands among the needs, where it need not be given."""
        said = f"The {statement.kind} stands in Section {item.section}, among the needs; what stands there need not be arranged."
        return Fated("misplaced", (said,), statement.placed or "F or G")

    def need(self, statement: Statement, item: Item) -> Fated:
        """A need is kept where the plan tells of it, misplaced where it stands in another section than its nature asks."""
        one, other = self._lists.read(statement.text), self._lists.read(item.text)
        bodily = one.has("advicetrace_health_need") and other.has("advicetrace_health_need")
        if item.section == "B" and bodily and not other.has("advice_learning_words"):
            return Fated("misplaced", ("A health need stands in Section B.",), "C")
        return Fated("kept")

    def outcome(self, facts: AdviceFacts, statement: Statement, item: Item) -> Fated:
        """An outcome is weakened where its measure, its date or its height is lost."""
        weaker = [r.text for r in outcome_reasons(facts.outcomes[statement.id], self._outcomes[item.id]) if r.sign == "weaker"]
        return Fated("weakened" if weaker else "kept", _told(weaker))

    def provision(self, facts: AdviceFacts, statement: Statement, item: Item) -> Fated:
        """Misplaced goes before weakened; the reasons tell of both."""
        weaker = self._weaker(facts, statement, item)
        elsewhere = self._elsewhere(facts.provision[statement.id], statement, item)
        if elsewhere:
            return Fated("misplaced", (elsewhere[1], *_told(weaker)), elsewhere[0])
        return Fated("weakened" if weaker else "kept", _told(weaker))

    def leaves_unnamed(self, facts: AdviceFacts, statement: Statement, item: Item) -> bool:
        """Whether a programme or equipment is named in the advice, and none of it in the item."""
        asked = facts.context.text(facts.entries[statement.id].item)
        given = self._context.text(item)
        names = {asked.quote(hit).lower() for hit in named(asked)}
        return bool(names) and not names & {given.quote(hit).lower() for hit in named(given)}

    def _weaker(self, facts: AdviceFacts, statement: Statement, item: Item) -> list[str]:
        one = facts.entries[statement.id]
        old = Side(one, facts.context.text(one.item), facts.provision[statement.id])
        new = Side(self._entries[item.id], self._context.text(item), self._provision[item.id])
        found = [r.text for r in provision_reasons(old, new, self._lexicon) if r.sign == "weaker"]
        found = [t for t in found if not _excused(t, old.fact, statement.text, new.fact)] + fewer_hands(statement.text, item.text)
        # A name alone that is not repeated ("one to one") weakens nothing.
        return found if any(not t.startswith(_NAMES) for t in found) else []

    def _elsewhere(self, asked: ProvisionFact, statement: Statement, item: Item) -> tuple[str, str] | None:
        fact = self._provision[item.id]
        teaches = asked.educates_or_trains or fact.educates_or_trains or self._lists.read(item.text).has("advicetrace_teaches_child")
        if item.section == "G" and (statement.placed == "F" or teaches):
            return "F", "It educates or trains, so it is special educational provision, and stands in Section G."
        if item.section == "F" and asked.trains_staff and self._lists.read(item.text).has("advicetrace_clinical_training"):
            return "G", "Training of staff in a clinical procedure is health provision, and stands in Section F."
        if item.section in ("F", "G") and statement.placed == "H":
            return "H", f"The adviser gives it as social care provision; it stands in Section {item.section}."
        return None


def _excused(reason: str, asked: ProvisionFact, words: str, now: ProvisionFact) -> bool:
    """A slot said to be empty that is filled in other words; openness that was in the advice already; training that is what is given."""
    if reason.startswith(_SLOTS):
        return now.how_much and now.how_often
    if reason.startswith("training or a qualification"):
        return now.trains_staff
    if reason.startswith("nobody is named"):
        return now.environment and now.specific
    if reason.startswith("the amount"):
        return _EARLY.search(words) is not None
    open_already = not (asked.how_much or asked.how_often)
    if reason.startswith("open words"):
        return open_already and (asked.weak_commitment or asked.vague_count > 0 or not asked.what)
    return reason.startswith("a firm promise became") and _SOFT.search(words) is not None


def fewer_hands(asked: str, given: str) -> list[str]:
    """Two adults asked for, one given."""
    wanted = max((int(m[1]) if m[1].isdigit() else NUMBERS[m[1].lower()] for m in _HANDS.finditer(asked)), default=0)
    if wanted < 2 or _HANDS.search(given) or not _ONE_HAND.search(given):
        return []
    return [f"fewer adults: {wanted} → 1"]


def _told(reasons: list[str]) -> tuple[str, ...]:
    """Reasons made for two versions of a plan, in words that fit advice and plan."""
    found = []
    for text in reasons:
        for old, new in _TOLD.items():
            text = text.replace(old, new)
        found.append(f"{text[0].upper()}{text[1:]}.")
    return tuple(found)

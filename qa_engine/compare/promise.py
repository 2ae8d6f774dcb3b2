"""Find what makes a provision or an outcome weaker or stronger than it was, and say why in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qa_engine.compare.amounts import Amounts, amount_reasons
from qa_engine.compare.entries import Entry, tokens
from qa_engine.compare.figures import count_reasons, figure_reasons
from qa_engine.compare.model import Reason
from qa_engine.compare.people import People, people_reasons
from qa_engine.compare.shares import share_reasons
from qa_engine.compare.spelling import spelt
from qa_engine.compare.words import lost_and_won
from qa_engine.language.lexicon import Lexicon, Text
from qa_engine.language.words import bag
from qa_engine.observe.provision_conditions import clause_from, words_of
from qa_engine.observe.thread_meaning import stem
from qa_engine.vocabulary import OutcomeFact, ProvisionFact

_Sign = Literal["weaker", "stronger"]
# Fact fields that weaken where they become true, with the field that holds their words.
_LOOSENED = (("weak_commitment", "weak_words", "a firm promise became", "a weak promise became firm"),
             ("ceiling", "ceiling_words", "a ceiling with no floor was put in", "a ceiling with no floor was taken out"),
             ("resource_condition", "condition_words", "it now hangs on a condition", "a condition was taken out"),
             ("delegated", "delegated_words", "it is now left for others to settle", "it is no longer left for others to settle"))
_SLOTS = (("how_much", "how much"), ("how_often", "how often"), ("who", "who delivers it"))
_LIMITS = bag("by before until within end during at when once over after")
_SPOILT = (("provision_as_outcome", "it now describes provision and no outcome"), ("aspiration_only", "it is now a wish and no outcome"))


@dataclass(frozen=True, slots=True)
class Side:
    """A provision in one version: its entry, its words read, and the facts observed of it."""

    entry: Entry
    text: Text
    fact: ProvisionFact

    @property
    def said(self) -> str:
        """Its text with numbers and lengths spelt in one way."""
        return spelt(self.entry.text)


def provision_reasons(old: Side, new: Side, lexicon: Lexicon) -> list[Reason]:
    """Every reason found, what weakens first. No reason without words that only one of the versions has."""
    lost, won = lost_and_won(old.entry.text, new.entry.text)
    one, other = Amounts.of(old.said), Amounts.of(new.said)
    found = amount_reasons(one, other) + figure_reasons(old.said, new.said)
    trains = old.fact.trains_staff or new.fact.trains_staff
    more = len(other.all) - len(one.all)
    found += people_reasons(People.of(old.text, lexicon, trains), People.of(new.text, lexicon, trains), more)
    found += _loosened(old.fact, new.fact, lost, won)
    found += _slots(old, new, found, lost, won)
    found += _conditions(old.text, new.text, lost, won, lexicon, found)
    found += _vague(old.fact, new.fact, won, lost) + _things(old.text, new.text, won, lost)
    return sorted(_once(found), key=lambda r: r.sign != "weaker")


def outcome_reasons(old: OutcomeFact, new: OutcomeFact) -> list[Reason]:
    """What makes an outcome weaker or stronger: its measure, its date, how high it aims. No reason without words of one version only."""
    lost, won = lost_and_won(old.words, new.words)
    one, other = spelt(old.words), spelt(new.words)
    found = share_reasons(one, other) + count_reasons(one, other) + amount_reasons(Amounts.of(one), Amounts.of(other))
    if old.measurable != new.measurable and (lost if old.measurable else won):
        found.append(_slot("how success is seen", old.measurable))
    if old.time_bound != new.time_bound and _is_timed(lost if old.time_bound else won):
        found.append(_slot("by when", old.time_bound))
    found += [Reason(sign="weaker", text=text) for field, text in _SPOILT if won and getattr(new, field) and not getattr(old, field)]
    return found


def _is_timed(held: Counter[str]) -> bool:
    return any(word in _LIMITS or word[0].isdigit() for word in held)


def _loosened(old: ProvisionFact, new: ProvisionFact, lost: Counter[str], won: Counter[str]) -> Iterator[Reason]:
    for field, words, worse, better in _LOOSENED:
        was, now = getattr(old, field), getattr(new, field)
        if field == "ceiling" and now and not old.how_much:
            continue  # where no amount was given, a ceiling takes nothing away
        if now and not was and _any(getattr(new, words), won):
            yield Reason(sign="weaker", text=f"{worse}: “{getattr(new, words)}”")
        if was and not now and _any(getattr(old, words), lost):
            yield Reason(sign="stronger", text=f"{better}: “{getattr(old, words)}”")


def _any(words: str, held: Counter[str]) -> bool:
    return any(word in held for word in tokens(words))


def _slots(old: Side, new: Side, found: list[Reason], lost: Counter[str], won: Counter[str]) -> list[Reason]:
    """Slots that became empty or were filled, where no amount or deliverer has told so already."""
    told = " ".join(r.text for r in found)
    one, other = Amounts.of(old.said), Amounts.of(new.said)
    made = []
    for field, name in _SLOTS:
        was, now = getattr(old.fact, field), getattr(new.fact, field)
        if was == now or (field == "who" and "deliver" in told) or (field != "who" and (name in told or "for how long" in told)):
            continue
        if field == "who" and not _names_somebody(old.text if was else new.text, lost if was else won):
            continue
        if field != "who" and bool(one.all) == bool(other.all) and len(one.all) == len(other.all):
            continue
        made.append(_slot(name, was))
    return made


def _names_somebody(text: Text, held: Counter[str]) -> bool:
    """Whether words for people are among those that only this version has."""
    people = text.of("provision_role", "provision_role_head", "provision_service", "provision_bare")
    return any(_any(text.quote(hit), held) for hit in people)


def _slot(name: str, was: bool) -> Reason:
    sign: _Sign = "weaker" if was else "stronger"
    return Reason(sign=sign, text=f"{name} is {'no longer' if was else 'now'} said")


def _vague(old: ProvisionFact, new: ProvisionFact, won: Counter[str], lost: Counter[str]) -> list[Reason]:
    came = [v for v in new.vague_terms if v not in old.vague_terms and _any(v, won)]
    went = [v for v in old.vague_terms if v not in new.vague_terms and _any(v, lost)]
    if len(came) == len(went):
        return []
    if len(came) > len(went):
        return [Reason(sign="weaker", text="open words came in: " + ", ".join(f"“{v}”" for v in came))]
    return [Reason(sign="stronger", text="open words were taken out: " + ", ".join(f"“{v}”" for v in went))]


def _conditions(old: Text, new: Text, lost: Counter[str], won: Counter[str], lexicon: Lexicon, found: list[Reason]) -> list[Reason]:
    """A condition that the observers do not read as one of resources: any "if" or "unless" that only one version has."""
    leads = lexicon.vocabulary("compare_condition_vocabulary")
    came, went = any(w in leads for w in won), any(w in leads for w in lost)
    if came == went or any("condition" in r.text for r in found):
        return []
    held, text = (won, new) if came else (lost, old)
    first = next(n for n, w in enumerate(text.words) if w.lower in leads and w.lower in held)
    words = words_of(text, clause_from(text, first, first))
    return [Reason(sign="weaker" if came else "stronger", text=f"a condition was {'put in' if came else 'taken out'}: “{words}”")]


def _things(old: Text, new: Text, won: Counter[str], lost: Counter[str]) -> list[Reason]:
    """Named programmes and approaches that are gone, or that came in."""
    one, other = _named(old), _named(new)
    gone = [name for name in one - other if _only_in(name, lost, new)]
    came = [name for name in other - one if _only_in(name, won, old)]
    if bool(gone) == bool(came):
        return []
    if gone:
        return [Reason(sign="weaker", text="no longer named: " + ", ".join(sorted(gone)))]
    return [Reason(sign="stronger", text="now named: " + ", ".join(sorted(came)))]


def _only_in(name: str, held: Counter[str], other: Text) -> bool:
    # Counselling by a counsellor is named in both.
    stems = {stem(word.lower) for word in other.words}
    return all(word in held and stem(word) not in stems for word in tokens(name))


def _named(text: Text) -> set[str]:
    return {text.quote(hit).lower() for hit in text.of("provision_programme")}


def _once(found: list[Reason]) -> list[Reason]:
    return list(dict.fromkeys(found))



"""Decide what became of each item: kept, moved, reworded, changed, weakened, strengthened, added or removed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from qa_engine.compare.align import Pair
from qa_engine.compare.entries import Entry, loose, tokens
from qa_engine.compare.figures import all_figures
from qa_engine.compare.model import Change, Kind, Reason
from qa_engine.compare.promise import Side, outcome_reasons, provision_reasons
from qa_engine.compare.spelling import spelt
from qa_engine.compare.words import lost_and_won, pieces
from qa_engine.language.lexicon import Lexicon
from qa_engine.language.words import bag
from qa_engine.model.plan import OUTCOMES, PROVISION
from qa_engine.observe import Observation

# A version that grew or shrank this much says more, or less, and not the same in other words.
_GROWN = 1.6
_MONTHS = "january february march april may june july august september october november december"
_DATE_WORDS = bag(
    f"{_MONTHS} summer spring autumn easter christmas by before until end of the in year yr key stage ks term school academic age next "
    "this st nd rd th reception and he she they is turns start to")
_DIGIT = re.compile(r"^(?:y|yr|ks)?\d+(?:st|nd|rd|th)?$")
_DEADLINE = re.compile(
    r"\b(?:by|before|until|at)\b(?: the)?(?: (?:end|start|time|summer|autumn|spring|easter|christmas|term|of|in|he|she|they|is|turns|age"
    rf"|key|stage|year|ks\d?|academic|school|{_MONTHS.replace(' ', '|')}|\d{{1,4}}(?:st|nd|rd|th)?))+", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:no longer|has stopped|have stopped|not yet|not any more|used to)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-z]+\b")


@dataclass(frozen=True, slots=True)
class Seen:
    """Both versions as observed."""

    old: Observation
    new: Observation
    lexicon: Lexicon
    joined: frozenset[str]
    areas_kept: frozenset[str]


def change_of(pair: Pair, seen: Seen) -> Change:
    """The change that a pair of items is."""
    if pair.old is None or pair.new is None:
        return Change(kind="added" if pair.old is None else "removed", old=pair.old.passage if pair.old else None,
                      new=pair.new.passage if pair.new else None, likeness=0.0)
    old, new = pair.old, pair.new
    moved = _is_moved(old, new, seen)
    if pair.within:
        note = Reason(sign="note", text=f"its words now stand within {new.item.id}")
        return Change(kind="kept", old=old.passage, new=new.passage, likeness=1.0, reasons=(note,))
    if _same_words(old, new):
        return Change(kind="moved" if moved else "kept", old=old.passage, new=new.passage, likeness=1.0, moved=moved)
    dated = _only_date(old, new)
    reasons = [] if dated else _reasons(old, new, seen)
    kind = _kind(old, new, reasons, dated)
    return Change(kind=kind, old=old.passage, new=new.passage, likeness=round(pair.likeness, 2), moved=moved, only_date=dated,
                  reasons=tuple(reasons), words=pieces(old.text, new.text))


def _same_words(old: Entry, new: Entry) -> bool:
    """Whether every word is the same. Only a table, which deals a sentence over its columns, may change their order."""
    if old.item.columns or new.item.columns:
        return old.bag == new.bag or loose(old.bag) == loose(new.bag)
    return old.bag == new.bag and tokens(old.text) == tokens(new.text)


def _is_moved(old: Entry, new: Entry, seen: Seen) -> bool:
    one, other = old.item, new.item
    if one.section != other.section:
        return not {one.section, other.section} <= seen.joined
    return one.section in seen.areas_kept and bool(one.area and other.area) and one.area != other.area


def areas_kept(pairs: list[Pair]) -> frozenset[str]:
    """Sections whose items nearly all stand under the same area in both versions: elsewhere the layout changed, and no item moved."""
    told: dict[str, Counter[bool]] = {}
    for old, new, likeness, _ in pairs:
        if old and new and likeness == 1.0 and old.item.area and new.item.area and old.item.section == new.item.section:
            told.setdefault(old.item.section, Counter())[old.item.area == new.item.area] += 1
    return frozenset(section for section, c in told.items() if c[True] >= 4 * c[False] and c[True] > 1)


def _reasons(old: Entry, new: Entry, seen: Seen) -> list[Reason]:
    if old.item.section in PROVISION and new.item.section in PROVISION:
        one, other = seen.old.provision.get(old.item.id), seen.new.provision.get(new.item.id)
        if one and other:
            sides = (Side(old, seen.lexicon.read(old.text), one), Side(new, seen.lexicon.read(new.text), other))
            return provision_reasons(*sides, seen.lexicon)
    if old.item.section in OUTCOMES and new.item.section in OUTCOMES:
        aim, now = seen.old.outcomes.get(old.item.id), seen.new.outcomes.get(new.item.id)
        return outcome_reasons(aim, now) if aim and now else []
    return []


def _kind(old: Entry, new: Entry, reasons: list[Reason], dated: bool) -> Kind:
    if any(r.sign == "weaker" for r in reasons):
        return "weakened"
    if any(r.sign == "stronger" for r in reasons):
        return "strengthened"
    if dated:
        return "reworded"
    return "changed" if _differs(old, new) else "reworded"


def _differs(old: Entry, new: Entry) -> bool:
    """Whether facts differ: figures, names, an end told, or much more or less said."""
    if old.item.section in PROVISION:
        return False
    if all_figures(spelt(old.text)) != all_figures(spelt(new.text)) or bool(_ENDED.search(old.text)) != bool(_ENDED.search(new.text)):
        return True
    lost, won = lost_and_won(old.text, new.text)
    names = {name.lower() for text in (old.text, new.text) for name in _NAMED.findall(text)}
    if any(word in names for word in lost) or any(word in names for word in won):
        return True
    return max(old.size, new.size) > _GROWN * min(old.size, new.size)


def _only_date(old: Entry, new: Entry) -> bool:
    """Whether an outcome has a new date and is otherwise the same."""
    if old.item.section not in OUTCOMES or new.item.section not in OUTCOMES:
        return False
    lost, won = lost_and_won(old.text, new.text)
    digits = any(_DIGIT.match(w) for w in won)
    return digits and all(w in _DATE_WORDS or _DIGIT.match(w) for w in [*lost, *won]) and _dates_first(old, new)


def _dates_first(old: Entry, new: Entry) -> bool:
    """Whether nothing but the words about the date differs: figures of the aim itself must stay."""
    return sorted(_aim(old.text)) == sorted(_aim(new.text))


def _aim(text: str) -> list[str]:
    return tokens(_DEADLINE.sub(" ", text))

"""Compare the lists of advice: what is new, newer, the same paper as before, or gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rapidfuzz import fuzz

from qa_engine.compare.model import AdviceChange
from qa_engine.model.plan import Advice, Plan
from qa_engine.observe.dates_of_views import months_between

_ALIKE = 72.0


def advice_changes(old: Plan, new: Plan) -> tuple[AdviceChange, ...]:
    """Every entry of both lists once: first those of the new list in order, then those that are gone."""
    return tuple(_changes(list(old.advice), list(new.advice), new.particulars.issue_date))


def _changes(old: list[Advice], new: list[Advice], issued: date | None) -> Iterator[AdviceChange]:
    left = list(old)
    partner = _partners(old, new)
    for at, entry in enumerate(new):
        before = partner.get(at)
        if before:
            left.remove(before)
        later = bool(before and entry.date and before.date and entry.date > before.date)
        yield AdviceChange(kind="new" if before is None else "newer" if later else "same", text=_named(entry), new_date=_iso(entry.date),
                           old_date=_iso(before.date) if before else None, months_old=_age(entry, issued))
    for entry in left:
        yield AdviceChange(kind="gone", text=_named(entry), old_date=_iso(entry.date), months_old=_age(entry, issued))


def _partners(old: list[Advice], new: list[Advice]) -> dict[int, Advice]:
    """New entry's place to the old entry that it renews, best first, each once."""
    scored = sorted(((_like(o, n), at, o) for at, n in enumerate(new) for o in old), key=lambda s: (-s[0], s[1]))
    found: dict[int, Advice] = {}
    taken: set[str] = set()
    for score, at, entry in scored:
        if score >= _ALIKE and at not in found and entry.item not in taken:
            found[at] = entry
            taken.add(entry.item)
    return found


def _like(one: Advice, other: Advice) -> float:
    """How likely two entries are of the same adviser: by what they are and who wrote them, the date left aside."""
    what = fuzz.token_sort_ratio(f"{one.title} {one.role}".lower(), f"{other.title} {other.role}".lower())
    who = fuzz.token_set_ratio(one.author.lower(), other.author.lower()) if one.author and other.author else what
    same_day = 12 if one.date and one.date == other.date else 0
    return 0.6 * what + 0.4 * max(who, what * 0.8) + same_day


def _named(entry: Advice) -> str:
    return ", ".join(dict.fromkeys(p for p in (entry.title, entry.author, entry.role) if p))


def _iso(when: date | None) -> str | None:
    return when.isoformat() if when else None


def _age(entry: Advice, issued: date | None) -> int | None:
    return months_between(entry.date, issued) if entry.date and issued else None

"""What was carried over past its time: views, words that time has overtaken, outcomes whose date is gone or is all that is new."""

from __future__ import annotations

from collections.abc import Iterator

from qa_engine.compare.entries import tokens
from qa_engine.compare.model import Change, Deadline, SectionChange, Stale, Views
from qa_engine.compare.words import lost_and_won
from qa_engine.model.plan import OUTCOMES, SECTIONS, Plan
from qa_engine.observe import Observation
from qa_engine.observe.dates_of_views import months_between, newest

_KEPT = ("kept", "moved")


def section_changes(old: Plan, new: Plan, changes: list[Change]) -> tuple[SectionChange, ...]:
    """Sections A to J, each as a whole."""
    return tuple(_section(letter, old, new, changes) for letter in SECTIONS if letter != "K")


def views_of(new: Plan, sections: tuple[SectionChange, ...]) -> Views:
    """What became of section A, and how old its newest date is at the new version's issue."""
    whole = next(s for s in sections if s.section == "A")
    items = new.sections["A"].items
    issued = new.particulars.issue_date
    when = newest(text for i in items for text in (i.text, *i.headings))
    if when and issued and when > issued:
        when = None
    listed = [a.date for a in new.advice if a.date and _is_view(a.title)]
    told = max([d for d in (when, *listed) if d], default=None)
    return Views(same_words=whole.same_words, carried_over=whole.carried_over, newest_date=told.isoformat() if told else None,
                 months_old=months_between(told, issued) if told and issued else None)


def stale_words(new: Plan, observed: Observation, changes: list[Change]) -> tuple[Stale, ...]:
    """Words out of date in the new version that the old version has too, in the item from which they come."""
    before = {c.new.item: c for c in changes if c.old and c.new and not _is_within(c)}
    where = {i.id: i.where for i in new.items()}
    found = []
    for fact in observed.phrases:
        change = before.get(fact.item) if fact.subject == "out_of_date" else None
        if change and change.old and _stands_in(fact.words, change.old.text):
            found.append(Stale(item=fact.item, section=fact.section, where=where[fact.item], words=fact.words, why=fact.detail))
    return tuple(found)


def deadlines(observed: Observation, changes: list[Change]) -> tuple[Deadline, ...]:
    """Outcomes carried over past their date, with a new date only, or word for word."""
    return tuple(_deadlines(observed, changes))


def _deadlines(observed: Observation, changes: list[Change]) -> Iterator[Deadline]:
    for change in changes:
        if not (change.old and change.new) or change.new.section not in OUTCOMES or _is_within(change):
            continue
        fact = observed.outcomes.get(change.new.item)
        if fact is None:
            continue
        if change.only_date:
            yield Deadline(item=change.new.item, where=change.new.where, what="new_date_only", text=change.new.text)
        elif fact.past_deadline:
            yield Deadline(item=change.new.item, where=change.new.where, what="past_deadline", text=change.new.text)
        elif change.kind in _KEPT:
            yield Deadline(item=change.new.item, where=change.new.where, what="same", text=change.new.text)


def _section(letter: str, old: Plan, new: Plan, changes: list[Change]) -> SectionChange:
    mine = [c for c in changes if letter in (c.old.section if c.old else "", c.new.section if c.new else "")]
    was = [c.old.text for c in mine if c.old and c.old.section == letter]
    words_before = sum(len(tokens(t)) for t in was)
    words_now = sum(len(tokens(c.new.text)) for c in mine if c.new and c.new.section == letter and not _is_within(c))
    stayed = sum(_stayed(c) for c in mine if c.old and c.new and c.old.section == letter == c.new.section)
    share = min(1.0, stayed / words_before) if words_before else 0.0
    counted = [c for c in mine if c.section == letter]
    counts = {kind: n for kind in dict.fromkeys(c.kind for c in counted) if (n := sum(c.kind == kind for c in counted))}
    whole = bool(was) and all(c.kind == "kept" for c in mine)
    return SectionChange(section=letter, old_status=old.sections[letter].status, new_status=new.sections[letter].status,
                         old_words=words_before, new_words=words_now, same_words=round(share, 3), carried_over=whole, counts=counts)


def _is_within(change: Change) -> bool:
    """Whether the new item stands there for another old one too."""
    return any(r.sign == "note" for r in change.reasons)


def _stayed(change: Change) -> int:
    """How many words of the old item stand in the new one."""
    assert change.old and change.new
    lost, _ = lost_and_won(change.old.text, change.new.text)
    return len(tokens(change.old.text)) - sum(lost.values())


def _stands_in(words: str, text: str) -> bool:
    return " ".join(tokens(words)) in " ".join(tokens(text))


def _is_view(title: str) -> bool:
    return "view" in title.lower()



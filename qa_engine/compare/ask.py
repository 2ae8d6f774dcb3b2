"""What an annual review would ask first, gravest first, each as one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from qa_engine.compare.model import AdviceChange, Change, Deadline, SectionChange, Stale, Views
from qa_engine.model.plan import NEEDS, PROVISION

_OLD_VIEWS = 12
_MOSTLY = 0.9
_SHOWN = 4
_LISTED_WORDS = 40


def ask_first(changes: list[Change], sections: tuple[SectionChange, ...], views: Views, stale: tuple[Stale, ...],
              outcomes: tuple[Deadline, ...], advice: tuple[AdviceChange, ...]) -> tuple[str, ...]:
    """The questions, gravest first; none where nothing calls for one."""
    return (*_provision(changes), *_needs(changes), *_views(views), *_carried(sections), *_outcomes(outcomes), *_stale(stale),
            *_placement(changes), *_advice(advice))


def _provision(changes: list[Change]) -> Iterator[str]:
    mine = [c for c in changes if (c.old or c.new) and _place(c) in PROVISION]
    weaker = [c for c in mine if c.kind == "weakened"]
    if weaker:
        yield f"Why {_is(weaker, 'provision')} weaker than before ({_ids(weaker)}), and what evidence is there that less is needed?"
    gone = [c for c in mine if c.kind == "removed" and c.old and c.old.kind == "provision"]
    if gone:
        yield f"Why {_is(gone, 'provision')} gone ({_ids(gone)}), and is the need that {'it' if len(gone) == 1 else 'they'} met gone too?"
    out = [c for c in mine if c.moved and c.old and c.new and c.old.section == "F" and c.new.section != "F"]
    if out:
        yield (f"Why did {_count(out, 'provision')} leave Section F ({_ids(out)})? What educates or trains belongs in F, "
               "where it can be enforced.")


def _needs(changes: list[Change]) -> Iterator[str]:
    gone = [c for c in changes if c.kind == "removed" and c.old and c.old.kind == "need" and c.old.section in NEEDS]
    if gone:
        yield f"Is it agreed that {_count(gone, 'need')} {'has' if len(gone) == 1 else 'have'} been met ({_ids(gone)})?"
    came = [c for c in changes if c.kind == "added" and c.new and c.new.kind == "need" and c.new.section in NEEDS]
    if came:
        yield f"Which provision in F, G or H meets the {'new need' if len(came) == 1 else f'{len(came)} new needs'} ({_ids(came)})?"


def _views(views: Views) -> Iterator[str]:
    old = views.months_old is not None and views.months_old > _OLD_VIEWS
    age = f" The newest date in them is {views.months_old} months before issue." if old else ""
    if views.same_words >= _MOSTLY:
        share = "word for word" if views.carried_over else f"{views.same_words:.0%} word for word"
        yield f"What do the child and the parents say now? The views in Section A were carried over {share}.{age}"
    elif age:
        yield f"Are the views in Section A today's?{age}"


def _carried(sections: tuple[SectionChange, ...]) -> Iterator[str]:
    whole = [s.section for s in sections if s.carried_over and s.section != "A" and s.old_words >= _LISTED_WORDS]
    if whole:
        one = len(whole) == 1
        asked = f"{'Was Section' if one else 'Were Sections'} {_and(whole)} reviewed?"
        yield f"{asked} {'It was' if one else 'They were'} carried over word for word."


def _outcomes(outcomes: tuple[Deadline, ...]) -> Iterator[str]:
    past = [o.item for o in outcomes if o.what == "past_deadline"]
    if past:
        yield f"{_outcome(past, 'Was', 'Were')} met? The date had gone by when the new version was issued."
    dated = [o.item for o in outcomes if o.what == "new_date_only"]
    if dated:
        yield f"{_outcome(dated, 'Why was', 'Why were')} not met? Only the date is new."


def _outcome(items: list[str], one: str, more: str) -> str:
    return f"{one} outcome {items[0]}" if len(items) == 1 else f"{more} outcomes {_and(items)}"


def _stale(stale: tuple[Stale, ...]) -> Iterator[str]:
    if stale:
        shown = "; ".join(f"{s.item} “{s.words}”" for s in stale[:_SHOWN])
        more = f" and {len(stale) - _SHOWN} more" if len(stale) > _SHOWN else ""
        yield f"Is this still so? Words that time has overtaken were carried over: {shown}{more}."


def _placement(changes: list[Change]) -> Iterator[str]:
    if any(c.section == "I" and c.kind not in ("kept", "reworded") for c in changes):
        yield "Section I names something else than before: was the change of placement consulted on?"


def _advice(advice: tuple[AdviceChange, ...]) -> Iterator[str]:
    if advice and not any(a.kind in ("new", "newer") for a in advice):
        yield "On what advice does the new version rest? No entry of Section K is new or newer than before."


def _place(change: Change) -> str:
    return change.old.section if change.old else change.section


def _count(changes: list[Change], noun: str) -> str:
    return f"one {noun}" if len(changes) == 1 else f"{len(changes)} {noun}s"


def _is(changes: list[Change], noun: str) -> str:
    return f"{'is' if len(changes) == 1 else 'are'} {_count(changes, noun)}"


def _ids(changes: list[Change]) -> str:
    named = [_id(c) for c in changes]
    return ", ".join(named[:_SHOWN * 2]) + (f" and {len(named) - _SHOWN * 2} more" if len(named) > _SHOWN * 2 else "")


def _id(change: Change) -> str:
    if change.old and change.new and change.old.item != change.new.item:
        return f"{change.old.item} (now {change.new.item})"
    return (change.new or change.old).item  # type: ignore[union-attr]


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]

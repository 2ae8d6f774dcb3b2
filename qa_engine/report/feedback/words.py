"""What a page of feedback says, in sentences short enough for one page of A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from qa_engine.board.feedback import Feedback, Open, Point
from qa_engine.board.loop import BETTER, SAME, WORSE
from qa_engine.board.periods import NAMES
from qa_engine.board.shares import counted
from qa_engine.judge.measures import share as whole_percent

_GRADES = {"Good": "Good", "RI": "Requires Improvement", "Inadequate": "Inadequate"}
_NAME, _TITLE, _ADVICE, _EXAMPLE, _ACTION, _LINE = 55, 95, 255, 175, 80, 150
_WELL, _ACTIONS = 4, 3
_FATES = {"kept": "kept", "weakened": "weakened (an amount, a word such as “will”, or a part lost)",
          "misplaced": "put into a section where it binds less", "dropped": "dropped"}


@dataclass(frozen=True, slots=True)
class Mend:
    """One of the things that would help most."""

    title: str
    told: str
    advice: str
    example: str


@dataclass(frozen=True, slots=True)
class Said:
    """The page from top to bottom; an empty part is left out."""

    title: str
    under: str
    opening: str
    well: tuple[str, ...]
    improve_title: str
    improve: tuple[Mend, ...]
    fates: tuple[str, ...]
    loop: tuple[str, ...]
    actions: tuple[str, ...]
    notes: tuple[str, ...]


def said(page: Feedback) -> Said:
    """The words for a page."""
    ours = page.who.kind == "service"
    return Said(
        title=f"Feedback: {_cut(page.who.name, _NAME)}",
        under=f"{page.period.name} | {counted(page.plans, 'plan')} {'with your advice' if ours else 'of yours'}",
        opening=_opening(page), well=tuple(_cut(line, _LINE) for line in page.well[:_WELL]),
        improve_title=_improve_title(page), improve=tuple(_mend(point) for point in page.improve),
        fates=tuple(_fates(page)) if ours else (), loop=tuple(_moved(page)), actions=tuple(_actions(page)), notes=tuple(_notes(page)))


def _opening(page: Feedback) -> str:
    grades = ", ".join(f"{_GRADES[grade]} {page.grades.get(grade, 0):,}" for grade in _GRADES)
    by = {"caseworker": "The plans you wrote or amended", "team": "The plans of your team",
          "service": "The plans that list your advice in Section K"}[page.who.kind]
    few = " That is too few for shares, so things are only counted." if page.few else ""
    return f"{by} were judged: {grades}.{few}"


def _improve_title(page: Feedback) -> str:
    number = {1: "one thing", 2: "two things", 3: "three things"}.get(len(page.improve), "")
    whose = "the plans you advise on" if page.who.kind == "service" else "your plans"
    return f"The {number} that would most improve {whose}" if number else ""


def _mend(point: Point) -> Mend:
    return Mend(_cut(point.title, _TITLE), point.told, _cut(point.advice, _ADVICE), _cut(point.example, _EXAMPLE))


def _fates(page: Feedback) -> Iterator[str]:
    """What became of recommendations, of which the store knows only where advice was given with an audit."""
    whole = sum(page.fates.values())
    if whole:
        parts = [f"{page.fates[fate]:,} {words}" for fate, words in _FATES.items() if page.fates.get(fate)]
        kept = whole_percent(page.fates.get("kept", 0), whole)
        yield f"Of {counted(whole, 'recommendation')} traced into plans: {'; '.join(parts)}." + ("" if page.few else f" Kept: {kept} %.")


def _moved(page: Feedback) -> Iterator[str]:
    whole = sum(page.moved.values())
    if whole:
        parts = (f"{page.moved[how]:,} {word}" for how, word in ((BETTER, "better"), (SAME, "the same"), (WORSE, "lower")))
        whose = "1 child" if whole == 1 else f"{whole:,} children"
        yield f"Of {whose}, under the same rules: {', '.join(parts)} than before."


def _actions(page: Feedback) -> Iterator[str]:
    """Open actions; to a service only how many, as they are the council's."""
    if page.closed:
        yield f"{counted(page.closed, 'action')} closed. Thank you."
    if page.who.kind == "service":
        if page.actions:
            yield f"Still open with the council on these plans: {counted(len(page.actions), 'action')}."
        return
    yield from (_action(row) for row in page.actions[:_ACTIONS])
    if len(page.actions) > _ACTIONS:
        yield f"And {len(page.actions) - _ACTIONS:,} more; your QA lead has the list."


def _action(row: Open) -> str:
    when = f"was due {day(row.due)} and is open" if row.overdue else f"due {day(row.due)}" if row.due else "open, no date agreed"
    return f"{_cut(row.action, _ACTION)} ({row.case}): {when}."


def _notes(page: Feedback) -> Iterator[str]:
    yield ("Plans were read by written rules, which see words and not the work behind them. If you think one is wrong, say so: that mends "
           "the rules.")
    if page.improve:
        yield ("Chosen by the number of plans, a statutory point counted three times and a significant one twice. Examples are from these "
               "plans, with names and numbers blanked.")
    yield "This page compares you with nobody. Case names stand for plans; your QA lead knows which."


def day(iso: str) -> str:
    """ "10 October 2026". """
    found = date.fromisoformat(iso)
    return f"{found.day} {NAMES[found.month - 1]} {found.year}"


def _cut(text: str, most: int) -> str:
    return shorten(text, most, placeholder=" …")


def sections(page: Said) -> Sequence[tuple[str, Sequence[str]]]:
    """The parts after the things to improve, with their headings."""
    parts = (("What became of your recommendations", page.fates), ("Plans audited again", page.loop), ("Actions", page.actions))
    return [(title, lines) for title, lines in parts if lines]

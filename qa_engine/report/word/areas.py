"""The thirteen areas: the grade by rules and why, beside a blank column for each agency's auditor."""

from __future__ import annotations

from collections.abc import Iterator

from qa_engine.model.record import AreaRecord
from qa_engine.moderation.forms import (
    AGENCIES,
    AREA,
    DECIDED,
    ENGINE,
    ENTRIES,
    ENTRY,
    ENTRY_PROMPTS,
    OVERALL,
    OVERALL_TITLE,
    RULES_LEAD,
    area_tag,
    engine_tag,
)
from qa_engine.report.text import grade_words
from qa_engine.report.views import Seen
from qa_engine.report.word.build import GRADE_FILLS, Cell, Table, cell, label, strong
from qa_engine.report.word.controls import field
from qa_engine.report.word.paper import Paper
from qa_engine.report.word.words import brief, engine_cell

_WIDTHS = (31, 25, 48, 31, 33, 33, 33, 33)
_REASON = 230
_RULES_SHOWN = 4


def write_areas(paper: Paper, seen: Seen) -> None:
    """A group of three rows for each area, and one for the whole."""
    paper.heading("5. Areas: grades by rules and by the auditors")
    paper.say("Each auditor fills in the column of the agency: a grade, whether it agrees with the grade by rules or overrides it, "
              "and for an override the reason. An area left blank counts as not looked at. Not applicable: no such need is recorded, or "
              "none is expected.", keep=True)
    rows = [row for name, area in seen.record.areas.items() for row in _area(name, area)] + list(_whole(seen))
    titles = (AREA, ENGINE, DECIDED, ENTRY, *AGENCIES.values())
    told = "Three rows for each area: grade, agree or override, reason. A column for each agency's auditor at the right, to be filled in."
    paper.table(Table("Areas, with the auditors' entries", told, _WIDTHS, rows, titles))


def _area(name: str, area: AreaRecord) -> Iterator[list[Cell]]:
    rules = f"{RULES_LEAD}{', '.join(area.decided_by[:_RULES_SHOWN])}" if area.decided_by else ""
    yield from _group(name, area.title, area.judgement, area.stability, brief(" ".join(area.reasons[:2]), _REASON), rules)


def _whole(seen: Seen) -> Iterator[list[Cell]]:
    whole = seen.record.overall
    reason = brief(whole.reasons[0], _REASON) if whole.reasons else ""
    yield from _group(OVERALL, OVERALL_TITLE, whole.judgement, whole.stability, reason, "")


def _group(name: str, title: str, grade: str, firm: str, reason: str, rules: str) -> Iterator[list[Cell]]:
    entries = list(ENTRIES)
    for entry in entries:
        keep = entry != entries[-1]
        lead = _lead(name, title, grade, firm, [line for line in (reason, rules) if line]) if entry == entries[0] else [_under(keep)] * 3
        yield [*lead, label(ENTRIES[entry], keep, small=True), *(entry_cell(name, title, agency, entry, keep) for agency in AGENCIES)]


def _under(keep: bool) -> Cell:
    return cell(merge="continue", keep=keep)


def _lead(name: str, title: str, grade: str, firm: str, why: list[str]) -> list[Cell]:
    """Area, grade and reason. The locked grade of the whole stands in part 2; here it is told again, so that each tag is there once."""
    whole = cell(strong(grade_words(grade)), fill=GRADE_FILLS[grade], keep=True, merge="restart")
    shown = whole if name == OVERALL else engine_cell(engine_tag(name), title, grade, firm, keep=True, merge="restart")
    return [label(title, keep=True, merge="restart"), shown, cell(*why, merge="restart", keep=True, small=True)]


def entry_cell(area: str, title: str, agency: str, entry: str, keep: bool) -> Cell:
    """What an agency's auditor enters on an area: grade, stance or reason."""
    name = f"{title}: {AGENCIES[agency]}: {ENTRIES[entry].lower()}"
    return cell(field(ENTRY_PROMPTS[entry], area_tag(area, agency, entry), name), keep=keep, small=True)

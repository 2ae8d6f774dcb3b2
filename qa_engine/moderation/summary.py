"""What filled-in records say together: where rules and people agree, overrides without reason, actions without owner or date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from textwrap import fill

from qa_engine.model.record import Grade
from qa_engine.moderation.across import once
from qa_engine.moderation.agreement import Compared
from qa_engine.moderation.forms import AGENCIES, GRADE_WORDS, OVERALL, OVERALL_TITLE
from qa_engine.moderation.model import ModerationRecord, PanelGrade, counts, is_blank
from qa_engine.moderation.tables import agreement_blocks

_WIDTH = 80
_SHORT = {"NA": "N/A"}
_LISTED = 15


def summary(records: Sequence[ModerationRecord], found: Sequence[Compared], areas: Mapping[str, str]) -> str:
    """For a terminal of 80 columns, ending in a newline. `areas` is area to title, in order. No word of a plan or a person is told."""
    titles = {**areas, OVERALL: OVERALL_TITLE}
    judged = [(voice.record, voice.judged) for voice in once(records)]
    filled_in = list(filter(counts, records))
    overrides = [(r, j) for r, j in judged if j.stance == "override"]
    bare = [(r, j) for r, j in overrides if not j.reason and not r.audit.blind]
    blank = [r.record for r in records if is_blank(r)]
    blocks = [_head(records, len(judged)), _listed("Not filled in yet", blank, len(blank)), *agreement_blocks(found),
              _listed("Overrides", (_override(r, j, titles) for r, j in overrides), len(overrides)),
              _listed("Overrides without a reason", (_override(r, j, titles) for r, j in bare), len(bare)),
              _every("Moderation of the plan as a whole", (line for r in filled_in for line in _moderated(r))),
              _every("Actions without an owner or a due date", (line for r in filled_in for line in _loose_actions(r)))]
    return "\n\n".join(b for b in blocks if b) + "\n"


def _head(records: Sequence[ModerationRecord], judged: int) -> str:
    actions = [a for r in filter(counts, records) for a in r.actions]
    closed = sum(a.closed is not None for a in actions)
    told = [f"{_count(judged, 'grade')} by auditors", f"{_count(len(actions), 'action')} ({closed} closed)",
            f"{_count(sum(bool(r.feedback.text) for r in records), 'piece')} of family feedback"]
    return fill(f"{_count(len(records), 'record')} read: {', '.join(told)}", _WIDTH)


def _override(record: ModerationRecord, judged: PanelGrade, titles: Mapping[str, str]) -> str:
    title = titles.get(judged.area, judged.area)
    return f"{record.record}: {title}, {AGENCIES[judged.agency]}: {_word(judged.rules)} by rules, {_word(judged.grade)} by the auditor"


def _moderated(record: ModerationRecord) -> Iterator[str]:
    for grade in record.moderation.grades:
        if grade.area == OVERALL:
            told = [f"{_word(grade.rules)} by rules"]
            stages = (("moderated", grade.moderated), ("adjudicated", grade.adjudicated))
            told += [f"{_word(value)} {how}" for how, value in stages if value]
            yield f"{record.record}: {', '.join(told)}"


def _loose_actions(record: ModerationRecord) -> Iterator[str]:
    for action in record.actions:
        missing = [word for word, value in (("owner", action.owner), ("due date", action.due)) if not value]
        if missing and action.closed is None:
            yield f"{record.record}: action {action.number}: no {' and no '.join(missing)}"


def _every(title: str, lines: Iterable[str]) -> str:
    told = list(lines)
    return _listed(title, told, len(told))


def _listed(title: str, lines: Iterable[str], number: int) -> str:
    shown = [fill(line, _WIDTH, initial_indent="  - ", subsequent_indent="    ") for line in islice(lines, _LISTED)]
    more = [f"  and {number - _LISTED} more; the files that were written list them all"] if number > _LISTED else []
    return "\n".join([f"{title} ({number})", *shown, *more]) if shown else ""


def _word(grade: Grade) -> str:
    return _SHORT.get(grade) or (grade if grade == "RI" else GRADE_WORDS.get(grade, grade))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

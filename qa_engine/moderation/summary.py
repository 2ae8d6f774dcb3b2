"""What filled-in records say together: where people and rules agree, overrides without reason, actions without owner or date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import fill

from tabulate import tabulate

from qa_engine.model.judgement import GRADES
from qa_engine.model.record import Grade
from qa_engine.moderation.across import once
from qa_engine.moderation.forms import AGENCIES, GRADE_WORDS, OVERALL, OVERALL_TITLE
from qa_engine.moderation.model import ModerationRecord, PanelGrade

_WIDTH = 80
_SHORT = {"NA": "N/A"}


def summary(records: Sequence[ModerationRecord], areas: Mapping[str, str]) -> str:
    """For a terminal of 80 columns, ending in a newline. `areas` is area to title, in order. No word of a plan or a person is told."""
    titles = {**areas, OVERALL: OVERALL_TITLE}
    judged = list(once(records))
    blocks = [_head(records, len(judged))]
    if judged:
        blocks.append(_agreement([j for _, j in judged], titles))
    overrides = [(bool(j.reason), _override(r, j, titles)) for r, j in judged if j.stance == "override"]
    blocks += [_listed("Overrides", [line for _, line in overrides]),
               _listed("Overrides without a reason", [line for reasoned, line in overrides if not reasoned]),
               _listed("Moderation of the plan as a whole", [line for r in records for line in _moderated(r)]),
               _listed("Actions without an owner or a due date", [line for r in records for line in _loose_actions(r)])]
    return "\n\n".join(b for b in blocks if b) + "\n"


def _head(records: Sequence[ModerationRecord], judged: int) -> str:
    actions = [a for r in records for a in r.actions]
    closed = sum(a.closed is not None for a in actions)
    told = [f"{_count(judged, 'grade')} by auditors", f"{_count(len(actions), 'action')} ({closed} closed)",
            f"{_count(sum(bool(r.feedback.text) for r in records), 'piece')} of family feedback"]
    return fill(f"{_count(len(records), 'record')} read: {', '.join(told)}", _WIDTH)


def _agreement(judged: Sequence[PanelGrade], titles: Mapping[str, str]) -> str:
    """Higher and lower are seen from the rules: people gave a better or a worse grade."""
    by_area = [(title, [j for j in judged if j.area == area]) for area, title in titles.items()]
    rows = [_row(title, mine) for title, mine in by_area if mine]
    if len(rows) > 1:
        rows.append(_row("All", judged))
    return tabulate(rows, headers=("Area", "Grades", "Agree", "Higher", "Lower", "Other", "Share"), tablefmt="simple",
                    maxcolwidths=[24, 6, 5, 6, 5, 5, 5])


def _row(title: str, judged: Sequence[PanelGrade]) -> tuple[str, int, int, int, int, int, str]:
    agree = sum(j.grade == j.rules for j in judged)
    higher, lower = (sum(_step(j) == way for j in judged) for way in (1, -1))
    return title, len(judged), agree, higher, lower, len(judged) - agree - higher - lower, f"{100 * agree / len(judged):.0f} %"


def _step(judged: PanelGrade) -> int:
    """1 where people graded higher than the rules, -1 lower; 0 the same, or where one of the two is no grade on the scale."""
    if judged.grade not in GRADES or judged.rules not in GRADES:
        return 0
    people, rules = GRADES.index(judged.grade), GRADES.index(judged.rules)
    return (people > rules) - (people < rules)


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


def _listed(title: str, lines: Iterable[str]) -> str:
    shown = [fill(line, _WIDTH, initial_indent="  - ", subsequent_indent="    ") for line in lines]
    return "\n".join([f"{title} ({len(shown)})", *shown]) if shown else ""


def _word(grade: Grade) -> str:
    return _SHORT.get(grade) or (grade if grade == "RI" else GRADE_WORDS.get(grade, grade))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

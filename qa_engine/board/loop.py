"""Closing the loop: actions opened, closed and overdue at the end of a period, and what became of plans that were audited again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from qa_engine.model.judgement import GRADES
from qa_engine.store.model import ActionRow, Case

BETTER, SAME, WORSE = "better", "same", "worse"


@dataclass(frozen=True, slots=True)
class Actions:
    """Actions at the end of the day `until` (ISO). `opened` are all that were agreed, `closed` have a closing date up to then; of the rest
    `overdue` had a due date before that day, `no_due` have none. `left` holds the rest, by due date, those without one last."""

    until: str
    opened: int
    closed: int
    overdue: int
    no_due: int
    left: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """A plan audited again: its last audit beside the one before it. `ref` is the plan, `case` the version last audited; `how` is better,
    same or worse overall; `areas` says so of each area graded both times. `actions` were agreed after the earlier audit, `done` of them
    are closed. Without `same_rules` the two were judged by different rules, and the change may be that of the rules."""

    ref: str
    case: str
    month: str
    before: str
    after: str
    how: str
    areas: Mapping[str, str]
    same_rules: bool
    actions: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class Regraded:
    """An action for which a record says how the plan stood at its re-audit, beside the overall grade by rules before."""

    action: ActionRow
    before: str
    how: str


@dataclass(frozen=True, slots=True)
class Loop:
    """What the board report, the workbook and the feedback pages say of actions and re-audits.

    `movements` are by plan; count those of the same rules with `moved`. `regraded` is what people entered as the re-audit grade of an
    action, which may be of a plan that the store has not seen again.
    """

    actions: Actions
    movements: tuple[Movement, ...]
    regraded: tuple[Regraded, ...]

    def moved(self, how: str) -> int:
        """Plans audited again under the same rules that are now better, same or worse."""
        return sum(m.how == how and m.same_rules for m in self.movements)

    @property
    def other_rules(self) -> int:
        """Plans audited again under other rules, which are not compared."""
        return sum(not m.same_rules for m in self.movements)


def close_loop(actions: Iterable[ActionRow], cases: Iterable[Case], until: str, since: str = "") -> Loop:
    """The loop at the end of the day `until` (ISO, the end of the period, never today; "" where it has no end, and nothing is overdue).

    `actions` are those to report on, as `store.actions(filter)` gives them. `cases` must reach back before the period, or nobody can see
    what was audited earlier: give `store.cases(Filter(last=...))`. With `since` (YYYY-MM) only re-audits from that month on are told.
    Cases may come as a stream; of each plan only two audits are kept.
    """
    rows = _in_order(actions)
    pairs, overall = _pairs(cases, {row.sha256 for row in rows})
    moved = [_movement(before, after, rows, until) for before, after in pairs if after.month >= since]
    grades = [_regraded(row, overall) for row in rows if row.reaudit]
    return Loop(_actions(rows, until), tuple(moved), tuple(g for g in grades if g.how))


def period_end(month: str) -> str:
    """The last day (ISO) of a month (YYYY-MM); "" of none."""
    if not month:
        return ""
    year, number = (int(part) for part in month.split("-"))
    return (date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)).isoformat()


def change(before: str, after: str) -> str:
    """better, same or worse; "" where one of the two is no grade on the scale."""
    if before not in GRADES or after not in GRADES:
        return ""
    step = GRADES.index(after) - GRADES.index(before)
    return BETTER if step > 0 else WORSE if step < 0 else SAME


def closed(action: ActionRow, until: str) -> bool:
    """Whether it was closed at the end of that day; "" is for good."""
    return bool(action.closed) and (not until or action.closed <= until)


def _in_order(actions: Iterable[ActionRow]) -> list[ActionRow]:
    return sorted(actions, key=lambda a: (not a.due, a.due, a.case, a.number))


def _actions(rows: list[ActionRow], until: str) -> Actions:
    left = tuple(row for row in rows if not closed(row, until))
    overdue = sum(bool(row.due) and row.due < until for row in left)
    return Actions(until, len(rows), len(rows) - len(left), overdue, sum(not row.due for row in left), left)


@dataclass(frozen=True, slots=True)
class _Audit:
    """What is kept of an audit."""

    ref: str
    case: str
    sha256: str
    when: tuple[str, str]
    month: str
    overall: str
    areas: Mapping[str, str]
    rules: str


def _pairs(cases: Iterable[Case], wanted: set[str]) -> tuple[list[tuple[_Audit, _Audit]], dict[str, str]]:
    """The last two versions of each plan that was audited in two; and the overall grade of the files wanted."""
    kept: dict[str, list[_Audit]] = {}
    overall: dict[str, str] = {}
    for case in cases:
        if case.sha256 in wanted:
            overall[case.sha256] = case.overall
        if case.ref and case.judged:
            one = _Audit(case.ref, case.case, case.sha256, (case.month, case.run), case.month, case.overall, case.areas, case.rules)
            kept[case.ref] = _latest([*kept.get(case.ref, []), one])
    return [(two[0], two[1]) for _, two in sorted(kept.items()) if len(two) == 2], overall


def _latest(audits: list[_Audit]) -> list[_Audit]:
    """The last two, in order, of different runs: the same file audited again is no new version, and counts as first audited."""
    found: list[_Audit] = []
    for audit in sorted(audits, key=lambda a: (a.when, a.sha256)):
        if found and found[-1].when == audit.when:
            found[-1] = audit
        elif not found or found[-1].sha256 != audit.sha256:
            found.append(audit)
    return found[-2:]


def _movement(before: _Audit, after: _Audit, rows: list[ActionRow], until: str) -> Movement:
    areas = {area: change(grade, after.areas.get(area, "")) for area, grade in before.areas.items()}
    mine = [row for row in rows if row.sha256 == before.sha256]
    return Movement(after.ref, after.case, after.month, before.overall, after.overall, change(before.overall, after.overall),
                    {area: how for area, how in areas.items() if how}, before.rules == after.rules,
                    len(mine), sum(closed(row, until) for row in mine))


def _regraded(row: ActionRow, overall: Mapping[str, str]) -> Regraded:
    before = overall.get(row.sha256, "")
    return Regraded(row, before, change(before, row.reaudit))

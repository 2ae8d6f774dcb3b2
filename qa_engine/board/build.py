"""A board report's figures from audits that stream past: every number once, so that nothing that shows them need reckon."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qa_engine.board.agreement import moderation_of
from qa_engine.board.cuts import cuts_of
from qa_engine.board.gather import Gathered, Gathering
from qa_engine.board.headline import coverage_of, headline_of
from qa_engine.board.learning import SECTIONS, examples
from qa_engine.board.loop import BETTER, SAME, WORSE, close_loop, period_end
from qa_engine.board.loop import Loop as Closed
from qa_engine.board.method import method_of
from qa_engine.board.model import AreaLine, BatchLine, Board, Loop, Move, Period, RuleLine, TimeLine
from qa_engine.board.said import Figures, said
from qa_engine.board.shares import FEW, mix, share
from qa_engine.board.timeliness import LIMITS, Timeliness, timeliness
from qa_engine.board.trends import month_lines, run_charts
from qa_engine.judge import JudgementBook
from qa_engine.model.judgement import GRADES
from qa_engine.rulebook import Rulebook
from qa_engine.store.model import ActionRow, Case, PanelRow, Run

TOP = 10
_NO_END = "9999-12-31"


def _no_records() -> Iterable[bytes]:
    return ()


@dataclass(frozen=True, slots=True)
class Told:
    """What is known beside the audits. `records` gives the period's audit records as JSON when asked, for wording to learn from;
    `restated` says that months of other rules were judged again by those of today; `kept` is how many audits could not be, and stand with
    the grade they had."""

    runs: Sequence[Run]
    rulebook: Rulebook
    judgement: JudgementBook
    panel: Sequence[PanelRow] = ()
    actions: Sequence[ActionRow] = ()
    across: Sequence[BatchLine] = ()
    records: Callable[[], Iterable[bytes]] = _no_records
    where: Mapping[str, str] = field(default_factory=dict)
    restated: bool = False
    kept: int = 0


def board_of(cases: Iterable[Case], asked: Period, told: Told) -> Board:
    """The board report of a period. `cases` come by month and run, from `periods.reach(asked)` to its end; they are taken once and not
    kept, so that ten thousand need little memory."""
    seen = Gathering(asked, told.runs)
    closed = close_loop(told.actions, seen.watch(cases), period_end(asked.last) or _NO_END, asked.first)
    now = seen.counted
    coverage = coverage_of(told.runs, asked)
    headline = headline_of(seen, asked, coverage, told.where)
    few = headline.mix is None
    months, areas, rules = month_lines(seen, asked), area_lines(now, told.judgement), [] if few else rule_lines(now, told)
    charts, loop = run_charts(months), _loop(closed, asked, told.actions)
    moderation = moderation_of(told.panel, now.plans, {area.area: area.title for area in areas})
    times = timeliness(now.dated)
    return Board(
        tool=seen.way[1] if seen.way else "", rules_sha256=seen.way[0] if seen.way else "", council=_council(now), period=asked,
        where=dict(told.where), coverage=coverage, headline=headline, months=tuple(months), areas=tuple(areas), rules=tuple(rules[:TOP]),
        run_charts=tuple(charts), cuts=() if few else tuple(cuts_of(now)),
        said=said(Figures(headline, areas, rules, charts, loop, moderation), now),
        examples=tuple(examples(told.records(), _teachable(rules, now))) if rules else (),
        loop=loop, moderation=moderation, timeliness=tuple(time_lines(times)), timeliness_notes=LIMITS if times.any_dates else (),
        across=tuple(told.across), method=method_of(seen, told.runs, asked, told.restated, told.kept))


def _council(now: Gathered) -> str:
    """The council where all plans name one."""
    named = {name for name in now.councils if name}
    return named.pop() if len(named) == 1 else ""


def area_lines(now: Gathered, book: JudgementBook) -> list[AreaLine]:
    """The areas in the order of the rules; those that apply to fewer than five plans without grades."""
    return [_area(now, name, area.title, area.core) for name, area in book.areas.items()]


def _area(now: Gathered, name: str, title: str, core: bool) -> AreaLine:
    counts: Mapping[str, int] = now.period.areas.get(name, {})
    applies = sum(counts.get(grade, 0) for grade in GRADES)
    few = now.period.plans < FEW
    made = mix(now.period.areas[name]) if applies >= FEW else None
    return AreaLine(area=name, title=title, core=core, mix=made, not_applicable=None if few else counts.get("NA", 0))


def rule_lines(now: Gathered, told: Told) -> list[RuleLine]:
    """Rules that failed in five plans or more, those of most plans first."""
    plans = now.period.plans
    often = sorted(((rule, n) for rule, n in now.failures.plans.items() if n >= FEW), key=lambda entry: (-entry[1], entry[0]))
    return [_rule(now, rule, n, plans, told.rulebook) for rule, n in often]


def _rule(now: Gathered, rule: str, count: int, plans: int, book: Rulebook) -> RuleLine:
    row = now.failures.told[rule]
    advice = book.rules[rule].advice if rule in book.rules else ""
    return RuleLine(rule=rule, title=row.title, area=row.area, severity=row.severity, plans=share(count, plans),
                    findings=now.failures.findings[rule], advice=advice)


def _teachable(rules: Sequence[RuleLine], now: Gathered) -> list[RuleLine]:
    """Those about the wording of outcomes or provision that are more than good practice."""
    return [line for line in rules if line.severity != "practice" and now.failures.told[line.rule].section in SECTIONS]


def _loop(closed: Closed, asked: Period, rows: Sequence[ActionRow]) -> Loop:
    actions = closed.actions
    moved = [m for m in closed.movements if m.same_rules and m.how]
    enough = len(moved) >= FEW
    better, same, worse = (sum(m.how == how for m in moved) if enough else None for how in (BETTER, SAME, WORSE))
    inside = sum(bool(row.closed) and row.closed[:7] >= asked.first and row.closed <= actions.until for row in rows)
    return Loop(ends=period_end(asked.last), opened=actions.opened, closed=actions.closed, closed_in_period=inside, open=len(actions.left),
                overdue=actions.overdue if asked.last else 0, reaudits=len(moved) if enough else None, better=better, same=same,
                worse=worse, moves=tuple(_moves([(m.before, m.after) for m in moved])) if enough else ())


def _moves(pairs: Sequence[tuple[str, str]]) -> list[Move]:
    return [Move(before=a, now=b, plans=pairs.count((a, b))) for a in GRADES for b in GRADES if (a, b) in pairs]


def time_lines(times: Timeliness) -> list[TimeLine]:
    """Every time limit, without figures where few plans have the dates; none where no plan has a date."""
    return [TimeLine(name=t.measure.key, title=t.measure.name, law=t.measure.law, in_time=None if t.few else share(t.on_time, t.counted),
                     median=None if t.few else t.median, not_known=_few(t.not_known), impossible=_few(t.impossible))
            for t in times.timed] if times.any_dates else []


def _few(number: int) -> int | None:
    return None if 0 < number < FEW else number

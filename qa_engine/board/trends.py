"""Months side by side: grades, areas, and run charts with their median and signals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import dropwhile, groupby
from statistics import median

from qa_engine.board.gather import Gathering, Tally
from qa_engine.board.model import MonthLine, Period, RunChart, Share, Signal
from qa_engine.board.periods import name_of, short_name, window
from qa_engine.board.shares import FEW, mix, piece_share, share
from qa_engine.board.small import hidden
from qa_engine.model.judgement import GRADES

SHIFT, TREND = 6, 5
ENOUGH = 10  # points below which a run chart is provisional
PROVISION, OUTCOMES = "provision_specific", "outcomes_specific"
_INDICATORS = {PROVISION: "Lines of provision that are specific (Section F)", OUTCOMES: "Outcomes that are specific (Section E)"}


def month_lines(seen: Gathering, asked: Period) -> list[MonthLine]:
    """Every month of the window from the first with a plan. A month under five is not shown, nor one by which it could be had from the
    total of the period or of the one before; so with an area in a month."""
    months = seen.counted.months
    now = {month: tally for month, tally in months.items() if asked.first <= month <= asked.last}
    before = {month: tally for month, tally in months.items() if asked.before_first <= month <= asked.before_last}
    closed = _closed(now) | _closed(before)
    shut = _shut(now, closed)
    lines = [_line(month, seen, closed, shut) for month in window(asked)]
    return list(dropwhile(lambda line: line.plans == 0 and line.month < asked.first, lines))


def _closed(months: Mapping[str, Tally]) -> set[str]:
    return hidden({month: tally.plans for month, tally in months.items()})


def _shut(months: Mapping[str, Tally], closed: Collection[str]) -> set[tuple[str, str]]:
    """(month, area) that could be had from the area's total and the other months."""
    areas = {area for tally in months.values() for area in tally.areas}
    sizes = {area: {month: size for month, tally in months.items() if (size := _applies(tally.areas.get(area, {})))} for area in areas}
    return {(month, area) for area, of in sizes.items() for month in hidden(of, closed)}


def _line(month: str, seen: Gathering, closed: Collection[str], shut: Collection[tuple[str, str]]) -> MonthLine:
    tally = seen.counted.months.get(month)
    if tally is None:
        return _other(month, seen)
    if month in closed or tally.plans < FEW:
        return MonthLine(month=month, name=short_name(month), plans=None, shown=False, same_rules=True)
    return _shown(month, tally, True, shut)


def _other(month: str, seen: Gathering) -> MonthLine:
    """A month that only other rules have judged: what they made of it, apart from every trend."""
    others = [way.months[month] for _, way in sorted(seen.elsewhere().items()) if month in way.months]
    if not others:
        return MonthLine(month=month, name=short_name(month), plans=0, shown=True, same_rules=True)
    largest = max(others, key=lambda tally: tally.plans)
    if largest.plans < FEW:
        return MonthLine(month=month, name=short_name(month), plans=None, shown=False, same_rules=False)
    return _shown(month, largest, False)


def _shown(month: str, tally: Tally, same: bool, shut: Collection[tuple[str, str]] = ()) -> MonthLine:
    areas = {area: None if (month, area) in shut else _good(counts) for area, counts in tally.areas.items()}
    return MonthLine(month=month, name=short_name(month), plans=tally.plans, shown=True, same_rules=same, mix=mix(tally.grades),
                     provision=piece_share(*tally.provision), outcomes=piece_share(*tally.outcomes), areas=areas)


def _applies(counts: Mapping[str, int]) -> int:
    return sum(counts.get(grade, 0) for grade in GRADES)


def _good(counts: Mapping[str, int]) -> Share | None:
    """Plans that are Good of those that the area applies to; None of fewer than five."""
    applies = _applies(counts)
    return share(counts.get("Good", 0), applies) if applies >= FEW else None


def run_charts(months: Sequence[MonthLine]) -> list[RunChart]:
    """The two indicators of a board: specific provision and specific outcomes."""
    return [_chart(name, title, months) for name, title in _INDICATORS.items()]


def _chart(name: str, title: str, months: Sequence[MonthLine]) -> RunChart:
    points = [(m.month, m.name, value) for m in months if m.same_rules and (value := _percent(m, name)) is not None]
    values = [value for _, _, value in points]
    middle = median(values) if values else None
    found = tuple(signals([month for month, _, _ in points], values))
    return RunChart(indicator=name, title=title, months=tuple(p[0] for p in points), names=tuple(p[1] for p in points),
                    percents=tuple(values), median=None if middle is None else round(middle, 1), signals=found,
                    sentence=_sentence(len(points), found))


def _percent(line: MonthLine, name: str) -> float | None:
    seen = line.provision if name == PROVISION else line.outcomes
    return seen.percent if seen else None


def signals(months: Sequence[str], values: Sequence[float]) -> Iterator[Signal]:
    """Shifts of six or more points in a row on one side of the median, points on it left out of the count; trends of five or more points
    that all go up or all go down, a point like the one before it left out.

    Perla RJ, Provost LP, Murray SK (2011), The run chart: a simple analytical tool for learning from variation in healthcare processes,
    BMJ Quality and Safety 20: 46-51.
    """
    if not values:
        return
    middle = median(values)
    sides = [(month, value > middle) for month, value in zip(months, values, strict=True) if value != middle]
    for above, group in groupby(sides, key=lambda side: side[1]):
        run = [month for month, _ in group]
        if len(run) >= SHIFT:
            yield _signal("shift", above, run)
    yield from _trends([(m, v) for n, (m, v) in enumerate(zip(months, values, strict=True)) if not n or v != values[n - 1]])


def _trends(points: Sequence[tuple[str, float]]) -> Iterator[Signal]:
    steps = [(b[0], b[1] > a[1]) for a, b in zip(points, points[1:], strict=False)]
    before = {b[0]: a[0] for a, b in zip(points, points[1:], strict=False)}
    for up, group in groupby(steps, key=lambda step: step[1]):
        run = [month for month, _ in group]
        run = [before[run[0]], *run]
        if len(run) >= TREND:
            yield _signal("trend", up, run)


def _signal(kind: str, up: bool, run: Sequence[str]) -> Signal:
    where = "above" if up else "below"
    told = f"{len(run)} months in a row " + (f"{where} the median" if kind == "shift" else f"going {'up' if up else 'down'}")
    sentence = f"{kind.capitalize()}: {told}, {name_of(run[0])} to {name_of(run[-1])}."
    return Signal.model_validate({"kind": kind, "direction": "up" if up else "down", "first": run[0], "last": run[-1], "points": len(run),
                                  "sentence": sentence})


def _sentence(points: int, found: Sequence[Signal]) -> str:
    if points < TREND:
        return "Too few months to tell a change from chance."
    caution = f" There are {points} months; with fewer than {ENOUGH} the median may still move." if points < ENOUGH else ""
    if found:
        return " ".join(s.sentence for s in found) + " Chance alone seldom makes this." + caution
    return "No signal: the ups and downs are no more than chance would make." + caution

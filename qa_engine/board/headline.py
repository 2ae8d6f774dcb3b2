"""The headline: how many plans of how many, the mix of grades with its interval, and the change on the period before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qa_engine.board.gather import Gathered, Gathering
from qa_engine.board.model import Change, Coverage, Headline, Period, Pieces, Share
from qa_engine.board.shares import FEW, counted, difference, mix, piece_share, share
from qa_engine.judge.measures import share as whole_percent
from qa_engine.model.judgement import GRADES
from qa_engine.store.model import Run

_COUNTS = ("found", "judged", "not_judged", "not_read", "copies", "other_formats")
_WORDS = {"not_judged": "could not be judged, as the template could not be read", "not_read": "could not be read",
          "copies": "had the same content as another file"}


def coverage_of(runs: Iterable[Run], asked: Period) -> Coverage:
    """Files of the runs of the period."""
    mine = [run for run in runs if asked.first <= run.month <= asked.last]
    counts = {name: sum(run.files.get(name, 0) for run in mine) for name in _COUNTS}
    listed = [run.files["listed"] for run in mine if "listed" in run.files]
    return Coverage(**counts, listed=sum(listed) if listed and len(listed) == len(mine) else None)


def headline_of(seen: Gathering, asked: Period, coverage: Coverage, where: Mapping[str, str]) -> Headline:
    """The headline of the period; without a mix where fewer than five plans were judged."""
    now = seen.counted
    plans = now.period.plans
    few = plans < FEW
    others = {sha for way in seen.elsewhere().values() for sha in way.plans} - set(now.plans)
    made = Headline(
        plans=plans, later_versions=now.later, repeats=now.repeats, other_rules=len(others), mix=None if few else mix(now.period.grades),
        borderline=None if few else share(now.borderline, plans), statutory=None if few else share(now.statutory, plans),
        pieces=None if few else _pieces(now), change=_change(seen, asked), sentences=())
    return made.model_copy(update={"sentences": tuple(_sentences(made, asked, coverage, where))})


def _pieces(now: Gathered) -> Pieces:
    """Areas that apply to fewer than five plans are left out, or theirs could be had from the sum and the areas shown."""
    told = [counts for counts in now.period.areas.values() if sum(counts[grade] for grade in GRADES) >= FEW]
    graded = {grade: sum(counts[grade] for counts in told) for grade in GRADES}
    return Pieces(areas_good=piece_share(graded["Good"], sum(graded.values())), provision=piece_share(*now.period.provision),
                  outcomes=piece_share(*now.period.outcomes))


def _change(seen: Gathering, asked: Period) -> Change:
    now, before = seen.counted.period, seen.counted.before
    elsewhere = set().union(*(way.earlier for way in seen.elsewhere().values())) - seen.counted.earlier
    if not asked.first:
        return Change(compared=False, why="The audits have no month, so there is no period before.")
    if elsewhere:
        part = f"{'part of ' if before.plans else ''}{asked.before_name}"
        return Change(compared=False, why=f"Not compared: {part} was judged by other rules or another version of the tool. Judge it again "
                                          "with --restate.")
    if not before.plans:
        return Change(compared=False, why=f"Nothing to compare with: no plan was judged in {asked.before_name}.")
    if min(now.plans, before.plans) < FEW:
        return Change(compared=False, why="Not compared: one of the two periods has fewer than five plans.")
    points, low, high = difference(mix(now.grades).good, mix(before.grades).good)
    return Change(compared=True, why="", before=mix(before.grades), points=points, low=low, high=high)


def _sentences(made: Headline, asked: Period, coverage: Coverage, where: Mapping[str, str]) -> Iterator[str]:
    yield from _covered(made, asked, coverage, where)
    if made.mix is None:
        yield ("No plan was judged in this period." if not made.plans else
               "Fewer than five plans were judged, so no grade, area or group is shown: a child could be told by it.")
    else:
        m = made.mix
        yield (f"Good: {_interval(m.good)}. Requires Improvement: {_interval(m.ri)}. Inadequate: {_interval(m.inadequate)}.")
    yield _changed(made, asked)
    yield from _beside(made)


def _covered(made: Headline, asked: Period, coverage: Coverage, where: Mapping[str, str]) -> Iterator[str]:
    narrowed = f" This report is narrowed to {' and '.join(f'{name} {value}' for name, value in where.items())}." if where else ""
    files = f"{counted(coverage.judged, 'plan')} judged from {counted(coverage.found, 'file')} audited in {asked.name}"
    left = [f"{getattr(coverage, name):,} {words}" for name, words in _WORDS.items() if getattr(coverage, name)]
    listed = f" The council's list has {counted(coverage.listed, 'case')}." if coverage.listed is not None else ""
    yield f"{files}{'; ' if left else ''}{_and(left)}.{listed}{narrowed}"

    if made.repeats:
        yield f"Files audited more than once count once: {counted(made.repeats, 'audit')} of the period told nothing new."
    if made.other_rules:
        yield (f"Left out of every figure: {counted(made.other_rules, 'plan')} of the period, judged only by other rules or another "
               "version of the tool. Judge them again with --restate.")


def _and(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _interval(of: Share) -> str:
    low, high = _whole(of.low), _whole(of.high)
    return f"{whole_percent(of.part, of.of)} % ({of.part:,} of {of.of:,} plans; 95 % interval {low} to {high} %)"


def _whole(value: float | None) -> int:
    return int((value or 0.0) + 0.5)


def _changed(made: Headline, asked: Period) -> str:
    change = made.change
    if not change.compared or change.before is None or change.points is None or change.low is None or change.high is None:
        return change.why
    way = "up" if change.points > 0 else "down"
    before = change.before.good
    start = f"{whole_percent(before.part, before.of)} % ({before.part:,} of {before.of:,}) in {asked.before_name}"
    sure = "so this may be chance" if change.low <= 0 <= change.high else "more than chance would explain"
    if not round(change.points):
        return f"Good is where it was: {start}, by the same rules."
    return (f"Good is {way} {abs(change.points):.0f} points from {start}, by the same rules; 95 % interval of the change "
            f"{change.low:+.0f} to {change.high:+.0f} points, {sure}.").replace("-", "−")


def _beside(made: Headline) -> Iterator[str]:
    pieces = made.pieces
    if pieces is None or made.statutory is None or made.borderline is None:
        return
    yield (f"Graded pieces, counted apart from plans: {pieces.areas_good.of:,} area judgements ({_percent(pieces.areas_good)} Good), "
           f"{pieces.provision.of:,} lines of provision in Section F ({_percent(pieces.provision)} specific) and "
           f"{pieces.outcomes.of:,} outcomes ({_percent(pieces.outcomes)} specific).")
    if made.later_versions:
        noun = "is a later version" if made.later_versions == 1 else "are later versions"
        yield f"Of the plans, {made.later_versions:,} {noun} of one audited before."


def _percent(of: Share) -> str:
    found = whole_percent(of.part, of.of)
    return "none" if found is None else f"{found} %"

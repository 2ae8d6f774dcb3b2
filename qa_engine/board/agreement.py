"""Moderation for a board: how far the grades by rules agree with those of people, over all areas and by area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qa_engine.board.model import Agreement, Moderation, Share
from qa_engine.board.shares import FEW, counted, percent
from qa_engine.model.judgement import GRADES
from qa_engine.statistics.agreement import Pair, agreement
from qa_engine.statistics.agreement import Share as Part
from qa_engine.store.model import PanelRow

OVERALL = "overall"
_STAGES = ("panel", "moderated", "adjudicated")


def moderation_of(rows: Iterable[PanelRow], plans: Mapping[str, object], titles: Mapping[str, str]) -> Moderation:
    """Agreement on the plans given by the hash of their files. The last stage of an area counts: adjudicated, moderated, else the panel."""
    last = _last(row for row in rows if row.sha256 in plans and row.grade in GRADES and row.rules in GRADES)
    looked_at = len({row.sha256 for row in last})
    if looked_at < FEW:
        return Moderation(plans=looked_at, of=len(plans), whole=None, areas=(), sentences=(_few(looked_at),))
    whole = _agreement("all", "All areas", [row for row in last if row.area != OVERALL])
    by_area = {title: [row for row in last if row.area == area] for area, title in {OVERALL: "Overall", **titles}.items()}
    enough = {title: rows for title, rows in by_area.items() if len({row.sha256 for row in rows}) >= FEW}
    areas = tuple(_agreement(rows[0].area, title, rows) for title, rows in enough.items())
    return Moderation(plans=looked_at, of=len(plans), whole=whole, areas=areas,
                      sentences=tuple(_sentences(whole, looked_at, len(plans), last)))


def _last(rows: Iterable[PanelRow]) -> list[PanelRow]:
    """Rows of the last stage that a plan's area came to; one person in several copies of a record counts once."""
    kept: dict[tuple[str, str], list[PanelRow]] = {}
    for row in {(r.sha256, r.area, r.stage, r.agency, _who(r)): r for r in rows}.values():
        group = kept.setdefault((row.sha256, row.area), [])
        if group and _STAGES.index(group[0].stage) < _STAGES.index(row.stage):
            group.clear()
        if not group or group[0].stage == row.stage:
            group.append(row)
    return [row for key in sorted(kept) for row in kept[key]]


def _who(row: PanelRow) -> str:
    """One person, however the name was typed; copies that nobody signed are taken for several people's."""
    return " ".join(row.auditor.casefold().split()) or str(row.copy)


def _agreement(name: str, title: str, rows: Sequence[PanelRow]) -> Agreement:
    found = agreement((Pair(r.sha256, GRADES.index(r.rules), GRADES.index(r.grade)) for r in rows), len(GRADES))
    kappa = found.quadratic
    return Agreement(name=name, title=title, pairs=found.pairs, exact=_share(found.exact), adjacent=_share(found.adjacent),
                     kappa=_two(kappa.value), low=_two(kappa.low), high=_two(kappa.high), note=kappa.why if found.pairs else "")


def _share(part: Part) -> Share:
    if not part.of:
        return Share(part=0, of=0)
    return Share(part=part.count, of=part.of, percent=percent(part.count, part.of), low=round(100 * part.low, 1),
                 high=round(100 * part.high, 1))


def _two(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _few(plans: int) -> str:
    if not plans:
        return "No plan of this period has been moderated by people yet, so nothing can be said of how far the rules agree with them."
    return f"Only {counted(plans, 'plan')} of this period {'has' if plans == 1 else 'have'} been moderated: too few to show agreement."


def _sentences(whole: Agreement, plans: int, of: int, rows: Sequence[PanelRow]) -> Iterator[str]:
    yield f"People looked at {plans:,} of {counted(of, 'plan')} and graded {counted(whole.pairs, 'area')} beside the rules."
    harsher = sum(GRADES.index(r.rules) < GRADES.index(r.grade) for r in rows if r.area != OVERALL)
    kinder = sum(GRADES.index(r.rules) > GRADES.index(r.grade) for r in rows if r.area != OVERALL)
    yield f"Where they differed, the rules were stricter than people {harsher:,} times and more lenient {kinder:,} times."
    if whole.note:
        yield f"Kappa over all areas: {whole.note}."

"""What a board reads first, in sentences made from the figures: what goes well, what must improve, what was done, what is to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_engine.board.gather import Gathered
from qa_engine.board.model import AreaLine, Headline, Loop, Moderation, RuleLine, RunChart, Said, Share
from qa_engine.board.shares import FEW, capital, counted, share, told
from qa_engine.judge.measures import share as whole_percent

MOST, MAJORITY = 75, 50
_AREAS, _STRENGTHS, _RULES = 4, 3, 3
NOTHING = "Too few plans to say."


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the sentences are made of."""

    headline: Headline
    areas: Sequence[AreaLine]
    rules: Sequence[RuleLine]
    charts: Sequence[RunChart]
    loop: Loop
    moderation: Moderation


def said(figures: Figures, seen: Gathered) -> Said:
    """The four lists; where there are too few plans only what was done can be told."""
    few = figures.headline.mix is None
    return Said(well=(NOTHING,) if few else tuple(_well(figures, seen)), improve=(NOTHING,) if few else tuple(_improve(figures)),
                did=tuple(_did(figures)), will=tuple(_will(figures)))


def _percent(of: Share) -> int:
    return whole_percent(of.part, of.of) or 0


def _by_good(areas: Sequence[AreaLine]) -> list[tuple[AreaLine, Share]]:
    """Areas that apply to five plans or more, best first."""
    rated = [(area, area.mix.good) for area in areas if area.mix]
    return sorted(rated, key=lambda pair: (-_percent(pair[1]), pair[0].title))


def _well(figures: Figures, seen: Gathered) -> Iterator[str]:
    good = [(area, of) for area, of in _by_good(figures.areas) if _percent(of) >= MOST]
    for area, of in good[:_AREAS]:
        yield f"{area.title}: {told(of, 'plans')} are Good."
    yield from _strengths(seen)
    yield from _pieces(figures, well=True)
    yield from (f"{chart.title}: {s.sentence}" for chart in figures.charts for s in chart.signals if s.direction == "up")
    if not good:
        yield f"No area is Good in {MOST} % of plans or more yet."


def _strengths(seen: Gathered) -> Iterator[str]:
    plans = seen.period.plans
    found = [(rule, share(n, plans)) for rule, n in seen.failures.strengths.items() if n >= FEW]
    first = sorted(((r, of) for r, of in found if _percent(of) >= MAJORITY), key=lambda pair: (-pair[1].part, pair[0]))
    for rule, of in first[:_STRENGTHS]:
        yield f"Done well in {told(of, 'plans')}: {_lower(seen.failures.told[rule].title)}."


def _pieces(figures: Figures, well: bool) -> Iterator[str]:
    pieces = figures.headline.pieces
    for noun, of in (("lines of provision in Section F", pieces.provision), ("outcomes in Section E", pieces.outcomes)) if pieces else ():
        if of.of and (_percent(of) >= MOST) == well:
            yield f"{capital(told(of, noun))} are specific."


def _improve(figures: Figures) -> Iterator[str]:
    statutory = figures.headline.statutory
    if statutory and statutory.part:
        yield f"{capital(told(statutory, 'plans'))} have an apparent statutory point, to be confirmed by people before anything else."
    weak = [(area, of) for area, of in reversed(_by_good(figures.areas)) if _percent(of) < MOST]
    for area, of in weak[:_AREAS]:
        bad = area.mix.inadequate.part if area.mix else 0
        yield f"{area.title}: {told(of, 'plans')} are Good" + (f", {bad:,} Inadequate." if bad else ".")
    yield from _pieces(figures, well=False)
    yield from (f"{chart.title}: {s.sentence}" for chart in figures.charts for s in chart.signals if s.direction == "down")


def _did(figures: Figures) -> Iterator[str]:
    loop = figures.loop
    if loop.opened:
        yield (f"Agreed {counted(loop.opened, 'action')} from audits to date and closed {loop.closed:,} of them, "
               f"{loop.closed_in_period:,} in this period.")
    else:
        yield "No action from an audit is on record for these plans."
    if loop.reaudits is not None:
        yield (f"Audited the plans of {loop.reaudits:,} children again: {loop.better:,} better, {loop.same:,} the same, "
               f"{loop.worse:,} worse overall than at the audit before.")
    if figures.moderation.whole:
        yield figures.moderation.sentences[0]


def _will(figures: Figures) -> Iterator[str]:
    loop = figures.loop
    if loop.open:
        late = f", of which {loop.overdue:,} are overdue" if loop.overdue else ""
        yield f"Finish the {counted(loop.open, 'open action')}{late}."
    else:
        yield "No open action is on record."
    for line in [line for line in figures.rules if line.advice and line.severity != "practice"][:_RULES]:
        yield f"Proposed, on “{line.title}” ({line.plans.part:,} of {line.plans.of:,} plans; rule {line.rule}): {line.advice}"
    mix = figures.headline.mix
    if mix and mix.inadequate.part:
        yield f"Proposed: amend the {counted(mix.inadequate.part, 'plan')} graded Inadequate and audit them again."


def _lower(text: str) -> str:
    """A title inside a sentence; its abbreviations stay."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]

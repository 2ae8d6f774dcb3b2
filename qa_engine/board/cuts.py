"""Plans by team, kind, need and the like, with no group of fewer than five shown or to be had by subtraction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa_engine.board.gather import CUTS, Gathered, Tally
from qa_engine.board.model import Cut, Group
from qa_engine.board.shares import FEW, capital, counted, mix, piece_share

MOST = 9
OTHER, UNKNOWN = "Other", "Not known"
SERVICES = "contributor service"


@dataclass(frozen=True, slots=True)
class Parted:
    """Groups to show, largest first, and those to be merged so that none of them can be told."""

    shown: tuple[str, ...]
    merged: tuple[str, ...]


def cuts_of(seen: Gathered) -> Iterator[Cut]:
    """Every cut of which anything is known; never by caseworker."""
    for name, title in CUTS.items():
        groups = seen.cuts.get(name, {})
        if any(groups):
            yield _cut(name, title, groups, seen.names)
    if seen.services:
        yield _services(seen)


def parted(sizes: Mapping[str, int], most: int = MOST) -> Parted:
    """Which groups may be shown where all groups together are known.

    Groups under five are merged; where that is one group, or all of them are under five together, the next smallest joins them, so that
    what is merged is never one group alone and never fewer than five plans. The largest `most` are shown at most.
    """
    order = sorted(sizes, key=lambda name: (-sizes[name], name))
    shown = [name for name in order if sizes[name] >= FEW][:most]
    merged = [name for name in order if name not in shown]
    while merged and shown and (len(merged) < 2 or sum(sizes[name] for name in merged) < FEW):
        merged.insert(0, shown.pop())
    return Parted(tuple(shown), tuple(merged))


def hidden(sizes: Mapping[str, int]) -> set[str]:
    """Groups not to be shown where the whole is known and groups cannot be merged: those under five, and so many more, the smallest first,
    that what is hidden is of two groups and five plans at least."""
    return set(parted(sizes, len(sizes)).merged)


def _cut(name: str, title: str, groups: Mapping[str, Tally], names: Mapping[str, str]) -> Cut:
    """Plans of which nothing is known are a group like the others, for they too could be had by subtraction."""
    split = parted({key: tally.plans for key, tally in groups.items()})
    shown = [_group(capital(names[key]) or UNKNOWN, groups[key]) for key in split.shown]
    other = Tally()
    for key in split.merged:
        other.take(groups[key])
    if other.plans >= FEW and shown:
        shown.append(_group(f"{OTHER} ({counted(len(split.merged), 'group')})", other))
    return Cut(name=name, title=title, groups=tuple(shown), merged=len(split.merged) if shown else 0,
               hidden=0 if shown else len(split.merged), note=_note(bool(shown), split, groups))


def _note(any_shown: bool, split: Parted, groups: Mapping[str, Tally]) -> str:
    if not any_shown:
        return "Not shown: the groups are so small that a child could be told."
    if any(groups[key].plans < FEW for key in split.merged):
        return "Groups of fewer than five plans stand under “Other”, with the next smallest where one alone could be told by subtraction."
    return "The smaller groups stand under “Other”." if split.merged else ""


def _group(name: str, tally: Tally) -> Group:
    return Group(name=name, mix=mix(tally.grades), provision=piece_share(*tally.provision), outcomes=piece_share(*tally.outcomes))


def _services(seen: Gathered) -> Cut:
    """A plan has several services, so groups overlap. A service in all plans but a few is not shown, for the few could then be told."""
    whole = seen.period.plans
    safe = [name for name, tally in seen.services.items() if tally.plans >= FEW and not 0 < whole - tally.plans < FEW]
    order: Sequence[str] = sorted(safe, key=lambda name: (-seen.services[name].plans, name))[:MOST]
    left = len(seen.services) - len(order)
    note = "A plan counts with every service that Section K lists."
    if left:
        note += (f" Not shown: {counted(left, 'service')} with fewer than five plans, or in all plans but fewer than five, or beyond the "
                 f"first {MOST}.")
    groups = tuple(_group(capital(name), seen.services[name]) for name in order)
    return Cut(name=SERVICES, title="Contributor service", groups=groups, hidden=left, overlaps=True, note=note)

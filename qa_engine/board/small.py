"""Small groups: which may be shown so that none of fewer than five plans is, nor can be had by subtraction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa_engine.board.shares import FEW

MOST = 9
Plans = frozenset[int]
Cut = Mapping[str, Plans]


@dataclass(frozen=True, slots=True)
class Parted:
    """Groups to show, largest first, and those to be merged so that none of them can be told."""

    shown: tuple[str, ...]
    merged: tuple[str, ...]

    def groups(self, cut: Cut) -> list[Plans]:
        """What can be read of the cut: the groups shown, and all others together; nothing where none is shown."""
        others: Plans = frozenset().union(*(cut[name] for name in self.merged))
        return [*(cut[name] for name in self.shown), *([others] if others else [])] if self.shown else []


def parted(sizes: Mapping[str, int], most: int = MOST, closed: Collection[str] = ()) -> Parted:
    """Which groups may be shown where all groups together are known. Those `closed` may not, whatever their size.

    Groups under five are merged; where that is one group, or all of them are under five together, the next smallest joins them, so that
    what is merged is never one group alone and never fewer than five plans. The largest `most` are shown at most.
    """
    order = sorted(sizes, key=lambda name: (-sizes[name], name))
    shown = [name for name in order if sizes[name] >= FEW and name not in closed][:most]
    merged = [name for name in order if name not in shown]
    while merged and shown and (len(merged) < 2 or sum(sizes[name] for name in merged) < FEW):
        merged.insert(0, shown.pop())
    return Parted(tuple(shown), tuple(merged))


def hidden(sizes: Mapping[str, int], closed: Collection[str] = ()) -> set[str]:
    """Groups not to be shown where the whole is known and groups cannot be merged: those `closed`, those under five, and so many more, the
    smallest first, that what is hidden is of two groups and five plans at least."""
    return set(parted(sizes, len(sizes), closed).merged)


def members_of(keys: Iterable[str]) -> dict[str, Plans]:
    """The plans of each group, by their place; `keys` has the group of each plan in turn."""
    found: dict[str, set[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(key, set()).add(place)
    return {key: frozenset(places) for key, places in found.items()}


def settled(cuts: Mapping[str, Cut], most: int = MOST) -> dict[str, Parted]:
    """Several cuts of the same plans side by side, by name. One may lie within another, as schools do within types of school: of a group
    that could be had by subtracting groups of one cut from a group of another, the smallest of those groups joins the merged."""
    closed: dict[str, set[str]] = {name: set() for name in cuts}
    while True:
        splits = {name: parted({key: len(plans) for key, plans in cut.items()}, most, closed[name]) for name, cut in cuts.items()}
        told = next(_telling(cuts, splits), None)
        if told is None:
            return splits
        closed[told[0]].add(told[1])


def apart(services: Cut, cuts: Iterable[Sequence[Plans]]) -> list[str]:
    """Groups that overlap (a plan has several services) and may be shown beside all plans and the groups of `cuts`, largest first."""
    parts = list(cuts)
    shown: dict[str, Plans] = {}
    for name in sorted(services, key=lambda name: (-len(services[name]), name)):
        plans = services[name]
        wider = [*shown.values(), *(group for part in parts for group in part)]
        if len(plans) >= FEW and not any(_leaves(group, [plans]) for group in wider) and not any(_leaves(plans, part) for part in parts):
            shown[name] = plans
    return list(shown)


def _telling(cuts: Mapping[str, Cut], splits: Mapping[str, Parted]) -> Iterator[tuple[str, str]]:
    """(cut, group) of a group by which, with others of its cut, fewer than five plans of another cut's group could be had."""
    groups = {name: split.groups(cuts[name]) for name, split in splits.items()}
    for name, split in splits.items():
        for whole in (group for other, found in groups.items() if other != name for group in found):
            if _leaves(whole, groups[name]):
                inside = [key for key in split.shown if cuts[name][key] <= whole]
                yield name, min(inside or split.shown, key=lambda key: (len(cuts[name][key]), key))


def _leaves(whole: Plans, parts: Iterable[Plans]) -> bool:
    """Whether the parts that lie within a group leave one to four plans of it."""
    inside = sum(len(part) for part in parts if part <= whole)
    return inside > 0 and 0 < len(whole) - inside < FEW

"""Plans by team, kind, need and the like, with no group of fewer than five shown or to be had by subtraction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qa_engine.board.gather import CUTS, Gathered, Tally, key_of
from qa_engine.board.model import Cut, Group
from qa_engine.board.shares import FEW, capital, counted, mix, piece_share
from qa_engine.board.small import MOST, Parted, Plans, apart, members_of, settled

OTHER, UNKNOWN = "Other", "Not known"
SERVICES = "contributor service"


def cuts_of(seen: Gathered) -> Iterator[Cut]:
    """Every cut of which anything is known; never by caseworker."""
    known = [name for name in CUTS if any(seen.cuts.get(name, ()))]
    members = {name: members_of(key_of(case.about.get(name, "")) for case in seen.dated) for name in known}
    splits = settled(members)
    for name, split in splits.items():
        yield _cut(name, split, seen.cuts[name], seen.names)
    if seen.services:
        yield _services(seen, [split.groups(members[name]) for name, split in splits.items()])


def _cut(name: str, split: Parted, groups: Mapping[str, Tally], names: Mapping[str, str]) -> Cut:
    """Plans of which nothing is known are a group like the others, for they too could be had by subtraction."""
    shown = [_group(capital(names[key]) or UNKNOWN, groups[key]) for key in split.shown]
    other = Tally()
    for key in split.merged:
        other.take(groups[key])
    if other.plans >= FEW and shown:
        shown.append(_group(f"{OTHER} ({counted(len(split.merged), 'group')})", other))
    return Cut(name=name, title=CUTS[name], groups=tuple(shown), merged=len(split.merged) if shown else 0,
               hidden=0 if shown else len(split.merged), note=_note(bool(shown), split, groups))


def _note(any_shown: bool, split: Parted, groups: Mapping[str, Tally]) -> str:
    if not any_shown:
        return "Not shown: the groups are so small that a child could be told."
    if any(groups[key].plans < FEW for key in split.merged):
        return "Groups of fewer than five plans stand under “Other”, with the next smallest where one alone could be told by subtraction."
    return "The smaller groups stand under “Other”." if split.merged else ""


def _group(name: str, tally: Tally) -> Group:
    return Group(name=name, mix=mix(tally.grades), provision=piece_share(*tally.provision), outcomes=piece_share(*tally.outcomes))


def _services(seen: Gathered, cuts: Sequence[Sequence[Plans]]) -> Cut:
    """A plan has several services, so groups overlap."""
    members: dict[str, set[int]] = {}
    for place, case in enumerate(seen.dated):
        for service in case.services:
            members.setdefault(service, set()).add(place)
    everyone = frozenset(range(len(seen.dated)))
    order = apart({name: frozenset(places) for name, places in members.items()}, [[everyone], *cuts])[:MOST]
    left = len(seen.services) - len(order)
    note = "A plan counts with every service that Section K lists."
    if left:
        note += (f" Not shown: {counted(left, 'service')} with fewer than five plans, or by which so few could be had by subtraction, or "
                 f"beyond the first {MOST}.")
    groups = tuple(_group(capital(name), seen.services[name]) for name in order)
    return Cut(name=SERVICES, title="Contributor service", groups=groups, hidden=left, overlaps=True, note=note)

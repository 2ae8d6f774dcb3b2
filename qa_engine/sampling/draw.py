"""Drawing lots: how many plans of each group, then which; the order in which plans come does not matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from qa_engine.sampling.plans import Plan, stratum


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan of the sample: its group, how many plans that has, and how many of them were drawn."""

    plan: Plan
    stratum: str
    plans: int
    drawn: int

    @property
    def chance(self) -> float:
        """The chance that this plan had of being drawn, 0 to 1."""
        return self.drawn / self.plans


def draw(plans: Iterable[Plan], size: int, by: Sequence[str], seed: str) -> list[Drawn]:
    """`size` plans, or all if there are fewer, by group and fingerprint.

    Each plan has a lot, the SHA-256 of seed and fingerprint; the lowest of each group are drawn. So the same seed gives the same sample on
    any machine, and a larger sample without groups holds the smaller one.
    """
    groups: defaultdict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        groups[stratum(plan, by)].append(plan)
    wanted = allocate({name: len(mine) for name, mine in groups.items()}, size)
    return [Drawn(plan, name, len(groups[name]), wanted[name]) for name in sorted(groups)
            for plan in sorted(sorted(groups[name], key=lambda p: _lot(seed, p))[:wanted[name]], key=lambda p: p.sha256)]


def _lot(seed: str, plan: Plan) -> str:
    return sha256(f"{seed}\n{plan.sha256}".encode()).hexdigest()


def allocate(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of each group: in proportion by largest remainder; then one at least of each, where the sample has as many as groups."""
    whole = sum(sizes.values())
    size = min(size, whole)
    shares = {name: size * number / whole if whole else 0.0 for name, number in sizes.items()}
    given = {name: int(share) for name, share in shares.items()}
    for name in sorted(sizes, key=lambda n: (given[n] - shares[n], n))[:size - sum(given.values())]:
        given[name] += 1
    return _one_each(given, shares) if size >= len(sizes) else given


def _one_each(given: dict[str, int], shares: Mapping[str, float]) -> dict[str, int]:
    """A group without any takes one from the group that has most above its share."""
    for empty in sorted(name for name, number in given.items() if not number):
        giver = max((n for n in given if given[n] > 1), key=lambda n: (given[n] - shares[n], given[n], n))
        given[giver] -= 1
        given[empty] = 1
    return given

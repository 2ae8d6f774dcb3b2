"""Which passages are nearly alike: MinHash with bands to find who may be, and the true share of word pairs to decide."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Small = NDArray[np.uint32]
    Places = NDArray[np.int64]

NEAR = 0.6  # share of word pairs in common from which two passages are near-copies
_TIED = 0.5  # with the passage that speaks for a group
_BANDS, _ROWS, _SEED = 24, 4, 20140901
_LEADERS = 12  # different passages of a bucket that the others are compared with
_BLOCK = 1 << 20
_KEPT = 5_000


class Passages:
    """Passages as runs of word hashes in one array: passage n is `alike[starts[n]:starts[n + 1]]`."""

    def __init__(self, alike: array[int], starts: array[int]):
        import numpy as np

        self.alike = np.frombuffer(alike, dtype=np.uint32) if len(alike) else np.zeros(0, np.uint32)
        self.starts = np.frombuffer(starts, dtype=np.uint64).astype(np.int64)
        self._pairs: dict[int, frozenset[int]] = {}

    def __len__(self) -> int:
        return len(self.starts) - 1

    def pairs(self, n: int) -> frozenset[int]:
        """The pairs of neighbouring words of a passage, as numbers."""
        if n not in self._pairs:
            if len(self._pairs) >= _KEPT:
                self._pairs.clear()
            run = self.alike[self.starts[n]:self.starts[n + 1]].tolist()
            self._pairs[n] = frozenset(a << 32 | b for a, b in zip(run, run[1:], strict=False))
        return self._pairs[n]

    def likeness(self, a: int, b: int) -> float:
        """The share of all their pairs that both have, 0 to 1."""
        first, second = self.pairs(a), self.pairs(b)
        both = len(first & second)
        return both / (len(first) + len(second) - both)


def groups(passages: Passages) -> list[tuple[int, list[int]]]:
    """Passages that are alike, in groups of two or more: the passage that speaks for the group, and its members in order."""
    import numpy as np

    if not len(passages):
        return []
    first, back, count = _unique(passages)
    speaker = first[_trimmed(passages, first, _joined(passages, first), count)][back]
    order = np.argsort(speaker, kind="stable")
    made = [(int(speaker[order[run.start]]), order[run].tolist()) for run in _runs(speaker[order])]
    return sorted(made, key=lambda group: group[1][0])


def _unique(passages: Passages) -> tuple[Places, Places, Places]:
    """Passages with the very same words are one: its first passage, for each passage which of them it is, how many it stands for."""
    import numpy as np

    keys = np.concatenate([_fold(passages, low, high) for low, high in _blocks(passages.starts)])
    _, first, back, count = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
    return first.astype(np.int64), back.astype(np.int64), count.astype(np.int64)


def _blocks(starts: Places) -> Iterator[tuple[int, int]]:
    """First and last of as many passages as have about a million words, so that what is reckoned with stays small."""
    import numpy as np

    low, end = 0, len(starts) - 1
    while low < end:
        high = max(low + 1, int(np.searchsorted(starts, starts[low] + _BLOCK, side="right")) - 1)
        yield low, min(high, end)
        low = high


def _fold(passages: Passages, low: int, high: int) -> Numbers:
    """One number for each run of words, in which their order counts."""
    import numpy as np

    starts = passages.starts[low:high + 1] - passages.starts[low]
    words = passages.alike[passages.starts[low]:passages.starts[high]].astype(np.uint64)
    place = (np.arange(len(words)) - np.repeat(starts[:-1], np.diff(starts))).astype(np.uint64)
    return np.asarray(np.add.reduceat(_mix(words + (place << np.uint64(32))), starts[:-1]), dtype=np.uint64)


def _mix(x: Numbers) -> Numbers:
    """Spread the bits (splitmix64)."""
    import numpy as np

    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def _mix_small(x: Small) -> Small:
    """The same for numbers of 32 bits (murmur3)."""
    import numpy as np

    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    x = (x ^ (x >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return x ^ (x >> np.uint32(16))


def _joined(passages: Passages, first: Places) -> Places:
    """Union of all that are near one another, by their place in `first`: the smallest place of each group."""
    import numpy as np

    parent = array("q", range(len(first)))
    hashed, starts = _pair_hashes(passages, first)
    for key in _band_keys(hashed, starts):
        order = np.argsort(key, kind="stable")
        for bucket in _runs(key[order]):
            _compare(passages, first, order[bucket].tolist(), parent)
    return np.array([root(parent, n) for n in range(len(parent))], dtype=np.int64)


def _pair_hashes(passages: Passages, first: Places) -> tuple[Small, Places]:
    """Hashes of the word pairs of the unique passages, one after another."""
    import numpy as np

    lengths = (passages.starts[first + 1] - passages.starts[first]) - 1
    starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
    made = np.empty(int(starts[-1]), dtype=np.uint32)
    for low, high in _blocks(starts):
        begin, end = int(starts[low]), int(starts[high])
        at = np.repeat(passages.starts[first[low:high]] - starts[low:high], lengths[low:high]) + np.arange(begin, end)
        made[begin:end] = _mix_small(_mix_small(passages.alike[at]) * np.uint32(31) + passages.alike[at + 1])
    return made, starts


def _band_keys(hashed: Small, starts: Places) -> Iterator[Numbers]:
    """For each band one number a passage, equal where the smallest hashes of all its rows are."""
    import numpy as np

    chance = np.random.Generator(np.random.PCG64(_SEED))
    for _ in range(_BANDS):
        key = np.zeros(len(starts) - 1, dtype=np.uint64)
        for salt in chance.integers(1, 1 << 32, size=_ROWS, dtype=np.uint32):
            key = _mix(key * np.uint64(31) + _smallest(hashed, starts, salt))
        yield key


def _smallest(hashed: Small, starts: Places, salt: np.uint32) -> Small:
    """The smallest of each passage's hashes under this salt."""
    import numpy as np

    made = [np.minimum.reduceat(_mix_small(hashed[starts[low]:starts[high]] ^ salt), starts[low:high] - starts[low])
            for low, high in _blocks(starts)]
    return np.concatenate(made)


def _runs(ordered: Numbers | Places) -> Iterator[slice]:
    """Stretches of two or more equal numbers."""
    import numpy as np

    edges = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1], [True])))
    for n in np.flatnonzero(np.diff(edges) > 1):
        yield slice(int(edges[n]), int(edges[n + 1]))


def _compare(passages: Passages, first: Places, bucket: list[int], parent: array[int]) -> None:
    """Join each of a bucket with the first leader it is near to, or make it a leader."""
    leaders: list[int] = []
    for n in bucket:
        own = root(parent, n)
        met = next((lead for lead in leaders
                    if root(parent, lead) == own or passages.likeness(int(first[lead]), int(first[n])) >= NEAR), None)
        if met is not None:
            join(parent, met, n)
        elif len(leaders) < _LEADERS:
            leaders.append(n)


def root(parent: array[int], n: int) -> int:
    """The number that stands for all that are joined with `n`."""
    while parent[n] != n:
        parent[n] = parent[parent[n]]
        n = parent[n]
    return n


def join(parent: array[int], a: int, b: int) -> None:
    """Make the two one, under the smaller number."""
    low, high = sorted((root(parent, a), root(parent, b)))
    parent[high] = low


def _trimmed(passages: Passages, first: Places, home: Places, count: Places) -> Places:
    """Groups in which each is near the one that most plans have: a chain of small changes does not join what is no longer alike."""
    import numpy as np

    order, made = np.argsort(home, kind="stable"), home.copy()
    for run in _runs(home[order]):
        left = sorted(order[run].tolist(), key=lambda n: (-int(count[n]), n))
        while left:
            speaker, rest = left[0], []
            for n in left:
                if n == speaker or passages.likeness(int(first[speaker]), int(first[n])) >= _TIED:
                    made[n] = speaker
                else:
                    rest.append(n)
            left = rest
    return made

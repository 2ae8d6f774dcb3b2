"""The links that a document itself prints between needs, outcomes and provision, straight or through a third item."""

from __future__ import annotations

from collections.abc import Collection

from qa_engine.model.plan import Item

# A document prints its links where at least this share of its needs has one.
_MOST = 0.6


class Printed:
    """Printed links, read both ways."""

    def __init__(self, items: list[Item]):
        known = {item.id for item in items}
        self._next: dict[str, set[str]] = {item: set() for item in known}
        for item in items:
            for other in known.intersection(item.serves):
                self._next[item.id].add(other)
                self._next[other].add(item.id)

    def between(self, item: str, middle: list[Item], pool: list[Item]) -> list[str]:
        """Ids of the pool's items that it links straight with this one or, where there are none, by way of `middle`."""
        return self.straight(item, pool) or self.through(item, middle, pool)

    def straight(self, item: str, pool: list[Item]) -> list[str]:
        """Ids of the pool's items that the document links with this one, in the order of the pool."""
        return [other.id for other in pool if other.id in self._next[item]]

    def through(self, item: str, middle: list[Item], pool: list[Item]) -> list[str]:
        """Ids of the pool's items that it links with this one by way of an item of `middle`."""
        reached = {far for near in self.straight(item, middle) for far in self._next[near]}
        return [other.id for other in pool if other.id in reached]


def mostly(linked: Collection[list[str]]) -> bool:
    """Whether so many of the items have printed links that the lack of one says something."""
    return bool(linked) and sum(map(bool, linked)) >= _MOST * len(linked)

"""Which item of the plan a recommendation became: the nearest, each item taken by the recommendation that is nearest to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qa_engine.advice.features import Features, Nearness, Reader
from qa_engine.advice.model import NEED, OUTCOME, PROVISION
from qa_engine.advice.statements import whole_sentences

SECTIONS_OF = {NEED: ("B", "C", "D"), OUTCOME: ("E",), PROVISION: ("F", "G", "H1", "H2")}
# How near an item must be: one that says little needs less to be recognised than one with particulars of its own.
_CLOSE = {NEED: 0.27, OUTCOME: 0.34, PROVISION: 0.37}
_LOOSE = {NEED: 0.27, OUTCOME: 0.17, PROVISION: 0.22}
# What a second recommendation needs to share an item that another has taken: so near itself, and so near beside the first.
_SECOND, _SECOND_LOOSE, _BESIDE = 0.36, 0.55, 0.6
_OTHER_ROLE, _OWN_ROLE, _NO_ROLE, _SERVICE_ONLY = 0.1, 0.15, 0.12, 0.12
# An item with particulars of its own that holds few of the words asked for is about something else.
_COVERED, _UNCOVERED = 0.34, 0.15
_TRAINS, _OTHER_DEED = "act:staff_training", 0.1
_COMMON_ROLES = frozenset({"role:teacher", "role:assistant", "role:parent", "role:senco", "role:carer", "role:doctor"})
_WHEN = re.compile(r"^\s*(?:By|Within|At the end of|In|When)\b.*?(?=\b(?:he|she|they|[A-Z][\w'’-]+)\s+(?:will|should|can|is|are)\b)")
_REFUSED = re.compile(
    r"\b(?:(?:(?:is|are|was|were) not(?: being)?|(?:has|have|had) not been|(?:will|can) ?not be)"
    r" (?:included|agreed|adopted|accepted|taken up|followed|specified|provided for|provided|written in|carried over|met|offered)"
    r"|(?:has|have|had|was|were) (?:been )?(?:left out|set aside|declined|turned down|omitted)"
    r"|(?:has|have) (?:decided|declined) not to|(?:do|does|did) not (?:follow|adopt|include|take up) (?:the|this|that|her|his|their)"
    r"|departs? from (?:the|this|her|his|their) advice|not followed (?:the|this|that|her|his|their) (?:advice|recommendation))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;.]")
_MODAL = re.compile(r"\b(?:will|must|should|shall|can|may|could|to)\b")


@dataclass(frozen=True, slots=True)
class Side:
    """A recommendation or an item ready to be matched. `key` names it; `loose` is true where it gives no particulars."""

    key: str
    kind: str
    features: Features
    actor: frozenset[str]
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Pairing:
    """A recommendation and the item it became; `near` is from 0 to 1."""

    asked: Side
    item: Side
    near: float


def side(key: str, kind: str, text: str, reader: Reader, loose: bool = False) -> Side:
    """Make a text ready. The date of an outcome is left out: many outcomes share one."""
    told = _WHEN.sub("", text) if kind == OUTCOME else without_refusals(text)
    acts = (_MODAL.search(told) or _CLAUSE.search(told)) if kind == PROVISION else None
    features = reader.read(told, acts.start() if acts else 0)
    return Side(key, kind, features, features.acting, loose)


def refusals(text: str) -> list[str]:
    """Sentences of an item that say why something recommended is not given."""
    return [s for s in whole_sentences(text) if _REFUSED.search(s)]


def without_refusals(text: str) -> str:
    """An item's text without them."""
    refused = refusals(text) if _REFUSED.search(text) else []
    return " ".join(s for s in whole_sentences(text) if s not in refused) if refused else text


class Matcher:
    """Pairs recommendations with items of one kind."""

    def __init__(self, asked: list[Side], items: list[Side]):
        self.asked = asked
        self._items = items
        self._nearness = Nearness(s.features for s in (*asked, *items))
        self._known: dict[tuple[str, str], float] = {}

    def near(self, asked: Side, item: Side) -> float:
        """How near they are, with what their roles say; reckoned once."""
        pair = (asked.key, item.key)
        if pair not in self._known:
            self._known[pair] = self._near(asked, item)
        return self._known[pair]

    def _near(self, asked: Side, item: Side) -> float:
        near = self._nearness.near(asked.features, item.features)
        return max(0.0, self._by_deed(asked, item, near)) if near and asked.kind == PROVISION else near

    def _by_deed(self, asked: Side, item: Side, near: float) -> float:
        if not item.loose and self._nearness.covered(asked.features, item.features) < _COVERED:
            near -= _UNCOVERED
        one, other = asked.features.of("role"), item.features.of("role")
        if item.loose and _TRAINS in asked.features.held and _TRAINS not in item.features.held:
            near -= _OTHER_DEED
        if asked.actor & item.actor - _COMMON_ROLES and item.loose:
            return min(1.0, near + _OWN_ROLE)
        if item.loose and item.actor - _COMMON_ROLES - asked.actor and not (asked.features.held & item.features.held & _acts(item)):
            # "Physiotherapy, as offered": a service with no deed is what that service itself is to do, and little else.
            return near - _SERVICE_ONLY
        shared = asked.features.held & item.features.held
        if item.loose and not any(f.startswith(("stem", "act")) for f in shared):
            return near - _SERVICE_ONLY
        if one - _COMMON_ROLES and other - _COMMON_ROLES and not one & other:
            return near - _OTHER_ROLE
        # A specialist is to do it: an item in which no such person stands is less likely to be it.
        return near - _NO_ROLE if asked.actor - _COMMON_ROLES and not other & asked.actor else near

    def best(self, key: str, least: float) -> Side | None:
        """The nearest item to this recommendation, if it is so near."""
        asked = next(a for a in self.asked if a.key == key)
        near, item = max(((self.near(asked, i), i) for i in self._items), key=lambda p: p[0], default=(0.0, None))
        return item if near >= least else None

    def pairs(self) -> dict[str, Pairing]:
        """Recommendation to its pairing; one that is not there has none."""
        scored = sorted((p for p in self._every() if p.near >= _needed(p)), key=lambda p: (-p.near, p.asked.key, p.item.key))
        best: dict[str, float] = {}
        found: dict[str, Pairing] = {}
        for pairing in scored:
            taken = best.get(pairing.item.key)
            if pairing.asked.key in found or (taken is not None and not _may_share(pairing, taken)):
                continue
            found[pairing.asked.key] = pairing
            best.setdefault(pairing.item.key, pairing.near)
        return found

    def sources(self, item: Side) -> list[str]:
        """Recommendations near enough to be where an item comes from, nearest first."""
        near = sorted(((self.near(a, item), a.key) for a in self.asked), reverse=True)
        return [key for value, key in near if value >= (_LOOSE if item.loose else _CLOSE)[item.kind]]

    def _every(self) -> Iterable[Pairing]:
        for asked in self.asked:
            for item in self._items:
                near = self.near(asked, item)
                if near:
                    yield Pairing(asked, item, near)


def _acts(item: Side) -> frozenset[str]:
    return item.features.of("act")


def _needed(pairing: Pairing) -> float:
    return (_LOOSE if pairing.item.loose else _CLOSE)[pairing.asked.kind]


def _may_share(pairing: Pairing, taken: float) -> bool:
    if pairing.asked.kind == NEED:
        return True
    return pairing.near >= (_SECOND_LOOSE if pairing.item.loose else _SECOND) and pairing.near >= _BESIDE * taken

"""What a recommendation and an item of a plan are about, as weighted features, and how near two of them are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from rapidfuzz import fuzz

from qa_engine.language.lexicon import NUMBERS, Lexicon
from qa_engine.language.words import bag
from qa_engine.observe.thread_meaning import stem

_PLAIN = bag(
    "a an the and or of to in on at by for with from as is are be was were will would should may can could must has have had "
    "it its his her he she they their them him this that these those who which when where what how each every not no so than "
    "then all any more most some other also do does did been being into up out one two about after before over during through "
    "such own if but there here only very much many who's need needs give given giving get make made take taken use used "
    "using help helps time times day days week weeks year years minute minutes hour hours term terms school least end number "
    "able team work service services child children pupil pupils outcome outcomes section matter support continue provide "
    "provided ensure three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty ninety "
    "require required requires requiring necessary needed me us my our half once twice daily weekly monthly termly fortnight "
    "fortnightly month months annual annually yearly january february march april june july august september october november "
    "december autumn spring summer winter morning afternoon recommended recommend advised advise "
)
_ROLE, _ACT, _CONCEPT = "advicetrace_role_", "advicetrace_act_", "concept_"
_PEOPLE = frozenset({"advicetrace_role_teacher", "advicetrace_role_parent", "advicetrace_role_carer"})
_WEIGHT = {"role": 1.0, "act": 1.3, "concept": 0.7, "stem": 1.0, "dose": 0.3}
_DOSE = re.compile(r"\b(\d+|[a-z]+)[ -](minute|hour|week|month|day)s?\b", re.IGNORECASE)
# A feature held by few texts tells most: the log is of a plan of about this many items.
_TYPICAL = 40
_LEAST = 0.03


@dataclass(frozen=True, slots=True)
class Features:
    """The features of one text by kind ("stem:hydrot", "act:rest"), and the plain words in order, for likeness of letters."""

    held: frozenset[str]
    line: str
    kinds: Mapping[str, frozenset[str]] = field(hash=False, compare=False)
    acting: frozenset[str] = frozenset()

    def of(self, kind: str) -> frozenset[str]:
        """Features of one kind: stem, concept, act or role."""
        return self.kinds.get(kind, frozenset())


class Reader:
    """Reads features; `names` are the child's names, which tell nothing."""

    def __init__(self, lexicon: Lexicon, names: frozenset[str]):
        self._lists = lexicon.part(_ROLE, _ACT, _CONCEPT)
        self._names = names

    def read(self, text: str, until: int = 0) -> Features:
        """The features of a text; roles named before the place `until` are those who act."""
        read = self._lists.read(text)
        found = [w for w in read.words if w.lower.removesuffix("'s") not in self._names and w.lower not in _PLAIN]
        # The words of a role ("teaching assistant") count once, as the role.
        roles = [hit for name, hits in read.hits.items() if name.startswith(_ROLE) for hit in hits]
        taken = {at for hit in roles if hit.name not in _PEOPLE for at in range(hit.start, hit.end)}
        stems = {f"stem:{stem(w.lower)}" for w in found if w.start not in taken and not w.lower[0].isdigit() and len(w.lower) > 1}
        spans = {f"dose:{_number(m[1])}{m[2].lower()}" for m in _DOSE.finditer(text)}
        named = {_named(name) for name in read.hits}
        held = frozenset(stems | named | spans)
        kinds = {kind: frozenset(f for f in held if f.startswith(kind)) for kind in _WEIGHT}
        acting = frozenset(_named(hit.name) for hit in roles if hit.end <= until)
        return Features(held, " ".join(w.lower for w in found), kinds, acting)


def _number(word: str) -> str:
    return word if word.isdigit() else str(NUMBERS.get(word.lower(), word.lower()))


def _named(name: str) -> str:
    for prefix, kind in ((_ROLE, "role"), (_ACT, "act"), (_CONCEPT, "concept")):
        if name.startswith(prefix):
            return f"{kind}:{name.removeprefix(prefix)}"
    return name


class Nearness:
    """How near texts are, by the features they share; what is everywhere counts for little."""

    def __init__(self, every: Iterable[Features]):
        listed = list(every)
        count = Counter(f for features in listed for f in features.held)
        everything = max(len(listed), _TYPICAL)
        self._weight = {f: _WEIGHT[f.partition(":")[0]] * log(1 + everything / n) for f, n in count.items()}
        self._whole = {features: self._sum(features.held) for features in listed}

    def _sum(self, features: Iterable[str]) -> float:
        return sum([self._weight[f] for f in features])

    def covered(self, one: Features, other: Features) -> float:
        """The share (0 to 1) of the words of the first, by weight, that stand in the second."""
        stems = one.of("stem")
        whole = self._sum(stems)
        return self._sum(stems & other.held) / whole if whole else 0.0

    def near(self, one: Features, other: Features) -> float:
        """From 0 to 1: common weight against the smaller and against both, and the likeness of letters."""
        common = self._sum(one.held & other.held)
        if not common:
            return 0.0
        a, b = self._whole[one], self._whole[other]
        held = 0.45 * common / min(a, b) + 0.35 * common / (a * b) ** 0.5
        # So little in common that likeness of letters cannot make them one.
        return held + 0.2 * fuzz.token_set_ratio(one.line, other.line) / 100 if held > _LEAST else 0.0

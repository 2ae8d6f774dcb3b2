"""The first pass over the records: passages of all plans as numbers in flat arrays, so that ten thousand plans fit in memory."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pydantic_core import from_json

from qa_engine.across.model import About
from qa_engine.across.signs import Sign, holds
from qa_engine.across.wording import ORDINARY, PRONOUNS, Names, Passage, hash_of, passages, telling
from qa_engine.errors import QaError
from qa_engine.language.lexicon import Vocabulary
from qa_engine.language.words import words
from qa_engine.pseudonyms import CHILD, FAMILY, is_pseudonymous
from qa_engine.store.model import Case

Stream = Callable[[], Iterable[tuple[Case, bytes]]]
Record = Mapping[str, Any]
SECTIONS: dict[str, About] = {"A": "views", "E": "outcomes", "F": "provision", "G": "provision", "H1": "provision", "H2": "provision"}
FEWEST = 8  # words that a passage must have to be compared at all
_KINDS = ("view", "outcome", "step", "provision", "other")


@dataclass(frozen=True, slots=True)
class PlanOn:
    """A plan on the shelf. `child` is the same for versions of one child's plan, as far as a record tells.

    `names` is a hash of the family's names and `own` has hashes of the child's, both empty in a pseudonymous record. `profile` is what two
    versions of a plan have in common.
    """

    case: str
    run: str
    team: str
    authority: str
    child: str
    names: str
    own: frozenset[int]
    profile: tuple[str, ...]


@dataclass(slots=True)
class Shelf:
    """Plans, and their passages side by side: `plan`, `spot` (an index of `spots`), `nth` of its item, `length` in words, `starts` in
    `alike`; `family` marks those of section A that stand under a heading of the family.

    `spread` counts for each word that may be distinctive the plans it stands in; `small` has the words that are written with a small letter
    somewhere; `marked` the passages with a sign of another child.
    """

    plans: list[PlanOn] = field(default_factory=list)
    spots: list[tuple[str, str]] = field(default_factory=list)
    family: bytearray = field(default_factory=bytearray)
    plan: array[int] = field(default_factory=lambda: array("I"))
    spot: array[int] = field(default_factory=lambda: array("I"))
    nth: array[int] = field(default_factory=lambda: array("H"))
    length: array[int] = field(default_factory=lambda: array("H"))
    starts: array[int] = field(default_factory=lambda: array("Q", [0]))
    alike: array[int] = field(default_factory=lambda: array("I"))
    plan_words: array[int] = field(default_factory=lambda: array("I"))
    spread: Counter[int] = field(default_factory=Counter)
    small: set[str] = field(default_factory=set)
    marked: dict[int, Sign] = field(default_factory=dict)
    _known: dict[tuple[str, str], int] = field(default_factory=dict)

    def put(self, case: Case, record: Record, first_names: Vocabulary, signs: Sequence[Sign] = ()) -> None:
        """Add the passages of one plan; those with a sign of another child are `marked`."""
        here, names, total = len(self.plans), names_in(record), 0
        met: set[int] = set()
        self.plans.append(_plan_on(case, record))
        for section, item in texts(record):
            text = item["text"]
            total += len(text.split())
            own = section == "A" and _is_of_family(item)
            for nth, passage in enumerate(passages(text, names, first_names, FEWEST)):
                self._mark(item["id"], passage.text, signs)
                self._add(here, section, item["id"], nth, passage, own)
                met.update(telling(passage.alike))
                self.small.update(passage.small)
        self.plan_words.append(total)
        self.spread.update(met)

    def telling(self, n: int) -> set[int]:
        """The words of a passage that may set it apart."""
        return telling(self.alike[self.starts[n]:self.starts[n + 1]])

    def _mark(self, item: str, text: str, signs: Sequence[Sign]) -> None:
        sign = next((s for s in signs if s.item == item and holds(text, s)), None)
        if sign:
            self.marked[len(self.plan)] = sign

    def _add(self, here: int, section: str, item: str, nth: int, passage: Passage, own: bool) -> None:
        self.plan.append(here)
        self.spot.append(self._spot(section, item))
        self.nth.append(min(nth, 65_535))
        self.length.append(min(len(passage.alike), 65_535))
        self.alike.extend(passage.alike)
        self.starts.append(len(self.alike))
        self.family.append(own)

    def _spot(self, section: str, item: str) -> int:
        known = self._known.setdefault((section, item), len(self.spots))
        if known == len(self.spots):
            self.spots.append((section, item))
        return known


def read_record(data: bytes) -> Record:
    """The record as plain data. Raises QaError."""
    try:
        record: Record = from_json(data)
        record["sections"], record["document"]["sha256"]
    except (ValueError, KeyError, TypeError):
        raise QaError("the store holds a record that cannot be read; run its batch again") from None
    return record


def texts(record: Record) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Section and item of each view, outcome and line of provision."""
    for letter in SECTIONS:
        for item in record["sections"].get(letter, {}).get("items", ()):
            if item["kind"] in _KINDS:
                yield letter, item


def names_in(record: Record) -> Names:
    """Names that the record itself gives."""
    subject = record["subject"]
    own = _parts(subject.get("name"), subject.get("known_as"), *subject.get("other_names", ()))
    strange = _parts(*(record.get("observed", {}).get("other_name") or ()))
    return Names(own, strange - own)


def _parts(*names: str | None) -> frozenset[str]:
    found = (w.lower.removesuffix("'s") for name in names if name and name not in (CHILD, FAMILY) for w in words(name))
    return frozenset(w for w in found if len(w) > 1 and w not in PRONOUNS and w not in ORDINARY)


def _is_of_family(item: Mapping[str, Any]) -> bool:
    """Whether a view stands under a heading of the family or its story."""
    told = " ".join(item.get("headings") or ()).lower()
    return any(word in told for word in ("famil", "parent", "carer", "mother", "father", "mum", "dad", "history", "story", "home"))


def _plan_on(case: Case, record: Record) -> PlanOn:
    subject, plan = record["subject"], record["plan"]
    named = not is_pseudonymous(record["document"]["name"], record["document"]["sha256"])
    name, dob = subject.get("name") or "", subject.get("dob") or ""
    child = case.ref or (_hidden(name, dob) if named and name and dob else "") or case.case
    family = _hidden(*sorted(subject.get("other_names") or ())) if named and subject.get("other_names") else ""
    profile = (plan.get("authority") or "", dob[:4], subject.get("pronouns") or "", plan.get("setting") or "")
    own = frozenset(hash_of(w) for w in _parts(name, subject.get("known_as"))) if named else frozenset()
    return PlanOn(case.case, case.run, case.about.get("team", ""), plan.get("authority") or "", child, family, own, profile)


def _hidden(*names: str) -> str:
    return sha256("\0".join(names).casefold().encode()).hexdigest()[:16]

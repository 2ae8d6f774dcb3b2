"""Vague words: those that leave an item open and are not closed by an amount, a frequency or a named support in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa_engine.language.lexicon import Hit, Text, Vocabulary
from qa_engine.observe.provision_conditions import Clause, leads_to_event

_NAMES = ("provision_role", "provision_service", "provision_programme", "provision_equipment", "provision_adjustment")

_LATER = "vague_later"
_MEANS = frozenset(["strategies", "strategy", "techniques", "resources", "approaches", "interventions", "tools", "activities", "programme",
                    "programmes"])
_PURPOSES = frozenset(["support", "enable", "aid", "help", "facilitate", "improve", "assist", "ensure", "increase", "promote"])


@dataclass(frozen=True, slots=True)
class Closed:
    """What an item gives, by which vague words are cured; a delegation or a ceiling is a flag of its own for the noun that it fills."""

    what: bool
    amount: bool
    often: bool
    delegated: bool = False
    capped: bool = False


def vague_terms(text: Text, closed: Closed, flagged: list[Clause], judged: list[Clause], tails: Vocabulary) -> tuple[str, ...]:
    """The exact words left open, neighbours joined, each once, in order.

    `flagged` are words with a flag of their own (should, up to, subject to, as decided by), which are left out; `judged` are clauses of
    judgement or feeling, which count where no frequency or trigger closes them.
    """
    stands = _Stands(text, flagged)
    found = [pair for name in _open_lists(closed) for pair in stands.of(name)]
    found += [] if closed.often else stands.clear((clause.first, clause.last) for clause in judged)
    examples = [] if closed.amount else stands.clear(_examples(text))
    found += examples
    if not (closed.what or closed.amount or closed.delegated or closed.capped):
        # A bare noun says nothing more once the item is open by a condition or by mere access: "support as and when needed".
        places = {first for first, _ in found}
        opened = examples or any(hit.first in places for hit in text.of("vague_condition", "vague_chance", "vague_access"))
        found += [pair for pair in stands.of("vague_noun") if not opened or _next_to(text, pair, found)]
    found.sort()
    joined: list[tuple[int, int]] = []
    for first, last in found:
        if joined and _adjoins(text, joined[-1][1], first):
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(dict.fromkeys(_quote(text, first, last, tails) for first, last in joined))


class _Stands:
    """Where loose words stand that no name of a person or thing takes in and no flag of its own covers."""

    def __init__(self, text: Text, flagged: list[Clause]):
        self._text, self._flagged, self._names = text, flagged, text.of(*_NAMES)

    def of(self, name: str) -> list[tuple[int, int]]:
        """The places of one list."""
        hits = [hit for hit in self._text.of(name) if not any(_part_of(hit, other) for other in self._names)]
        found = [(hit.first, hit.last) for hit in hits if not leads_to_event(self._text, hit) and not _compared(self._text, hit.first)]
        return found if name == _LATER else self.clear(found)

    def clear(self, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Those of the places that no flag covers."""
        return [place for place in places if not any(clause.holds(place[0]) for clause in self._flagged)]


def _examples(text: Text) -> Iterator[tuple[int, int]]:
    # The full stop parts "e.g." into two words, over which no phrase runs.
    for at, word in enumerate(text.words[:-1]):
        if word.lower == "e" and text.words[at + 1].lower == "g":
            yield at, at + 1


def _next_to(text: Text, place: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(_adjoins(text, last, place[0]) if last < place[0] else _adjoins(text, place[1], first) for first, last in others)


def _adjoins(text: Text, last: int, first: int) -> bool:
    # "support and guidance" is one loose phrase, and so are neighbours that no punctuation parts.
    linked = first == last + 2 and text.words[last + 1].lower in ("and", "or")
    return (first <= last + 1 or linked) and not any(w.broken for w in text.words[last + 1:first + 1])


def _compared(text: Text, first: int) -> bool:
    # "as often as she asks", "how often": no vague frequency; "to support access to learning" says what help is for.
    before = text.words[first - 1].lower if first else ""
    if text.words[first].lower == "access" and before in _PURPOSES:
        return True
    if before == "to" and text.words[first].lower in ("help", "support") and _of_strategies(text, first):
        return True
    return before in ("as", "how", "so") and text.words[first].lower in ("often", "frequently", "regularly", "many")


def _of_strategies(text: Text, at: int) -> bool:
    # "suitable strategies to help her begin": what the strategies are for, and no help of its own.
    return at > 1 and text.words[at - 2].lower in _MEANS


def _quote(text: Text, first: int, last: int, tails: Vocabulary) -> str:
    while last + 1 < len(text.words) and text.words[last + 1].lower in tails and not text.words[last + 1].broken:
        last += 1
    return text.raw[text.words[first].start:text.words[last].end]


def _part_of(hit: Hit, name: Hit) -> bool:
    return name.first <= hit.first and hit.last <= name.last


def _open_lists(closed: Closed) -> list[str]:
    lists = ["vague_condition"]
    if not (closed.amount and closed.often):
        lists.append("vague_soft")
    if not closed.often:
        lists += ["vague_frequency", _LATER]
    if not (closed.amount or closed.capped):
        lists.append("vague_amount")
    if not closed.amount:
        lists.append("vague_chance")
        lists += [] if closed.often and not closed.capped else ["vague_access"]
    return lists

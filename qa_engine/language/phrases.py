"""Phrases with choices, numbers and gaps as one graph, walked word by word.

A phrase is kept as it is written: a choice branches and joins again, so a list costs as much as its length and not as the number of
plain phrases that it stands for. The sets of places a walk can be in are worked out when a text first reaches them, and remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qa_engine.language.words import Word, plain, words

_PARTS = re.compile(r"[()|]|[^()|]+")
_GAP = 4
COUNTING = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
            "nineteen")
SPOKEN = frozenset(f"{COUNTING} twenty thirty forty fifty sixty ninety hundred".split())
_NUMBER = re.compile(r"£?\d")


def is_number(word: str) -> bool:
    """True for digits ("30", "30mins", "£6,000") and for number words from zero to a hundred."""
    return bool(_NUMBER.match(word)) or word in SPOKEN


def expand(phrase: str) -> list[str]:
    """Every plain phrase that a phrase with choices, one inside another too, stands for; each once."""
    forms, _ = _forms(_PARTS.findall(phrase), 0)
    return list(dict.fromkeys(" ".join(form.split()) for form in forms))


def _forms(parts: list[str], at: int) -> tuple[list[str], int]:
    # What stands from `at` up to the bracket that closes it, and the place after that bracket.
    done: list[str] = []
    current = [""]
    while at < len(parts) and parts[at] != ")":
        if parts[at] == "|":
            done, current, at = done + current, [""], at + 1
            continue
        inner, at = _forms(parts, at + 1) if parts[at] == "(" else ([parts[at]], at + 1)
        current = [before + after for before in current for after in inner]
    return done + current, at + 1


def split(phrase: str, mark: str) -> list[str]:
    """The phrase cut at each `mark` outside brackets."""
    if "(" not in phrase:
        return phrase.split(mark)
    found, depth = [""], 0
    for letter in phrase:
        depth += (letter == "(") - (letter == ")")
        if letter == mark and not depth:
            found.append("")
        else:
            found[-1] += letter
    return found


def options(group: str) -> list[str]:
    """The choices of one group: "(a|b c|)" has three; a word with a choice glued to it ("week(s|)") is spelt out."""
    whole = group.startswith("(") and _closing(group) == len(group) - 1
    return split(group[1:-1], "|") if whole else expand(group)


def _closing(group: str) -> int:
    depth = 0
    for at, letter in enumerate(group):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return at
    return -1


@dataclass(slots=True, eq=False)
class _Node:
    words: dict[str, _Node] = field(default_factory=dict)
    stems: dict[int, dict[str, _Node]] = field(default_factory=dict)
    number: _Node | None = None
    gap: _Node | None = None
    joins: list[_Node] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _State:
    """All nodes that a walk can stand on at once, with the answers already worked out for the words met there."""

    names: tuple[str, ...]
    gap: _State | None
    words: tuple[dict[str, _Node], ...]
    stems: tuple[tuple[int, dict[str, _Node]], ...]
    numbers: tuple[_Node, ...]
    open: bool
    moves: dict[str, _State | None] = field(default_factory=dict)


class PhraseGraph:
    """Named phrases, and a walk that finds them."""

    def __init__(self) -> None:
        self._root = _Node()
        self._states: dict[frozenset[int], _State] = {}
        self._start: _State | None = None

    def add(self, name: str, phrase: str) -> None:
        """Add a phrase of a list. All phrases are added before the first walk."""
        for end in _ends(self._root, phrase):
            if end is not self._root and name not in end.names:
                end.names.append(name)

    def longest(self, found: list[Word], first: int) -> dict[str, int]:
        """List name to the last word of the longest phrase of it that starts at word `first`."""
        best: dict[str, int] = {}
        state = self._move(self._start or self._begin(), found[first].lower)
        if state:
            self._walk(state, found, first, best)
        return best

    def _walk(self, state: _State, found: list[Word], at: int, best: dict[str, int]) -> None:
        for name in state.names:
            if best.get(name, -1) < at:
                best[name] = at
        for skip in range(at + 1, min(at + _GAP + 2, len(found))) if state.gap else ():
            if found[skip].broken:
                break
            self._step(state.gap, found, skip, best)
        if state.open and at + 1 < len(found) and not found[at + 1].broken:
            self._step(state, found, at + 1, best)

    def _step(self, state: _State | None, found: list[Word], at: int, best: dict[str, int]) -> None:
        after = self._move(state, found[at].lower) if state else None
        if after:
            self._walk(after, found, at, best)

    def _move(self, state: _State, word: str) -> _State | None:
        try:
            return state.moves[word]
        except KeyError:
            after = _after(state, word)
            known = state.moves[word] = self._state(after) if after else None
            return known

    def _begin(self) -> _State:
        self._start = self._state([self._root])
        return self._start

    def _state(self, nodes: list[_Node]) -> _State:
        closed = tuple(dict.fromkeys(n for node in nodes for n in _joined(node)))
        key = frozenset(map(id, closed))
        if key not in self._states:
            self._states[key] = self._build(closed)
        return self._states[key]

    def _build(self, nodes: tuple[_Node, ...]) -> _State:
        gaps = [node.gap for node in nodes if node.gap]
        names = tuple(dict.fromkeys(name for node in nodes for name in node.names))
        words = tuple(node.words for node in nodes if node.words)
        stems = tuple(pair for node in nodes for pair in node.stems.items())
        numbers = tuple(node.number for node in nodes if node.number)
        return _State(names, self._state(gaps) if gaps else None, words, stems, numbers, bool(words or stems or numbers))


def _ends(node: _Node, phrase: str) -> list[_Node]:
    # Where a walk of the phrase from `node` may end. Branches join again before the next group.
    ends = [node]
    for group in split(" ".join(phrase.split()), " "):
        if "(" in group:
            ends = [end for option in options(group) for end in _ends(_join(ends), option)]
        elif group:
            ends = [_step_to(_join(ends), group)]
    return ends


def _join(ends: list[_Node]) -> _Node:
    if len(ends) == 1:
        return ends[0]
    join = _Node()
    for end in ends:
        end.joins.append(join)
    return join


def _step_to(node: _Node, step: str) -> _Node:
    if step == "...":
        node.gap = node.gap or _Node()
        return node.gap
    if step == "#":
        node.number = node.number or _Node()
        return node.number
    parts = [step.lower()] if step.isascii() and step.isalpha() else [w.lower for w in words(plain(step))]
    stem = parts.pop() if step.endswith("*") and parts else ""
    for part in parts:
        node = node.words.setdefault(part, _Node())
    return node.stems.setdefault(len(stem), {}).setdefault(stem, _Node()) if stem else node


def _joined(node: _Node) -> Iterator[_Node]:
    yield node
    for join in node.joins:
        yield from _joined(join)


def _after(state: _State, word: str) -> list[_Node]:
    after = [table[word] for table in state.words if word in table]
    after += [stems[word[:length]] for length, stems in state.stems if word[:length] in stems]
    if state.numbers and is_number(word):
        after += state.numbers
    return after

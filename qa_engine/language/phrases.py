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
_SIGNS = {" ": re.compile(r"[() ]"), "|": re.compile(r"[()|]")}
_BRACKETS = re.compile(r"[()]")
_GAP = 4
COUNTING = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
            "nineteen")
SPOKEN = frozenset(f"{COUNTING} twenty thirty forty fifty sixty seventy eighty ninety hundred".split())
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
    """The phrase cut at each `mark`, a space or a bar, outside brackets."""
    if "(" not in phrase:
        return phrase.split(mark)
    found, depth, start = [], 0, 0
    for sign in _SIGNS[mark].finditer(phrase):
        if sign[0] != mark:
            depth += 1 if sign[0] == "(" else -1
        elif not depth:
            found.append(phrase[start:sign.start()])
            start = sign.end()
    return [*found, phrase[start:]]


def options(group: str) -> list[str]:
    """The choices of one group: "(a|b c|)" has three; a word with a choice glued to it ("week(s|)") is spelt out."""
    whole = group[0] == "(" and (group[-1] == ")" if group.count("(") == 1 else _closing(group) == len(group) - 1)
    return split(group[1:-1], "|") if whole else expand(group)


def _closing(group: str) -> int:
    depth = 0
    for sign in _BRACKETS.finditer(group):
        depth += 1 if sign[0] == "(" else -1
        if not depth:
            return sign.start()
    return -1


@dataclass(slots=True, eq=False)
class _Node:
    words: dict[str, _Node] = field(default_factory=dict)
    stems: dict[int, dict[str, _Node]] = field(default_factory=dict)
    number: _Node | None = None
    gap: _Node | None = None
    joins: list[_Node] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    todo: list[tuple[str, str]] = field(default_factory=list)


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


@dataclass(slots=True, eq=False)
class _Phrase:
    """A phrase after its first group of choices. `join` is where the choices that were laid out so far go on together."""

    name: str
    rest: str
    join: _Node | None = None


class PhraseGraph:
    """Named phrases, and a walk that finds them. Each part of a phrase is laid out when a walk first comes to it."""

    def __init__(self) -> None:
        self._root = _Node()
        self._states: dict[frozenset[int], _State] = {}
        self._start: _State | None = None
        self._waiting: dict[str, list[tuple[str, _Phrase]]] = {}

    def add(self, name: str, phrase: str) -> None:
        """Add a phrase of a list. All phrases are added before the first walk."""
        phrase = " ".join(phrase.split())
        head, rest = _first_group(phrase)
        if "(" not in head:
            self._wait(head, phrase, _Phrase(name, ""))
            return
        shared = _Phrase(name, rest)
        for option in dict.fromkeys(map(str.strip, options(head))):
            opening, _ = _first_group(option)
            if "(" in opening or not opening:
                self.add(name, f"{option} {rest}")
            else:
                self._wait(opening, option, shared)

    def _wait(self, opening: str, option: str, phrase: _Phrase) -> None:
        opener = _opener(opening)
        if opener:
            self._waiting.setdefault(opener, []).append((option, phrase))
        else:
            self._lay(option, phrase)

    def find(self, found: list[Word]) -> Iterator[tuple[int, dict[str, int]]]:
        """For each word that opens a phrase, its index and list name to the last word of the longest phrase of it from there."""
        moves = (self._start or self._begin()).moves
        for first, word in enumerate(found):
            try:
                state = moves[word[0]]
            except KeyError:
                state = self._open(word[0])
            if state:
                best: dict[str, int] = {}
                self._walk(state, found, first, best)
                if best:
                    yield first, best

    def _open(self, word: str) -> _State | None:
        for option, phrase in self._waiting.pop(word, ()):
            self._lay(option, phrase)
        return self._move(self._start or self._begin(), word)

    def _lay(self, option: str, phrase: _Phrase) -> None:
        if not phrase.rest:
            _lay(self._root, phrase.name, option)
            return
        ends = _ends(self._root, option)
        if phrase.join is None:
            phrase.join = _Node(todo=[(phrase.name, phrase.rest)])
        for end in ends:
            end.joins.append(phrase.join)

    def _walk(self, state: _State | None, found: list[Word], at: int, best: dict[str, int]) -> None:
        while state:
            for name in state.names:
                if best.get(name, -1) < at:
                    best[name] = at
            if state.gap:
                self._leap(state.gap, found, at, best)
            at += 1
            if not state.open or at >= len(found) or found[at].broken:
                return
            word = found[at].lower
            state = state.moves[word] if word in state.moves else self._move(state, word)

    def _leap(self, state: _State, found: list[Word], at: int, best: dict[str, int]) -> None:
        for skip in range(at + 1, min(at + _GAP + 2, len(found))):
            if found[skip].broken:
                return
            word = found[skip].lower
            after = state.moves[word] if word in state.moves else self._move(state, word)
            if after:
                self._walk(after, found, skip, best)

    def _move(self, state: _State, word: str) -> _State | None:
        # Asked once for each word that is met in a state: the answer is kept in the state's `moves`.
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
        # The root has no words yet where all its phrases wait for their openers.
        words = tuple(node.words for node in nodes if node.words or node is self._root)
        stems = tuple(pair for node in nodes for pair in node.stems.items())
        numbers = tuple(node.number for node in nodes if node.number)
        return _State(names, self._state(gaps) if gaps else None, words, stems, numbers, bool(words or stems or numbers))


def _first_group(phrase: str) -> tuple[str, str]:
    """The first word or group of choices of a phrase, and the rest."""
    depth = 0
    for sign in _SIGNS[" "].finditer(phrase):
        if sign[0] != " ":
            depth += 1 if sign[0] == "(" else -1
        elif not depth:
            return phrase[:sign.start()], phrase[sign.end():]
    return phrase, ""


def _opener(step: str) -> str:
    """The word that a text must have where this step opens a phrase; empty where there are many, as for a stem or a number."""
    if step.isascii() and step.isalpha():
        return step.lower()
    parts = words(plain(step))
    return parts[0].lower if len(parts) > 1 or (parts and not step.endswith("*")) else ""


def _lay(node: _Node, name: str, phrase: str) -> None:
    """Lay a phrase out from `node` to the end of its first group of choices, and leave the rest to do."""
    ends = [node]
    while phrase and len(ends) == 1:
        head, phrase = _first_group(phrase)
        ends = [end for option in options(head) for end in _ends(ends[0], option)] if "(" in head else [_step_to(ends[0], head)]
    if phrase:
        _join(ends).todo.append((name, phrase))
        return
    for end in ends:
        if name not in end.names:
            end.names.append(name)


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
    while node.todo:
        _lay(node, *node.todo.pop(0))
    yield node
    for join in node.joins:
        yield from _joined(join)


def _after(state: _State, word: str) -> list[_Node]:
    after = [table[word] for table in state.words if word in table]
    after += [stems[word[:length]] for length, stems in state.stems if word[:length] in stems]
    if state.numbers and is_number(word):
        after += state.numbers
    return after

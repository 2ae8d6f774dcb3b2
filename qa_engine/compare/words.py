"""Word against word: what two versions of a text share, what is gone, what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from qa_engine.compare.entries import tokens
from qa_engine.compare.model import Piece

# Between two changes, so few words that stayed are shown as changed too: a patchwork reads badly.
_STITCH = 1


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Runs of words in reading order; where words were replaced, what is gone stands before what is new."""
    one, other = old.split(), new.split()
    matcher = SequenceMatcher(None, [_plain(w) for w in one], [_plain(w) for w in other], autojunk=False)
    found: list[Piece] = []
    for op, a, b, c, d in _stitched(matcher.get_opcodes()):
        if op == "equal":
            found.append(Piece(op="same", text=" ".join(other[c:d])))
            continue
        found += [Piece(op="gone", text=" ".join(one[a:b]))] if a < b else []
        found += [Piece(op="new", text=" ".join(other[c:d]))] if c < d else []
    return tuple(found)


def lost_and_won(old: str, new: str) -> tuple[Counter[str], Counter[str]]:
    """The words that only the old text has, and those that only the new one has, wherever they stand."""
    one, other = Counter(tokens(old)), Counter(tokens(new))
    return one - other, other - one


Opcode = tuple[str, int, int, int, int]


def _stitched(codes: Sequence[Opcode]) -> Iterator[Opcode]:
    held: Opcode | None = None
    for n, (op, a, b, c, d) in enumerate(codes):
        short = op == "equal" and b - a <= _STITCH and 0 < n < len(codes) - 1
        if op == "equal" and not short:
            if held:
                yield held
            held = None
            yield op, a, b, c, d
        else:
            held = ("replace", held[1], b, held[3], d) if held else ("replace", a, b, c, d)
    if held:
        yield held


def _plain(word: str) -> str:
    return " ".join(tokens(word)) or word

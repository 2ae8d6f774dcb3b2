"""A paragraph of the model made from its pieces: live text, and what of it is bold, struck, hidden or an unfilled prompt."""

from __future__ import annotations

import re
from typing import NamedTuple

from qa_engine.model.document import Paragraph, Place
from qa_engine.read.inline import Line, Piece
from qa_engine.read.tally import Tally

_Switches = tuple[bool, bool, bool, bool]
_Ranges = tuple[tuple[int, int], ...]
_PLAIN: _Switches = (False, False, False, False)
_NONE_STRUCK: tuple[tuple[int, str], ...] = ()
_UNRESOLVED = re.compile(r"«[^«»\n]{1,80}»")


class Setting(NamedTuple):
    """What a paragraph has from outside its text: its place, style name, heading level, number, alignment, shading."""

    part: str
    order: int
    table: int | None
    row: int | None
    column: int | None
    style: str
    level: int | None
    number: str
    depth: int | None
    centred: bool
    fill: bool
    textbox: bool


def build(line: Line, setting: Setting, tally: Tally) -> Paragraph:
    """The paragraph; struck and hidden words and unresolved fields go to the tally."""
    part, order, table, row, column, style, level, number, depth, centred, fill, textbox = setting
    live, struck, placeholder = line.pieces, _NONE_STRUCK, False
    if line.mixed:
        live, struck, placeholder = sift(live, tally)
    text, (bold, italic, underline, caps), size, ranges = _one(live[0]) if len(live) == 1 else _several(live)
    if "«" in text:
        tally.unresolved.extend(_UNRESOLVED.findall(text))
    return Paragraph(
        text, Place(part, order, 0, len(text), table, row, column), style, level, number, depth, bold, italic, underline, caps,
        centred, size, fill, placeholder, textbox, ranges, struck,
    )


def _one(piece: Piece) -> tuple[str, _Switches, float | None, _Ranges]:
    """Text, switches, size and bold ranges of the most common paragraph by far."""
    text, look = piece.text, piece.look
    if text.isspace():
        return text, _PLAIN, look.size, ()
    return text, look[:4], look.size, ((0, len(text)),) if look.bold else ()


def _several(pieces: list[Piece]) -> tuple[str, _Switches, float | None, _Ranges]:
    if not pieces:
        return "", _PLAIN, None, ()
    return "".join([piece.text for piece in pieces]), _common(pieces), _size(pieces), _bold_ranges(pieces)


def lettering(words: str, anchor: Place) -> Paragraph:
    """Words set as a picture (WordArt, a watermark), as a text box after the paragraph that holds them."""
    place = Place(anchor.part, anchor.paragraph, 0, 0, anchor.table, anchor.row, anchor.column)
    return Paragraph(words, place, textbox=True)


def sift(pieces: list[Piece], tally: Tally) -> tuple[list[Piece], tuple[tuple[int, str], ...], bool]:
    """Part the live text from struck and hidden text and from prompts; prompts alone stay, so that they can be seen."""
    live: list[Piece] = []
    prompts: list[Piece] = []
    struck: list[tuple[int, str]] = []
    hidden: list[tuple[int, str]] = []
    offset = 0
    for piece in pieces:
        if piece.look.hidden:
            _join(hidden, offset, piece.text)
        elif piece.look.struck:
            _join(struck, offset, piece.text)
        elif piece.prompt:
            prompts.append(piece)
        else:
            live.append(piece)
            offset += len(piece.text)
    tally.struck.extend(words for _, words in struck if words.strip())
    tally.hidden.extend(words for _, words in hidden if words.strip())
    prompted = "".join(piece.text for piece in prompts)
    if prompted.strip():
        tally.prompts.append(prompted.strip())
    placeholder = bool(prompted.strip()) and not any(piece.text.strip() for piece in live)
    return (prompts if placeholder else live), tuple(s for s in struck if s[1].strip()), placeholder


def _join(found: list[tuple[int, str]], offset: int, text: str) -> None:
    """Add text that stood at `offset`; neighbouring runs make one stretch."""
    if found and found[-1][0] == offset:
        found[-1] = (offset, found[-1][1] + text)
    else:
        found.append((offset, text))


def _common(pieces: list[Piece]) -> _Switches:
    """Whether all the text, white space apart, is bold, italic, underlined, in capitals."""
    looks = [piece.look for piece in pieces if not piece.text.isspace()]
    if len(looks) == 1:
        return looks[0][:4]
    if not looks:
        return _PLAIN
    bold, italic, underline, caps = (all(switch) for switch in list(zip(*looks, strict=True))[:4])
    return bold, italic, underline, caps


def _size(pieces: list[Piece]) -> float | None:
    """The size of most of the text, in points."""
    sizes: dict[float | None, int] = {}
    for piece in pieces:
        sizes[piece.look.size] = sizes.get(piece.look.size, 0) + len(piece.text)
    return max(sizes, key=lambda size: sizes[size])


def _bold_ranges(pieces: list[Piece]) -> _Ranges:
    ranges: list[tuple[int, int]] = []
    offset = 0
    for piece in pieces:
        end = offset + len(piece.text)
        if piece.look.bold:
            if ranges and ranges[-1][1] == offset:
                ranges[-1] = (ranges[-1][0], end)
            else:
                ranges.append((offset, end))
        offset = end
    return tuple(ranges)

"""Statements whose part is told by a word before a colon, on a line or in a record: "Need: ... Outcome: ... Provided by: ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_engine.model.document import Paragraph
from qa_engine.structure.columns import IN_TEXT, LINKS
from qa_engine.structure.cursor import NEED_LETTERS, PROVISION_LETTERS, Cursor
from qa_engine.structure.drafts import read_line, spans
from qa_engine.structure.labels import letter_of
from qa_engine.structure.statements import count, is_empty

if TYPE_CHECKING:
    from qa_engine.structure.walk import Walk

_LABEL = re.compile(r"^\s*(?P<word>[A-Z][A-Za-z/ '\u2019-]{1,48}?)\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)?\s*"
                    r"(?:\((?P<code>[A-K][12]?)\))?\s*:\s*(?P<rest>\S.*)$", re.DOTALL)
_ABOVE = re.compile(r"^(?:please )?(?:see|as) (?:above|below|before)\W*$", re.IGNORECASE)
_FITS = {"need": NEED_LETTERS, "strength": NEED_LETTERS, "outcome": ("E",), "step": ("E",), "aspiration": ("E",),
         "provision": PROVISION_LETTERS}
_OWN = {"B": "need", "C": "need", "D": "need", "E": "outcome", "F": "provision", "G": "provision", "H1": "provision", "H2": "provision"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of a record: what its label calls it, the number and section code in the label, and the rest."""

    text: str
    word: str
    number: str
    code: str
    rest: str
    part: str


def read_run_in(walk: Walk, paragraph: Paragraph, text: str) -> bool:
    """Read a paragraph that says before a colon what it states; false where it does not, or where that is no news in its section."""
    if walk.cursor.section not in _OWN or ":" not in text[:64]:
        return False
    pieces = [_piece(walk, line) for line in text.split("\n") if line.strip()]
    if not pieces[0].part or spans(pieces[0].rest)[:1] == [pieces[0].rest.strip(" .")]:
        return False
    if not walk.cursor.group and pieces[0].part == _OWN[walk.cursor.section] and sum(bool(p.word) for p in pieces) < 2:
        return False
    if _led(walk.cursor, pieces[0]) is None:
        return False
    for piece in pieces:
        _state(walk, paragraph, piece)
    return True


def _piece(walk: Walk, line: str) -> _Piece:
    match = _LABEL.match(line)
    if match is None or count(match["word"]) > 5:
        return _Piece(line, "", "", "", line, "")
    part = walk.heads.part(match["word"])
    named = walk.heads.names(match["word"]) if not part else None
    part = part or (_OWN.get("H1" if named[0] == "H" else named[0], "") if named else "")
    return _Piece(line, match["word"], match["number"] or "", match["code"] or "", match["rest"], part if part in _FITS else "")


def _led(cursor: Cursor, piece: _Piece) -> Cursor | None:
    """Where a label leads, or None where the statement would not stand in a section of its kind."""
    trial = cursor.copy()
    trial.enter_part(piece.part, piece.word)
    if piece.code and letter_of(piece.code) in _OWN and trial.section in _FITS[piece.part]:
        trial.turn(letter_of(piece.code))
        trial.part = piece.part
    trial.heads = cursor.heads
    return trial if trial.section in _FITS[piece.part] else None


def _state(walk: Walk, paragraph: Paragraph, piece: _Piece) -> None:
    if _ABOVE.match(piece.rest) or is_empty(piece.rest):
        return
    led = _led(walk.cursor, piece) if piece.part else None
    if led is not None:
        walk.cursor = led
        line = read_line(paragraph, piece.rest, max(paragraph.text.find(piece.rest[:20]), 0))
        draft = walk.content(line)
        if draft is not None and piece.number and not draft.label:
            draft.label = piece.number
        walk.cursor.part = ""
        walk.run += 1
    elif walk.drafts:
        _more(walk, paragraph, piece)


def _more(walk: Walk, paragraph: Paragraph, piece: _Piece) -> None:
    """A line of the record that goes on with its statement: who, how often, which need; a bare status is left out."""
    last, role = walk.drafts[-1], walk.heads.column(piece.word) if piece.word else ""
    codes = spans(piece.rest) if role in LINKS else []
    if codes:
        last.refs += [(role, code) for code in codes]
    elif role in IN_TEXT or not piece.word or count(piece.rest) > 3:
        last.lines.append(read_line(paragraph, piece.rest if piece.word else piece.text, max(paragraph.text.find(piece.rest[:20]), 0)))

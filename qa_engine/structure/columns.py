"""Read header rows: which column holds which section, part of a section, or piece of a statement."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qa_engine.model.document import Cell, Row
from qa_engine.structure.cursor import FRONT, OUTSIDE, Cursor
from qa_engine.structure.heads import Heads
from qa_engine.structure.labels import Label, bare_letter, read_label
from qa_engine.structure.look import heads_cell
from qa_engine.structure.statements import count, is_empty

IN_TEXT = ("what", "who", "how_often", "how_much", "group", "when", "other")
LINKS = ("need", "outcome")
_FIRST = ("who", "how_often", "how_much", "when", "group", "need", "outcome", "number", "area")


@dataclass(frozen=True, slots=True)
class Head:
    """A column head over grid columns `start` to `stop`. `letter` is the section of its cells, or empty for the section at hand.

    `role` is what its cells say: main (a statement of the section), one of the roles of an item's columns, number, area, review, or empty.
    """

    start: int
    stop: int
    text: str
    role: str = ""
    letter: str = ""
    part: str = ""
    label: Label | None = None


def read_heads(row: Row, heads: Heads) -> list[Head]:
    """One head for each cell of a row, its role as its own words say it."""
    found = [_read(cell, heads) for cell in row.cells]
    bare = [bare_letter(h.text) for h in found]
    if sum(map(bool, bare)) >= 2:
        # Letters alone head columns where two or more stand side by side.
        found = [replace(h, role="main", letter=x, label=Label((x,))) if x and not h.label else h for h, x in zip(found, bare, strict=True)]
    return found


def is_header(row: Row, following: Row | None, heads: Heads) -> bool:
    """Whether a row names columns: its cells are short and stand out, and enough are known or the next row does not stand out."""
    filled = [c for c in row.cells if not is_empty(c.text)]
    if len(filled) < 2 or any(count(c.text) > 40 for c in filled) or any(c.continues for c in row.cells):
        return False
    if following and any(c.continues and c.column == filled[0].column for c in following.cells):
        return False
    standing_out = row.header or all(heads_cell(c) for c in filled)
    if not standing_out and (len(filled) < 3 or following is None or any(count(c.text) > 8 for c in filled)):
        return False
    known = sum(_known(h) for h in read_heads(row, heads) if h.text)
    if not standing_out:
        return known == len(filled)
    if known * 2 >= len(filled) and known >= 1 and not _label_and_value(filled, known):
        return True
    return len(filled) == len(row.cells) and following is not None and _plain_below(filled, following)


def settle(found: list[Head], cursor: Cursor) -> list[Head]:
    """Give each head the section of its cells, from its letter, from its words, or from where the table stands."""
    lettered = any(h.label for h in found)
    if cursor.section == "A" and not lettered:
        return [replace(h, role="main" if h.text else "", letter="", part="") for h in found]
    parts = {h.part for h in found if h.part}
    settled = [_settled(h, cursor, lettered, parts) for h in found]
    if all(h.part == "step" for h in settled if h.role == "main"):
        settled = _first_is_main(settled)
    return settled


def _read(cell: Cell, heads: Heads) -> Head:
    text = cell.line
    stop = cell.column + cell.span
    if is_empty(text):
        return Head(cell.column, stop, "")
    label = read_label(text, heads)
    if label is not None:
        return Head(cell.column, stop, text, "main", "H1" if label.letters[0] == "H" else label.letters[0], "", label)
    role = heads.column(text)
    if role in _FIRST:
        return Head(cell.column, stop, text, role)
    part = heads.part(text)
    named = heads.names(text)
    if part == "review":
        return Head(cell.column, stop, text, "review")
    if part or named:
        return Head(cell.column, stop, text, role, named[0] if named and not part else "", part)
    return Head(cell.column, stop, text, role)


def _known(head: Head) -> bool:
    return bool(head.role or head.part or head.letter)


def _label_and_value(filled: list[Cell], known: int) -> bool:
    # "Name" beside a bold value is no header row.
    return len(filled) == 2 and known < 2


def _plain_below(filled: list[Cell], following: Row) -> bool:
    below = [c for c in following.cells if not c.continues and not is_empty(c.text)]
    return len(following.cells) >= len(filled) and bool(below) and not any(heads_cell(c) for c in below)


def _settled(head: Head, cursor: Cursor, lettered: bool, parts: set[str]) -> Head:
    if head.label or head.role in _FIRST or head.role == "review" or not (head.part or head.letter or head.role == "what"):
        return head
    if cursor.section in ("A", "I", "J", "K"):
        return replace(head, role="", letter="", part="")
    if not head.part and not head.letter:
        return replace(head, role="main") if not lettered else head
    wanted = cursor.wanted(head.part) or head.letter
    wanted = "H1" if wanted == "H" else wanted
    if wanted == cursor.section or (wanted[0] == "H" and cursor.section[:1] == "H"):
        return replace(head, role="main", letter="")
    if lettered or _free(wanted, cursor, parts):
        return replace(head, role="main", letter=wanted)
    return replace(head, role="outcome" if wanted == "E" else "need" if wanted in "BCD" else "what", letter="", part="")


def _free(wanted: str, cursor: Cursor, parts: set[str]) -> bool:
    if cursor.group or cursor.section in (FRONT, OUTSIDE) or wanted not in cursor.printed:
        return True
    # "Strengths | Needs" opens needs wherever it stands.
    return "strength" in parts and wanted in ("B", "C", "D")


def _first_is_main(found: list[Head]) -> list[Head]:
    for wanted in ("what", "", "area"):
        for n, head in enumerate(found):
            if head.role == wanted and head.text:
                return [*found[:n], replace(head, role="main"), *found[n + 1:]]
    return found

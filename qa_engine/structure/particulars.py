"""Collect the particulars of a plan: labels and their values in tables, lines, sentences, titles, headers and the sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from qa_engine.language.lexicon import Lexicon
from qa_engine.language.words import plain, squeeze, tokens, unplaced
from qa_engine.model.document import Block, Cell, Document, Paragraph, Table, paragraphs
from qa_engine.structure.statements import is_empty

_PARTED = re.compile(r"\s*(?::\s*(?:[._\u2026]{3,}\s*)?|\t+|\s{3,}|[._\u2026]{4,}\s*)")
_LOOSE = str.maketrans(dict.fromkeys(",;:.()[]\"?!|*", " "))
_AT_DATE = re.compile(r"\s+(?:(?:as )?(?:at|on) (?:the )?(?:date|time) of (?:the |this )?plan|when (?:the |this )?plan was \w+)$",
                      re.IGNORECASE)
_AND_I = re.compile(r"\s+and\s+(?=I (?:am|live|go|like)\b)")  # "I go to Larch Hill and I am in Year 10."
_YEAR = re.compile(r"^\W*(?:year|yr|ncy|nc year)\s*\d", re.IGNORECASE)  # a value, though its words are those of a label
_BLANKS = re.compile(r"^[\s._\u2026-]+|[\s_\u2026]+$")


@dataclass(slots=True)
class Pairs:
    """Field name to the values printed for it, in order; `contacts` are parents and others named; `signed` is None where unasked."""

    values: dict[str, list[str]] = field(default_factory=dict)
    contacts: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def first(self, *names: str) -> str:
        """The first value of the first of these fields that has one, or an empty string."""
        return next((v for n in names for v in self.values.get(n, ()) if v), "")


class Fields:
    """Recognises the labels of particulars."""

    def __init__(self, lexicon: Lexicon):
        self._lexicon = lexicon.part("field_")
        self._filler = lexicon.vocabulary("form_field_vocabulary")
        self._known: dict[str, str] = {}

    def of(self, text: str) -> str:
        """Name of the field that a label asks for, without `field_`, or empty."""
        if len(text) >= 140:
            return ""
        if text not in self._known:
            self._known[text] = self._of(text)
        return self._known[text]

    def _of(self, text: str) -> str:
        found = unplaced(tokens(_AT_DATE.sub("", plain(text)).translate(_LOOSE)))
        if not found or len(found) > 16 or _YEAR.match(text):
            return ""
        own: dict[str, set[int]] = {}
        for hit in self._lexicon.scan(found):
            own.setdefault(hit.name, set()).update(range(hit.first, hit.last + 1))
        if not own:
            return ""
        loose = {n for n, w in enumerate(found) if w.lower in self._filler}
        full = [(name, len(at)) for name, at in own.items() if len(at | loose) == len(found)]
        return max(full, key=lambda f: f[1], default=("", 0))[0].removeprefix("field_")


def collect(blocks: Iterable[Block], fields: Fields) -> Pairs:
    """Labels and values of these blocks. Text that is neither is kept in `lines`."""
    pairs = Pairs()
    for block in blocks:
        if isinstance(block, Table):
            _table(block, fields, pairs)
        else:
            _paragraph(block, fields, pairs)
    return pairs


def particulars_tables(document: Document, front: list[Block], fields: Fields) -> list[Block]:
    """Tables elsewhere in the document that hold the child's name or birthday among three or more known labels."""
    known = {id(b) for b in front}
    return [b for b in document.blocks if isinstance(b, Table) and id(b) not in known and _holds_particulars(b, fields)]


def _holds_particulars(table: Table, fields: Fields) -> bool:
    labels = [fields.of(text) for row in table.rows[:8] for c in row.cells[:4] if len(text := c.line) < 45]
    found = {x for x in labels if x not in ("", "other", "date")}
    return len(found) >= 3 and bool(found & {"dob", "year", "known_as"})


def add(pairs: Pairs, name: str, value: str) -> None:
    """Note a value; a second name is another person's."""
    value = _BLANKS.sub("", squeeze(value))
    if name == "contact" or (name == "name" and pairs.values.get("name")):
        if value and value not in pairs.values.get("name", ()):
            pairs.contacts.append(value)
        return
    pairs.values.setdefault(name, []).append(value)


def _table(table: Table, fields: Fields, pairs: Pairs) -> None:
    for n, row in enumerate(table.rows):
        cells = [c for c in row.cells if not c.continues]
        named = [_field_of(c, fields) for c in cells]
        below = table.rows[n + 1].cells if n + 1 < len(table.rows) else ()
        if len([x for x in named if x]) == len(cells) > 1 and below and not any(_field_of(c, fields) for c in below):
            for cell, name in zip(cells, named, strict=True):
                add(pairs, name, next((b.line for b in below if b.column == cell.column), ""))
            continue
        _row(cells, named, fields, pairs)


def _row(cells: list[Cell], named: list[str], fields: Fields, pairs: Pairs) -> None:
    n = 0
    while n < len(cells):
        if named[n] and n + 1 < len(cells):
            add(pairs, named[n], cells[n + 1].line)
            n += 2
            continue
        for paragraph in paragraphs(cells[n].blocks):
            _paragraph(paragraph, fields, pairs)
        n += 1


def _field_of(cell: Cell, fields: Fields) -> str:
    text = cell.line
    return "" if is_empty(text) else fields.of(text)


def _paragraph(paragraph: Paragraph, fields: Fields, pairs: Pairs) -> None:
    for line in paragraph.text.split("\n"):
        for piece in _pieces(line.strip(), fields):
            if isinstance(piece, tuple):
                add(pairs, *piece)
            elif not is_empty(piece):
                pairs.lines.append(piece)


def _pieces(line: str, fields: Fields) -> Iterator[tuple[str, str] | str]:
    for part in _AND_I.split(line) if " and I " in line else (line,):
        yield from _piece(part, fields)


def _piece(line: str, fields: Fields) -> Iterator[tuple[str, str] | str]:
    parts = _PARTED.split(line, maxsplit=1)
    if len(parts) == 2 and len(parts[0].split()) <= 10:
        name = fields.of(parts[0])
        if name:
            yield name, parts[1]
            return
    opening = _opening(line, fields)
    yield opening if opening else line


def _opening(line: str, fields: Fields) -> tuple[str, str] | None:
    """ "My name is Sam": a label that runs on into its value."""
    found = line.split()
    if not 3 <= len(found) <= 12 or found[0].lower() not in ("my", "i", "name", "this", "it", "known", "dob", "likes", "born"):
        return None
    for size in range(min(7, len(found) - 1), 1, -1):
        name, value = fields.of(" ".join(found[:size])) if found[size - 1] != "The" else "", found[size]
        # The label ends where one word more makes none; a name begins with a capital.
        longer = value[0].isalpha() and value != "The" and fields.of(" ".join(found[:size + 1]))
        if name and name != "other" and not longer and not (name == "name" and value.islower()):
            return name, " ".join(found[size:])
    return None

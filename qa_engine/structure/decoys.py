"""Find section labels that head no section: contents pages and tables that explain what the sections are for."""

from __future__ import annotations

import re
from itertools import groupby

from qa_engine.model.document import Block, Document, Paragraph, Table, paragraphs
from qa_engine.structure.columns import read_heads
from qa_engine.structure.heads import Heads
from qa_engine.structure.labels import bare_letter, read_label
from qa_engine.structure.statements import count, is_empty

_LONGEST_GAP = 45
_ROMAN = re.compile(r"^part\s+([ivx]{1,4})\s*[:.\u2013-]?$", re.IGNORECASE)


def find_labels(document: Document, heads: Heads) -> tuple[frozenset[str], frozenset[int]]:
    """Letters printed as labels of real sections, and the paragraphs (by ordinal) of contents pages and explanatory tables."""
    parts = _roman(document)
    blocks = tuple(b for b in document.blocks if not (isinstance(b, Paragraph) and b.place.paragraph in parts))
    stretches = [s for s in _stretches(blocks, heads) if s.letters]
    decoys = [s for n, s in enumerate(stretches) if s.is_index(stretches, n)]
    hidden = frozenset(i for s in decoys for i in s.ordinals)
    printed = frozenset(x for s in stretches if s not in decoys for x in s.letters)
    return printed, hidden | parts | frozenset(_headings_above(document.blocks, hidden, heads))


def _roman(document: Document) -> frozenset[int]:
    """Paragraphs "PART I", "PART II" and so on of a plan that counts its parts so: Part I is then no Section I."""
    found = {b.place.paragraph: m[1] for b in document.blocks if isinstance(b, Paragraph) and (m := _ROMAN.match(b.text.strip()))}
    return frozenset(found) if len(set(found.values())) > 2 else frozenset()


class _Stretch:
    """A table, or paragraphs that follow each other closely, with the labels in it."""

    def __init__(self, table: bool):
        self.table = table
        self.letters: list[str] = []
        self.ordinals: list[int] = []
        self.words = 0
        self.indexed = 0
        self.headed = False

    def is_index(self, others: list[_Stretch], at: int) -> bool:
        """Whether it only lists the sections: many letters with few words to each, nearly all of which come again."""
        letters = set(self.letters)
        if len(letters) < 3:
            return False
        again = {x for n, s in enumerate(others) if n != at for x in s.letters if n > at or not s.table}
        again |= {"H1"} if "H" in again else {"H"} if "H1" in again else set()
        share = len(letters & again) / len(letters)
        if self.headed or self.indexed >= 3:
            return share > 0.3 or self.words < 40 * len(letters)
        whole = len(letters) >= 6 and "A" in letters and bool(letters & {"I", "J", "K"})
        return whole and share >= 0.8 and self.words <= 60 * len(self.letters)


def _stretches(blocks: tuple[Block, ...], heads: Heads) -> list[_Stretch]:
    found: list[_Stretch] = []
    for is_table, some in groupby(blocks, key=lambda b: isinstance(b, Table)):
        if is_table:
            found += [_of_table(b, heads) for b in some if isinstance(b, Table)]
        else:
            found += _of_paragraphs([b for b in some if isinstance(b, Paragraph) and not is_empty(b.text)], heads)
    return found


def _of_table(table: Table, heads: Heads) -> _Stretch:
    stretch = _Stretch(True)
    stretch.headed = any(heads.decoy(h.text) for h in read_heads(table.rows[0], heads) if h.text) if table.rows else False
    for paragraph in paragraphs((table,)):
        if is_empty(paragraph.text):
            continue
        stretch.ordinals.append(paragraph.place.paragraph)
        stretch.words += count(paragraph.text)
        _note(stretch, paragraph, heads)
    for row in table.rows:
        filled = [c for c in row.cells if not is_empty(c.text)]
        for cell in (filled[:1] + filled[-1:] if len(row.cells) > 1 else ()):
            letter = bare_letter(cell.text)
            if letter and len(cell.text.strip()) < 3 and cell.fill:
                stretch.letters.append(letter)
    return stretch


def _note(stretch: _Stretch, paragraph: Paragraph, heads: Heads) -> bool:
    label = read_label(paragraph.text.strip(), heads) if not paragraph.number or paragraph.bold else None
    if label is None:
        return False
    stretch.letters += label.letters
    stretch.indexed += label.index
    return True


def _of_paragraphs(some: list[Paragraph], heads: Heads) -> list[_Stretch]:
    """Part paragraphs into stretches: a new one begins where much text has stood since the last label."""
    found, stretch, since = [], _Stretch(False), 0
    for paragraph in some:
        label = read_label(paragraph.text.strip(), heads)
        if label is not None and (since > _LONGEST_GAP or (label.index is False and stretch.indexed)
                                  or (stretch.letters and set(label.letters) & set(stretch.letters))):
            found.append(stretch)
            stretch = _Stretch(False)
        if _note(stretch, paragraph, heads):
            since = 0
            stretch.ordinals.append(paragraph.place.paragraph)
        else:
            since += count(paragraph.text)
            stretch.words += count(paragraph.text)
            if stretch.indexed and since < 8:
                stretch.ordinals.append(paragraph.place.paragraph)
    return [*found, stretch]


def _headings_above(blocks: tuple[Block, ...], hidden: frozenset[int], heads: Heads) -> list[int]:
    """Headings of contents lists, such as "Contents", and the group titles between their lines."""
    if not hidden:
        return []
    return [b.place.paragraph for b in blocks if isinstance(b, Paragraph) and b.text.strip() and b.place.paragraph < max(hidden)
            and heads.decoy(b.text)]

"""Where the live text of a body stands in its XML: for those who put something beside a plan's words in the file itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa_engine.read import names as n
from qa_engine.read.controls import Mark
from qa_engine.read.inline import InlineReader, Line, Piece
from qa_engine.read.names import Element
from qa_engine.read.package import Package
from qa_engine.read.paragraph import sift
from qa_engine.read.styles import Styles
from qa_engine.read.tally import Tally
from qa_engine.read.word import WordFile


@dataclass(frozen=True, slots=True)
class Trace:
    """The body part and its tree as the reader saw it, with strict names as the usual ones and without XML comments.

    `lines` holds, for each paragraph that was read, by its ordinal in `Place`, the pieces that make up its live text in order. A piece's
    `source` is the element that the text came from: a w:t, w:tab, w:br, w:sym, or the w:fldChar, run, paragraph or control of a box
    or choice shown in its stead; None for what cannot be pointed at.
    """

    part: str
    root: Element
    lines: dict[int, tuple[Piece, ...]]


def trace(data: bytes) -> Trace:
    """Trace the body of the Word file with these bytes. Raises DocumentError, as the reader does."""
    return _TracedFile(Package(data)).trace()


class _TracedFile(WordFile):
    def trace(self) -> Trace:
        body = self._root.find(n.BODY)
        if body is None:
            return Trace(self._main, self._root, {})
        self._reader(self._main, self._root).read(body)
        order = {paragraph: index for index, paragraph in enumerate(self._root.iter(n.P))}
        return Trace(self._main, self._root, {order[p]: _live(line.pieces) for p, line in self._traced.lines})

    def _inline(self, shown: dict[Element, Mark], whole_fields: bool) -> InlineReader:
        self._traced = _TracedInline(self._styles, shown, self._tally, whole_fields)
        return self._traced


class _TracedInline(InlineReader):
    """Walks as the reader does; each piece that a step added is credited to the element of that step."""

    def __init__(self, styles: Styles, marks: dict[Element, Mark], tally: Tally, whole_fields: bool) -> None:
        super().__init__(styles, marks, tally, whole_fields)
        self.lines: list[tuple[Element, Line]] = []
        self._credited = 0

    def read(self, paragraph: Element, style: str | None) -> Line:
        self._credited = 0
        line = super().read(paragraph, style)
        self.lines.append((paragraph, line))
        return line

    def _run_content(self, run: Iterable[Element]) -> None:
        super()._run_content(self._watched(run))

    def _watched(self, children: Iterable[Element]) -> Iterator[Element]:
        self._credit(None)
        for child in children:
            yield child
            self._credit(child)

    def _show(self, element: Element) -> None:
        self._credit(None)
        super()._show(element)
        self._credit(element)

    def _credit(self, element: Element | None) -> None:
        pieces = self._line.pieces
        for index in range(self._credited, len(pieces)):
            pieces[index] = pieces[index]._replace(source=element)
        self._credited = len(pieces)


def _live(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces whose text is the paragraph's live text."""
    return tuple(sift(pieces, Tally())[0])

"""From a character of the live text to the element it stands in, in the tree that is to be written back."""

from __future__ import annotations

from lxml import etree

from qa_engine.mark.anchors import Point
from qa_engine.mark.splice import Spot
from qa_engine.read import names as n
from qa_engine.read.names import Element
from qa_engine.read.trace import Trace


class Twins:
    """Pairs the elements of the tree that was read with those of the file's own, which keeps XML comments and strict names.

    Elements are paired a paragraph at a time, with all that its text boxes hold, when one of them is first asked for: before that, the
    paragraph must not have been changed.
    """

    def __init__(self, traced: Trace, body: Element) -> None:
        self._traced = traced
        space = etree.QName(body).namespace
        self._paragraphs = dict(zip(traced.root.iter(n.P), body.iter(f"{{{space}}}p"), strict=True))
        self._ordered = list(self._paragraphs)
        self._pairs: dict[Element, dict[Element, Element]] = {}

    def first(self, start: Point, end: Point) -> Spot:
        """The spot before the first character from `start` on that stands in an element; the paragraph itself where none does."""
        at = 0
        for piece in self._traced.lines[start.paragraph]:
            after = at + len(piece.text)
            limit = end.offset if end.paragraph == start.paragraph else after + 1
            if after > start.offset and at < limit and piece.source is not None:
                return Spot(self._twin(piece.source), max(0, start.offset - at))
            at = after
        return Spot(self._twin(self._ordered[start.paragraph]))

    def last(self, start: Point, end: Point) -> Spot:
        """The spot after the last character before `end` that stands in an element; the paragraph itself where none does."""
        at = sum(len(piece.text) for piece in self._traced.lines[end.paragraph])
        for piece in reversed(self._traced.lines[end.paragraph]):
            before = at - len(piece.text)
            limit = start.offset if end.paragraph == start.paragraph else -1
            if before < end.offset and at > limit and piece.source is not None:
                return Spot(self._twin(piece.source), min(len(piece.text), end.offset - before))
            at = before
        return Spot(self._twin(self._ordered[end.paragraph]))

    def _twin(self, element: Element) -> Element:
        *_, outermost = (e for e in (element, *element.iterancestors(n.P)) if e.tag == n.P)
        if outermost not in self._pairs:
            twin = self._paragraphs[outermost]
            self._pairs[outermost] = dict(zip(outermost.iter(), twin.iter(etree.Element), strict=True))
        return self._pairs[outermost][element]

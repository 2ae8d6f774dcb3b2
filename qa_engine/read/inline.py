"""The text of one paragraph: runs in order through every wrapper Word puts round them, deleted text left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from qa_engine.read import names as n
from qa_engine.read.controls import Mark
from qa_engine.read.fields import Fields
from qa_engine.read.graphics import scan
from qa_engine.read.names import Element
from qa_engine.read.styles import Look, Styles, run_properties
from qa_engine.read.symbols import readable, symbol
from qa_engine.read.tally import Tally

_TAB, _POSITION_TAB, _BREAK, _RETURN = n.w("tab"), n.w("ptab"), n.w("br"), n.w("cr")
_NO_BREAK_HYPHEN, _SYMBOL, _FIELD_MARK = n.w("noBreakHyphen"), n.w("sym"), n.w("fldChar")
_CHAR, _FONT, _RUBY, _RUBY_TEXT = n.w("char"), n.w("font"), n.w("ruby"), n.w("rt")
_SIMPLE_FIELD, _CONTENT_PART = n.w("fldSimple"), n.w("contentPart")
_FIXED = {_TAB: "\t", _POSITION_TAB: "\t", _BREAK: "\n", _RETURN: "\n", _NO_BREAK_HYPHEN: "-"}
# A line end in the XML itself is no line break: Word shows a space.
_LINE_ENDS = str.maketrans("\n\r", "  ")
_GRAPHICS = frozenset({n.DRAWING, n.PICT, n.OBJECT})
# Everything else that wraps runs is walked through, known or not: an unknown wrapper must not lose words.
_CLOSED = frozenset({n.P_PR, n.R_PR, n.SDT_PR, n.w("sdtEndPr"), n.w("smartTagPr"), n.w("customXmlPr"), _RUBY_TEXT,
                     n.w("rubyPr"), n.w("fldData")})


class Piece(NamedTuple):
    """Text with one look. `prompt` is true for the prompt of a control or field not filled in; `source` is the element it stands in,
    known only while text is traced."""

    text: str
    look: Look
    prompt: bool = False
    source: Element | None = None


@dataclass(slots=True)
class Line:
    """What a paragraph holds: pieces of text in order, and the text boxes and picture words anchored in it.

    `mixed` is false where every piece is known to be live text.
    """

    pieces: list[Piece] = field(default_factory=list)
    mixed: bool = False
    boxes: list[Element] = field(default_factory=list)
    lettering: list[str] = field(default_factory=list)


class InlineReader:
    """Reads paragraphs of one part, one after another in document order: fields may run from one into the next."""

    def __init__(self, styles: Styles, marks: dict[Element, Mark], tally: Tally, whole_fields: bool) -> None:
        self._styles = styles
        self._marks = marks
        self._tally = tally
        self._fields = Fields(whole_fields)
        self._style: str | None = None
        self._plain = Look()
        self._line = Line()
        self._carried: list[Piece] = []

    def carry(self, line: Line) -> None:
        """Let a line run on into the paragraph that is read next."""
        self._carried = line.pieces

    def read(self, paragraph: Element, style: str | None) -> Line:
        """The line of a w:p whose style is `style`, with what was carried over before it."""
        self._style, self._line, self._carried = style, Line(self._carried, bool(self._carried)), []
        self._plain = self._styles.look(style, {})
        self._fields.next_paragraph()
        if self._marks:
            self._show(paragraph)
        self._walk(paragraph)
        return self._line

    def _walk(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == n.R:
                if self._marks:
                    self._run(child)
                else:
                    self._run_content(child)
            elif tag in _CLOSED:
                continue
            elif tag == n.SDT:
                self._control(child)
            elif tag == n.DEL or tag == n.MOVE_FROM:
                self._tally.deletions += tag == n.DEL
            elif tag == n.ALTERNATE:
                branch = n.chosen(child)
                if branch is not None:
                    self._walk(branch)
            elif tag == n.MATH_TEXT:
                self._add(child.text or "", self._plain)
            else:
                self._tally.insertions += tag == n.INS
                self._tally.moves += tag == n.MOVE_TO
                self._walk(child)

    def _control(self, control: Element) -> None:
        self._tally.content_controls += 1
        if self._marks:
            self._show(control)
        content = control.find(n.SDT_CONTENT)
        if content is not None:
            self._walk(content)

    def _show(self, element: Element) -> None:
        """What a control shows in the stead of an element: its tick box."""
        mark = self._marks.get(element)
        if mark is not None and mark.shown:
            self._add(mark.shown, self._plain)

    def _run(self, run: Element) -> None:
        mark = self._marks.get(run)
        if mark is None:
            self._run_content(run)
        elif mark.prompt:
            first = len(self._line.pieces)
            self._run_content(run)
            self._line.mixed = True
            self._line.pieces[first:] = [piece._replace(prompt=True) for piece in self._line.pieces[first:]]
        else:
            self._show(run)

    def _run_content(self, run: Iterable[Element]) -> None:
        look = self._plain
        for child in run:
            tag = child.tag
            if tag == n.R_PR:
                look = self._styles.look(self._style, run_properties(child))
            elif tag == n.T:
                text = child.text or ""
                self._add(text if text.isprintable() else text.translate(_LINE_ENDS), look)
            elif tag in _FIXED:
                self._add(_FIXED[tag], look)
            elif tag in _GRAPHICS:
                self._graphic(child)
            else:
                self._rare(child, look)

    def _rare(self, child: Element, look: Look) -> None:
        tag = child.tag
        if tag == _FIELD_MARK:
            shown = self._fields.mark(child)
            if shown:
                self._line.mixed = True
                self._line.pieces.append(Piece(shown, look))
        elif tag == _SYMBOL:
            self._add(symbol(_code(child.get(_CHAR)), child.get(_FONT) or ""), look._replace(font=""))
        elif tag == n.ALTERNATE:
            branch = n.chosen(child)
            if branch is not None:
                self._run_content(branch)
        elif tag == _RUBY:
            self._walk(child)
        elif tag == _CONTENT_PART:
            self._tally.unread.append("handwriting")

    def _graphic(self, element: Element) -> None:
        graphic = scan(element)
        self._tally.images += graphic.images
        self._tally.unread.extend(graphic.unread)
        self._tally.text_boxes += len(graphic.boxes)
        self._line.boxes.extend(graphic.boxes)
        self._line.lettering.extend(graphic.lettering)

    def _add(self, text: str, look: Look) -> None:
        fields, line = self._fields, self._line
        if not text or not fields.live:
            return
        if look.font or not text.isascii():
            text = readable(text, look.font)
        prompt = not fields.idle and fields.is_prompt(text)
        if prompt or look.struck or look.hidden:
            line.mixed = True
        line.pieces.append(Piece(text, look, prompt))


def _code(text: str | None) -> int:
    try:
        return int(text or "", 16) & 0x1FFFFF
    except ValueError:
        return 0xF0B7

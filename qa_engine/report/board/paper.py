"""The paper of the board report: numbered parts, lists inside the margin and inside cells, pictures with what they show in words."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from docx.oxml import parse_xml
from docx.shared import Mm, Pt

from qa_engine.report.word.build import Table, clean, run, table
from qa_engine.report.word.paper import Paper

_INDENT = 300  # twentieths of a point


class BoardPaper(Paper):
    """A document whose parts number themselves, so that one with nothing to say leaves no gap."""

    _parts = 0

    def part(self, title: str) -> None:
        """The heading of the next part."""
        self._parts += 1
        self.heading(f"{self._parts}. {title}")

    def bullets(self, lines: Iterable[str]) -> None:
        """A list, its bullets in line with the text above."""
        for line in lines:
            self._add(bullet(line))

    def bare(self, made: Table) -> None:
        """A table without a caption, for what is no list of its own."""
        self._body.insert_element_before(parse_xml(table(made)), "w:sectPr")
        self.say("", "Table Small")

    def picture(self, title: str, png: bytes, alt: str, width: float) -> None:
        """A picture so many millimetres wide under its title."""
        self.say(title, "Caption", keep=True)
        self._doc.add_picture(BytesIO(png), width=Mm(width))
        self._doc.paragraphs[-1].paragraph_format.space_after = Pt(4)
        self._doc.inline_shapes[-1]._inline.docPr.set("descr", clean(alt))


def bullet(line: str) -> str:
    """A point of a list as XML."""
    place = f'<w:ind w:left="{_INDENT}" w:hanging="{_INDENT}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="ListBullet"/>{place}</w:pPr>{run(line)}</w:p>'

"""The part of a Word file that holds its comments: ours are added at the end, and taken out by their author."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from lxml import etree

from qa_engine.mark.rejoin import remove
from qa_engine.mark.wording import Line
from qa_engine.read.names import Element

AUTHOR = "EHCP quality check"
INITIALS = "QA"
_HALF_POINTS = "18"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Comments:
    """The comments of a file, given the root of their part."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._space = f"{{{etree.QName(root).namespace}}}"
        self._new: list[str] = []

    def ids(self) -> set[str]:
        """The ids of all comments."""
        return {comment.get(self._w("id"), "") for comment in self._all()}

    def ours(self) -> set[str]:
        """The ids of the comments that this program wrote."""
        return {comment.get(self._w("id"), "") for comment in self._all() if comment.get(self._w("author")) == AUTHOR}

    def add(self, number: int, lines: Iterable[Line], date: str | None) -> None:
        """Add one of ours; `date` is ISO 8601 with a time, or None. It is in the part once `close` is called."""
        dated = f' w:date="{date}"' if date else ""
        self._new.append(f'<w:comment w:id="{number}" w:author="{AUTHOR}"{dated} w:initials="{INITIALS}">')
        for index, line in enumerate(lines):
            self._new.append(_paragraph(line, first=index == 0))
        self._new.append("</w:comment>")

    def close(self) -> None:
        """Put what was added into the part."""
        self._root.extend(etree.fromstring(f'<w:comments xmlns:w="{self._space[1:-1]}">{"".join(self._new)}</w:comments>'))
        self._new.clear()

    def drop(self, ids: set[str]) -> None:
        """Remove these comments."""
        for comment in self._all():
            if comment.get(self._w("id")) in ids:
                remove(comment)

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> list[Element]:
        return list(self._root.iterchildren(self._w("comment")))

    def _w(self, name: str) -> str:
        return self._space + name


def _paragraph(line: Line, first: bool) -> str:
    spacing = f'<w:pPr><w:spacing w:before="{80 if line.bold else 0}" w:after="0"/></w:pPr>'
    sign = "<w:r><w:annotationRef/></w:r>" if first else ""
    return f"<w:p>{spacing}{sign}{_run(line.bold, '<w:b/>')}{_run(line.plain, '')}</w:p>"


def _run(words: str, look: str) -> str:
    if not words:
        return ""
    text = escape(_UNPRINTABLE.sub(" ", words))
    return f'<w:r><w:rPr>{look}<w:sz w:val="{_HALF_POINTS}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

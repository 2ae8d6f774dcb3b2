"""Take comment ranges out of a Word body again and join the runs that were parted for them."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from qa_engine.mark.splice import BETWEEN, IN_KEPT_TEXT, IN_PLAIN_TEXT, SPACE
from qa_engine.read.names import Element

_PARTED = frozenset({BETWEEN, IN_PLAIN_TEXT, IN_KEPT_TEXT})


def clear(root: Element, ids: Collection[str]) -> None:
    """Remove the ranges and references of these comments from a body, and join what was parted for any of ours."""
    space = f"{{{etree.QName(root).namespace}}}"
    for name in ("commentRangeStart", "commentRangeEnd"):
        for mark in _of(root, space + name, space + "id", ids):
            remove(mark)
    for reference in _of(root, space + "commentReference", space + "id", ids):
        run = reference.getparent()
        remove(reference)
        if run is not None and all(child.tag == f"{space}rPr" for child in run):
            remove(run)
    for run in [r for r in root.iter(f"{space}r") if r.get(f"{space}rsidR") in _PARTED]:
        _join(run, space)


def remove(element: Element) -> None:
    """Remove an element; white space that follows it in the file stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _of(root: Element, tag: str, key: str, ids: Collection[str]) -> list[Element]:
    return [mark for mark in root.iter(tag) if mark.get(key) in ids]


def _join(run: Element, space: str) -> None:
    """Put a parted run back into the one before it; where somebody has since changed one of them, only the sign of parting goes."""
    before = run.getprevious()
    how = run.get(f"{space}rsidR")
    del run.attrib[f"{space}rsidR"]
    if before is None or before.tag != run.tag or _look(before, space) != _look(run, space):
        return
    content = [child for child in run if child.tag != f"{space}rPr"]
    if how != BETWEEN:
        last = before[-1] if len(before) else None
        if last is None or not content or last.tag != f"{space}t" or content[0].tag != f"{space}t":
            return
        _join_words(last, content.pop(0), how == IN_PLAIN_TEXT)
    before.extend(content)
    remove(run)


def _join_words(text: Element, rest: Element, unkept: bool) -> None:
    text.text = (text.text or "") + (rest.text or "")
    text.tail = rest.tail
    if unkept and SPACE in text.attrib:
        del text.attrib[SPACE]


def _look(run: Element, space: str) -> bytes:
    look = run.find(f"{space}rPr")
    return b"" if look is None else etree.tostring(look, method="c14n", with_tail=False)

"""Put comment ranges round words in a Word body: runs are parted where a range begins or ends, and nothing else is changed."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from qa_engine.read.names import Element

# A parted run's second half carries one of these save ids (w:rsidR), which say how it was parted: what removes a comment joins it again.
BETWEEN, IN_PLAIN_TEXT, IN_KEPT_TEXT = "0EC0A100", "0EC0A101", "0EC0A102"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OPEN = ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent")
_SINGLE = ("tab", "ptab", "br", "cr", "noBreakHyphen", "sym")
# Word writes the content of these controls anew (a date, a choice, words bound to data), or keeps it locked: ranges stand round them.
_CLOSED_CONTROLS = frozenset({"text", "date", "dropDownList", "comboBox", "checkbox", "picture", "dataBinding", "docPartList", "docPartObj",
                              "citation", "bibliography", "equation", "lock", "group", "repeatingSection"})


class Spot(NamedTuple):
    """A point in a body: at `offset` characters into an element's text; for a w:p, its beginning or end."""

    element: Element
    offset: int = 0


class _Unit(NamedTuple):
    """What a range may stand beside: its host paragraph, the paragraph's child round it, and itself; `parted`: its text may be parted."""

    host: Element
    top: Element
    element: Element
    parted: bool


class Splicer:
    """Works on one body's tree, in the namespace that the file itself uses (strict or not)."""

    def __init__(self, root: Element) -> None:
        self._space = etree.QName(root).namespace or ""
        self._p, self._r, self._t, self._sdt = (self._w(name) for name in ("p", "r", "t", "sdt"))
        self._look, self._box, self._field = self._w("rPr"), self._w("txbxContent"), self._w("fldChar")
        self._open = frozenset(map(self._w, _OPEN))
        self._single = frozenset(map(self._w, _SINGLE))
        self._fragments: dict[Element, list[tuple[int, Element]]] = {}

    def put(self, number: int, start: Spot, end: Spot) -> bool:
        """Range `number` from `start` to `end`. False where it had to be wider than asked (a locked control, a text box, a field)."""
        first_exact = self._opened(number, start)
        closed, host, top, last_exact = self._closed(number, end)
        reference = etree.Element(self._r)
        etree.SubElement(reference, self._w("commentReference")).set(self._w("id"), str(number))
        after = closed if closed.getparent() is host else top
        host.insert(host.index(after) + 1, reference)
        return first_exact and last_exact

    def _w(self, name: str) -> str:
        return f"{{{self._space}}}{name}"

    def _mark(self, name: str, number: int) -> Element:
        mark = etree.Element(self._w(name))
        mark.set(self._w("id"), str(number))
        return mark

    def _opened(self, number: int, spot: Spot) -> bool:
        mark = self._mark("commentRangeStart", number)
        if spot.element.tag == self._p and not self._boxed(spot.element):
            properties = spot.element.find(self._w("pPr"))
            spot.element.insert(0 if properties is None else spot.element.index(properties) + 1, mark)
            return True
        unit = self._unit(spot.element)
        beside = self._starting(spot.element, spot.offset) if unit.parted else unit.element
        _insert(beside, mark, 0)
        return unit.parted or unit.element is spot.element

    def _closed(self, number: int, spot: Spot) -> tuple[Element, Element, Element, bool]:
        mark = self._mark("commentRangeEnd", number)
        if spot.element.tag == self._p and not self._boxed(spot.element):
            spot.element.append(mark)
            return mark, spot.element, mark, True
        unit = self._unit(self._field_end(spot.element))
        beside = self._ending(spot.element, spot.offset) if unit.parted else unit.element
        _insert(beside, mark, 1)
        top = unit.top if unit.top is not unit.element else beside
        return mark, unit.host, top, unit.parted or unit.element is spot.element

    def _boxed(self, element: Element) -> bool:
        return next(element.iterancestors(self._box), None) is not None

    def _unit(self, element: Element) -> _Unit:
        """The outermost thing round an element, below its paragraph, that ranges may not stand in; for a text box, what holds it."""
        boxes = list(element.iterancestors(self._box))
        inner = boxes[-1] if boxes else element
        chain = [inner]
        for above in inner.iterancestors():
            if above.tag == self._p:
                break
            chain.append(above)
        found = next((e for e in reversed(chain) if not self._is_open(e)), inner)
        parted = found.tag == self._r and element.getparent() is found and self._may_part(element)
        host = chain[-1].getparent()
        assert host is not None
        return _Unit(host, chain[-1], found, parted)

    def _may_part(self, element: Element) -> bool:
        return element.tag in self._single or (element.tag == self._t and len(element) == 0)

    def _is_open(self, element: Element) -> bool:
        if element.tag != self._sdt:
            return element.tag in self._open
        properties = element.find(self._w("sdtPr"))
        return properties is None or not any(str(p.tag).rpartition("}")[2] in _CLOSED_CONTROLS for p in properties)

    def _field_end(self, element: Element) -> Element:
        """For the beginning of a field, its end: nothing may stand between, in the instruction."""
        if element.tag != self._field or element.get(self._w("fldCharType")) != "begin":
            return element
        depth = 0
        host = next(element.iterancestors(self._p))
        fields = list(host.iter(self._field))
        for mark in fields[fields.index(element):]:
            depth += {"begin": 1, "end": -1}.get(mark.get(self._w("fldCharType"), ""), 0)
            if depth == 0:
                return mark
        return fields[-1]

    def _starting(self, source: Element, offset: int) -> Element:
        """The run that begins with the character at `offset` of a text, parted from what stands before it if need be."""
        text = self._text_from(source, offset)
        run = _parent(text)
        content = [child for child in run if child.tag != self._look]
        return run if content[0] is text else self._part(run, text, BETWEEN)

    def _ending(self, source: Element, offset: int) -> Element:
        """The run that ends with the character before `offset`."""
        if source.tag == self._t and offset < sum(len(text.text or "") for _, text in self._parts(source)):
            self._text_from(source, offset)
            return _parent(next(text for begin, text in reversed(self._parts(source)) if begin < offset))
        text = self._parts(source)[-1][1]
        following = text.getnext()
        run = _parent(text)
        if following is not None:
            self._part(run, following, BETWEEN)
        return run

    def _parts(self, source: Element) -> list[tuple[int, Element]]:
        return self._fragments.setdefault(source, [(0, source)])

    def _text_from(self, source: Element, offset: int) -> Element:
        """The part of a text that begins at `offset`, in a run of its own if it has to be parted."""
        parts = self._parts(source)
        index = max(i for i, (begin, _) in enumerate(parts) if begin <= offset)
        begin, text = parts[index]
        if begin == offset:
            return text
        words, kept = text.text or "", text.get(SPACE) == "preserve"
        rest = text.makeelement(text.tag)
        rest.tail, text.tail = text.tail, None
        _set_words(text, words[: offset - begin], kept)
        _set_words(rest, words[offset - begin:], kept)
        _insert(text, rest, 1)
        self._part(_parent(rest), rest, IN_KEPT_TEXT if kept else IN_PLAIN_TEXT)
        parts.insert(index + 1, (offset, rest))
        return rest

    def _part(self, run: Element, child: Element, how: str) -> Element:
        """Move `child` and all after it into a run of their own that looks the same."""
        second = run.makeelement(run.tag)
        for name, value in run.attrib.items():
            second.set(name, value)
        second.set(self._w("rsidR"), how)
        look = run.find(self._look)
        if look is not None:
            second.append(deepcopy(look))
        for moved in [child, *child.itersiblings()]:
            second.append(moved)
        _insert(run, second, 1)
        return second


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _insert(beside: Element, new: Element, after: int) -> None:
    parent = _parent(beside)
    parent.insert(parent.index(beside) + after, new)


def _set_words(text: Element, words: str, kept: bool) -> None:
    text.text = words
    if kept or words != words.strip():
        text.set(SPACE, "preserve")

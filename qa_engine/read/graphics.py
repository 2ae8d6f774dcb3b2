"""What stands in a drawing: text boxes to be read, pictures to be counted, and what no reader of text can read."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa_engine.read import names as n
from qa_engine.read.names import Element, whole

_EMU_PER_CM = 360_000
_LARGE = 60
_DATA_KINDS = {"diagram": "a diagram (SmartArt)", "chart": "a chart", "ink": "handwriting"}


@dataclass(slots=True)
class Graphic:
    """The text boxes of a drawing in order, words set as a picture (WordArt, watermarks), pictures, and parts unread."""

    boxes: list[Element] = field(default_factory=list)
    lettering: list[str] = field(default_factory=list)
    images: int = 0
    unread: list[str] = field(default_factory=list)


def scan(element: Element) -> Graphic:
    """Look through a w:drawing, w:pict or w:object; of two renderings of one drawing the first alone is seen."""
    graphic = Graphic()
    stack = [element]
    area = 0.0
    while stack:
        node = stack.pop()
        tag = node.tag
        if tag == n.TXBX:
            graphic.boxes.append(node)
            continue
        if tag == n.ALTERNATE:
            branch = n.chosen(node)
            if branch is not None:
                stack.append(branch)
            continue
        if tag == n.EXTENT:
            area = max(area, _area(node))
        elif tag in (n.BLIP, n.IMAGE_DATA):
            graphic.images += 1
        else:
            _note(graphic, node)
        stack.extend(reversed(node))
    if area >= _LARGE and graphic.images and not graphic.boxes:
        graphic.unread.append("a large picture, whose words (if any) are not read")
    return graphic


def _note(graphic: Graphic, node: Element) -> None:
    tag = node.tag
    if tag == n.TEXT_PATH and node.get("string"):
        graphic.lettering.append(node.get("string", ""))
    elif tag == n.OLE_OBJECT:
        graphic.unread.append(f"an embedded object ({node.get('ProgID') or 'of unknown kind'})")
    elif tag == n.GRAPHIC_DATA:
        kind = node.get("uri", "").rpartition("/")[2]
        if kind in _DATA_KINDS:
            graphic.unread.append(_DATA_KINDS[kind])


def _area(extent: Element) -> float:
    """The size of a drawing in square centimetres."""
    return whole(extent.get("cx"), 0) / _EMU_PER_CM * whole(extent.get("cy"), 0) / _EMU_PER_CM

"""The shape of table rows and cells: where they stand on the grid, and what merges them."""

from __future__ import annotations

from typing import NamedTuple

from qa_engine.read import names as n
from qa_engine.read.names import Element, is_on, whole
from qa_engine.read.styles import is_filled

_BEFORE, _HEADER = n.w("gridBefore"), n.w("tblHeader")
_SPAN, _V_MERGE, _CELL_DEL = n.w("gridSpan"), n.w("vMerge"), n.w("cellDel")
_MAX_SPAN = 200


class RowShape(NamedTuple):
    """Grid columns left out before the first cell; header row; whole row inserted or deleted by a tracked change."""

    before: int = 0
    header: bool = False
    inserted: bool = False
    deleted: bool = False


class CellShape(NamedTuple):
    """Grid columns taken; part of a vertical merge, and not its first cell; shaded; deleted by a tracked change."""

    span: int = 1
    merged: bool = False
    continues: bool = False
    fill: bool = False
    deleted: bool = False


def row_shape(properties: Element | None) -> RowShape:
    """Read a w:trPr."""
    if properties is None:
        return RowShape()
    return RowShape(
        min(max(whole(n.value(properties, _BEFORE), 0), 0), _MAX_SPAN), is_on(properties.find(_HEADER)),
        properties.find(n.INS) is not None, properties.find(n.DEL) is not None,
    )


def cell_shape(properties: Element | None) -> CellShape:
    """Read a w:tcPr."""
    if properties is None:
        return CellShape()
    span, merged, continues, fill, deleted = 1, False, False, False, False
    for child in properties:
        tag = child.tag
        if tag == _SPAN:
            span = min(max(whole(child.get(n.VAL), 1), 1), _MAX_SPAN)
        elif tag == _V_MERGE:
            merged, continues = True, child.get(n.VAL, "continue") != "restart"
        elif tag == n.SHD:
            fill = is_filled(child)
        elif tag == _CELL_DEL:
            deleted = True
    return CellShape(span, merged, continues, fill, deleted)

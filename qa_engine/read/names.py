"""The XML names of a Word package that the reader knows, and the small questions asked of any element."""

from __future__ import annotations

from lxml import etree

Element = etree._Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return _W + name


VAL = w("val")
ID = w("id")
TYPE = w("type")
REL_ID = _R + "id"

DOCUMENT = w("document")
BODY = w("body")
P = w("p")
P_PR = w("pPr")
R = w("r")
R_PR = w("rPr")
T = w("t")
TBL = w("tbl")
TBL_GRID = w("tblGrid")
TBL_PR = w("tblPr")
TR = w("tr")
TR_PR = w("trPr")
TC = w("tc")
TC_PR = w("tcPr")
SDT = w("sdt")
SDT_PR = w("sdtPr")
SDT_CONTENT = w("sdtContent")
INS = w("ins")
DEL = w("del")
MOVE_TO = w("moveTo")
MOVE_FROM = w("moveFrom")
TXBX = w("txbxContent")
ALT_CHUNK = w("altChunk")
DRAWING = w("drawing")
PICT = w("pict")
OBJECT = w("object")
SHD = w("shd")

ALTERNATE = _MC + "AlternateContent"
CHOICE = _MC + "Choice"
FALLBACK = _MC + "Fallback"
CHECKBOX = _W14 + "checkbox"
CHECKED = _W14 + "checked"
W14_VAL = _W14 + "val"
BLIP = _A + "blip"
GRAPHIC_DATA = _A + "graphicData"
EXTENT = _WP + "extent"
IMAGE_DATA = _V + "imagedata"
TEXT_PATH = _V + "textpath"
OLE_OBJECT = _O + "OLEObject"
MATH_TEXT = _M + "t"

_OFF = frozenset({"0", "false", "off", "none", "False", "FALSE"})


def is_on(element: Element | None, name: str = VAL) -> bool:
    """Whether an on/off element is on: present without a value, or with any value but 0, false, off or none."""
    return element is not None and element.get(name, "1") not in _OFF


def whole(text: str | None, default: int) -> int:
    """A whole number from an attribute; `default` where it is absent or no number. Files in the wild hold both."""
    try:
        number = int(text) if text else default
    except ValueError:
        return default
    return number if -1_000_000_000 < number < 1_000_000_000 else default


def leading(parent: Element, name: str) -> Element | None:
    """The first child, if it is called `name`: where properties stand by the schema."""
    for child in parent:
        return child if child.tag == name else None
    return None


def value(parent: Element | None, name: str) -> str | None:
    """The w:val of the first child called `name` (a full name), or None."""
    if parent is None:
        return None
    child = parent.find(name)
    return None if child is None else child.get(VAL)


def chosen(alternate: Element) -> Element | None:
    """The one branch of an mc:AlternateContent that is read: the first Choice, else the Fallback; never both."""
    choice = alternate.find(CHOICE)
    return choice if choice is not None else alternate.find(FALLBACK)

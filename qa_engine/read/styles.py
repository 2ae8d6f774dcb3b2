"""The styles of a Word file: what a paragraph or run style makes of its text, with everything it inherits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from qa_engine.errors import DocumentError
from qa_engine.read import names as n
from qa_engine.read.names import Element, is_on, whole
from qa_engine.read.package import TOO_LARGE
from qa_engine.read.symbols import is_symbol_font

_HEADING = re.compile(r"(?:heading|überschrift|titre)\s*([1-9])$", re.IGNORECASE)
_SWITCHES = {n.w("b"): "bold", n.w("i"): "italic", n.w("caps"): "caps", n.w("strike"): "strike",
             n.w("dstrike"): "dstrike", n.w("vanish"): "hidden"}
_UNDERLINE, _SIZE, _FONTS, _RUN_STYLE = n.w("u"), n.w("sz"), n.w("rFonts"), n.w("rStyle")
_ASCII, _HANSI = n.w("ascii"), n.w("hAnsi")
_STYLE_ID, _DEFAULT, _BASED_ON, _NAME = n.w("styleId"), n.w("default"), n.w("basedOn"), n.w("name")
_FRAME, _DROP_CAP = n.w("framePr"), n.w("dropCap")
_PARAGRAPH_STYLE, _ALIGN, _OUTLINE, _NUMBERING = n.w("pStyle"), n.w("jc"), n.w("outlineLvl"), n.w("numPr")
_NUM_ID, _ILVL = n.w("numId"), n.w("ilvl")
_MAX_CHAIN = 30
_MAX_STYLES = 5_000

Props = dict[str, bool | float | str]


class Look(NamedTuple):
    """How text stands on the page. `size` is in points; `font` is set only where it is a symbol font."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    struck: bool = False
    hidden: bool = False
    size: float | None = None
    font: str = ""


class ParagraphProps(NamedTuple):
    """What a w:pPr, or a style's chain of them, says of a paragraph; None where it says nothing.

    `joined` is true where the paragraph runs on into the next: a drop capital, or its end deleted by a tracked change.
    `deleted_end` tells the second from the first.
    """

    style: str | None = None
    centred: bool | None = None
    outline: int | None = None
    num_id: str | None = None
    depth: int | None = None
    fill: bool | None = None
    joined: bool = False
    deleted_end: bool = False


_NOTHING = ParagraphProps()


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with all it inherits. `numbered_by` is the id of the style in its chain that sets the numbering."""

    name: str
    level: int | None
    props: ParagraphProps
    numbered_by: str = ""


def run_properties(element: Element | None) -> Props:
    """The properties that a w:rPr sets, by name; what it leaves alone is absent."""
    props: Props = {}
    if element is None:
        return props
    for child in element:
        tag = child.tag
        if tag in _SWITCHES:
            props[_SWITCHES[tag]] = is_on(child)
        elif tag == _SIZE:
            props["size"] = whole(child.get(n.VAL), 0) / 2
        elif tag == _UNDERLINE:
            props["underline"] = child.get(n.VAL, "single") != "none"
        elif tag == _FONTS:
            font = child.get(_ASCII) or child.get(_HANSI) or ""
            props["font"] = font if is_symbol_font(font) else ""
        elif tag == _RUN_STYLE:
            props["style"] = child.get(n.VAL, "")
    return props


def is_filled(shading: Element) -> bool:
    """Whether a w:shd gives a colour other than white."""
    fill = shading.get(n.w("fill"), "auto").lower()
    themed = shading.get(n.w("themeFill")) not in (None, "background1")
    return themed or fill not in ("auto", "ffffff", "")


def paragraph_properties(element: Element | None) -> ParagraphProps:
    """The properties that a w:pPr sets itself."""
    if element is None:
        return _NOTHING
    style = align = outline = num_id = depth = fill = None
    capital = deleted = False
    for child in element:
        tag = child.tag
        if tag == _PARAGRAPH_STYLE:
            style = child.get(n.VAL)
        elif tag == _ALIGN:
            align = child.get(n.VAL) == "center"
        elif tag == _OUTLINE:
            outline = whole(child.get(n.VAL), 9)
        elif tag == _NUMBERING:
            num_id, level = n.value(child, _NUM_ID), n.value(child, _ILVL)
            depth = None if level is None else whole(level, 0)
        elif tag == n.SHD:
            fill = is_filled(child)
        elif tag == n.R_PR:
            deleted = child.find(n.DEL) is not None or child.find(n.MOVE_FROM) is not None
        elif tag == _FRAME:
            capital = child.get(_DROP_CAP, "none") != "none"
    return ParagraphProps(style, align, outline, num_id, depth, fill, capital or deleted, deleted)


class Styles:
    """The style sheet, resolved on demand and remembered: most files use few of the styles they hold."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._runs: dict[str, Props] = {}
        self._looks: dict[tuple[object, ...], Look] = {}
        self._base: Props = {}
        for style in root.iterchildren(n.w("style")) if root is not None else ():
            key = style.get(_STYLE_ID, "")
            self._styles[key] = style
            if is_on(style, _DEFAULT) and style.get(_DEFAULT) and style.get(n.TYPE) == "paragraph":
                self._default = key
        if len(self._styles) > _MAX_STYLES:
            raise DocumentError(TOO_LARGE)
        if root is not None:
            self._base = run_properties(root.find(f"{n.w('docDefaults')}/{n.w('rPrDefault')}/{n.R_PR}"))

    def paragraph(self, key: str | None) -> ParagraphStyle:
        """The paragraph style called `key`, or the file's default style for None or an unknown one."""
        key = key if key is not None and key in self._styles else self._default
        if key not in self._paragraphs:
            self._paragraphs[key] = self._resolve(key)
        return self._paragraphs[key]

    def look(self, paragraph: str | None, direct: Props) -> Look:
        """How a run looks: its paragraph's style, its own style and its direct properties together."""
        key = (paragraph, *direct.items())
        look = self._looks.get(key)
        if look is None:
            style = paragraph if paragraph in self._styles else self._default
            look = self._looks[key] = _over(self._combine(style or "", str(direct.get("style", ""))), direct)
        return look

    def is_prompt(self, key: str) -> bool:
        """Whether a run style is the one in which Word shows prompts, or is based on it."""
        names = [n.value(style, _NAME) or "" for style in self._chain(key)]
        return key.lower() == "placeholdertext" or any(name.lower() == "placeholder text" for name in names)

    def _chain(self, key: str) -> list[Element]:
        """The style and its ancestors, the furthest first."""
        chain: list[Element] = []
        while key in self._styles and len(chain) < _MAX_CHAIN:
            chain.append(self._styles[key])
            key = n.value(chain[-1], _BASED_ON) or ""
        return chain[::-1]

    def _resolve(self, key: str) -> ParagraphStyle:
        merged, numbered_by, level = ParagraphProps(), "", None
        for style in self._chain(key):
            own = paragraph_properties(style.find(n.P_PR))
            named = _HEADING.match(n.value(style, _NAME) or "")
            level = int(named.group(1)) if named else level
            if own.outline is not None:
                level = own.outline + 1 if own.outline < 9 else None
            if own.num_id is not None or own.depth is not None:
                numbered_by = style.get(_STYLE_ID, "") if own.num_id is not None else numbered_by
            merged = _merge(merged, own)
        own_name = n.value(self._styles[key], _NAME) if key in self._styles else None
        return ParagraphStyle(own_name or key, level, merged, numbered_by)

    def _run(self, key: str) -> Props:
        if key not in self._runs:
            merged: Props = {}
            for style in self._chain(key):
                merged |= run_properties(style.find(n.R_PR))
            self._runs[key] = merged
        return self._runs[key]

    def _combine(self, paragraph: str, run: str) -> Look:
        """Switches of the paragraph's and the run's styles undo each other, as in Word: a Strong word in a bold heading is light."""
        under, over = self._base | self._run(paragraph), self._run(run)
        toggled = {key: under.get(key, False) != over[key] for key in _SWITCHES.values() if key in over}
        return _over(Look(), under | over | toggled)


def _merge(base: ParagraphProps, own: ParagraphProps) -> ParagraphProps:
    return ParagraphProps(
        own.style,
        own.centred if own.centred is not None else base.centred,
        own.outline if own.outline is not None else base.outline,
        own.num_id if own.num_id is not None else base.num_id,
        own.depth if own.depth is not None else base.depth,
        own.fill if own.fill is not None else base.fill,
    )


def _over(base: Look, props: Props) -> Look:
    struck = base.struck
    if "strike" in props or "dstrike" in props:
        struck = bool(props.get("strike")) or bool(props.get("dstrike"))
    size = props.get("size", base.size)
    return Look(
        bool(props.get("bold", base.bold)), bool(props.get("italic", base.italic)),
        bool(props.get("underline", base.underline)), bool(props.get("caps", base.caps)), struck,
        bool(props.get("hidden", base.hidden)), float(size) if size else None, str(props.get("font", base.font)),
    )

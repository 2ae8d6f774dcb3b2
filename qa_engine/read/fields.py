"""Fields of Word (merge fields, form fields, page numbers) as a paragraph is walked: which text is instruction, which result."""

from __future__ import annotations

from qa_engine.read import names as n
from qa_engine.read.names import Element, is_on, whole
from qa_engine.read.symbols import EMPTY, TICKED

_KIND, _DATA = n.w("fldCharType"), n.w("ffData")
_CHECK, _DROP, _TEXT_INPUT = n.w("checkBox"), n.w("ddList"), n.w("textInput")
_CHECKED, _DEFAULT, _RESULT, _ENTRY = n.w("checked"), n.w("default"), n.w("result"), n.w("listEntry")
_INSTRUCTION, _SHOWN, _REPLACED = range(3)


class Fields:
    """The fields open at a point of the text; a field may run over many paragraphs.

    `whole` is false for a file whose fields do not close: there nothing is taken as instruction, so that no words are lost.
    """

    __slots__ = ("_open", "_prompts", "_whole", "idle", "live")

    def __init__(self, whole: bool) -> None:
        self._open: list[int] = []
        self._prompts: list[str] = []
        self._whole = whole
        self.live = self.idle = True

    def mark(self, element: Element) -> str:
        """Pass a w:fldChar; returns the text that the field shows of itself: a tick box or the choice of a drop-down."""
        kind = element.get(_KIND)
        shown = ""
        if kind == "begin":
            data = element.find(_DATA)
            shown = form_value(data) if data is not None and self.live else ""
            self._open.append(_REPLACED if shown else _INSTRUCTION)
            self._prompts.append(_default_text(data))
        elif kind == "separate" and self._open and self._open[-1] == _INSTRUCTION:
            self._open[-1] = _SHOWN
        elif kind == "end" and self._open:
            self._open.pop()
            self._prompts.pop()
        self.idle = not self._open
        self.live = not self._whole or all(state == _SHOWN for state in self._open)
        return shown

    def next_paragraph(self) -> None:
        """Instructions end with their paragraph: one left open there (half of it deleted) must not swallow what follows."""
        if self._open and not self.live:
            self._open = [_SHOWN] * len(self._open)
            self.live = True

    def is_prompt(self, text: str) -> bool:
        """Whether `text` is what the innermost text form field shows before anyone fills it in."""
        return bool(self._prompts) and bool(text.strip()) and text == self._prompts[-1]


def form_value(data: Element) -> str:
    """The state of a legacy form field: a ticked or empty box, or the entry chosen; empty for a text field."""
    box = data.find(_CHECK)
    if box is not None:
        state = box.find(_CHECKED)
        return TICKED if is_on(state if state is not None else box.find(_DEFAULT)) else EMPTY
    drop = data.find(_DROP)
    if drop is None:
        return ""
    entries = [entry.get(n.VAL, "") for entry in drop.iterchildren(_ENTRY)]
    pick = whole(n.value(drop, _RESULT) or n.value(drop, _DEFAULT), 0)
    return entries[pick] if 0 <= pick < len(entries) else ""


def _default_text(data: Element | None) -> str:
    field = data.find(_TEXT_INPUT) if data is not None else None
    return n.value(field, _DEFAULT) or ""

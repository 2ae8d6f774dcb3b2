"""Content controls: the tick boxes among them, and whether what one shows is still its unfilled prompt."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from qa_engine.errors import DocumentError
from qa_engine.read import names as n
from qa_engine.read.names import Element, is_on
from qa_engine.read.package import MAX_MARKUP, TOO_LARGE
from qa_engine.read.symbols import EMPTY, TICKED

_SHOWING, _PLACEHOLDER, _DOC_PART, _RUN_STYLE = n.w("showingPlcHdr"), n.w("placeholder"), n.w("docPart"), n.w("rStyle")
_PART_NAME = f"{n.w('docPartPr')}/{n.w('name')}"
_WORDS_PROMPTS = re.compile(
    r"\W*(?:(?:click|tap|press)(?: or (?:click|tap))?(?: here)? to (?:enter|add|choose|select)\b.*|(?:choose|select) an? (?:item|date|"
    r"option|building block)\W*|(?:enter|insert|type) (?:text|a date|your text)(?: here)?\W*)",
    re.IGNORECASE | re.DOTALL,
)


class Mark(NamedTuple):
    """What a control makes of an element in it: part of an unfilled prompt, or something to show in its stead."""

    prompt: bool = False
    shown: str = ""


def marks(root: Element, prompts: Prompts, is_prompt_style: Callable[[str], bool]) -> dict[Element, Mark]:
    """The runs of a part that stand in tick boxes and unfilled controls, whether these wrap runs, paragraphs, cells or rows."""
    found: dict[Element, Mark] = {}
    visited = 0
    for control in root.iter(n.SDT):
        properties, content = control.find(n.SDT_PR), control.find(n.SDT_CONTENT)
        box = box_state(properties) if properties is not None else ""
        if properties is None or not (box or is_on(properties.find(_SHOWING))):
            continue
        runs = list(content.iter(n.R)) if content is not None else []
        visited += len(runs)
        if visited > MAX_MARKUP:
            raise DocumentError(TOO_LARGE)
        if box:
            inside = content.find(n.P) if content is not None else None
            first, *rest = runs or [inside if inside is not None else control]
            found[first] = Mark(shown=box)
            found.update((run, Mark()) for run in rest)
        elif prompts.unfilled(properties, runs, is_prompt_style):
            found.update((run, Mark(prompt=True)) for run in runs)
    return found


class Prompts:
    """The prompts of the file's own building blocks, read from its glossary only when a control asks for one."""

    def __init__(self, glossary: Callable[[], Element | None]) -> None:
        self._glossary = glossary
        self._texts: dict[str, str] | None = None

    def unfilled(self, properties: Element, runs: list[Element], is_prompt_style: Callable[[str], bool]) -> bool:
        """Whether a control flagged as showing its prompt does. The flag alone is not enough: some programs leave it beside typed text."""
        words = "".join(t.text or "" for run in runs for t in run.iterchildren(n.T)).strip()
        if not words or _WORDS_PROMPTS.fullmatch(words) or words == self._prompt(properties):
            return True
        return all(is_prompt_style(n.value(run.find(n.R_PR), _RUN_STYLE) or "") for run in runs if _has_words(run))

    def _prompt(self, properties: Element) -> str | None:
        name = n.value(properties.find(_PLACEHOLDER), _DOC_PART)
        if name is None:
            return None
        if self._texts is None:
            root = self._glossary()
            self._texts = {} if root is None else dict(_prompt_texts(root))
        return self._texts.get(name)


def _has_words(run: Element) -> bool:
    return any((t.text or "").strip() for t in run.iterchildren(n.T))


def _prompt_texts(root: Element) -> list[tuple[str, str]]:
    found = []
    for part in root.iter(_DOC_PART):
        name = part.find(_PART_NAME)
        if name is not None:
            found.append((name.get(n.VAL, ""), "".join(t.text or "" for t in part.iter(n.T)).strip()))
    return found


def box_state(properties: Element) -> str:
    """The glyph of a check-box control, ticked or empty; empty text where the control is no check box."""
    box = properties.find(n.CHECKBOX)
    if box is None:
        return ""
    checked = box.find(n.CHECKED)
    if checked is None:
        return EMPTY
    name = n.W14_VAL if checked.get(n.W14_VAL) is not None else n.VAL
    return TICKED if is_on(checked, name) else EMPTY

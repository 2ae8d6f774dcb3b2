"""Find the status of a document: draft, final, amended final, amendment notice, tribunal working document, or unknown."""

from __future__ import annotations

import re

from qa_engine.language.dates import parse_date
from qa_engine.language.lexicon import Lexicon
from qa_engine.language.words import plain
from qa_engine.structure.particulars import Pairs

_TICKED = re.compile(r"[☒☑✓✔]\s*([^☒☐☑✓✔\n]+)")
_TICKED_AFTER = re.compile(r"([^☒☐☑✓✔\n]+)[☒☑✓✔]")
_BOX = re.compile(r"[☒☐☑✓✔]")
_ABOUT_PLAN = re.compile(r"\bplans?\b|\b(?:final|draft|amended) version\b|^(?:proposed\s|amended\s)?(?:draft|final)\b(?=.{0,60}$)|"
                         r"\behcp?\b|notice|education,? health", re.IGNORECASE)
_THIS = re.compile(r"\bthis\s+(?:is\s+(?:an?|the)\s+)?((?:proposed|draft|amended|final|\s)+)\s*(?:education|ehc|plan)", re.IGNORECASE)
_KEY = re.compile(r"\b(?:normal|bold|italic|underlined?)\s+(?:type|text|font)", re.IGNORECASE)
_RANK = ("working", "amendment_notice", "amended_final", "draft", "final")
_NAMES = {"working": "working document", "amendment_notice": "amendment notice", "amended_final": "amended final"}


def find_state(pairs: Pairs, margins: list[str], lexicon: Lexicon, ending: Pairs) -> str:
    """State from tick boxes, status field, title lines, headers and footers, the status field of the sign-off (`ending`), dates; undeleted
    alternatives give unknown."""
    reader = lexicon.part("status_")
    opening = (*pairs.lines[:12], *margins)
    if sum(bool(_KEY.search(line)) for line in pairs.lines) >= 2 or any("working document" in x.lower() for x in opening):
        return "working document"
    ticked = _ticked(pairs, reader)
    if ticked is not None:
        return ticked
    for text in pairs.values.get("status", ()):
        if found := status_of(text, reader):
            return found
    lines = [x for x in pairs.lines if len(x.split()) <= 24 and _ABOUT_PLAN.search(x) and not _BOX.search(x)]
    for text in (*lines, *margins):
        if found := status_of(text, reader):
            return found
    told = (status_of(text, reader) for text in ending.values.get("status", ()))
    return next(filter(None, told), "") or _by_sentence(pairs, reader) or _by_dates(pairs)


def status_of(text: str, reader: Lexicon) -> str:
    """The one status a text names, or empty where it names none or leaves alternatives standing."""
    hits = reader.read(re.sub(r"[()/|,.:;-]", " ", plain(text))).hits
    named = {name.removeprefix("status_") for name in hits}
    if "amended_final" in named:
        starts = hits["status_amended_final"]
        inside = [h for h in hits.get("status_final", ()) if not any(s.first <= h.first <= s.last for s in starts)]
        if "status_draft" in hits or (inside and re.search(r"final\s*/|/\s*final", text, re.IGNORECASE)):
            return "amendment notice" if "amendment_notice" in named else ""
    elif {"draft", "final"} <= named:
        return ""
    first = next((r for r in _RANK if r in named), "")
    return _NAMES.get(first, first)


def _ticked(pairs: Pairs, reader: Lexicon) -> str | None:
    boxed = [x for x in (*pairs.lines, *pairs.values.get("status", ())) if _BOX.search(x) and reader.read(x).hits]
    if not boxed:
        return None
    for text in boxed:
        # "Draft ☐ Final ☒": where a box ends the line, boxes stand after their labels.
        after = _BOX.match(text.rstrip()[-1]) is not None
        for label in (_TICKED_AFTER if after else _TICKED).findall(text):
            if found := status_of(label, reader):
                return found
    return "unknown" if len(boxed) > 1 or len(_BOX.findall(boxed[0])) > 1 else None


def _by_sentence(pairs: Pairs, reader: Lexicon) -> str:
    for text in pairs.lines:
        found = _THIS.search(text)
        if found and (status := status_of(found[1], reader)):
            return status
    return ""


def _by_dates(pairs: Pairs) -> str:
    if parse_date(pairs.first("issue_final")):
        return "final"
    return "draft" if parse_date(pairs.first("issue_draft")) else "unknown"

"""Statements in the making: a paragraph cleaned of its printed number, source tags and links, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qa_engine.language.words import squeeze
from qa_engine.model.document import Paragraph, Place

_WORDED = re.compile(
    r"^\s*(?P<word>(?i:outcomes?|needs?|provision|steps?|targets?|aims?|goals?|objectives?|strength|area))\s*(?i:no\.?|number)?\s*"
    r"(?P<code>[A-K]?\d{1,2}(?:\.\d{1,2})*[a-z]?)\s*(?:[:.)\-–—|]+\s*|\s+(?=[A-Z(]))")
_CODED = re.compile(r"^\s*\(?(?P<code>[B-K]\d{1,2}(?:[-.]\d{1,2})?[a-z]?)\)?(?:\s*[:.)\-–—]+\s*|\s+)")
_NUMBERED = re.compile(r"^\s*\(?(?P<code>\d{1,2}(?:\.\d{1,2})*[a-z]?|[a-z]|[ivx]{1,4})(?:[.):]+|\)|(?<=\.\d))\s+|^\s*(?P<tab>\d{1,2})\t\s*")
_AUTO = re.compile(r"([A-K]?\d[\d.\-]*[a-z]?)[\s.):]*$")
_BULLET = re.compile(r"^\s*[•·▪◦○●■□➢►*\u2022\u25cf\uf0b7\uf0a7-]\s*(?=\S)|^\s*[–—]\s+")
_TAG = re.compile(r"\s*[(\[]\s*(?:K\d{1,2}[a-z]?|[Aa]pp(?:endix|\.)?\s?[A-Z0-9]{1,3})"
                  r"(?:\s*[,;&/]\s*(?:and\s+)?(?:K\d{1,2}[a-z]?|[A-Z0-9]{1,3}))*\s*[)\]]")
_CODES = r"[A-K]\d{1,2}(?:[-.]\d{1,2})?[a-z]?"
_LINK = re.compile(rf"\s*[(\[]\s*(?:(?i:needs?|outcomes?|meets?|links? to|see)\s*:?\s*)?"
                   rf"({_CODES}(?:\s*(?:,|;|&|and|-|to)\s*{_CODES})*)\s*[)\]]\s*[.]?\s*$")
_SEE = re.compile(rf"^\s*(?i:please\s+)?(?i:see|as|refer to)\s+(?i:also\s+)?((?:{_CODES})(?:\s*(?:,|;|&|and)\s*{_CODES})*)\s*\.?\s*$")
_LINK_LINE = re.compile(
    r"^(?:\s*(?i:linked|links?|relates?|meets?|addresses|supports?)?\s*(?i:to\s+)?(?i:needs?|outcomes?)(?:\s*\(s\))?(?:\s+(?i:met|nos?\.?|numbers?|ref))?\s*[:\-–]\s*"
    r"(?:(?i:all)|[A-K]?\d[\dA-Ka-z.\-]*(?:\s*(?:,|;|&|and|to)\s*[A-K]?\d[\dA-Ka-z.\-]*)*)\s*\.?)+\s*$")
_ONLY_CODES = re.compile(rf"^\s*{_CODES}(?:\s*(?:,|;|&|/|and|-|–|to)?\s*{_CODES})*\s*\.?\s*$")
_PART = re.compile(r"(?i:(need|outcome)s?)[^:\-–]*[:\-–]\s*((?i:all)|[A-K]?\d[^A-Za-z]*(?:(?:[A-K]|and|to)\d?[^A-Za-z]*)*)")
REFERENCE = re.compile(r"(?<![A-Za-z0-9])([A-K]\d{1,2}(?:[-.]\d{1,2})?[a-z]?|\d{1,2}(?:\.\d{1,2})*)(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of content: text without number, tags and links. `word` is the word of a printed number ("outcome" in "Outcome 2:")."""

    text: str
    places: tuple[Place, ...]
    label: str = ""
    word: str = ""
    tags: tuple[str, ...] = ()
    refs: tuple[tuple[str, str], ...] = ()
    bullet: str = ""
    depth: int = 0
    italic: bool = False


@dataclass(slots=True, eq=False)
class Draft:
    """One statement before it becomes an item. `run` tells cells and stretches of text apart; `mates` are drafts of the same row."""

    section: str
    part: str
    lines: list[Line]
    area: str | None = None
    headings: tuple[str, ...] = ()
    columns: list[tuple[str, str]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    label: str = ""
    refs: list[tuple[str, str]] = field(default_factory=list)
    mates: list[Draft] = field(default_factory=list)
    run: int = 0
    order: list[str] | None = None

    @property
    def text(self) -> str:
        """Text in reading order: the cells of its row where it has columns, else its lines."""
        return " ".join(self.order) if self.order is not None else " ".join(line.text for line in self.lines)

    @property
    def number(self) -> str:
        """Its printed number, if any."""
        return self.label or self.lines[0].label

    @property
    def italic(self) -> bool:
        """Whether all of it is in italics."""
        return all(line.italic for line in self.lines)

    @property
    def bulleted(self) -> bool:
        """Whether it opens with an automatic bullet or number."""
        return bool(self.lines[0].bullet)


def read_line(paragraph: Paragraph, text: str | None = None, offset: int = 0) -> Line:
    """Clean one paragraph, or `text` at `offset` in it."""
    raw = paragraph.text if text is None else text
    body, label, word = _unnumbered(raw)
    tags: tuple[str, ...] = ()
    refs: tuple[tuple[str, str], ...] = ()
    if "(" in body or "[" in body:
        tags = tuple(t.strip(" ()[]") for t in _TAG.findall(body))
        body = _TAG.sub("", body)
        linked = _LINK.search(body)
        if linked:
            refs = tuple(("", code) for code in spans(linked[1]))
            body = body[:linked.start()]
    start = offset + raw.find(body[:12].strip() or body) if body.strip() else offset
    at = paragraph.place
    place = Place(at.part, at.paragraph, max(start, offset), offset + len(raw.rstrip()), at.table, at.row, at.column, at.page)
    bullet = paragraph.number or ("•" if _BULLET.match(raw) else "")
    return Line(squeeze(body), (place,), label or _auto(paragraph.number), word, tags, refs, bullet, paragraph.depth or 0, paragraph.italic)


def link_line(text: str) -> list[tuple[str, str]]:
    """References of a line that only links ("Need: B1, B4  Outcome: 1"), as (need or outcome, code); empty for other lines."""
    if len(text) > 160 or not _LINK_LINE.match(text):
        return []
    return [(m[1].lower(), code) for m in _PART.finditer(text) for code in spans(m[2])]


def codes_elsewhere(text: str, section: str) -> list[tuple[str, str]]:
    """References of a line that is nothing but codes of other sections ("B2, B4" in section E), whatever label stands beside it."""
    if len(text) > 60 or not _ONLY_CODES.match(text):
        return []
    codes = spans(text)
    return [] if any(code[0] == section[:1] for code in codes) else [("", code) for code in codes]


def cross_reference(text: str) -> list[str]:
    """Codes of a text that only points to items elsewhere ("See F2, F7"), else empty."""
    match = _SEE.match(text)
    return spans(match[1]) if match else []


def spans(text: str) -> list[str]:
    """Codes in a text, ranges such as B1-B3 filled in; "all" stands for itself."""
    if text.strip().lower() == "all":
        return ["all"]
    text = re.sub(r"([A-K]?)(\d{1,2})\s*(?:-|–|to)\s*([A-K]?)(\d{1,2})(?![\d.])", _filled, text)
    return REFERENCE.findall(text)


def _filled(match: re.Match[str]) -> str:
    letter, first, other, last = match[1], int(match[2]), match[3], int(match[4])
    if letter == "H" or not first < last <= first + 20 or other not in ("", letter):
        return match[0]
    return ", ".join(f"{letter}{n}" for n in range(first, last + 1))


def _auto(number: str) -> str:
    match = _AUTO.search(number)
    return match[1].strip(".-") if match else ""


def _unnumbered(text: str) -> tuple[str, str, str]:
    match = _WORDED.match(text)
    if match and match.end() < len(text):
        return text[match.end():], match["code"], match["word"].lower().rstrip("s")
    match = _CODED.match(text)
    if match and match.end() < len(text):
        return text[match.end():], match["code"], ""
    match = _NUMBERED.match(text)
    if match and match.end() < len(text):
        return text[match.end():], match["code"] or match["tab"], ""
    match = _BULLET.match(text)
    return (text[match.end():], "", "") if match else (text, "", "")

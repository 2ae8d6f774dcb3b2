"""The particulars of an advice report: labels and values in tables and lines, letterhead, reference line, sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from qa_engine.language.dates import find_dates, parse_date
from qa_engine.language.lexicon import Lexicon
from qa_engine.language.words import plain, squeeze
from qa_engine.model.document import Block, Cell, Document, Paragraph, Row, Table, paragraphs

_LABELS, _COLUMNS = "form_advising_label_glossary", "form_advising_column_glossary"
_CLEAN = re.compile(r"[^a-z/'. ]+")
_PAIR = re.compile(r"^(?P<label>[A-Za-z][^:\t]{1,45}?)\s*(?::|\t| {3,})\s*(?P<value>\S.*)$")
_MANY_PAIRS = re.compile(r"(?:^|\s{2,}|\t|[;|,]\s|(?<=\d) )(?=(?:D\.?O\.?B|Date of birth|NHS (?:number|no))\b)", re.IGNORECASE)
_REGISTRATION = re.compile(
    r"\b(?:(?:HCPC|GMC|NMC|SWE|BPS|GPhC|GDC)\b(?:\s*(?:no\.?|number|PIN|registration|reg\.?))*[:\s]*"
    r"(?=[A-Z0-9/]*\d)[A-Z]{0,3}[/ ]?[A-Z0-9]{4,10}"
    r"|Social Work England[^.,;)\n]{0,20}\d{3,}[A-Z0-9]*)",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"\b(?i:written|prepared|completed|provided|report|advice)\s+by\s+(?P<author>(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof)\.?\s+)?[A-Z][\w'’-]*\.?"
    r"(?:\s+[A-Z][\w'’-]+){0,3})(?:,\s*(?P<role>[^()\n]{3,80}?))?(?=\s*\(|\s+on\s+\d|\s+in answer|[.;]|$)"
)
_ON = re.compile(r"\b(?:written|completed|prepared|dated)\b.*?\bon\s+(?P<date>\d.{5,25}?\d{4})", re.IGNORECASE)
_REQUEST = re.compile(
    r"\brequest(?:ed)?(?:\s+(?:of|on|dated|made on|was made on|received on|received|for advice dated))?"
    r"\s*:?\s*(?P<date>\d.{3,25}?\d{2,4}\b)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\s*(?:yours (?:sincerely|faithfully|truly)|kind regards|with (?:best|kind) (?:wishes|regards)|signed)\b", re.IGNORECASE
)
_PERSON = re.compile(
    r"^(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof(?:essor)?)\.?\s+)?[A-Z][\w'’.-]+(?:\s+(?:[A-Z][\w'’.-]*|de|van|von|al|el|bin)){1,4}$"
)
_FORM = re.compile(r"\bform\b|\bguidance\b", re.IGNORECASE)
_TITLE = re.compile(r"\b(?:advice|report|assessment|contribution|views|statement|information)\b", re.IGNORECASE)
_SERVICE = re.compile(
    r"\b(?:service|services|team|trust|hospital|clinic|NHS|centre|CAMHS|school|academy|college|health|council)\b", re.IGNORECASE
)
_DEAR = re.compile(r"^\s*(?:dear|to whom|our ref|your ref|re:?\s|private|cc\b|send assessment)", re.IGNORECASE)
_BODY, _ASIDE = 160, 60


class Labels:
    """Knows the labels of particulars and the column heads of provision tables."""

    def __init__(self, lexicon: Lexicon):
        self._labels = lexicon.glossary(_LABELS)
        self._columns = lexicon.glossary(_COLUMNS)

    def of(self, text: str) -> str:
        """The particular that a label asks for, or ""."""
        return self._labels.get(_CLEAN.sub(" ", plain(text).lower().rstrip(" :?*")).strip(" ./"), "") if len(text) < _BODY else ""

    def columns(self, row: Row) -> dict[int, str]:
        """Column to role where a row is the head of a provision table."""
        found = {c.column: self._columns.get(_CLEAN.sub(" ", plain(c.text).lower()).strip(" ?./"), "") for c in row.cells}
        return found if len(found) > 1 and all(found.values()) else {}

    def is_particulars(self, table: Table) -> bool:
        """Whether a table holds labels and values: who, when, about whom."""
        named = [self.of(c.text) for row in table.rows for c in row.cells]
        return len({n for n in named if n not in ("", "other")}) >= 2 or (
            bool(named) and len(table.rows) == 1 and self.of(table.rows[0].cells[0].text) != ""
        )

    def is_line(self, text: str) -> bool:
        """Whether a line is a label with its value, or says by whom the report was written, and nothing of the advice itself."""
        if (_WRITTEN.match(text) and len(text) < 2 * _BODY) or (_REQUEST.search(text[:_ASIDE]) and len(text) < _ASIDE):
            return True
        pair = _PAIR.match(text)
        return pair is not None and len(text) < _BODY and self.of(pair["label"]) != ""

    def collect(self, document: Document) -> dict[str, list[str]]:
        """Particular to the values printed for it, from tables, lines and reference lines."""
        found: dict[str, list[str]] = {}
        for block in (*document.headers, *document.blocks):
            for name, value in self._of_block(block):
                if squeeze(value).strip(" .…_-"):
                    found.setdefault(name, []).append(squeeze(value))
        return found

    def _of_block(self, block: Block) -> Iterable[tuple[str, str]]:
        if isinstance(block, Paragraph):
            for line in block.text.split("\n"):
                yield from self._of_line(line)
            return
        for row in block.rows:
            yield from self._of_row([c for c in row.cells if not c.continues])

    def _of_row(self, cells: list[Cell]) -> Iterable[tuple[str, str]]:
        n = 0
        while n < len(cells):
            name = self.of(cells[n].text)
            if name and n + 1 < len(cells):
                yield name, cells[n + 1].text
                n += 1
            elif not name:
                for paragraph in paragraphs(cells[n].blocks):
                    if len(paragraph.text) < _BODY:
                        yield from self._of_line(paragraph.text)
            n += 1

    def _of_line(self, line: str) -> Iterable[tuple[str, str]]:
        if len(line) > _BODY:
            return
        for part in _MANY_PAIRS.split(line):
            pair = _PAIR.match(part.strip())
            if pair and (name := self.of(pair["label"])):
                yield name, pair["value"]


def lines_of(document: Document) -> list[str]:
    """Every paragraph that is not empty, headers and footers too, in order."""
    blocks = (*document.headers, *document.blocks, *document.footers)
    return [squeeze(p.text) for p in paragraphs(blocks) if p.text.strip()]


def registration(lines: list[str]) -> str:
    """A professional registration with its register, wherever it is printed."""
    return next((squeeze(m.group()) for line in lines if (m := _REGISTRATION.search(line))), "")


def written_by(lines: list[str]) -> tuple[str, str]:
    """Author and role from a sentence ("Written by … on …"), or from the lines after the closing of a letter."""
    for line in lines:
        match = _WRITTEN.search(line) if len(line) < 300 else None
        if match:
            return match["author"], _without_brackets(match["role"] or "")
    return _signed(lines)


def _signed(lines: list[str]) -> tuple[str, str]:
    for n, line in enumerate(lines):
        if _CLOSING.match(line):
            after = [x for x in lines[n + 1 : n + 6] if len(x) < 90 and not _DEAR.match(x)]
            author = next((x for x in after[:3] if _PERSON.match(x.split(",")[0])), "")
            if author:
                name, _, rest = author.partition(",")
                following = after[after.index(author) + 1 :]
                return name, _without_brackets(rest.strip() or (following[0] if following else ""))
    return "", ""


def _without_brackets(text: str) -> str:
    return squeeze(re.sub(r"\([^)]*\)", "", text)).strip(" ,.")


def written_on(lines: list[str]) -> date | None:
    """The date in "written … on …", or of a line that is nothing but a date."""
    for line in lines:
        match = _ON.search(line) if len(line) < 300 else None
        if match and (day := parse_date(match["date"])):
            return day
    for line in lines[:25]:
        dates = find_dates(line)
        if dates and dates[0].date and dates[0].end - dates[0].start >= len(line.strip(" .")) - 6:
            return dates[0].date
    return None


def requested_on(lines: list[str]) -> date | None:
    """The date of the request in a sentence ("in answer to a request of …")."""
    for line in lines:
        match = _REQUEST.search(line) if len(line) < 300 else None
        if match and (day := parse_date(match["date"])):
            return day
    return None


def title_of(lines: list[str]) -> str:
    """The line that names the report ("Occupational therapy advice"), or ""."""
    for line in lines[:20]:
        named = len(line) < _BODY / 2 and _TITLE.search(line) and not _FORM.search(line) and not _DEAR.match(line)
        if named and not line.endswith(".") and ":" not in line:
            return line
    return ""


def service_of(lines: list[str]) -> str:
    """The letterhead: the first line that names a service, or ""."""
    for line in lines[:6]:
        if len(line) < _BODY / 2 and _SERVICE.search(line) and not _TITLE.search(line) and not _DEAR.match(line) and ":" not in line:
            return line
    return ""

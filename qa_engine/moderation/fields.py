"""The fields of a filled-in Word record: by tag where a word processor kept the tags, else by the labels of row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from qa_engine.errors import DocumentError
from qa_engine.moderation.entries import without_borderline
from qa_engine.moderation.forms import (
    ACTIONS,
    AGENCIES,
    AGENCY,
    AREA,
    AUDITOR,
    DECIDED,
    ENGINE,
    ENTRIES,
    ENTRY,
    MODERATION,
    OVERALL,
    OVERALL_TITLE,
    PAIRS,
    PROMPTS,
    RULES_LEAD,
    WORD_PROMPTS,
    area_tag,
    auditor_tag,
    engine_tag,
    moderation_tag,
)
from qa_engine.read import MAX_FILE
from qa_engine.read.names import MOVE_FROM, SDT, SDT_CONTENT, SDT_PR, TBL, TC, TC_PR, TR, TR_PR, VAL, Element, P, T, w
from qa_engine.read.package import Package
from qa_engine.read.sniff import kind
from qa_engine.read.word import main_part

_PROMPTS = (*PROMPTS.values(), *WORD_PROMPTS)
_DECIDED = re.compile(rf"{RULES_LEAD}([\w-]+(?:, [\w-]+)*)$")
_LINE_BREAK, _TAB = w("br"), w("tab")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a filled-in table: grid column from 0, the tag of its control or "", and its text without prompts."""

    column: int
    tag: str
    text: str


@dataclass(slots=True)
class Form:
    """What the record holds: text by tag, rows of the actions table by entry, the rules that decided an area as far as printed, and tags
    met twice with different entries."""

    fields: dict[str, str] = field(default_factory=dict)
    actions: list[dict[str, str]] = field(default_factory=list)
    decided: dict[str, list[str]] = field(default_factory=dict)
    torn: list[str] = field(default_factory=list)

    def put(self, tag: str, text: str) -> None:
        """Take an entry; of two that differ the first stands."""
        before = self.fields.get(tag, "")
        if tag.startswith(engine_tag("")):
            text = without_borderline(text)
        if before and text and _same(before) != _same(text) and tag not in self.torn:
            self.torn.append(tag)
        self.fields[tag] = before or text


def read_form(data: bytes, areas: Mapping[str, str]) -> Form:
    """The form in the bytes of a Word file. `areas` is area to title. Raises DocumentError for a file that cannot be read."""
    if len(data) > MAX_FILE:
        raise DocumentError("larger than 100 MB; no audit record is as large")
    if kind(data) != "zip":
        raise DocumentError("a PDF, not a Word document; give the Word file that was filled in")
    package = Package(data)
    form = Form()
    names = {_same(title): area for area, title in (*areas.items(), (OVERALL, OVERALL_TITLE))}
    for table in package.xml(main_part(package)).iter(TBL):
        _take(list(_rows(table)), names, form)
    return form


def _take(rows: list[list[Cell]], areas: Mapping[str, str], form: Form) -> None:
    heads = {_same(cell.text): cell.column for cell in rows[0]} if rows else {}

    def has(*titles: str) -> bool:
        return all(_same(t) in heads for t in titles)

    if has(ACTIONS["action"], ACTIONS["owner"]):
        form.actions += _by_column(rows[1:], heads, ACTIONS)
    elif has(AREA, ENTRY):
        _take_areas(rows[1:], heads, areas, form)
    elif has(AREA, MODERATION["moderated"]):
        _take_moderation(rows[1:], heads, areas, form)
    elif has(AGENCY, AUDITOR["name"]):
        _take_auditors(rows[1:], heads, form)
    else:
        _take_pairs(rows, form)


def _take_areas(rows: Sequence[Sequence[Cell]], heads: Mapping[str, int], areas: Mapping[str, str], form: Form) -> None:
    """Three rows an area; the area's name stands in the first, merged down."""
    agencies = {heads[_same(title)]: agency for agency, title in AGENCIES.items() if _same(title) in heads}
    entries = {_same(title): entry for entry, title in ENTRIES.items()}
    area = ""
    for row in rows:
        at = {cell.column: cell for cell in row}
        area = areas.get(_same(_text(at, heads, AREA)), area if not _text(at, heads, AREA) else "")
        entry = entries.get(_same(_text(at, heads, ENTRY)), "")
        _put_engine(at, heads, area, form)
        if area and (told := _DECIDED.search(_text(at, heads, DECIDED))):
            form.decided[area] = told[1].split(", ")
        for column, agency in agencies.items():
            if column in at:
                _put(form, at[column], area_tag(area, agency, entry) if area and entry else "")


def _take_moderation(rows: Sequence[Sequence[Cell]], heads: Mapping[str, int], areas: Mapping[str, str], form: Form) -> None:
    for row in rows:
        at = {cell.column: cell for cell in row}
        area = areas.get(_same(_text(at, heads, AREA)), "")
        _put_engine(at, heads, area, form)
        _put_row(at, heads, MODERATION, partial(moderation_tag, area) if area else _no_tag, form)


def _take_auditors(rows: Sequence[Sequence[Cell]], heads: Mapping[str, int], form: Form) -> None:
    names = {_same(title): agency for agency, title in AGENCIES.items()}
    for row in rows:
        at = {cell.column: cell for cell in row}
        agency = names.get(_same(_text(at, heads, AGENCY)), "")
        _put_row(at, heads, AUDITOR, partial(auditor_tag, agency) if agency else _no_tag, form)


def _take_pairs(rows: Sequence[Sequence[Cell]], form: Form) -> None:
    """Labels with their field in the next cell."""
    tags = {_same(label): tag for tag, label in PAIRS.items()}
    for row in rows:
        for n, cell in enumerate(row):
            before = tags.get(_same(row[n - 1].text), "") if n else ""
            _put(form, cell, before)


def _put_engine(at: Mapping[int, Cell], heads: Mapping[str, int], area: str, form: Form) -> None:
    cell = at.get(heads.get(_same(ENGINE), -1))
    if cell and cell.text:
        _put(form, cell, engine_tag(area) if area else "")


def _put_row(at: Mapping[int, Cell], heads: Mapping[str, int], titles: Mapping[str, str], tag: Callable[[str], str], form: Form) -> None:
    for entry, title in titles.items():
        cell = at.get(heads.get(_same(title), -1))
        if cell:
            _put(form, cell, tag(entry))


def _no_tag(_entry: str) -> str:
    return ""


def _put(form: Form, cell: Cell, by_place: str) -> None:
    tag = cell.tag or by_place
    if tag:
        form.put(tag, cell.text)


def _by_column(rows: Sequence[Sequence[Cell]], heads: Mapping[str, int], titles: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for row in rows:
        at = {cell.column: cell for cell in row}
        yield {entry: _text(at, heads, title) for entry, title in titles.items()}


def _text(at: Mapping[int, Cell], heads: Mapping[str, int], title: str) -> str:
    cell = at.get(heads.get(_same(title), -1))
    return cell.text if cell else ""


def _rows(table: Element) -> Iterator[list[Cell]]:
    for row in table.iter(TR):
        deleted = row.find(f"{TR_PR}/{w('del')}") is not None
        if _nearest(row, TBL) is table and not deleted:
            yield list(_cells(row))


def _cells(row: Element) -> Iterator[Cell]:
    column = 0
    for cell in row.iter(TC):
        if _nearest(cell, TR) is not row:
            continue
        yield Cell(column, _tag(cell), _without_prompt(" ".join(_line(p) for p in cell.iter(P))))
        span = cell.find(f"{TC_PR}/{w('gridSpan')}")
        column += int(span.get(VAL, "1")) if span is not None and span.get(VAL, "1").isdigit() else 1


def _nearest(element: Element, name: str) -> Element | None:
    return next(element.iterancestors(name), None)


def _tag(cell: Element) -> str:
    tags = (t.get(VAL, "") for t in cell.iterfind(f".//{SDT}/{SDT_PR}/{w('tag')}"))
    return next((t for t in tags if t.startswith("qa.")), "")


def _line(paragraph: Element) -> str:
    """Live text of a paragraph; tracked deletions hold no `w:t`, text moved away does."""
    empty = {control for control in paragraph.iter(SDT) if _shows_prompt(control)}
    parts = []
    for piece in paragraph.iter(T, _LINE_BREAK, _TAB):
        if any(a in empty or a.tag == MOVE_FROM for a in piece.iterancestors()):
            continue
        parts.append(piece.text or "" if piece.tag == T else " ")
    return "".join(parts)


def _shows_prompt(control: Element) -> bool:
    """Flagged as empty by Word, with words that Word or the record puts there; flags alone stay behind when programs fill a field in."""
    if control.find(f"{SDT_PR}/{w('showingPlcHdr')}") is None:
        return False
    content = control.find(SDT_CONTENT)
    words = "".join(t.text or "" for t in content.iter(T)) if content is not None else ""
    return words.strip() in _PROMPTS


def _without_prompt(text: str) -> str:
    """The text without a prompt that became plain text, or that stands beside what was typed."""
    text = " ".join(text.split())
    for prompt in _PROMPTS:
        text = text.removeprefix(prompt).removesuffix(prompt).strip()
    return text


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()

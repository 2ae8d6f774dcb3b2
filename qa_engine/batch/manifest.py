"""What the council's own list says of each case: read with every mistake named by row and column, and nothing lost for one mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from qa_engine.batch.sheets import Sheet, read_sheet
from qa_engine.errors import QaError
from qa_engine.language.dates import parse_date
from qa_engine.store.model import ABOUT, DATES

CASE, FILE, KIND = "case id", "file", "kind"
COLUMNS = (CASE, FILE, *ABOUT)
_ALSO = {
    **dict.fromkeys(("case", "case number", "case no", "case reference", "case ref", "reference", "ref", "id"), CASE),
    "file name": FILE, "filename": FILE, "document": FILE, "document name": FILE, "plan": FILE, "sen team": "team", "locality": "team",
    "case worker": "caseworker", "case officer": "caseworker", "officer": "caseworker", "plan writer": "caseworker",
    "type": KIND, "plan type": KIND, "kind of plan": KIND, "school": "setting", "placement": "setting", "type of setting": "setting type",
    "need": "primary need", "primary need type": "primary need", "key stage": "phase", "phase of education": "phase",
    **{f"{name} date": name for name in DATES}, **{f"date of {name}": name for name in DATES},
    "requested": "request", "advice received": "advice", "decided": "decision", "decision to assess": "decision", "issued": "issue",
    "date issued": "issue", "draft sent": "draft", "draft issued": "draft", "advice request": "advice requested",
    "annual review due": "review due", "annual review held": "review held", "review meeting": "review held",
    "review notice": "review decision",
}
_KINDS = {
    **dict.fromkeys(("new", "first", "initial", "new plan", "first plan"), "new"),
    **dict.fromkeys(("annual review", "review", "amended", "amendment", "ar"), "annual review"),
    **dict.fromkeys(("phase transfer", "transfer", "key phase transfer", "transition"), "phase transfer"),
}
_PLAIN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One case. `number` is the row in the sheet; `values` holds the columns of `ABOUT`, dates as ISO."""

    number: int
    case: str
    file: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a row (0: the whole sheet) or, with `file`, a plan; `what` never repeats a cell, which could be a name."""

    row: int
    what: str
    file: str = ""

    def line(self) -> str:
        """As told on standard error."""
        return f"manifest, row {self.row}: {self.what}" if self.row else f"manifest: {self.what}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Rows in order, each case and file once; mistakes in order; `note` says how it had to be read, if not plainly."""

    rows: tuple[ManifestRow, ...]
    problems: tuple[Problem, ...]
    note: str = ""


def read_manifest(path: Path) -> Manifest:
    """The rows and mistakes of a CSV or XLSX sheet. Raises QaError where it cannot be used at all."""
    sheet = read_sheet(path)
    lines = [(n, cells) for n, cells in sheet.lines if any(cells)]
    if not lines:
        raise QaError(f"{path.name}: the manifest is empty; its first row must name the columns, such as {CASE}, {FILE}, team")
    problems: list[Problem] = []
    columns = _columns(path.name, *lines[0], problems)
    width = max(place for place, cell in enumerate(lines[0][1], 1) if cell)
    rows = list(_rows(lines[1:], columns, width, problems))
    return Manifest(tuple(rows), tuple(sorted(problems, key=lambda p: p.row)), _note(sheet))


def _note(sheet: Sheet) -> str:
    return f"manifest: {sheet.note}" if sheet.note else ""


def _columns(name: str, number: int, cells: list[str], problems: list[Problem]) -> dict[int, str]:
    """Place in the row to the column meant."""
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        heading = _PLAIN.sub(" ", cell.casefold()).strip()
        column = heading if heading in COLUMNS else _ALSO.get(heading, "")
        if column and column not in found.values():
            found[place] = column
        elif column:
            problems.append(Problem(number, f"column {place + 1} is “{column}” a second time and is left out; keep one"))
        elif heading:
            problems.append(Problem(number, f"column {place + 1} is not known and is left out{_meant(heading)}"))
    if not {CASE, FILE} & set(found.values()):
        raise QaError(f"{name}: no column “{CASE}” or “{FILE}” in row {number} of the manifest; the columns are {', '.join(COLUMNS)}")
    return found


def _meant(heading: str) -> str:
    close = get_close_matches(heading, [*COLUMNS, *_ALSO], n=1, cutoff=0.7)
    return f"; if it is “{_ALSO.get(close[0], close[0])}”, name it so" if close else f"; the columns are {', '.join(COLUMNS)}"


def _rows(lines: Iterable[tuple[int, list[str]]], columns: Mapping[int, str], width: int, problems: list[Problem]) -> Iterator[ManifestRow]:
    seen: dict[tuple[str, str], int] = {}
    for number, cells in lines:
        if any(cells[width:]):
            problems.append(Problem(number, "has more cells than the first row; put a value with a comma in it into quotation marks"))
        row = _row(number, {column: cells[place] for place, column in columns.items() if place < len(cells)}, problems)
        keys = [(kind, value.casefold()) for kind, value in ((CASE, row.case), (FILE, row.file)) if value]
        again = [key for key in keys if key in seen]
        if not keys:
            problems.append(Problem(number, f"has neither {CASE} nor {FILE}, so no plan can be found for it"))
        elif again:
            problems.append(Problem(number, f"has the {again[0][0]} of row {seen[again[0]]} again; row {seen[again[0]]} is used"))
        else:
            seen |= dict.fromkeys(keys, number)
            yield row


def _row(number: int, cells: Mapping[str, str], problems: list[Problem]) -> ManifestRow:
    values = {column: " ".join(cells.get(column, "").split()) for column in ABOUT}
    for column in DATES:
        day = parse_date(values[column]) if values[column] else None
        if values[column] and day is None:
            problems.append(Problem(number, f"column {column} is not a date; write it as 31/10/2026 or 2026-10-31"))
        values[column] = day.isoformat() if day else ""
    if values[KIND]:
        kind = _KINDS.get(_PLAIN.sub(" ", values[KIND].casefold()).strip())
        if kind is None:
            problems.append(Problem(number, "column kind is none of new, annual review, phase transfer; it is kept as it stands"))
        values[KIND] = kind or values[KIND]
    return ManifestRow(number, cells.get(CASE, ""), cells.get(FILE, ""), values)

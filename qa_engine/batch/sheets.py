"""Rows of a spreadsheet as text: CSV in the encodings that Excel writes, or XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from qa_engine.errors import QaError

_SAVE = "save it from Excel as “CSV UTF-8”"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Row number, counted from 1 as in the spreadsheet, with its cells, trimmed; `note` says what had to be guessed."""

    lines: tuple[tuple[int, list[str]], ...]
    note: str = ""


def read_sheet(path: Path) -> Sheet:
    """The rows of a CSV file or of the first sheet of an XLSX file. Raises QaError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QaError(f"{path.name}: the manifest cannot be opened ({error.strerror}); close it elsewhere, check its name") from error
    if data.startswith(b"PK\x03\x04"):
        return Sheet(_numbered(_workbook(path.name, data)))
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise QaError(f"{path.name}: the manifest is neither CSV nor XLSX; {_SAVE}")
    text, note = _text(path.name, data)
    try:
        return Sheet(_numbered(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))), note)
    except csv.Error:
        raise QaError(f"{path.name}: the manifest is not whole as CSV; check its quotation marks, or {_SAVE}") from None


def _text(name: str, data: bytes) -> tuple[str, str]:
    """The text, and a note where the encoding is a guess."""
    coding = next((coding for mark, coding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(coding), ""
    except UnicodeDecodeError:
        if coding != "utf-8":
            raise QaError(f"{name}: the encoding of the manifest is damaged; {_SAVE}") from None
    try:
        return data.decode("cp1252"), f"it is not UTF-8 and was read as Windows-1252; if letters look wrong, {_SAVE}"
    except UnicodeDecodeError:
        raise QaError(f"{name}: the encoding of the manifest is not known (neither UTF-8 nor Windows-1252); {_SAVE}") from None


def _delimiter(text: str) -> str:
    """What divides the first row; Excel writes semicolons where the comma is the decimal sign."""
    first = next((line for line in text.splitlines() if line.strip(" \t,;")), "")
    return max(",;\t", key=first.count)


def _numbered(rows: Iterable[Iterable[str]]) -> tuple[tuple[int, list[str]], ...]:
    return tuple((number, [cell.strip() for cell in cells]) for number, cells in enumerate(rows, 1))


def _workbook(name: str, data: bytes) -> list[list[str]]:
    try:
        openpyxl = import_module("openpyxl")
    except ImportError:
        raise QaError(f"{name}: an XLSX manifest needs the package openpyxl; install it, or {_SAVE}") from None
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [[_cell(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except Exception:  # openpyxl has no error of its own for a damaged file: it lets those of zip, XML and its own parts through
        raise QaError(f"{name}: the manifest cannot be read as XLSX; {_SAVE}") from None


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)

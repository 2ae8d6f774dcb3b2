"""A case out of a batch's folder: its records, its lines in the tables, its part in the sums, as if it had never been there."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa_engine.batch.figures import Figures
from qa_engine.batch.files import ADVICE, AUDITS, PART, write_whole
from qa_engine.batch.ledger import FOLDER, Ledger, key_of
from qa_engine.batch.reports import CHECK, NOT_READ, SUMMARY, SUMS, as_json, summed
from qa_engine.batch.unwrite_advice import Reports, advice_about, clear_pairs
from qa_engine.errors import QaError
from qa_engine.output import csv_file, csv_line
from qa_engine.pseudonyms import case_id
from qa_engine.store.model import Case

REPORTS = "advice.csv"
_OWN = (SUMMARY, NOT_READ, CHECK, REPORTS, SUMS, PART)
_SHA256 = re.compile(rb'"sha256": "([0-9a-f]{64})"')
_START = 4096  # bytes in which a record says of which file it is


@dataclass(frozen=True, slots=True)
class Gone:
    """What was taken out of a folder, and how many other files lie beside: reports made since, which may still speak of the case."""

    folder: Path
    records: int
    lines: int
    others: int


def is_batch(folder: Path) -> bool:
    """Whether a batch wrote into this folder."""
    return (folder / FOLDER).is_dir()


def unwrite(folder: Path, cases: Collection[str], run: Iterable[Case], keep: Collection[str]) -> Gone:
    """Take these cases, by case id, out of a folder. `run` has all cases of its run; `keep` are names of files that are no reports.

    Raises QaError where a batch is writing into the folder, before anything is changed, or where a file cannot be written. The ledger goes
    last: it knows what a file of the case is called, so that what was stopped half way can be done again.
    """
    with Ledger(folder) as ledger:
        records = [path for path in sorted((folder / AUDITS).glob("*.json")) if _case_of(path) in cases]
        advice = advice_about(folder, cases)
        about = {*cases, *map(case_id, advice.sha256)}
        places = ledger.places(about)
        lines = _tables(folder, cases, places, advice)
        _sums(folder, cases, places, run, advice)
        for path in (*records, *advice.gone):
            _delete(path)
        if advice.gone:
            clear_pairs(folder)
        ledger.forget(about)
    return Gone(folder, len(records) + len(advice.gone), lines, sum(1 for _ in _beside(folder, keep)))


def _delete(record: Path) -> None:
    try:
        record.unlink(missing_ok=True)
    except OSError as error:
        raise QaError(f"{record.parent}: a record cannot be deleted ({error.strerror}); close it elsewhere, then run it again") from None


def _beside(folder: Path, keep: Collection[str]) -> Iterator[Path]:
    """Files in the folder that a batch did not write."""
    for path in folder.rglob("*"):
        top, *below = path.relative_to(folder).parts
        if path.is_file() and (top not in (AUDITS, ADVICE, FOLDER) if below else top not in (*_OWN, *keep)):
            yield path


def take_lines(path: Path, cases: Collection[str]) -> int:
    """Take the lines of these cases out of a key file: how many."""
    return _without(path, lambda row: row.get("case", "") in cases)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table that the program wrote, by column; none where there is no such file. Raises QaError."""
    try:
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))  # a spreadsheet adds the mark
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, csv.Error):
        raise QaError(f"{path}: this table cannot be read; close it elsewhere, or save it as CSV UTF-8, then run it again") from None


def _without(path: Path, meant: Callable[[Mapping[str, str]], bool]) -> int:
    """Write a table again without the rows that are meant; how many those are."""
    rows = rows_of(path)
    left = [row for row in rows if not meant(row)]
    if len(left) < len(rows):
        write_whole(path, csv_file(list(rows[0]), (csv_line(list(row.values())) for row in left)))
    return len(rows) - len(left)


def _case_of(path: Path) -> str:
    """The case id of a record on disk, or ""."""
    try:
        with path.open("rb") as file:
            found = _SHA256.search(file.read(_START)) or _SHA256.search(path.read_bytes())
    except OSError as error:
        raise QaError(f"{path.parent}: a record cannot be opened ({error.strerror}); close it elsewhere, then run it again") from None
    return case_id(found.group(1).decode()) if found else ""


def _tables(folder: Path, cases: Collection[str], places: Collection[str], advice: Reports) -> int:
    """Write the tables without the case; how many lines were taken out."""
    meant: dict[str, Callable[[Mapping[str, str]], bool]] = {
        SUMMARY: lambda row: row.get("case", "") in cases,
        NOT_READ: lambda row: row.get("case", "") in cases,
        CHECK: lambda row: key_of(row.get("file", "")) in places,
        REPORTS: lambda row: row.get("plan", "") in cases or row.get("report", "") in advice.called}
    return sum(_without(folder / name, of_case) for name, of_case in meant.items())


def _sums(folder: Path, cases: Collection[str], places: Collection[str], run: Iterable[Case], advice: Reports) -> None:
    """Write summary.json from what is left; written so already, it stays as it is."""
    data = _summary_of(folder / SUMS)
    if not data:
        return
    gone, figures = _figures(run, cases)
    for name in ("not_judged", "not_read"):
        data[name] = [one for one in data[name] if one["case"] not in cases and key_of(one["case"]) not in places]
    files = _files(folder, cases, data, figures)
    if files == data["files"] and not advice.gone:
        return
    if data["manifest"]:
        fewer = data["files"]["found"] - files["found"]
        data["manifest"] = _of_manifest(data["manifest"], gone, fewer, len(rows_of(folder / CHECK)))
    data |= {"files": files, **summed(figures, list(data["areas"])), **({"advice": advice.block()} if advice.gone else {})}
    write_whole(folder / SUMS, as_json(data))


def _of_manifest(before: Mapping[str, int], gone: list[Case], files: int, problems: int) -> dict[str, int]:
    """The counts of the manifest without the rows of these cases."""
    listed = any(case.ref or any(case.about.values()) for case in gone)
    return {"cases": before["cases"] - len({case.ref for case in gone if case.ref}),
            "files_matched": before["files_matched"] - (files if listed else 0), "problems": problems}


def _files(folder: Path, cases: Collection[str], data: Mapping[str, Any], figures: Figures) -> dict[str, int]:
    """How many files there are of each kind. Folders that could not be opened stand among the files not read, and were not found."""
    before = data["files"]
    closed = sum(before[name] for name in ("judged", "not_judged", "not_read", "copies")) - before["found"]
    records = sum(_case_of(path) not in cases for path in (folder / AUDITS).glob("*.json"))
    judged, not_judged, not_read = figures.judged, len(data["not_judged"]), len(rows_of(folder / NOT_READ))
    return {**before, "found": records + not_read - closed, "judged": judged, "not_judged": not_judged, "not_read": not_read,
            "copies": records - judged - not_judged}


def _summary_of(path: Path) -> dict[str, Any]:
    """summary.json; empty where there is none. Raises QaError."""
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise QaError(f"{path}: this summary was changed or cannot be read; run the batch again, then forget") from None
    return data


def _figures(run: Iterable[Case], cases: Collection[str]) -> tuple[list[Case], Figures]:
    """The cases that go, and the sums over those that stay."""
    gone, figures = [], Figures()
    for case in run:
        if case.case in cases:
            gone.append(case)
        else:
            figures.add(case)
    return gone, figures

"""A batch into the store: the plans it is made of, in the order of their hashes, so that the same plans always give the same bytes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa_engine.batch.files import AUDITS, PlanFile
from qa_engine.batch.ledger import FOLDER
from qa_engine.batch.manifest import ManifestRow
from qa_engine.errors import QaError
from qa_engine.store.cases import case_of
from qa_engine.store.model import Case, Run
from qa_engine.store.pseudonyms import ref_of

if TYPE_CHECKING:
    from qa_engine.store import Store

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?!\d)")


@dataclass(frozen=True, slots=True)
class Plans:
    """Audited plans by hash: the first file, by path, of each content. `copies` is how many more files have the content of another."""

    files: Mapping[str, PlanFile]
    copies: int


def plans_of(files: Sequence[PlanFile], hashes: Mapping[str, str]) -> Plans:
    """Which files are plans of their own. `hashes` has the SHA-256 of each file that was audited, by its path."""
    first: dict[str, PlanFile] = {}
    audited = [file for file in files if file.path in hashes]
    for file in audited:
        first.setdefault(hashes[file.path], file)
    return Plans({sha256: first[sha256] for sha256 in sorted(first)}, len(audited) - len(first))


def month_of(asked: str, out: Path) -> str:
    """The month that was asked for, else the one that the folder's name begins with, else "". Raises QaError."""
    if asked and not _MONTH.fullmatch(asked):
        raise QaError(f"“{asked}” is no month; write it as 2026-10")
    named = _MONTH.match(out.resolve().name)
    return asked or (named.group() if named else "")


def place_of(store: Store, out: Path) -> str:
    """Where the reports lie, for `forget` to find them: from the store's own folder where it is a file, so that both may be moved."""
    whole = out.resolve()
    try:
        return Path(os.path.relpath(whole, store.file.resolve().parent)).as_posix() if store.file else whole.as_posix()
    except ValueError:  # another drive of Windows
        return whole.as_posix()


def folder_of(store: Store, run: Run) -> Path:
    """The folder of a run's reports, from what `place_of` wrote."""
    return Path(store.file.resolve().parent, run.folder) if store.file else Path(run.folder)


def check_name(store: Store, out: Path) -> None:
    """Raises QaError where saving would take the place of another folder's run of the same name."""
    there = store.run(out.resolve().name)
    if there and there.folder != place_of(store, out) and (folder_of(store, there) / FOLDER).is_dir():
        raise QaError(f"the store has a run “{there.name}” from another folder already; give this one a folder of another name with --out")


def keep(store: Store, run: Run, out: Path, plans: Plans, rows: Mapping[str, ManifestRow]) -> None:
    """Save the run, unless exactly this one is there. Raises QaError where a record on disk was changed."""
    if not store.holds(run, _audits(out, plans, rows)):
        store.save_run(run, _cases(run, out, plans, rows))


def _audits(out: Path, plans: Plans, rows: Mapping[str, ManifestRow]) -> Iterator[tuple[Mapping[str, str], str, bytes]]:
    for file in plans.files.values():
        row = rows.get(file.path)
        yield row.values if row else {}, ref_of(row.case) if row else "", _record(out, file)


def _cases(run: Run, out: Path, plans: Plans, rows: Mapping[str, ManifestRow]) -> Iterator[tuple[Case, bytes]]:
    for sha256, (about, ref, record) in zip(plans.files, _audits(out, plans, rows), strict=True):
        try:
            case = case_of(record, run.name, run.month, about, ref, run.rules)
        except QaError:
            raise _changed(plans.files[sha256]) from None
        if case.sha256 != sha256:
            raise _changed(plans.files[sha256])
        yield case, record


def _record(out: Path, file: PlanFile) -> bytes:
    try:
        return (out / AUDITS / file.audit).read_bytes()
    except OSError:
        raise _changed(file) from None


def _changed(file: PlanFile) -> QaError:
    return QaError(f"{file.audit}: this record in audits was changed or cannot be read; delete it and run the batch again")

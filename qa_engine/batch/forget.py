"""A case out of everything the program keeps: store, records, tables, ledger and key; and in plain words what that leaves.

The store goes last: it knows which plans the council's own case id means, so that what was stopped half way can be done again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qa_engine.batch.keep import folder_of
from qa_engine.batch.unwrite import Gone, is_batch, rows_of, take_lines, unwrite
from qa_engine.errors import QaError
from qa_engine.store import Store
from qa_engine.store.model import Filter, Forgotten, Run
from qa_engine.store.pseudonyms import ref_of

_CASE = re.compile(r"case-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Farewell:
    """What is gone from where. `closed` are folders of the case's runs that are not there, or not on this machine; of all runs, where the
    store does not hold the case."""

    cases: tuple[str, ...]
    store: Forgotten
    folders: tuple[Gone, ...]
    closed: tuple[str, ...]
    key_lines: int

    @property
    def anything(self) -> bool:
        """Whether there was any trace of the case."""
        return bool(self.store.sha256 or self.key_lines or any(gone.records or gone.lines for gone in self.folders))


def forget(name: str, address: str, key: Path | None = None) -> Farewell:
    """Take out the case that a case id, a ref or the council's own case id means. Raises QaError."""
    if key and not key.is_file():
        raise QaError(f"{key}: no key file of that name")
    with Store.open(address) as store:
        runs = store.runs()
        names = [name, *(_of_key(name, key) if key else ())]
        found = [store.find(each) for each in names]
        cases = {*(case for f in found for case in f.cases), *(each for each in names if _CASE.fullmatch(each))}
        folders = [(run, folder_of(store, run)) for run in runs]
        gone = [_from(store, run, folder, cases) for run, folder in folders if is_batch(folder)]
        lines = take_lines(key, cases) if key else 0
        told = _together([store.forget(each) for each in names])
    touched = {run.name for run in told.runs}
    closed = tuple(str(folder) for run, folder in folders if not is_batch(folder) and (run.name in touched or not touched))
    return Farewell(tuple(sorted(cases)), told, tuple(gone), closed, lines)


def _from(store: Store, run: Run, folder: Path, cases: set[str]) -> Gone:
    own = {store.file.name, f"{store.file.name}-journal"} if store.file else set()
    return unwrite(folder, cases, store.cases(Filter(run=run.name)), own)


def _of_key(name: str, key: Path) -> Iterator[str]:
    """Case ids that the key gives for the council's own case id, a ref made of it, or a case id."""
    wanted = {name.strip().casefold(), ref_of(name)} - {""}
    for row in rows_of(key):
        own = row.get("case id", "")
        if {row.get("case", ""), own.strip().casefold(), ref_of(own)} & wanted and row.get("case"):
            yield row["case"]


def _together(found: list[Forgotten]) -> Forgotten:
    """One answer of several; what the first took is not there for the next."""
    runs = {run.name: run for f in found for run in f.runs}
    return Forgotten(
        sha256=tuple(sorted({h for f in found for h in f.sha256})), cases=tuple(sorted({c for f in found for c in f.cases})),
        refs=tuple(sorted({r for f in found for r in f.refs})), runs=tuple(runs.values()),
        audits=sum(f.audits for f in found), moderated=sum(f.moderated for f in found))

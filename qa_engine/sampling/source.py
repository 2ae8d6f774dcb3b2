"""Where audited plans come from: the folder of a batch, or a store of many; records are read one at a time."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from qa_engine.errors import QaError
from qa_engine.sampling.plans import Plan
from qa_engine.store.cases import case_of
from qa_engine.store.model import ABOUT, STORE, Filter

_AUDITS, _SUMMARY = "audits", "summary.csv"
_PLAN = re.compile(rb'"sha256": "([0-9a-f]{64})"')  # of the file that was audited: the first in a record
_NOT_JUDGED = "Not judged"


class Source(Protocol):
    """Audited plans, and their records as JSON."""

    def plans(self) -> list[Plan]:
        """Every plan that was judged, once; of several audits of one plan the last. Raises QaError."""

    def records(self, wanted: Mapping[str, str]) -> Iterator[bytes]:
        """The records of these plans: run by fingerprint, with "" for all runs. Raises QaError."""


def open_source(address: str, run: str = "", month: str = "") -> Source:
    """The folder of a batch, a folder of JSON records, the file of a store, or the URL of one. Raises QaError."""
    path = Path(address)
    if "://" in address:
        return _FromStore(address, run, month)
    if path.is_dir():
        return _FromStore(str(path / STORE), run, month) if (path / STORE).is_file() else _from_folder(path, run or month)
    if not path.is_file():
        raise QaError(f"{address}: nothing of that name; name the folder of a batch, or a store")
    return _FromStore(address, run, month)


def _from_folder(path: Path, narrowed: str) -> Source:
    if narrowed:
        raise QaError(f"{path}: a folder holds one batch; --run and --month are for a store")
    return _FromFolder(path)


class _FromFolder:
    def __init__(self, folder: Path):
        self._folder = folder
        inside = folder / _AUDITS
        self._files = sorted((inside if inside.is_dir() else folder).glob("*.json"))

    def plans(self) -> list[Plan]:
        about = _manifest_columns(self._folder / _SUMMARY)
        found: dict[str, Plan] = {}
        for path in self._files:
            with suppress(QaError):  # other JSON may lie in the folder; that nothing is found at all is said below
                case = case_of(_read(path))
                found[case.sha256] = Plan(case.case, case.sha256, "", case.overall, about.get(case.case, {}))
        if not found:
            raise QaError(f"{self._folder}: no audit records here; name the folder that “ehcp-qa batch” wrote")
        return _judged(found)

    def records(self, wanted: Mapping[str, str]) -> Iterator[bytes]:
        for path in self._files:
            data = _read(path)
            found = _PLAN.search(data)
            if found and found[1].decode() in wanted:
                yield data


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise QaError(f"a record in {path.parent} cannot be opened ({error.strerror}); check that you may read it") from None


def _manifest_columns(path: Path) -> dict[str, dict[str, str]]:
    """What the batch's summary tells of each case from the manifest; nothing where there is no summary."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}
    rows = csv.DictReader(text.splitlines())
    return {row.get("case") or "": {c: (row.get(c.replace(" ", "_")) or "").removeprefix("'") for c in ABOUT} for row in rows}


class _FromStore:
    def __init__(self, address: str, run: str, month: str):
        self._address, self._chosen = address, Filter(first=month, last=month, run=run)

    def plans(self) -> list[Plan]:
        from qa_engine.store import Store

        with Store.open(self._address) as store:
            self._check([run.name for run in store.runs()])
            found = {c.sha256: Plan(c.case, c.sha256, c.run, c.overall, c.about) for c in store.cases(self._chosen)}
        if not found:
            raise QaError("the store has no plan of that run or month; look at its runs, or leave --run and --month out")
        return _judged(found)

    def records(self, wanted: Mapping[str, str]) -> Iterator[bytes]:
        from qa_engine.store import Store

        with Store.open(self._address) as store:
            for case, record in store.records(replace(self._chosen, plans=frozenset(wanted))):
                if wanted[case.sha256] in ("", case.run):
                    yield record

    def _check(self, names: list[str]) -> None:
        if not names:
            raise QaError("the store holds no batch yet; run “ehcp-qa batch” first")
        if self._chosen.run and self._chosen.run not in names:
            raise QaError(f"the store has no run “{self._chosen.run}”; it has {', '.join(names)}")


def _judged(found: Mapping[str, Plan]) -> list[Plan]:
    judged = [plan for plan in found.values() if plan.overall != _NOT_JUDGED]
    if not judged:
        raise QaError("none of the plans was judged, so there is nothing to draw")
    return judged

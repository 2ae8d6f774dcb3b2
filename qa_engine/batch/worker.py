"""What a worker process does with one file: audit it and hand back the record's bytes, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qa_engine.batch.files import content_hash
from qa_engine.errors import DocumentError

if TYPE_CHECKING:
    from qa_engine.audit import Auditor

_CANNOT_OPEN = "the file cannot be opened; close it in other programs and check that you may read it"


@dataclass(frozen=True, slots=True)
class Audited:
    """A record by the public contract, as written to `audits/`, and the SHA-256 of the file it is of."""

    sha256: str
    record: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file was not audited, in a line without its text. `sha256` is "" where the file could not even be opened."""

    sha256: str
    reason: str


Answer = Audited | Refused


def auditing(packs: tuple[Path, ...], names: bool) -> Callable[[str], Answer]:
    """Rules made ready once, then a function that audits a path. Raises RuleError. Only a worker calls it, and so loads the engine."""
    from qa_engine.audit import Auditor

    return partial(_answer, Auditor.load(packs), names)


def _answer(auditor: Auditor, names: bool, path: str) -> Answer:
    from qa_engine.report.json import render_json

    try:
        record = auditor.record(Path(path), pseudonyms=not names)
        return Audited(record.document.sha256, render_json(record).encode())
    except DocumentError as error:
        return _refused(path, str(error))
    except Exception as error:  # one odd file must not stop the others; an error's own words could be the plan's, so only its kind is told
        return _refused(path, f"the program met something it does not know in this file ({type(error).__name__}); please report it")


def _refused(path: str, reason: str) -> Refused:
    sha256 = content_hash(Path(path))
    return Refused(sha256, reason if sha256 else _CANNOT_OPEN)

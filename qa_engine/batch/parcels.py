"""The files of a job: their paths where worker and files are on one machine, their bytes where they are not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa_engine.batch.files import content_hash
from qa_engine.errors import DocumentError

if TYPE_CHECKING:
    from qa_engine.model.document import Document

CANNOT_OPEN = "the file cannot be opened; close it in other programs and check that you may read it"
_BETWEEN = "\0"  # the one character that no path holds


@dataclass(frozen=True, slots=True, repr=False)
class Sent:
    """A file that travels. `fault` is why there are no bytes. It has no repr: names and text stay out of a cluster's logs."""

    name: str
    data: bytes
    sha256: str
    fault: str = ""


Given = str | tuple[Sent, ...]


def job_of(*paths: str) -> str:
    """One job of several files, in order; "" stands for a file that there is not."""
    return _BETWEEN.join(paths)


def parcel(job: str) -> tuple[Sent, ...]:
    """The files of a job with their bytes."""
    return tuple(_sent(path) for path in job.split(_BETWEEN))


def documents(given: Given) -> Iterator[Document | None]:
    """Each file of a job as read, None where there is none. Raises DocumentError."""
    from qa_engine.read import read, read_bytes

    if isinstance(given, str):
        yield from (read(Path(path)) if path else None for path in given.split(_BETWEEN))
        return
    for sent in given:
        if sent.fault:
            raise DocumentError(sent.fault)
        yield read_bytes(sent.data, sent.name) if sent.name else None


def hash_of(given: Given) -> str:
    """SHA-256 of the bytes of a job's first file, or "" where it cannot be opened."""
    return content_hash(Path(given.split(_BETWEEN)[0])) if isinstance(given, str) else given[0].sha256


def _sent(path: str) -> Sent:
    if not path:
        return Sent("", b"", "")
    from qa_engine.read import file_bytes

    try:
        data = file_bytes(Path(path))
    except DocumentError as error:
        return Sent(Path(path).name, b"", content_hash(Path(path)), str(error))
    return Sent(Path(path).name, data, hashlib.sha256(data).hexdigest())

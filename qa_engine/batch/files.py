"""Which files a batch means, what their records are called, and how files are written whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from qa_engine import output
from qa_engine.errors import QaError

_WORD = (".docx", ".docm", ".dotx", ".dotm")
_PDF = ".pdf"
READ = (*_WORD, ".doc", _PDF)  # a .doc is taken up to be refused by name
_OTHER = (".rtf", ".odt", ".pages")
AUDITS, ADVICE = "audits", "advice"
PART = ".part"  # one writer, one name: a file cut short is never left under a name that tells whose it is


@dataclass(frozen=True, slots=True)
class PlanFile:
    """`path` is below the folder of the batch, with forward slashes; `audit` is the name of its record in `audits/`."""

    path: str
    audit: str

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name


@dataclass(frozen=True, slots=True)
class Found:
    """Word and PDF files by path; folders that could not be opened; how many files of other document formats were left alone, and how
    many PDFs that lie beside a Word file of their name."""

    files: tuple[PlanFile, ...]
    closed: tuple[str, ...]
    others: int
    twins: int = 0


def find_files(folder: Path, out: Path) -> Found:
    """Every Word file and PDF in `folder` and the folders in it, but for Word's lock files, what lies in `out`, and a PDF beside the Word
    file of its name, which is the same plan printed. Raises QaError."""
    closed: list[str] = []
    paths = sorted(_walk(folder, out.resolve(), lambda error: closed.append(_below(Path(error.filename), folder))))
    plans = [p for p in paths if p.lower().endswith(READ)]
    if not plans and not closed:
        raise QaError(f"{folder}: no Word files or PDFs in this folder; name a folder that holds .docx or .pdf files")
    own = without_twins(plans)
    files = tuple(PlanFile(path, name) for path, name in zip(own, _record_names(own), strict=True))
    return Found(files, tuple(sorted(closed)), sum(p.lower().endswith(_OTHER) for p in paths), len(plans) - len(own))


def without_twins(paths: Iterable[str]) -> list[str]:
    """Paths without PDFs that lie beside a Word file of their name."""
    given = list(paths)
    words = {p.lower().rpartition(".")[0] for p in given if p.lower().endswith(_WORD)}
    return [p for p in given if not (p.lower().endswith(_PDF) and p.lower().rpartition(".")[0] in words)]


def _walk(folder: Path, out: Path, closed: Callable[[OSError], None]) -> Iterator[str]:
    for top, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [f for f in folders if Path(top, f).resolve() != out]
        yield from (_below(Path(top, name), folder) for name in names if not name.startswith(("~$", ".")))


def _below(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _record_names(paths: Iterable[str]) -> Iterator[str]:
    """The file's name without its last extension; where two files share one, the later has a suffix made from where it lies."""
    taken: set[str] = set()
    for path in paths:
        stem = name = PurePosixPath(path).stem
        place, length = hashlib.sha256(os.fsencode(path)).hexdigest(), 6
        while name.casefold() in taken:
            name, length = f"{stem}-{place[:length]}", length + 2
        taken.add(name.casefold())
        yield f"{name}.json"


def clear_parts(*folders: Path) -> None:
    """Take away what a killed writer left half done."""
    for folder in folders:
        with suppress(OSError):
            (folder / PART).unlink(missing_ok=True)


def content_hash(path: Path) -> str:
    """SHA-256 of the bytes of a file, or "" where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` so that `path` holds all of it or is as it was. Raises QaError naming the folder: a file's name may be a child's."""
    output.write_whole(path, data, PART, path.parent)

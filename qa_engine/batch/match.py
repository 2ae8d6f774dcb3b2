"""Which row of the manifest speaks of which plan: by file name, else by a case id that stands in the file name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from qa_engine.batch.files import PlanFile
from qa_engine.batch.manifest import Manifest, ManifestRow, Problem

_PARTS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Matched:
    """Row by path of the plan; rows and files that found no partner, as problems after those of the manifest itself."""

    rows: dict[str, ManifestRow]
    problems: tuple[Problem, ...]
    cases: int
    note: str = ""


def match(manifest: Manifest, files: Sequence[PlanFile]) -> Matched:
    """Match every file; a row may speak of several files of its case, a file has one row."""
    finder = _Finder(manifest.rows)
    found = {file.path: row for file in files if (row := finder.row(file))}
    used = {row.number for row in found.values()}
    alone = [Problem(row.number, "no file found for this row") for row in manifest.rows if row.number not in used]
    bare = [Problem(0, "no row for this file", file.path) for file in files if file.path not in found]
    return Matched(found, (*manifest.problems, *alone, *bare), len(manifest.rows), manifest.note)


class _Finder:
    """Rows by file name with and without ending, and by the letters and digits of the case id."""

    def __init__(self, rows: Iterable[ManifestRow]):
        self._files: dict[str, ManifestRow] = {}
        self._cases: dict[tuple[str, ...], ManifestRow] = {}
        for row in rows:
            if row.file:
                self._files.setdefault(row.file.replace("\\", "/").casefold(), row)
            if row.case and (parts := _parts(row.case)):
                self._cases.setdefault(parts, row)
        self._longest = max(map(len, self._cases), default=0)

    def row(self, file: PlanFile) -> ManifestRow | None:
        """The row by path or name, else by the longest case id in the name; None too where two cases are named."""
        path = PurePosixPath(file.path)
        for name in (file.path, str(path.with_suffix("")), path.name, path.stem):
            if row := self._files.get(name.casefold()):
                return row
        named = list(self._named(_parts(path.stem)))
        return named[0] if named and all(row.number == named[0].number for row in named) else None

    def _named(self, parts: tuple[str, ...]) -> Iterator[ManifestRow]:
        """The rows whose case id stands in these parts; a longer id hides a shorter one within it."""
        for length in range(min(self._longest, len(parts)), 0, -1):
            hits = [row for at in range(len(parts) - length + 1) if (row := self._cases.get(parts[at:at + length]))]
            if hits:
                yield from hits
                return


def _parts(text: str) -> tuple[str, ...]:
    return tuple(_PARTS.findall(text.casefold()))

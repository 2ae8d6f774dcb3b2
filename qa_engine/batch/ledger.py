"""What of a batch is finished, on disk, so that a batch that was stopped goes on where it was.

A line is added after the record it speaks of is in place, so a batch killed between the two does one file again, with the same result.
Lines hold hashes, sizes and reasons; no name.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from qa_engine.batch.files import write_whole
from qa_engine.errors import QaError
from qa_engine.pseudonyms import case_id

FOLDER = ".batch"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished file: the size of its record in bytes, or why it was set aside; `limit` where more seconds might have helped. `sha256` is
    of its content and `place` of its path, so that it can be forgotten."""

    size: int = 0
    reason: str = ""
    limit: float | None = None
    sha256: str = ""
    place: str = ""


class Ledger:
    """Finished files by key. One process at a time may hold it; the system lets go of it however that process ends."""

    def __init__(self, out: Path):
        self._folder = out / FOLDER
        self._file = self._folder / "finished"
        self._lock = self._out = -1
        self._entries: dict[str, Entry] = {}

    def __enter__(self) -> Ledger:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
            _hold(self._lock)
            self._open()
        except OSError as error:
            raise QaError(f"{self._folder.parent}: cannot be written ({error.strerror}); choose another folder with --out") from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for handle in (self._out, self._lock):
            if handle >= 0:
                os.close(handle)

    def entry(self, key: str) -> Entry | None:
        """What is known of a file, or None."""
        return self._entries.get(key)

    def __bool__(self) -> bool:
        return bool(self._entries)

    def add(self, key: str, entry: Entry) -> None:
        """Say that a file is finished."""
        self._entries[key] = entry
        try:
            os.write(self._out, _line(key, entry))
        except OSError as error:
            raise QaError(f"{self._folder.parent}: cannot be written ({error.strerror}); make room, and run it again") from error

    def keep(self, keys: Iterable[str]) -> None:
        """Forget all but these, so that the ledger does not grow and does not tell in which order the work was done."""
        write_whole(self._file, b"".join(_line(key, self._entries[key]) for key in sorted(set(keys)) if key in self._entries))

    def places(self, cases: Collection[str]) -> set[str]:
        """Where the files of these case ids lie, as `key_of` their paths."""
        return {entry.place for entry in self._entries.values() if case_id(entry.sha256) in cases}

    def forget(self, cases: Collection[str]) -> None:
        """Let go of all that is known of files of these case ids."""
        self.keep([key for key, entry in self._entries.items() if case_id(entry.sha256) not in cases])

    def _open(self) -> None:
        """Read what there is; a last line cut short by a kill is dropped, and a damaged one only means that a file is done again."""
        self._out = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        data = self._file.read_bytes()
        whole = data[:data.rfind(b"\n") + 1]
        os.ftruncate(self._out, len(whole))
        for line in whole.splitlines():
            with suppress(ValueError):
                key, size, reason, limit, sha256, place = json.loads(line)
                self._entries[key] = Entry(size, reason, limit, sha256, place)


def key_of(*parts: str) -> str:
    """One key of everything a result depends on."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def rules_hash(folders: Iterable[Path]) -> str:
    """SHA-256 of every file of these rule folders, in order: a changed word list is another set of rules."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml")):
            for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes()):
                digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _line(key: str, entry: Entry) -> bytes:
    return json.dumps([key, entry.size, entry.reason, entry.limit, entry.sha256, entry.place]).encode() + b"\n"


def _hold(handle: int) -> None:
    """Raises QaError where another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise QaError("another batch is writing into this folder; wait until it is done, or choose another folder with --out") from None

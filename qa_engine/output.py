"""Results on disk: whole, or as they were."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from qa_engine.errors import QaError


def write_whole(path: Path, data: bytes, part: str = "", shown: Path | None = None) -> None:
    """Write `data` so that `path` holds all of it or is as it was.

    `part` names the file it grows in, in the same folder; `shown` is what an error names instead of the file. Raises QaError.
    """
    growing = path.with_name(part or path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        growing.write_bytes(data)
        growing.replace(path)
    except OSError as error:
        with suppress(OSError):
            growing.unlink(missing_ok=True)
        raise QaError(f"{shown or path}: cannot be written ({error.strerror}); make room, or choose another with --out") from error

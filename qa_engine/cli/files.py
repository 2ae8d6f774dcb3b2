"""Files in and out: which plans a call means, and results written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qa_engine.errors import QaError

WORD = (".docx", ".docm", ".dotx", ".dotm")


def plan_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and every Word file in the folders named, by name, each once. Word's own lock files are left out."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [p for p in sorted(path.iterdir()) if p.suffix.lower() in WORD and not p.name.startswith("~$")]
            if not inside:
                raise QaError(f"{path}: no Word files in this folder; name a folder that holds .docx files")
            found |= dict.fromkeys(inside)
        else:
            found[path] = None
    return list(found)


def output_name(path: Path, suffix: str, taken: set[str]) -> str:
    """File name for the result of `path`: its name without the last extension, made different if two plans share it."""
    name, n = f"{path.stem}{suffix}", 2
    while name in taken:
        name, n = f"{path.stem}-{n}{suffix}", n + 1
    taken.add(name)
    return name

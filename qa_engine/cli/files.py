"""Files in and out: which plans a call means, and results written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qa_engine.errors import QaError

WORD = (".docx", ".docm", ".dotx", ".dotm")
_PDF = ".pdf"


def plan_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and every Word file and PDF in the folders named, by name, each once. Left out are Word's own lock files, and a PDF
    beside the Word file of its name, which is the same plan printed."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [p for p in sorted(path.iterdir()) if p.suffix.lower() in (*WORD, _PDF) and not p.name.startswith("~$")]
            if not inside:
                raise QaError(f"{path}: no Word files or PDFs in this folder; name a folder that holds .docx or .pdf files")
            words = {p.stem.lower() for p in inside if p.suffix.lower() != _PDF}
            inside = [p for p in inside if p.suffix.lower() != _PDF or p.stem.lower() not in words]
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

"""Bytes to a `Document`: the one door to every file format; hostile and unreadable files are refused in one line."""

from __future__ import annotations

from pathlib import Path

from qa_engine.errors import DocumentError
from qa_engine.model.document import Document
from qa_engine.read.sniff import kind
from qa_engine.read.word import read_word

__all__ = ["file_bytes", "read", "read_bytes"]

MAX_FILE = 100 * 1024 * 1024


def read(path: Path) -> Document:
    """The document in a file; its `name` is the file's name. Raises DocumentError with one line: what it is, what to do."""
    path = Path(path)
    return read_bytes(file_bytes(path), path.name)


def file_bytes(path: Path) -> bytes:
    """The bytes of a file, if there are not too many of them. Raises DocumentError."""
    try:
        if path.is_dir():
            raise DocumentError("a folder, not a file; give the document in it")
        if path.stat().st_size > MAX_FILE:
            raise DocumentError("larger than 100 MB; take the pictures out or split it, and read the plan alone")
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentError("no file of that name; check the name and the folder") from None
    except (OSError, ValueError):
        raise DocumentError("the file cannot be opened; close it in other programs and check that you may read it") from None


def read_bytes(data: bytes, name: str) -> Document:
    """The document in the bytes of a file called `name`. What it is goes by its first bytes, never by its name."""
    if len(data) > MAX_FILE:
        raise DocumentError("larger than 100 MB; take the pictures out or split it, and read the plan alone")
    return _READERS[kind(data)](data, name)


def _read_pdf(data: bytes, name: str) -> Document:
    from qa_engine.read.pdf import read_pdf  # the libraries for PDF load only where there is one

    return read_pdf(data, name)


_READERS = {"zip": read_word, "pdf": _read_pdf}

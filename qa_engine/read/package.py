"""A Word package opened safely: parts by name, with limits on their number, size and make-up; nothing is written to disk."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from qa_engine.errors import DocumentError
from qa_engine.read.names import Element

MAX_ENTRIES = 2_000
MAX_PART = 20 * 1024 * 1024
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 200
RATIO_FROM = 1024 * 1024
# A parsed element costs some 300 bytes with its text and attributes: this keeps a hostile file below 300 MB.
MAX_MARKUP = 400_000
MAX_ATTRIBUTES = 600_000
# Fewer bytes than this cannot hold that many elements or attributes, so that common files need no count.
_WEIGHED_FROM = 1_200_000

TOO_LARGE = "far larger than any plan; split it and read the plan alone"
_DAMAGED = "the file is damaged ({}); open it in Word, let Word repair it, and save it again"
_HOSTILE = "the file is not safe to read ({}); ask for a fresh copy saved from Word"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
     b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9_.-]+)""")
_DECLARATION = re.compile(r"\ufeff?\s*<\?xml[^>]*\?>")
_ENCODINGS = frozenset({"utf-16", "ascii", "us-ascii", "iso-8859-1", "windows-1252"})
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError,
               OSError, IndexError, OverflowError)


class Relation(NamedTuple):
    """A relationship of a part: its id, the last word of its type ("header", "styles") and the part it points to."""

    id: str
    type: str
    target: str


class Package:
    """The parts of a zipped Word file. Names are compared without regard to case, as Word does."""

    def __init__(self, data: bytes) -> None:
        """Open the package; raises DocumentError where it is damaged or breaks a limit."""
        # Checked before the directory is read: a directory of millions of entries alone fills the memory.
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise DocumentError(_HOSTILE.format("it holds too many parts"))
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _ZIP_FAULTS:
            raise DocumentError(_DAMAGED.format("it is cut short or not a whole zip")) from None
        self._parts = _directory(self._zip.infolist())
        self._read = 0
        self._markup = 0
        self._attributes = 0

    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._parts)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def data(self, name: str) -> bytes:
        """The bytes of a part, within the limits."""
        info = self._parts[name.lower()]
        _check_entry(info)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_PART + 1)
        except _ZIP_FAULTS:
            raise DocumentError(_DAMAGED.format("a part of it cannot be unpacked")) from None
        self._read += len(data)
        if len(data) > MAX_PART or self._read > MAX_TOTAL:
            raise DocumentError(_HOSTILE.format("it unpacks to too much"))
        return data

    def xml(self, name: str, as_is: bool = False) -> Element:
        """The root of an XML part, strict namespaces as the usual ones; raises DocumentError on any DTD or bad XML.

        `as_is` keeps strict namespaces and XML comments, for those who write the part back.
        """
        data = _as_utf8(self.data(name))
        if b"<!DOCTYPE" in data:
            raise DocumentError(_HOSTILE.format("it declares its own document type"))
        if self._read > _WEIGHED_FROM:
            self._weigh(data)
        if not as_is and b"purl.oclc.org" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        try:
            return etree.fromstring(data, _parser(as_is))
        except (etree.XMLSyntaxError, ValueError):
            raise DocumentError(_DAMAGED.format("a part of it is not whole XML, or is nested too deep")) from None

    def relations(self, part: str) -> list[Relation]:
        """The relationships of a part ("" for the package) to parts that are there; dangling and outside ones are left out."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self:
            return []
        found = []
        for element in self.xml(rels):
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))[1:]
            if element.get("TargetMode") != "External" and target in self:
                kind = element.get("Type", "").rpartition("/")[2]
                found.append(Relation(element.get("Id", ""), kind, target))
        return found

    def _weigh(self, data: bytes) -> None:
        self._markup += data.count(b"<") - data.count(b"</")
        self._attributes += data.count(b'="') + data.count(b"='")
        if self._markup > MAX_MARKUP or self._attributes > MAX_ATTRIBUTES:
            raise DocumentError(TOO_LARGE)


def _parser(as_is: bool) -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                           remove_comments=not as_is, remove_pis=not as_is)


def _as_utf8(data: bytes) -> bytes:
    """Parts in another encoding are put as UTF-8, so that what is looked for in the bytes cannot hide in it."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    declared = _ENCODING.match(data)
    encoding = "utf-16" if wide else declared.group(1).decode().lower() if declared else "utf-8"
    if encoding in ("utf-8", "utf8"):
        return data
    if encoding not in _ENCODINGS:
        raise DocumentError(_DAMAGED.format("a part of it is in an unknown encoding"))
    try:
        return _DECLARATION.sub("", data.decode(encoding), count=1).encode()
    except UnicodeError:
        raise DocumentError(_DAMAGED.format("a part of it is not in the encoding it says")) from None


def _directory(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Parts by lower-case name, once the directory is within the limits."""
    if len(infos) > MAX_ENTRIES:
        raise DocumentError(_HOSTILE.format("it holds too many parts"))
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise DocumentError(_HOSTILE.format("it unpacks to too much"))
    parts: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if name in parts:
            raise DocumentError(_HOSTILE.format("it holds one part twice"))
        parts[name] = info
    return parts


def _check_entry(info: zipfile.ZipInfo) -> None:
    """Refuse a part before it is unpacked: locked, packed by a method whose output has no bound, or too large."""
    if info.flag_bits & 1:
        raise DocumentError("protected by a password inside the zip; save it again without one")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise DocumentError(_HOSTILE.format("it is packed in a way that Word does not use"))
    if info.file_size > MAX_PART or (info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * info.compress_size):
        raise DocumentError(_HOSTILE.format("it unpacks to too much"))

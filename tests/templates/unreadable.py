"""Files that look like plans and cannot be read as one: encrypted, too old, wrongly named, cut short, empty, a picture, hostile."""
from __future__ import annotations

import struct
import zipfile
import zlib

from . import ooxml as x
from .package import Frame, pack, parts_of

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
MARK = "Fictional example"


def compound(streams: dict[str, bytes]) -> bytes:
    """A small compound file (the OLE container of old Office files), each stream padded past the short-stream limit."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    chains, start = {}, 2
    for name, data in padded.items():
        chains[name] = (start, -(-len(data) // SECTOR))
        start += chains[name][1]
    table = [FAT, END]
    for first, count in chains.values():
        table += [*range(first + 1, first + count), END]
    table += [FREE] * (SECTOR // 4 - len(table))
    content = b"".join(d.ljust(-(-len(d) // SECTOR) * SECTOR, b"\0") for d in padded.values())
    return _cfb_header() + struct.pack("<128I", *table) + _directory(chains, padded) + content


def _cfb_header() -> bytes:
    fixed = struct.pack("<8s16sHHHHH6s", bytes.fromhex("D0CF11E0A1B11AE1"), b"", 0x3E, 3, 0xFFFE, 9, 6, b"")
    counts = struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0)
    return fixed + counts + struct.pack("<109I", 0, *[FREE] * 108)


def _directory(chains: dict[str, tuple[int, int]], padded: dict[str, bytes]) -> bytes:
    names = sorted(chains, key=lambda n: (len(n), n.upper()))
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else FREE
        entries.append(_entry(name, 2, chains[name][0], len(padded[name]), right=right))
    entries += [bytes(64) + struct.pack("<HBB3I", 0, 0, 0, FREE, FREE, FREE) + bytes(48)] * (4 - len(entries))
    return b"".join(entries)


def _entry(name: str, kind: int, start: int, size: int, *, right: int = FREE, child: int = FREE) -> bytes:
    shown = name.encode("utf-16-le")
    place = struct.pack("<HBB3I", len(shown) + 2, kind, 1, FREE, right, child)
    return shown.ljust(64, b"\0") + place + bytes(36) + struct.pack("<IQ", start, size)


def password_protected() -> bytes:
    """The wrapper Word puts round a plan saved with a password: version information and one sealed stream."""
    sealed = bytes((i * 197 + 31) % 256 for i in range(6000))
    return compound({"EncryptedPackage": struct.pack("<Q", 5990) + sealed, "EncryptionInfo": struct.pack("<HHI", 4, 4, 0x40)})


def old_word() -> bytes:
    """A plan saved as .doc twenty years ago."""
    text = f"{MARK}. Education, Health and Care Plan".encode("cp1252")
    return compound({"WordDocument": struct.pack("<HH", 0xA5EC, 0xC1) + bytes(508) + text, "1Table": bytes(512)})


def rich_text() -> bytes:
    """Rich text that somebody renamed .docx."""
    return rf"{{\rtf1\ansi {{\fonttbl\f0 Arial;}}\f0 {MARK}\par Section A: My views\par I like trains.\par }}".encode("ascii")


def small_plan() -> dict[str, str | bytes]:
    body = "".join(x.text(w) for w in ("Education, Health and Care Plan", "Section A: My views", "I like trains and custard."))
    return parts_of(body, Frame(footer=x.text(MARK)))


def cut_short() -> bytes:
    """A download that stopped two thirds of the way."""
    whole = pack(small_plan(), zipfile.ZIP_STORED)  # stored: the cut falls at the same place whatever the compressor
    return whole[: len(whole) * 2 // 3]


def _picture(width: int = 60, height: int = 80) -> bytes:
    """A grey page as a PNG: what a scanner makes of a plan, in little."""
    rows = b"".join(b"\0" + bytes(200 if y % 8 else 90 for _ in range(width)) for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")


def only_a_picture() -> bytes:
    """A scanned plan pasted into Word: one picture and no words."""
    size = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="7200000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    fill = '<pic:blipFill><a:blip r:embed="rIdP1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    named = '<pic:nvPicPr><pic:cNvPr id="1" name="scan.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    inside = f'<pic:pic>{named}{fill}<pic:spPr>{size}</pic:spPr></pic:pic>'
    drawn = f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">{inside}</a:graphicData></a:graphic>'
    inline = f'<wp:inline><wp:extent cx="5400000" cy="7200000"/><wp:docPr id="1" name="Scan 1"/>{drawn}</wp:inline>'
    return pack(parts_of(f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>", Frame(), {"scan.png": _picture()}))


def with_doctype() -> bytes:
    """A document part with a document type and an entity, which no copy of Word writes."""
    parts = small_plan()
    whole = str(parts["word/document.xml"])
    head, _, rest = whole.partition("\n")
    fed = rest.replace("custard", "custard &extra;")
    parts["word/document.xml"] = f'{head}\n<!DOCTYPE w:document [<!ENTITY extra "and jelly">]>\n{fed}'
    return pack(parts)


FILES = {
    "password-protected.docx": password_protected,
    "saved-as-old-word.doc": old_word,
    "rich-text-renamed.docx": rich_text,
    "cut-short.docx": cut_short,
    "empty.docx": bytes,
    "only-a-picture.docx": only_a_picture,
    "with-doctype.docx": with_doctype,
}

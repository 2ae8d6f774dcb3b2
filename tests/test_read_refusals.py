"""Files that cannot or must not be read are refused with one line: what it is, what to do; never with a traceback."""

from __future__ import annotations

import os
import random
import re
import struct
import subprocess
import sys
import time
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from qa_engine.errors import DocumentError
from qa_engine.model.document import Document
from qa_engine.read import package, read, read_bytes
from tests.documents import (
    MAIN,
    docx,
    field,
    level,
    numbered,
    numbering,
    p,
    pack,
    parts,
    picture,
    r,
    sdt,
    style,
    tbl,
    tc,
    text_box,
    tick_box,
    tr,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = docx(p("Section B"))


def refusal(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read_bytes(data, "plan.docx")
    line = str(caught.value)
    assert "\n" not in line
    assert 10 < len(line) < 160
    return line


def repacked(**changed: bytes) -> bytes:
    return pack(parts(p("Section B")) | {"word/document.xml": changed["document"]})


@pytest.mark.parametrize(("data", "words"), [
    (b"", "empty"),
    (bytes(4096), "empty"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    (OLE + "WordDocument".encode("utf-16-le"), "old Word file"),
    (OLE, "old Office file"),
    (b"{\\rtf1\\ansi hello}", "RTF"),
    (b"\xef\xbb\xbf<!DOCTYPE html><html><body>plan</body></html>", "web page"),
    (b"<HTML>", "web page"),
    (b"%PDF-1.7\n", "PDF"),
    (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "Word XML"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"hello, this is a plan", "neither a Word document nor a PDF"),
])
def test_other_kinds_of_file_are_named_whatever_they_are_called(data: bytes, words: str) -> None:
    assert words in refusal(data)


@pytest.mark.parametrize(("name", "words"), [
    ("xl/workbook.xml", "Excel"), ("ppt/presentation.xml", "PowerPoint"), ("mimetype", "OpenDocument"), ("notes.txt", "zip file")])
def test_other_kinds_of_zip_are_named(name: str, words: str) -> None:
    assert words in refusal(pack({name: b"<x/>"}))


def test_a_missing_file_a_folder_and_a_locked_file_are_refused(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "nothing.docx", "no file"), (tmp_path, "folder"), (Path("a\0b"), "cannot be opened")):
        with pytest.raises(DocumentError, match=words):
            read(path)
    locked = tmp_path / "locked.docx"
    locked.write_bytes(GOOD)
    locked.chmod(0)
    if not os.access(locked, os.R_OK):
        with pytest.raises(DocumentError, match="cannot be opened"):
            read(locked)


def test_a_good_file_is_read_from_its_path(tmp_path: Path) -> None:
    (tmp_path / "plan.dotx").write_bytes(GOOD)
    document = read(tmp_path / "plan.dotx")
    assert (document.name, len(document.sha256), len(document.blocks)) == ("plan.dotx", 64, 1)


def test_a_file_cut_short_is_damaged() -> None:
    assert "damaged" in refusal(GOOD[:-30])
    assert "damaged" in refusal(GOOD[:40])


def test_a_bad_checksum_and_bad_packing_are_damage() -> None:
    data = bytearray(pack(parts(p("Section B")), zipfile.ZIP_STORED))
    data[data.index(b"Section B")] ^= 1
    assert "damaged" in refusal(bytes(data))
    packed = bytearray(GOOD)
    start = packed.index(b"word/document.xml") + len("word/document.xml")
    packed[start:start + 20] = b"\xff" * 20
    assert "damaged" in refusal(bytes(packed))


def test_a_locked_entry_asks_for_a_password() -> None:
    data = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(re.escape(mark), bytes(data)):
            data[match.start() + offset] |= 1
    assert "password" in refusal(bytes(data))


def test_a_packing_that_word_never_uses_is_refused() -> None:
    assert "packed" in refusal(pack(parts(p("Section B")), zipfile.ZIP_LZMA))


def test_a_part_that_is_there_twice_is_refused() -> None:
    out = BytesIO(GOOD)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/Document.xml", b"<x/>")
    assert "twice" in refusal(out.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    text = (f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY e "hidden">]><w:document xmlns:w="{MAIN}"><w:body>'
            "<w:p><w:r><w:t>a&e;b</w:t></w:r></w:p></w:body></w:document>")
    assert "document type" in refusal(repacked(document=text.encode(encoding)))


def test_a_document_type_in_a_style_sheet_is_refused_too() -> None:
    files = parts(p("Section B"), styles="")
    files["word/styles.xml"] = b"<!DOCTYPE s><s/>"
    assert "document type" in refusal(pack(files))


@pytest.mark.parametrize("encoding", ["utf-7", "punycode", "cp500", "nonsense"])
def test_encodings_in_which_things_can_hide_are_refused(encoding: str) -> None:
    assert "encoding" in refusal(repacked(document=f'<?xml version="1.0" encoding="{encoding}"?><x/>'.encode()))


@pytest.mark.parametrize("document", [b"", b"<w:document", b"\xff\xfe\x00", b"<a><b></a>", b"&none;", b"<x/>" * 2])
def test_xml_that_is_not_whole_is_damage(document: bytes) -> None:
    assert "damaged" in refusal(repacked(document=document))


def test_a_package_round_something_else_is_not_a_word_document() -> None:
    assert "not a Word document" in refusal(repacked(document=b"<slides/>"))


def test_pictures_without_text_are_refused_as_a_scan() -> None:
    assert "scan" in refusal(docx(p(picture(18, 25)) + p(picture(18, 25))))
    assert "scan" in refusal(docx(p(picture(18, 25)), header1=p("OFFICIAL - SENSITIVE")))
    assert read_bytes(docx(p(picture(18, 25)) + p("with words")), "x").hazards.images == 1


def test_deep_nesting_is_refused_or_read_but_never_runs_out_of_stack() -> None:
    def nested(depth: int) -> bytes:
        return docx("<w:tbl><w:tr><w:tc>" * depth + p("deep") + "</w:tc></w:tr></w:tbl>" * depth)

    assert read_bytes(nested(60), "x").blocks
    assert "nested too deep" in refusal(nested(5_000))
    assert "nested too deep" in refusal(docx("<w:sdt><w:sdtContent>" * 300 + p("x") + "</w:sdtContent></w:sdt>" * 300))
    assert "nested too deep" in refusal(docx(p("<w:ins>" * 400 + r("x") + "</w:ins>" * 400)))


def test_too_many_parts_are_refused() -> None:
    assert "too many parts" in refusal(pack(parts(p("x")) | {f"word/media/{n}": b"" for n in range(2_001)}, zipfile.ZIP_STORED))


def _forged(data: bytes) -> bytes:
    """The same zip whose directory says that every part is small."""
    out = bytearray(data)
    for match in re.finditer(b"PK\x01\x02", data):
        out[match.start() + 24:match.start() + 28] = struct.pack("<I", 1_000)
    return bytes(out)


def test_a_directory_that_lies_about_sizes_gains_nothing() -> None:
    assert "damaged" in refusal(_forged(pack(parts(p("x" * 5_000_000)))))


@pytest.mark.parametrize("body", ["<w:p/>" * 60_000, "<w:p/>" * 500_000, p("<w:r/>" * 500_000)])
def test_far_too_much_of_anything_is_refused_quickly(body: str) -> None:
    data = pack(parts(body), zipfile.ZIP_STORED)
    start = time.process_time()
    refusal(data)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("content", [b"x" * 60_000_000, b"<w:p/>" * 4_000_000])
def test_a_zip_bomb_is_refused_in_little_memory(content: bytes, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.docx"
    bomb.write_bytes(pack(parts(p("x")) | {"word/document.xml": b"<a>" + content + b"</a>"}))
    # The peak of this process alone: getrusage would count the parent's, whose memory a child has until it starts its program.
    code = ("import sys; from pathlib import Path; from qa_engine.read import read\n"
            "try: read(Path(sys.argv[1]))\nexcept Exception as e: print(type(e).__name__)\n"
            "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))")
    done = subprocess.run([sys.executable, "-c", code, str(bomb)], capture_output=True, text=True, check=True)
    kind, kilobytes = done.stdout.split()
    assert kind == "DocumentError"
    assert int(kilobytes) < 300_000


RICH = parts(
    p("Section B", '<w:pStyle w:val="H"/>') + tbl(tr("a", tc("b", '<w:gridSpan w:val="2"/>')), tr(tc("c", "<w:vMerge/>"), sdt(tc("d"))))
    + p(tick_box("1") + field("PAGE", "3") + text_box(p("boxed")) + "<w:ins>" + r("in") + "</w:ins>") + numbered("one") + numbered("two", 1)
    + p(picture() + r("struck", "<w:strike/>") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'),
    styles=style("H", "heading 1", '<w:basedOn w:val="N"/><w:rPr><w:b/></w:rPr>') + style("N", "Normal", default=True),
    numbering=numbering(level(0, "decimal", "%1."), level(1, "lowerRoman", "%1.%2")),
    header1=p("Draft"), footnotes=f'<w:footnote w:id="1">{p("note")}</w:footnote>',
)
SPREAD = [name for name in RICH if name != "[Content_Types].xml"]
VALUES = ["", "-1", "0", "9999999999999999999999", "x", "\u00b2", "\u0669", "on", "%9%9", "NaN", "1e9", "../../x"]


def _flipped(chance: random.Random) -> bytes:
    data = bytearray(pack(RICH))
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data[:chance.randint(10, len(data))] if chance.random() < 0.2 else data)


def _scrambled(chance: random.Random) -> bytes:
    name = chance.choice(SPREAD)
    content = bytearray(RICH[name])
    for _ in range(chance.randint(1, 4)):
        at, other = chance.randrange(len(content)), chance.randrange(len(content))
        content[at:at + chance.randint(0, 9)] = content[other:other + chance.randint(0, 9)]
    return pack(RICH | {name: bytes(content)})


def _rearranged(chance: random.Random) -> bytes:
    """Whole elements taken out, doubled, moved and given odd values: XML that is whole and makes no sense."""
    name = chance.choice(SPREAD)
    root = etree.fromstring(RICH[name])
    for _ in range(chance.randint(1, 6)):
        one, other = (chance.choice(list(root.iter())) for _ in range(2))
        if chance.random() < 0.5 and one.attrib:
            one.set(chance.choice(one.keys()), chance.choice(VALUES))
        elif chance.random() < 0.5 and one is not root and one not in list(other.iterancestors()) and one is not other:
            other.append(one)
        elif one is not root:
            one.getparent().remove(one)
    return pack(RICH | {name: etree.tostring(root)})


@pytest.mark.parametrize("mutate", [_flipped, _scrambled, _rearranged])
def test_a_mutated_file_is_read_or_refused(mutate: Callable[[random.Random], bytes]) -> None:
    chance = random.Random(20_140_901)
    outcomes = {"read": 0, "refused": 0}
    for _ in range(250):
        data = mutate(chance)
        try:
            document = read_bytes(data, "x")
        except DocumentError as error:
            assert "\n" not in str(error)
            outcomes["refused"] += 1
        else:
            assert isinstance(document, Document)
            outcomes["read"] += 1
    assert outcomes["read"] > 0
    assert outcomes["refused"] > 0 or mutate is _rearranged


def test_the_limits_are_those_that_are_promised() -> None:
    assert (package.MAX_ENTRIES, package.MAX_PART, package.MAX_TOTAL, package.MAX_RATIO) == (2_000, 20 << 20, 200 << 20, 200)

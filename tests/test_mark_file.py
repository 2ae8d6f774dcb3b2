"""Marked copies of whole plans: what is theirs stays as it was, part for part and letter for letter, and they open elsewhere."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
import yaml
from lxml import etree

from qa_engine.errors import DocumentError
from qa_engine.mark import Marked, Options, mark, mark_and_tell, unmark
from tests.conftest import SAMPLES
from tests.documents import MAIN, RELATIONS, docx, p, pack, parts, r
from tests.marking import AUTHOR, audit_of, canonical, comments, covered, finding, flat, one_item, part, same_package, whole_plan
from tests.templates import FAMILIES, render

PLANS = sorted(SAMPLES.glob("*.docx"))
OURS = {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
CONTENT = yaml.safe_load((SAMPLES / "content" / "good-year-5-deaf.yaml").read_text(encoding="utf-8"))
EVERYTHING = Options(strengths=True, practice=True, most_in_section=500)
NOTE = ('<w:comment w:id="4" w:author="Ola Fenn" w:date="2026-02-01T10:00:00Z" w:initials="OF">'
        "<w:p><w:r><w:t>Is this agreed?</w:t></w:r></w:p></w:comment>")
NOTED = '<w:commentRangeStart w:id="4"/>{}<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'


@cache
def marked(path: Path) -> Marked:
    return mark_and_tell(path, whole_plan(path), EVERYTHING)


def put(tmp_path: Path, data: bytes, name: str = "plan.docx") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("path", PLANS, ids=lambda p: p.stem)
def test_nothing_of_a_plan_is_changed_but_the_comments(path: Path) -> None:
    before, after = path.read_bytes(), marked(path).data
    assert flat(after) == flat(before)
    one, other = zipfile.ZipFile(BytesIO(before)), zipfile.ZipFile(BytesIO(after))
    assert [n for n in other.namelist() if n not in OURS or n in one.namelist()] == one.namelist()
    assert all(one.read(n) == other.read(n) for n in one.namelist() if n not in OURS)


@pytest.mark.parametrize("path", PLANS, ids=lambda p: p.stem)
def test_unmarking_gives_the_plan_back(path: Path) -> None:
    assert same_package(unmark(marked(path).data), path.read_bytes())


@pytest.mark.parametrize("path", PLANS, ids=lambda p: p.stem)
def test_the_same_plan_gives_the_same_bytes(path: Path) -> None:
    assert mark(path, whole_plan(path), EVERYTHING) == marked(path).data


@pytest.mark.parametrize("path", PLANS, ids=lambda p: p.stem)
def test_python_docx_opens_a_marked_plan_and_sees_each_comment(path: Path) -> None:
    document = python_docx.Document(BytesIO(marked(path).data))
    tally = marked(path).tally
    seen = [c for c in document.comments if c.author == AUTHOR]
    assert len(seen) == tally.on_words + tally.near_words + tally.on_place + 1
    assert {c.initials for c in seen} == {"QA"} and {str(c.timestamp)[:10] for c in seen} == {"2026-01-05"}


def test_nearly_all_comments_stand_on_exactly_the_quoted_words() -> None:
    tallies = [marked(path).tally for path in PLANS]
    exact, near = sum(t.on_words for t in tallies), sum(t.near_words for t in tallies)
    assert exact > 400 and exact / (exact + near) >= 0.98


@pytest.mark.parametrize("path", PLANS, ids=lambda p: p.stem)
def test_what_is_counted_as_exact_is_exact(path: Path) -> None:
    """Counted over from the marked file: every quote stands word for word under the comment that speaks of it."""
    quotes = {" ".join(f.quote.split()) for f in whole_plan(path).record.findings if f.quote}
    words = covered(marked(path).data)
    assert sum(text in quotes for key, text in words.items() if key != "0") == marked(path).tally.on_words


@pytest.mark.parametrize("family", FAMILIES)
def test_every_layout_is_marked_and_given_back(family: str, tmp_path: Path) -> None:
    data, _ = render(CONTENT, family)
    path = put(tmp_path, data)
    result = mark_and_tell(path, whole_plan(path), EVERYTHING)
    assert result.tally.share_on_words >= 0.85  # items over cells with labels between cannot be under one unbroken comment
    assert flat(result.data) == flat(data)
    assert same_package(unmark(result.data), data)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_opens_every_marked_plan_with_all_its_comments(tmp_path: Path) -> None:
    files = [put(tmp_path, marked(path).data, path.name) for path in PLANS]
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to"]
    for kind in ("pdf", "odt"):
        subprocess.run([*command, kind, "--outdir", str(tmp_path), *map(str, files)], check=True, capture_output=True, timeout=300)
    for path in files:
        assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
        content = part(path.with_suffix(".odt").read_bytes(), "content.xml")
        assert content.count(b"<office:annotation ") == len(comments(path.read_bytes()))


def test_comments_of_people_stay_and_keep_their_numbers(tmp_path: Path) -> None:
    data = docx(p(NOTED.format(r("Help will be given")) + r(" as required.")), comments=NOTE)
    after = mark(put(tmp_path, data), one_item(data, finding("given as required")))
    root = etree.fromstring(part(after, "word/comments.xml"))
    assert [c.get(f"{{{MAIN}}}id") for c in root] == ["4", "5", "6"]
    assert canonical(etree.tostring(root[0], with_tail=False)) == canonical(etree.tostring(
        etree.fromstring(part(data, "word/comments.xml"))[0], with_tail=False))
    assert covered(after) | {"5": ""} == {"4": "Help will be given", "5": "", "6": "given as required"}
    assert same_package(unmark(after), data)


def test_an_empty_part_of_comments_is_used_and_stays(tmp_path: Path) -> None:
    data = docx(p("Help as required."), comments="")
    after = mark(put(tmp_path, data), one_item(data, finding("as required")))
    assert len(comments(after)) == 2 and same_package(unmark(after), data)


def test_marking_a_marked_plan_again_replaces_the_comments(tmp_path: Path) -> None:
    data = docx(p("Help will be given as required."))
    once = mark(put(tmp_path, data), one_item(data, finding("as required")))
    twice = mark(put(tmp_path, once), one_item(once, finding("will be given")))
    assert list(covered(twice).values())[1:] == ["will be given"]
    assert same_package(unmark(twice), data)


def strict(data: bytes) -> bytes:
    files = zipfile.ZipFile(BytesIO(data))
    usual = {name: files.read(name) for name in files.namelist()}
    names = ((MAIN.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
             (RELATIONS.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"))
    for old, new in names:
        usual = {name: content.replace(old, new) for name, content in usual.items()}
    return pack(usual)


def test_a_strict_file_stays_strict(tmp_path: Path) -> None:
    data = strict(docx(p("Help will be given as required.")))
    after = mark(put(tmp_path, data), one_item(data, finding("as required")))
    assert list(covered(after).values())[1:] == ["as required"]
    for name in ("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"):
        assert MAIN.encode() not in part(after, name) and RELATIONS.encode() not in part(after, name)
    assert same_package(unmark(after), data)


@pytest.mark.parametrize("kind", ["application/vnd.ms-word.document.macroEnabled.main+xml",
                                  "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"])
def test_a_file_with_macros_and_a_template_keep_their_kind(kind: str, tmp_path: Path) -> None:
    data = pack(parts(p("Help as required."), main_type=kind) | {"word/vbaProject.bin": b"\x00\x01macros"})
    after = mark(put(tmp_path, data, "plan.docm"), one_item(data, finding("as required")))
    assert kind.encode() in part(after, "[Content_Types].xml")
    assert part(after, "word/vbaProject.bin") == b"\x00\x01macros"


def test_a_file_in_another_encoding_keeps_its_words(tmp_path: Path) -> None:
    files = parts(p("Café help as required."))
    files["word/document.xml"] = b'<?xml version="1.0" encoding="UTF-16"?>'.decode().join(
        ["", files["word/document.xml"].decode()]).encode("utf-16")
    data = pack(files)
    after = mark(put(tmp_path, data), one_item(data, finding("as required")))
    assert list(covered(after).values()) == ["Café help as required.", "as required"]


def test_a_plan_that_changed_since_the_audit_is_refused(tmp_path: Path) -> None:
    data = docx(p("Help as required."))
    path = put(tmp_path, docx(p("Help twice a week.")))
    with pytest.raises(DocumentError, match="changed since"):
        mark(path, one_item(data, finding("as required")))


def test_a_plan_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    data = docx(p("Help as required."))
    audit = one_item(data, finding("as required"))
    scanned = audit_of(replace(audit.document, format="pdf"), audit.plan, audit.record.findings)
    with pytest.raises(DocumentError, match="comments go into Word files only"):
        mark(put(tmp_path, data), scanned)


def test_a_file_without_our_comments_comes_back_as_it_is() -> None:
    for data in (docx(p("Help.")), docx(p(NOTED.format(r("Help."))), comments=NOTE)):
        assert unmark(data) == data


@pytest.mark.parametrize("name", ["cut-short", "empty", "password-protected", "rich-text-renamed"])
def test_what_is_no_word_package_is_refused(name: str) -> None:
    with pytest.raises(DocumentError):
        unmark((SAMPLES / "unreadable" / f"{name}.docx").read_bytes())


def test_words_from_a_plan_cannot_break_the_comments(tmp_path: Path) -> None:
    data = docx(p("Help as required."))
    hostile: Any = finding("as required", message="a <w:p/> & \x07 \ud800 “b” ]]>")
    after = mark(put(tmp_path, data), one_item(data, hostile))
    assert "a <w:p/> &     “b” ]]>" in comments(after)["1"]

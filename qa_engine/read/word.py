"""A Word package to a `Document`: the body, headers and footers, notes, and an account of everything else in it."""

from __future__ import annotations

import hashlib

from qa_engine.errors import DocumentError
from qa_engine.model.document import Block, Document, paragraphs
from qa_engine.read import names as n
from qa_engine.read.blocks import BlockReader
from qa_engine.read.controls import Mark, Prompts, marks
from qa_engine.read.inline import InlineReader
from qa_engine.read.names import Element
from qa_engine.read.numbering import Numbering
from qa_engine.read.package import Package, Relation
from qa_engine.read.styles import Styles
from qa_engine.read.tally import Tally

_FIELD_KIND = n.w("fldCharType")
_FIELD = n.w("fldChar")
_NOTE_KINDS = (("footnotes", n.w("footnote")), ("endnotes", n.w("endnote")))
_COMMENT = n.w("comment")
_OTHER_PROGRAMS = (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation"), ("mimetype", "an OpenDocument file"),
                   ("fixeddocseq.fdseq", "an XPS file"), ("visio/", "a Visio drawing"))


def read_word(data: bytes, name: str) -> Document:
    """The document in the bytes of a .docx, .docm or .dotx, whatever it is called; raises DocumentError."""
    return WordFile(Package(data)).document(name, hashlib.sha256(data).hexdigest())


class WordFile:
    """One package being read. Only the parts that hold words, or say what they look like, are unpacked."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = main_part(package)
        self._root = package.xml(self._main)
        if self._root.tag != n.DOCUMENT:
            raise DocumentError("not a Word document; open it in Word and save it as a Word document (.docx)")
        self._relations = package.relations(self._main)
        self._tally = Tally()
        self._styles = Styles(self._one("styles"))
        self._numbering = Numbering(self._one("numbering"))
        self._prompts = Prompts(lambda: self._one("glossaryDocument"))

    def document(self, name: str, sha256: str) -> Document:
        body = self._root.find(n.BODY)
        blocks = self._blocks(self._main, self._root, body) if body is not None else ()
        headers, footers = self._edges("header"), self._edges("footer")
        notes = self._notes()
        self._count_comments()
        self._refuse_pictures_alone((*blocks, *notes))
        return Document(name, sha256, "docx", blocks, headers, footers, notes, self._tally.hazards())

    def _one(self, kind: str) -> Element | None:
        """The first part of a kind that the main part names, if it is there."""
        relation = next((r for r in self._relations if r.type == kind), None)
        return self._package.xml(relation.target) if relation is not None else None

    def _blocks(self, part: str, root: Element, container: Element) -> tuple[Block, ...]:
        return self._reader(part, root).read(container)

    def _reader(self, part: str, root: Element) -> BlockReader:
        kinds = [mark.get(_FIELD_KIND) for mark in root.iter(_FIELD)]
        shown = marks(root, self._prompts, self._styles.is_prompt)
        inline = self._inline(shown, kinds.count("begin") == kinds.count("end"))
        return BlockReader(part, root, self._styles, self._numbering, inline, self._tally)

    def _inline(self, shown: dict[Element, Mark], whole_fields: bool) -> InlineReader:
        return InlineReader(self._styles, shown, self._tally, whole_fields)

    def _edges(self, kind: str) -> tuple[Block, ...]:
        """Headers or footers: first-page, even-page and every section's, each wording once."""
        found: list[Block] = []
        seen: set[tuple[str, ...]] = set()
        for relation in self._of_kind(kind):
            root = self._package.xml(relation.target)
            blocks = self._blocks(relation.target, root, root)
            words = tuple(p.text.strip() for p in paragraphs(blocks) if p.text.strip())
            if words and words not in seen:
                seen.add(words)
                found.extend(blocks)
        return tuple(found)

    def _of_kind(self, kind: str) -> list[Relation]:
        return sorted({r.target: r for r in self._relations if r.type == kind}.values(), key=lambda r: (len(r.target), r.target))

    def _notes(self) -> tuple[Block, ...]:
        found: list[Block] = []
        for kind, tag in _NOTE_KINDS:
            for relation in self._of_kind(kind):
                root = self._package.xml(relation.target)
                reader = self._reader(relation.target, root)
                for note in root.iterchildren(tag):
                    if note.get(n.TYPE, "normal") == "normal":
                        self._tally.footnotes += 1
                        found.extend(reader.read(note))
        return tuple(found)

    def _count_comments(self) -> None:
        root = self._one("comments")
        if root is not None:
            self._tally.comments = sum(1 for _ in root.iterchildren(_COMMENT))

    def _refuse_pictures_alone(self, blocks: tuple[Block, ...]) -> None:
        if self._tally.images and not self._tally.struck and not any(p.text.strip() for p in paragraphs(blocks)):
            raise DocumentError("pictures without any text (a scan); ask for the Word file that it was made from")


def main_part(package: Package) -> str:
    relation = next((r for r in package.relations("") if r.type == "officeDocument"), None)
    if relation is not None and not relation.target.startswith(("xl/", "ppt/", "visio/")):
        return relation.target
    if "word/document.xml" in package:
        return "word/document.xml"
    for start, what in _OTHER_PROGRAMS:
        if any(name.startswith(start) for name in package.names()):
            raise DocumentError(f"{what}, not a Word document; save it as a Word document (.docx)")
    raise DocumentError("a zip file, not a Word document; unpack it and read the Word document inside")

"""A Word package in which a few parts are replaced, added or dropped; all others are copied as they are."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO

from lxml import etree

from qa_engine.read.names import Element
from qa_engine.read.package import Package
from qa_engine.read.word import main_part

_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_USUAL_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_KIND = f"{_STRICT}officeDocument/relationships/comments"
_OUR_RELATION = "rIdEhcpQualityCheck"


class MarkedPackage:
    """A package open for change. `main` is the body's part; `comments` the part of its comments, or None."""

    def __init__(self, data: bytes) -> None:
        """Open the bytes of a Word file. Raises DocumentError for what the reader refuses."""
        self._safe = Package(data)
        self._zip = zipfile.ZipFile(BytesIO(data))
        self._names = {info.filename.replace("\\", "/").lstrip("/").lower(): info.filename for info in self._zip.infolist()}
        self._trees: dict[str, Element] = {}
        self._dropped: set[str] = set()
        self.main = main_part(self._safe)
        relations = self._safe.relations(self.main)
        self.comments = next((r.target for r in relations if r.type == "comments"), None)

    def tree(self, part: str) -> Element:
        """The tree of a part, to be changed in place: written back in `save`."""
        key = part.lower()
        if key not in self._trees:
            self._trees[key] = self._safe.xml(part, as_is=True)
        return self._trees[key]

    def new_comments(self) -> Element:
        """Make a part for comments, known to the package as one; its root."""
        space = etree.QName(self.tree(self.main)).namespace or ""
        folder = posixpath.dirname(self.main)
        self.comments = next(name for name in (posixpath.join(folder, f"comments{n}.xml") for n in ("", *range(2, 99)))
                             if name.lower() not in self._names)
        self._names[self.comments.lower()] = self.comments
        self._trees[self.comments.lower()] = etree.Element(f"{{{space}}}comments", nsmap={"w": space})
        self._declare(self.comments)
        self._relate(posixpath.basename(self.comments), space)
        return self._trees[self.comments.lower()]

    def drop_comments(self) -> None:
        """Drop the part of comments if it was made by `new_comments`; one that the file had of itself stays, empty."""
        assert self.comments is not None
        relation = next((r for r in self.tree(self._relations()) if r.get("Id") == _OUR_RELATION), None)
        if relation is None:
            return
        _parent(relation).remove(relation)
        for entry in list(self.tree(_TYPES)):
            if (entry.get("PartName") or "").lower() == f"/{self.comments.lower()}":
                _parent(entry).remove(entry)
        self._dropped.add(self.comments.lower())

    def save(self) -> bytes:
        """The whole file; every part that was not opened as a tree keeps its bytes. The same changes give the same bytes."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for info in self._zip.infolist():
                key = info.filename.replace("\\", "/").lstrip("/").lower()
                if key in self._dropped:
                    continue
                archive.writestr(info, _written(self._trees.pop(key)) if key in self._trees else self._zip.read(info))
            for key, root in self._trees.items():
                if key not in self._dropped:
                    archive.writestr(zipfile.ZipInfo(self._names[key]), _written(root), zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def _relations(self) -> str:
        folder, name = posixpath.split(self.main)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def _declare(self, part: str) -> None:
        types = self.tree(_TYPES)
        space = etree.QName(types).namespace
        types.append(types.makeelement(f"{{{space}}}Override", {"PartName": f"/{part}", "ContentType": _COMMENTS_TYPE}))

    def _relate(self, target: str, space: str) -> None:
        key = self._relations().lower()
        if key not in self._names:
            self._names[key] = self._relations()
            self._trees[key] = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
        kind = _STRICT_KIND if space.startswith(_STRICT) else _USUAL_KIND
        relations = self.tree(key)
        relations.append(relations.makeelement(f"{{{_RELATIONS}}}Relationship", {"Id": _OUR_RELATION, "Type": kind, "Target": target}))


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _written(root: Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)

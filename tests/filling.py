"""Word audit records filled in as people do: the prompt goes, the text stands in the control."""

from __future__ import annotations

import io
from collections.abc import Mapping

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def opened(data: bytes):  # type: ignore[no-untyped-def]
    return docx.Document(io.BytesIO(data))


def saved(document) -> bytes:  # type: ignore[no-untyped-def]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def control(document, tag: str):  # type: ignore[no-untyped-def]
    return next(t.getparent().getparent() for t in document.element.body.iter(qn("w:tag")) if t.get(qn("w:val")) == tag)


def typed(data: bytes, entries: Mapping[str, str]) -> bytes:
    """As Word does: the prompt goes, the text stands in the control."""
    document = opened(data)
    for tag, text in entries.items():
        made = control(document, tag)
        for flag in made.iter(qn("w:showingPlcHdr")):
            flag.getparent().remove(flag)
        put(made, text)
    return saved(document)


def plain(data: bytes) -> bytes:
    """Every control as plain text, as word processors do that know none."""
    document = opened(data)
    for made in list(document.element.body.iter(qn("w:sdt"))):
        for piece in list(made.find(qn("w:sdtContent"))):
            made.addprevious(piece)
        made.getparent().remove(made)
    return saved(document)


def put(made, text: str) -> None:  # type: ignore[no-untyped-def]
    """The text in place of what the control holds."""
    content = made.find(qn("w:sdtContent"))
    for old in list(content):
        content.remove(old)
    run = OxmlElement("w:r")
    run.text = text
    content.append(run)

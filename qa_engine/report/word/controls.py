"""Content controls: drop-downs, dates and text that people fill in, and fields of the record that they cannot change by chance."""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

from qa_engine.moderation.forms import GRADE_WORDS, PROMPTS, STANCE_WORDS
from qa_engine.report.word.build import Xml, attribute, run

_DATE = ('<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/><w:storeMappedDataAs w:val="date"/>'
         '<w:calendar w:val="gregorian"/></w:date>')


def field(kind: str, tag: str, name: str, value: str = "") -> Xml:
    """A control to fill in; `kind` is grade, stance, date or text; `name` is what Word and screen readers call it."""
    inner = run(value) if value else run(PROMPTS[kind], "PlaceholderText")
    return _control(tag, name, "sdtLocked", _KINDS[kind], inner, prompt=not value)


def fixed(tag: str, name: str, value: str, style: str = "") -> Xml:
    """Text of the record that is read back and must not change."""
    return _control(tag, name, "sdtContentLocked", "<w:richText/>", run(value, style), prompt=False)


def _control(tag: str, name: str, lock: str, kind: str, inner: str, prompt: bool) -> Xml:
    number = crc32(tag.encode()) & 0x7FFFFFFF or 1  # the same tag has the same number in every record
    showing = "<w:showingPlcHdr/>" if prompt else ""
    return Xml(f'<w:sdt><w:sdtPr><w:alias w:val={attribute(name[:64])}/><w:tag w:val="{tag}"/><w:id w:val="{number}"/>'
               f'<w:lock w:val="{lock}"/>'
               f"{showing}{kind}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>")


def _list(words: Mapping[str, str]) -> str:
    entries = "".join(f"<w:listItem w:displayText={attribute(shown)} w:value={attribute(value)}/>" for value, shown in words.items())
    return f"<w:dropDownList>{entries}</w:dropDownList>"


_KINDS = {"grade": _list(GRADE_WORDS), "stance": _list(STANCE_WORDS), "date": _DATE, "text": "<w:richText/>"}

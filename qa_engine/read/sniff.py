"""What kind of file the first bytes say it is, whatever its name; and the line a user reads where it is the wrong kind."""

from __future__ import annotations

from qa_engine.errors import DocumentError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_SAVE = "open it in Word and save it as a Word document (.docx)"


def kind(data: bytes) -> str:
    """`zip` or `pdf`; every other kind is refused with what it is and what to do."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "zip"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    raise DocumentError(_refusal(data))


def _refusal(data: bytes) -> str:
    if not data.strip(b"\0 \r\n\t"):
        return "the file is empty; ask for it again or save it again from where it came"
    if data.startswith(_OLE):
        return _ole(data)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(b"{\\rtf"):
        return f"a rich text (RTF) file, not a Word document; {_SAVE}"
    if b"worddocument" in start or b"pkg:package" in start or b"mso-application" in start:
        return f"a Word XML file, not a Word document; {_SAVE}"
    if any(mark in start for mark in (b"<html", b"<!doctype html", b"<body", b"mime-version")):
        return f"a web page, not a Word document; {_SAVE}"
    if data[:3] in (b"\xff\xd8\xff", b"\x89PN", b"GIF", b"II*", b"MM\0"):
        return "a picture, not a Word document; its words cannot be read"
    return f"neither a Word document nor a PDF; {_SAVE}"


def _ole(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "protected by a password; open it in Word, remove the password (File, Info, Protect Document), save it"
    if _OLD_WORD in data:
        return f"an old Word file (.doc, Word 97 to 2003); {_SAVE}"
    return f"an old Office file, not a Word document; {_SAVE}"

"""Writes small PDFs byte by byte, so that each test knows all that stands in its file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique", "signs": "ZapfDingbats", "mono": "Courier"}
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass
class Page:
    """One page; x from the left, y down from the top, both in points. Letters are those of Windows (cp1252)."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    content: list[str] = field(default_factory=list)
    annotations: list[str] = field(default_factory=list)
    picture: bool = False

    def text(self, x: float, y: float, words: str, font: str = "plain", size: float = 11, extra: str = "") -> Page:
        """Set words on the baseline at `y`."""
        said = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.content.append(f"q {extra} BT /{font} {size} Tf 1 0 0 1 {x} {self.height - y} Tm ({said}) Tj ET Q")
        return self

    def lines(self, x: float, y: float, *words: str, font: str = "plain", size: float = 11, step: float = 13.2) -> Page:
        """Set several lines under each other."""
        for n, line in enumerate(words):
            self.text(x, y + n * step, line, font, size)
        return self

    def turned(self, x: float, y: float, words: str, size: float, slope: tuple[float, float], grey: float = 0.8) -> Page:
        """Set words along a slope given as cosine and sine."""
        cos, sin = slope
        self.content.append(f"q {grey} g BT /plain {size} Tf {cos} {sin} {-sin} {cos} {x} {self.height - y} Tm ({words}) Tj ET Q")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Draw a line."""
        self.content.append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0.85) -> Page:
        """Paint an area."""
        self.content.append(f"q {grey} g {x0} {self.height - y1} {x1 - x0} {y1 - y0} re f Q")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Page:
        """Draw a full grid of lines."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def field(self, x0: float, y0: float, x1: float, y1: float, kind: str) -> Page:
        """Add a form field; `kind` is the part of its dictionary that says what it is and holds."""
        self.annotations.append(f"<</Type/Annot/Subtype/Widget/T(f{len(self.annotations)})/F 4{kind}"
                                f"/Rect[{x0} {self.height - y1} {x1} {self.height - y0}]>>")
        return self

    def note(self, kind: str = "Text") -> Page:
        """Add a reader's note."""
        self.annotations.append(f"<</Type/Annot/Subtype/{kind}/Rect[10 10 30 30]/Contents(see me)>>")
        return self


def pdf(*pages: Page, password: str | None = None, owner: str = "owner") -> bytes:
    """The bytes of a PDF with these pages; `password` "" encrypts it with an owner's password only."""
    objects: list[bytes] = [b"", b""]
    fonts = " ".join(f"/{name} {len(objects) + n + 1} 0 R" for n, name in enumerate(FONTS))
    objects += [f"<</Type/Font/Subtype/Type1/BaseFont/{base}{_encoding(base)}>>".encode() for base in FONTS.values()]
    objects.append(_stream(b"\x80", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"))
    picture, kids, fields = len(objects), [], []
    for page in pages:
        notes = [len(objects) + n + 1 for n in range(len(page.annotations))]
        objects += [note.encode("cp1252") for note in page.annotations]
        fields += [n for n, note in zip(notes, page.annotations, strict=True) if "/Widget" in note]
        drawn = [*page.content, *([f"q {page.width} 0 0 {page.height} 0 0 cm /picture Do Q"] if page.picture else [])]
        objects.append(_stream("\n".join(drawn).encode("cp1252")))
        objects.append((f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.width} {page.height}]/Rotate {page.rotate}"
                        f"/Contents {len(objects)} 0 R"
                        f"/Annots[{_refs(notes)}]/Resources<</Font<<{fonts}>>/XObject<</picture {picture} 0 R>>>>>>").encode())
        kids.append(len(objects))
    objects[0] = f"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{_refs(fields)}]>>>>".encode()
    objects[1] = f"<</Type/Pages/Kids[{_refs(kids)}]/Count {len(kids)}>>".encode()
    return _file(objects) if password is None else _locked(objects, password, owner)


def _encoding(base: str) -> str:
    return "" if base == "ZapfDingbats" else "/Encoding/WinAnsiEncoding"


def _refs(numbers: Sequence[int]) -> str:
    return " ".join(f"{n} 0 R" for n in numbers)


def _stream(data: bytes, extra: str = "") -> bytes:
    return f"<<{extra}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _file(objects: Sequence[bytes], trailer: str = "") -> bytes:
    out, offsets = b"%PDF-1.5\n", []
    for n, held in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{n} 0 obj\n".encode() + held + b"\nendobj\n"
    table = "".join(f"{at:010d} 00000 n \n" for at in offsets)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\n"
    return out + head.encode() + f"startxref\n{len(out)}\n%%EOF\n".encode()


def _locked(objects: Sequence[bytes], user: str, owner: str) -> bytes:
    """Encrypt with 40-bit RC4, the first of the standard's handlers; only streams hold words here."""
    rights = -4
    lock = _rc4(hashlib.md5(_padded(owner)).digest()[:5], _padded(user))
    key = hashlib.md5(_padded(user) + lock + rights.to_bytes(4, "little", signed=True) + b"0" * 16).digest()[:5]
    closed = []
    for n, held in enumerate(objects, 1):
        head, mark, rest = held.partition(b">>stream\n")
        if mark:
            own = hashlib.md5(key + n.to_bytes(3, "little") + b"\0\0").digest()[:10]
            held = head + mark + _rc4(own, rest.removesuffix(b"\nendstream")) + b"\nendstream"
        closed.append(held)
    sign = _rc4(key, _PADDING)
    trailer = (f"/ID[<{(b'0' * 16).hex()}><{(b'0' * 16).hex()}>]"
               f"/Encrypt<</Filter/Standard/V 1/R 2/O<{lock.hex()}>/U<{sign.hex()}>/P {rights}>>")
    return _file(closed, trailer)


def _padded(password: str) -> bytes:
    return (password.encode() + _PADDING)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)

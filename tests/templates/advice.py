"""Renders the sample advice reports as Word files in the shapes that advice comes in: letter, report, form, boxes, tables."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import yaml

from .unreadable import MARK

ROOT = Path(__file__).resolve().parents[2] / "sample_plans" / "advice"
_HEADS = ("Special Educational Provision", "By Whom", "Frequency", "Which Need Does This Provision Meet")


def advice_files() -> dict[str, bytes]:
    """File name to bytes of every sample advice report."""
    return {
        f"advice/{path.stem}.docx": render(yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted((ROOT / "content").glob("*.yaml"))
    }


def render(content: dict[str, Any]) -> bytes:
    """One report in its shape."""
    made = docx.Document()
    {"letter": _letter, "form": _form, "boxes": _boxes}.get(content["shape"], _report)(made, content)
    made.sections[0].footer.paragraphs[0].text = MARK
    return _fixed(made)


def _letter(made: Any, content: dict[str, Any]) -> None:
    made.add_paragraph(content["service"])
    made.add_paragraph(_day(content["date"]))
    made.add_paragraph("Dear colleague")
    made.add_paragraph(f"Re: {content['child']}    DOB: {_digits(content['dob'])}")
    made.add_paragraph(content["title"]).runs[0].bold = True
    made.add_paragraph(f"Advice requested {_day(content['requested'])}.")
    for section in content["sections"]:
        made.add_paragraph(section["heading"]).runs[0].bold = True
        made.add_paragraph(section["text"])
    made.add_paragraph("Yours sincerely")
    for line in (content["author"], content["role"], content.get("registration", "")):
        if line:
            made.add_paragraph(line)


def _report(made: Any, content: dict[str, Any]) -> None:
    made.add_paragraph(content["service"])
    made.add_heading(content["title"], 1)
    _pairs(made, _particulars(content))
    for section in content["sections"]:
        made.add_heading(section["heading"], 2)
        if "rows" in section:
            _rows(made, [_HEADS, *section["rows"]])
        elif "pairs" in section:
            _rows(made, list(zip(*section["pairs"], strict=True)))
        else:
            made.add_paragraph(section["text"])


def _form(made: Any, content: dict[str, Any]) -> None:
    made.add_heading("Advice form", 1)
    made.add_paragraph("Please return the form within six weeks of the date of the request.")
    pairs = [("Title of advice", content["title"]), *_particulars(content), ("Service", content["service"])]
    _pairs(made, pairs)
    for section in content["sections"]:
        made.add_heading(section["heading"], 2)
        made.add_paragraph(section["text"])


def _boxes(made: Any, content: dict[str, Any]) -> None:
    made.add_paragraph(content["service"])
    made.add_heading(content["title"], 1)
    made.add_paragraph(
        f"Written by {content['author']}, {content['role']} ({content['registration']}) on {_day(content['date'])} in answer to "
        f"a request of "
        f"{_day(content['requested'])}."
    )
    made.add_paragraph(f"Child: {content['child']}")
    made.add_paragraph(f"Date of birth: {_digits(content['dob'])}")
    _rows(made, [(s["heading"], s["text"]) for s in content["sections"]])


def _particulars(content: dict[str, Any]) -> list[tuple[str, str]]:
    pairs = [
        ("Name", content["child"]),
        ("Date of birth", _digits(content["dob"])),
        ("Author", content["author"]),
        ("Role", content["role"]),
        ("Registration", content.get("registration", "")),
        ("Advice requested", _digits(content["requested"])),
        ("Date of report", _digits(content["date"])),
    ]
    return [(name, value) for name, value in pairs if value]


def _pairs(made: Any, pairs: list[tuple[str, str]]) -> None:
    _rows(made, pairs)


def _rows(made: Any, rows: list[Any]) -> None:
    table = made.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _digits(day: str) -> str:
    return date.fromisoformat(str(day)).strftime("%d/%m/%Y")


def _day(day: str) -> str:
    return f"{date.fromisoformat(str(day)):%-d %B %Y}"


def _fixed(made: Any) -> bytes:
    """The file with fixed times, so that the same content gives the same bytes."""
    made.core_properties.created = made.core_properties.modified = datetime(2026, 1, 1)
    raw, out = BytesIO(), BytesIO()
    made.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0)), source.read(info), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main() -> None:
    for name, content in advice_files().items():
        (ROOT.parent / name).write_bytes(content)
        print(f"{name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()

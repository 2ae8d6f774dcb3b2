"""Words that several parts of the Word record share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import shorten

from qa_engine.model.audit import Finding
from qa_engine.model.record import AuditRecord, ItemRecord
from qa_engine.report.text import grade_words
from qa_engine.report.word.build import GRADE_FILLS, Cell, cell
from qa_engine.report.word.controls import fixed

_QUOTE = 220


def items_of(record: AuditRecord) -> dict[str, ItemRecord]:
    """Every item by its id."""
    return {item.id: item for section in record.sections.values() for item in section.items}


def quoted(text: str, most: int = _QUOTE) -> str:
    """Words of the plan in quotation marks, cut at a word if they are long; empty for none."""
    return f"“{shorten(text, most, placeholder=' …')}”" if text.strip() else ""


def brief(text: str, most: int = _QUOTE) -> str:
    """Words of the plan, cut at a word if they are long."""
    return shorten(text, most, placeholder=" …")


def words_at(finding: Finding, items: Mapping[str, ItemRecord]) -> str:
    """What the plan says at a finding, in quotation marks: its quote, or else the item it is about; empty where it is about neither."""
    item = items.get(finding.item or "")
    return quoted(finding.quote or (item.text if item else ""))


def evidence(finding: Finding, items: Mapping[str, ItemRecord]) -> str:
    """What the plan says at a finding and where."""
    words = words_at(finding, items)
    return f"{words} ({finding.where})" if words else finding.where


def sources(finding: Finding) -> str:
    """Law, guidance or practice behind a finding."""
    return "; ".join(finding.references)


def engine_cell(tag: str, title: str, grade: str, firm: str = "stable", keep: bool = False, merge: str = "",
                style: str = "TableText") -> Cell:
    """The grade by rules, locked, on a colour that says the same."""
    borderline = ["(borderline)"] if firm == "borderline" else []
    control = fixed(tag, f"{title}: grade by rules", grade_words(grade), "Strong")
    return cell(control, *borderline, fill=GRADE_FILLS[grade], keep=keep, merge=merge, style=style)


def counted(number: int, noun: str) -> str:
    """ "1 point", "2 points". """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(names: Iterable[str], none: str = "none") -> str:
    """Names with commas, or the word for none."""
    return ", ".join(names) or none

"""How a document was read, for people and as JSON: sections, items, particulars, what stands in no section, hazards met."""

from __future__ import annotations

import json
from dataclasses import asdict
from textwrap import shorten
from typing import Any

from tabulate import tabulate

from qa_engine.model.document import Document
from qa_engine.model.plan import SECTIONS, Item, Plan

_QUOTE = 100


def reading_json(plan: Plan, document: Document) -> str:
    """Sections with items and places, subject, particulars, advice, unplaced text, residue and hazards, as JSON."""
    content: dict[str, Any] = {
        "document": {"name": document.name, "sha256": document.sha256, "format": document.format, "state": plan.state,
                     "why_not": plan.why_not},
        "subject": asdict(plan.subject),
        "plan": asdict(plan.particulars),
        "sections": {s: _section(plan, s) for s in SECTIONS},
        "advice": [asdict(a) for a in plan.advice],
        "merged": list(plan.merged),
        "unplaced": {"share": round(plan.unplaced, 4), "text": list(plan.unplaced_text)},
        "residue": [{"words": words, "section": section, "item": item} for words, section, item in plan.residue],
        "hazards": asdict(document.hazards),
    }
    return json.dumps(content, indent=1, ensure_ascii=False, default=str) + "\n"


def reading_table(plan: Plan, document: Document) -> str:
    """The same for a terminal of 80 columns."""
    rows = [(s, plan.sections[s].status, "yes" if plan.sections[s].label_present else "no", len(plan.sections[s].items), _first(plan, s))
            for s in SECTIONS]
    sections = tabulate(rows, headers=("Section", "Status", "Letter", "Items", "Begins"), tablefmt="simple", maxcolwidths=[7, 13, 6, 5, 40])
    parts = [document.name, _pairs(_known(plan)), sections, _pairs(_hazards(plan, document))]
    if plan.unplaced_text:
        parts.append("In no section:\n" + "\n".join(f"  {shorten(t, 76, placeholder=' …')}" for t in plan.unplaced_text[:12]))
    if plan.why_not:
        parts.append(f"This would not be judged: {plan.why_not}")
    return "\n\n".join(parts) + "\n"


def _section(plan: Plan, letter: str) -> dict[str, Any]:
    section = plan.sections[letter]
    return {"status": section.status, "label_present": section.label_present, "titles": list(section.titles),
            "items": [_item(i) for i in section.items]}


def _item(item: Item) -> dict[str, Any]:
    return {"id": item.id, "kind": item.kind, "text": item.text, "area_of_need": item.area, "headings": list(item.headings),
            "columns": [list(c) for c in item.columns], "label": item.label, "tags": list(item.tags), "serves": list(item.serves),
            "where": item.where, "places": [asdict(p) for p in item.places]}


def _first(plan: Plan, letter: str) -> str:
    items = plan.sections[letter].items
    return shorten(items[0].text, _QUOTE, placeholder=" …") if items else ""


def _known(plan: Plan) -> list[tuple[str, object]]:
    subject, particulars = plan.subject, plan.particulars
    return [("Name", subject.name), ("Known as", subject.known_as), ("Date of birth", subject.dob), ("Year group", subject.year_group),
            ("Authority", particulars.authority), ("Status", particulars.status), ("State", plan.state), ("Issued", particulars.issue_date),
            ("Review due", particulars.review_due), ("Setting", particulars.setting)]


def _hazards(plan: Plan, document: Document) -> list[tuple[str, object]]:
    met = [(name.replace("_", " "), len(value) if isinstance(value, tuple) else value) for name, value in asdict(document.hazards).items()]
    return [(name.capitalize(), value) for name, value in met if value] + [
        ("Template residue", len(plan.residue)), ("Share of words in no section", f"{plan.unplaced:.1%}")]


def _pairs(pairs: list[tuple[str, object]]) -> str:
    return tabulate([(k, "not found" if v is None else v) for k, v in pairs], tablefmt="plain", maxcolwidths=[30, 48])

"""Hand-made audits for the tests of `ehcp-qa mark`, and measures of a marked file that share nothing with what wrote it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from qa_engine.language.lexicon import Lexicon
from qa_engine.model.audit import Finding
from qa_engine.model.document import Document, paragraphs
from qa_engine.model.plan import SECTIONS, Item, Particulars, Plan, Section, Subject
from qa_engine.model.record import AuditRecord, DocumentRecord, OverallRecord, PlanRecord, Reading, SubjectRecord, Tool, Trace
from qa_engine.read import read_bytes
from qa_engine.read.trace import trace
from qa_engine.structure import structure
from tests.conftest import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKS = {f"{W}commentRangeStart", f"{W}commentRangeEnd"}
AUTHOR = "EHCP quality check"
LEXICON = Lexicon.load([ROOT / "rules" / "terms"])


@dataclass(frozen=True)
class HandMade:
    """What `mark` needs of an audit."""

    document: Document
    plan: Plan
    record: AuditRecord


def finding(quote: str = "", item: str | None = "F1", section: str | None = "F", rule: str = "F-04", **more: Any) -> Finding:
    values: dict[str, Any] = {
        "id": f"{rule}.1", "rule": rule, "title": f"Title of {rule}", "area": "educational_provision", "section": section, "item": item,
        "severity": "significant", "strength": False, "quote": quote, "where": "Section F", "message": f"Nobody can tell from {rule}.",
        "advice": "“[Who, with what training] will … for [minutes].”", "references": ("Children and Families Act 2014, section 42(2)",),
        "confidence": "high", "audience": ("caseworker", "qa_lead"),
    }
    return Finding(**(values | more))


def audit_of(document: Document, plan: Plan, findings: list[Finding], do_first: list[str] | None = None) -> Any:
    record = AuditRecord(
        tool=Tool(name="qa_engine", version="0", rule_packs=[]),
        document=DocumentRecord(name=document.name, sha256=document.sha256, reading=Reading(format="docx")),
        subject=SubjectRecord(), plan=PlanRecord(issue_date="2026-01-05"), sections={}, observed={}, findings=findings, areas={},
        overall=OverallRecord(judgement="RI", reasons=["Most provision gives no amount."], decided_by=[], to_reach_next=["Give amounts."],
                              do_first=do_first or ["Say how often.", "Say who.", "Name the setting type.", "A fourth thing."]),
        trace=Trace(),
    )
    return HandMade(document, plan, record)


def one_item(data: bytes, *findings: Finding) -> Any:
    """An audit of a file all of whose words are the item F1, under no heading."""
    document = read_bytes(data, "plan.docx")
    spoken = [p for p in paragraphs(document.blocks) if p.text.strip()]
    item = Item("F1", "F", "provision", " ".join(" ".join(p.text for p in spoken).split()), places=tuple(p.place for p in spoken))
    sections = {s: Section(s) for s in SECTIONS} | {"F": Section("F", "content", items=(item,))}
    return audit_of(document, Plan("plan.docx", document.sha256, "draft", Subject(), Particulars(), sections), list(findings))


def whole_plan(path: Path) -> Any:
    """An audit of a real file, with findings on a phrase of every item, on every third whole item, on sections and on the plan."""
    document = read_bytes(path.read_bytes(), path.name)
    plan = structure(document, LEXICON)
    findings = [finding(rule="S-01", item=None, section=s) for s in SECTIONS] + [finding(rule="P-01", item=None, section=None)]
    for index, item in enumerate(plan.items()):
        words = item.text.split()
        first = index % max(1, len(words) - 4)
        findings.append(finding(" ".join(words[first:first + 4]).strip(" .,;"), item.id, item.section, "F-04", severity="statutory"))
        findings += [finding(item.text, item.id, item.section, "F-09")] if index % 3 == 0 else []
    return audit_of(document, plan, findings)


def part(data: bytes, name: str) -> bytes:
    return zipfile.ZipFile(BytesIO(data)).read(name)


def canonical(xml: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n")


def same_package(one: bytes, other: bytes) -> bool:
    """Whether two files hold the same parts in the same order, XML compared in canonical form, all else byte for byte."""
    first, second = zipfile.ZipFile(BytesIO(one)), zipfile.ZipFile(BytesIO(other))
    return first.namelist() == second.namelist() and all(
        first.read(n) == second.read(n) or (n.endswith((".xml", ".rels")) and canonical(first.read(n)) == canonical(second.read(n)))
        for n in first.namelist())


def flat(data: bytes) -> list[Any]:
    """Everything in a body but comment ranges, a character at a time, each with the look of its run: runs may be cut anywhere."""
    found: list[Any] = []
    _flatten(etree.fromstring(part(data, "word/document.xml")), found)
    return found


def _flatten(element: Any, found: list[Any]) -> None:
    if not isinstance(element.tag, str) or element.tag in MARKS:
        return
    if element.tag != f"{W}r":
        found.append(("open", element.tag, tuple(sorted(element.attrib.items())), (element.text or "").strip()))
        for child in element:
            _flatten(child, found)
        found.append(("close", element.tag))
        return
    look = element.find(f"{W}rPr")
    props = b"" if look is None else etree.tostring(look, method="c14n", with_tail=False)
    for child in element:
        if child.tag == f"{W}t":
            found += [(c, props) for c in child.text or ""]
        elif child.tag not in (f"{W}rPr", f"{W}commentReference"):
            found.append((etree.tostring(child, method="c14n", with_tail=False), props))


def comments(data: bytes) -> dict[str, str]:
    """Id to text of our comments, paragraphs as lines."""
    root = etree.fromstring(part(data, "word/comments.xml"))
    return {c.get(f"{W}id"): "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in c.iter(f"{W}p"))
            for c in root if c.get(f"{W}author") == AUTHOR}


def covered(data: bytes) -> dict[str, str]:
    """Id to the live words between a comment's marks, white space evened out. Checks that each comment has one of each mark."""
    traced = trace(data)
    order = {element: index for index, element in enumerate(traced.root.iter())}
    letters = [(order[p.source], p.text, k) for k, line in traced.lines.items() for p in line if p.source is not None]
    found = {}
    for start in traced.root.iter(f"{W}commentRangeStart"):
        key = start.get(f"{W}id")
        (end,) = (e for e in traced.root.iter(f"{W}commentRangeEnd") if e.get(f"{W}id") == key)
        (reference,) = (e for e in traced.root.iter(f"{W}commentReference") if e.get(f"{W}id") == key)
        assert order[start] < order[end] < order[reference]
        inside = [(text, k) for at, text, k in letters if order[start] < at < order[end]]
        words = "".join(text if i == 0 or inside[i - 1][1] == k else f" {text}" for i, (text, k) in enumerate(inside))
        found[key] = " ".join(words.split())
    return found

"""Hand-made audit records: a small plan with findings of every kind, for reports, views, acceptances and comparisons."""

from __future__ import annotations

from typing import Any

from qa_engine.model.audit import Finding
from qa_engine.model.record import AuditRecord

AREAS = {
    "statutory_form": "Statutory form", "voice": "Views (A)", "special_educational_needs": "Needs (B)", "health_needs": "Health needs (C)",
    "social_care_needs": "Social care needs (D)", "outcomes": "Outcomes (E)", "educational_provision": "Provision (F)",
    "health_provision": "Health provision (G)", "social_care_provision": "Social care provision (H)",
    "preparation_for_adulthood": "Adulthood", "golden_thread": "Golden thread", "advice": "Advice (K)", "accessibility": "Language",
}
TEXTS = {
    "A1": "Wren wants to drive a tractor and says mornings are too loud.",
    "B1": "Wren cannot follow two instructions at once, so she waits to copy others.",
    "C1": "Wren has epilepsy; after a seizure she sleeps for an hour and misses the lesson.",
    "E1": "By July 2027 Wren will follow two instructions in order in four lessons out of five.",
    "F1": "A teaching assistant will support Wren regularly and as appropriate.",
    "F2": "A trained adult will break instructions into single steps for Wren in every lesson.",
    "G1": "The epilepsy nurse will remain involved.",
}
KINDS = {"A": "view", "B": "need", "C": "need", "E": "outcome", "F": "provision", "G": "provision"}


def finding(rule: str = "F-04", item: str | None = "F1", quote: str = "regularly", **more: Any) -> Finding:
    """A finding on `item`; other fields may be given."""
    values: dict[str, Any] = {
        "id": f"{rule}.1", "rule": rule, "title": "Vague words leave the provision open", "area": "educational_provision",
        "section": item[0] if item else None, "item": item, "severity": "significant", "strength": False, "quote": quote,
        "where": f"Section {item[0]}, item {item}" if item else "The whole plan", "message": "Nobody can tell what will be given.",
        "advice": "Say how often.", "references": ("Code, paragraph 9.69",), "confidence": "likely", "audience": ("caseworker", "qa_lead"),
    }
    return Finding(**{**values, **more})


FINDINGS = (
    finding("WP-01", None, "", id="WP-01.1", title="Section D is missing", severity="statutory", area="statutory_form"),
    finding("F-04", "F1", "regularly, as appropriate", id="F-04.1"),
    finding("F-03", "F1", TEXTS["F1"], id="F-03.1", title="The provision is not quantified"),
    finding("G-02", "G1", TEXTS["G1"], id="G-02.1", title="The health provision is open", area="health_provision",
            audience=("caseworker", "dco", "qa_lead")),
    finding("A-05", None, "", id="A-05.1", section="A", title="How views were gathered is not said", severity="practice", area="voice"),
    finding("B-S1", "B1", "so she waits to copy others", id="B-S1.1", strength=True, title="It says what it does", severity="practice",
            area="special_educational_needs", advice=""),
)


def audit_record(findings: tuple[Finding, ...] = FINDINGS, texts: dict[str, str] | None = None, **more: Any) -> AuditRecord:
    """A record of a plan with these texts by item id and these findings; other fields may be given."""
    texts = TEXTS if texts is None else texts
    grade = {"judgement": "RI", "reasons": ["Provision is open."], "decided_by": ["JA-F"], "to_reach_next": ["Complete one provision."]}
    values: dict[str, Any] = {
        "tool": {"name": "qa_engine", "version": "0", "rule_packs": [{"name": "national", "version": "1", "law_as_at": "2026-01-01"}]},
        "document": {"name": "wren.docx", "sha256": "0" * 64, "state": "draft", "reading": {"format": "docx", "comments": 2}},
        "subject": {"name": "Wren Oakapple", "dob": "2016-05-04"},
        "plan": {"authority": "Marlshire Council", "issue_date": "2026-02-03"},
        "sections": {letter: _section(letter, texts) for letter in ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K")},
        "observed": {"needs_without_provision": ["C1"], "outcomes_without_need": []},
        "thread": [
            {"need": "B1", "outcomes": ["E1"], "provision": ["F1", "F2"], "outcome_link": "explicit", "provision_link": "likely"},
            {"need": "C1", "outcomes": [], "provision": [], "outcome_link": "possible", "provision_link": "none"},
        ],
        "findings": list(findings),
        "areas": {name: {**grade, "title": title} for name, title in AREAS.items()},
        "overall": {**grade, "do_first": ["Settle the statutory point."], "works_well": ["Needs are clear."]},
        "trace": {},
    }
    return AuditRecord.model_validate({**values, **more})


def _section(letter: str, texts: dict[str, str]) -> dict[str, Any]:
    items = [{"id": name, "kind": KINDS[letter], "text": text} for name, text in texts.items() if name.rstrip("0123456789") == letter]
    return {"status": "content" if items else "missing", "label_present": bool(items), "items": items}

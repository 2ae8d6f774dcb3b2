"""A folder of audit records as a batch leaves it, and a store of such, small enough to reckon by hand."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from qa_engine.model.record import AuditRecord
from qa_engine.moderation.identity import Copy
from qa_engine.output import csv_file, csv_line
from qa_engine.pseudonyms import case_id
from qa_engine.report.json import render_json
from qa_engine.report.word import render_word
from qa_engine.rulebook import default_folder, load
from qa_engine.store.cases import case_of
from qa_engine.store.model import Run
from tests.audit_records import AREAS, audit_record

GRADES = ("Good", "RI", "Inadequate")
TEAMS = ("North", "North", "South")


def packs(version: str = "") -> list[dict[str, str]]:
    """The national rules as records name them, or another version of them."""
    return [{"name": p.name, "version": version or p.version, "law_as_at": p.law_as_at} for p in load([default_folder()]).packs]


def made(number: int, grade: str = "RI", version: str = "", areas: Mapping[str, str] | None = None) -> AuditRecord:
    """The record of plan `number`, all of one grade but for the areas named; each area was decided by two rules."""
    plan = sha256(f"plan {number}".encode()).hexdigest()

    def judged(name: str) -> dict[str, object]:
        given = (areas or {}).get(name, grade)
        decided = [f"JA-{name.upper().replace('_', '-')}", "F-04"] if given in ("RI", "Inadequate") else []
        return {"judgement": given, "reasons": ["Made for a test."], "decided_by": decided, "to_reach_next": []}

    record = audit_record(tool={"name": "qa_engine", "version": "0", "rule_packs": packs(version)})
    return AuditRecord.model_validate({
        **record.model_dump(), "areas": {name: {**judged(name), "title": title} for name, title in AREAS.items()},
        "overall": {**judged("overall"), "do_first": ["Settle the statutory point."], "works_well": ["Needs are clear."]},
        "document": {"name": case_id(plan), "sha256": plan, "state": "draft", "reading": {"format": "docx"}}})


def sheet(record: AuditRecord, number: int = 1, of: int = 1, blind: bool = True) -> bytes:
    """The Word record of a sampled plan."""
    return render_word(record, copy=Copy(number, of, blind))


def batch_folder(out: Path, count: int, version: str = "") -> Path:
    """`audits/` and the columns of the summary that tell groups."""
    lines = []
    for number in range(count):
        record = made(number, GRADES[number % 3], version)
        path = out / "audits" / f"plan {number}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render_json(record), encoding="utf-8")
        lines.append(csv_line([case_id(record.document.sha256), TEAMS[number % 3], "new" if number < 2 else "", "Autism"]))
    (out / "summary.csv").write_bytes(csv_file(["case", "team", "kind", "primary_need"], lines))
    return out


def put_run(store, name: str, month: str, numbers: range) -> None:  # type: ignore[no-untyped-def]
    """A run of these plans in a store."""
    records = [made(number, GRADES[number % 3]) for number in numbers]
    data = [render_json(record).encode() for record in records]
    cases = [(case_of(one, name, month, {"team": TEAMS[n % 3]}), one) for n, one in zip(numbers, data, strict=True)]
    store.save_run(Run(name, month, name, "0", "r"), cases)

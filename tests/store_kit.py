"""Stores of every kind for tests, cases made by hand, and filled-in records."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from qa_engine.moderation.model import ModerationRecord
from qa_engine.report.json import render_json
from qa_engine.store import Store
from qa_engine.store.cases import case_of
from qa_engine.store.model import Case, Run
from qa_engine.store.pseudonyms import ref_of
from tests.audit_records import audit_record
from tests.conftest import ROOT

RULES = "5" * 64


def a_run(name: str = "2026-10", month: str = "2026-10", **more: object) -> Run:
    """A run of one pack of rules."""
    return Run(name, month, ".", "0.1.0", RULES, (("national", "1", "2026-01-01"),), {"found": 3}, **more)  # type: ignore[arg-type]


def plan_hash(number: int) -> str:
    """The hash of a plan that nobody wrote."""
    return sha256(str(number).encode()).hexdigest()


def a_case(number: int, run: Run, council_id: str = "", word: str = "Wren", **about: str) -> tuple[Case, bytes]:
    """A case with findings and pieces, and its record; the word stands in the record only."""
    record = audit_record(texts={"F1": f"A teaching assistant will support {word} regularly.", "E1": "By July."},
                          document={"name": "x", "sha256": plan_hash(number), "state": "final", "reading": {"format": "docx"}})
    data = render_json(record).encode()
    columns = {name.replace("_", " "): value for name, value in about.items()}
    return case_of(data, run.name, run.month, columns, ref_of(council_id), run.rules), data


def some_cases(run: Run, numbers: range) -> list[tuple[Case, bytes]]:
    """Cases in two teams, in the order of their hashes."""
    made = [a_case(n, run, f"C{n}", team="North" if n % 2 else "South") for n in numbers]
    return sorted(made, key=lambda pair: pair[0].sha256)


def filled_in(number: int, record: str = "x.docx", auditor: str = "I. Fennimore", grade: str = "Good", copy: int = 1) -> ModerationRecord:
    """A record of plan `number` with one panel grade, one moderated and one action."""
    return ModerationRecord.model_validate({
        "record": record, "panel_date": "2026-05-14",
        "audit": {"id": "QA", "plan": "x", "sha256": plan_hash(number), "tool": "0", "rule_packs": [], "copy_number": copy},
        "auditors": [{"agency": "health", "name": auditor}], "decided_by": {"outcomes": ["JA-E", "JA-F"]},
        "judgements": [{"area": "outcomes", "agency": "health", "rules": "RI", "grade": grade, "stance": "override", "reason": "Clear."}],
        "moderation": {"moderated_by": "T. Orrery", "grades": [{"area": "overall", "rules": "RI", "moderated": "RI"}]},
        "actions": [{"number": 1, "action": "Ask the clinic.", "owner": "DCO", "due": "2026-06-30"}]})


def writing(address: str, name: str, numbers: range) -> subprocess.Popen[str]:
    """Another process that saves a run into the store."""
    command = [sys.executable, "-m", "tests.store_kit", address, name, str(numbers.start), str(numbers.stop)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def bytes_of(address: str) -> bytes:
    """Every byte of a store that is a file, and of what lies beside it under its name."""
    path = Path(address)
    return b"".join(p.read_bytes() for p in sorted(path.parent.glob(f"{path.name}*")))


def main() -> None:
    address, name, start, stop = sys.argv[1:]
    run = a_run(name)
    with Store.open(address) as store:
        print("ready", flush=True)
        store.save_run(run, some_cases(run, range(int(start), int(stop))))


if __name__ == "__main__":
    main()

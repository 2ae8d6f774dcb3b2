"""Living with findings: what `qa-accept.yaml` takes out of the way, for how long, and what it can never do."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_engine.accept import FILE, Entry, accept, entries_for
from qa_engine.cli import cli
from qa_engine.errors import QaError
from tests.audit_records import audit_record
from tests.conftest import SAMPLES

TODAY = date(2026, 6, 1)


def entry(rule: str = "F-04", until: date = TODAY, **more: str) -> Entry:
    return Entry(rule=rule, reason="Agreed at the draft meeting", by="P. Larch, SEND manager", until=until, **more)


def accepted(*entries: Entry) -> list[str]:
    return [f.id for f in accept(audit_record(), entries, TODAY).findings if f.accepted]


def test_an_entry_holds_through_its_last_day_and_not_after() -> None:
    assert accepted(entry(until=TODAY)) == ["F-04.1"]
    assert accepted(entry(until=date(2026, 5, 31))) == []


def test_an_accepted_finding_stays_in_the_record_with_reason_name_and_expiry() -> None:
    record = accept(audit_record(), [entry()], TODAY)
    shown = json.loads(record.model_dump_json())["findings"][1]["accepted"]
    assert shown == {"reason": "Agreed at the draft meeting", "by": "P. Larch, SEND manager", "until": "2026-06-01"}
    assert len(record.findings) == len(audit_record().findings)


def test_acceptance_never_changes_a_grade() -> None:
    before, after = audit_record(), accept(audit_record(), [entry(), entry("WP-01"), entry("F-03")], TODAY)
    assert (after.overall, after.areas) == (before.overall, before.areas)


@pytest.mark.parametrize(("more", "met"), [
    ({"item": "F1"}, True), ({"item": "F2"}, False), ({"quote": "REGULARLY"}, True), ({"quote": "support Wren   regularly"}, True),
    ({"quote": "speech therapy"}, False), ({"quote": "regularly", "item": "F9"}, True),
])
def test_an_entry_is_narrowed_by_its_words_or_else_by_its_item(more: dict[str, str], met: bool) -> None:
    assert (accepted(entry(**more)) == ["F-04.1"]) is met


def test_strengths_and_other_rules_are_never_accepted() -> None:
    assert accepted(entry("B-S1")) == []
    assert accepted(entry("F-0")) == []


def test_stale_entries_are_named_expired_gone_or_matching_nothing() -> None:
    old = date(2026, 1, 31)
    stale = accept(audit_record(), [entry(until=old), entry("E-02", until=old), entry("E-02"), entry("F-03")], TODAY).stale_acceptances
    assert [line.split(") ")[1] for line in stale] == [
        "has expired and the point is still there.", "has expired, and the point is gone: the entry can be deleted.",
        "matches nothing in this plan."]


def test_when_two_entries_meet_a_finding_the_first_counts() -> None:
    second = Entry(rule="F-04", reason="Another", by="Someone else", until=TODAY)
    shown = [f.accepted for f in accept(audit_record(), [entry(), second], TODAY).findings if f.accepted]
    assert shown[0] and shown[0].by == "P. Larch, SEND manager"


YAML = """
- {rule: F-04, reason: Agreed, by: P. Larch, until: 2027-03-31}
- {rule: F-03, plan: "wren*.docx", reason: Agreed, by: P. Larch, until: 2027-03-31}
- {rule: E-02, plan: other.docx, reason: Agreed, by: P. Larch, until: 2027-03-31}
"""


def test_entries_are_read_beside_the_plan_and_beside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / FILE).write_text(YAML)
    (tmp_path / FILE).write_text("- {rule: WP-07, reason: Local template, by: P. Larch, until: 2027-03-31}\n")
    assert [e.rule for e in entries_for(tmp_path / "drafts" / "wren-2.docx")] == ["F-04", "F-03", "WP-07"]
    assert [e.rule for e in entries_for(tmp_path / "wren.docx")] == ["WP-07"]


@pytest.mark.parametrize(("text", "said"), [
    ("- {rule: F-04, by: P. Larch, until: 2027-03-31}", "entry 1: reason"),
    ("- {rule: F-04, reason: Agreed, by: P. Larch}", "entry 1: until"),
    ("- {rule: F-04, reason: Agreed, by: P. Larch, until: next spring}", "entry 1: until"),
    ("- {rule: F-04, reason: '', by: P. Larch, until: 2027-03-31}", "entry 1: reason"),
    ("- {rule: F-04, reason: Agreed, by: P. Larch, until: 2027-03-31, qoute: Wren is shy}", "entry 1: qoute"),
    ("- F-04", "entry 1"), ("rule: F-04", "is not a list"), ("- {rule: [", "line"),
])
def test_a_mistake_in_the_file_is_named_without_any_words_of_the_plan(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(QaError) as error:
        entries_for(tmp_path / "wren.docx")
    assert FILE in str(error.value) and said in str(error.value) and "shy" not in str(error.value)


def test_an_empty_file_accepts_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("# none yet\n")
    assert entries_for(tmp_path / "wren.docx") == ()


def test_the_command_accepts_by_default_and_not_with_no_accept(tmp_path: Path) -> None:
    plan = tmp_path / "plan.docx"
    shutil.copy(SAMPLES / "ri-year-8-autism.docx", plan)
    (tmp_path / FILE).write_text(YAML)

    def run(*more: str) -> str:
        done = CliRunner().invoke(cli, ["audit", str(plan), *more])
        assert done.exit_code == 0, done.output
        return done.output

    kept, bare = json.loads(run("--format", "json")), json.loads(run("--format", "json", "--no-accept"))
    marked = {f["rule"] for f in kept["findings"] if f["accepted"]}
    assert marked == {"F-04"} & {f["rule"] for f in bare["findings"]} and marked
    assert not any(f["accepted"] for f in bare["findings"]) and kept["overall"] == bare["overall"]
    assert "ACCEPTED POINTS" in run() and "ACCEPTED POINTS" not in run("--no-accept")

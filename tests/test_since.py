"""What changed since the last audit: fixed, still there, new, and how grades moved."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_engine.accept import Entry, accept
from qa_engine.cli import cli
from qa_engine.errors import QaError
from qa_engine.since import previous_record, since
from tests.audit_records import TEXTS, audit_record, finding
from tests.conftest import SAMPLES


def rules(findings: tuple[object, ...]) -> list[str]:
    return [f.rule for f in findings]  # type: ignore[attr-defined]


def test_the_same_record_has_nothing_fixed_and_nothing_new() -> None:
    found = since(audit_record(), audit_record())
    assert (found.fixed, found.new, found.areas, found.rules_changed) == ((), (), (), "")
    assert len(found.still) == 5  # every fault; the strength does not count


def test_a_reworded_and_renumbered_item_keeps_its_finding() -> None:
    texts = {**TEXTS, "F7": "A teaching assistant will regularly support Wren and as appropriate.", "F1": "A new line."}
    now = audit_record((finding("F-04", "F7", "regularly, as appropriate"),), texts)
    found = since(audit_record((finding(quote="regularly, as appropriate"),)), now)
    assert (rules(found.fixed), rules(found.still), rules(found.new)) == ([], ["F-04"], [])


def test_the_same_rule_on_other_words_is_one_fixed_and_one_new() -> None:
    texts = {**TEXTS, "F1": "Occupational therapy equipment should be available from time to time."}
    now = audit_record((finding("F-04", "F1", "from time to time"),), texts)
    found = since(audit_record((finding(),)), now)
    assert (rules(found.fixed), rules(found.still), rules(found.new)) == (["F-04"], [], ["F-04"])


def test_one_earlier_finding_can_be_only_one_of_todays() -> None:
    twice = (finding(id="F-04.1"), finding(id="F-04.2", quote="as appropriate"))
    found = since(audit_record((finding(),)), audit_record(twice))
    assert ([f.id for f in found.still], [f.id for f in found.new]) == (["F-04.1"], ["F-04.2"])


def test_findings_of_a_section_are_compared_by_section_and_words() -> None:
    before = audit_record((finding("A-05", None, "", section="A"),))
    now = audit_record((finding("A-05", None, "", section="B"),))
    assert rules(since(before, now).new) == ["A-05"]
    assert rules(since(before, before).still) == ["A-05"]


def test_moved_grades_and_other_rules_are_told() -> None:
    before, now = audit_record().model_dump(mode="json"), audit_record().model_dump(mode="json")
    now["overall"]["judgement"] = now["areas"]["outcomes"]["judgement"] = "Good"
    now["tool"]["rule_packs"][0]["version"] = "2"
    found = since(audit_record(**before), audit_record(**now))
    assert (found.before, found.now, found.areas) == ("RI", "Good", (("Outcomes (E)", "RI", "Good"),))
    assert "national 1 then, national 2 now" in found.rules_changed


def test_an_accepted_finding_is_neither_fixed_nor_still_there() -> None:
    entry = Entry(rule="F-04", reason="Agreed", by="P. Larch", until=date(2027, 1, 1))
    found = since(audit_record(), accept(audit_record(), [entry], date(2026, 6, 1)))
    assert ("F-04" in rules(found.fixed), "F-04" in rules(found.still), found.accepted) == (False, False, 1)


def test_an_earlier_record_is_found_in_a_folder_by_the_name_of_the_plan(tmp_path: Path) -> None:
    (tmp_path / "wren.json").write_text(audit_record().model_dump_json())
    assert previous_record(tmp_path, Path("drafts/wren.docx")) == audit_record()


@pytest.mark.parametrize("text", ["{}", "not json", '{"schema_version": "1.0"}'])
def test_a_file_that_is_no_record_is_one_clear_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "old.json").write_text(text)
    with pytest.raises(QaError, match="is not an audit record"):
        previous_record(tmp_path / "old.json", Path("wren.docx"))


def test_a_record_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="cannot be read"):
        previous_record(tmp_path, Path("wren.docx"))


def test_the_command_tells_what_changed_in_text_and_html(tmp_path: Path) -> None:
    plan = SAMPLES / "ri-year-8-autism.docx"
    assert CliRunner().invoke(cli, ["audit", str(plan), "--format", "json", "--out", str(tmp_path)]).exit_code == 0
    path = tmp_path / f"{plan.stem}.json"
    old = json.loads(path.read_text())
    gone = next(f for f in old["findings"] if not f["strength"] and f["item"])
    old["findings"] = [f for f in old["findings"] if f is not gone]
    path.write_text(json.dumps(old))
    for form in ("text", "html"):
        shown = " ".join(CliRunner().invoke(cli, ["audit", str(plan), "--since", str(tmp_path), "--format", form]).output.split())
        assert "0 fixed" in shown and "1 new" in shown and f"{gone['rule']} {gone['title']}"[:30] in shown


def test_names_do_not_come_back_through_the_earlier_record(tmp_path: Path) -> None:
    plan = SAMPLES / "ri-year-8-autism.docx"
    CliRunner().invoke(cli, ["audit", str(plan), "--format", "json", "--out", str(tmp_path)])
    path = tmp_path / f"{plan.stem}.json"
    old = json.loads(path.read_text())
    name = old["subject"]["name"].split()[-1]
    extra = {**old["findings"][0], "id": "F-04.99", "rule": "F-04", "title": f"About {name}", "strength": False, "severity": "significant"}
    path.write_text(json.dumps({**old, "findings": [*old["findings"], extra]}))
    shown = CliRunner().invoke(cli, ["audit", str(plan), "--since", str(path), "--pseudonymise"]).output
    assert "1 fixed" in shown and name not in shown

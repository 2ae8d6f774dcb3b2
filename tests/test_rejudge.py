"""A stored record judged again without its document: by the same rules nothing changes, by others what they change."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from qa_engine.audit import Auditor
from qa_engine.batch.restate import Today, restate
from qa_engine.cli import cli
from qa_engine.errors import QaError
from qa_engine.model.record import AuditRecord
from qa_engine.pseudonyms import is_pseudonymous, pseudonymise
from qa_engine.rejudge import plan_of, rejudge
from qa_engine.report.json import render_json
from qa_engine.store import Store
from qa_engine.store.cases import case_of
from qa_engine.store.model import Run
from tests.conftest import SAMPLES

PLANS = sorted(SAMPLES.glob("*.docx"))
ADDED = {"advice_listed", "residue", "rejudged"}
PACK = {
    "pack.yaml": 'name: A milder county\nversion: "1"\nlaw_as_at: 2026-05-31\njurisdiction: England\n',
    "judgement/thresholds.yaml": "good_outcomes_share: 50\n",
}


@pytest.fixture(scope="module")
def records(auditor: Auditor) -> dict[str, tuple[AuditRecord, AuditRecord]]:
    """Each sample plan's record with names and without."""
    made = {}
    for path in PLANS:
        audit = auditor.audit(path)
        made[path.stem] = audit.record, pseudonymise(audit.record, audit.plan)
    return made


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    for name, text in PACK.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def dumped(record: AuditRecord) -> dict[str, Any]:
    """What two judgements of one plan must have in common: all but where on the page a finding stands, which only the document tells, and
    the count of words, in which a pseudonym is one word for a whole name."""
    data: dict[str, Any] = json.loads(render_json(record))
    for finding in data["findings"]:
        finding.pop("where")
    for fired in data["trace"]["findings"]:
        fired["facts"].get("plan", {}).pop("word_count", None)
    data.pop("rejudged")
    return data


@pytest.mark.parametrize("kind", [0, 1], ids=["with names", "pseudonymous"])
@pytest.mark.parametrize("name", [p.stem for p in PLANS])
def test_a_record_judged_again_by_the_same_rules_says_the_same(
        name: str, kind: int, records: dict[str, tuple[AuditRecord, AuditRecord]], auditor: Auditor) -> None:
    before = records[name][kind]
    after = rejudge(render_json(before).encode(), auditor)
    assert dumped(after) == dumped(before)


def test_a_record_judged_again_says_so_and_by_what_it_was_judged_before(
        records: dict[str, tuple[AuditRecord, AuditRecord]], auditor: Auditor) -> None:
    before = records[PLANS[0].stem][1]
    again = rejudge(render_json(rejudge(render_json(before), auditor)), auditor)
    assert before.rejudged is None and again.rejudged is not None
    assert (again.rejudged.tool, again.rejudged.overall, again.rejudged.lacks) == (before.tool, before.overall.judgement, [])
    assert again.rejudged.areas == {name: area.judgement for name, area in before.areas.items()}


def test_other_rules_give_other_grades(records: dict[str, tuple[AuditRecord, AuditRecord]], pack: Path) -> None:
    milder = Auditor.load([pack])
    changed = [name for name, (_, hidden) in records.items()
               if rejudge(render_json(hidden), milder).areas["outcomes"].judgement != hidden.areas["outcomes"].judgement]
    assert changed and all(records[name][1].areas["outcomes"].judgement == "RI" for name in changed)


def test_no_name_comes_back_into_a_pseudonymous_record(records: dict[str, tuple[AuditRecord, AuditRecord]], auditor: Auditor) -> None:
    for named, hidden in records.values():
        again = rejudge(render_json(hidden), auditor)
        text = render_json(again)
        assert "Zephanor" not in text and str(named.subject.known_as or named.subject.name) not in text
        assert is_pseudonymous(again.document.name, again.document.sha256)


def test_a_year_of_birth_becomes_a_day_of_the_same_age_and_school_year(records: dict[str, tuple[AuditRecord, AuditRecord]]) -> None:
    from qa_engine.language.dates import school_year, years_between

    for _, hidden in records.values():
        plan = plan_of(hidden)
        born, issue = plan.subject.dob, plan.particulars.issue_date
        if born and issue:
            assert (years_between(born, issue), school_year(born, issue)) == (hidden.subject.age_at_issue, hidden.subject.computed_year)


def test_a_record_of_an_earlier_version_is_judged_again_and_says_what_it_lacks(
        records: dict[str, tuple[AuditRecord, AuditRecord]], auditor: Auditor) -> None:
    old = json.loads(render_json(records[PLANS[0].stem][1]))
    for key in ADDED:
        old.pop(key)
    for section in old["sections"].values():
        for item in section["items"]:
            item.pop("columns")
            item.pop("label")
    again = rejudge(old, auditor)
    assert again.rejudged and "earlier version" in again.rejudged.lacks[0]


def test_a_plan_that_was_not_judged_stays_so(records: dict[str, tuple[AuditRecord, AuditRecord]], auditor: Auditor) -> None:
    data = json.loads(render_json(records[PLANS[0].stem][1]))
    data["document"]["why_not"], data["overall"]["judgement"] = "no sections were found", "Not judged"
    again = rejudge(data, auditor)
    assert again.overall.judgement == "Not judged" and again.rejudged


def test_bytes_that_are_no_record_are_one_clear_line(auditor: Auditor) -> None:
    with pytest.raises(QaError, match="audit its plan again"):
        rejudge(b'{"sections": {}}', auditor)


def filled(path: Path, records: dict[str, tuple[AuditRecord, AuditRecord]], rules: str = "old") -> None:
    """A store of two months with the sample plans, as judged by other rules."""
    with Store.open(str(path)) as store:
        for month, chosen in (("2026-09", PLANS[:4]), ("2026-10", PLANS[4:])):
            run = Run(month, month, f"reports/{month}", "0.0.1", rules)
            hidden = {records[p.stem][1].document.sha256: render_json(records[p.stem][1]).encode() for p in chosen}
            store.save_run(run, [(case_of(hidden[key], month, month, {"team": "North"}, "", rules), hidden[key]) for key in sorted(hidden)])


def test_a_store_is_restated_into_another_and_left_as_it_was(
        tmp_path: Path, records: dict[str, tuple[AuditRecord, AuditRecord]], pack: Path) -> None:
    old, new = tmp_path / "county.sqlite", tmp_path / "restated.sqlite"
    filled(old, records)
    before = old.read_bytes()
    today = Today.of([pack])
    with Store.open(str(old)) as source, Store.open(str(new)) as target:
        done = restate(source, target, today, workers=2)
    milder = Auditor.load([pack])
    with Store.open(str(new)) as target:
        cases = list(target.records())
        assert [(run.name, run.rules) for run in target.runs()] == [("2026-09", today.rules), ("2026-10", today.rules)]
    assert old.read_bytes() == before
    assert (done.again, done.already, done.left, len(cases)) == (len(PLANS), 0, (), len(PLANS))
    for case, data in cases:
        hidden = next(h for _, h in records.values() if h.document.sha256 == case.sha256)
        assert case.areas == {n: a.judgement for n, a in rejudge(render_json(hidden), milder).areas.items()}
        assert (case.about["team"], case.rules, json.loads(data)["rejudged"]["overall"]) == ("North", today.rules, hidden.overall.judgement)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def test_restated_twice_the_second_time_does_nothing(
        tmp_path: Path, records: dict[str, tuple[AuditRecord, AuditRecord]]) -> None:
    old, new = tmp_path / "county.sqlite", tmp_path / "restated.sqlite"
    filled(old, records)
    first = run("restate", str(old), "--out", str(new), "--workers", "2")
    whole = new.read_bytes()
    again = run("restate", str(old), "--out", str(new))
    assert (first.exit_code, again.exit_code) == (0, 0), (first.output, again.output)
    assert f"{len(PLANS)} plans judged again, 0 with another grade" in first.output
    assert "0 plans judged again" in again.output and new.read_bytes() == whole


def test_a_month_that_has_changed_since_is_restated_again_and_the_others_are_not(
        tmp_path: Path, records: dict[str, tuple[AuditRecord, AuditRecord]]) -> None:
    old, new = tmp_path / "county.sqlite", tmp_path / "restated.sqlite"
    filled(old, records)
    run("restate", str(old), "--out", str(new), "--workers", "1")
    with Store.open(str(old)) as store:
        september, *_ = store.runs()
        fewer = [stored for stored in store.records() if stored[0].run == "2026-09"][1:]
        store.save_run(replace(september, files={}), fewer)
    again = run("restate", str(old), "--out", str(new), "--workers", "1")
    assert f"{len(fewer)} plans judged again" in again.output
    with Store.open(str(old)) as store, Store.open(str(new)) as target:
        assert [case.sha256 for case in target.cases()] == [case.sha256 for case in store.cases()]
        assert target.runs()[0].files == store.runs()[0].files


@pytest.mark.parametrize("named", ["county.sqlite", "nearby/../county.sqlite", "sqlite:///{}/county.sqlite"])
def test_a_store_is_not_restated_into_itself(named: str, tmp_path: Path, records: dict[str, tuple[AuditRecord, AuditRecord]]) -> None:
    filled(tmp_path / "county.sqlite", records)
    (tmp_path / "nearby").mkdir()
    target = named.format(tmp_path) if "://" in named else f"{tmp_path}/{named}"
    result = run("restate", str(tmp_path / "county.sqlite"), "--out", target)
    assert isinstance(result.exception, QaError) and "a store of their own" in str(result.exception)


def test_what_only_a_batch_can_see_is_asked_from_the_command_line(
        tmp_path: Path, records: dict[str, tuple[AuditRecord, AuditRecord]]) -> None:
    filled(tmp_path / "county.sqlite", records)
    result = run("across", str(tmp_path / "county.sqlite"), "--from", "2026-10", "--out", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    assert f"{len(PLANS) - 4} plans of {len(PLANS) - 4} children" in result.output
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["across-plans.csv", "across.json", "near-copies.csv"]


@pytest.mark.parametrize(("more", "told"), [
    (("--from", "2031-01"), "no plan of the store"), (("--where", "colour=red"), "is no column of the list of cases"),
])
def test_a_question_that_no_plan_answers_is_one_clear_line(
        tmp_path: Path, records: dict[str, tuple[AuditRecord, AuditRecord]], more: tuple[str, ...], told: str) -> None:
    filled(tmp_path / "county.sqlite", records)
    result = run("across", str(tmp_path / "county.sqlite"), "--out", str(tmp_path / "out"), *more)
    assert isinstance(result.exception, QaError) and told in str(result.exception)
    assert not (tmp_path / "out").exists()

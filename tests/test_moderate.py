"""Filled-in records read back: as Word leaves them, as LibreOffice saves them, as plain text; and a line for every bad entry."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from qa_engine.cli.moderate import moderate
from qa_engine.model.record import AreaRecord, AuditRecord, OverallRecord, PackRecord
from qa_engine.moderation import Known, ModerationRecord, moderation_schema, read_record
from qa_engine.moderation.entries import read_day, read_grade, read_stance
from qa_engine.moderation.identity import rules_read, rules_words
from qa_engine.report.word import render_word
from tests.conftest import ROOT, SAMPLES
from tests.filling import control, opened, plain, put, saved, typed

SOFFICE = shutil.which("soffice")
PLAN = SAMPLES / "ri-year-8-autism.docx"
SECRET = "Zebedee Quillfeather"
# As an auditor would: overrides, an agreement, natural words, actions with owner and dates.
ENTRIES = {
    "qa.panel.date": "14 May 2026",
    "qa.auditor.health.name": "Idris Fennimore", "qa.auditor.health.role": "Designated clinical officer",
    "qa.auditor.health.date": "12/05/2026",
    "qa.area.outcomes.education.grade": "Inadequate", "qa.area.outcomes.education.stance": "Override",
    "qa.area.outcomes.education.reason": "Three outcomes could not be checked by anybody.",
    "qa.area.outcomes.health.grade": "Req Imp", "qa.area.outcomes.health.stance": "Agree",
    "qa.area.voice.parent.stance": "agreed",
    "qa.area.health_provision.health.grade": "good", "qa.area.health_provision.health.reason": "The clinic's letter gives the amounts.",
    "qa.area.overall.social_care.grade": "RI",
    "qa.moderation.overall.moderated": "Inadequate", "qa.moderation.overall.adjudicated": "Requires Improvement",
    "qa.moderation.overall.reason": "Moderator weighed Section F more.",
    "qa.moderation.moderated_by": "Tamsin Orrery", "qa.moderation.moderated_on": "1st June 2026", "qa.moderation.adjudicated_by": "Panel",
    "qa.feedback.text": "We would like the mornings to be described.", "qa.feedback.from": "Mother", "qa.feedback.date": "2 June 2026",
    "qa.action.1.owner": "Plan writer", "qa.action.1.due": "30 June 2026", "qa.action.1.closed": "20 June 2026",
    "qa.action.1.reaudit": "Good",
    "qa.action.4.action": "Ask the clinic for amounts", "qa.action.4.owner": "Clinical officer", "qa.action.4.due": "Friday 3 July 2026",
}
Fill = Callable[[bytes, Mapping[str, str]], bytes]


@pytest.fixture(scope="module")
def audit(auditor, known: Known) -> AuditRecord:  # type: ignore[no-untyped-def]
    """An audit with known grades, whatever the rules come to say of the sample plan."""
    record = auditor.record(PLAN)
    weak = ("outcomes", "health_provision", "educational_provision", "golden_thread")
    grades = {**dict.fromkeys(weak, "RI"), "social_care_provision": "NA"}
    areas = {name: AreaRecord(title=title, judgement=grades.get(name, "Good"), reasons=["Made for a test."], decided_by=[])  # type: ignore[arg-type]
             for name, title in known.areas.items()}
    first = [f"{known.areas[name]}: Look again." for name in ("outcomes", "educational_provision", "golden_thread")]
    overall = OverallRecord(judgement="RI", reasons=["Made for a test."], decided_by=[], to_reach_next=[], do_first=first)
    return record.model_copy(update={"areas": areas, "overall": overall})


@pytest.fixture(scope="module")
def blank(audit: AuditRecord) -> bytes:
    return render_word(audit)


@pytest.fixture(scope="module")
def known(auditor) -> Known:  # type: ignore[no-untyped-def]
    packs = tuple(PackRecord(name=p.name, version=p.version, law_as_at=p.law_as_at) for p in auditor.rulebook.packs)
    return Known({name: area.title for name, area in auditor.judge.book.areas.items()}, packs)


def scripted(data: bytes, entries: Mapping[str, str]) -> bytes:
    """As a script would that knows little of controls: the flag of the prompt stays."""
    document = opened(data)
    for tag, text in entries.items():
        put(control(document, tag), text)
    return saved(document)


def overwritten(data: bytes, entries: Mapping[str, str]) -> bytes:
    """As with python-docx cells: the text takes the place of the control."""
    document = opened(data)
    for tag, text in entries.items():
        made = control(document, tag)
        paragraph = made.getparent()
        run = OxmlElement("w:r")
        run.text = text
        paragraph.replace(made, run)
    return saved(document)


def beside(data: bytes, entries: Mapping[str, str]) -> bytes:
    """As people do who click beside the control: the prompt still stands before the text."""
    document = opened(data)
    for tag, text in entries.items():
        run = OxmlElement("w:r")
        run.text = f" {text}"
        control(document, tag).addnext(run)
    return saved(document)


def converted(data: bytes, folder: Path) -> bytes:
    """Opened and saved by LibreOffice."""
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "record.docx").write_bytes(data)
    subprocess.run([str(SOFFICE), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "docx",
                    "--outdir", str(folder), str(folder / "in" / "record.docx")], check=True, capture_output=True, timeout=180)
    return (folder / "record.docx").read_bytes()


def assert_as_filled(record: ModerationRecord) -> None:
    assert record.problems == []
    judged = {(j.area, j.agency): (j.rules, j.grade, j.stance, j.reason) for j in record.judgements}
    assert judged == {
        ("outcomes", "education"): ("RI", "Inadequate", "override", "Three outcomes could not be checked by anybody."),
        ("outcomes", "health"): ("RI", "RI", "agree", ""),
        ("voice", "parent"): ("Good", "Good", "agree", ""),
        ("health_provision", "health"): ("RI", "Good", "override", "The clinic's letter gives the amounts."),
        ("overall", "social_care"): ("RI", "RI", "agree", ""),
    }
    assert record.panel_date == date(2026, 5, 14)
    assert [(a.agency, a.name, a.role, a.on) for a in record.auditors] == [
        ("health", "Idris Fennimore", "Designated clinical officer", date(2026, 5, 12))]
    moderation = record.moderation
    assert [(g.area, g.moderated, g.adjudicated, g.reason) for g in moderation.grades] == [
        ("overall", "Inadequate", "RI", "Moderator weighed Section F more.")]
    assert (moderation.moderated_by, moderation.moderated_on, moderation.adjudicated_by) == ("Tamsin Orrery", date(2026, 6, 1), "Panel")
    assert record.feedback.model_dump() == {"text": "We would like the mornings to be described.", "said_by": "Mother",
                                            "said_on": date(2026, 6, 2)}
    assert [(a.number, a.owner, a.due, a.closed, a.reaudit) for a in record.actions] == [
        (1, "Plan writer", date(2026, 6, 30), date(2026, 6, 20), "Good"), (2, "", None, None, None), (3, "", None, None, None),
        (4, "Clinical officer", date(2026, 7, 3), None, None)]
    assert record.actions[3].action == "Ask the clinic for amounts"


@pytest.mark.parametrize("fill", [typed, scripted, overwritten, beside], ids=lambda f: f.__name__)
def test_a_record_filled_in_comes_back_with_grades_reasons_and_actions(fill: Fill, blank: bytes, known: Known) -> None:
    assert_as_filled(read_record("r.docx", fill(blank, ENTRIES), known))


@pytest.mark.parametrize("fill", [typed, beside], ids=lambda f: f.__name__)
def test_it_comes_back_from_plain_text_too(fill: Fill, blank: bytes, known: Known) -> None:
    assert_as_filled(read_record("r.docx", plain(fill(blank, ENTRIES)), known))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("fill", [typed, overwritten], ids=lambda f: f.__name__)
def test_it_comes_back_after_libreoffice_saved_it(fill: Fill, blank: bytes, known: Known, tmp_path: Path) -> None:
    assert_as_filled(read_record("r.docx", converted(fill(blank, ENTRIES), tmp_path), known))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine")
def test_a_blank_record_that_libreoffice_saved_can_be_filled_in(blank: bytes, known: Known, tmp_path: Path) -> None:
    given, document = opened(blank), opened(converted(blank, tmp_path))
    cells = list(given.element.body.iter(qn("w:tc")))
    places = {tag: cells.index(next(control(given, tag).iterancestors(qn("w:tc")))) for tag in ENTRIES}
    there = list(document.element.body.iter(qn("w:tc")))
    for tag, text in ENTRIES.items():
        paragraph = there[places[tag]].find(qn("w:p"))
        for old in [p for p in paragraph if p.tag != qn("w:pPr")]:
            paragraph.remove(old)
        run = OxmlElement("w:r")
        run.text = text
        paragraph.append(run)
    assert_as_filled(read_record("r.docx", saved(document), known))


def test_a_blank_record_has_no_entries_and_no_problems(blank: bytes, known: Known) -> None:
    record = read_record("r.docx", blank, known)
    assert (record.judgements, record.auditors, record.moderation.grades, record.problems) == ([], [], [], [])
    assert record.panel_date is None and record.feedback.text == ""


def test_the_grades_by_rules_and_the_identity_come_from_the_record(blank: bytes, known: Known, audit: AuditRecord) -> None:
    record = read_record("r.docx", blank, known)
    assert record.rules == {"overall": audit.overall.judgement, **{n: a.judgement for n, a in audit.areas.items()}}
    assert (record.audit.id, record.audit.plan) == (f"QA-{audit.document.sha256[:12]}", PLAN.name)
    assert record.audit.sha256 == audit.document.sha256 and record.audit.rule_packs == audit.tool.rule_packs


def test_what_is_deleted_with_tracked_changes_is_not_read_and_what_is_inserted_is(blank: bytes, known: Known) -> None:
    document = opened(typed(blank, {"qa.area.voice.health.grade": "Inadequate", "qa.area.voice.health.reason": "Kept"}))
    content = control(document, "qa.area.voice.health.grade").find(qn("w:sdtContent"))
    old = content[0]
    gone, new = OxmlElement("w:del"), OxmlElement("w:ins")
    run = deepcopy(old)
    run.text = "RI"
    new.append(run)
    old.find(qn("w:t")).tag = qn("w:delText")
    gone.append(old)
    content.append(gone)
    content.append(new)
    record = read_record("r.docx", saved(document), known)
    assert [(j.grade, j.reason) for j in record.judgements] == [("RI", "Kept")]


def test_rows_may_be_added_to_the_actions(blank: bytes, known: Known) -> None:
    document = opened(typed(blank, {"qa.action.9.action": "Ninth", "qa.action.9.owner": "SENCO", "qa.action.9.due": "1 July 2026"}))
    row = next(control(document, "qa.action.9.action").iterancestors(qn("w:tr")))
    row.addnext(deepcopy(row))
    record = read_record("r.docx", saved(document), known)
    assert [(a.number, a.action) for a in record.actions][-2:] == [(9, "Ninth"), (10, "Ninth")]
    assert record.problems == []


BAD = {
    "an unknown grade": ({"qa.area.voice.health.grade": SECRET}, "Views, interests and aspirations (A), Health, grade: is no grade"),
    "neither agree nor override": ({"qa.area.voice.health.stance": SECRET}, "agree or override: is neither"),
    "an override without reason": ({"qa.area.voice.health.grade": "RI"}, "Health, reason: an override needs a reason"),
    "an override without grade": ({"qa.area.voice.health.stance": "Override"}, "overrides and gives no grade"),
    "agreement with another grade": ({"qa.area.voice.health.grade": "RI", "qa.area.voice.health.stance": "Agree"}, "correct one"),
    "an override with the same grade": ({"qa.area.voice.health.grade": "Good", "qa.area.voice.health.stance": "Override"}, "correct one"),
    "a reason alone": ({"qa.area.voice.health.reason": SECRET}, "has a reason and no grade"),
    "a date that is none": ({"qa.action.1.due": "31 June 2026"}, "Action 1, due date: is no date"),
    "a month alone": ({"qa.panel.date": "June 2026"}, "Date of the panel: is no date"),
    "an owner without action": ({"qa.action.8.owner": SECRET}, "Action 8: says who or when and not what"),
    "an unknown moderated grade": ({"qa.moderation.overall.moderated": SECRET}, "The plan as a whole, moderated grade: is no grade"),
    "moderation without reason": ({"qa.moderation.voice.adjudicated": "RI"}, "a grade other than by rules needs a reason"),
    "a changed grade by rules": ({"qa.engine.outcomes": "Good"}, "does not fit"),
    "an unreadable grade by rules": ({"qa.engine.outcomes": SECRET}, "Outcomes (E), grade by rules: "),
    "a changed fingerprint": ({"qa.id.sha256": "0" * 64}, "Check of this record: does not fit"),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_entry_gets_a_line_with_its_field_and_the_rest_is_read(bad: str, blank: bytes, known: Known) -> None:
    entries, line = BAD[bad]
    other = {"qa.area.accessibility.parent.grade": "Good", "qa.action.5.action": "Kept"}
    record = read_record("r.docx", typed(blank, {**other, **entries}), known)
    assert any(line in p for p in record.problems), record.problems
    assert SECRET not in "".join(record.problems)
    assert ("accessibility", "parent") in {(j.area, j.agency) for j in record.judgements}
    assert "Kept" in {a.action for a in record.actions}


def test_a_record_of_another_version_of_the_rules_is_named(blank: bytes, known: Known) -> None:
    newer = Known(known.areas, tuple(p.model_copy(update={"version": "9.9"}) for p in known.packs))
    assert any("but 9.9 is in force" in p for p in read_record("r.docx", blank, newer).problems)
    other = Known(known.areas, tuple(p.model_copy(update={"name": "Others"}) for p in known.packs))
    assert any("which is not here" in p for p in read_record("r.docx", blank, other).problems)


@pytest.mark.parametrize(("said", "grade"), [
    ("Good", "Good"), ("good.", "Good"), ("RI", "RI"), (" r.i. ", "RI"), ("requires improvement", "RI"), ("Requires  Improvement", "RI"),
    ("Req Imp", "RI"), ("req. imp.", "RI"), ("Requires-improvement", "RI"), ("inadequate", "Inadequate"), ("INADEQUATE", "Inadequate"),
    ("n/a", "NA"), ("N.A.", "NA"), ("Not applicable", "NA"), ("not judged", "Not judged"),
    ("Outstanding", None), ("Good or RI", None), ("not good", None), ("", None), ("RI?!x", None)])
def test_grades_are_read_in_natural_words(said: str, grade: str | None) -> None:
    assert read_grade(said) == grade


@pytest.mark.parametrize(("said", "day"), [
    ("12 March 2027", date(2027, 3, 12)), ("12/03/2027", date(2027, 3, 12)), ("Fri 12th March 2027", date(2027, 3, 12)),
    ("2027-03-12", date(2027, 3, 12)), ("12.3.27", date(2027, 3, 12)), ("31 February 2027", None), ("12 March", None), ("soon", None),
    ("12 March 2027 or 13 March 2027", None), ("by 12 March 2027 if possible", None)])
def test_dates_are_read_day_first_and_whole(said: str, day: date | None) -> None:
    assert read_day(said) == day


def test_stances_are_read_in_natural_words() -> None:
    assert [read_stance(s) for s in ("Agree", "agreed", "Override", "overridden", "disagree", "perhaps")] == [
        "agree", "agree", "override", "override", "override", None]


def test_rule_packs_are_read_as_they_are_printed() -> None:
    packs = [PackRecord(name="National rules", version="1.0", law_as_at="2026-05-31"),
             PackRecord(name="Our (own)", version="2", law_as_at="2026-01-01")]
    assert rules_read(rules_words(packs)) == packs
    assert rules_read("by hand") == []


def run(*args: object) -> Result:
    return CliRunner().invoke(moderate, [str(a) for a in args], catch_exceptions=False)


def test_the_command_writes_json_by_the_schema_beside_the_record_and_a_summary(blank: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(typed(blank, ENTRIES))
    done = run(tmp_path / "a.docx")
    assert done.exit_code == 0 and done.stderr == ""
    data = json.loads((tmp_path / "a.moderation.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, moderation_schema())
    assert data["judgements"][0]["area"] == "overall"
    assert "1 record read: 5 grades by auditors, 4 actions (1 closed)" in done.stdout
    assert "a.docx: action 2: no owner and no due date" in done.stdout
    agreement = next(line.split() for line in done.stdout.splitlines() if line.startswith("Outcomes (E)"))
    assert " ".join(agreement[2:]) == "2 1 of 2 2 of 2 not reckoned"
    assert "1 plan: too few for an interval that tells much." in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_two_calls_write_the_same_bytes_into_out(blank: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(typed(blank, ENTRIES))
    written = []
    for folder in ("one", "two"):
        run(tmp_path / "a.docx", "--out", tmp_path / folder)
        written.append((tmp_path / folder / "a.moderation.json").read_bytes())
    assert written[0] == written[1]


def test_what_is_not_a_record_gets_a_line_and_the_rest_of_the_folder_is_read(blank: bytes, tmp_path: Path) -> None:
    (tmp_path / "good.docx").write_bytes(blank)
    (tmp_path / "plan.docx").write_bytes(PLAN.read_bytes())
    (tmp_path / "torn.docx").write_bytes(blank[:2000])
    done = run(tmp_path, tmp_path / "missing.docx")
    assert done.exit_code == 2
    lines = done.stderr.splitlines()
    assert [line.split(": ")[1] for line in lines] == ["plan.docx", "torn.docx", "missing.docx"]
    assert "is not an audit record of this program" in lines[0]
    assert sorted(p.name for p in tmp_path.glob("*.json")) == ["good.moderation.json", "moderation-summary.json"]


def test_an_override_without_reason_is_in_summary_json_and_exit_code(blank: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(typed(blank, {"qa.area.voice.health.grade": "Req Imp"}))
    done = run(tmp_path / "a.docx")
    assert done.exit_code == 2
    assert "Overrides without a reason (1)" in done.stdout
    data = json.loads((tmp_path / "a.moderation.json").read_text(encoding="utf-8"))
    assert data["judgements"][0]["stance"] == "override" and len(data["problems"]) == 1


def test_copies_of_one_record_count_once_and_may_not_contradict_each_other(blank: bytes, tmp_path: Path) -> None:
    agreed = {"qa.area.voice.health.grade": "Good", "qa.area.advice.health.grade": "Good"}
    (tmp_path / "a.docx").write_bytes(typed(blank, agreed))
    (tmp_path / "b.docx").write_bytes(typed(blank, {**agreed, "qa.area.voice.parent.grade": "Good"}))
    done = run(tmp_path)
    assert done.exit_code == 0 and "2 records read: 3 grades by auditors" in done.stdout
    (tmp_path / "b.docx").write_bytes(typed(blank, {"qa.area.voice.health.grade": "RI", "qa.area.voice.health.reason": "No."}))
    done = run(tmp_path)
    assert done.exit_code == 2
    assert "b.docx: Views, interests and aspirations (A), Health: another grade than in a.docx" in done.stderr


def test_records_of_two_versions_of_one_plan_are_named(blank: bytes, audit: AuditRecord, tmp_path: Path) -> None:
    other = audit.model_copy(update={"document": audit.document.model_copy(update={"sha256": "f" * 64})})
    (tmp_path / "a.docx").write_bytes(blank)
    (tmp_path / "b.docx").write_bytes(render_word(other))
    done = run(tmp_path)
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "ehcp-qa: b.docx: Fingerprint of the plan: not that of a.docx, which is of the same plan; keep records of one version together"]


def test_the_published_schema_is_what_the_models_say(request: pytest.FixtureRequest) -> None:
    path, made = ROOT / "schemas" / "moderation.schema.json", json.dumps(moderation_schema(), indent=1) + "\n"
    if request.config.getoption("--rewrite-golden"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made
    jsonschema.Draft202012Validator.check_schema(json.loads(made))

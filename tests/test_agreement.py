"""Filled-in records compared: rules and people, person and person, blind records, copies, overridden rules, and small numbers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from qa_engine.cli.moderate import moderate
from qa_engine.errors import DocumentError, QaError
from qa_engine.moderation import Engines, Known, compared, engine_of, read_record, summary
from qa_engine.moderation.across import cross_checked
from qa_engine.moderation.identity import rules_words
from qa_engine.moderation.model import ModerationRecord
from qa_engine.report.json import render_json
from qa_engine.report.word import render_word
from qa_engine.store import Store
from tests.audit_records import AREAS
from tests.filling import plain, typed
from tests.sample_kit import GRADES, batch_folder, made, packs, sheet

RI = "Requires Improvement"


def entries(agency: str, grades: Mapping[str, str], name: str = "", reason: str = "As read.") -> dict[str, str]:
    found = {f"qa.area.{area}.{agency}.grade": grade for area, grade in grades.items()}
    found |= {f"qa.area.{area}.{agency}.reason": reason for area in grades}
    return found | ({f"qa.auditor.{agency}.name": name} if name else {})


def run(*args: object) -> Result:
    return CliRunner().invoke(moderate, [str(a) for a in args], catch_exceptions=False)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def known() -> Known:
    from qa_engine.model.record import PackRecord

    engines = (engine_of(render_json(made(n, GRADES[n % 3])).encode()) for n in range(18))
    return Known(AREAS, tuple(PackRecord(**p) for p in packs()), Engines(e for e in engines if e))


def read(known: Known, name: str, number: int, filled: Mapping[str, str], copy: int = 1, blind: bool = True) -> ModerationRecord:
    record = made(number, GRADES[number % 3])
    return read_record(name, typed(sheet(record, copy, 2, blind), filled), known)


def group(known: Known, records: list[ModerationRecord]) -> Any:
    (found,) = compared(cross_checked(records, known.areas), rules_words(known.packs), known.areas)
    return found


def test_a_blind_record_gets_its_grades_by_rules_from_the_audit(known: Known) -> None:
    record = read(known, "a.docx", 1, entries("health", {"voice": "Good", "outcomes": RI}))
    assert (record.problems, record.audit.blind, record.audit.copy_number) == ([], True, 1)
    assert {(j.area, j.rules, j.grade, j.stance) for j in record.judgements} == {
        ("voice", "RI", "Good", "override"), ("outcomes", "RI", "RI", "agree")}
    assert record.decided_by["voice"] == ["JA-VOICE", "F-04"]


def test_it_comes_back_from_plain_text_too(known: Known) -> None:
    filled = {**entries("health", {"voice": "Good", "outcomes": RI}), "qa.moderation.voice.moderated": RI, "qa.action.2.action": "Ask"}
    data = typed(sheet(made(1), 2, 2), filled)
    controlled, bare = (read_record("a.docx", one, known) for one in (data, plain(data)))
    assert bare == controlled and len(bare.judgements) == 2 and bare.audit.blind


def test_who_is_blind_need_not_give_a_reason_as_nobody_can_know_that_it_is_an_override(known: Known) -> None:
    assert read(known, "a.docx", 1, entries("health", {"voice": "Good"}, reason="")).problems == []
    assert len(read(known, "a.docx", 1, entries("health", {"voice": "Good"}, reason=""), blind=False).problems) == 1


def test_a_blind_record_whose_copy_was_changed_is_named(known: Known) -> None:
    record = read(known, "a.docx", 1, {"qa.id.copy": "blind, auditor 2 of 2"})
    assert any("Check of this record: does not fit" in p for p in record.problems)


def test_without_the_audits_a_blind_record_gets_a_line_that_says_what_to_give(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(typed(sheet(made(1)), entries("health", {"voice": "Good"})))
    done = run(tmp_path)
    assert done.exit_code == 2 and "a.docx: is a blind record" in done.stderr and "--from" in done.stderr
    done = run(tmp_path, "--from", batch_folder(tmp_path / "others", 1))
    assert done.exit_code == 2 and "give the batch or store that it was drawn from, with the audit of its plan" in done.stderr
    batch_folder(tmp_path / "batch", 2, version="9.9")
    done = run(tmp_path, "--from", tmp_path / "batch")
    assert done.exit_code == 2 and "are by other rules" in done.stderr and "9.9" in done.stderr


def test_a_record_whose_areas_had_other_titles_is_read_by_its_tags(known: Known) -> None:
    renamed = Known({area: f"{title}, as it is called now" for area, title in known.areas.items()}, known.packs)
    record = read_record("a.docx", typed(render_word(made(1)), entries("health", {"voice": "Good"})), renamed)
    assert (record.problems, record.rules["voice"], [j.grade for j in record.judgements]) == ([], "RI", ["Good"])


def test_a_blind_record_whose_rules_cannot_be_read_is_no_matter_of_other_rules(known: Known) -> None:
    with pytest.raises(DocumentError, match="the rules that it names cannot be read; take a fresh record"):
        read(known, "a.docx", 1, {"qa.id.rules": "as in March", **entries("health", {"voice": "Good"})})


def test_a_form_of_one_plan_under_the_fingerprint_of_another_is_neither_counted_nor_stored(tmp_path: Path) -> None:
    batch, folder = batch_folder(tmp_path / "batch", 3), tmp_path / "records"
    folder.mkdir()
    given = entries("health", {"voice": "Good", "overall": "Good"})
    (folder / "right.docx").write_bytes(typed(sheet(made(0, "Good")), given))
    swapped = {"qa.id.sha256": made(2).document.sha256, "qa.action.1.action": "Ask the clinic"}
    (folder / "wrong.docx").write_bytes(typed(sheet(made(1, "RI")), {**given, **swapped}))
    done = run(folder, "--from", batch, "--store", tmp_path / "county.sqlite", "--out", tmp_path / "out")
    assert done.exit_code == 2 and "wrong.docx: Check of this record: does not fit" in done.stderr
    assert "nothing of it is counted or stored; enter the grades in a fresh record" in done.stderr
    assert "2 records read: 2 grades by auditors, 0 actions" in done.stdout
    assert rows(tmp_path / "out" / "moderation-overrides.csv") == []
    with Store.open(str(tmp_path / "county.sqlite")) as opened:
        assert {p.sha256 for p in opened.panel()} == {made(0).document.sha256} and opened.actions() == []


@pytest.mark.parametrize("blind", [True, False])
def test_forms_that_nobody_filled_in_are_listed_and_their_suggested_actions_are_nobodys(blind: bool, tmp_path: Path) -> None:
    batch, folder = batch_folder(tmp_path / "batch", 3), tmp_path / "records"
    folder.mkdir()
    (folder / "blank.docx").write_bytes(sheet(made(0, "Good"), blind=blind))
    (folder / "full.docx").write_bytes(typed(sheet(made(1, "RI"), blind=blind), entries("health", {"voice": RI})))
    done = run(folder, "--from", batch, "--store", tmp_path / "county.sqlite", "--out", tmp_path / "out")
    assert (done.exit_code, done.stderr) == (0, "") and "Not filled in yet (1)\n  - blank.docx\n" in done.stdout
    assert "1 plan: too few" in done.stdout and "blank.docx: action" not in done.stdout
    with Store.open(str(tmp_path / "county.sqlite")) as opened:
        assert {a.sha256 for a in opened.actions()} <= {made(1).document.sha256} and len(opened.panel()) == 1


def test_a_store_that_is_none_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(typed(sheet(made(1, "RI"), blind=False), entries("health", {"voice": RI})))
    (tmp_path / "cases.csv").write_text("Case ID,File\n", encoding="utf-8")
    batch = batch_folder(tmp_path / "batch", 3)
    with pytest.raises(QaError, match="is not a store"):
        run(tmp_path / "a.docx", "--from", batch, "--store", tmp_path / "cases.csv", "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_two_copies_of_one_plan_are_two_people_and_are_compared(known: Known) -> None:
    one = read(known, "a.docx", 1, entries("health", {"voice": "Good", "outcomes": RI}))
    two = read(known, "b.docx", 1, entries("health", {"voice": RI, "outcomes": RI}), copy=2)
    found = group(known, [one, two])
    assert [p for r in cross_checked([one, two], known.areas) for p in r.problems] == []
    assert [(r.name, r.figures.pairs, r.figures.exact.count) for r in found.people] == [("voice", 1, 0), ("outcomes", 1, 1), ("all", 2, 1)]
    assert [(r.name, r.figures.pairs, r.figures.exact.count) for r in found.engine] == [("voice", 2, 1), ("outcomes", 2, 2), ("all", 4, 3)]


def test_two_agencies_in_one_record_are_two_people(known: Known) -> None:
    record = read(known, "a.docx", 1, {**entries("health", {"voice": "Good"}), **entries("education", {"voice": RI})})
    other = read(known, "b.docx", 1, entries("health", {"voice": RI}), copy=2)
    found = group(known, [record, other])
    assert found.people[0].figures.pairs == 3
    assert [(r.title, r.figures.pairs) for r in found.kinds] == [("Education and Health", 2), ("Two of Health", 1)]


def test_names_tell_two_people_in_copies_of_a_record_that_has_no_number(known: Known) -> None:
    first, second = (read(known, f"{n}.docx", 1, entries("health", {"voice": g}, name)) for n, g, name in (
        ("a", "Good", "Idris Fennimore"), ("b", RI, "Tamsin Orrery")))
    assert group(known, [first, second]).people[0].figures.pairs == 1
    again = read(known, "c.docx", 1, entries("health", {"voice": RI}, "idris  fennimore"))
    assert group(known, [first, again]).people == ()
    (problem,) = cross_checked([first, again], known.areas)[1].problems
    assert "another grade than in a.docx; keep one, or name the two auditors" in problem


def test_one_auditor_in_both_copies_is_not_two_people(known: Known) -> None:
    records = [read(known, f"{n}.docx", 1, entries("health", {"voice": "Good"}, "Idris Fennimore"), copy=n) for n in (1, 2)]
    assert group(known, records).people == ()
    (problem,) = cross_checked(records, known.areas)[1].problems
    assert problem.startswith("Health: the same auditor as in 1.docx, which is another copy")


def test_the_same_record_given_twice_counts_once(known: Known) -> None:
    record = read(known, "a.docx", 1, entries("health", {"voice": "Good"}))
    assert group(known, [record, record.model_copy(update={"record": "b.docx"})]).engine[0].figures.pairs == 1


def test_the_plan_as_a_whole_is_kept_out_of_all_areas_and_has_its_table(known: Known) -> None:
    grades = ["Good", "Good", "Inadequate", RI, RI, "Inadequate"]  # of plans that are Good, RI, Inadequate, Good, RI, Inadequate by rules
    records = [read(known, f"{n}.docx", n, entries("health", {"voice": g, "advice": g, "overall": g})) for n, g in enumerate(grades)]
    found = group(known, records)
    assert [(r.name, r.figures.pairs) for r in found.engine] == [("voice", 6), ("advice", 6), ("all", 12), ("overall", 6)]
    assert found.engine[-1].figures.table == ((2, 0, 0), (0, 1, 1), (0, 1, 1))
    assert (found.engine[-1].higher, found.engine[-1].lower) == (1, 1)
    told = summary(records, [found], known.areas)
    assert "RI (rules)                           1              1                      0" in told
    assert "6 plans: too few for an interval that tells much." in told and max(map(len, told.splitlines())) <= 80


def test_grades_off_the_scale_are_counted_apart(known: Known) -> None:
    records = [read(known, "a.docx", 0, entries("health", {"voice": "Not applicable", "advice": "Good"}))]
    found = group(known, records)
    assert [(r.name, r.figures.pairs, r.off_scale) for r in found.engine] == [("voice", 0, 1), ("advice", 1, 0), ("all", 1, 1)]
    assert "Left out, as one or both said not applicable or not judged: 1 of the pairs" in summary(records, [found], known.areas)


def test_rules_most_often_overridden_come_first_with_the_way_people_went(known: Known) -> None:
    records = [read(known, "a.docx", 1, entries("health", {"voice": "Good", "advice": "Inadequate", "outcomes": RI})),
               read(known, "b.docx", 2, entries("health", {"voice": RI})),
               read(known, "c.docx", 0, entries("health", {"voice": RI, "advice": "Good"}))]
    found = {o.rule: (o.decided, o.overridden, o.higher, o.lower, o.areas) for o in group(known, records).overridden}
    assert found == {"F-04": (4, 3, 2, 1, ("advice", "voice")), "JA-VOICE": (2, 2, 2, 0, ("voice",)),
                     "JA-ADVICE": (1, 1, 0, 1, ("advice",)), "none": (2, 1, 0, 1, ("voice",))}
    assert next(iter(found)) == "F-04"


def test_the_rules_behind_a_grade_are_read_off_the_record_where_no_audit_is_given(known: Known) -> None:
    printed = typed(render_word(made(1)), entries("health", {"voice": "Good"}))
    assert read_record("a.docx", printed, Known(known.areas, known.packs)).decided_by["voice"] == ["JA-VOICE", "F-04"]


def test_records_by_other_rules_are_named_and_kept_apart(known: Known) -> None:
    old = read_record("old.docx", typed(render_word(made(1, version="0.9")), entries("health", {"voice": "Good"})), known)
    new = read(known, "new.docx", 2, entries("health", {"voice": RI}))
    found = compared([old, new], rules_words(known.packs), known.areas)
    assert [(g.in_force, g.plans, g.engine[0].figures.pairs) for g in found] == [(True, 1, 1), (False, 1, 1)]
    assert any("0.9, but" in p for p in old.problems)
    assert "Apart, as made by other rules than those in force: 1 plan" in summary([old, new], found, known.areas)


def test_it_says_how_many_records_showed_the_grade_and_parts_the_two_ways(known: Known) -> None:
    given = entries("health", {"voice": RI})
    records = [read(known, "a.docx", 1, given, blind=False), read(known, "b.docx", 2, given)]
    found = group(known, records)
    assert [(r.title, r.figures.exact.count) for r in found.ways] == [("Auditors blind to the rules", 0), ("Auditors who saw the rules", 1)]
    assert "1 of 2 records showed the grade by rules" in " ".join(summary(records, [found], known.areas).split())


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Path, Path]:
    """A batch, and two auditors' copies of each of twelve of its plans: the second grades every third plan otherwise."""
    batch, folder = batch_folder(tmp_path / "batch", 12), tmp_path / "records"
    folder.mkdir()
    for number in range(12):
        grade = {"Good": "Good", "RI": RI, "Inadequate": "Inadequate"}[GRADES[number % 3]]
        for copy, agency in ((1, "education"), (2, "health")):
            given = RI if copy == 2 and number % 3 == 0 else grade
            data = sheet(made(number, GRADES[number % 3]), copy, 2)
            (folder / f"plan-{number}-auditor-{copy}.docx").write_bytes(
                typed(data, entries(agency, {"voice": given, "overall": given}, reason="=cmd|' /C calc'!A0")))
    return batch, folder


def test_the_command_writes_figures_that_can_be_reckoned_by_hand(filled: tuple[Path, Path], tmp_path: Path) -> None:
    batch, folder = filled
    done = run(folder, "--from", batch, "--out", tmp_path / "out")
    assert (done.exit_code, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 80
    data = json.loads((tmp_path / "out" / "moderation-summary.json").read_text(encoding="utf-8"))
    (group,) = data["by_rules"]
    engine, people = (next(r for r in group[k] if r["area"] == "voice") for k in ("rules_and_people", "person_and_person"))
    assert (engine["pairs"], engine["plans"], engine["same"]["count"], engine["same_or_next"]["count"]) == (24, 12, 20, 24)
    assert (people["pairs"], people["same"]["count"], people["table"]) == (12, 8, [[4, 0, 0], [0, 4, 0], [0, 4, 0]])
    first, second = (4, 4, 4), (4, 8, 0)  # Inadequate, RI, Good
    chance = 1 - sum(first[i] * second[j] * ((i - j) / 2) ** 2 for i in range(3) for j in range(3)) / 144
    observed = 1 - 4 / 12 / 4  # four of twelve pairs lie one of two steps apart
    assert people["kappa_quadratic"]["value"] == round((observed - chance) / (1 - chance), 4)
    assert people["kappa_quadratic"]["low"] is not None and people["kappa_linear"]["value"] is not None


def test_the_sheets_are_safe_to_open_and_hold_every_override_with_its_reason(filled: tuple[Path, Path], tmp_path: Path) -> None:
    batch, folder = filled
    run(folder, "--from", batch, "--out", tmp_path / "out")
    overrides = rows(tmp_path / "out" / "moderation-overrides.csv")
    assert len(overrides) == 8 and {r["reason"] for r in overrides} == {"'=cmd|' /C calc'!A0"}
    assert {(r["by_rules"], r["by_auditor"], r["agency"], r["blind"]) for r in overrides} == {("Good", "RI", "Health", "yes")}
    (rule,) = rows(tmp_path / "out" / "moderation-rules.csv")
    assert (rule["rule"], rule["title"], rule["decided"], rule["overridden"]) == ("none", "No rule lowered the grade", "16", "8")
    voice = next(r for r in rows(tmp_path / "out" / "moderation-agreement.csv") if r["area"].startswith("Views"))
    assert (voice["compared"], voice["pairs"], voice["same"], voice["same_percent"]) == ("rules and people", "24", "20", "83.3")


def test_json_is_printed_on_request_and_two_calls_write_the_same_bytes(filled: tuple[Path, Path], tmp_path: Path) -> None:
    batch, folder = filled
    printed = [run(folder, "--from", batch, "--format", "json", "--out", tmp_path / name).stdout for name in ("one", "two")]
    assert printed[0] == printed[1] == (tmp_path / "one" / "moderation-summary.json").read_text(encoding="utf-8")
    assert [p.read_bytes() for p in sorted((tmp_path / "one").iterdir())] == [p.read_bytes() for p in sorted((tmp_path / "two").iterdir())]


def test_grades_go_into_the_store_once_however_often_they_are_read(filled: tuple[Path, Path], tmp_path: Path) -> None:
    batch, folder = filled
    store = tmp_path / "county.sqlite"
    for _ in range(2):
        assert run(folder, "--from", batch, "--store", store, "--out", tmp_path / "out").exit_code == 0
    with Store.open(str(store)) as opened:
        panel = opened.panel()
    assert len(panel) == 48 and {(p.stage, p.agency) for p in panel} == {("panel", "education"), ("panel", "health")}
    assert sum(p.stance == "override" for p in panel) == 8

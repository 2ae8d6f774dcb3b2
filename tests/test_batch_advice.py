"""Advice among the files of a batch: judged as advice, traced into the plan of its child in any order, without a name on disk."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest

from qa_engine.advice import Desk
from qa_engine.advice.reading import advice_in
from qa_engine.audit import Auditor
from qa_engine.batch import Done, Request, run
from qa_engine.batch.advice import Advice, Known
from qa_engine.batch.advised import OTHERS, AdviceRow, advice_block, read_advice_row
from qa_engine.batch.kin import Member, Plans
from qa_engine.batch.ledger import Ledger
from qa_engine.batch.pool import Pool
from qa_engine.batch.tracing import tracing
from qa_engine.batch.worker import Who
from qa_engine.read import read
from tests.batch_kit import tree
from tests.conftest import ROOT, SAMPLES
from tests.test_batch_cluster import started, waited

PLAN, OTHER_PLAN = SAMPLES / "ri-year-8-autism.docx", SAMPLES / "ri-first-draft-reception.docx"
REPORTS = sorted((SAMPLES / "advice").glob("laurie-*.docx"))
STRAYS = sorted((SAMPLES / "advice").glob("shanice-*.docx"))
NAMES = (b"Achterberg", b"Laurence", b"Laurie", b"Shanice", b"Delacroix")


def filled(folder: Path, files: Iterable[Path]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for path in files:
        shutil.copy(path, folder / path.name)
    return folder


def batch(folder: Path, out: Path, **more: Any) -> Done:
    return run(Request(folder, out, 2, 60.0, **more))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two plans, all reports about the child of one, and two about a child without a plan; and the results."""
    top = tmp_path_factory.mktemp("whole")
    folder = filled(top / "plans", (PLAN, OTHER_PLAN, *REPORTS, *STRAYS))
    batch(folder, top / "2026-10")
    return folder, top / "2026-10"


def rows(out: Path) -> list[dict[str, str]]:
    with (out / "advice.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def record(out: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "advice" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def test_advice_is_judged_as_advice_and_counted_apart_from_plans(whole: tuple[Path, Path]) -> None:
    _, out = whole
    assert {p.name for p in (out / "audits").iterdir()} == {f"{PLAN.stem}.json", f"{OTHER_PLAN.stem}.json"}
    assert {p.stem for p in (out / "advice").iterdir()} == {p.stem for p in (*REPORTS, *STRAYS)}
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert (summary["files"]["found"], summary["plans"], summary["not_judged"]) == (2, 2, [])
    assert summary["advice"]["reports"] == len(REPORTS) + len(STRAYS) == len(rows(out))


def test_grades_and_traces_are_those_of_plan_and_reports_reviewed_together(whole: tuple[Path, Path]) -> None:
    _, out = whole
    review = Desk.load().review(PLAN, REPORTS)
    for audit in review.advice_audits:
        told = record(out, Path(audit.document).stem)
        assert told["advice_audits"][0]["grade"] == audit.grade
        assert [(r["statement"], r["fate"], r["item"]) for r in told["advice_trace"]] == \
            [(r.statement, r.fate, r.item) for r in review.advice_trace if r.advice == audit.document]
    assert sum(len(record(out, p.stem)["advice_trace"]) for p in REPORTS) == len(review.advice_trace) > 30


def test_a_report_whose_plan_is_not_there_is_judged_alone_and_says_so(whole: tuple[Path, Path]) -> None:
    _, out = whole
    told = record(out, STRAYS[0].stem)
    assert (told["plan"], told["advice_trace"]) == ("", []) and told["why_not_traced"].startswith("no plan clearly of this child")
    assert told["advice_audits"][0]["grade"] == Desk.load().advice(STRAYS[0]).grade


def test_the_summary_gives_days_and_fates_as_the_records_have_them(whole: tuple[Path, Path]) -> None:
    _, out = whole
    by_name = {row["report"]: row for row in rows(out)}
    for path in REPORTS:
        told = record(out, path.stem)
        audit, row = told["advice_audits"][0], by_name[told["advice_audits"][0]["document"]]
        days = (date.fromisoformat(audit["date"]) - date.fromisoformat(audit["requested"])).days
        fates = [r["fate"] for r in told["advice_trace"]]
        assert (row["service"], row["grade"], row["days_to_answer"]) == (audit["service"] or audit["kind"], audit["grade"], str(days))
        assert [int(row[f]) for f in ("kept", "weakened", "misplaced", "dropped")] == \
            [fates.count(f) for f in ("kept", "weakened", "misplaced", "dropped")]
        assert row["plan"] == told["plan"] and int(row["recommendations"]) == len(fates)


def test_records_are_as_the_schema_says(whole: tuple[Path, Path]) -> None:
    schema = json.loads((ROOT / "schemas" / "advice.schema.json").read_text(encoding="utf-8"))
    for path in (whole[1] / "advice").iterdir():
        jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema)


def test_no_name_of_the_child_is_written_anywhere(whole: tuple[Path, Path]) -> None:
    for name, data in tree(whole[1]).items():
        assert [n for n in NAMES if n in data] == [], name
    assert {record(whole[1], p.stem)["advice_audits"][0]["dob"] for p in REPORTS} == {"2013"}


def test_a_plan_that_comes_later_is_found_and_the_end_is_the_same(whole: tuple[Path, Path], tmp_path: Path) -> None:
    folder = filled(tmp_path / "plans", (OTHER_PLAN, *REPORTS, *STRAYS))
    batch(folder, tmp_path / "2026-10")
    assert not any(row["plan"] for row in rows(tmp_path / "2026-10"))
    kept = (tmp_path / "2026-10" / "advice" / f"{STRAYS[0].stem}.json").stat().st_mtime_ns
    batch(filled(folder, (PLAN,)), tmp_path / "2026-10")
    ours, theirs = tree(tmp_path / "2026-10"), tree(whole[1])
    assert {n: d for n, d in ours.items() if "sqlite" not in n} == {n: d for n, d in theirs.items() if "sqlite" not in n}
    assert (tmp_path / "2026-10" / "advice" / f"{STRAYS[0].stem}.json").stat().st_mtime_ns == kept


def test_a_second_run_does_nothing_and_changes_nothing(whole: tuple[Path, Path]) -> None:
    folder, out = whole
    before, steps = tree(out), []

    def watch(done: Iterable[None], length: int) -> Iterable[None]:
        steps.append(length)
        return done

    run(Request(folder, out, 2, 60.0), watch)
    assert (steps, tree(out)) == ([0], before)


def test_killed_while_advice_is_traced_and_run_again_it_ends_with_the_same_bytes(whole: tuple[Path, Path], tmp_path: Path) -> None:
    folder, out = whole[0], tmp_path / "2026-10"
    process = started(folder, out, "--workers", "1")
    there = waited(lambda: (out / "advice").is_dir() and any((out / "advice").glob("*.json")), 120.0)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    assert there
    batch(folder, out)
    assert tree(out) == tree(whole[1])


def test_with_names_the_report_is_called_by_its_file(whole: tuple[Path, Path], tmp_path: Path) -> None:
    batch(filled(tmp_path / "plans", (PLAN, REPORTS[0])), tmp_path / "out", names=True)
    told = record(tmp_path / "out", REPORTS[0].stem)
    assert told["advice_audits"][0]["child"] == "Laurence Achterberg"
    assert {told["advice_audits"][0]["document"], *(r["advice"] for r in told["advice_trace"])} == {REPORTS[0].name}


def test_advice_needs_no_row_in_the_manifest(tmp_path: Path) -> None:
    folder = filled(tmp_path / "plans", (PLAN, REPORTS[0]))
    (tmp_path / "cases.csv").write_text(f"case id,file\nA1,{PLAN.name}\n", encoding="utf-8")
    assert batch(folder, tmp_path / "out", manifest=tmp_path / "cases.csv").problems == ()


def test_a_trace_that_never_ends_is_given_up_and_the_report_judged_alone(tmp_path: Path) -> None:
    def runner(prepare: Callable[..., Any], files: int) -> Pool[Any]:
        return Pool(partial(prepare, (), False), 1, 0.0001 if prepare is tracing else 60.0)

    who = Who(frozenset({"laurence", "achterberg"}), "2013-06-30", "")
    plan = Known(str(PLAN), "", "plan.json", "p", "p", who=who, read=True)
    report = Known(str(REPORTS[0]), "", "report.json", read(REPORTS[0]).sha256, "r", who=who, read=True)
    with Ledger(tmp_path) as ledger:
        advice = Advice(tmp_path, ledger, runner, [report], [plan])
        assert len(list(advice.work())) == 1
    row = read_advice_row(tmp_path / "advice" / "report.json")
    assert (row.plan, row.grade) == ("", Desk.load().advice(REPORTS[0]).grade)
    assert row.why_not_traced.startswith("it could not be traced")


def letter(path: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


@pytest.mark.parametrize("lines", [
    ("Harbour View Primary School", "Dear parents,", "The summer fair needs helpers on Saturday. Cakes will be sold by Year 6."),
    ("Education, Health and Care Plan", "Physiotherapy service report enclosed", "Section B", "He needs help to walk and to climb stairs."),
    ("Minutes of the panel", "The panel agreed that the case needs more advice before a decision."),
])
def test_what_does_not_say_that_it_is_advice_is_not_taken_for_it(lines: tuple[str, ...], tmp_path: Path, auditor: Auditor) -> None:
    assert advice_in(read(letter(tmp_path / "x.docx", *lines)), auditor.lexicon) is None


def who(names: str, dob: str = "", dated: str = "") -> Who:
    return Who(frozenset(names.split()), dob, dated)


@pytest.mark.parametrize(("report", "plans", "found"), [
    (who("tove lindqvist", "2015-02-01"), [who("tove maria lindqvist", "2015-02-01")], 0),
    (who("tove", "2015-02-01"), [who("tove lindqvist", "2015-02-01")], 0),
    (who("tove lindqvist"), [who("tove lindqvist", "2015-02-01")], 0),
    (who("tove lindqvist", "2015-02-01"), [who("stig lindqvist", "2015-02-01")], None),  # a twin
    (who("tove lindqvist", "2015-02-01"), [who("tove lindqvist", "2015-02-10")], None),
    (who("lindqvist", "2015-02-01"), [who("tove lindqvist", "2015-02-01"), who("stig lindqvist", "2015-02-01")], None),
    (who("tove"), [who("tove lindqvist", "2015-02-01")], None),
    (who(""), [who("tove lindqvist", "2015-02-01")], None),
    (who("tove lindqvist"), [who("tove lindqvist", "2015-02-01"), who("tove lindqvist", "2011-05-05")], None),
    (who("tove lindqvist", "2015-02-01", "2026-01-10"),
     [who("tove lindqvist", "2015-02-01", "2025-03-01"), who("tove lindqvist", "2015-02-01", "2026-02-01"),
      who("tove lindqvist", "2015-02-01", "2026-09-01")], 1),
    (who("tove lindqvist", "2015-02-01", "2026-01-10"),
     [who("tove lindqvist", "2015-02-01", "2024-03-01"), who("tove lindqvist", "2015-02-01", "2025-02-01")], 1),
])
def test_a_report_finds_the_plan_of_its_child_and_no_other(report: Who, plans: list[Who], found: int | None) -> None:
    members = [Member(f"plan{n}", plan) for n, plan in enumerate(plans)]
    for order in (members, members[::-1]):
        assert Plans(order).of(Member("report", report)) == ("" if found is None else f"plan{found}")


def test_a_case_of_the_manifest_goes_before_names() -> None:
    plans = [Member("a", who("tove lindqvist", "2015-02-01"), "7"), Member("b", who("ada ek", "2014-01-01"), "8")]
    assert Plans(plans).of(Member("report", who("tove lindqvist", "2015-02-01"), "8")) == "b"
    assert Plans(plans).of(Member("report", who(""), "7")) == "a"


def report_rows(**services: int) -> list[AdviceRow]:
    from collections import Counter

    return [AdviceRow(f"advice-{name}{n}", name, "health", "Good", "", "", n * 20, "case-1", Counter(kept=2, dropped=1), "")
            for name, count in services.items() for n in range(count)]


def test_a_service_of_five_reports_has_figures() -> None:
    block = advice_block(report_rows(north=5))
    assert block["services"] == [{"service": "north", "reports": 5, "Good": 5, "RI": 0, "Inadequate": 0, "not_graded": 0, "dates_known": 5,
                                  "within_six_weeks": 3, "traced": 5,
                                  "recommendations": {"all": 15, "kept": 10, "weakened": 0, "misplaced": 0, "dropped": 5}}]


@pytest.mark.parametrize(("services", "shown"), [
    ({"north": 6, "south": 5, "east": 2}, [("north", 6), (OTHERS, 7)]),  # two alone could be reckoned from all and the rest
    ({"north": 6, "south": 3, "east": 2}, [("north", 6), (OTHERS, 5)]),
    ({"south": 3, "east": 1}, [(OTHERS, 4)]),
])
def test_few_reports_stand_together_so_that_nobody_can_reckon_them(services: dict[str, int], shown: list[tuple[str, int]]) -> None:
    block = advice_block(report_rows(**services))
    assert [(s["service"], s["reports"]) for s in block["services"]] == shown
    assert all(("Good" in s) == (s["reports"] >= 5) for s in (block, *block["services"]))


def test_a_changed_record_of_advice_is_told_in_a_line(tmp_path: Path) -> None:
    from qa_engine.errors import QaError

    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    with pytest.raises(QaError, match="this record in advice was changed"):
        read_advice_row(tmp_path / "x.json")

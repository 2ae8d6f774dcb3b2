"""One page for one reader: figures reckoned again from the records, one sheet of A4, nobody else in it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result

from qa_engine.board.feedback import Feedback, Open, Point, Reader, Who, feedback
from qa_engine.board.periods import period
from qa_engine.cli.feedback import feedback as command
from qa_engine.errors import QaError
from qa_engine.report.feedback import render_feedback_html, render_feedback_word
from qa_engine.report.feedback.words import said
from qa_engine.store import Store
from qa_engine.store.model import Filter
from tests.period_kit import MONTHS, SERVICES, TEAMS, WORKERS, made

OCTOBER = period(MONTHS[3], MONTHS[3])
WEIGHT = {"statutory": 3, "significant": 2, "practice": 1}
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("store") / "kept.sqlite", plans=30)


def page_of(store: Path, kind: Reader, name: str, first: str = MONTHS[3], last: str = MONTHS[3]) -> Feedback:
    with Store.open(str(store)) as opened:
        return feedback(Who(kind, name), period(first, last), opened)


def records_of(store: Path, kind: str, name: str, month: str = MONTHS[3]) -> list[dict[str, Any]]:
    with Store.open(str(store)) as opened:
        return [json.loads(record) for case, record in opened.records(Filter(month, month))
                if name in (case.services if kind == "service" else [case.about[kind]])]


@pytest.mark.parametrize(("kind", "name"), [("caseworker", WORKERS[1]), ("team", TEAMS[2]), ("service", SERVICES[1])])
def test_the_figures_are_those_of_the_readers_own_records(kept: Path, kind: Reader, name: str) -> None:
    page, records = page_of(kept, kind, name), records_of(kept, kind, name)
    assert (page.plans, page.grades) == (len(records), Counter(r["overall"]["judgement"] for r in records))
    failed = Counter(rule for r in records for rule in {(f["rule"], f["severity"], f["title"], f["advice"]) for f in r["findings"]
                                                        if not f["strength"] and (kind != "service" or f["section"] == "F")})
    order = sorted(failed, key=lambda rule: (-failed[rule] * WEIGHT[rule[1]], rule[0]))[:3]
    assert [(p.rule, p.title, p.plans, p.advice) for p in page.improve] == [(r[0], r[2], failed[r], r[3]) for r in order]
    strengths = sum(any(f["strength"] for f in r["findings"]) for r in records)
    share = round(100 * strengths / len(records))
    assert any(f"({share} %, {strengths} of {len(records)})" in line for line in page.well) == (2 * strengths >= len(records))


def test_what_would_help_most_comes_with_a_quantifier_and_wording_made_safe(kept: Path) -> None:
    points = page_of(kept, "team", TEAMS[0]).improve
    assert len(points) == 3
    assert all(p.told.startswith("in ") and " %, " in p.told for p in points)
    examples = [p.example for p in points if p.example]
    assert examples and all("[name]" in e and "[child]" not in e and "Wren" not in e for e in examples)


def test_plans_audited_again_and_open_actions_are_told(kept: Path) -> None:
    page, again = page_of(kept, "caseworker", WORKERS[0]), Counter[str]()
    grades = ["Inadequate", "RI", "Good"]
    before = {json.loads(r)["document"]["name"]: case.ref for case, r in _pairs(kept, MONTHS[2])}
    olds = {case.ref: json.loads(r)["overall"]["judgement"] for case, r in _pairs(kept, MONTHS[2])}
    for case, record in _pairs(kept, MONTHS[3]):
        if case.ref in olds and case.about["caseworker"] == WORKERS[0]:
            step = grades.index(json.loads(record)["overall"]["judgement"]) - grades.index(olds[case.ref])
            again["better" if step > 0 else "worse" if step < 0 else "same"] += 1
    assert before and dict(page.moved) == {how: again[how] for how in ("better", "same", "worse")}
    assert sum(page.moved.values()) == 10
    assert said(page).loop[0].startswith(f"Of 10 children, under the same rules: {again['better']} better, {again['same']} the same, ")
    assert [(a.due, a.overdue) for a in page.actions] == [("2026-10-16", True), ("2026-10-28", True)]
    assert page.closed == 2


def _pairs(store: Path, month: str) -> list[Any]:
    with Store.open(str(store)) as opened:
        return list(opened.records(Filter(month, month)))


def test_under_five_plans_things_are_counted_and_no_share_is_given(tmp_path: Path) -> None:
    page = page_of(made(tmp_path / "few.sqlite", plans=6, months=1), "team", TEAMS[0], MONTHS[0], MONTHS[0])
    told = said(page)
    assert page.few and page.plans == 2
    assert "too few for shares" in told.opening
    assert all("%" not in line for line in (*told.well, *(m.told for m in told.improve)))
    assert told.improve[0].told in ("in 1 of 2 plans", "in 2 of 2 plans")


def test_nobody_else_is_on_the_page(kept: Path) -> None:
    for kind, name in (("caseworker", WORKERS[0]), ("team", TEAMS[1]), ("service", SERVICES[0])):
        html = render_feedback_html(page_of(kept, kind, name))  # type: ignore[arg-type]
        others = {*WORKERS, *TEAMS, *SERVICES} - {name}
        assert not [other for other in others if other in html]


def test_the_name_is_found_whatever_its_capitals_and_printed_as_the_list_has_it(kept: Path) -> None:
    assert page_of(kept, "caseworker", "  petra   LOOM ").who.name == "Petra Loom"


def test_a_reader_without_plans_gets_one_clear_line(kept: Path) -> None:
    with pytest.raises(QaError, match="no plan of a service of that name was audited in this period; write the name as Section K"):
        page_of(kept, "service", "Somebody Else")


def test_a_service_learns_what_became_of_its_recommendations(tmp_path: Path) -> None:
    store = made(tmp_path / "advice.sqlite", plans=6, months=1)
    with Store.open(str(store)) as opened:
        runs, pairs = opened.runs(), list(opened.records(Filter()))
        for n, (_, record) in enumerate(pairs):
            data = json.loads(record)
            data["advice_audits"] = [{"document": "a.docx", "service": SERVICES[0]}, {"document": "b.docx", "service": "Another"}]
            data["advice_trace"] = [{"advice": "a.docx", "fate": fate, "item": "F1"} for fate in ("kept", "kept", "dropped")]
            data["advice_trace"].append({"advice": "b.docx", "fate": "weakened", "item": "F2"})
            pairs[n] = (pairs[n][0], json.dumps(data).encode())
        opened.save_run(runs[0], pairs)
    page = page_of(store, "service", SERVICES[0], MONTHS[0], MONTHS[0])
    assert dict(page.fates) == {"kept": 12, "dropped": 6}
    assert said(page).fates == ("Of 18 recommendations traced into plans: 12 kept; 6 dropped. Kept: 67 %.",)
    assert page_of(store, "team", TEAMS[0], MONTHS[0], MONTHS[0]).fates == {}


def longest(kept: Path, kind: Reader) -> Feedback:
    """A page where every part is as full as it can be."""
    word = "Notwithstanding"
    point = Point("F-03", f"{word} " * 20, 9, "in the majority of the plans (67 %, 6,666 of 9,999)", f"{word} " * 60, f"{word} " * 40)
    actions = tuple(Open(f"{word} " * 20, "case-0123456789ab", "2026-09-30", True) for _ in range(9))
    page = page_of(kept, "service" if kind == "service" else "team", SERVICES[0] if kind == "service" else TEAMS[0])
    return replace(page, who=Who(kind, f"{word} " * 9), well=(f"{word} " * 30,) * 5, improve=(point,) * 3, actions=actions, closed=9_999,
                   moved={"better": 999, "same": 999, "worse": 999}, fates={"kept": 999, "weakened": 999, "misplaced": 9, "dropped": 9})


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["caseworker", "service"])
def test_the_page_is_one_sheet_of_a4_even_where_every_part_is_full(kept: Path, tmp_path: Path, kind: Reader) -> None:
    (tmp_path / "page.docx").write_bytes(render_feedback_word(longest(kept, kind)))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run([str(OFFICE), home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "page.docx")],
                   check=True, capture_output=True, timeout=120)
    pdf = (tmp_path / "page.pdf").read_bytes()
    assert pdf.count(b"/Type/Page\n") + pdf.count(b"/Type/Page/") == 1
    section = docx.Document(str(tmp_path / "page.docx")).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]


def test_the_same_store_gives_the_same_bytes(kept: Path) -> None:
    one, two = (page_of(kept, "team", TEAMS[0]) for _ in range(2))
    assert render_feedback_word(one) == render_feedback_word(two)
    assert render_feedback_html(one) == render_feedback_html(two)


def test_a_name_with_markup_stays_a_name(kept: Path) -> None:
    page = replace(page_of(kept, "team", TEAMS[0]), who=Who("team", "<script>alert(1)</script>"))
    assert "<script" not in render_feedback_html(page)


def run(*args: object) -> Result:
    return CliRunner().invoke(command, [str(a) for a in args])


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_the_command_writes_the_page(kept: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"page.{ending}"
    done = run(kept, "--caseworker", WORKERS[0], "--month", MONTHS[3], "--out", out)
    assert (done.exit_code, done.output) == (0, f"10 plans, October 2026; see {out}\n")
    assert out.stat().st_size > 1000


@pytest.mark.parametrize(("args", "line"), [
    ((), "say whose page it is with one of --caseworker, --team and --service"),
    (("--team", "North", "--service", "x"), "say whose page it is with one of --caseworker, --team and --service"),
    (("--team", "Nowhere"),
     "no plan of a team of that name was audited in this period; write the name as the council's list of cases has it"),
    (("--team", "North", "--month", "May"), "“May” is no month; write it as 2026-10")])
def test_what_cannot_be_done_is_one_line_and_nothing_is_written(kept: Path, tmp_path: Path, args: tuple[str, ...], line: str) -> None:
    done = run(kept, *args, "--out", tmp_path / "page.docx")
    assert isinstance(done.exception, QaError) and str(done.exception) == line
    assert list(tmp_path.iterdir()) == []


def test_one_plan_is_one_plan(tmp_path: Path) -> None:
    store = made(tmp_path / "one.sqlite", plans=1, months=1)
    done = run(store, "--team", TEAMS[0], "--out", tmp_path / "one.html")
    assert done.output.startswith("1 plan, ") and "1 plan of yours" in (tmp_path / "one.html").read_text(encoding="utf-8")


def test_another_ending_is_refused(kept: Path, tmp_path: Path) -> None:
    done = run(kept, "--team", "North", "--out", tmp_path / "page.pdf")
    assert str(done.exception) == "page.pdf: name a file that ends in .docx or .html"

"""The trace from advice to plan: kept, weakened, misplaced, dropped; where the plan comes from; what goes back to whom."""

from __future__ import annotations

import json
import time
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from qa_engine.advice import AdviceRecord, Desk
from qa_engine.advice.fates import fewer_hands
from qa_engine.advice.match import refusals, without_refusals
from qa_engine.advice.record import advice_schema
from qa_engine.advice.trace import trace
from qa_engine.cli.advice import advice
from qa_engine.cli.health import health, spread
from tests.conftest import ROOT
from tests.templates.advice import ROOT as REPORTS

GOLD = {p.stem: yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted((REPORTS / "content").glob("*.yaml"))}
PLANS = sorted({g["plan"] for g in GOLD.values()})


@cache
def desk() -> Desk:
    return Desk.load()


def plan_path(plan: str) -> Path:
    return REPORTS.parent / f"{plan}.docx"


def reports(plan: str) -> list[Path]:
    return [REPORTS / f"{name}.docx" for name, gold in GOLD.items() if gold["plan"] == plan]


@cache
def reviewed(plan: str, reader: str = "qa-lead") -> AdviceRecord:
    return desk().review(plan_path(plan), reports(plan), reader)


def fate(plan: str, words: str) -> tuple[str, str | None]:
    row = next(r for r in reviewed(plan).advice_trace if words in r.text)
    return row.fate, row.item


def test_nine_in_ten_recommendations_of_the_samples_have_their_labelled_fate() -> None:
    pairs = [(r, next((t.fate for t in reviewed(g["plan"]).advice_trace if t.text.rstrip(".") == r["text"].rstrip(".")), "not found"))
             for g in GOLD.values() for r in g["recommendations"]]
    right = sum(r["in_plan"] == found for r, found in pairs)
    lost = [found for r, found in pairs if r["in_plan"] == "dropped"]
    assert len(pairs) >= 60 and right / len(pairs) >= 0.85
    assert sum(f == "dropped" for f in lost) / len(lost) >= 0.9


def test_hours_that_were_cut_are_shown_amount_against_amount() -> None:
    row = next(r for r in reviewed("good-year-5-deaf").advice_trace if "BSL level 2" in r.text)
    assert (row.fate, row.item) == ("weakened", "F2")
    assert row.reasons == ("The amount was cut: 25 hours a week → 20 hours a week.",)
    assert any(p.op == "gone" and "25" in p.text for p in row.words) and any(p.op == "new" and "20" in p.text for p in row.words)


def test_therapy_that_teaches_and_stands_in_g_is_misplaced() -> None:
    row = next(r for r in reviewed("ri-year-8-autism").advice_trace if "twelve weekly sessions" in r.text)
    assert (row.fate, row.section, row.belongs_in) == ("misplaced", "G", "F")


def test_a_recommendation_that_nothing_takes_up_is_dropped() -> None:
    assert fate("good-year-5-deaf", "deaf mentor") == ("dropped", None)


def test_two_adults_asked_for_and_one_given_is_weaker() -> None:
    assert fewer_hands("Two trained adults will lift her.", "A teaching assistant will lift her.") == ["fewer adults: 2 → 1"]
    assert fewer_hands("Two adults will lift her.", "Two assistants will lift her.") == []


@pytest.mark.parametrize("refusal", [
    "Her advice on swimming therapy has not been taken up, since no warm pool can be had.",
    "The second session was left out because the school day is too short.",
    "The council does not follow this recommendation, for the reasons in its letter.",
    "Music therapy cannot be included while the service is closed.",
])
def test_a_plan_that_says_why_it_leaves_something_out_is_not_read_as_giving_it(refusal: str) -> None:
    text = f"A physiotherapist will visit every month. {refusal}"
    assert without_refusals(text) == "A physiotherapist will visit every month."
    assert refusals(text) == [refusal]


def test_each_plan_item_is_traced_back_and_the_rest_is_told_as_without_source() -> None:
    sources = {s.item: s.advice for s in reviewed("good-year-5-deaf").sources}
    assert sources["F1"] == ("kech-teacher-of-the-deaf.docx",)
    assert sources["F14"] == ()


def test_shares_are_of_the_items_that_have_a_source() -> None:
    record = reviewed("good-year-5-deaf")
    traced = sum(bool(s.advice) for s in record.sources)
    assert all(s.percent == round(100 * s.items / traced) for s in record.shares)
    assert record.shares[0].adviser.startswith("Qualified teacher of the deaf")


def test_coverage_tells_missing_late_and_out_of_date_apart() -> None:
    standing = {c.kind: c.standing for c in reviewed("ri-looked-after-year-6").coverage}
    assert standing["educational psychology"] == "out of date"
    late = [c for c in reviewed("ri-year-8-autism").coverage if c.standing == "late"]
    assert {c.document for c in late} == {"laurie-psychology.docx", "laurie-therapy.docx", "laurie-paediatric.docx"}


def test_poor_advice_goes_to_its_author_and_lost_advice_to_the_caseworker() -> None:
    review = reviewed("ri-year-8-autism", "dco").review
    assert review.verdict == "return to caseworker and to author"
    assert set(review.to_authors) == {"laurie-therapy.docx", "laurie-paediatric.docx"}
    assert all(p.source not in ("laurie-psychology.docx",) for p in review.to_caseworker)


def test_letters_quote_the_passage_and_leave_the_answer_to_the_author() -> None:
    letter = next(x for x in reviewed("ri-year-8-autism", "dco").review.letters if x.to == "Rhiannon Feaver")
    body = (REPORTS / "content" / "laurie-therapy.yaml").read_text(encoding="utf-8").replace("\n", " ")
    assert all(" ".join(p.quote.split()[:6]) in " ".join(body.split()) for p in letter.points if p.quote)
    assert letter.paragraphs[0] == "Dear Rhiannon Feaver" and "[your name]" in letter.paragraphs


def test_another_childs_report_an_unreadable_one_and_a_plan_are_named_and_the_rest_is_done(tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no document")
    record = desk().review(plan_path("good-year-5-deaf"), [
        REPORTS / "kech-audiology.docx", REPORTS / "laurie-camhs.docx", broken, plan_path("ri-year-8-autism")])
    assert [a.document for a in record.advice_audits] == ["kech-audiology.docx"]
    assert [line.split(":")[0] for line in record.not_done] == ["laurie-camhs.docx", "broken.docx", "ri-year-8-autism.docx"]
    assert "another child" in record.not_done[0]


@pytest.mark.parametrize("plan", PLANS)
def test_the_record_is_valid_by_the_published_schema(plan: str) -> None:
    schema = json.loads((ROOT / "schemas" / "advice.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(reviewed(plan).model_dump_json()), schema)


def test_the_published_schema_is_what_the_code_would_write(request: pytest.FixtureRequest) -> None:
    path, made = ROOT / "schemas" / "advice.schema.json", json.dumps(advice_schema(), indent=1) + "\n"
    if request.config.getoption("--rewrite-golden"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made


def test_tracing_ten_reports_costs_less_than_three_audits() -> None:
    plan = desk()._auditor.audit(plan_path("ri-year-8-autism")).plan
    ten = [desk().report(REPORTS / f"{name}.docx", plan.subject) for name in sorted(GOLD)[:10]]

    def cost(work: object) -> float:
        took = []
        for _ in range(3):
            start = time.process_time()
            work()  # type: ignore[operator]
            took.append(time.process_time() - start)
        return min(took)

    trace(plan, ten, desk()._auditor.lexicon)
    assert cost(lambda: trace(plan, ten, desk()._auditor.lexicon)) < 3 * cost(lambda: desk()._auditor.audit(plan_path("ri-year-8-autism")))


def test_several_files_may_follow_one_advice_option() -> None:
    assert spread(["p", "--advice", "a", "b", "--for", "dco"], "--advice") == ["p", "--advice", "a", "--advice", "b", "--for", "dco"]


@pytest.mark.parametrize("form", ["text", "json", "html", "docx"])
def test_the_review_is_written_in_every_format(tmp_path: Path, form: str) -> None:
    out = tmp_path / f"review.{form}"
    args = [str(plan_path("good-year-5-deaf")), "--advice", *map(str, reports("good-year-5-deaf")), "--format", form, "--out", str(out)]
    result = CliRunner().invoke(health, args)
    assert result.exit_code == 0, result.output
    assert out.stat().st_size > 1000


def test_each_letter_is_a_word_file_of_its_own(tmp_path: Path) -> None:
    args = [str(plan_path("good-year-5-deaf")), "--advice", *map(str, reports("good-year-5-deaf")), "--letters", str(tmp_path / "letters")]
    assert CliRunner().invoke(health, args).exit_code == 0
    assert [p.name for p in sorted((tmp_path / "letters").iterdir())] == ["letter-1-caseworker.docx", "letter-2-dr-j-quill.docx"]


def test_a_report_that_cannot_be_used_makes_exit_code_two_and_one_line(tmp_path: Path) -> None:
    args = [str(plan_path("good-year-5-deaf")), "--advice", str(REPORTS / "kech-audiology.docx"), str(REPORTS / "laurie-own.docx")]
    result = CliRunner().invoke(health, args)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1 and "laurie-own.docx" in result.stderr


def test_the_advice_command_grades_a_folder_and_names_what_is_no_advice() -> None:
    result = CliRunner().invoke(advice, [str(REPORTS / "laurie-therapy.docx"), str(plan_path("good-year-5-deaf"))])
    assert result.exit_code == 2 and "REQUIRES IMPROVEMENT" in result.stdout and "this is a plan" in result.stderr


def test_the_same_review_gives_the_same_word_file() -> None:
    from qa_engine.report.advice_word import render_review_word

    assert render_review_word(reviewed("ri-year-8-autism")) == render_review_word(reviewed("ri-year-8-autism"))

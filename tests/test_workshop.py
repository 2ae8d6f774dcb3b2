"""The rule workshop as a QA lead uses it: run examples, try a rule, ask what if, compare packs, write pages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa_engine.advice.book import load_advice_book
from qa_engine.cli import cli
from qa_engine.errors import RuleError
from qa_engine.judge import load_book
from qa_engine.rulebook import default_folder, load
from qa_engine.workshop.difference import difference
from qa_engine.workshop.examples import run_examples
from qa_engine.workshop.trial import try_advice_rule, try_rule
from tests.conftest import SAMPLES

BOOK = load(examples=True)
ADVICE = load_advice_book(BOOK, examples=True)
TWO_PLANS = [SAMPLES / "good-year-5-deaf.docx", SAMPLES / "ri-year-8-autism.docx"]


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["rules", *map(str, args)])


def refused(*args: object) -> str:
    """What the command says when it cannot be done: a mistake of rules goes to `main`, one of the command line to click."""
    done = run(*args)
    assert done.exit_code != 0
    return str(done.exception) if isinstance(done.exception, RuleError) else done.output


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """A copy of the national pack with one change."""
    pack = folder / "rules"
    shutil.copytree(default_folder(), pack)
    path = pack / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return pack


def test_every_example_of_every_rule_does_what_it_should() -> None:
    outcomes = list(run_examples(BOOK))
    assert [o for o in outcomes if o.problem] == []
    assert {o.rule for o in outcomes} == set(BOOK.rules) | set(ADVICE.rules) | set(ADVICE.grades)


def test_an_example_that_goes_wrong_is_named_and_the_exit_code_is_2(tmp_path: Path) -> None:
    local = tmp_path / "local"
    (local / "findings").mkdir(parents=True)
    (local / "pack.yaml").write_text((default_folder() / "pack.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (local / "findings" / "own.yaml").write_text(OWN, encoding="utf-8")
    done = run("test", local)
    assert done.exit_code == 2
    assert "OWN-01, fail example “a strong one”: the rule should fire and did not" in done.output
    assert done.output.rstrip().endswith("1 went wrong")


OWN = """
- id: OWN-01
  title: Weak words in Section F
  area: educational_provision
  severity: practice
  when: {provision: {kind: provision, section: F, weak_commitment: true}}
  message: This is only recommended.
  advice: Write “will”.
  references: [{source: send-code}]
  audience: [caseworker]
  examples:
    fail: [{name: a strong one, F: A teacher will teach him to read.}]
    pass: [{name: another, F: A teacher will teach him to write.}]
"""


def test_trying_a_rule_says_whether_it_fires_and_which_facts_the_words_gave() -> None:
    done = run("try", "f-04", "--section", "f", "--text", "Access to a quiet space as required.")
    assert done.exit_code == 0
    assert done.output.startswith("F-04 fires\n")
    assert "provision F1: what: yes" in done.output
    assert "vague terms:" in done.output
    assert max(map(len, done.output.splitlines())) <= 80


def test_a_line_is_an_item() -> None:
    text = "Access to support.\nA teacher will teach him to read for ten minutes every day.\n"
    trial = try_rule(BOOK, "F-04", "F", text, {"child": "Ada"})
    assert trial.fires
    assert [fact["item"] for fact in trial.facts] == ["F1", "F2"]


def test_a_rule_about_advice_is_tried_on_a_report_in_lines() -> None:
    text = "Speech and language therapy advice\nRecommendations\n- Arlo would benefit from regular therapy, at home and at school."
    done = run("try", "adv-04", "--text", text)
    assert done.output.startswith("ADV-04 fires\n")
    assert "vague terms: regular" in done.output
    assert max(map(len, done.output.splitlines())) <= 80
    assert not try_advice_rule(BOOK, "ADV-04", text.replace("regular therapy", "therapy for 30 minutes a week"), {}).fires


def test_a_rule_about_plans_is_not_tried_without_a_section() -> None:
    assert "the section that the words stand in" in refused("try", "F-04", "--text", "Access to a quiet space.")


def test_words_too_few_for_a_report_are_refused_with_the_cure() -> None:
    assert "ask for the report again" in refused("try", "ADV-04", "--text", "Regular therapy.")


def advice_pack(folder: Path, name: str, text: str) -> Path:
    """A local pack with one file about advice."""
    (folder / "advice").mkdir(parents=True)
    (folder / "pack.yaml").write_text((default_folder() / "pack.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "advice" / name).write_text(text, encoding="utf-8")
    return folder


def test_an_example_about_advice_that_goes_wrong_is_named_with_what_decided(tmp_path: Path) -> None:
    done = run("test", advice_pack(tmp_path / "ours", "grades.yaml", OWN_GRADE))
    assert done.exit_code == 2
    said = "JV-OURS, fail example “a therapist who saw nobody”: the rule should decide the grade and did not; the grade is"
    assert said in done.output


@pytest.mark.parametrize(("old", "new", "cure"), [
    ("report:", "letter:", "has no 'letter'; it has name, quotes, report"), ("  examples:", "  #", "examples: are missing"),
    ("{name: too old", "{issue_date: March, name: too old", "'March' is no date; write it as"),
])
def test_a_mistake_in_an_example_about_advice_is_named_by_rule_and_cure(tmp_path: Path, old: str, new: str, cure: str) -> None:
    text = "\n".join(line for line in OWN_GRADE.replace(old, new, 1).splitlines() if new != "  #" or "[{" not in line)
    said = refused("check", advice_pack(tmp_path / "ours", "grades.yaml", text))
    assert "advice/grades.yaml, rule JV-OURS" in said
    assert cure in said


OWN_GRADE = """
- id: JV-OURS
  grade: RI
  when: {r: {kind: advice_document, seen: false}}
  reason: The child was not seen.
  examples:
    fail: [{name: a therapist who saw nobody, report: "I saw Ada at school on 3 February 2026 and listened to her read to me for an hour."}]
    pass: [{name: too old, report: "I saw Ada at school on 3 February 2026 and listened to her read to me for an hour."}]
"""


@pytest.mark.parametrize(("rule", "year", "fires"), [("PFA-01", 10, True), ("PFA-01", 6, False)])
def test_the_year_group_matters(rule: str, year: int, fires: bool) -> None:
    done = run("try", rule, "--section", "F", "--year", year, "--text", "A teacher will teach her to spell.")
    assert done.output.startswith(f"{rule} {'fires' if fires else 'does not fire'}")


def test_a_rule_that_is_not_there_is_refused_with_those_that_are() -> None:
    assert "F-99: there is no such rule; there are F-01" in refused("show", "F-99")
    with pytest.raises(RuleError, match="no such rule"):
        try_rule(BOOK, "F-99", "F", "words", {})


@pytest.mark.parametrize("rule", ["F-04", "g-02B", "F-02b", "E-S1", "WP-09", "ADV-03", "adv-01", "ADV-13b", "ADV-08b", "ADV-S04"])
def test_the_page_of_a_rule_fits_80_columns_and_has_no_names_of_the_program(rule: str) -> None:
    done = run("show", rule)
    assert done.exit_code == 0
    assert max(map(len, done.output.splitlines())) <= 80
    assert not re.search(r"\w_\w|[{}]|True|False", done.output)
    for head in ("What it says", "Why", "When it fires", "It fires on", "It is silent on"):
        assert head in done.output


def test_rules_can_be_listed_by_section_and_area() -> None:
    done = run("list", "--section", "g", "--area", "health_provision")
    assert "G-02b" in done.output
    assert "PFA-01" not in done.output
    assert max(map(len, done.output.splitlines())) <= 80
    assert "areas are" in refused("list", "--area", "outcome")


def test_an_impossible_share_lowers_grades_and_the_mixes_are_told() -> None:
    done = run("what-if", "--set", "good_outcomes_share=101", *TWO_PLANS)
    assert done.exit_code == 0, done.output
    assert "good-year-5-deaf.docx" in done.output
    assert "Outcomes (E): Good → RI" in " ".join(done.output.split())
    assert "of 2 plans move." in done.output
    assert "Now:   Good 1" in done.output
    assert max(map(len, done.output.splitlines())) <= 80


@pytest.mark.parametrize(("setting", "cure"), [("good_outcomes_share=many", "a whole number"), ("60", "a whole number"),
                                               ("good_outcome_share=60", "good_outcomes_share")])
def test_a_threshold_that_is_not_there_or_no_number_is_refused(setting: str, cure: str) -> None:
    assert cure in refused("what-if", "--set", setting, TWO_PLANS[0])


def test_two_packs_are_compared_rule_by_rule(tmp_path: Path) -> None:
    pack = changed(tmp_path, "findings/F-special-educational-provision.yaml", "severity: significant", "severity: practice")
    done = run("diff", default_folder(), pack)
    assert done.exit_code == 0
    assert "severity: significant is now practice" in done.output
    assert done.output.rstrip().endswith("1 changes") or done.output.rstrip().endswith("1 change")


def test_a_rule_about_advice_that_changed_is_told_too(tmp_path: Path) -> None:
    pack = changed(tmp_path, "advice/findings.yaml", "months_old: {at_least: 12}", "months_old: {at_least: 18}")
    assert [(change.kind, change.name) for change in difference(default_folder(), pack)] == [("rule", "ADV-13b")]


def test_the_same_pack_twice_has_no_changes() -> None:
    assert list(difference(default_folder(), default_folder())) == []


def test_a_word_added_to_a_list_is_a_difference(tmp_path: Path) -> None:
    pack = changed(tmp_path, "terms/considered.yaml", "considered_belittling:\n", "considered_belittling:\n  - \"a handful\"\n")
    change, = difference(default_folder(), pack)
    assert (change.kind, change.name, change.says) == ("word list", "considered_belittling", "added a handful")


def test_a_page_is_written_for_each_rule_and_the_index_leads_to_them(tmp_path: Path) -> None:
    done = run("docs", "--out", tmp_path)
    assert done.exit_code == 0
    pages = {path.name for path in tmp_path.iterdir()}
    assert pages == {"index.html", "grades.html", *(f"{rule}.html" for rule in (*BOOK.rules, *ADVICE.rules))}
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'href="([^"]+\.html)"', index)) == pages - {"index.html"}
    assert "{" not in re.sub(r"(?s)<style>.*?</style>", "", (tmp_path / "F-04.html").read_text(encoding="utf-8"))


def test_a_rule_that_decides_a_grade_is_shown_and_has_its_place_on_the_page_about_grades(tmp_path: Path) -> None:
    shown = run("show", "ja-sen-sound").output
    assert shown.startswith("JA-SEN-SOUND  Special educational needs (B)\nDecides a grade: at most Requires Improvement\n")
    assert "sen sound share under 80" in " ".join(shown.split())
    assert "{" not in shown
    assert "out of the reckoning" in run("show", "JA-HEALTH-PROVISION-NA").output
    assert run("docs", "--out", tmp_path).exit_code == 0
    page = (tmp_path / "grades.html").read_text(encoding="utf-8")
    places = set(re.findall(r'<tr id="([^"]+)"', page))
    assert places == {rule.id for rule in load_book(BOOK.folders).rules} | set(ADVICE.grades)
    assert "good_outcomes_share" in page and "good_amount_share" in page
    assert "{" not in re.sub(r"(?s)<style>.*?</style>", "", page)


@pytest.mark.parametrize("given, told", [
    (("F-04", "--section", "Q", "--text", "Support."), "'Q' is no section; write the section that the words stand in, one of A, B"),
    (("F-04", "--text", "Support."), "is missing; write the section that the words stand in"),
    (("ADV-04", "--text", "  "), "is empty; write the words to try"),
    (("ZZ-01", "--text", "Support."), "ZZ-01: there is no such rule"),
    (("E-02", "--section", "E", "--year", "40", "--text", "Sam will read."), "40 is not in the range"),
])
def test_a_trial_that_cannot_be_made_says_which_word_is_wrong(given: tuple[str, ...], told: str) -> None:
    assert told in " ".join(refused("try", *given).split())


def test_a_trial_quotes_nothing_where_there_is_nothing_to_quote() -> None:
    assert "Quotes" not in run("try", "A-10", "--section", "A", "--year", "10", "--text", "Sam").output
    assert "gave no fact" in run("try", "F-04", "--section", "E", "--text", "Sam").output

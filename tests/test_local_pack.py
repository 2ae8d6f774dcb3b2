"""A council's own pack, in YAML alone: a rule of its own, another threshold, a rule switched off, words of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_engine.advice.audit import AdviceAuditor
from qa_engine.advice.book import load_advice_book
from qa_engine.advice.examples import example_of
from qa_engine.audit import Auditor
from qa_engine.cli import cli
from qa_engine.errors import RuleError
from qa_engine.judge import load_book
from qa_engine.language.lexicon import Lexicon
from qa_engine.rulebook import default_folder, load
from qa_engine.workshop.difference import difference
from qa_engine.workshop.trial import try_rule

LEXICON = Lexicon.load([default_folder() / "terms"])
FILES = {
    "pack.yaml": """
name: Our county's rules
version: "2026.1"
law_as_at: 2026-05-31
jurisdiction: England
off:
  G-03: Our board signs one agreement for all plans of a month, kept outside the plan.
  ADV-07: Our clinicians meet and send one summary.
  JA-FORM-SILENT: Our template has no place for it yet.
change:
  JV-SCATTERED:
    set: {when.r.failings.at_least: 7}
    reason: Our clinicians asked for a stricter line.
  K-05:
    set: {severity: practice}
    reason: Our advisers confirm older advice by letter.
""",
    "findings/ours.yaml": """
- id: OURS-01
  title: A provision has no review of its own
  area: educational_provision
  sections: [F]
  severity: practice
  when:
    provision: {kind: provision, section: F, specific: true, review: false}
  message: This provision is specific, but our policy asks for a review date beside each.
  advice: "Add: “reviewed by [who] every [term]”."
  references: [{source: audit-practice, says: our policy of 2026}]
  basis: practice
  audience: [caseworker]
  examples:
    fail: [{name: no review, child: Ada, F: "A teacher will teach Ada to read one to one for 20 minutes every day."}]
    pass: [{name: reviewed, child: Ada, F: "A teacher will teach Ada to read one to one for 20 minutes every day, reviewed each term."}]
""",
    "judgement/thresholds.yaml": "good_outcomes_share: 85\n",
    "advice/thresholds.yaml": "good_amount_share: 60\n",
    "terms/ours.yaml": "vague_noun:\n  - (keeping in touch|check and connect)\n",
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The pack as files."""
    for name, text in FILES.items():
        path = tmp_path / "our-rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "our-rules"


def test_the_pack_has_no_mistakes_and_its_examples_do_what_they_say(pack: Path) -> None:
    assert CliRunner().invoke(cli, ["rules", "check", str(pack)]).exit_code == 0
    book = load([default_folder(), pack], examples=True)
    example = book.rules["OURS-01"].examples
    assert example is not None
    fires = [try_rule(book, "OURS-01", "F", case["F"], {"child": "Ada"}).fires for case in (example.fail[0], example.pass_[0])]
    assert fires == [True, False]


def test_it_adds_changes_and_switches_off(pack: Path) -> None:
    book = load([default_folder(), pack])
    assert book.rules["OURS-01"].severity == "practice"
    assert book.rules["K-05"].severity == "practice"
    assert "G-03" not in book.rules
    assert book.off["G-03"].startswith("Our board")


def test_its_words_count_as_vague_beside_the_national_ones(pack: Path) -> None:
    words = "Check and connect with the mentor."
    own = try_rule(load([default_folder(), pack]), "F-04", "F", words, {})
    assert "Check and connect" in own.findings[0].message
    assert not try_rule(load([default_folder()]), "F-04", "F", words, {}).fires


def test_its_threshold_is_the_one_that_grades_depend_on(pack: Path) -> None:
    def share(*packs: Path) -> int:
        return Auditor.load(packs).judge.book.thresholds["good_outcomes_share"].value

    assert (share(), share(pack)) == (78, 85)


def test_what_it_changes_can_be_listed(pack: Path) -> None:
    told = {(change.kind, change.name): change.says for change in difference(default_folder(), pack)}
    assert told[("rule", "OURS-01")] == "added"
    assert told[("rule", "G-03")].startswith("removed or switched off")
    assert told[("rule", "K-05")] == "severity: significant is now practice"
    assert told[("threshold", "good_outcomes_share")] == "value: 78 is now 85"
    assert told[("grade rule", "JA-OUTCOMES-SOME")] == "when.m.outcomes_specific_share.under: 78 is now 85"
    assert told[("threshold", "good_amount_share")] == "value: 50 is now 60"
    assert told[("grade rule", "JV-SCATTERED")] == "when.r.failings.at_least: 8 is now 7"
    assert told[("rule", "ADV-07")] == told[("grade rule", "JA-FORM-SILENT")] == "removed or switched off"
    assert "keeping in touch" in told[("word list", "vague_noun")]
    # The rules that ask for the two thresholds move with them: JA-OUTCOMES-SOME, JA-THREAD-OUTCOMES and JV-AMOUNT.
    assert len(told) == 12


def test_rules_about_advice_and_grades_are_switched_off_and_changed_like_any_other(pack: Path) -> None:
    book = load([default_folder(), pack])
    advice, judgement = load_advice_book(book), load_book(book.folders)
    assert "ADV-07" not in advice.rules and "ADV-07" in load_advice_book(load()).rules
    assert advice.grades["JV-SCATTERED"].when["r"]["failings"] == {"at_least": 7}
    assert advice.grades["JV-AMOUNT"].when["r"]["provisions_amount_share"] == {"under": 60}
    assert "JA-FORM-SILENT" not in {rule.id for rule in judgement.rules}
    assert {"ADV-07", "JA-FORM-SILENT"} < set(book.off)


def test_a_report_is_judged_by_the_packs_own_line(pack: Path) -> None:
    words = "Occupational therapy advice\nNeeds\nSam cannot do up his shoes, so he is late for every playtime.\nProvision\n" \
            "An occupational therapist will see Sam for 30 minutes each week.\nSam will be given support with dressing.\n"
    report = example_of({"report": words}, LEXICON).report

    def decided_by(*packs: Path) -> tuple[str, ...]:
        return AdviceAuditor(load_advice_book(load([default_folder(), *packs])), LEXICON).audit(report).decided_by

    assert "JV-AMOUNT" in decided_by(pack)
    assert "JV-AMOUNT" not in decided_by()


def test_what_is_switched_off_is_said_with_its_reason(pack: Path) -> None:
    for rule in ("ADV-07", "ja-form-silent"):
        done = CliRunner().invoke(cli, ["rules", "show", rule, "--rules", str(pack)])
        assert "is switched off: Our" in str(done.exception)


@pytest.mark.parametrize("name, text, told", [
    ("judgement/thresholds.yaml", "good_outcome_share: 60\n", "threshold good_outcome_share: there is none of that name to set"),
    ("judgement/thresholds.yaml", "good_outcome_share: {value: 60, says: ours}\n", "threshold good_outcome_share: no rule asks for it"),
    ("judgement/thresholds.yaml", "good_outcomes_share: many\n", "threshold good_outcomes_share: 'many' is no whole number; write one"),
    ("judgement/thresholds.yaml", "- 60\n", "thresholds.yaml: the file holds no names"),
    ("advice/thresholds.yaml", "good_amout_share: {value: 60, says: ours}\n", "threshold good_amout_share: no rule asks for it"),
    ("advice/thresholds.yaml", "60\n", "thresholds.yaml: the file holds no names"),
    ("advice/grades.yaml", "JV-OURS: 3\n", "grades.yaml: the file is no list"),
    ("advice/grades.yaml", "- {id: JV-OURS, grade: Good, when: {r: {kind: advice_document}}, reason: x}\n",
     "JV-OURS: grade: 'Good' is not one of the words allowed"),
    ("judgement/areas.yaml", "3\n", "areas.yaml: the file is no list"),
    ("sources.yaml", "- 3\n", "sources.yaml: the file holds no names"),
    ("terms/ours.yaml", "vague_nouns: [pop in]\n", "word list vague_nouns: no list of that name is read; write vague_noun"),
])
def test_a_mistake_in_any_file_of_a_pack_is_one_line(pack: Path, name: str, text: str, told: str) -> None:
    (pack / name).write_text(text, encoding="utf-8")
    done = CliRunner().invoke(cli, ["rules", "check", str(pack)])
    assert isinstance(done.exception, RuleError)
    assert told in str(done.exception)
    assert "\n" not in str(done.exception)

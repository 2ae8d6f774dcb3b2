"""A council's own pack, in YAML alone: a rule of its own, another threshold, a rule switched off, words of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_engine.audit import Auditor
from qa_engine.cli import cli
from qa_engine.rulebook import default_folder, load
from qa_engine.workshop.difference import difference
from qa_engine.workshop.trial import try_rule

FILES = {
    "pack.yaml": """
name: Our county's rules
version: "2026.1"
law_as_at: 2026-05-31
jurisdiction: England
off:
  G-03: Our board signs one agreement for all plans of a month, kept outside the plan.
change:
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
    assert "keeping in touch" in told[("word list", "vague_noun")]
    assert len(told) == 5

"""Rules are read strictly: every mistake is one line that names file, rule, field and cure; packs lie over one another."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qa_engine.errors import RuleError
from qa_engine.rulebook import Rulebook, default_folder, load
from qa_engine.rulebook.conditions import vocabulary

HERE = Path(__file__).parent
HEAD = "name: Local\nversion: \"2\"\nlaw_as_at: 2026-05-31\njurisdiction: England\n"
BROKEN = sorted((HERE / "broken_rules").glob("*.yaml"))


def pack(folder: Path, findings: str = "", described: str = "") -> Path:
    """A small pack in `folder` with the national sources."""
    (folder / "findings").mkdir(parents=True)
    (folder / "pack.yaml").write_text(HEAD + described, encoding="utf-8")
    shutil.copy(default_folder() / "sources.yaml", folder)
    if findings:
        (folder / "findings" / "local.yaml").write_text(findings, encoding="utf-8")
    return folder


def good(name: str = "X-01") -> str:
    """A rule without mistakes."""
    return f"""
- id: {name}
  title: No review date is given
  area: statutory_form
  severity: practice
  when:
    plan: {{kind: plan, review_due_known: false, age: {{at_least: 5}}}}
  message: No review date was found in the plan.
  advice: Add the date.
  references:
    - {{source: send-code}}
  audience: [caseworker]
  examples:
    fail: [{{name: none}}]
    pass: [{{name: a date, review_due: 2027-01-01}}]
"""


def over(folder: Path, findings: str = "", described: str = "") -> Rulebook:
    """The national pack with a small one over it."""
    return load([default_folder(), pack(folder, findings, described)])


def test_the_rule_that_the_broken_ones_are_made_from_is_right(tmp_path: Path) -> None:
    assert list(load([pack(tmp_path / "p", good())], examples=True).rules) == ["X-01"]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_mistake_is_named_with_its_place_and_cure(path: Path, tmp_path: Path) -> None:
    folder = pack(tmp_path / "p")
    shutil.copy(path, folder / "findings")
    with pytest.raises(RuleError) as caught:
        load([folder], examples=True)
    said = str(caught.value)
    wanted = [path.name, *path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ").split(" | ")]
    assert [words for words in wanted if words not in said] == []
    assert "\n" not in said


def test_there_is_a_broken_file_for_every_trap() -> None:
    assert len(BROKEN) >= 40


def test_a_local_pack_adds_a_rule(tmp_path: Path) -> None:
    book = over(tmp_path / "p", good("WEX-01"))
    assert book.rules["WEX-01"].title == "No review date is given"
    assert [p.name for p in book.packs][1] == "Local"
    assert book.term_folders[1] == tmp_path / "p" / "terms"


def test_a_local_pack_switches_a_rule_off_with_a_reason(tmp_path: Path) -> None:
    book = over(tmp_path / "p", described="off: {F-12: Reviews stand in our covering letter}\n")
    assert "F-12" not in book.rules
    assert book.off == {"F-12": "Reviews stand in our covering letter"}


def test_a_local_pack_changes_a_threshold(tmp_path: Path) -> None:
    change = "change:\n  K-05b: {set: {when.advice.months_old.over: 24, severity: practice}, reason: Our standard}\n"
    rule = over(tmp_path / "p", described=change).rules["K-05b"]
    assert (rule.when["advice"]["months_old"], rule.severity) == ({"over": 24}, "practice")


@pytest.mark.parametrize(("described", "says"), [
    ("off: {F-99: Not ours}\n", ["pack.yaml, rule F-99", "no pack below this one has that rule"]),
    ("change: {F-99: {set: {severity: practice}, reason: x}}\n", ["pack.yaml, rule F-99"]),
    ("change: {F-12: {set: {when.provision.colour: red}, reason: x}}\n", ["F-12", "when.provision.colour", "nothing of that name"]),
    ("change: {F-12: {set: {id: F-13}, reason: x}}\n", ["F-12", "change.id"]),
    ("change: {F-12: {set: {severity: huge}, reason: x}}\n", ["F-12", "'huge'"]),
    ("off: [F-12]\n", ["pack.yaml", "off"]),
    ("colour: red\n", ["pack.yaml", "colour", "is not known here"]),
    ("off: {F-12: \"\"}\n", ["pack.yaml", "off"]),
])
def test_a_mistake_in_a_local_pack_is_named(described: str, says: list[str], tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        over(tmp_path / "p", described=described)
    assert [words for words in says if words not in str(caught.value)] == []


def test_a_local_pack_cannot_reuse_an_id(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"local\.yaml, rule F-04: id: the id stands in F-.*already"):
        over(tmp_path / "p", good("F-04"))


def test_a_retired_id_is_not_given_again(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="was retired"):
        load([pack(tmp_path / "p", good(), "retired: {X-01: Merged into X-02}\n")])


def test_a_folder_without_pack_yaml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="pack.yaml"):
        load([tmp_path])


def test_examples_are_read_only_when_asked_for() -> None:
    assert all(rule.examples is None for rule in load().rules.values())
    assert all(rule.examples for rule in load(examples=True).rules.values())


def test_rules_are_the_same_with_and_without_their_examples() -> None:
    plain = {name: rule.model_dump(exclude={"examples"}) for name, rule in load().rules.items()}
    assert plain == {name: rule.model_dump(exclude={"examples"}) for name, rule in load(examples=True).rules.items()}


def test_the_line_of_a_mistake_is_right_when_examples_are_skipped(tmp_path: Path) -> None:
    folder = pack(tmp_path / "p", good("X-01") + good("X-02").replace("kind: plan", "kind: off"))
    line = next(n for n, text in enumerate((folder / "findings" / "local.yaml").read_text().splitlines(), 1) if "kind: off" in text)
    with pytest.raises(RuleError, match=rf"line {line}:"):
        load([folder])


def test_the_vocabulary_knows_the_types_of_fields() -> None:
    words = vocabulary()
    assert (words["plan"]["year"], words["plan"]["eotas"], words["plan"]["state"]) == ("number", "yes or no", "text")
    assert (words["plan"]["first_plan"], words["provision"]["vague_terms"]) == ("yes or no", "list")
    assert words["advice"]["months_old"] == "number"


def test_the_national_rules_load_quickly() -> None:
    def took() -> float:
        start = time.perf_counter()
        load()
        return time.perf_counter() - start
    assert min(took() for _ in range(5)) < 0.15  # 30 ms on the machine it was made on; the bound leaves room for slower ones


def test_importing_the_rulebook_does_not_import_the_engine() -> None:
    code = "import sys, qa_engine.rulebook; sys.exit('durable' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(HERE.parent)}, check=False).returncode == 0

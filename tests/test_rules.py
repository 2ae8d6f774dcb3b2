"""The national rules: each does what its examples say, and all keep to the rules about rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest

from qa_engine.advice.audit import AdviceAuditor
from qa_engine.advice.book import GradeRule, load_advice_book
from qa_engine.advice.examples import example_of
from qa_engine.find import Finder
from qa_engine.judge.book import load_book
from qa_engine.language.lexicon import Lexicon
from qa_engine.observe import observe
from qa_engine.rulebook import Rule, default_folder, load
from qa_engine.rulebook.conditions import vocabulary
from qa_engine.rulebook.examples import plan_of

BOOK = load(examples=True)
FINDER = Finder(BOOK)
LEXICON = Lexicon.load(BOOK.term_folders)
RULES = list(BOOK.rules.values())
ADVICE = load_advice_book(BOOK, examples=True)
ADVICE_RULES = list(ADVICE.rules.values())
AUDITOR = AdviceAuditor(ADVICE, LEXICON)


def cases(rules: Iterable[Rule | GradeRule]) -> list[Any]:
    return [
        pytest.param(rule, kind, example, id=f"{rule.id}-{kind}-{example.get('name')}")
        for rule in rules if rule.examples
        for kind, group in (("fail", rule.examples.fail), ("pass", rule.examples.pass_))
        for example in group
    ]


EVERY = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
EVERY_ADVICE = pytest.mark.parametrize("rule", [*RULES, *ADVICE_RULES], ids=lambda rule: rule.id)
# Fields for reports, links and judgement; no finding rule asks about them.
SPARE = {
    "need": {"deliverable", "outcome_link", "themes"}, "outcome": {"area", "need_link", "pathways", "themes"},
    "provision": {"has_need", "themes"}, "section": {"word_count"}, "phrase": {"confidence"}, "advice": {"contributor"},
    "plan": {"pfa_pathways_outcomes", "friendship_outcome", "independence_outcomes"},  # asked about by judgement rules
}


@pytest.mark.parametrize(("rule", "kind", "example"), cases(RULES))
def test_a_rule_does_what_its_example_says(rule: Rule, kind: str, example: dict[str, Any]) -> None:
    plan = plan_of(example)
    found = [f for f in FINDER.find(observe(plan, LEXICON).facts, plan).findings if f.rule == rule.id]
    assert bool(found) == (kind == "fail")
    if found and "quotes" in example:
        assert any(example["quotes"] in f.quote for f in found)
    if found and "item" in example:
        assert example["item"] in {f.item for f in found}


@pytest.mark.parametrize(("rule", "kind", "example"), cases(ADVICE_RULES))
def test_a_rule_about_advice_does_what_its_example_says(rule: Rule, kind: str, example: dict[str, Any]) -> None:
    given = example_of(example, LEXICON)
    found = [f for f in AUDITOR.audit(given.report, None, given.on, given.alike, given.child).findings if f.rule == rule.id]
    assert bool(found) == (kind == "fail")
    if found and "quotes" in example:
        assert any(example["quotes"] in f.quote for f in found)


@pytest.mark.parametrize(("rule", "kind", "example"), cases(ADVICE.grades.values()))
def test_a_rule_about_the_grade_of_advice_decides_where_its_example_says(rule: GradeRule, kind: str, example: dict[str, Any]) -> None:
    given = example_of(example, LEXICON)
    audit = AUDITOR.audit(given.report, None, given.on, given.alike, given.child)
    assert (rule.id in audit.decided_by) == (kind == "fail")


@pytest.mark.parametrize("rule", ADVICE.grades.values(), ids=lambda rule: rule.id)
def test_a_rule_about_the_grade_of_advice_has_two_examples_where_it_decides_and_one_where_not(rule: GradeRule) -> None:
    assert rule.examples is not None
    assert (len(rule.examples.fail) >= 2, len(rule.examples.pass_) >= 1) == (True, True)


def test_no_two_examples_about_advice_give_the_same_report_to_one_rule() -> None:
    for rule in (*ADVICE_RULES, *ADVICE.grades.values()):
        assert rule.examples is not None
        given = [str({**e, "name": "", "quotes": ""}) for e in (*rule.examples.fail, *rule.examples.pass_)]
        assert len(set(given)) == len(given), rule.id


@EVERY_ADVICE
def test_a_rule_has_two_examples_each_way_with_names_of_their_own(rule: Rule) -> None:
    assert rule.examples is not None
    for group in (rule.examples.fail, rule.examples.pass_):
        names = [example["name"] for example in group]
        assert len(names) >= 2
        assert len(set(names)) == len(names)


@EVERY
def test_a_rule_speaks_of_apparent_breach_only_where_it_is_statutory(rule: Rule) -> None:
    text = f"{rule.title} {rule.message} {rule.advice}"
    assert not re.search(r"unlawful|illegal", text)
    assert ("apparent breach" in text) == (rule.severity == "statutory")


@EVERY_ADVICE
def test_advice_is_more_than_the_message_and_says_what_to_do(rule: Rule) -> None:
    assert rule.strength or (rule.advice and rule.advice != rule.message)
    assert rule.advice == "" if rule.strength else len(rule.advice) > 15


@EVERY_ADVICE
def test_a_statutory_rule_rests_on_law(rule: Rule) -> None:
    kinds = {BOOK.sources[reference.source].kind for reference in rule.references}
    assert "law" in kinds or rule.severity != "statutory"


@EVERY_ADVICE
def test_a_rule_that_rests_on_practice_alone_says_so(rule: Rule) -> None:
    kinds = {BOOK.sources[reference.source].kind for reference in rule.references}
    assert rule.basis == "practice" or kinds != {"practice"}


@EVERY
def test_a_strength_is_a_point_of_practice_with_an_id_of_its_kind(rule: Rule) -> None:
    assert rule.strength == bool(re.search(r"-S\d+$", rule.id))
    assert rule.severity == "practice" or not rule.strength


@EVERY
def test_health_rules_reach_clinical_officers_and_care_rules_social_care(rule: Rule) -> None:
    if rule.area in ("health_needs", "health_provision"):
        assert "dco" in rule.audience
    if rule.area in ("social_care_needs", "social_care_provision"):
        assert "social_care" in rule.audience
    assert {"caseworker", "qa_lead"} <= set(rule.audience)


@EVERY_ADVICE
def test_spelling_is_british(rule: Rule) -> None:
    text = f"{rule.title} {rule.message} {rule.advice}"
    assert not re.search(r"\b(behavior|color|program\b|center|organiz|recogniz|specialty|judgment|fulfill)", text, re.IGNORECASE)


def test_no_two_rules_have_the_same_conditions() -> None:
    seen: dict[str, str] = {}
    for rule in RULES:
        conditions = str((rule.when, rule.any_of, rule.unless))
        assert conditions not in seen, f"{rule.id} asks what {seen.get(conditions)} asks"
        seen[conditions] = rule.id


def test_every_area_has_rules_and_a_strength() -> None:
    areas = load_book([default_folder()]).areas
    assert set(areas) == {rule.area for rule in RULES}
    assert set(areas) == {rule.area for rule in RULES if rule.strength}


def test_every_source_is_used() -> None:
    assert set(BOOK.sources) == {reference.source for rule in RULES for reference in rule.references}


def asked() -> dict[str, set[str]]:
    """Kind to the fields that some finding rule asks about or prints."""
    fields: dict[str, set[str]] = {kind: {"words", "section", "item"} for kind in vocabulary()}
    for rule in RULES:
        kinds = {alias: str(condition["kind"]) for alias, condition in [*rule.when.items(), *rule.unless.items()]}
        for conditions in (rule.when, rule.unless, *rule.any_of):
            for alias, condition in conditions.items():
                fields[kinds[alias]] |= set(condition) - {"kind"}
        for alias, field in re.findall(r"(\w+)\.(\w+)", " ".join((*re.findall(r"\{([^}]*)\}", rule.message), rule.quote or ""))):
            fields[kinds[alias]].add(field)
    return fields


def test_every_field_of_the_vocabulary_is_asked_about_or_known_to_be_spare() -> None:
    used = asked()
    assert {kind: set(fields) - used[kind] for kind, fields in vocabulary().items()} == SPARE

"""What caseworkers of other counties write for the same things, each sentence read as labelled."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from qa_engine.model.plan import Item, Subject
from qa_engine.observe.context import Context
from qa_engine.observe.names_people import People
from qa_engine.observe.needs import observe_needs
from qa_engine.observe.outcomes import observe_outcomes
from qa_engine.observe.phrases_lines import lines_of
from qa_engine.observe.provision import observe_provision
from qa_engine.observe.staleness import observe_staleness
from qa_engine.observe.voice import observe_voices
from tests.test_paraphrases import DATA, NEED, PROVISION, lexicon, plan

WORDS: dict[str, list[Any]] = yaml.safe_load((DATA / "other-words.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", WORDS["provision"], ids=lambda case: case["text"])
def test_provision_has_these_slots_and_no_others(case: dict[str, Any]) -> None:
    section = case["section"]
    seen = observe_provision(Context(plan(Item("X1", section, "provision", case["text"])), lexicon()))["X1"]
    asked = PROVISION if section == "F" else ("educates_or_trains",)
    assert [key for key in asked if getattr(seen, key)] == case["is"].split()
    assert list(seen.vague_terms) == case.get("vague", list(seen.vague_terms))


@pytest.mark.parametrize("case", WORDS["needs"], ids=lambda case: case["text"])
def test_a_need_gives_or_shows_or_only_names(case: dict[str, Any]) -> None:
    seen = observe_needs(Context(plan(Item("X1", case["section"], "need", case["text"])), lexicon()))["X1"]
    assert [key for key in NEED if getattr(seen, key)] == case["is"].split()


@pytest.mark.parametrize(("text", "expected"), [*((t, True) for t in WORDS["measurable"]), *((t, False) for t in WORDS["not_measurable"])])
def test_an_outcome_can_be_measured_or_not(text: str, expected: bool) -> None:
    assert observe_outcomes(Context(plan(Item("X1", "E", "outcome", text)), lexicon()))["X1"].measurable is expected


@pytest.mark.parametrize(("case", "expected"), [*((c, True) for c in WORDS["stale"]), *((c, False) for c in WORDS["today"])])
def test_words_of_a_stage_gone_by_are_stale(case: dict[str, Any], expected: bool) -> None:
    item, year = Item("A1", "A", "view", case["text"]), case["year"]
    child = Subject(name="Idrees Khan", known_as="Iddy", year=year, computed_year=year, age=year + 5)
    context = Context(plan(item, subject=child), lexicon())
    assert bool(observe_staleness(context, lines_of(context, [item]), People.of(context.plan))) is expected


def stale_words(*texts: str, in_care: bool = False) -> list[str]:
    items = [Item(f"A{n}", "A", "view", text) for n, text in enumerate(texts)]
    context = Context(plan(*items, subject=Subject(name="Idrees Khan", in_care=in_care)), lexicon())
    return [fact.words for fact in observe_staleness(context, lines_of(context, items), People.of(context.plan))]


def test_a_home_with_parents_is_stale_of_a_child_in_foster_care() -> None:
    assert stale_words("Idrees lives at home with his mother and his uncle.", "He moved to his foster carers in May.") == [
        "Idrees lives at home with his mother and his uncle"]
    assert stale_words("He lives with his mum.", in_care=True) == ["He lives with his mum"]


@pytest.mark.parametrize("texts", [
    ("Idrees lives at home with his mother and his uncle.",),
    ("Idrees lives with his mother.", "He was placed with his mother under a care order in 2024; before that he had foster carers."),
    ("His brother lives with his mother.", "Idrees lives with his foster carers."),
    ("Idrees lived with his mother.", "He is in foster care."),
    ("Idrees lives with his dad.", "They are a family who foster; two foster children live there too.")])
def test_a_home_with_parents_is_otherwise_today(texts: tuple[str, ...]) -> None:
    assert stale_words(*texts) == []


@pytest.mark.parametrize(("text", "out_of_date"), [
    ("I love the Year 1 garden.", False), ("I like Year 2 helpers and painting.", False), ("I help with Year 1 readers.", False),
    ("He wants to go on the Year 2 trip to the farm.", True), ("We are looking at nurseries.", True),
    ("I am worried about the phonics check.", True)])
def test_liking_small_children_does_not_date_a_view(text: str, out_of_date: bool) -> None:
    item = Item("A1", "A", "view", text, headings=("My views",))
    assert observe_voices(Context(plan(item, subject=Subject(name="Sam Hart", year=5, age=10)), lexicon())).out_of_date is out_of_date


@pytest.mark.parametrize(("text", "said"), [
    ("Sam talks best shoulder to shoulder, on a walk.", True), ("Sam uses his switch with two recorded messages.", True),
    ("Sam has no spoken words as yet.", True), ("She fetched her wellingtons to tell us she wanted to go out.", True),
    ("Sam likes cars and his baby sister.", False), ("Sam wants to be a racing driver and live near his nan.", False)])
def test_how_a_child_communicates_is_told_in_many_ways(text: str, said: bool) -> None:
    item = Item("A1", "A", "view", text, headings=("About Sam",))
    assert observe_voices(Context(plan(item, subject=Subject(name="Sam Hart")), lexicon())).content.communication is said


def test_a_numbered_history_after_the_parents_views_is_told_by_nobody() -> None:
    views = Item("A1", "A", "view", "They are glad of the help.", headings=("Parent / carer views",))
    told = "Sam was born early. He has had three schools and moved house twice. He was seen in clinic in 2021 and was excluded in 2024."
    story = Item("A2", "A", "view", f"{told} {told}", headings=("Parent / carer views", "A3. Relevant history"))
    assert observe_voices(Context(plan(views, story, subject=Subject(name="Sam Hart")), lexicon())).parent == "thin"


@pytest.mark.parametrize("text", [
    "Anxiety", "Sensory needs", "Physical disability", "ARFID", "Low mood."])
def test_a_bare_label_is_a_diagnosis_only(text: str) -> None:
    assert observe_needs(Context(plan(Item("B1", "B", "need", text)), lexicon()))["B1"].diagnosis_only

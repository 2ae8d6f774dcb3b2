"""Template text left in a plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa_engine.observe.context import Context
from qa_engine.observe.phrases import observe_phrases
from tests.plan_of import plan_of


def residue(context: Context) -> list[str]:
    return [fact.words for fact in observe_phrases(context) if fact.subject == "residue"]


@pytest.mark.parametrize(("text", "words"), [
    ("[insert child's name] will read for ten minutes a day.", "[insert child's name]"),
    ("The school will provide XX hours of help.", "XX"),
    ("He/she will be supported by a teaching assistant.", "He/she"),
    ("Mia and his/her family will meet the team each month.", "his/her"),
    ("A review will be held on dd/mm/yyyy.", "dd/mm/yyyy"),
    ("Transport to school (delete as appropriate).", "(delete as appropriate)"),
    ("«Forename» finds reading hard.", "«Forename»"),
    ("{{child_name}} will learn to swim.", "{{child_name}}"),
    ("Choose an item.", "Choose an item."),
    ("Click or tap to enter a date.", "Click or tap to enter a date."),
    ("Firstname will walk to school.", "Firstname"),
    ("Start date: TBC.", "TBC"),
    ("Start date [date tbc].", "[date tbc]"),
    ("Named worker: ________", "________"),
    ("X will be able to ask for help.", "X"),
    ("The counsellor [EP to confirm] will visit.", "[EP to confirm]"),
    ("Error! Reference source not found.", "Error! Reference source not found."),
    ("Please describe the needs of the child in this section.", "Please describe the needs of the child in this section."),
    ("Is Mia in care? Yes / No", "Yes / No"),
])
def test_template_text_is_found_as_it_stands(text: str, words: str) -> None:
    assert residue(plan_of(F=[("", text)])) == [words]


@pytest.mark.parametrize("text", [
    "Mia chose a yes/no card.",
    "Her teacher (Mrs Grant) will help.",
    "She said \"I hate [teacher's name] and maths\".",
    "He wrote “[name] is my friend”.",
    "Mia likes the X-Men and her Xbox.",
    "Mia uses symbols [1] and signs [see Section F].",
    "Her pronouns are she/her.",
    "Mia will type her name and the date on each piece of work.",
    "Mia will select a book and choose an item from the tray.",
    "Adults will use a Now/Next board and/or a timer.",
])
def test_ordinary_brackets_slashes_and_orders_are_no_residue(text: str) -> None:
    assert residue(plan_of(F=[("", text)])) == []


def test_a_wish_that_begins_with_please_is_no_guidance_in_the_childs_own_views() -> None:
    assert residue(plan_of(A=[("How to help me", "Please describe what you can see. Please include me.")])) == []


def test_a_placement_to_be_confirmed_is_lawful_in_a_draft_only() -> None:
    final = plan_of(I="TBC")
    assert residue(final) == ["TBC"]
    assert residue(Context(replace(final.plan, state="draft"), final.lexicon)) == []


def test_what_the_structure_met_is_told_once() -> None:
    context = plan_of(F=[("", "[insert role] will help.")])
    plan = replace(context.plan, residue=(("[insert role]", "F", "F1"), ("Enter your name", "", "")))
    assert residue(Context(plan, context.lexicon)) == ["[insert role]", "Enter your name"]


def test_the_list_of_advice_is_left_out() -> None:
    assert residue(plan_of(K=[("", "School report, date TBC")])) == []

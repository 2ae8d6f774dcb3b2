"""Another child's name, and pronouns of the wrong sex."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa_engine.model.plan import Advice
from qa_engine.observe.context import Context
from qa_engine.observe.phrases import observe_phrases
from tests.plan_of import MIA, plan_of


def found(context: Context, subject: str) -> list[tuple[str, str]]:
    return [(fact.words, fact.item) for fact in observe_phrases(context) if fact.subject == subject]


@pytest.mark.parametrize(("text", "name"), [
    ("Oliver will be able to dress himself by July 2027.", "Oliver"),
    ("Staff will help Priya to join a game.", "Priya"),
    ("Kacper's attention is short.", "Kacper"),
    ("Grace struggles to wait.", "Grace"),
    ("Zephyrine struggles to sit still, so adults remind Zephyrine to stop.", "Zephyrine"),
])
def test_a_name_nobody_introduced_stands_for_this_child(text: str, name: str) -> None:
    assert found(plan_of(B=[("", text)]), "other_name") == [(name, "B1")]


@pytest.mark.parametrize("history", [
    "Mia lives with her mum and her older brother Oliver.",
    "Her best friend is called Oliver.",
    "Oliver, a friend from church, comes to tea.",
    "Mia plays with Oliver and Sana at break.",
    "The family dog, Oliver, sleeps on her bed.",
    "Her cousins are Sana, Ben and Oliver.",
])
def test_brothers_friends_and_pets_are_no_other_child(history: str) -> None:
    assert found(plan_of(A=[("", history)], B=[("", "Oliver is the only one who can calm her.")]), "other_name") == []


@pytest.mark.parametrize("text", [
    "Mrs Oliver will teach the group.",
    "Oliver Tambling, speech and language therapist, will visit.",
    "Mia will go to Oliver Street Baths each week.",
    "Mia asked, “Is Oliver coming?”",
    "Makaton will be used in every lesson.",
    "Teaching assistant Oliver will sit beside her.",
    "May need help on the stairs.",
])
def test_grown_ups_places_and_quotations_are_no_other_child(text: str) -> None:
    assert found(plan_of(F=[("", text)]), "other_name") == []


def test_parents_and_authors_of_advice_are_known() -> None:
    subject = replace(MIA, other_names=("Helen Tolland",))
    advice = (Advice("K1", "School report", "Oliver Penn", "SENCO"),)
    texts = [("", "Helen will keep a sleep diary."), ("", "Oliver will chair the meeting.")]
    assert found(plan_of(subject, advice=advice, F=texts), "other_name") == []


def test_where_the_childs_name_is_not_known_no_name_is_another() -> None:
    assert found(plan_of(replace(MIA, name=None, known_as=None), B=[("", "Oliver struggles to wait.")]), "other_name") == []


@pytest.mark.parametrize(("text", "pronoun"), [
    ("He cannot yet fasten buttons.", "He"),
    ("Mia will put on his own coat.", "his"),
    ("A teaching assistant will help Mia to complete his work.", "his"),
    ("Mia is anxious when adults leave him.", "him"),
    ("Adults will check that he has understood.", "he"),
])
def test_a_pronoun_that_can_only_mean_the_child_is_wrong(text: str, pronoun: str) -> None:
    assert found(plan_of(F=[("", text)]), "pronoun") == [(pronoun, "F1")]


@pytest.mark.parametrize("text", [
    "Mia's dad works away and she misses him.",
    "Mr Hale will teach Mia; he has a certificate in signing.",
    "A counsellor will see Mia weekly. He will report to her parents.",
    "Kit, who is seven, hides when she shouts at him.",
    "She said “he took my bag”.",
    "A boy in her class copies her and she copies him.",
    "Mia will meet the nurse and learn from him how to test her blood.",
])
def test_a_pronoun_that_may_mean_somebody_else_is_let_be(text: str) -> None:
    assert found(plan_of(F=[("", text)]), "pronoun") == []


def test_the_usual_pronoun_stands_in_for_one_not_printed() -> None:
    needs = [("", "She reads slowly and she loses her place. Her writing is small and she tires.")] * 2 + [("", "He forgets his bag.")]
    facts = found(plan_of(replace(MIA, pronouns=None), B=needs), "pronoun")
    assert facts == [("He", "B3"), ("his", "B3")]


def test_they_is_never_wrong() -> None:
    assert found(plan_of(B=[("", "They find it hard to wait and they lose their place.")]), "pronoun") == []

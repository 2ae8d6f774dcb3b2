"""One fact told in two ways."""

from __future__ import annotations

import pytest

from qa_engine.observe.context import Context
from qa_engine.observe.phrases import observe_phrases
from qa_engine.vocabulary import PhraseFact
from tests.plan_of import plan_of


def clashes(context: Context) -> list[PhraseFact]:
    return [fact for fact in observe_phrases(context) if fact.subject == "contradiction"]


@pytest.mark.parametrize(("one", "other"), [
    ("Mia is not known to social care.", "Her social worker visits each month."),
    ("She is non-verbal.", "Mia speaks in short sentences."),
    ("Mia does not take any medication.", "She is prescribed melatonin."),
    ("Mia is an only child.", "Her older brother helps her."),
    ("Her hearing is within normal limits.", "She wears hearing aids in both ears."),
    ("Mia is right-handed.", "Mia is left handed."),
    ("No known allergies.", "Mia is allergic to eggs."),
    ("She attends school full time.", "Mia is on a reduced timetable."),
])
def test_two_statuses_that_cannot_both_hold(one: str, other: str) -> None:
    facts = clashes(plan_of(B=[("", one), ("", other)]))
    assert [fact.item for fact in facts] == ["B2"]
    assert facts[0].words in other and "B1" in facts[0].detail


@pytest.mark.parametrize("texts", [
    ("Mia is not known to social care.", "Mia had a social worker until 2019."),
    ("Mia does not take any medication.", "Her brother is prescribed melatonin."),
    ("She is non-verbal.", "Mia is learning to speak in short sentences."),
    ("Her hearing is within normal limits.", "She does not wear hearing aids."),
])
def test_the_past_other_people_and_hopes_contradict_nothing(texts: tuple[str, str]) -> None:
    assert clashes(plan_of(B=[("", text) for text in texts])) == []


def test_none_needed_yet_something_given() -> None:
    facts = clashes(plan_of(D="Not applicable.", H1=[("", "A support worker will visit for two hours a week.")]))
    assert [(f.item, f.section) for f in facts] == [("D1", "D")]
    assert "H11" in facts[0].detail
    assert clashes(plan_of(D="Not applicable.", H1="None.")) == []


def test_another_school_than_the_printed_one_in_the_present() -> None:
    facts = clashes(plan_of(setting="Fernhill High School", A=[("", "Mia attends Elm Grove School.")]))
    assert [(f.words, f.detail) for f in facts] == [("attends Elm Grove School", "the plan's setting is Fernhill High School")]
    assert clashes(plan_of(setting="Fernhill High School", A=[("", "Mia attends Fernhill High School.")])) == []
    assert clashes(plan_of(setting="Fernhill High School", A=[("", "Mia attended Elm Grove School.")])) == []


def test_hours_of_a_need_and_of_its_provision_should_be_the_same() -> None:
    need = [("", "Mia needs 25 hours of adult support a week.")]
    facts = clashes(plan_of(B=need, F=[("", "A teaching assistant will support Mia for 15 hours a week.")]))
    assert [(f.words, f.item, f.confidence) for f in facts] == [("15 hours", "F1", "possible")]
    assert clashes(plan_of(B=need, F=[("", "A teaching assistant will support Mia for 25 hours a week.")])) == []


def test_all_day_and_up_to_some_hours_cannot_both_hold() -> None:
    all_day = ("", "A teaching assistant will be with Mia throughout the school day.")
    assert len(clashes(plan_of(F=[all_day, ("", "Up to 20 hours a week of teaching assistant support.")]))) == 1
    assert clashes(plan_of(F=[all_day, ("", "A second teaching assistant will join her for 5 hours a week.")])) == []


def test_a_programme_at_two_frequencies() -> None:
    outcome = [("", "By July 2027 Mia will have done her physiotherapy exercises each school day.")]
    facts = clashes(plan_of(E=outcome, F=[("", "An assistant will lead the physiotherapy exercises three times a week.")]))
    assert [(f.words, f.item) for f in facts] == [("three times a week", "F1")]


@pytest.mark.parametrize(("second", "clash"), [
    ("A further four hours of one-to-one support a week are given in science.", False),
    ("Of these, four hours a week of one-to-one support are given in science.", False),
    ("One-to-one support for four hours a week is shared with another pupil.", True),
])
def test_a_part_of_the_hours_is_no_rival_of_the_whole(second: str, clash: bool) -> None:
    total = "Mia needs 20 hours a week of one-to-one support."
    first = "A teaching assistant will give one-to-one support for 16 hours a week."
    assert bool(clashes(plan_of(B=[("", total)], F=[("", first), ("", second)]))) is clash

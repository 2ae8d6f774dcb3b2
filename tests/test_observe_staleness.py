"""Words that time has overtaken, in a plan of May 2026 for a girl of 14 in Year 9."""

from __future__ import annotations

from datetime import date

import pytest

from qa_engine.model.plan import Subject
from qa_engine.observe.context import Context
from qa_engine.observe.phrases import observe_phrases
from tests.plan_of import plan_of

AMIRA = Subject("Amira Haddad", "Amira", dob=date(2012, 3, 4), year=9, pronouns="she")
SETTING = "Fernhill High School"


def stale(context: Context) -> list[str]:
    return [fact.words for fact in observe_phrases(context) if fact.subject == "out_of_date"]


def of(section: str, text: str) -> list[str]:
    return stale(plan_of(AMIRA, SETTING, **{section: [("", text)]}))


@pytest.mark.parametrize(("section", "text", "words"), [
    ("A", "Amira is 8 and lives with her mum.", "Amira is 8"),
    ("B", "Amira is a seven year old girl with a diagnosis of autism.", "Amira is a seven year old"),
    ("B", "At six years old, Amira cannot yet count to ten.", "At six years old, Amira"),
    ("A", "I am in Year 5.", "I am in Year 5"),
    ("B", "She is now in Reception and is settling well.", "She is now in Reception"),
    ("A", "Amira attends Oakfield Primary School.", "attends Oakfield Primary School"),
    ("E", "By the end of Key Stage 2 Amira will read a short story.", "By the end of Key Stage 2"),
    ("E", "By the time she leaves primary school Amira will swim a length.", "By the time she leaves primary school"),
    ("E", "By July 2024 Amira will dress herself.", "By July 2024"),
    ("E", "By the end of the 2023/24 academic year Amira will count to 100.", "By the end of the 2023/24"),
    ("E", "By age 11 Amira will cross a road.", "By age 11"),
    ("F", "The therapist will review the programme in March 2023.", "will review the programme in March 2023"),
    ("F", "From September 2022 a teaching assistant will work with Amira.", "From September 2022"),
    ("B", "Amira will start Reception in September 2016.", "will start Reception in September 2016"),
    ("A", "When I go to secondary school I want to do science.", "When I go to secondary school"),
    ("A", "She is looking forward to starting Year 7.", "is looking forward to starting Year 7"),
    ("A", "She wants to be in the Year 8 play.", "the Year 8 play"),
    ("F", "The Primary Care Trust will fund a wheelchair.", "Primary Care Trust"),
    ("F", "Funding is agreed with the CCG.", "CCG"),
    ("G", "A physiotherapist commissioned by the CCG will see Amira once a term.", "CCG"),
    ("A", "Mum says that Amira is 8 and has had a difficult winter.", "Amira is 8"),
    ("A", "Her portage worker comes every Monday.", "Her portage worker comes"),
    ("A", "We hope that she will make a good start in Reception.", "will make a good start in Reception"),
    ("B", "Amira is at School Action Plus.", "School Action Plus"),
    ("B", "She is working at P6 in mathematics.", "P6"),
])
def test_stale_words_are_found_as_they_stand(section: str, text: str, words: str) -> None:
    assert of(section, text) == [words]


@pytest.mark.parametrize(("section", "text"), [
    ("A", "Amira was diagnosed with autism when she was 6."),
    ("A", "Mum had told the nursery that Amira is 3 and does not talk."),
    ("B", "The CCG funded her first hearing aids in 2015."),
    ("A", "Portage came to the house until she started nursery."),
    ("A", "She made a good start in Reception."),
    ("A", "At the age of four she had her tonsils out."),
    ("A", "Her brother Sami is 8 and goes to Oakfield Primary School."),
    ("A", "Amira is 14 and is in Year 9."),
    ("B", "Her reading age is 8 years and 2 months."),
    ("B", "She reads at the level of a seven year old."),
    ("A", "She started Reception in September 2016 and went to Oakfield Primary School until July 2023."),
    ("E", "By the end of Key Stage 4 Amira will have two friends, and by July 2027 she will dress herself."),
    ("B", "By the end of Year 2 she could read ten words."),
    ("F", "As recommended in the report of March 2025, she will have a laptop."),
    ("A", "She had a statement of special educational needs from 2015."),
    ("F", "From September 2025 a teaching assistant will work with Amira for ten hours a week."),
    ("F", "Amira will mentor Year 7 pupils in the library."),
    ("A", "I want to work in a nursery with small children."),
    ("F", "A teaching assistant will have 20 minutes each day."),
    ("B", "Amira is one of three children."),
    ("G", "Under the Mental Capacity Act 2005, staff will ask her first."),
    ("E", "By her sixteenth birthday Amira will cook a meal."),
])
def test_history_and_what_lies_ahead_are_not_stale(section: str, text: str) -> None:
    assert of(section, text) == []


def test_a_school_that_the_plan_says_she_left_is_not_todays() -> None:
    history = [("", "Amira was permanently excluded from Copley Road Academy in 2024.")]
    provision = [("", "The nurse at Copley Road Academy keeps her inhaler.")]
    assert stale(plan_of(AMIRA, SETTING, A=history, G=provision)) == ["The nurse at Copley Road Academy"]


def test_a_school_that_she_joined_is_not_still_ahead() -> None:
    views = [("", "When I go to Fernhill High School I want to sing."), ("", "She moved to Fernhill High School in 2023.")]
    assert stale(plan_of(AMIRA, SETTING, A=views)) == ["When I go to Fernhill High School"]


def test_titles_in_the_list_of_advice_are_not_stale() -> None:
    assert of("K", "CCG report on School Action Plus, 2013") == []


def test_without_a_date_of_issue_no_date_is_past() -> None:
    assert stale(plan_of(AMIRA, SETTING, issue=None, E=[("", "By July 2024 Amira will dress herself.")])) == []


def test_an_old_name_comes_with_the_new_one() -> None:
    facts = observe_phrases(plan_of(AMIRA, SETTING, F=[("", "Funding is agreed with the CCG.")]))
    assert [f.detail for f in facts if f.subject == "out_of_date"] == ["now: integrated care board (ICB)"]


@pytest.mark.parametrize(("section", "text", "words"), [
    ("A", "They hope to keep her at Oakfield until she is 11.", "hope to keep her at Oakfield until she is 11"),
    ("A", "She has been a keen swimmer since 2021 and will move into Key Stage 2 next term.", "will move into Key Stage 2"),
    ("F", "Twelve hours of TA support in Year 6.", "hours of TA support in Year 6"),
])
def test_ages_stages_and_hours_of_years_gone_by_are_stale(section: str, text: str, words: str) -> None:
    assert of(section, text) == [words]


@pytest.mark.parametrize(("section", "text"), [
    ("A", "She did not walk until she was 4."), ("F", "A buddy from the pupils in Year 6 will help at the fair."),
    ("F", "Sessions in Year 10 with a careers adviser."), ("B", "The move to secondary school has been a success."),
    ("F", "The tutor will teach weekly on the gaps found in the March 2024 check."),
])
def test_what_was_or_what_others_are_is_not_stale(section: str, text: str) -> None:
    assert of(section, text) == []

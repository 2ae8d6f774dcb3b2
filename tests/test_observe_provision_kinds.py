"""Provision in other words: limits, doses, conditions, places and people near by, what is yet to be settled."""

import pytest

from tests.test_observe_provision import observed


@pytest.mark.parametrize("words", [
    "Up to four extra nights a month at Rowan Lodge.", "A maximum of three further hours a week with an enabler.",
    "The instructor will practise walking to the bus stop with Ada for up to one hour each week.",
    "Help with homework for no more than two hours a week.",
    "Maths with the HLTA, up to. Four hours a month", "Music with Mr Penrose, not exceeding. Three times a term",
])
def test_a_limit_on_more_hours_on_what_is_taught_and_over_two_columns_is_a_ceiling(words: str) -> None:
    fact = observed(words)
    assert (fact.ceiling, fact.how_much) == (True, False)


def test_a_limit_on_what_the_child_must_bear_is_no_ceiling() -> None:
    assert not observed("Homework shall be no more than 30 minutes a night.").ceiling
    assert not observed("Her timetable will be no more than four hours a day until Easter.").ceiling


def test_a_sum_for_the_year_is_no_frequency_and_hours_a_week_are_one() -> None:
    assert not observed("Up to 30 nights of short break a year.", "H2").how_often
    assert observed("Up to six hours a week of short break.", "H2").how_often


@pytest.mark.parametrize("words", [
    "Insulin given by the trained nurse before lunch every day.", "The matron will hand her medicine to her at every break.",
    "Oxygen given by the nurse if breathlessness continues for two minutes.",
    "Suction by the nurse whenever his breathing rattles.",
    "When she has been reading for 20 minutes the TA will take her for a walk.",
    "The HLTA will teach the words of each topic before each unit.", "A technician in the Year 4 lessons.",
])
def test_a_time_when_and_a_threshold_are_no_amount(words: str) -> None:
    assert not observed(words, "G").how_much


@pytest.mark.parametrize("words", [
    "Two puffs of the inhaler given by the TA before every PE lesson.", "The TA will sit with Ada for ten minutes when she asks.",
    "When Ada asks, the TA will sit with her for ten minutes.",
])
def test_a_dose_and_minutes_beside_a_trigger_are_amounts(words: str) -> None:
    assert observed(words).specific


@pytest.mark.parametrize("words", [
    "A laptop, where the department's budget permits.", "Swimming, as the pool's timetable allows.",
    "Speech therapy subject to the service having capacity.", "Music therapy, depending on the school finding a therapist.",
    "Art club once staff are less stretched.",
])
def test_what_others_must_have_or_find_first_is_a_condition(words: str) -> None:
    assert observed(words).resource_condition


@pytest.mark.parametrize("words", [
    "The physiotherapist will stretch Ada's calves once every week for 15 minutes.",
    "It would be nice if an allotment could be found for him.",
])
def test_stretched_legs_and_a_wish_are_no_condition(words: str) -> None:
    assert not observed(words).resource_condition


@pytest.mark.parametrize("words", [
    "A desk next to the class teacher in every lesson.", "Carpet within three metres of the teacher.", "A scribe in all written tests.",
    "The lift key is kept in the SENCO's office.", "Blood taken at the GP surgery.", "A text reader on her desk in every lesson.",
    "Nights of respite for the foster carer.", "Will work out what is needed. The SENCO",
])
def test_who_is_near_arranged_helped_or_only_settles_does_not_deliver(words: str) -> None:
    assert not observed(words).who


@pytest.mark.parametrize("words", [
    "The class teacher will sit next to Ada in every lesson.", "A scribe will write down Ada's answers in every test.",
    "The office manager will hand Ada her snack.", "Glasses prescribed by the optometrist.", "Input from a dietitian.",
    "The social worker will arrange a sitter.",
])
def test_who_acts_prescribes_or_arranges_a_thing_delivers(words: str) -> None:
    assert observed(words).who


@pytest.mark.parametrize(("words", "what"), [
    ("The nature of the numeracy programme will be agreed by the SENCO after assessment.", False),
    ("A sensory plan, the content of which is to be settled by the therapist.", False),
    ("Whichever reading scheme the academy chooses.", False),
    ("The number of swimming lessons in each term will be set by the base.", True),
])
def test_content_yet_to_be_settled_is_no_content_and_an_amount_yet_to_be_settled_is_no_amount(words: str, what: bool) -> None:
    fact = observed(words)
    assert (fact.what, fact.how_much, fact.how_often, fact.delegated) == (what, False, False, True)


@pytest.mark.parametrize(("words", "often"), [
    ("Annual review at the eye clinic.", True), ("It will be looked at during the annual review.", False),
    ("A badge to hold up when she is stuck.", False), ("A key, hers to use whenever the library is open.", True),
    ("The therapist will plan it later in the term.", False), ("Blood pressure taken before a new treatment is started.", True),
])
def test_a_review_of_its_own_and_a_time_of_use_or_planning(words: str, often: bool) -> None:
    assert observed(words, "G").how_often is often


@pytest.mark.parametrize(("words", "thing"), [
    ("The clinic will monitor her weight every month.", False), ("A monitor on her desk in every lesson.", True),
    ("A greeting at the door.", False), ("Will check the hoist twice a year. The seating engineer", False),
    ("A stool, there for every shower.", True), ("Her English texts will be drawn from Year 3 content in all English lessons.", True),
    ("Her boots and rollator will be in the cloakroom at all times and used for ten minutes after break.", True),
])
def test_what_is_done_and_where_it_is_done_is_no_equipment(words: str, thing: bool) -> None:
    fact = observed(words)
    assert (fact.environment, fact.specific) == (thing, thing)


@pytest.mark.parametrize("words", [
    "Sewing and cooking activities now and again.", "Counting coins in the tuck shop.", "Revisiting earlier vocabulary when possible.",
    "Adults will have brain injury training.", "Long texts to be broken into parts.",
    "Help with benefit forms.",
])
def test_activities_courses_and_what_is_to_be_done_to_a_task_say_what(words: str) -> None:
    assert observed(words).what


@pytest.mark.parametrize("words", [
    "The nurse will keep a watch on his weight.", "Spelling should be adapted.", "Help for her to be included in games.",
])
def test_a_watchful_eye_and_a_bare_adaptation_do_not(words: str) -> None:
    assert not observed(words).what


@pytest.mark.parametrize(("words", "child"), [
    ("The therapist will teach Ada and her mother a morning dressing routine.", True),
    ("The therapist will teach her parents and her how to use the hoist.", True),
    ("The therapist will teach Ada's parents and her teachers how to use the hoist.", False),
    ("The nurse will train Beech House and the school staff in feeding.", False),
])
def test_a_child_taught_beside_a_parent_is_taught(words: str, child: bool) -> None:
    assert observed(words, "G").educates_or_trains is child

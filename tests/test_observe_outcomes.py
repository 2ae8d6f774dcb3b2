"""What outcomes say: by when, how it would be known, and whether they are provision or a wish instead."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import SECTIONS, Item, Particulars, Plan, Section, Subject
from qa_engine.observe.context import Context
from qa_engine.observe.outcomes import observe_outcomes
from qa_engine.vocabulary import OutcomeFact
from tests.conftest import ROOT


@cache
def lexicon() -> Lexicon:
    return Lexicon.load([ROOT / "rules" / "terms"])


def outcome(text: str, heading: str = "", when: str = "", setting: str | None = None) -> OutcomeFact:
    columns = (("when", when),) if when else ()
    item = Item("E1", "E", "outcome", text, headings=(heading,) if heading else (), columns=columns)
    sections = {letter: Section(letter) for letter in SECTIONS} | {"E": Section("E", "content", True, items=(item,))}
    subject = Subject(name="Tamsin Oke", year=5)
    plan = Plan("plan.docx", "0" * 64, "final", subject, Particulars(issue_date=date(2026, 9, 1), setting=setting), sections)
    return observe_outcomes(Context(plan, lexicon()))["E1"]


@pytest.mark.parametrize("text", [
    "By the end of Year 5 Tamsin will order four pictures of a story and tell it to a partner.",
    "By July 2028, Tamsin catches the 9.10 bus to college alone.",
    "In two years' time she will be able to swallow mashed food from a spoon without coughing.",
    "By her next annual review Tamsin will look towards her name when it is called, in three out of five tries.",
    "By age 16 I will go to the corner shop, buy three things from a list and bring home the right change.",
    "By the end of Year 2, people who do not know Tamsin will understand most of what she says.",
    "By Christmas Tamsin will come into school from the car without mum staying.",
    "By the time she is 19 Tamsin will have held down a Saturday job for six months.",
    "By July 2027 Tamsin reaches out and presses a switch to ask for more music.",
    "By the end of her course Tamsin will arrive at her placement by 9am, in uniform, unprompted.",
    "Over the next 12 months Tamsin will reduce the number of times she leaves class from six a day to one.",
])
def test_a_dated_act_that_can_be_watched_is_specific(text: str) -> None:
    assert outcome(text).specific


@pytest.mark.parametrize("text", [
    "Tamsin will put on her coat and do up the zip.", "To hop five times on each foot.", "Tamsin can count to 20.",
])
def test_an_act_without_a_date_is_measurable_but_not_time_bound(text: str) -> None:
    found = outcome(text)
    assert found.measurable
    assert not found.time_bound


@pytest.mark.parametrize(("heading", "when"), [
    ("By the end of Key Stage 2", ""), ("Year 6", ""), ("Within 12 months", ""), ("", "July 2027"), ("", "Summer term"),
])
def test_the_heading_or_column_may_say_by_when(heading: str, when: str) -> None:
    assert outcome("Tamsin will put on her coat.", heading, when).time_bound


@pytest.mark.parametrize("text", [
    "Tamsin will live by the sea when she is older.",
    "Tamsin will phone the surgery by herself.",
    "Tamsin's attention will improve by 75%.",
    "Tamsin will sit in a group for ten minutes.",
])
def test_far_off_days_lengths_and_amounts_are_no_deadline(text: str) -> None:
    assert not outcome(text).time_bound


@pytest.mark.parametrize("text", [
    "By the end of Key Stage 1 Tamsin's attention and listening will have improved.",
    "By July 2027 Tamsin will be 50% more resilient.",
    "By the end of Year 9, Tamsin will be able to self-regulate using a range of strategies.",
    "By the end of Year 6 Tamsin will make three levels of progress in confidence.",
    "Tamsin will achieve her full academic ability in line with expectations.",
    "Tamsin will be able to communicate her wants and needs.",
    "Improved fine motor skills.",
])
def test_vague_verbs_and_decorative_numbers_cannot_be_measured(text: str) -> None:
    assert not outcome(text).measurable


def test_a_vague_verb_is_cured_by_what_is_counted() -> None:
    found = outcome("Tamsin will increase her signs from ten to forty by July 2027.")
    assert found.measurable
    assert found.vague_verbs == ("increase",)
    assert not found.vague_only


@pytest.mark.parametrize("text", [
    "Tamsin will be provided with a differentiated curriculum.",
    "Tamsin will receive six sessions of music therapy.",
    "Tamsin will continue to be supported by CAMHS.",
    "The school will ensure that Tamsin feels included.",
    "For staff to be trained in attachment.",
    "By December 2027, school will have put in place a risk assessment.",
    "Occupational therapy programme to be delivered in school.",
    "To continue to attend the nurture group.",
    "By the end of term Tamsin will spend half an hour a day with a learning mentor.",
    "Access to a quiet space.",
    "1:1 mentoring.",
])
def test_what_is_given_attended_or_done_is_provision(text: str) -> None:
    found = outcome(text)
    assert found.provision_as_outcome
    assert not found.specific


@pytest.mark.parametrize("text", [
    "By the end of Year 4, with the help of a writing frame, Tamsin will write five sentences that an adult can read.",
    "By Year 11 Tamsin will stay in her seat until she is given the sign to go.",
    "By July 2028 Tamsin will receive a certificate in food hygiene at level 2.",
    "By July 2027 unfamiliar adults will understand eight out of ten of her words.",
    "By Summer 2027 Tamsin will attend 90% of her lessons.",
])
def test_an_act_with_help_an_award_or_a_listener_is_no_provision(text: str) -> None:
    assert not outcome(text).provision_as_outcome


@pytest.mark.parametrize("text", [
    "Tamsin to have a good life surrounded by people who love her.",
    "To get a job and have a family of my own.",
    "Tamsin wants to be a marine biologist.",
    "For Tamsin to be the best she can be.",
    "To live happily ever after.",
    "I want to drive a lorry like my dad.",
])
def test_a_wish_for_life_is_only_an_aspiration(text: str) -> None:
    assert outcome(text).aspiration_only


@pytest.mark.parametrize("text", ["Tamsin will feel more confident with her peers.", "Tamsin will be more independent in self-care."])
def test_a_vague_gain_is_no_aspiration(text: str) -> None:
    assert not outcome(text).aspiration_only


def test_a_deadline_before_the_plan_was_issued_is_past() -> None:
    assert outcome("By July 2026 Tamsin will tie her laces.").past_deadline
    assert outcome("By the end of Key Stage 1 Tamsin will tie her laces.").past_deadline
    assert outcome("Tamsin will tie her laces.", when="01/07/2026").past_deadline


def test_the_date_of_a_baseline_or_a_later_deadline_is_not_past() -> None:
    assert not outcome("By the end of Year 6 Tamsin will read 80 words (30 words, June 2026).").past_deadline
    assert not outcome("By July 2027 Tamsin will tie her laces.").past_deadline


def test_an_outcome_knows_whose_it_is_and_which_part_of_life_it_serves() -> None:
    found = outcome("By age 16 I will cook tea for my sister and invite a friend to the cinema.")
    assert found.names_child
    assert {"living", "community"} <= set(found.pathways)
    assert not outcome("Pupils will read.").names_child


@pytest.mark.parametrize("text", ["Tamsin will feel good about herself.", "Tamsin will be settled, loved and safe."])
def test_to_be_loved_or_to_feel_good_about_oneself_is_a_wish(text: str) -> None:
    assert outcome(text).aspiration_only


@pytest.mark.parametrize("text", [
    "Tamsin will access a life skills curriculum.", "Tamsin will have a quiet space and a trusted person at lunch."])
def test_a_curriculum_a_space_or_a_trusted_adult_is_provision(text: str) -> None:
    assert outcome(text).provision_as_outcome


@pytest.mark.parametrize("text", [
    "Tamsin will have told a trusted adult of a worry on four days in five.", "Tamsin will have asked for a quiet space twice a week."])
def test_what_the_child_will_have_done_is_no_provision(text: str) -> None:
    assert not outcome(text).provision_as_outcome


def test_what_is_given_in_every_lesson_can_be_checked() -> None:
    assert outcome("Tamsin will be given large print in all lessons.").measurable


def test_confidence_in_oneself_and_a_bigger_share_say_not_how_they_would_be_known() -> None:
    assert not outcome("Tamsin will feel more confident in herself and take a greater part in games.").measurable
    assert outcome("Tamsin will get her coat on more quickly, by herself.").measurable


def test_throughout_a_school_year_says_by_when() -> None:
    assert outcome("Tamsin will swim each week throughout the 2027-28 academic year.").time_bound


@pytest.mark.parametrize(("text", "verbs"), [
    ("Tamsin will make progress in reading.", 1), ("Tamsin will improve her reading and develop her confidence.", 2),
])
def test_vague_words_that_run_into_one_another_are_told_once(text: str, verbs: int) -> None:
    assert len(outcome(text).vague_verbs) == verbs


@pytest.mark.parametrize(("heading", "health"), [
    ("Being healthy", True), ("Health outcomes", True), ("Education, health and care outcomes", False),
    ("Social, emotional and mental health needs", False),
])
def test_an_outcome_under_a_heading_for_health_is_one_for_health(heading: str, health: bool) -> None:
    assert outcome("By July 2027 Tamsin will do ten stars on the mat each day.", heading=heading).health is health


@pytest.mark.parametrize(("text", "health"), [
    ("By May Tamsin will show on a body map when something hurts.", True),
    ("By May Tamsin will tell an adult that a seizure is coming.", True),
    ("By May Tamsin will be asleep by nine on four nights of seven.", True),
    ("By May Tamsin will carry her tablet to each lesson and type on it.", False),
    ("By May Tamsin will say when her turn is coming.", False),
])
def test_health_in_everyday_words(text: str, health: bool) -> None:
    assert outcome(text).health is health


@pytest.mark.parametrize("text", [
    "To work with horses.", "To work in a garage.", "For Tamsin to be at peace with who she is.",
    "To come to terms with her illness.", "To accept her diagnosis and be hopeful about her future."])
def test_work_longed_for_and_peace_with_oneself_are_wishes(text: str) -> None:
    assert outcome(text).aspiration_only


@pytest.mark.parametrize("text", [
    "By July 2028 Tamsin will work in a café for two hours each Saturday and give the right change.",
    "By July 2028 Tamsin will work with food safely, washing her hands before each task.",
    "Within a year Tamsin, who wants to be a vet, will weigh the rabbits every day and write the figures down.",
    "By Year 9 Tamsin will attend school every day.",
    "By May Tamsin will travel to town with a cousin, without her mother, at least once a month.",
])
def test_work_that_can_be_watched_and_times_that_are_counted_are_specific(text: str) -> None:
    assert outcome(text).specific


@pytest.mark.parametrize("text", [
    "Tamsin will attend a cookery class.", "To attend an anxiety workshop.", "To join a social communication group."])
def test_a_course_or_group_to_be_attended_is_provision(text: str) -> None:
    found = outcome(text)
    assert found.provision_as_outcome
    assert not found.measurable


@pytest.mark.parametrize("text", [
    "Tamsin will attend her cookery lessons on time, without being fetched.",
    "Tamsin will attend a youth club once a week.",
    "Tamsin will receive the parcel at the counter, having asked for it herself.",
])
def test_lessons_clubs_and_what_the_child_asked_for_are_no_provision(text: str) -> None:
    assert not outcome(text).provision_as_outcome


@pytest.mark.parametrize("text", [
    "Tamsin will be in bed within half an hour of going upstairs on four school nights out of five.",
    "Tamsin will be asleep within ten minutes of going to bed on four school nights out of five."])
def test_half_an_hour_of_going_to_bed_is_no_deadline(text: str) -> None:
    assert not outcome(text).time_bound


def test_leaving_the_school_named_in_the_plan_is_a_deadline() -> None:
    text = "Before I leave Ashgrove I will cook three meals."
    assert outcome(text, setting="Ashgrove Academy").time_bound
    assert not outcome(text, setting="Larkfield School").time_bound
    assert outcome("By the time she leaves St Brigid's she will cook a meal.", setting="St Brigid's School").time_bound

"""What a plan shows that it considered, asked of plans of a few invented sentences in several voices."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from qa_engine.observe import Observation, observe
from qa_engine.rulebook.examples import plan_of as example
from tests.plan_of import lexicon

PSYCHOLOGIST = {"title": "Educational psychology advice", "role": "Educational psychologist", "date": "2026-02-10"}
SCHOOL = {"title": "School advice", "role": "SENCO", "date": "2026-02-03"}


def seen(**parts: Any) -> Observation:
    """The facts of a plan written as the examples of rules are."""
    return observe(example({"child": "Mia Tolland", "known_as": "Mia", "pronouns": "she", "year": 6, **parts}), lexicon())


def told(field: str, **parts: Any) -> Any:
    """One field of the whole plan."""
    return getattr(seen(**parts).plan, field)


@pytest.mark.parametrize("text", [
    "The physiotherapist will meet with Mia's class teacher each half term to go through her stretches.",
    "A team around the child meeting will be held every term, chaired by the family support worker.",
    "The occupational therapist writes her programme and one of the classroom team carries it out.",
    "The diabetes nurse will train the school staff who sit with Mia at lunch.",
    "The therapist attends the annual review and brings her report.",
])
def test_agencies_that_meet_train_or_report_work_together(text: str) -> None:
    assert told("coordination", G=text)


@pytest.mark.parametrize("text", ["The dietitian will weigh Mia at the clinic every three months.", "Wheelchair service."])
def test_a_service_alone_is_no_working_together(text: str) -> None:
    assert told("coordination", F="A teacher will teach Mia to read.", G=text) is False


@pytest.mark.parametrize(("field", "young", "grown"), [
    ("puberty_considered", {"year": 5}, {"year": 10}), ("adult_health_planned", {"year": 8}, {"year": 9}),
    ("five_day_offer", {"year": 11}, {"year": 12}), ("continuing_need", {"age": 18, "year": 13}, {"age": 19, "year": 14}),
    ("capacity_noted", {"year": 9}, {"year": 13}), ("study_programme", {"year": 9}, {"year": 13}),
])
def test_a_matter_of_age_is_asked_only_when_it_arises(field: str, young: dict[str, int], grown: dict[str, int]) -> None:
    text = {"F": "A teacher will read with Mia for ten minutes."}
    assert told(field, **young, **text) is None
    assert told(field, **grown, **text) is False


@pytest.mark.parametrize(("field", "section", "text"), [
    ("puberty_considered", "C", "I don't like talking about my periods, so Mum tells the nurse."),
    ("puberty_considered", "F", "A teacher will teach Mia about consent and healthy relationships for 40 minutes a week."),
    ("adult_health_planned", "G", "Dr Oyelaran will hand over to the adults' epilepsy clinic after two joint appointments."),
    ("adult_health_planned", "C", "She has had an annual health check with her GP since she was fourteen."),
    ("adult_care_considered", "D", "A Care Act assessment was asked for by her parents in June."),
    ("five_day_offer", "F", "College on three days a week and work with a coach on two days."),
    ("five_day_offer", "H2", "A day service for two days each week."),
    ("capacity_noted", "A", "I decide what goes in this plan and I asked for my sister to help me."),
    ("capacity_noted", "A", "Mia was found to lack capacity for this decision, and her father is her deputy."),
    ("study_programme", "F", "A supported internship at the garden centre."),
    ("study_programme", "E", "By July 2028 Mia will pass her Level 2 diploma in animal care."),
    ("continuing_need", "E", "Mia has reached outcomes 1 and 3. She needs another year at college to finish her placement."),
])
def test_a_matter_is_considered_in_whatever_voice(field: str, section: str, text: str) -> None:
    assert told(field, year=15, age=20, **{section: text})


def test_wellbeing_is_considered_by_a_no_as_well_as_by_a_need() -> None:
    assert told("wellbeing_considered", C="Mia's mental health was asked about by Dr Rhee in May 2026; nothing of concern was found.")
    assert told("wellbeing_considered", C="Mia has asthma and sits out of games.") is False


@pytest.mark.parametrize("text", [
    "Mia's reading age was 6 years 2 months in May 2026.", "She can stay at a table for four minutes.",
    "I got 7 out of 20 in my spelling test.", "Her understanding is like that of a child of three.", "At the 4th percentile for recall.",
])
def test_a_level_a_count_or_a_comparison_with_an_age_is_a_starting_point(text: str) -> None:
    assert told("baseline_stated", B=text)


def test_hard_or_well_behind_is_no_starting_point() -> None:
    assert told("baseline_stated", B="Mia finds spelling hard and is behind her friends.") is False
    assert told("baseline_stated", A="I like bees.") is None


def test_needs_are_tied_by_numbers_or_by_the_form_itself() -> None:
    need = "Mia cannot tie her laces."
    assert told("needs_numbered", B=need) is False
    assert told("needs_numbered", B={"text": need, "label": "B1"})
    assert told("needs_numbered", B=need, F={"text": "A teaching assistant will show her each morning.", "serves": ["B1"]})


def test_a_broad_area_is_passed_over_only_where_all_headings_are_of_the_four() -> None:
    speech, sums = "Mia speaks in single words.", "Mia counts to four."
    assert told("areas_unaddressed", B={"Communication and interaction": speech, "Cognition and learning": sums}) == (
        "social, emotional and mental health", "sensory and/or physical")
    assert told("areas_unaddressed", B={"Communication and interaction": speech, "What I find tricky at home": sums}) == ()
    assert told("areas_unaddressed", B={"Friends and community": speech}) == ()


@pytest.mark.parametrize(("text", "impaired"), [
    ("Mia is deaf in her left ear and misses what is said on that side.", True), ("I am registered blind and I use a long cane.", True),
    ("Mia's hearing was tested in May and no hearing loss was found.", False), ("Her brother is deaf, so she signs well.", False),
])
def test_an_impaired_sense_is_the_childs_own_and_not_denied(text: str, impaired: bool) -> None:
    fact = seen(B=text).needs["B1"]
    assert (fact.sensory_impairment, fact.needs_equipment) == (impaired, impaired)


def test_a_need_for_teaching_stands_in_c_alone_only_if_b_says_nothing_of_it() -> None:
    need = "Mia has a language disorder and answers the wrong question."
    assert seen(B="Mia cannot tie her laces.", C=need).needs["C1"].belongs_in_b
    assert not seen(B="People find Mia's talking hard to follow.", C=need).needs["C1"].belongs_in_b


@pytest.mark.parametrize(("text", "adults"), [
    ("By May 2027 all staff will know Mia's signs for pain and hunger.", True),
    ("By July 2027 the college will have put her timetable into pictures.", True),
    ("By May 2027 Mia will tell staff when she is in pain.", False), ("When teachers will not stop, I can show my card.", True),
    ("I will ask for help before teachers should have to step in.", False),
])
def test_an_outcome_about_adults_does_not_name_the_child_first(text: str, adults: bool) -> None:
    assert seen(E=text).outcomes["E1"].adult_subject == adults


def phrases(subject: str, **parts: Any) -> list[str]:
    """The words of the phrases on a subject."""
    return [p.words for p in seen(**parts).phrases if p.subject == subject]


@pytest.mark.parametrize("text", ["By the end of Year 6 Mia will spell the first hundred words.",
                                  "Mia should receive 20 hours of support a week."])
def test_targets_and_hours_in_section_a_are_misplaced(text: str) -> None:
    assert phrases("misplaced", A=text) == [text]


@pytest.mark.parametrize("text", [
    "By the end of Year 6 I want to swim without my float.", "We hope that by the end of primary she has a friend.",
    "At nursery she was given 15 hours of support.", "She will be able to tell you about owls for an hour.",
])
def test_hopes_and_history_in_section_a_are_in_their_place(text: str) -> None:
    assert phrases("misplaced", A=text) == []


def test_reasons_and_transport_are_more_than_a_placement() -> None:
    assert phrases("misplaced", I="Hollin Bank School, a special school. The panel considered that it was too far for a taxi.")
    assert phrases("misplaced", I="Hollin Bank School, a maintained special school, until July 2027.") == []


def test_a_letter_pasted_into_section_c_speaks_as_its_author() -> None:
    assert phrases("pasted_report", C="Thank you for referring this lovely girl. On examination her chest was clear.")
    assert phrases("pasted_report", C="The chest clinic found in May 2026 that Mia tires on stairs.") == []


@pytest.mark.parametrize(("text", "count"), [
    ("Mia is lazy and attention-seeking.", 2), ("He suffers from autism.", 1), ("Mia suffers from hay fever in June.", 0),
    ("Mia is not lazy: she tires after two lines.", 0), ("Her last school called her “naughty”.", 0),
    ("Mia has oppositional defiant disorder.", 0),
])
def test_belittling_words_count_where_the_plan_itself_says_them(text: str, count: int) -> None:
    assert len(phrases("disrespect", B=text)) == count


def test_in_section_a_people_may_speak_of_themselves_as_they_like() -> None:
    assert phrases("disrespect", A="I am lazy on Sundays.") == []


def test_jargon_is_counted_section_by_section() -> None:
    counts = {s.section: s.jargon for s in seen(B="Mia cannot tie her laces.", C="Presents with nystagmus and hypotonia.").sections}
    assert counts["C"] >= 1
    assert counts["B"] == 0


def test_strengths_in_section_a_count_beside_those_in_b() -> None:
    assert told("strengths", A="I am good at drawing owls. Mum says that Mia is kind.", B={"strength": ["Mia can read music."]}) == 3
    assert told("strengths", A="I do not like Mondays.") == 0


def test_the_share_of_the_psychologist_is_told_only_where_other_advice_lies_unused() -> None:
    needs = ["The educational psychologist found that Mia tires.", "Mia guesses at words (EP, 05/2026).", "The EP saw her leave her seat."]
    assert told("psychology_share", B=needs, K=[PSYCHOLOGIST, SCHOOL]) == 100
    assert told("psychology_share", B=needs, K=[PSYCHOLOGIST]) is None
    assert told("psychology_share", B=needs[:2], K=[PSYCHOLOGIST, SCHOOL]) is None


def test_an_adviser_who_is_named_is_counted_once_for_each_entry_of_k() -> None:
    assert told("advice_cited", B="The educational psychologist found that Mia tires.", K=[PSYCHOLOGIST, SCHOOL]) == 1


@pytest.mark.parametrize(("text", "tags"), [
    ("Mia tires by noon (paediatrician, March 2026).", 1), ("Mia reads at six years (EP).", 1), ("Mia tires by noon (K4).", 1),
    ("The speech therapist reports that Mia lisps.", 1), ("According to her school nurse's report, Mia tires.", 1),
    ("The physiotherapist visits Mia each term.", 0), ("Mia tires by noon (after lunch on most days of the week).", 0),
])
def test_a_source_is_named_in_brackets_or_by_who_found_it(text: str, tags: int) -> None:
    assert told("source_tags", B=text, K=[PSYCHOLOGIST, SCHOOL]) == tags


def test_a_role_in_brackets_after_a_provision_is_who_gives_it() -> None:
    assert told("source_tags", F=["Phonics for ten minutes a day (class teacher)."], K=[PSYCHOLOGIST]) == 0


@pytest.mark.parametrize(("text", "bought"), [
    ("A direct payment of £40 a week pays for a personal assistant on Saturdays.", ("personal assistant",)),
    ("£900 a year is used for drumming lessons and for swimming.", ("drumming lessons", "swimming")),
    ("Mia's parents asked for a direct payment for a tutor and it was refused.", ()), ("No personal budget was asked for.", ()),
])
def test_what_the_budget_buys_is_looked_for_in_the_provision(text: str, bought: tuple[str, ...]) -> None:
    assert told("budget_unmatched", F="A teacher will teach Mia to read.", J=text) == bought


def test_what_a_provision_specifies_is_matched_by_other_words_for_the_same_thing() -> None:
    assert told("budget_unmatched", H1="A support worker will take Mia bowling.", J="A direct payment of £40 a week pays for a PA.") == ()


def test_a_direct_payment_for_teaching_must_say_what_it_is_to_meet() -> None:
    plain = seen(J="Direct payments of £50 a week are made for a maths tutor.").plan
    assert (plain.direct_payment_education, plain.budget_links) == (True, False)
    linked = seen(J="Direct payments of £50 a week are made for a maths tutor, to meet need B2 and outcome 3.").plan
    assert linked.budget_links


def test_a_place_is_paid_for_only_where_nothing_denies_it() -> None:
    assert told("budget_pays_fees", J="The direct payment of £900 pays for her place at Hollin Bank School.")
    assert told("budget_pays_fees", J="A direct payment cannot pay for a place at a school.") is False


@pytest.mark.parametrize(("state", "issue", "late"), [
    ("amended final", "2026-02-14", False), ("amended final", "2026-02-15", True), ("amended final", "2026-10-01", False),
    ("final", "2026-04-20", None),
])
def test_an_amended_plan_is_late_from_the_fifteenth_of_february(state: str, issue: str, late: bool | None) -> None:
    assert told("transfer_late", state=state, issue_date=issue) is late


def test_a_first_plan_of_the_spring_is_no_late_amendment() -> None:
    assert told("transfer_late", state="final", issue_date=date(2026, 4, 20), first_issue=date(2026, 4, 20)) is None


def test_the_next_setting_or_staying_is_named_in_section_i() -> None:
    assert told("next_placement_named", I="Hollin Primary School until July 2026, then Fell Academy from September 2026.")
    assert told("next_placement_named", I="Scar End School, an all-through special school.")
    assert told("next_placement_named", I="Hollin Primary School, a mainstream school.") is False
    assert told("next_placement_named", year=4, I="Hollin Primary School.") is None


@pytest.mark.parametrize(("text", "status"), [
    ("Mia has been on a child protection plan since May.", "CP"), ("She is supported under a Child in Need plan.", "CiN"),
    ("Mia is not on a child protection plan.", ""), ("Her cousin's child in need plan was closed before she moved in.", ""),
    ("Mia's child protection plan has never been needed.", ""), ("She was on a child in need plan until 2024.", ""),
])
def test_the_standing_with_social_care_is_read_from_words_where_d_is_silent(text: str, status: str) -> None:
    assert told("social_care_status", B=text, D={"nil": "None."}) == status


def test_what_the_form_prints_of_social_care_is_kept() -> None:
    assert told("social_care_status", social_care_status="CiN", D="Mia cannot be left alone.") == "CiN"


def test_section_a_in_the_first_person_without_a_name_for_it_is_seen() -> None:
    bare = seen(A="I like bees. I need a structured day. I benefit from visual prompts.").plan
    assert (bare.first_person, bare.attribution_stated) == (True, False)
    written = seen(A="Written by Dad for Mia, who does not use words. I like bees and I love my sister.").plan
    assert written.attribution_stated


def test_provision_carries_the_pathways_to_adult_life_that_it_serves() -> None:
    provision = seen(year=11, H1="A support worker will go with Mia to a youth club and help her to plan her journey.").provision
    assert set(provision["H11"].pathways) == {"living", "community"}

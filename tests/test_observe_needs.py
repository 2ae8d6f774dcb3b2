"""What needs say: effects, bare diagnoses, stock phrases, softened words and things to be given."""

from __future__ import annotations

from functools import cache

import pytest

from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import SECTIONS, Item, Particulars, Plan, Section, Subject
from qa_engine.observe.context import Context
from qa_engine.observe.needs import observe_needs
from qa_engine.vocabulary import NeedFact
from tests.conftest import ROOT


@cache
def lexicon() -> Lexicon:
    return Lexicon.load([ROOT / "rules" / "terms"])


def need(text: str, section: str = "B") -> NeedFact:
    sections = {letter: Section(letter) for letter in SECTIONS}
    sections[section] = Section(section, "content", True, items=(Item(f"{section}1", section, "need", text),))
    plan = Plan("plan.docx", "0" * 64, "final", Subject(name="Tamsin Oke"), Particulars(), sections)
    return observe_needs(Context(plan, lexicon()))[f"{section}1"]


@pytest.mark.parametrize("text", [
    "Tamsin gives up on a page of print after three lines and puts her head on the desk.",
    "Her pencil grip is weak; after half a page her hand aches and the writing cannot be read, even by her.",
    "Wakes most nights; mum sleeps on the floor.",
    "Tamsin rarely joins in with games at break and eats her lunch by herself.",
    "She will eat only four foods, all beige, so school dinners and parties are out.",
    "If plans change without notice she screams and hits her own head.",
    "Handing over money in a shop is too much for him: he leaves the goods and walks out.",
    "Tamsin is yet to hold a spoon.",
    "Without her glasses Tamsin cannot tell a 3 from an 8.",
    "I don't put my hand up because I think people will laugh.",
    "When she is catheterised at midday she is away from lunch for half an hour.",
    "Epilepsy: absences of ten seconds many times a day, so she loses the thread of what is said.",
])
def test_what_happens_in_class_at_home_or_at_play_is_an_effect(text: str) -> None:
    assert need(text).effect_stated


@pytest.mark.parametrize("text", [
    "Tamsin has significant difficulties with social interaction and emotional regulation.",
    "Her speech and language needs affect her ability to access the curriculum.",
    "Tamsin's difficulties have a detrimental effect on her progress and wellbeing.",
    "Tamsin's receptive language is at the 2nd centile and her expressive language is at the 5th centile.",
    "Tamsin struggles with change and transitions.",
    "Tamsin is working well below age-related expectations in all areas.",
    "Please see the educational psychologist's report.",
    "She was diagnosed with dyslexia in Year 5.",
])
def test_boilerplate_scores_and_labels_state_no_effect(text: str) -> None:
    assert not need(text).effect_stated


@pytest.mark.parametrize("text", [
    "Tamsin will have a named mentor whom she sees every Tuesday.",
    "In class: 1:1 TA, 15 hrs pw.",
    "SaLT to visit half-termly and set targets for school to deliver three times weekly.",
    "Tamsin's medication should be given by the school nurse at midday.",
    "She requires an enhanced transition package of six visits to her new school.",
    "Requires a place in a class of at most ten with two adults present throughout the day.",
    "The community nurse is to review her feeding regime every three months.",
    "Overnight respite, two nights a month, at Larkfield.",
    "To be seen by OT once a term.",
    "A midday supervisor will sit beside her, as she swallows without chewing.",
])
def test_who_how_much_or_how_often_will_be_given_is_provision_in_a_need(text: str) -> None:
    found = need(text)
    assert found.provision_in_need
    assert found.deliverable and found.deliverable in text


@pytest.mark.parametrize("text", [
    "Tamsin needs someone beside her on the stairs or she falls.",
    "She needs an adult to feed her.",
    "In Year 4 she had six sessions of play therapy and they made no difference.",
    "Tamsin has her bolus feeds through a gastrostomy button and cannot eat by mouth.",
    "She is under Dr Pell at the county hospital for her epilepsy and sees him every six months.",
    "She takes methylphenidate at breakfast and it has worn off by maths after lunch.",
    "Tamsin requires constant supervision near roads because she steps off the kerb without looking.",
    "Tamsin missed 14 days with chest infections last winter.",
    "She can concentrate for five minutes a time in a small group.",
    "Tamsin becomes upset when staff will not let her leave the room.",
    "His mother gets up to him three or four times a night.",
])
def test_help_needed_care_received_and_things_tried_are_no_provision(text: str) -> None:
    assert not need(text).provision_in_need


def test_provision_with_its_reason_still_states_the_effect() -> None:
    found = need("Tamsin needs 20 minutes a day with a teaching assistant because she hides under the table when the bell rings.")
    assert found.provision_in_need
    assert found.effect_stated


@pytest.mark.parametrize("text", [
    "Global developmental delay.",
    "Tamsin has epilepsy and eczema.",
    "Diagnosis: Kabuki syndrome (2019).",
    "Tamsin is registered as severely sight impaired.",
    "Type 1 diabetes, under the children's diabetes team.",
    "Known to CAMHS. Generalised anxiety disorder.",
    "Speech, language and communication needs.",
])
def test_a_bare_condition_or_label_is_diagnosis_only(text: str) -> None:
    assert need(text, "C").diagnosis_only


@pytest.mark.parametrize("text", ["Tamsin has difficulty with reading.", "Delayed gross motor skills.", "Tamsin's attention is poor."])
def test_a_difficulty_without_a_condition_is_no_diagnosis(text: str) -> None:
    assert not need(text).diagnosis_only


def test_a_stock_effect_is_noted_only_where_nothing_concrete_is_said() -> None:
    assert need("Her memory impacts on her learning.").stock_effect
    assert not need("Her memory impacts on her learning: she forgets her locker code and misses the bus.").stock_effect


def test_a_softened_difficulty_is_noted_until_a_picture_cures_it() -> None:
    assert need("Tamsin has some difficulties with organisation.").softened
    assert need("She can struggle at times with her emotions.").softened
    assert not need("She can struggle to fasten buttons, laces and zips, and is last out of the cloakroom.").softened


def test_a_name_paints_no_picture_whether_or_not_the_plan_knows_it() -> None:
    assert not need("Peregrine cannot manage his emotions.").effect_stated


@pytest.mark.parametrize("text", [
    "Senna 5 ml is given by her father every night.",
    "Tamsin has eczema and has a cream applied by her gran twice a day.",
    "Baclofen 10 mg given at breakfast by the school first-aiders.",
    "Her weight is checked every three months at the clinic.",
    "Spinal curve measured by Dr Ferris once a year.",
    "Her sight is tested yearly at the eye unit.",
    "Leg exercises carried out by her uncle morning and night.",
    "She needs a scribe in every test and an HLTA beside her for all science lessons.",
])
def test_medicine_and_care_told_as_given_are_provision(text: str) -> None:
    assert need(text, "C").provision_in_need


@pytest.mark.parametrize("text", [
    "Tamsin takes a tablet for her thyroid each morning.",
    "She is fed through a tube and the midday feed takes 40 minutes, so she misses play.",
    "Homework is given every day and she does none of it.",
    "She recalls a quarter of a story after half an hour and none of the session by the next day.",
    "In a 20-minute lesson timed by the psychologist she left her seat nine times.",
    "I lose about ten minutes of nursery every time my splints are taken off.",
    "Her aunt has gone down to part-time work because Tamsin cannot be left.",
])
def test_what_a_child_takes_loses_or_was_seen_to_do_is_no_provision(text: str) -> None:
    assert not need(text, "C").provision_in_need


@pytest.mark.parametrize("text", [
    "Bilateral renal dysplasia. Nystagmus.", "Severe acquired brain injury.", "Low self-confidence.",
    "Tamsin is a child in care.", "She is subject to a care order.", "I have low muscle tone and wear splints."])
def test_more_conditions_and_standings_are_bare_by_themselves(text: str) -> None:
    assert need(text, "C").diagnosis_only


def test_days_of_school_lost_are_an_effect() -> None:
    assert need("In winter you miss about three days each month.", "C").effect_stated
    assert need("She is sent out of the last lesson most days.", "C").effect_stated


@pytest.mark.parametrize("text", [
    "Apraxia of speech.", "Tracheostomy.", "VP shunt. Hydrocephalus.", "Left hearing aid.", "Word-finding difficulties are reported.",
    "Tamsin has SLCN needs.", "Interim care order (section 38).", "Tamsin is a child in care.",
    "Amy-Jo Pell is a Looked After Child (section 20).", "Looked after child, interim care order."])
def test_devices_categories_and_standings_said_and_left_there_are_bare(text: str) -> None:
    assert need(text, "C").diagnosis_only


@pytest.mark.parametrize("text", [
    "Asthma inhaler: she does not yet know when to use it.",
    "She has never told anyone at school that she has diabetes and has asked her aunt when it will go away.",
    "Tamsin has low self-esteem and a speech delay."])
def test_a_condition_of_which_something_is_said_is_more_than_a_diagnosis(text: str) -> None:
    assert not need(text, "C").diagnosis_only


@pytest.mark.parametrize("text", [
    "After a seizure she cannot take in anything for the rest of the afternoon.",
    "Attendance last term was 62%.",
    "Remembers two words of an instruction, then looks to what others do.",
    "At wet play she hides under the coats and laughs at nothing.",
    "Cannot use stairs.",
    "You drop your fork and give up on the meal.",
    "She hid the letter about her leukaemia when her friends came round and asked her mother to say nothing.",
])
def test_what_is_lost_held_or_hidden_is_an_effect(text: str) -> None:
    assert need(text).effect_stated


@pytest.mark.parametrize("text", [
    "Floppy left wrist.", "Attendance is 97%.", "Interrupts.", "Tamsin has trouble with social interaction.",
    "Under Dr Pell, consultant neurologist."])
def test_a_word_or_two_and_good_attendance_state_no_effect(text: str) -> None:
    assert not need(text).effect_stated


@pytest.mark.parametrize("text", [
    "Both adults will lift her every three hours.",
    "Someone will sit with Tamsin every lunchtime.",
    "There will be two adults with her in every lesson.",
    "The family gets six hours of personal care a week and these are to continue.",
    "Her aunt has two nights of respite a month, which will continue.",
])
def test_unnamed_adults_at_work_and_care_that_is_to_go_on_are_provision(text: str) -> None:
    assert need(text, "D").provision_in_need


@pytest.mark.parametrize("text", [
    "She shouts when adults will not give her the tablet for ten minutes.",
    "Adults will often take her silence for rudeness.",
    "She has two migraines a week and these will continue to worry her.",
    "The family has six hours of personal care a week.",
])
def test_what_adults_refuse_or_think_and_what_is_given_now_is_no_provision(text: str) -> None:
    assert not need(text, "D").provision_in_need

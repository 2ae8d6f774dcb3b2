"""Provision is read clause by clause: what, who, how much, how often, and what leaves it open."""

from pathlib import Path

import pytest

from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import SECTIONS, Item, Particulars, Plan, Section, Subject
from qa_engine.observe.context import Context
from qa_engine.observe.provision import observe_provision
from qa_engine.vocabulary import ProvisionFact

LEXICON = Lexicon.load([Path(__file__).parent.parent / "rules" / "terms"])


def observed(words: str, section: str = "F", columns: tuple[tuple[str, str], ...] = ()) -> ProvisionFact:
    sections = {letter: Section(letter) for letter in SECTIONS}
    sections[section] = Section(section, "content", True, (), (Item("X1", section, "provision", words, columns=columns),))
    plan = Plan("plan.docx", "0" * 64, "final", Subject(), Particulars(setting="Alder Grange"), sections)
    return observe_provision(Context(plan, LEXICON))["X1"]


@pytest.mark.parametrize("words", [
    "Three times a week, for a quarter of an hour, the LSA will run a sensory circuit with Omari.",
    "Pre-teaching of science vocabulary - HLTA - 2 x 20 min per week - individual",
    "An adult trained in Signalong by the speech and language therapist will sign key words throughout the nursery day.",
    "A teaching assistant will read each question aloud to Ines in every written test.",
    "When Sam puts his blue card on the table, the TA will take him outside for five minutes.",
    "From 8.40 to 8.55 each morning the learning mentor will go over the day's visual timetable with Bilal.",
    "The educational psychologist will train all dining hall staff in emotion coaching for one hour in September 2026.",
    "Occupational therapist, half-termly, 45 minutes: review of the sensory diet.",
])
def test_a_provision_with_all_four_slots_is_specific(words: str) -> None:
    fact = observed(words)
    assert fact.missing == ()
    assert fact.specific


@pytest.mark.parametrize(("words", "missing"), [
    ("Staff will run phonics with Ada for 20 minutes a day.", ("who",)),
    ("The HLTA will give Ada precision teaching every day.", ("how_much",)),
    ("The HLTA will give Ada 30 minutes of precision teaching.", ("how_often",)),
    ("The class teacher will give support for 20 minutes every day.", ("what",)),
    ("Support from the school.", ("what", "who", "how_much", "how_often")),
    ("A writing slope.", ("how_much",)),
])
def test_the_missing_slots_are_named(words: str, missing: tuple[str, ...]) -> None:
    assert observed(words).missing == missing


def test_equipment_needs_only_what_and_when_it_is_available() -> None:
    ready = observed("A wobble cushion and a writing slope will be provided in every classroom.")
    assert (ready.environment, ready.specific, ready.who) == (True, True, False)
    assert not observed("A tablet, if the academy can afford one.").specific


@pytest.mark.parametrize("words", [
    "A key adult will meet him daily.", "The setting will provide lego therapy.", "Professionals will advise each term.",
    "Staff will follow the exercises set by the physiotherapist.", "Stretches daily, with progress reviewed by the SENCO.",
    "Adults will use the programme written by the OT.", "CAMHS will offer appointments.",
])
def test_bare_deliverers_services_and_advisers_are_no_role(words: str) -> None:
    assert not observed(words).who


@pytest.mark.parametrize("words", [
    "The QTVI will teach Braille.", "Ravi's key worker will meet him.", "Mrs Pell will read with him.",
    "A job coach joins her at work.", "Two assistants will hoist him.",
    "Staff trained in gastrostomy care by the community nurse will feed him.", "Support from a teaching assistant.",
    "Her personal assistant will take her swimming.",
])
def test_a_role_or_a_trained_adult_is_a_deliverer(words: str) -> None:
    assert observed(words).who


def test_a_column_of_staff_is_not_mended_by_the_author_of_the_programme() -> None:
    columns = (("what", "Speech programme from the therapist"), ("who", "School staff"), ("how_often", "As required"))
    fact = observed("Speech programme from the therapist School staff As required", columns=columns)
    assert not fact.who
    assert not fact.how_often
    assert fact.vague_terms == ("As required",)


@pytest.mark.parametrize("words", [
    "Up to 15 hours of TA time each week.", "A TA for no more than two hours a day.", "Therapy: 6 hours a year maximum.",
    "Mentor hours, not to exceed four in any month.",
])
def test_a_ceiling_without_a_floor_is_no_amount(words: str) -> None:
    fact = observed(words)
    assert fact.ceiling
    assert not fact.how_much


def test_a_floor_or_a_group_size_is_no_ceiling() -> None:
    floor = observed("The tutor will teach her for at least three and up to five hours a week.")
    assert (floor.ceiling, floor.how_much) == (False, True)
    group = observed("In a group of up to five pupils the teacher will teach phonics for 25 minutes every day.")
    assert (group.ceiling, group.specific) == (False, True)


def test_full_coverage_is_both_amount_and_frequency() -> None:
    for words in ("in every lesson", "at all times", "throughout the school day", "in all practical, art and PE lessons", "full-time"):
        fact = observed(f"A teaching assistant will scribe for her {words}.")
        assert (fact.how_much, fact.how_often) == (True, True), words


def test_a_review_has_its_own_frequency() -> None:
    fact = observed("The TA will run a handwriting programme for 15 minutes, reviewed each term by the SENCO.")
    assert fact.review
    assert not fact.how_often


def test_a_trigger_that_nobody_can_see_is_vague() -> None:
    fact = observed("Adults will give reassurance when he becomes anxious.")
    assert not fact.how_often
    assert any("anxious" in term for term in fact.vague_terms)


@pytest.mark.parametrize(("words", "term"), [
    ("Regular small group work.", "Regular small group"), ("Access to a mentor.", "Access to"),
    ("Support as and when needed.", "as and when needed"), ("Opportunities to practise turn-taking.", "Opportunities to"),
    ("A high level of supervision.", "A high level of"), ("A range of strategies.", "A range of strategies"),
    ("Movement breaks where the teacher feels it right.", "where the teacher feels it right"),
])
def test_vague_words_are_quoted_exactly(words: str, term: str) -> None:
    assert any(term in found for found in observed(words).vague_terms)
    assert all(found in words for found in observed(words).vague_terms)


def test_an_amount_cures_vague_words() -> None:
    assert observed("Regular support from a TA: three 20-minute sessions a week of paired reading.").vague_terms == ()
    assert observed("Speech practice with a TA for ten minutes daily, as often as she asks.").vague_terms == ()


@pytest.mark.parametrize("words", [
    "The TA should read with him.", "He would benefit from a laptop.", "It is suggested that he sits near the board.",
    "Use of a timer is to be encouraged.", "It would be sensible for her to leave early.", "Teachers might shorten tasks.",
])
def test_weak_words_stand_in_place_of_will(words: str) -> None:
    assert observed(words).weak_commitment


@pytest.mark.parametrize("words", [
    "Should she ask to leave, the TA will go with her.", "He may leave any lesson by showing his card.",
    "The mentor will help him to see what he could do next.", "The TA will read daily with her. Adults should point to each word.",
])
def test_conditions_freedoms_and_method_notes_are_not_weak(words: str) -> None:
    assert not observed(words).weak_commitment


@pytest.mark.parametrize("words", [
    "A TA each morning, funding permitting.", "Swimming weekly, should a place come up.", "A laptop, once the bid is settled.",
    "Daily reading where the rota allows.", "Art therapy, subject to panel.", "Music for as long as the grant is renewed.",
])
def test_provision_hung_on_resources_is_conditional(words: str) -> None:
    assert observed(words).resource_condition


def test_a_scarce_word_outside_a_condition_is_no_condition() -> None:
    assert not observed("The school will pay for taxis from its own budget every day.").resource_condition
    assert not observed("When the bell goes, the TA will walk with him to lunch.").resource_condition


@pytest.mark.parametrize("words", [
    "A timetable to be devised by the advisory teacher.", "Therapy, as often as the service decides.",
    "Help with maths; what this is will be for the SENCO to settle.", "Interventions will be chosen by the school.",
    "Input as directed by the therapist.", "The college will work out what she needs.",
])
def test_content_left_for_later_is_delegated(words: str) -> None:
    assert observed(words).delegated


@pytest.mark.parametrize("words", [
    "A TA will deliver a programme devised by the speech and language therapist for 20 minutes each day.",
    "The mentor will let her choose what to do first, for ten minutes every afternoon.",
    "Following her assessment on 4 May 2026, the physiotherapist will see her for 30 minutes each month.",
])
def test_a_method_within_given_amounts_is_not_delegated(words: str) -> None:
    assert not observed(words).delegated


@pytest.mark.parametrize("words", [
    "The occupational therapist will teach Lena to dress herself.", "CBT with a CAMHS therapist, weekly.",
    "A support worker will show him how to plan a bus journey.",
])
def test_health_and_care_that_teaches_the_child_educates(words: str) -> None:
    assert observed(words, "G").educates_or_trains
    assert not observed(words, "F").educates_or_trains


@pytest.mark.parametrize("words", [
    "The nurse will train all staff in the use of adrenaline pens.", "The nurse will teach her parents to use the pump.",
    "The practice nurse will weigh him every month.",
])
def test_teaching_others_does_not_educate_the_child(words: str) -> None:
    assert not observed(words, "G").educates_or_trains


@pytest.mark.parametrize("words", [
    "The length of each visit will rest on what the clinic finds.", "Which group she joins is for Mrs Oduya and the tutor to settle.",
    "Massage, the amount to be steered by the physiotherapist.", "Number of sessions at the team's choosing.",
])
def test_what_hangs_on_somebody_is_left_for_later(words: str) -> None:
    assert observed(words).delegated


@pytest.mark.parametrize("words", [
    "The TA will show him what to do and will be guided by his card.", "It is for her to choose which book the librarian reads each day.",
    "A choice of two snacks each day, which the key person offers.",
])
def test_a_choice_of_the_childs_own_is_not_left_for_later(words: str) -> None:
    assert not observed(words).delegated


@pytest.mark.parametrize("words", [
    "A smoke alarm fitted in the flat by 1 June 2026.",
    "In no lesson will he be asked to sing.", "Captions are switched on for every film.",
    "Access to the music studio at all times.", "Silent reading is replaced in every lesson by a recording.",
])
def test_a_thing_fitted_a_place_and_a_change_need_no_deliverer(words: str) -> None:
    fact = observed(words)
    assert (fact.environment, fact.specific) == (True, True)


def test_a_thing_that_opens_the_item_stays_a_thing_and_one_shown_in_a_trigger_does_not() -> None:
    assert observed("A symbol strip will hang by every door, all day, and adults will point to it.").environment
    assert not observed("When she puts her red pass on the desk, the TA will walk with her to the hall.").environment


def test_a_limit_on_pupils_is_no_ceiling_and_a_limit_on_times_is_one() -> None:
    assert not observed("Maths with the HLTA, 25 mins daily, max. 4 pupils.").ceiling
    assert observed("Coaching by the tutor, no more than three times a term.").ceiling


@pytest.mark.parametrize("words", ["See Section D for feeding.", "Recommendations in the report are to be followed."])
def test_a_pointer_to_another_paper_provides_nothing(words: str) -> None:
    assert not observed(words).what


def test_a_role_in_a_condition_of_resources_is_not_there_to_deliver() -> None:
    assert not observed("Guitar once a music teacher is in post.").who
    assert observed("His plan is gone over by the PE teacher each week.").who


def test_as_and_when_leaves_open_only_where_no_event_follows() -> None:
    assert observed("Visits as and when.").vague_terms
    assert not observed("The nurse will visit as and when the family rings her.").vague_terms


def test_funding_ordinary_offer_status_training_and_setting_are_seen() -> None:
    assert observed("£6,000 plus Band 4 top-up.").funding_only
    assert not observed("Band 4 funding pays for a TA to run lego therapy.").funding_only
    assert observed("Quality first teaching.").ordinary_offer
    assert observed("Remains under the care of the paediatrician.", "G").passive_status
    assert observed("Staff will be trained in Makaton.").trains_staff
    assert observed("Speech groups at Alder Grange.").names_setting
    assert observed("Paired reading to achieve outcome 3.").names_outcome


def test_a_night_away_is_residential_and_night_care_at_home_is_not() -> None:
    assert observed("Rowan Lodge will give him three nights of short break a month.", "H2").residential
    assert not observed("A night sitter will stay with him at home for two nights a week.", "H1").residential


def test_help_at_home_adaptation_and_outings_are_of_the_first_kind() -> None:
    for words in ("A home care worker will help her to wash at home.", "The council will fit a wet room.", "A PA will take him bowling."):
        assert observed(words, "H2").home_support, words
    assert not observed("Two residential weekends a term at Rowan Lodge.", "H2").home_support
    assert observed("Four hours a week by direct payment.", "H1").direct_payment


@pytest.mark.parametrize("words", [
    "Caseworker visits.", "Nurse visits at home.", "A travel platform.", "Regular targets will be set by the college.",
    "A modified curriculum.", "Ines remains under the hospital skin clinic.", "Support from the pastoral team.",
])
def test_a_standing_a_modified_curriculum_or_targets_say_no_what(words: str) -> None:
    assert observed(words).what is (words.startswith("Nurse"))


@pytest.mark.parametrize("words", [
    "Adults will be trained in attachment-aware practice.", "Ears will be checked at the allergy clinic as clinically indicated.",
    "Physiotherapist to teach him a core strength programme.", "A young carer's assessment could be offered.",
    "Library visits should be arranged.", "Bakery taster, if a place is funded.", "Hands-on learning with real objects as appropriate.",
    "A feeding assessment by the dietitian would help.", "Up to three hours a week with a befriender.",
])
def test_named_visits_assessments_programmes_and_people_say_what(words: str) -> None:
    assert observed(words).what


def test_those_who_will_be_trained_do_not_deliver() -> None:
    assert not observed("All adults will be trained in Makaton.").who
    assert observed("An adult trained in Makaton will sign to Ada in every lesson.").who


def test_a_dose_is_an_amount() -> None:
    assert observed("The matron gives Ada two puffs at noon every school day.", "G").how_much
    assert observed("The matron gives Ada 5mg at noon every school day.", "G").how_much


@pytest.mark.parametrize(("words", "flagged"), [
    ("Swimming with the club, subject to places.", True), ("Two nights a month, depending on the panel's decision.", True),
    ("Two nights a month at Fern House.", False)])
def test_places_and_panels_are_conditions(words: str, flagged: bool) -> None:
    assert observed(words, "H1").resource_condition is flagged


@pytest.mark.parametrize(("words", "flagged"), [
    ("The OT will see Ada and her support will then be decided by her.", True), ("SENCO to work out a plan with Ada's parents.", True),
    ("Six hours a year of advice from a teacher of the deaf.", False),
    ("Art therapy to teach Ada how to rest, if agreed by panel.", False)])
def test_hours_of_advice_and_money_leave_no_content_for_later(words: str, flagged: bool) -> None:
    assert observed(words).delegated is flagged


@pytest.mark.parametrize(("words", "vague"), [
    ("Science: extra help. How much is for the department to settle.", ("extra help",)),
    ("There will be help with friendship. What this is will be decided by the mentor.", ("help",)),
    ("Adults will use suitable strategies to help him begin.", ("suitable strategies",)),
    ("The counsellor will teach Ada three steps to use when she is cross or upset.", ()),
    ("The tutor will dim the lights for Ada in every lesson, if she likes.", ()),
    ("Headphones, wherever Ada is taught, in every lesson.", ()), ("Ada remains open to CAMHS.", ()),
    ("A small baking group.", ("small baking group",)),
    ("Social worker visits in line with national guidance.", ("in line with national guidance",)),
])
def test_what_is_left_open_and_what_is_not(words: str, vague: tuple[str, ...]) -> None:
    assert observed(words).vague_terms == vague


def test_what_a_child_may_have_or_may_need_is_no_promise_and_what_a_child_may_do_is_a_freedom() -> None:
    assert observed("You may have a laptop in tests.").weak_commitment
    assert observed("Ada may need help on trips.").weak_commitment
    assert not observed("The TA will sit with Ada daily. Ada may need to leave early.").weak_commitment


@pytest.mark.parametrize("words", ["A job coach from the third year.", "A trip will be arranged. Who, when and for how long is not known."])
def test_one_year_and_a_question_are_no_frequency(words: str) -> None:
    assert not observed(words).how_often


def test_a_review_of_equipment_is_no_equipment() -> None:
    assert not observed("Review of splints by the wheelchair team as needed.", "G").specific


@pytest.mark.parametrize(("heading", "words", "review"), [
    ("Monitoring", "The class teacher will ring her mother for ten minutes every Friday.", True),
    ("Part 5: Review", "The class teacher will ring her mother for ten minutes every Friday.", True),
    ("Provision, monitoring and review", "The class teacher will ring her mother for ten minutes every Friday.", False),
    ("Monitoring", "There will be telephone calls home.", False),
])
def test_a_regular_act_under_a_heading_for_review_is_review(heading: str, words: str, review: bool) -> None:
    sections = {letter: Section(letter) for letter in SECTIONS}
    sections["F"] = Section("F", "content", True, (), (Item("X1", "F", "provision", words, headings=(heading,)),))
    plan = Plan("plan.docx", "0" * 64, "final", Subject(), Particulars(), sections)
    assert observe_provision(Context(plan, LEXICON))["X1"].review is review

"""Whose views section A gives, how they were come by, and whether they are still those of today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from qa_engine.model.plan import Advice, Subject
from qa_engine.observe.voice import Voices, last_friday_of_june, observe_voices
from tests.plan_of import MIA, plan_of

CHILD = ("I like climbing trees at Hollin Wood with Dad and my cousin Ash. I hate fractions. My gecko is called Biscuit and I clean "
         "his tank on Sundays. Mrs Obi lets me sit on the window seat when the hall smells of cabbage. I want to be a zookeeper.")
PARENTS = ("We have watched her lose confidence since the move from Dunmore. At home she builds marble runs for hours, but homework ends "
           "in tears. We would like somebody to show her how to start. We hope she will keep riding at Ashcombe stables.")
TITLE = "The views, interests and aspirations of the child and their parents"


def voices(*blocks: tuple[str, str], subject: Subject = MIA) -> Voices:
    return observe_voices(plan_of(subject, A=list(blocks)))


def test_both_voices_are_clear_under_their_own_headings() -> None:
    seen = voices((f"{TITLE} > What is important to me", CHILD), (f"{TITLE} > What is important to my family", PARENTS))
    assert (seen.child, seen.parent, seen.distinct) == ("clear", "clear", True)


@pytest.mark.parametrize("text", [f"Child/Young Person's Voice: {CHILD} Parent/Carer's Voice: {PARENTS}", f"Mia: {CHILD} Mum: {PARENTS}"])
def test_labels_keep_two_voices_apart_in_one_block(text: str) -> None:
    seen = voices(("Views", text))
    assert (seen.child, seen.parent, seen.distinct) == ("clear", "clear", True)


def test_first_persons_that_swing_without_a_label_are_blurred() -> None:
    text = ("I like climbing trees with Dad. We worry that she is left out at playtime and that nobody tells us. I hate fractions. "
            "We would like her to have a friend to tea.")
    assert not voices(("Our hopes", text)).distinct


def test_child_and_parents_spoken_for_in_one_breath_are_blurred() -> None:
    seen = voices(("Views of Mia and her parents", "Mia loves her gecko and we would like her to have more help with fractions."))
    assert not seen.distinct


def test_described_child_after_first_person_is_blurred() -> None:
    assert not voices(("All about me", "I like moths and the 2p machines. Mia finds it hard to start her work without a prompt.")).distinct


def test_reported_views_with_their_speakers_named_are_distinct() -> None:
    text = "Mia says that she wants to stay with her friends. Her mother says that she is worried about the size of the new school."
    seen = voices(("Views of Mia and her family", text))
    assert (seen.child, seen.parent, seen.distinct) == ("thin", "thin", True)


def test_a_section_written_to_the_child_holds_the_childs_voice() -> None:
    told = ("You like climbing trees at Hollin Wood and your gecko, Biscuit. You do not like fractions or the smell of cabbage. You said "
            "that the window seat helps. You want to be a zookeeper. You showed us your drawing of the reptile house.")
    seen = voices(("What you told us", told), ("What your mum and dad told us", "They say that you have lost confidence since the move."))
    assert seen.child == "clear" and seen.distinct


def test_you_in_the_childs_own_words_is_whoever_listens() -> None:
    told = ("You told Mrs Obi what you like. \"I like it if you show me. Ask me to tell you what I heard.\" You want your own desk. "
            "You smiled.")
    seen = voices(("What you told us", told))
    assert seen.child != "absent" and seen.distinct


def test_a_child_who_does_not_speak_is_heard_by_what_she_does() -> None:
    text = ("Mia smiles and rocks when she hears the hoover. She pushes her plate away when she has finished, and takes an adult's hand "
            "to the trampoline. She covers her ears in assembly. She reached for the bubble wand each time it stopped.")
    assert voices(("How Mia shows what she thinks", text)).child == "clear"


def test_stock_phrases_are_a_thin_voice_however_long() -> None:
    text = ("I like school and my friends. I like to play. I want to do well and have a good job when I am older. I like it when people "
            "help me. I find some lessons hard. I would like to be happy and safe and to have friends.")
    assert voices(("My views", text)).child == "thin"


def test_a_description_by_professionals_is_nobodys_voice() -> None:
    seen = voices(("Background", "Mia is in Year 6 and was diagnosed with autism in 2021. She has attended two schools."))
    assert (seen.child, seen.parent) == ("absent", "absent")


def test_what_staff_write_in_the_first_person_is_not_the_child() -> None:
    assert voices(("A good day (Miss Orme)", "I save painting for when Mia is tired. She likes to be first in the line.")).child == "absent"


@pytest.mark.parametrize("text", ["Mia was not able to tell us her views because of her age.", "To be completed with the young person.",
                                  "Please attach any drawings."])
def test_a_reason_or_a_prompt_is_no_view(text: str) -> None:
    assert voices(("Child's views", text)).child == "absent"


def test_a_child_speaking_of_mum_is_not_a_parent_speaking() -> None:
    text = "My mum says I am funny. We go to Filey every summer and my nan makes me a crab sandwich. I like donkeys and the 2p machines."
    seen = voices(("About me", text))
    assert (seen.parent, seen.distinct) == ("absent", True)


def test_a_mother_who_says_i_under_her_own_heading_is_the_parent() -> None:
    text = "I have one thing to ask: nobody should shout. She comes home with her sleeves chewed. I want a quiet room she can use."
    seen = voices(("Mia's mother", text))
    assert (seen.child, seen.parent) == ("absent", "thin")


@pytest.mark.parametrize(("year", "expected"), [(14, "not_required"), (8, "absent")])
def test_parents_views_are_not_required_past_compulsory_school_age_only(year: int, expected: str) -> None:
    assert voices(("My views", CHILD), subject=Subject("Mia Tolland", year=year)).parent == expected


def test_school_age_ends_on_the_last_friday_of_june() -> None:
    assert last_friday_of_june(2026).isoformat() == "2026-06-26"
    assert last_friday_of_june(2023).isoformat() == "2023-06-30"


@pytest.mark.parametrize("blocks", [
    [("My views", CHILD), ("How we asked", "Talking Mats with Mrs Obi.")],
    [("My views", "Mia told her teaching assistant that she likes moths.")],
    [("My views", f"{CHILD} (Typed by Mia with her tutor on 4 March 2026.)")],
    [("Parents' views", f"Given by telephone on 4 March 2026. {PARENTS}")],
    [("Views", "Mia's wishes and feelings were gathered by the SENCO.")]])
def test_how_by_whom_or_when_states_the_method(blocks: list[tuple[str, str]]) -> None:
    assert voices(*blocks).method_stated


@pytest.mark.parametrize("blocks", [
    [("My views", CHILD), ("Parents' views", PARENTS)],
    [("How to communicate with Mia", "Talk to her using signs and picture cards.")],
    [("Background", "Her mother spoke to the paediatrician by telephone in 2021.")]])
def test_views_alone_state_no_method(blocks: list[tuple[str, str]]) -> None:
    assert not voices(*blocks).method_stated


@pytest.mark.parametrize("heading", ["My views (collected by Mrs Obi, June 2024)", "Child's views, spring term 2025"])
def test_views_gathered_over_a_year_before_issue_are_out_of_date(heading: str) -> None:
    assert voices((heading, CHILD)).out_of_date


def test_old_views_of_the_child_are_not_renewed_by_new_ones_of_the_parents() -> None:
    assert voices(("My views, June 2023", CHILD), ("Parents' views, April 2026", PARENTS)).out_of_date


def test_a_date_of_birth_or_of_a_move_dates_no_view() -> None:
    seen = voices(("My views", CHILD), ("History", "Mia was born in March 2016 and moved to Dunmore in 2021."))
    assert not seen.dated
    assert not seen.out_of_date


@pytest.mark.parametrize("text", [
    "Mia is looking forward to starting Reception.", "I am 7 and I like cats.", "I am in Year 3 with Miss Hart.",
    "When I go to big school I want to learn to read.", "She will start Year 4 in September.", "Mia wants to go on the Year 4 trip."])
def test_words_of_a_stage_long_past_are_out_of_date(text: str) -> None:
    assert voices(("Views", text)).out_of_date


@pytest.mark.parametrize("text", [
    "I am looking forward to starting secondary school.", "I'm nine years old.", "My brother is 4 and he goes to nursery.",
    "I was worried about starting Year 5.", "I would like to be 10 so that I can go in the deep end."])
def test_a_stage_to_come_a_past_worry_or_a_brothers_age_is_not(text: str) -> None:
    assert not voices(("Views", text)).out_of_date


def test_hopes_interests_communication_and_history_are_told_apart() -> None:
    blocks = [("My views", CHILD), ("How I communicate", "I use short sentences and signs."), ("My story so far", "Mia was born at term.")]
    seen = voices(*blocks).content
    assert (seen.aspirations, seen.interests, seen.communication, seen.history) == (True, True, True, True)


def test_hopes_for_adult_life_count_their_pathways() -> None:
    text = "I want to work in a garden centre. I want my own flat. I hope to see my friends every week."
    assert voices(("My future", text)).content.adult_aspirations == 3


def test_a_plan_without_name_age_or_dates_is_still_read() -> None:
    seen = observe_voices(plan_of(Subject(), issue=None, A=[("Views", f"{CHILD} {PARENTS}")]))
    assert seen.child == "clear"
    assert not seen.out_of_date


def test_agreement_with_a_blind_writers_labels() -> None:
    cases = yaml.safe_load((Path(__file__).parent / "paraphrases" / "voice-tuned.yaml").read_text(encoding="utf-8"))
    wrong: dict[str, int] = dict.fromkeys(("child_voice", "parent_voice", "voices_distinct", "views_method_stated"), 0)
    for case in cases:
        child = case["child"]
        blocks = [(b.get("heading") or "", " ".join(b["text"].split())) for b in case["heading_blocks"]]
        seen = voices(*blocks, subject=Subject(child["name"], age=child["age"], year=child["age"] - 5))
        found = (seen.child, seen.parent, seen.distinct, seen.method_stated)
        for key, value in zip(wrong, found, strict=True):
            wrong[key] += value != case[key]
    assert all(count <= len(cases) * 0.08 for count in wrong.values()), wrong


def test_undated_views_have_the_date_of_the_familys_contribution_in_k() -> None:
    old = (Advice("K1", "Parental contribution", date=date(2024, 2, 1)),)
    assert observe_voices(plan_of(advice=old, A=[("Parents' views", PARENTS)])).out_of_date
    assert not observe_voices(plan_of(advice=old, A=[("Parents' views, April 2026", PARENTS)])).out_of_date


@pytest.mark.parametrize("text", [
    "We filled in the DLA form on our own.", "She cried during a session with the physiotherapist.", "We did this with his sister.",
    "After a conversation with his brother he calmed down.", "He made a poster about bees for the school fair.",
    "Mum brought him to the review and he cried.", "The taxi driver met his mother at the gate.", "When asked to tidy up she hides."])
def test_what_families_tell_of_forms_meetings_and_questions_is_no_method(text: str) -> None:
    assert not voices(("Parents' views", text)).method_stated


@pytest.mark.parametrize("blocks", [
    [("Mia's views", "We asked Mia what makes a good day. She answered at once.")],
    [("My views (from my Year 5 review)", "I like maps.")],
    [("Mia", "The advocate met Mia twice at her placement. She wants to keep her hamster.")],
    [("Parents' views", "The plan coordinator rang Mia's parents on 6 March. Dad says that the taxi is late.")]])
def test_a_question_a_review_or_a_call_is_a_method(blocks: list[tuple[str, str]]) -> None:
    assert voices(*blocks).method_stated


def test_what_follows_a_view_is_of_the_view_until_staff_describe() -> None:
    view = "Mia reckons that maths is pointless. She has her own polytunnel and grows chillies that she sells at the gate in the summer. "
    assert voices(("Mia's views", view + "She keeps a tally of them on the shed door, and nobody else may write on it, not even Grandad.")
                  ).child == "clear"
    assert voices(("Mia's views", view + "She has made progress in phonics and requires a high level of adult support in most lessons.")
                  ).child == "thin"


@pytest.mark.parametrize("text", [
    "Mia likes to be outdoors. We would like her to try harder with reading.",
    "I like drawing. She struggles with writing and needs reminders to stay on task."])
def test_what_we_wish_or_staff_describe_amid_the_childs_view_blurs_it(text: str) -> None:
    assert not voices(("Mia's views", text)).distinct


def test_a_short_form_of_the_childs_name_is_the_child() -> None:
    assert voices(("Teo's view", "Teo likes chess."), subject=Subject("Teodor Ilic")).child == "thin"


@pytest.mark.parametrize("heading", ["Our hopes for Mia", "Mum's worries about Mia"])
def test_what_others_hope_for_the_child_is_no_view_of_the_childs(heading: str) -> None:
    seen = voices((heading, "We hope that she will sing in public, because she has a voice like a bell."))
    assert (seen.child, seen.parent) == ("absent", "thin")

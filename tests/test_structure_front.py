"""The child, the dates and the council from letters, sentences, cover lines, boxes and the sign-off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qa_engine.observe.context import Context
from qa_engine.observe.phrases import observe_phrases
from tests.plan_of import MIA
from tests.plan_of import plan_of as context_of
from tests.structure_kit import head, para, plan_of, row, table, texts

BODY = (
    head("Section A"),
    "Juno loves canal boats.",
    head("Section B"),
    "She cannot follow what a whole class is told.",
    head("Section F"),
    "An adult will repeat each instruction to her in every lesson.",
)
ADVICE = (head("Section K: Advice"), "School report, 3 May 2026")


# Sentences.


def test_name_birthday_and_short_name_are_read_from_one_sentence() -> None:
    child = plan_of("Juniper Askew, known as Juno, was born on 9 March 2015.", *BODY).subject
    assert (child.name, child.known_as, child.dob) == ("Juniper Askew", "Juno", date(2015, 3, 9))


def test_school_and_year_are_read_from_sentences() -> None:
    plan = plan_of("Name: Juno Askew", "Juno attends Thornwick Primary School and is in Year 6.", *BODY)
    assert (plan.particulars.setting, plan.subject.year) == ("Thornwick Primary School", 6)


def test_what_the_child_says_of_herself_gives_school_and_year() -> None:
    plan = plan_of("My name is Juno Askew", "I go to Thornwick Primary School and I am in Year 6.", *BODY)
    assert (plan.subject.name, plan.particulars.setting, plan.subject.year) == ("Juno Askew", "Thornwick Primary School", 6)


def test_a_field_is_believed_before_a_sentence() -> None:
    plan = plan_of(
        "Name: Juno Askew", "Date of birth: 9/3/2015", "School: Kelp Bay Academy", "Juno attends Thornwick Primary School.", *BODY
    )
    assert plan.particulars.setting == "Kelp Bay Academy" and plan.subject.dob == date(2015, 3, 9)
    told = plan_of("Name: Juno Askew", "Juniper Askew was born on 9 March 2015.", *BODY).subject
    assert (told.name, told.other_names, told.dob) == ("Juno Askew", (), date(2015, 3, 9))


def test_a_sentence_about_a_club_gives_no_school() -> None:
    assert plan_of("Name: Juno Askew", "Juno attends a sailing club on Fridays.", *BODY).particulars.setting is None


@pytest.mark.parametrize("line", ["Her sister was born on 4 May 2019.", "Juno's brother Col was born on 4 May 2019."])
def test_the_birthday_of_a_sister_or_brother_is_not_the_childs(line: str) -> None:
    child = plan_of(line, *BODY).subject
    assert (child.name, child.dob) == (None, None)


@pytest.mark.parametrize(
    "line",
    ["Her sister is in Year 9.", "Her sister, Ada, is in Year 9.", "Mum attends Kelp Bay Hospital.", "Her school is known as The Wharf."],
)
def test_what_a_sentence_tells_of_somebody_else_is_not_the_childs(line: str) -> None:
    plan = plan_of("Name: Juno Askew", line, *BODY)
    assert (plan.subject.year, plan.subject.known_as, plan.particulars.setting) == (None, None, None)


def test_the_mother_in_a_sentence_does_not_hide_the_childs_year() -> None:
    assert plan_of("Name: Juno Askew", "She lives with her mother and is in Year 6.", *BODY).subject.year == 6


def test_a_pronoun_that_was_born_on_a_day_gives_the_day_and_no_name() -> None:
    child = plan_of("She was born on 9 March 2015.", *BODY).subject
    assert (child.name, child.dob) == (None, date(2015, 3, 9))


def test_the_year_in_a_sentence_of_the_sections_is_not_the_childs() -> None:
    assert plan_of("Name: Juno Askew", *BODY, "Her reading is that of a child who is in Year 2.").subject.year is None


def test_a_year_is_a_value_and_no_label() -> None:
    plan = plan_of(table(row("!Name", "!Year group"), row("Juno Askew", "Year 3")), *BODY)
    assert (plan.subject.name, plan.subject.year) == ("Juno Askew", 3)


# The covering letter.

LETTER = (
    "Wexmouth Council",
    "14 May 2026",
    "Dear Ms Askew",
    "Re: Juno Askew, born 9 March 2015",
    "Please find enclosed the final Education, Health and Care Plan.",
)


def test_a_covering_letter_gives_name_birthday_and_date() -> None:
    plan = plan_of(*LETTER, *BODY)
    assert (plan.subject.name, plan.subject.dob, plan.particulars.issue_date) == ("Juno Askew", date(2015, 3, 9), date(2026, 5, 14))


@pytest.mark.parametrize("born", [" DOB 9 March 2015", " D.O.B. 9/3/2015", " (date of birth: 9 March 2015)", " Date of birth 9 March 2015"])
def test_the_birthday_after_the_name_in_a_letter_is_no_part_of_the_name(born: str) -> None:
    child = plan_of(*LETTER[:3], f"Re: Juno Askew{born}", LETTER[4], *BODY).subject
    assert (child.name, child.dob) == ("Juno Askew", date(2015, 3, 9))


def test_a_letter_that_encloses_no_plan_dates_none() -> None:
    plan = plan_of(*LETTER[:4], "Thank you for coming to the meeting.", *BODY)
    assert plan.subject.name == "Juno Askew" and plan.particulars.issue_date is None


def test_a_field_is_believed_before_the_letter_and_the_child_is_no_second_person() -> None:
    plan = plan_of(*LETTER, "Name: Juno Mary Askew", "Date of issue: 20 May 2026", *BODY)
    assert plan.particulars.issue_date == date(2026, 5, 20)
    assert (plan.subject.name, plan.subject.other_names) == ("Juno Mary Askew", ())


@pytest.mark.parametrize(
    "line", ["Re: Final Education, Health and Care Plan", "Re: Annual Review Meeting", "Subject: Proposed Amended Plan"]
)
def test_a_letter_about_a_plan_or_a_meeting_names_nobody(line: str) -> None:
    assert plan_of(*LETTER[:3], line, LETTER[4], *BODY).subject.name is None


def test_a_letter_that_names_child_and_plan_gives_the_childs_name_alone() -> None:
    assert plan_of(*LETTER[:3], "Re: Juno Askew Final EHC Plan", LETTER[4], *BODY).subject.name == "Juno Askew"


def test_a_line_about_a_person_without_a_letter_names_nobody() -> None:
    assert plan_of("Re: Juno Askew, born 9 March 2015", *BODY).subject.name is None


# Names on the cover.


def test_the_full_name_below_a_title_with_the_first_name_is_the_childs() -> None:
    for title in ("Juno's plan", "Juno\u2019s Education, Health and Care Plan"):
        assert plan_of(title, "Juno Askew", *BODY).subject.name == "Juno Askew"


def test_a_heading_that_ends_with_the_first_name_is_no_full_name() -> None:
    assert plan_of("Juno's plan", "About Juno", *BODY).subject.name is None
    assert plan_of("Juno's EHC plan", "About Juno", *BODY).subject.name == "Juno"


def test_the_full_name_beside_the_title_of_the_plan_is_the_childs() -> None:
    assert plan_of("Education, Health and Care Plan", "Juno Askew", *BODY).subject.name == "Juno Askew"


@pytest.mark.parametrize("line", ["Wexmouth Council", "Thornwick Primary School", "Final Plan", "Strictly Private"])
def test_other_lines_beside_the_title_are_no_names(line: str) -> None:
    assert plan_of("Education, Health and Care Plan", line, *BODY).subject.name is None


def test_a_name_after_the_title_on_its_line_is_the_childs() -> None:
    for line in ("EHC Plan: Juno Askew", "EHC Plan \u2013 Juno Askew"):
        assert plan_of(line, *BODY).subject.name == "Juno Askew"


@pytest.mark.parametrize("rest", ["Final Version", "Wexmouth Council", "Annual Review"])
def test_other_words_after_the_title_on_its_line_name_nobody(rest: str) -> None:
    for line in (f"EHC Plan: {rest}", f"Education, Health and Care Plan \u2013 {rest}"):
        assert plan_of(line, *BODY).subject.name is None


def test_a_full_name_far_from_title_and_owner_is_nobody() -> None:
    assert plan_of("Juno's plan", "Written with care", "Piers Lanyon", *BODY).subject.name is None


@pytest.mark.parametrize(
    "value",
    [
        "Ann Askew and Tom Reed",
        "Ann Askew; Tom Reed",
        "Ann Askew (mother) Tom Reed (father)",
        "Ann Askew & Tom Reed",
    ],
)
def test_parents_named_in_one_value_are_parted(value: str) -> None:
    plan = plan_of(table(row("!Name", "Juno Askew"), row("!Parents or carers", value)), *BODY)
    assert plan.subject.other_names == ("Ann Askew", "Tom Reed")


# Profile beside the text.


def test_a_profile_in_text_boxes_before_section_a_belongs_to_it() -> None:
    plan = plan_of(
        para("What I like", bold=True, textbox=True),
        para("Canal boats and quiet mornings.", textbox=True),
        "Wexmouth Council wrote this.",
        *BODY,
    )
    assert texts(plan, "A") == ["Canal boats and quiet mornings.", "Juno loves canal boats."]


def test_other_text_boxes_at_the_front_belong_to_no_section() -> None:
    plan = plan_of(para("How to reach us", bold=True, textbox=True), para("Ring the duty desk.", textbox=True), *BODY)
    assert texts(plan, "A") == ["Juno loves canal boats."]


# The council.


def test_a_council_of_a_profession_is_no_authority() -> None:
    plan = plan_of("Registered with the Health and Care Professions Council", "Wexmouth Council", *BODY)
    assert plan.particulars.authority == "Wexmouth Council"
    assert plan_of("Registered with the General Medical Council", *BODY).particulars.authority is None


def test_a_council_named_only_at_the_sign_off_is_the_authority() -> None:
    end = table(row("!Local authority", "Wexmouth Council"), row("!Date", "14 May 2026"))
    assert plan_of(*BODY, *ADVICE, head("Sign off"), end).particulars.authority == "Wexmouth Council"
    plan = plan_of(*BODY, *ADVICE, head("Right of appeal"), "Kelp Bay Council ran this service until 2024.", end)
    assert plan.particulars.authority == "Wexmouth Council"


def test_a_person_who_signs_for_the_council_is_no_authority() -> None:
    plan = plan_of(*BODY, *ADVICE, head("Sign off"), table(row("!Local authority", "Piers Lanyon"), row("!Date", "14 May 2026")))
    assert plan.particulars.authority is None


# Status and dates.


def test_a_status_line_may_carry_its_date() -> None:
    plan = plan_of("Draft for consultation, 30 October 2026", *BODY)
    assert (plan.state, plan.particulars.issue_date) == ("draft", date(2026, 10, 30))


@pytest.mark.parametrize("line", ["Final version replaced on 30 October 2026", "Draft review held on 30 October 2026"])
def test_dates_of_other_things_are_not_the_plans(line: str) -> None:
    assert plan_of(line, *BODY).particulars.issue_date is None


def test_a_sign_off_table_after_the_advice_gives_status_and_dates() -> None:
    end = table(
        row("!Signed on behalf of the council", "P. Lanyon"),
        row("!Plan status", "Final"),
        row("!Date of issue", "14 May 2026"),
        row("!Review date", "13 May 2027"),
    )
    plan = plan_of(*BODY, *ADVICE, end)
    own = plan.particulars
    assert (plan.state, own.issue_date, own.review_due) == ("final", date(2026, 5, 14), date(2027, 5, 13))
    assert [a.title for a in plan.advice] == ["School report"]


def test_the_status_on_the_cover_is_believed_before_the_sign_off() -> None:
    end = table(row("!Signed on behalf of the council", "P. Lanyon"), row("!Plan status", "Final"))
    assert plan_of("Status: Draft", *BODY, *ADVICE, end).state == "draft"


def test_a_date_beside_a_signature_is_no_advice() -> None:
    plan = plan_of(*BODY, *ADVICE, "Date: 14 May 2026")
    assert len(plan.advice) == 1


@pytest.mark.parametrize(
    "line",
    [
        "The plan will be reviewed by 13 May 2027.",
        "We will look at this plan again before 13 May 2027.",
        "The annual review is due by 13 May 2027.",
    ],
)
def test_a_sentence_tells_when_the_plan_is_reviewed(line: str) -> None:
    assert plan_of("Name: Juno Askew", line, *BODY).particulars.review_due == date(2027, 5, 13)


def test_a_sentence_about_a_past_review_sets_no_date() -> None:
    assert plan_of("The plan was reviewed with the family on 13 May 2025.", *BODY).particulars.review_due is None


# A short name that no field gives.


def _others(context: Context) -> list[str]:
    return [fact.words for fact in observe_phrases(context) if fact.subject == "other_name"]


SAID = tuple(("", f"Oliver struggles to {what}.") for what in ("wait", "read", "write", "run", "count", "listen", "share", "rest", "draw"))


def test_a_name_used_everywhere_is_what_the_child_goes_by() -> None:
    assert _others(context_of(replace(MIA, known_as=None), B=list(SAID))) == []


def test_a_name_used_in_a_few_items_is_another_childs() -> None:
    assert _others(context_of(B=list(SAID[:3]))) == ["Oliver"] * 3


def test_a_name_used_often_beside_the_childs_own_used_more_often_is_another_childs() -> None:
    own = [("", text.replace("Oliver", "Mia")) for _, text in SAID] + [("", "Mia struggles to sing.")]
    assert _others(context_of(B=[*own, *SAID])) == ["Oliver"] * 9

"""The child and the plan, from wherever they are printed; the state of the document; the list of advice."""

from __future__ import annotations

from datetime import date

import pytest

from tests.structure_kit import head, para, plan_of, row, table

BODY = (
    head("Section A"),
    "Rowan likes trains.",
    head("Section B"),
    "He cannot read signs. He said that he wants his friend.",
    head("Section F"),
    "Daily reading of signs with him.",
)


def test_a_table_of_labels_and_values() -> None:
    plan = plan_of(
        table(
            row("!Name", "Rowan Hale", "!Preferred name", "Ro"),
            row("!Date of Birth", "04/05/2016", "!Year group", "Year 5"),
            row("!Current school", "Larch Hill School", "!Local authority", "Wexmouth Council"),
            row("!Date of EHC Plan", "12/06/2026", "!Review due", "11/06/2027"),
            row("!Parent or carer 1", "Ann Hale (mother)", "!Looked after?", "No"),
        ),
        *BODY,
    )
    child, own = plan.subject, plan.particulars
    assert (child.name, child.known_as, child.dob, child.year_group, child.year) == ("Rowan Hale", "Ro", date(2016, 5, 4), "5", 5)
    assert (child.age, child.computed_year, child.in_care, child.other_names, child.pronouns) == (10, 5, False, ("Ann Hale",), "he")
    assert (own.authority, own.setting, own.issue_date, own.review_due) == (
        "Wexmouth Council",
        "Larch Hill School",
        date(2026, 6, 12),
        date(2027, 6, 11),
    )


def test_tabbed_and_dotted_lines() -> None:
    plan = plan_of(
        "\tName:\tRowan Hale",
        "Date of birth: .......... 4 May 2016",
        "Known as: Ro",
        "Review date: 11 June 2027 and annually thereafter",
        *BODY,
    )
    assert (plan.subject.name, plan.subject.known_as, plan.particulars.review_due) == ("Rowan Hale", "Ro", date(2027, 6, 11))


def test_date_authority_and_name_in_one_sentence() -> None:
    plan = plan_of("This plan is made on 12 June 2026 by Wexmouth Council ('the authority') in respect of Rowan Hale.", *BODY)
    assert (plan.subject.name, plan.particulars.authority, plan.particulars.issue_date) == (
        "Rowan Hale",
        "Wexmouth Council",
        date(2026, 6, 12),
    )


def test_surname_and_forename_apart_and_a_parents_name_after() -> None:
    plan = plan_of(
        table(row("!Surname", "Hale", "!Other names", "Rowan")), table(row("!Name", "Ann Hale", "!Relationship", "mother")), *BODY
    )
    assert plan.subject.name == "Rowan Hale" and plan.subject.other_names == ("Ann Hale",)


def test_name_from_the_title_or_from_a_header_in_capitals() -> None:
    assert plan_of(head("Rowan Hale's Education, Health and Care Plan"), *BODY).subject.name == "Rowan Hale"
    assert plan_of(head("Education, Health and Care Plan"), *BODY, header="HALE, Rowan").subject.name == "Rowan Hale"


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (("\u2612 Draft   \u2610 Final",), "draft"),
        (("Draft \u2610  Final \u2612",), "final"),
        (("DRAFT EDUCATION, HEALTH AND CARE PLAN",), "draft"),
        (("Amended Final EHC Plan",), "amended final"),
        (("EHC Plan (Final/Amended/Draft)",), "unknown"),
        (("Amendment Notice",), "amendment notice"),
        (("Status: Final", "Previous status: Draft"), "final"),
        (("Working document for the tribunal",), "working document"),
        (("\u2610 Draft plan", "\u2610 Final plan"), "unknown"),
        (("Date of draft EHC Plan: 3/2/2026",), "draft"),
    ],
)
def test_the_state_of_the_document(lines: tuple[str, ...], state: str) -> None:
    assert plan_of(*lines, *BODY).state == state


def test_the_state_may_stand_in_a_header_alone() -> None:
    assert plan_of(head("Education, Health and Care Plan"), *BODY, header="Proposed EHC plan").state == "draft"


def test_the_first_issue_is_not_the_plans_date() -> None:
    plan = plan_of("Date of issue of first EHC plan: 1/9/2021", "Date of EHC plan: 12/6/2026", *BODY)
    assert (plan.particulars.first_issue, plan.particulars.issue_date) == (date(2021, 9, 1), date(2026, 6, 12))


def test_reception_and_nursery_have_numbers_too() -> None:
    assert plan_of("Year group: Reception", *BODY).subject.year == 0
    assert plan_of("Year group: Nursery", *BODY).subject.year == -1


def test_advice_in_a_table() -> None:
    plan = plan_of(
        *BODY,
        head("Section K"),
        table(
            row("!Advice", "!Date of report", "!From", "!Attached"),
            row("Medical advice", "3 May 2026", "Dr Una Grey, Paediatrician, Wexmouth Clinic", "Yes"),
            row("Social care advice", "", "", "No"),
        ),
    )
    first, second = plan.advice
    assert (first.title, first.author, first.role, first.service) == ("Medical advice", "Dr Una Grey", "Paediatrician", "Wexmouth Clinic")
    assert (first.date, first.attached, second.date, second.attached) == (date(2026, 5, 3), True, None, False)


def test_advice_in_lines() -> None:
    plan = plan_of(
        *BODY,
        head("Section K"),
        "The following are attached:",
        "Psychological advice, from Dr Ola Finch, Educational psychologist, dated 7 April 2026",
        para("Parents' views (2/3/2026)"),
    )
    assert [(a.title, a.author, a.role, a.date) for a in plan.advice] == [
        ("Psychological advice", "Dr Ola Finch", "Educational psychologist", date(2026, 4, 7)),
        ("Parents' views", "", "", date(2026, 3, 2)),
    ]


def test_a_list_of_advice_before_section_a_needs_no_letter() -> None:
    plan = plan_of(
        head("People who have contributed to and written this Education, Health and Care Plan are:"),
        table(row("!Report", "!Name", "!Service", "!Date"), row("Medical advice", "Dr Una Grey", "Wexmouth Clinic", "3/5/2026")),
        head("My personal details"),
        "Name: Rowan Hale",
        *BODY,
    )
    assert (
        [a.title for a in plan.advice] == ["Medical advice"] and not plan.sections["K"].label_present and plan.subject.name == "Rowan Hale"
    )

"""Rows of statements: columns joined, roles kept, links resolved."""

from __future__ import annotations

from tests.structure_kit import bullet, head, plan_of, row, table, texts

A = (head("Section A"), "Rowan likes trains and tall ships.")
B = (head("Section B"), "B1 Rowan finds it hard to begin a piece of writing.", "B2 He tires by noon.")


def test_columns_of_a_row_are_one_item_with_their_roles() -> None:
    plan = plan_of(
        *A,
        *B,
        head("Section F"),
        table(
            row("!Provision", "!By whom", "!Frequency", "!Which need does this provision meet"),
            row("Sentence starters on a card (K1)", "A teaching assistant", "In each lesson", "B1"),
        ),
    )
    (item,) = plan.items("F")
    assert item.text == "Sentence starters on a card A teaching assistant In each lesson"
    assert (item.column("who"), item.column("how_often"), item.tags) == ("A teaching assistant", "In each lesson", ("K1",))
    assert item.serves == ("B1",)


def test_needs_outcomes_and_provision_of_one_row_belong_together() -> None:
    plan = plan_of(
        *A,
        table(
            row("!Section B Need", "!Section E Outcome", "!Section F Provision", "!Who"),
            row("He cannot read signs.", "He will read ten signs by July 2027.", "Sign reading for ten minutes a day", "TA"),
            row(None, None, "A sign hunt in town each half term", "Teacher"),
        ),
    )
    first, second = plan.items("F")
    assert first.serves == ("B1", "E1") == second.serves and plan.items("E")[0].serves == ("B1",)


def test_letters_alone_may_head_columns() -> None:
    plan = plan_of(
        *A,
        head("Needs, outcomes and provision"),
        table(
            row("!No.", "!B", "!E", "!F", "!How often"),
            row("1", "He cannot read signs.", "He will read ten by May 2027.", "Sign reading with a TA", "Daily"),
        ),
    )
    assert [texts(plan, s) for s in "BEF"] == [
        ["He cannot read signs."],
        ["He will read ten by May 2027."],
        ["Sign reading with a TA Daily"],
    ]


def test_row_labels_place_the_cells_beside_them() -> None:
    plan = plan_of(
        *A,
        *B,
        table(
            row("!Outcome 1", width=4),
            row("!Section E", "He will write a paragraph alone by July 2027."),
            row("!Steps towards", "He will write two sentences."),
            row("!", "!What", "!Who", "!How often"),
            row("!Section F", "Sentence starters", "TA", "Daily"),
            row("!Section G", "\u2013", "", ""),
        ),
    )
    assert texts(plan, "E", "outcome") == ["He will write a paragraph alone by July 2027."]
    assert texts(plan, "E", "step") == ["He will write two sentences."]
    assert texts(plan, "F") == ["Sentence starters TA Daily"] and plan.sections["G"].status == "blank"


def test_a_row_with_only_manner_goes_on_with_the_row_above() -> None:
    plan = plan_of(
        *A,
        *B,
        head("Section F"),
        table(row("!What", "!Who", "!How often"), row("Sign reading", "TA", "Daily"), row("", "", "and on trips")),
    )
    assert texts(plan, "F") == ["Sign reading TA Daily and on trips"]


def test_statements_that_share_a_row_share_out_its_columns() -> None:
    plan = plan_of(
        *A,
        *B,
        head("Section F"),
        table(
            row("!Provision", "!By whom", "!Frequency"),
            row(["Reading with an adult.", "Phonics group."], ["TA", "Teacher"], ["Daily", "Weekly"]),
        ),
    )
    assert texts(plan, "F") == ["Reading with an adult. TA Daily", "Phonics group. Teacher Weekly"]


def test_a_review_column_is_kept_but_is_not_the_item() -> None:
    plan = plan_of(*A, *B, head("Section F"), table(row("!What will happen", "!Reviewed"), row("Daily reading with a TA.", "Each term")))
    (item,) = plan.items("F")
    assert item.text == "Daily reading with a TA." and item.column("review") == "Each term"


def test_see_f2_is_a_pointer_and_no_item() -> None:
    plan = plan_of(
        *A,
        table(
            row("!Need no.", "!Section B Need", "!Section F Provision", "!Who"),
            row("B1", "He cannot read signs.", "F1 Sign reading", "TA"),
            row("B2", "He cannot read menus.", "See F1", ""),
        ),
    )
    assert len(plan.items("F")) == 1 and plan.items("F")[0].serves == ("B1", "B2")


def test_working_well_and_not_so_well_are_strengths_and_needs() -> None:
    plan = plan_of(
        *A,
        head("Section B"),
        table(row("!What is working well", "!What is not working so well"), row("He talks to adults.", "He cannot follow a group talk.")),
        head("Section F"),
        "Daily talk time.",
    )
    assert texts(plan, "B", "strength") == ["He talks to adults."] and texts(plan, "B", "need") == ["He cannot follow a group talk."]


def test_a_section_in_a_cell_of_its_own_beside_the_title() -> None:
    plan = plan_of(
        table(row("!A1", "!Summary of the child's history"), row("", "He was born in Wexmouth.")), *B, head("Section F"), "Daily talk time."
    )
    assert texts(plan, "A") == ["He was born in Wexmouth."]


def test_steps_are_no_outcomes() -> None:
    plan = plan_of(
        *A,
        *B,
        head("Section E"),
        bullet("He will read ten signs by July 2027.", "1."),
        "Steps towards this outcome",
        bullet("He will read two signs."),
        bullet("He will dress alone by July 2027.", "2."),
        head("Section F"),
        "Daily talk time.",
    )
    assert texts(plan, "E", "outcome") == ["He will read ten signs by July 2027.", "He will dress alone by July 2027."]
    assert texts(plan, "E", "step") == ["He will read two signs."]


def test_columns_of_section_a_are_views_of_their_own() -> None:
    plan = plan_of(
        head("Section A"),
        table(row("!What people like about me", "!What matters to me"), row("He is kind.", "Trains.")),
        *B,
        head("Section F"),
        "Talk time.",
    )
    assert [(i.headings, i.text) for i in plan.items("A")] == [
        (("What people like about me",), "He is kind."),
        (("What matters to me",), "Trains."),
    ]


def test_an_outcome_repeated_beside_its_provision_is_only_a_link() -> None:
    plan = plan_of(
        *A,
        *B,
        head("Section E"),
        "Outcome 1: By July 2027 he will buy a ticket.",
        head("Section F"),
        table(row("!Outcome", "!Provision", "!Who"), row("1. By July 2027 he will buy a ticket.", "Ticket practice on Fridays", "TA")),
    )
    assert texts(plan, "F") == ["Ticket practice on Fridays TA"] and plan.items("F")[0].serves == ("E1",)
    assert len(plan.items("E")) == 1


def test_a_chapter_that_comes_again_without_an_area_takes_none_from_the_one_before() -> None:
    chapter = head("Special Educational Needs and Provision (B-F-E)")
    columns = row("!B - Special Educational Needs", "!F - Special Educational Provision", "!E - Outcomes")
    plan = plan_of(
        head("A - Views"), "Rowan likes trains.",
        chapter, head("Cognition and learning", 2),
        table(columns, row("Rowan cannot write alone.", "A teacher will scribe for ten minutes a day.", "He will write by May 2027.")),
        chapter, table(columns, row("", "The co-ordinator will meet his parents for an hour each term.", "")),
    )
    assert [item.area for item in plan.sections["F"].items] == ["Cognition and learning", None]

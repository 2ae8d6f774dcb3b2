"""What is one item, what kind it is, where it stands."""

from __future__ import annotations

from tests.structure_kit import bullet, head, para, plan_of, texts

A = (head("Section A"), "Rowan likes trains and tall ships.")
B = (head("Section B"), "Rowan cannot read signs.")
F = (head("Section F"), "Daily reading of signs with a teaching assistant.")


def test_paragraphs_under_one_heading_of_section_a_are_one_view() -> None:
    plan = plan_of(
        head("Section A"), head("What I like"), "Trains.", "And tall ships.", head("Our hopes"), "We want him to have a friend.", *B, *F
    )
    assert texts(plan, "A") == ["Trains. And tall ships.", "We want him to have a friend."]
    assert [i.headings for i in plan.items("A")] == [("What I like",), ("Our hopes",)]


def test_a_need_that_goes_on_in_a_second_paragraph_stays_one() -> None:
    plan = plan_of(
        *A, head("Section B"), "Rowan speaks in short phrases.", "This means that he waits to be asked.", "He tires by noon.", *F
    )
    assert texts(plan, "B") == ["Rowan speaks in short phrases. This means that he waits to be asked.", "He tires by noon."]


def test_short_bullets_under_a_line_belong_to_it_and_long_ones_stand_alone() -> None:
    plan = plan_of(
        *A,
        head("Section B"),
        "Rowan needs help with:",
        bullet("dressing"),
        bullet("toileting"),
        head("Section F"),
        "The school will provide:",
        bullet("A daily session of sign reading with a teaching assistant for ten minutes"),
        bullet("A weekly session of cooking with the class teacher for an hour at most"),
    )
    assert texts(plan, "B") == ["Rowan needs help with: dressing toileting"]
    assert len(texts(plan, "F")) == 2 and plan.items("F")[0].headings[-1] == "The school will provide:"


def test_printed_numbers_and_source_tags_leave_the_text() -> None:
    plan = plan_of(*A, head("Section B"), "B4  Rowan cannot read signs. (K1)", *F)
    (item,) = plan.items("B")
    assert (item.text, item.label, item.tags) == ("Rowan cannot read signs.", "B4", ("K1",))


def test_a_heading_with_a_deadline_stands_over_the_outcomes() -> None:
    plan = plan_of(
        *A,
        *B,
        head("Section E"),
        head("By the end of Key Stage 2"),
        head("Cognition and learning"),
        bullet("Rowan will write a paragraph without help."),
        *F,
    )
    (item,) = plan.items("E")
    assert item.headings == ("By the end of Key Stage 2", "Cognition and learning") and item.area == "Cognition and learning"


def test_provision_under_a_heading_serves_the_outcome_it_names() -> None:
    plan = plan_of(
        *A,
        *B,
        head("Section E"),
        "Outcome 1: He will read ten signs by July 2027.",
        "Outcome 2: He will dress alone by May 2027.",
        head("Section F"),
        head("Provision to meet outcome 2"),
        bullet("Daily practice with a teaching assistant."),
    )
    assert plan.items("F")[0].serves == ("E2",)


def test_a_line_of_links_belongs_to_the_provision_above() -> None:
    plan = plan_of(
        *A,
        head("Section B"),
        "B1 He cannot read signs.",
        "B2 He tires by noon.",
        head("Section F"),
        "F1 A rest after lunch.",
        "Need: B1, B2",
    )
    assert texts(plan, "F") == ["A rest after lunch."] and plan.items("F")[0].serves == ("B1", "B2")


def test_strengths_before_bulleted_needs_are_strengths() -> None:
    plan = plan_of(
        *A,
        head("Section B"),
        head("Communication and interaction (strengths, needs and current functioning):"),
        "He greets everybody.",
        bullet("He cannot follow a group talk."),
        *F,
    )
    assert texts(plan, "B", "strength") == ["He greets everybody."] and texts(plan, "B", "need") == ["He cannot follow a group talk."]


def test_strengths_are_counted_apart_from_needs() -> None:
    plan = plan_of(*A, head("Section B"), head("Strengths"), bullet("He greets everybody."), head("Needs"), bullet("He tires by noon."), *F)
    assert [i.id for i in plan.items("B")] == ["B.strength1", "B1"]


def test_every_item_knows_its_place() -> None:
    plan = plan_of(*A, head("Section B"), "B1  He tires by noon.", *F)
    (place,) = plan.items("B")[0].places
    assert (place.start, place.end) == (4, 21)


def test_bold_text_of_an_amended_plan_is_content() -> None:
    plan = plan_of(*A, *B, head("Section F"), para("A teaching assistant will read with Rowan for ten minutes each day.", bold=True))
    assert len(texts(plan, "F")) == 1


def test_template_words_inside_an_item_are_reported_with_it() -> None:
    plan = plan_of(*A, *B, head("Section F"), "The school will fit a rail [date TBC].")
    assert ("[date TBC]", "F", "F1") in plan.residue


def test_an_item_bears_the_number_that_the_plan_prints() -> None:
    plan = plan_of(*A, *B, head("Section E"), "Outcome 5: By July 2027 Rowan will read ten signs.",
                   "Outcome 2: By May 2027 Rowan will ask the way.",
                   head("Section F"), "F3. A teacher will teach signs daily.", "F1. A mentor will walk with Rowan weekly.",
                   head("Section H2"), "1) A carer will visit each Friday.", "2) A club will meet each Monday.")
    assert [[i.id for i in plan.items(s)] for s in ("E", "F", "H2")] == [["E5", "E2"], ["F3", "F1"], ["H2.1", "H2.2"]]


def test_items_are_counted_where_some_bear_no_number_or_two_the_same() -> None:
    plan = plan_of(*A, *B, head("Section F"), "F3. A teacher will teach signs daily.", "F3. A mentor will walk with Rowan weekly.",
                   head("Section G"), "A doctor will see Rowan each year in the clinic.", "G2. A nurse will train staff each term.")
    assert [[i.id for i in plan.items(s)] for s in ("F", "G")] == [["F1", "F2"], ["G1", "G2"]]

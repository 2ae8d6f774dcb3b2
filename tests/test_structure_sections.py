"""The same plan in many layouts: the content must stand in the same sections."""

from __future__ import annotations

from tests.structure_kit import bullet, head, para, plan_of, row, table, texts

VIEW = "Rowan likes trains and finds the lunch hall too loud."
NEED = "Rowan finds it hard to begin a piece of writing."
HELP = "A teaching assistant will scribe for Rowan for 20 minutes in every English lesson."
A = (head("Section A: Views"), VIEW)
B = (head("Section B: Special educational needs"), NEED)
F = (head("Section F: Special educational provision"), HELP)


def test_lettered_headings_part_the_text() -> None:
    plan = plan_of(*A, *B, *F)
    assert (texts(plan, "A"), texts(plan, "B"), texts(plan, "F")) == ([VIEW], [NEED], [HELP])
    assert plan.sections["B"].label_present and plan.sections["C"].status == "missing" and not plan.why_not


def test_sections_may_stand_in_any_order() -> None:
    plan = plan_of(*F, *A, *B)
    assert (texts(plan, "A"), texts(plan, "B"), texts(plan, "F")) == ([VIEW], [NEED], [HELP])


def test_titles_without_letters_are_read_but_no_label_is_claimed() -> None:
    plan = plan_of(
        head("My views, interests and aspirations"),
        VIEW,
        head("My special educational needs"),
        NEED,
        head("My outcomes"),
        "Rowan will write a paragraph by July 2027.",
        head("Special educational provision"),
        HELP,
    )
    assert (texts(plan, "A"), texts(plan, "B"), texts(plan, "F")) == ([VIEW], [NEED], [HELP])
    assert not any(plan.sections[s].label_present for s in "ABEF")


def test_a_contents_page_opens_no_section() -> None:
    plan = plan_of(
        head("Contents"), "Section A: Views\t2", "Section B: Special educational needs\t4", "Section F: Provision\t9", *A, *B, *F
    )
    assert (texts(plan, "A"), texts(plan, "B"), texts(plan, "F")) == ([VIEW], [NEED], [HELP])


def test_a_table_that_explains_the_sections_is_no_content() -> None:
    said = {
        "A": "Views",
        "B": "SEN",
        "C": "Health needs",
        "D": "Care needs",
        "E": "Outcomes",
        "F": "Provision",
        "G": "Health provision",
        "I": "Placement",
        "J": "Budget",
        "K": "Advice",
    }
    rest = [b for s, t in said.items() if s not in "ABF" for b in (head(f"Section {s}: {t}"), "Some words about this part of the plan.")]
    plan = plan_of(
        table(row("!Section label", "!What the section must include"), *(row(f"Section {s}", t) for s, t in said.items())),
        *A,
        *B,
        *F,
        *rest,
    )
    assert texts(plan, "A") == [VIEW] and texts(plan, "B") == [NEED]


def test_a_combined_heading_is_parted_by_its_column_heads() -> None:
    plan = plan_of(
        *A,
        *B,
        *F,
        head("Sections D (Social care needs) and H1 and H2 (Social care provision)"),
        table(
            row("!D - Social care needs", "!H1 - Social care provision", "!H2 - Other social care provision", "!E - Outcomes"),
            row("He runs towards roads.", "A worker will take him out each Saturday.", "None", "He will cross one road by May 2027."),
        ),
    )
    assert texts(plan, "D") == ["He runs towards roads."] and texts(plan, "H1") == ["A worker will take him out each Saturday."]
    assert plan.sections["H2"].status == "explicit_none" and texts(plan, "E") == ["He will cross one road by May 2027."]


def test_one_section_h_is_merged_and_its_items_stand_in_h1() -> None:
    plan = plan_of(*A, *B, *F, head("Section H: Social care provision"), "A family worker will visit for an hour each month.")
    assert plan.merged == ("H",) and len(texts(plan, "H1")) == 1 and not texts(plan, "H2")


def test_h1_and_h2_below_a_section_h_are_not_merged() -> None:
    plan = plan_of(
        *A,
        *B,
        *F,
        head("Section H: Social care provision"),
        head("H1: Provision under section 2 of the CSDPA"),
        "None.",
        head("H2: Other social care provision"),
        "A family worker will visit each month.",
    )
    assert plan.merged == () and plan.sections["H1"].status == "explicit_none" and len(texts(plan, "H2")) == 1


ASTHMA = "Rowan has asthma, which leaves him breathless when he runs."
NURSE = "The school nurse will check his inhaler technique once a term."


def test_two_sections_under_one_heading_are_merged_and_neither_is_called_silent() -> None:
    plan = plan_of(*A, *B, *F, head("Sections C and G: Health"), ASTHMA, NURSE)
    assert plan.merged == ("C", "G") and texts(plan, "C") == [ASTHMA, NURSE]
    assert (plan.sections["C"].status, plan.sections["G"].status) == ("content", "content")


def test_a_shared_heading_whose_parts_have_headings_of_their_own_is_not_merged() -> None:
    plan = plan_of(*A, *B, *F, head("Sections C and G: Health"), head("Needs", 2), ASTHMA, head("Provision", 2), NURSE)
    assert plan.merged == () and (texts(plan, "C"), texts(plan, "G")) == ([ASTHMA], [NURSE])


def test_a_section_with_another_label_of_its_own_is_not_merged() -> None:
    plan = plan_of(*A, *B, *F, head("Sections C and G: Health"), ASTHMA, head("Section G: Health provision"), NURSE)
    assert plan.merged == () and texts(plan, "G") == [NURSE]


def test_each_shared_heading_is_as_full_as_its_own_content() -> None:
    plan = plan_of(*A, *B, *F, head("Sections C and G: Health"), ASTHMA, head("Sections D and H: Social care"), "None.")
    assert plan.merged == ("C", "D", "G", "H")
    assert [plan.sections[x].status for x in ("G", "D", "H1", "H2")] == ["content", *["explicit_none"] * 3]


def test_four_states_are_kept_apart() -> None:
    plan = plan_of(
        *A,
        *B,
        *F,
        head("Section C"),
        "Rowan has no health care needs which relate to his special educational needs.",
        head("Section D"),
        "Advice awaited from social care.",
        head("Section G"),
        head("Section I"),
        "Larch Hill School",
    )
    states = {s: plan.sections[s].status for s in "CDGIJ"}
    assert states == {"C": "explicit_none", "D": "blank", "G": "blank", "I": "content", "J": "missing"}


def test_guidance_and_prompts_are_no_content() -> None:
    plan = plan_of(
        *A,
        head("Section B"),
        "In this section all of the special educational needs must be specified.",
        NEED,
        *F,
        head("Section J"),
        para("Click or tap here to enter text.", placeholder=True),
    )
    assert texts(plan, "B") == [NEED] and plan.sections["J"].status == "blank"
    assert ("Click or tap here to enter text.", "J", "") in plan.residue


def test_guidance_about_health_under_the_letter_d_leaves_it_section_d() -> None:
    plan = plan_of(
        *A, *B, *F, head("Section D"), "This section must specify any health needs which relate to the SEN.", "He runs towards roads."
    )
    assert texts(plan, "D") == ["He runs towards roads."]


def test_a_heading_that_is_no_section_ends_the_one_above() -> None:
    plan = plan_of(*A, *B, *F, head("Right of appeal"), "You have two months from the date of this letter to appeal to the tribunal.")
    assert texts(plan, "F") == [HELP]


def test_strengths_in_a_new_area_table_belong_to_needs() -> None:
    plan = plan_of(
        *A,
        table(
            row("!Cognition and learning", width=2),
            row("!Strengths", width=2),
            row("He knows every bus route.", width=2),
            row("!Section B: Special educational needs", width=2),
            row(NEED, width=2),
        ),
        *F,
    )
    assert texts(plan, "B", "strength") == ["He knows every bus route."] and texts(plan, "B", "need") == [NEED]
    assert plan.items("B", kind="need")[0].area == "Cognition and learning"


def test_a_document_without_needs_and_provision_is_not_judged_and_says_what_was_seen() -> None:
    plan = plan_of(*A)
    assert "could not read this template" in plan.why_not and "section B and F not found" in plan.why_not


def test_prose_about_a_section_does_not_open_it() -> None:
    plan = plan_of(*A, *B, "Section K lists the reports that describe this.", bullet("I get cross when I lose a game."), *F)
    assert len(texts(plan, "B")) == 3 and plan.sections["K"].status == "missing"


def test_words_in_no_section_are_measured() -> None:
    story = " ".join(["The council writes here about many other matters that concern nobody in particular."] * 6)
    plan = plan_of(*A, *B, *F, head("Glossary"), story)
    assert plan.unplaced > 0.15 and "per cent of the words" in plan.why_not

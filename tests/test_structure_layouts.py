"""Layouts of templates that number, order and frame their sections in ways of their own."""

from __future__ import annotations

import pytest

from qa_engine.structure.drafts import codes_elsewhere
from qa_engine.structure.heads import Heads
from qa_engine.structure.labels import read_label
from tests.structure_kit import LEXICON, bullet, head, para, plan_of, row, table, texts

HEADS = Heads(LEXICON, frozenset({"juno"}))
VIEW = "Juno loves canal boats and dislikes wet sleeves."
NEED = "Juno finds it hard to follow what a whole class is told."
AIM = "By July 2028 Juno will follow a spoken instruction of two parts in four lessons out of five."
HELP = "A teaching assistant will repeat each instruction to Juno in every lesson."
A = (head("Section A: Views"), VIEW)
B = (head("Section B: Special educational needs"), NEED)
E = (head("Section E: Outcomes"), AIM)
F = (head("Section F: Special educational provision"), HELP)


# Records: a label and a value in each row.

RECORD = (
    row("!Provision 1", HELP),
    row("!Who", "A teaching assistant"),
    row("!How often", "Every lesson"),
    row("!Outcome", "E1"),
    row("!Provision 2", "A teacher of the deaf will check the radio aid."),
    row("!Who", "The sensory service"),
    row("!How often", "Once a month"),
    row("!Outcome", "E1"),
)


def test_a_record_of_labels_and_values_is_one_statement_with_its_columns() -> None:
    plan = plan_of(*A, *B, *E, F[0], table(*RECORD))
    first, second = plan.items("F")
    assert (first.id, second.id) == ("F1", "F2") and second.column("who") == "The sensory service"
    assert (first.column("what"), first.column("how_often"), first.serves) == (HELP, "Every lesson", ("E1",))


@pytest.mark.parametrize("second", ["!Writing", "!Who"])
def test_a_table_of_labels_that_hold_no_record_keeps_its_rows_apart(second: str) -> None:
    told = ["Juno will read with an adult each day.", "A teacher will read with her on Fridays."]
    plan = plan_of(*A, *B, *E, F[0], table(row("!Reading", told[0]), row(second, told[1])))
    assert texts(plan, "F") == told


def test_a_row_that_names_the_area_of_need_puts_what_follows_under_it() -> None:
    plan = plan_of(*A, B[0], table(row("!Area of need", "Cognition and learning"), row("!Need", NEED)), *F)
    assert [(i.text, i.area) for i in plan.items("B")] == [(NEED, "Cognition and learning")]


@pytest.mark.parametrize("label", ["!Area of difficulty", "!Area of need"])
def test_a_statement_beside_the_label_of_an_area_is_a_need(label: str) -> None:
    plan = plan_of(*A, B[0], table(row(label, "He cannot read"), row(label, "He cannot count past ten")), *F)
    assert texts(plan, "B") == ["He cannot read", "He cannot count past ten"]


# Numbered headings.

PARTS = (
    head("Part 1: My views and interests"),
    VIEW,
    head("Part 2: Special educational needs"),
    NEED,
    head("Part 3: Outcomes"),
    AIM,
    head("Part 4: Special educational provision"),
    HELP,
)


def test_numbered_parts_are_told_by_their_titles_and_no_letter_is_claimed() -> None:
    plan = plan_of(*PARTS)
    assert [texts(plan, s) for s in "ABEF"] == [[VIEW], [NEED], [AIM], [HELP]] and not plan.sections["B"].label_present


def test_numbers_of_two_levels_head_sections_too() -> None:
    plan = plan_of(head("8 My views"), VIEW, head("9.1 Special educational needs"), NEED, head("9.2 Special educational provision"), HELP)
    assert (texts(plan, "B"), texts(plan, "F")) == ([NEED], [HELP])


def test_a_further_numbered_heading_of_no_section_ends_the_one_above() -> None:
    plan = plan_of(*PARTS, head("Part 5: How we wrote this"), "A meeting was held in the library.")
    assert texts(plan, "F") == [HELP]


def test_a_heading_without_a_number_or_with_one_of_another_rank_goes_on_with_the_section() -> None:
    more = "An adult will check that Juno has heard."
    assert texts(plan_of(*PARTS, head("How we wrote this"), more), "F") == [HELP, more]
    assert texts(plan_of(*PARTS, head("5 How we wrote this"), more), "F") == [HELP, more]


def test_letters_that_word_counts_by_itself_are_read_as_labels() -> None:
    titles = {"A": "Views", "B": "Special educational needs", "E": "Outcomes", "F": "Special educational provision"}
    for form in ("Section {}:", "{}."):
        said = zip(titles.items(), (VIEW, NEED, AIM, HELP), strict=True)
        plan = plan_of(*(b for (s, t), text in said for b in (para(t, bold=True, number=form.format(s)), text)))
        assert [texts(plan, s) for s in "ABEF"] == [[VIEW], [NEED], [AIM], [HELP]] and plan.sections["F"].label_present


def test_a_list_of_lettered_points_is_no_row_of_sections() -> None:
    said = [f"Health provision will be noted by Juno on card {n} in lessons." for n in range(1, 8)]
    plan = plan_of(*A, *B, F[0], *(bullet(text, f"{letter}.") for text, letter in zip(said, "ABCDEFG", strict=True)))
    assert texts(plan, "F") == said and plan.sections["G"].status == "missing"


def test_parts_counted_in_roman_numbers_name_no_section_i() -> None:
    plan = plan_of(head("PART I"), *A, head("PART II"), *B, head("PART III"), *F)
    assert not plan.sections["I"].label_present and (texts(plan, "A"), texts(plan, "B")) == ([VIEW], [NEED])


def test_part_i_among_lettered_parts_is_section_i() -> None:
    plan = plan_of(*A, *B, *F, head("Part I"), "Thornwick Primary School")
    assert texts(plan, "I") == ["Thornwick Primary School"]


# Labels that do not stand at the head of a line.


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Special educational needs (Section B)", ("B",)),
        ("Outcomes \u2013 Section E", ("E",)),
        ("Health needs and provision (C and G)", ("C", "G")),
        ("Special educational needs (Section B of the plan)", ("B",)),
    ],
)
def test_a_label_may_end_its_heading(text: str, letters: tuple[str, ...]) -> None:
    label = read_label(text, HEADS)
    assert label is not None and label.letters == letters and not label.at_end


@pytest.mark.parametrize(
    "text",
    [
        "Her cane is kept by the door (see Section B)",
        "This helps her with the needs in Section B.",
        "Juno swims (C)",
        "Her needs are told under: Section B",
    ],
)
def test_running_text_that_ends_with_a_letter_is_no_label(text: str) -> None:
    assert read_label(text, HEADS) is None


def test_a_label_after_an_unknown_title_needs_the_look_of_a_heading() -> None:
    words = "Juno copes better where the room is quiet (Section B)"
    plan = plan_of(*A, *B, *F, words)
    assert texts(plan, "F") == [HELP, words] and texts(plan, "B") == [NEED]
    bold = plan_of(*A, head("What gets in the way (Section B)"), NEED, *F)
    assert texts(bold, "B") == [NEED] and bold.sections["B"].label_present


def test_sections_labelled_at_the_end_of_their_headings_are_parted() -> None:
    plan = plan_of(
        head("Views (Section A)"), VIEW, head("Special educational needs (Section B)"), NEED, head("Provision (Section F)"), HELP
    )
    assert [texts(plan, s) for s in "ABF"] == [[VIEW], [NEED], [HELP]]


def test_a_chapter_of_three_sections_keeps_its_area_in_each_of_them() -> None:
    plan = plan_of(
        *A,
        head("Cognition and learning (Sections B, E and F)"),
        head("Needs", 2),
        NEED,
        head("Outcomes", 2),
        AIM,
        head("Provision", 2),
        HELP,
    )
    assert [texts(plan, s) for s in "BEF"] == [[NEED], [AIM], [HELP]] and not plan.merged
    assert {i.area for i in plan.items("B", "E", "F")} == {"Cognition and learning"}


def test_a_labelled_section_inside_a_chapter_keeps_the_chapters_area() -> None:
    chapter = head("Cognition and learning (Sections B and F)")
    plan = plan_of(*A, chapter, head("Section B: Needs", 2), NEED, head("Section F: Provision", 2), HELP)
    assert {(i.section, i.area) for i in plan.items("B", "F")} == {("B", "Cognition and learning"), ("F", "Cognition and learning")}


def test_the_letter_may_stand_in_the_cell_to_the_right_of_the_title() -> None:
    def banner(title: str, letter: str) -> object:
        return table(row(f"!{title}", f"!{letter}"))

    plan = plan_of(
        banner("Views", "A"), VIEW, banner("Special educational needs", "B"), NEED, banner("Special educational provision", "F"), HELP
    )
    assert [texts(plan, s) for s in "ABF"] == [[VIEW], [NEED], [HELP]] and plan.sections["B"].label_present


def test_a_letter_beside_plain_text_opens_nothing() -> None:
    plan = plan_of(*A, *B, *F, table(row("Juno sits at table", "C")))
    assert plan.sections["C"].status == "missing"


def test_sections_beyond_k_end_it() -> None:
    plan = plan_of(
        *A, *B, *F, head("Section K: Advice"), "School report, 3 May 2026", head("Section L: Home visits"), "A taxi calls at eight."
    )
    assert [a.title for a in plan.advice] == ["School report"] and not any("taxi" in t for t in texts(plan, "K"))


# Words before a colon.


def test_one_paragraph_of_need_outcome_and_provision_is_read_into_three_sections() -> None:
    told = f"Need: {NEED}\nOutcome: {AIM}\nProvision: {HELP}\nProvided by: a teaching assistant"
    plan = plan_of(*A, head("Sections B, E and F"), told)
    assert [texts(plan, s) for s in "BEF"] == [[NEED], [AIM], [f"{HELP} a teaching assistant"]] and not plan.merged


def test_steps_after_a_colon_belong_to_the_outcome() -> None:
    plan = plan_of(*A, *B, E[0], AIM, "Steps: Juno will first follow an instruction of one part.", *F)
    assert [(i.kind, i.text) for i in plan.items("E")] == [("outcome", AIM), ("step", "Juno will first follow an instruction of one part.")]


def test_a_sentence_with_a_colon_inside_a_section_of_its_own_stays_there() -> None:
    told = "Need: a calm corner will be kept free for Juno all day."
    plan = plan_of(*A, *B, F[0], told)
    assert texts(plan, "F") == [told] and texts(plan, "B") == [NEED]


def test_a_line_that_names_its_own_section_alone_is_left_as_it_is_written() -> None:
    plan = plan_of(*A, *B, F[0], "Support: an adult will sit near Juno in assembly.")
    assert texts(plan, "F") == ["Support: an adult will sit near Juno in assembly."]


def test_h1_and_h2_before_a_colon_open_their_sections() -> None:
    plan = plan_of(
        *A,
        *B,
        *F,
        head("Section H: Social care provision"),
        "H1 provision (CSDPA): A sitter will come to the home. She will stay for two hours each week",
        "H2 other social care provision: None.",
    )
    assert (
        texts(plan, "H1") == ["A sitter will come to the home. She will stay for two hours each week"]
        and plan.sections["H2"].status == "explicit_none"
    )


# What stands in a section and is no statement of it.


def test_not_applicable_to_this_outcome_says_nothing_of_the_section() -> None:
    plan = plan_of(
        *A, *B, *F, head("Section G: Health provision"), "Not applicable to this outcome", "A nurse will check her pump each week."
    )
    assert texts(plan, "G") == ["A nurse will check her pump each week."]


@pytest.mark.parametrize("filler", ["Not applicable to this outcome", "No input needed for this outcome"])
def test_a_section_with_nothing_but_fillers_has_said_that_there_is_none(filler: str) -> None:
    plan = plan_of(*A, *B, *F, head("Section G: Health provision"), filler, filler)
    assert plan.sections["G"].status == "explicit_none" and len(texts(plan, "G")) == 1


def test_a_bare_number_in_a_cell_of_its_own_numbers_what_follows() -> None:
    plan = plan_of(*A, B[0], table(row("1", NEED), row("2", "Juno cannot tie laces.")), *F)
    assert [(i.text, i.label) for i in plan.items("B")] == [(NEED, "1"), ("Juno cannot tie laces.", "2")]


def test_codes_of_other_sections_alone_on_a_line_are_links() -> None:
    needs = [bullet(t, f"B{n}") for n, t in enumerate((NEED, "Juno tires early.", "Juno cannot tie laces."), 1)]
    plan = plan_of(*A, B[0], *needs, E[0], AIM, "B1, B3", *F)
    assert [(i.text, i.serves) for i in plan.items("E")] == [(AIM, ("B1", "B3"))]


def test_codes_before_the_first_statement_of_a_section_link_nothing_of_the_section_before() -> None:
    plan = plan_of(*A, *B, *E, F[0], "B1, B3", HELP)
    assert plan.items("E")[0].serves == () and texts(plan, "F") == [HELP]


def test_a_code_of_the_section_itself_is_no_link() -> None:
    assert codes_elsewhere("B2, B4", "E") == [("", "B2"), ("", "B4")]
    assert codes_elsewhere("E2", "E") == [] and codes_elsewhere("B2 is harder now", "E") == []


def test_boxes_to_tick_at_a_review_are_no_outcomes() -> None:
    plan = plan_of(*A, *B, *E, "\u2610 Met \u2610 Partly met \u2610 Not met", "\u2610 No longer wanted", *F)
    assert texts(plan, "E") == [AIM]


@pytest.mark.parametrize("told", ["Juno will carry her own tray to a table each day by May 2027.", "Juno will carry her tray"])
def test_a_box_before_a_statement_leaves_it_a_statement(told: str) -> None:
    assert len(texts(plan_of(*A, *B, E[0], f"\u2610 {told}", *F), "E")) == 1


def test_guidance_in_the_band_of_a_label_is_no_need() -> None:
    band = para("Section B: Everything that makes school harder for a learner than for others of like age goes underneath.", fill=True)
    assert texts(plan_of(*A, band, NEED, *F), "B") == [NEED]


def test_a_statement_about_the_child_in_the_band_of_a_label_is_kept() -> None:
    band = para("Section B: Juno hears nothing on her left side and turns her head to whoever speaks.", fill=True)
    front = table(row("!Name", "Juno Askew"))
    (only,) = texts(plan_of(front, *A, band, *F), "B")
    assert only.startswith("Juno hears nothing on her left side and turns her head")


def test_small_italics_below_a_label_are_the_forms_own_words() -> None:
    prompt = para("what I would like to be able to do when I am older and by when", italic=True, size=8.0)
    assert texts(plan_of(*A, *B, E[0], prompt, AIM, *F), "E") == [AIM]


def test_a_column_of_progress_holds_no_outcome_of_its_own() -> None:
    plan = plan_of(*A, *B, E[0], table(row("!Outcome", "!Progress since last review"), row(AIM, "Juno now follows one part.")), *F)
    (only,) = plan.items("E")
    assert only.column("review") == "Juno now follows one part." and "now follows" not in only.text


def test_not_recorded_leaves_a_section_blank_and_is_no_residue() -> None:
    plan = plan_of(*A, *B, *F, head("Section J: Personal budget"), "Not recorded")
    assert plan.sections["J"].status == "blank" and not plan.residue


# Shading and italics.


def test_shaded_boxes_with_a_bold_heading_and_text_are_content_and_no_row_of_labels() -> None:
    said = [NEED, "Juno hides under tables when a bell rings."]
    boxes = [
        [para(title, bold=True, fill=True), para(text, fill=True)] for title, text in zip(("Attention", "Feelings"), said, strict=True)
    ]
    plan = plan_of(*A, B[0], table(row(*boxes), row("Juno tires early.", "Juno cannot tie laces.")), *F)
    assert texts(plan, "B") == [*said, "Juno tires early.", "Juno cannot tie laces."]


def test_a_plain_sentence_in_a_shaded_box_of_views_is_a_view() -> None:
    assert texts(plan_of(A[0], para("Juno would like to steer a narrow boat one day.", fill=True), *B, *F), "A") == [
        "Juno would like to steer a narrow boat one day."
    ]


def test_a_plain_sentence_in_a_shaded_box_is_content_and_a_bold_line_heads_it() -> None:
    plan = plan_of(*A, B[0], para("Attention", bold=True, fill=True), para(NEED, fill=True), *F)
    assert [(i.text, i.headings) for i in plan.items("B")] == [(NEED, ("Attention",))]


def test_numbered_sentences_in_a_shaded_box_are_items() -> None:
    said = [bullet(t, f"{n}.") for n, t in enumerate((NEED, "Juno cannot tie laces."), 1)]
    shaded = [para(p.text, number=p.number, fill=True) for p in said]
    assert len(texts(plan_of(*A, B[0], *shaded, *F), "B")) == 2


WELL = "Juno loves her walks, though she tires."
EPILEPSY = "Juno has epilepsy and finds it hard to stay awake after a seizure."


@pytest.mark.parametrize(("letter", "column"), [("C", "!Health needs"), ("D", "!Care needs")])
def test_italics_among_upright_statements_of_health_or_care_tell_a_strength(letter: str, column: str) -> None:
    plan = plan_of(*A, *B, *F, head(f"Section {letter}"), table(row(column, "!Notes"), row([para(WELL, italic=True), EPILEPSY], "")))
    assert (texts(plan, letter, "strength"), texts(plan, letter, "need")) == ([WELL], [EPILEPSY])


def test_italics_that_tell_of_a_difficulty_stay_a_need() -> None:
    hard = "Juno struggles to swallow tablets."
    plan = plan_of(*A, *B, *F, head("Section C"), table(row("!Health needs", "!Notes"), row([para(hard, italic=True), EPILEPSY], "")))
    assert texts(plan, "C", "strength") == [] and hard in texts(plan, "C", "need")


def test_bold_words_that_end_like_a_sentence_head_nothing() -> None:
    told = "Juno will sit near the door and the teacher."
    plan = plan_of(*A, *B, F[0], para(told, bold=True, level=3), HELP)
    assert texts(plan, "F") == [told, HELP] and not any(i.headings for i in plan.items("F"))


def test_where_stages_are_the_only_known_column_the_one_before_holds_the_outcomes() -> None:
    plan = plan_of(*A, *B, E[0], table(row("!In two years", "!Stages"), row(AIM, "Sit near the front.")), *F)
    assert [(i.kind, i.text) for i in plan.items("E")] == [("outcome", AIM), ("step", "Sit near the front.")]


def test_views_under_a_heading_on_their_own_first_line_stand_under_it() -> None:
    plan = plan_of(A[0], f"What Juno says:\n{VIEW}", *B, *F)
    assert [(i.text, i.headings) for i in plan.items("A")] == [(VIEW, ("What Juno says",))]

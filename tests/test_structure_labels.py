"""Labels of sections, and what only looks like one."""

from __future__ import annotations

import pytest

from qa_engine.language.lexicon import Lexicon
from qa_engine.structure.heads import Heads
from qa_engine.structure.labels import bare_letter, read_label
from tests.structure_kit import LEXICON

HEADS = Heads(LEXICON, frozenset({"rowan"}))


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Section A:", ("A",)),
        ("Section B - My needs", ("B",)),
        ("SECTIONC: Health needs", ("C",)),
        ("*Section D: Social care needs", ("D",)),
        ("(E) Outcomes", ("E",)),
        ("F \u2013 Special Educational Provision", ("F",)),
        ("SECTION G.", ("G",)),
        ("Section H 1", ("H1",)),
        ("Section Hi - Social care provision", ("H1",)),
        ("H(2) Other social care provision", ("H2",)),
        ("Section H", ("H",)),
        ("Part I", ("I",)),
        ("J: Personal budget", ("J",)),
        ("Section\u00a0K \u2014 Advice", ("K",)),
        ("A2 SUMMARY of the views of the child", ("A",)),
        ("C2. A summary of my other health care needs", ("C",)),
        ("Section E & F", ("E", "F")),
        ("B\nSpecial educational needs", ("B",)),
        ("Sections C (The health care needs which relate to their SEN) and G (Health care provision)", ("C", "G")),
        ("Sections D (Social care needs) and H1 and H2 (Social care provision)", ("D", "H1", "H2")),
    ],
)
def test_every_form_of_label_gives_its_letters(text: str, letters: tuple[str, ...]) -> None:
    label = read_label(text, HEADS)
    assert label is not None and label.letters == letters


@pytest.mark.parametrize(
    "text",
    [
        "I would like to work with animals.",
        "A cheerful boy who likes trains",
        "B finds reading hard.",
        "section 2 of the CSDPA 1970",
        "Section 20",
        "Section K was used to write this plan.",
        "Appendix B",
        "(K1)",
        "C1 Rowan has epilepsy.",
        "a) reading",
        "H1 form received",
        "Section F sets out the help that he gets",
        "E is for elephant",
        "I - like my brother - love football",
    ],
)
def test_prose_acts_tags_and_item_numbers_are_no_labels(text: str) -> None:
    assert read_label(text, HEADS) is None


def test_a_line_of_a_contents_page_is_known_by_its_leader_and_page() -> None:
    label = read_label("Section B: Special educational needs ........ 7", HEADS)
    assert label is not None and label.index


def test_a_statement_after_the_letter_is_content_and_no_title() -> None:
    label = read_label("Section J: The family did not want a personal budget this year.", HEADS)
    assert label is not None and not label.title and label.content.startswith("The family")


@pytest.mark.parametrize(("text", "letter"), [("F", "F"), ("A1", "A"), ("Section H2", "H2"), ("12", None), ("B and F", None)])
def test_a_letter_alone_is_read_only_where_nothing_else_stands(text: str, letter: str | None) -> None:
    assert bare_letter(text) == letter


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("All about me", "A"),
        ("My special educational needs", "B"),
        ("Health needs related to his special educational needs", "C"),
        ("Social care needs which relate to a disability", "D"),
        ("What we want to achieve", "E"),
        ("Special educational provision required", "F"),
        ("Any health provision reasonably required by the learning difficulties which result in SEN", "G"),
        ("Social care provision under the Chronically Sick and Disabled Persons Act 1970", "H1"),
        ("Any other social care provision", "H2"),
        ("Name and type of school", "I"),
        ("Direct payments", "J"),
        ("Advice and information gathered", "K"),
        ("Rowan's health needs", "C"),
    ],
)
def test_words_of_a_title_name_the_section(title: str, letter: str) -> None:
    assert (HEADS.names(title) or ("",))[0] == letter


def test_a_heading_of_several_sections_is_a_group() -> None:
    assert HEADS.group("Special educational needs, outcomes and provision") == ("B", "E", "F")
    assert HEADS.group("Health needs related to special educational needs") == ()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Who will do this?", "who"),
        ("By Whom", "who"),
        ("How often", "how_often"),
        ("Frequency", "how_often"),
        ("Which Need Does This Provision Meet", "need"),
        ("To meet outcome(s)", "outcome"),
        ("Group size", "group"),
    ],
)
def test_column_heads_give_roles(text: str, role: str) -> None:
    assert HEADS.column(text) == role


@pytest.mark.parametrize(("text", "title", "part"), [
    ("A.2 The views, interests and wishes of Rowan (in his words)", "The views, interests and wishes of Rowan (in his words)", "A2"),
    ("A.3 The views of the parents", "The views of the parents", "A3"),
    ("C.1 Health needs", "Health needs", "C1"),
])
def test_a_numbered_part_of_a_section_keeps_its_title_as_a_heading(text: str, title: str, part: str) -> None:
    label = read_label(text, HEADS)
    assert label and (label.letters, label.title, label.split) == ((part[0],), title, part)


def test_a_heading_with_the_childs_name_is_told_by_each_plans_own_names() -> None:
    first, second = Heads.of_a_plan(LEXICON), Heads.of_a_plan(LEXICON)
    first.know(frozenset({"rowan"}))
    second.know(frozenset({"linden"}))
    alone = Heads(LEXICON, frozenset({"rowan"})), Heads(LEXICON, frozenset({"linden"}))
    texts = "Rowan's special educational needs", "Linden's views and Rowan's views", "Special educational needs", "Linden outcomes Rowan"
    for text in texts:
        assert [(h.names(text), h.area(text), h.part(text), h.group(text)) for h in (first, second)] == [
            (h.names(text), h.area(text), h.part(text), h.group(text)) for h in alone]


def test_names_learned_late_change_what_was_answered_before() -> None:
    heads = Heads.of_a_plan(LEXICON)
    before = heads.names("Oakleigh Rivers special educational needs")
    heads.know(frozenset({"oakleigh", "rivers"}))
    assert before != heads.names("Oakleigh Rivers special educational needs") == ("B", True)


def test_what_is_kept_from_plan_to_plan_does_not_grow_for_ever() -> None:
    lexicon = Lexicon(LEXICON.lists)
    for plan in range(60):
        heads = Heads.of_a_plan(lexicon)
        for line in range(200):
            heads.part(f"Provision {plan} {line}")
    assert 0 < lexicon.once(Heads).remembered() < 9000


def test_long_text_is_not_kept_from_plan_to_plan() -> None:
    lexicon = Lexicon(LEXICON.lists)
    Heads.of_a_plan(lexicon).names("Special educational needs and what they mean " * 9)
    assert not lexicon.once(Heads).remembered()

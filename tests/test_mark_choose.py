"""Which findings become comments, and what the comments say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qa_engine.mark import Options, mark_and_tell
from qa_engine.mark.choose import MOST_STRENGTHS_IN_SECTION
from qa_engine.model.audit import Finding
from qa_engine.model.document import paragraphs
from qa_engine.model.plan import SECTIONS, Item, Particulars, Plan, Section, Subject
from qa_engine.read import read_bytes
from tests.documents import docx, p
from tests.marking import audit_of, comments, covered, finding

LINES = [f"Provision {n}: help will be given as required." for n in range(1, 31)]
DATA = docx(p("Our plan") + p("Section F: provision") + "".join(map(p, LINES)))


def audit(*findings: Finding) -> Any:
    """A plan with a heading and thirty provisions."""
    document = read_bytes(DATA, "plan.docx")
    _, heading, *lines = paragraphs(document.blocks)
    items = tuple(Item(f"F{n}", "F", "provision", line.text, places=(line.place,)) for n, line in enumerate(lines, 1))
    sections = {s: Section(s) for s in SECTIONS} | {"F": Section("F", "content", True, items=items, places=(heading.place,))}
    return audit_of(document, Plan("plan.docx", document.sha256, "draft", Subject(), Particulars(), sections), list(findings))


def written(tmp_path: Path, *findings: Finding, options: Options | None = None) -> tuple[str, list[tuple[str, str]]]:
    """The words of the comment at the top, and (words in the plan, words of the comment) of the others."""
    path = tmp_path / "plan.docx"
    path.write_bytes(DATA)
    data = mark_and_tell(path, audit(*findings), options or Options()).data
    top, *others = comments(data).items()
    return top[1], [(covered(data)[key], text) for key, text in others]


def test_a_comment_says_what_why_and_how_to_put_it_right(tmp_path: Path) -> None:
    _, [(words, text)] = written(tmp_path, finding("as required", severity="statutory"))
    assert words == "as required"
    assert text.splitlines() == [
        "F-04  Title of F-04 (apparent statutory point)", "Nobody can tell from F-04.",
        "Why: Children and Families Act 2014, section 42(2)", "Put right: “[Who, with what training] will … for [minutes].”"]


def test_a_possible_finding_asks_to_be_checked(tmp_path: Path) -> None:
    _, [(_, text)] = written(tmp_path, finding("as required", confidence="possible"))
    assert text.startswith("F-04  Title of F-04 (significant; possible, please check)\n")


def test_the_top_says_judgement_reasons_and_three_things_to_do_first(tmp_path: Path) -> None:
    top, others = written(tmp_path)
    assert top.splitlines() == [
        "Overall: Requires Improvement (stable)", "– Most provision gives no amount.", "Do first", "1. Say how often.", "2. Say who.",
        "3. Name the setting type.", "A check by rules, to be confirmed by people."]
    assert others == []


def test_findings_of_the_whole_plan_are_told_at_the_top(tmp_path: Path) -> None:
    top, others = written(tmp_path, finding(rule="P-01", item=None, section=None), finding(rule="J-01", item=None, section="J"))
    assert others == []
    assert "Title of P-01" in top and "Title of J-01" in top


def test_a_finding_of_a_section_stands_on_its_heading(tmp_path: Path) -> None:
    _, [(words, text)] = written(tmp_path, finding(rule="F-01", item=None))
    assert (words, "F-01" in text) == ("Section F: provision", True)


def test_words_of_a_section_are_found_among_its_items(tmp_path: Path) -> None:
    _, [(words, _)] = written(tmp_path, finding("Provision 7: help", item=None))
    assert words == "Provision 7: help"


def test_words_of_the_plan_are_found_anywhere(tmp_path: Path) -> None:
    _, [(words, _)] = written(tmp_path, finding("Our plan", item=None, section=None))
    assert words == "Our plan"


def test_points_on_one_phrase_are_one_comment_with_the_gravest_first(tmp_path: Path) -> None:
    _, [(_, text)] = written(tmp_path, finding("as required", rule="F-09"), finding("as required", rule="F-02", severity="statutory"))
    assert text.index("F-02") < text.index("F-09")


def test_a_point_on_an_item_and_one_on_all_its_words_meet(tmp_path: Path) -> None:
    _, found = written(tmp_path, finding("", rule="F-08"), finding(LINES[0], rule="F-09"))
    assert [words for words, _ in found] == [LINES[0]]


def test_practice_is_left_to_all_and_strengths_to_strengths(tmp_path: Path) -> None:
    given = [finding("as required"), finding("Provision 1", rule="F-20", severity="practice"), finding("help", rule="F-S1", strength=True)]
    told = {options: [text.split()[0] for _, text in written(tmp_path, *given, options=options)[1]]
            for options in (Options(), Options(practice=True), Options(strengths=True), Options(True, True))}
    assert list(told.values()) == [["F-04"], ["F-20", "F-04"], ["F-S1", "F-04"], ["F-20", "F-S1", "F-04"]]


def test_a_reader_gets_only_the_points_for_that_reader(tmp_path: Path) -> None:
    given = [finding("as required", rule="G-01", audience=("dco",)), finding("help", audience=("caseworker",)),
             finding("Provision", rule="X-1", audience=())]
    _, found = written(tmp_path, *given, options=Options(audience="dco"))
    assert [text.split()[0] for _, text in found] == ["X-1", "G-01"]


def test_no_section_gets_more_comments_than_people_read_and_the_top_counts_the_rest(tmp_path: Path) -> None:
    many = [finding("as required", f"F{n}") for n in range(1, 31)]
    top, found = written(tmp_path, *many, finding("", "F30", rule="F-11"), finding("help", "F29", rule="F-12", severity="statutory"))
    assert len(found) == Options().most_in_section
    assert "22 further points (Section F: 22)" in top
    assert [rule for rule in ("F-11", "F-12") if any(rule in text for _, text in found)] == ["F-11", "F-12"]


def test_strengths_take_no_room_from_what_is_to_be_put_right(tmp_path: Path) -> None:
    many = [finding("as required", f"F{n}") for n in range(1, 31)]
    _, found = written(tmp_path, *many, *(finding("help", f"F{n}", rule="F-S1", strength=True) for n in range(1, 31)),
                       options=Options(strengths=True))
    assert len(found) == Options().most_in_section + MOST_STRENGTHS_IN_SECTION


def test_what_is_only_possible_gives_way_to_what_is_likely(tmp_path: Path) -> None:
    many = [finding("as required", f"F{n}", confidence="possible" if n <= 15 else "likely") for n in range(1, 31)]
    _, found = written(tmp_path, *many)
    assert not any("possible" in text for _, text in found)

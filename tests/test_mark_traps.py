"""Comments in the odd corners of Word files: each a small file of its own; the words are exact, and nothing else is changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from qa_engine.mark import Options, mark, mark_and_tell, unmark
from tests.documents import docx, field, p, pack, parts, r, sdt, t, tbl, tc, text_box, tick_box, tr
from tests.marking import W, comments, covered, finding, flat, one_item, part, same_package

DELETED = '<w:del w:id="8" w:author="A"><w:r><w:delText>not this </w:delText></w:r></w:del>'
BODIES = {
    "plain": p("Help will be given as required by an adult."),
    "without keeping white space": "<w:p><w:r><w:t>Help will be given as required by an adult.</w:t></w:r></w:p>",
    "over runs of many looks": p(r("Help ") + r("will be gi", "<w:b/>") + r("ven as req", "<w:i/>") + r("uired by an adult.")),
    "in an insertion": p(r("Help ") + f'<w:ins w:id="7" w:author="A">{r("given as required by")}</w:ins>' + r(" an adult.")),
    "partly in an insertion": p(r("Help given as ") + f'<w:ins w:id="7" w:author="A">{r("required by")}</w:ins>' + r(" an adult.")),
    "moved here": p(r("Help ") + f'<w:moveTo w:id="7" w:author="A">{r("given as required by")}</w:moveTo>' + r(" an adult.")),
    "round a deletion": p(r("Help as ") + DELETED + r("required.")),
    "beside hidden and struck words": p(r("Help as ") + r("if ", "<w:vanish/>") + r("requ") + r("xx", "<w:strike/>") + r("ired.")),
    "in a link": p(r("Help ") + f'<w:hyperlink w:anchor="x">{r("given as required by")}</w:hyperlink>' + r(" an adult.")),
    "in a rich control": p(r("Help ") + sdt(r("given as required by")) + r(" an adult.")),
    "in a control round the paragraph": sdt(p("Help given as required by an adult."), '<w:alias w:val="Provision"/>'),
    "in a cell": tbl(tr(tc("What"), tc("Help as required by an adult."))),
    "in a nested table": tbl(tr(tc(tbl(tr(tc("Help as required by an adult."))) + p()))),
    "in a control round a cell": tbl(tr(sdt(tc("Help as required by an adult.")), tc("Who"))),
    "with a tab and a line break": p(f"<w:r>{t('Help')}<w:tab/>{t('as')}<w:br/>{t('required')}<w:tab/>{t('by an adult')}</w:r>"),
    "in one run with a field": p(f'<w:r>{t("Help as ")}<w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText>'
                                 f'<w:fldChar w:fldCharType="separate"/>{t("required")}<w:fldChar w:fldCharType="end"/>{t(" by")}</w:r>'),
    "in the result of a field": p(r("Help ") + field(" MERGEFIELD Words ", "given as required by") + r(" an adult.")),
    "with curly quotes and hard spaces": p("He gets\u00a0help ‘as\u00a0required’ by an adult."),
    "over two lines of one cell": tbl(tr(tc(p("Help as") + p("required by an adult.")))),
    "over two cells": tbl(tr(tc("Help as"), tc("required by an adult."), tc("weekly"))),
    "with space between elements": "<w:p>\n  <w:r>\n    <w:t>Help as required.</w:t>\n  </w:r>\n  <w:r><w:t>More.</w:t></w:r>\n</w:p>",
    "with an XML comment": f"<w:p><!-- from the case system -->{r('Help as ')}<!-- x -->{r('required.')}</w:p>",
    "beside a footnote": p(f'<w:r>{t("Help as")}<w:footnoteReference w:id="2"/>{t(" required.")}</w:r>'),
}
WIDER = {
    "in a plain-text control": (p(r("Help ") + sdt(r("given as required by"), "<w:text/>") + r(" an adult.")), "given as required by"),
    "in a control bound to data": (p(r("Help ") + sdt(r("as required by"), '<w:dataBinding w:xpath="/a"/>') + r(" x")), "as required by"),
    "in a simple field": (p(r("Help ") + f'<w:fldSimple w:instr="TITLE">{r("as required by")}</w:fldSimple>' + r(" x")), "as required by"),
    "in a text box": (p(r("before ") + text_box(p("Help as required.")) + r(" after")), "Help as required."),
}


def marked(tmp_path: Path, data: bytes, *quotes: str) -> tuple[bytes, bytes]:
    path = tmp_path / "plan.docx"
    path.write_bytes(data)
    findings = [finding(quote, rule=f"F-{n:02}") for n, quote in enumerate(quotes, 10)]
    return data, mark(path, one_item(data, *findings))


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_comment_stands_on_the_very_words(body: str, tmp_path: Path) -> None:
    before, after = marked(tmp_path, docx(body), "as required")
    words = list(covered(after).values())
    assert [w.replace("\u00a0", " ") for w in words[1:]] == ["as required"]


@pytest.mark.parametrize("body", [*BODIES.values(), *(body for body, _ in WIDER.values())], ids=[*BODIES, *WIDER])
def test_text_and_looks_are_untouched_and_unmarking_gives_the_file_back(body: str, tmp_path: Path) -> None:
    before, after = marked(tmp_path, docx(body), "as required", "required", "Help")
    assert len(comments(after)) == 4
    assert flat(after) == flat(before)
    assert same_package(unmark(after), before)


@pytest.mark.parametrize(("body", "words"), WIDER.values(), ids=WIDER)
def test_where_word_allows_no_comment_it_stands_round_the_nearest_thing(body: str, words: str, tmp_path: Path) -> None:
    _, after = marked(tmp_path, docx(body), "as required")
    root = etree.fromstring(part(after, "word/document.xml"))
    marks = [m for name in ("commentRangeStart", "commentRangeEnd", "commentReference") for m in root.iter(W + name)]
    for shut in (f"{W}txbxContent", f"{W}fldSimple", f"{W}sdtContent"):
        assert not any(list(mark.iterancestors(shut)) for mark in marks)
    assert list(covered(after).values())[-1] == words


def test_wider_comments_are_counted_as_not_on_the_words(tmp_path: Path) -> None:
    for body, _ in WIDER.values():
        path = tmp_path / "plan.docx"
        path.write_bytes(docx(body))
        tally = mark_and_tell(path, one_item(docx(body), finding("as required")), Options()).tally
        assert (tally.on_words, tally.near_words) == (0, 1)


def test_no_mark_stands_in_the_instruction_of_a_field(tmp_path: Path) -> None:
    box = field("FORMCHECKBOX", "", '<w:checkBox><w:checked w:val="1"/></w:checkBox>')
    _, after = marked(tmp_path, docx(p(r("Agreed ") + box + r(" by the health body"))), "Agreed ☒")
    root, depth = etree.fromstring(part(after, "word/document.xml")), 0
    for element in root.iter():
        if element.tag == f"{W}fldChar":
            depth += {"begin": 1, "separate": -1}.get(element.get(f"{W}fldCharType"), 0) if root.find(f".//{W}instrText") is not None else 0
        assert not (depth > 0 and element.tag.startswith(f"{W}comment"))
    assert list(covered(after).values())[-1] == "Agreed ☒"


def test_a_tick_box_is_marked_from_outside(tmp_path: Path) -> None:
    _, after = marked(tmp_path, docx(p(r("Plan: ") + tick_box("1") + r(" Final"))), "☒ Final")
    assert list(covered(after).values())[-1] == "☒ Final"


def test_reference_marks_stay_out_of_insertions_and_links(tmp_path: Path) -> None:
    for body in (BODIES["in an insertion"], BODIES["in a link"], BODIES["in a rich control"]):
        _, after = marked(tmp_path, docx(body), "as required")
        references = etree.fromstring(part(after, "word/document.xml")).iter(f"{W}commentReference")
        assert {reference.getparent().getparent().tag for reference in references} == {f"{W}p"}


def test_neighbours_nested_and_crossing_phrases_each_keep_their_words(tmp_path: Path) -> None:
    quotes = ["will be given", "as required", "be given as required by", "required by an", "Help",
              "Help will be given as required by an adult."]
    before, after = marked(tmp_path, docx(BODIES["plain"]), *quotes)
    assert sorted(list(covered(after).values())[1:]) == sorted(quotes)
    assert flat(after) == flat(before) and same_package(unmark(after), before)


def test_the_same_words_again_are_the_next_occurrence(tmp_path: Path) -> None:
    data = docx(p("Support as needed in class and support as needed at lunch."))
    path = tmp_path / "plan.docx"
    path.write_bytes(data)
    twice = [finding("as needed", message="In class."), finding("as needed", message="At lunch.")]
    after = mark(path, one_item(data, *twice))
    assert list(covered(after).values())[1:] == ["as needed", "as needed"]
    assert flat_text(after) == "Support as needed in class and support |as needed at lunch."
    assert ["In class." in comments(after)["1"], "At lunch." in comments(after)["2"]] == [True, True]


def test_a_word_is_not_found_within_another(tmp_path: Path) -> None:
    _, after = marked(tmp_path, docx(p("The therapist says he eats.")), "he")
    assert flat_text(after) == "The therapist says |he eats."


def flat_text(data: bytes) -> str:
    """The text of a body with a bar where the last comment begins."""
    root = etree.fromstring(part(data, "word/document.xml"))
    last = root.findall(f".//{W}commentRangeStart")[-1]
    return "".join("|" if e is last else e.text or "" for e in root.iter() if e is last or e.tag == f"{W}t")


def test_words_that_are_not_there_are_put_on_the_item(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(docx(BODIES["plain"]))
    result = mark_and_tell(path, one_item(docx(BODIES["plain"]), finding("words of another plan")), Options())
    assert (result.tally.on_words, result.tally.near_words, result.tally.share_on_words) == (0, 1, 0.0)
    assert list(covered(result.data).values())[-1] == "Help will be given as required by an adult."


def test_a_body_without_words_still_gets_the_judgement(tmp_path: Path) -> None:
    before, after = marked(tmp_path, docx(p() + tbl(tr(tc("")))))
    assert "Requires Improvement" in comments(after)["0"]
    assert flat(after) == flat(before) and same_package(unmark(after), before)


def test_runs_that_were_apart_before_stay_apart_after_unmarking(tmp_path: Path) -> None:
    body = p(r("Help ") + r("as required") + r(" by an adult."))
    before, after = marked(tmp_path, docx(body), "as required", "required by")
    assert same_package(unmark(after), before)


def test_a_change_made_after_marking_is_kept_when_unmarking(tmp_path: Path) -> None:
    _, after = marked(tmp_path, docx(BODIES["plain"]), "as required")
    body = part(after, "word/document.xml")
    files = {name: part(after, name) for name in parts("") | {"word/comments.xml": b""}}
    files["word/document.xml"] = body.replace(b"as required", b"twice a week")
    cleaned = part(unmark(pack(files)), "word/document.xml")
    assert b"Help will be given twice a week by an adult." in cleaned and b"comment" not in cleaned

"""Words that a careless reader loses, doubles or takes for live: each trap of Word in a small file of its own."""

from __future__ import annotations

import pytest

from qa_engine.model.document import Document, Paragraph, paragraphs
from qa_engine.read import read_bytes
from tests.documents import docx, field, p, picture, r, sdt, style, t, tbl, tc, text_box, tick_box, tr

STYLES = style("Normal", "Normal", default=True) + style("PlaceholderText", "Placeholder Text", kind="character")
PROMPT = '<w:rStyle w:val="PlaceholderText"/>'


def read(body: str, **named: str) -> Document:
    return read_bytes(docx(body, **named), "plan.docx")


def texts(body: str, **named: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(read(body, **named).blocks)]


def only(body: str, **named: str) -> Paragraph:
    (paragraph,) = paragraphs(read(body, **named).blocks)
    return paragraph


def test_a_content_control_round_a_paragraph_loses_nothing() -> None:
    assert texts(p("before") + sdt(p("inside")) + p("after")) == ["before", "inside", "after"]


def test_a_content_control_in_a_line_loses_nothing() -> None:
    assert texts(p(r("Name: ") + sdt(r("Ada Quill")) + r(" end"))) == ["Name: Ada Quill end"]


def test_a_content_control_round_a_cell_keeps_the_column() -> None:
    document = read(tbl(tr(tc("label"), sdt(tc("value")), tc("third")), columns=3))
    (table,) = document.blocks
    assert [(cell.column, cell.text) for cell in table.rows[0].cells] == [(0, "label"), (1, "value"), (2, "third")]


def test_content_controls_inside_a_cell_and_round_rows_and_tables_lose_nothing() -> None:
    body = sdt(tbl(tr(tc(sdt(p("in the cell")))), sdt(tr(tc("in the row")))))
    assert texts(body) == ["in the cell", "in the row"]


def test_controls_within_controls_are_walked_and_each_is_counted() -> None:
    document = read(sdt(sdt(p(sdt(r("deep"))))))
    assert [x.text for x in paragraphs(document.blocks)] == ["deep"]
    assert document.hazards.content_controls == 3


def test_a_tick_box_reads_as_its_state_and_not_as_the_glyph_in_it() -> None:
    assert texts(p(tick_box("1", "☑") + r(" Final ") + tick_box("0", "o") + r(" Draft"))) == ["☒ Final ☐ Draft"]


@pytest.mark.parametrize("state", ["1", "true", "on"])
def test_a_tick_box_is_ticked_by_any_word_for_on(state: str) -> None:
    assert texts(p(tick_box(state))) == ["☒"]


def test_a_tick_box_round_a_whole_cell_reads_as_its_state() -> None:
    box = sdt(tc(p(r("✓"))), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>')
    assert texts(tbl(tr(box, tc("Yes")))) == ["☒", "Yes"]


def test_a_tick_box_without_a_glyph_still_shows() -> None:
    box = sdt("", '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>')
    assert texts(p(box + r(" Amended"))) == ["☒ Amended"]


@pytest.mark.parametrize(("data", "shown"), [
    ("<w:checkBox><w:checked/></w:checkBox>", "☒"),
    ('<w:checkBox><w:checked w:val="false"/></w:checkBox>', "☐"),
    ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "☒"),
    ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="Draft"/><w:listEntry w:val="Final"/></w:ddList>', "Final"),
    ('<w:ddList><w:listEntry w:val="Draft"/><w:listEntry w:val="Final"/></w:ddList>', "Draft"),
])
def test_legacy_form_fields_read_as_what_they_show(data: str, shown: str) -> None:
    assert texts(p(field("FORM", "", data) + r(" end"))) == [f"{shown} end"]


def test_a_legacy_text_field_reads_as_what_was_typed() -> None:
    assert texts(p(field("FORMTEXT", "Ada Quill", "<w:textInput/>"))) == ["Ada Quill"]


def test_a_legacy_text_field_with_its_default_is_not_filled_in() -> None:
    assert only(p(field("FORMTEXT", "type name", '<w:textInput><w:default w:val="type name"/></w:textInput>'))).placeholder


def test_a_drop_down_that_nobody_set_is_a_placeholder() -> None:
    paragraph = only(p(sdt(r("Choose an item.", PROMPT), "<w:showingPlcHdr/><w:dropDownList/>")), styles=STYLES)
    assert paragraph.placeholder
    assert paragraph.text == "Choose an item."


@pytest.mark.parametrize("wrap", [lambda x: p(sdt(x, "<w:showingPlcHdr/>")), lambda x: sdt(p(x), "<w:showingPlcHdr/>"),
                                  lambda x: tbl(tr(sdt(tc(p(x)), "<w:showingPlcHdr/>")))])
def test_an_unfilled_prompt_is_known_at_every_level(wrap) -> None:
    assert only(wrap(r("Enter the school", PROMPT)), styles=STYLES).placeholder


def test_an_unfilled_prompt_beside_other_text_is_left_out_and_listed() -> None:
    document = read(p(r("By whom: ") + sdt(r("Click or tap here to enter text."), "<w:showingPlcHdr/>")))
    (paragraph,) = paragraphs(document.blocks)
    assert (paragraph.text, paragraph.placeholder) == ("By whom: ", False)
    assert document.hazards.prompts == ("Click or tap here to enter text.",)


def test_typed_text_beside_a_stale_placeholder_flag_is_live() -> None:
    paragraph = only(p(sdt(r("Thornley Grange School"), "<w:showingPlcHdr/>")), styles=STYLES)
    assert (paragraph.text, paragraph.placeholder) == ("Thornley Grange School", False)


def test_a_prompt_of_the_files_own_is_known_from_its_glossary() -> None:
    glossary = f'<w:docParts><w:docPart><w:docPartPr><w:name w:val="X1"/></w:docPartPr><w:docPartBody>{p("School here")}' \
               "</w:docPartBody></w:docPart></w:docParts>"
    control = sdt(r("School here"), '<w:placeholder><w:docPart w:val="X1"/></w:placeholder><w:showingPlcHdr/>')
    assert only(p(control), glossary__document=glossary).placeholder


def test_tracked_insertions_and_moves_are_live_and_what_they_replace_is_not() -> None:
    body = p(r("TA support ") + "<w:ins>" + r("15") + "</w:ins><w:del><w:r><w:delText>20</w:delText></w:r></w:del>" + r(" hours")
             + "<w:moveFrom>" + r(" gone") + "</w:moveFrom><w:moveTo>" + r(" kept") + "</w:moveTo>")
    document = read(body)
    assert [x.text for x in paragraphs(document.blocks)] == ["TA support 15 hours kept"]
    assert (document.hazards.insertions, document.hazards.deletions, document.hazards.moves) == (1, 1, 1)


def test_a_paragraph_whose_end_is_deleted_runs_on_into_the_next() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert texts(p("Weekly support,", gone) + p("reviewed each term.")) == ["Weekly support, reviewed each term."]
    assert texts(p("<w:del><w:r><w:delText>all</w:delText></w:r></w:del>", gone) + p("left")) == ["left"]


def test_a_row_deleted_by_a_tracked_change_is_left_out() -> None:
    document = read(tbl(tr(tc("old"), properties="<w:del/>"), tr(tc("new"), properties="<w:ins/>")))
    assert [x.text for x in paragraphs(document.blocks)] == ["new"]
    assert (document.hazards.insertions, document.hazards.deletions) == (1, 1)


@pytest.mark.parametrize("switch", ["<w:strike/>", "<w:dstrike/>"])
def test_struck_text_is_not_live_and_its_place_is_kept(switch: str) -> None:
    document = read(p(r("Support ") + r("each ", switch) + r("day ", switch) + r("weekly")))
    (paragraph,) = paragraphs(document.blocks)
    assert paragraph.text == "Support weekly"
    assert paragraph.struck == ((8, "each day "),)
    assert document.hazards.struck == ("each day ",)


def test_hidden_text_is_not_live_and_is_listed() -> None:
    document = read(p(r("Seen") + r(" unseen", "<w:vanish/>")))
    assert [x.text for x in paragraphs(document.blocks)] == ["Seen"]
    assert document.hazards.hidden == (" unseen",)


def test_text_struck_by_its_style_is_struck_and_a_run_can_undo_it() -> None:
    styles = style("Gone", "Gone", "<w:rPr><w:strike/></w:rPr>")
    body = p(r("out") + r(" in", '<w:strike w:val="0"/>'), '<w:pStyle w:val="Gone"/>')
    assert texts(body, styles=styles) == [" in"]


@pytest.mark.parametrize("wrapper", ["smartTag", "fldSimple", "customXml", "hyperlink", "bdo", "dir"])
def test_text_inside_every_inline_wrapper_is_read(wrapper: str) -> None:
    body = p(r("lives in ") + f"<w:{wrapper}><w:customXmlPr/>{r('London')}</w:{wrapper}>" + r(" now"))
    assert texts(body) == ["lives in London now"]


def test_text_inside_a_wrapper_that_nobody_knows_is_read() -> None:
    assert texts(p("<w:wrapperOfTheFuture>" + r("still here") + "</w:wrapperOfTheFuture>")) == ["still here"]


def test_a_field_gives_its_result_and_not_its_instruction() -> None:
    assert texts(p(r("Page ") + field(" PAGE ", "3") + r(" of 9"))) == ["Page 3 of 9"]


def test_a_field_within_the_instruction_of_another_is_not_text() -> None:
    inner = field(" MERGEFIELD Sex ", "Male")
    outer = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>' + inner
             + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("he") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    assert texts(p(outer + r(" will"))) == ["he will"]


def test_a_field_that_never_ends_swallows_no_words() -> None:
    assert texts(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("kept")) + p("also")) == ["kept", "also"]


def test_a_merge_field_never_filled_is_listed() -> None:
    assert read(p(r("Dear ") + field(" MERGEFIELD First ", "«First»"))).hazards.unresolved_fields == ("«First»",)


def test_a_text_box_is_read_once_after_its_anchor() -> None:
    document = read(p(r("anchor") + text_box(p("boxed"))) + p("next"))
    found = list(paragraphs(document.blocks))
    assert [(x.text, x.textbox) for x in found] == [("anchor", False), ("boxed", True), ("next", False)]
    assert document.hazards.text_boxes == 1


def test_an_old_text_box_with_no_modern_twin_is_read() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('old')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert texts(p(box)) == ["", "old"]


def test_a_text_box_in_a_table_cell_is_read_once_in_its_cell() -> None:
    document = read(tbl(tr(tc(p(text_box(p("boxed")))), tc("right"))))
    (table,) = document.blocks
    assert [cell.text for cell in table.rows[0].cells] == ["boxed", "right"]


def test_a_watermark_reads_as_its_words() -> None:
    mark = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    document = read(p("body"), header1=p(mark))
    assert [x.text for x in paragraphs(document.headers) if x.text] == ["DRAFT"]


def test_breaks_tabs_and_hyphens_read_as_what_they_are() -> None:
    marks = "<w:r>" + t("one") + "<w:br/>" + t("two") + "<w:tab/>" + t("three") + "<w:noBreakHyphen/>" + t("four") + "<w:cr/></w:r>"
    assert texts(p(marks)) == ["one\ntwo\tthree-four\n"]


@pytest.mark.parametrize(("font", "code", "sign"), [
    ("Wingdings", "F0FE", "☒"), ("Wingdings", "F0FC", "✓"), ("Wingdings", "F0FB", "✗"), ("Wingdings", "F0A8", "☐"),
    ("Wingdings", "F06F", "☐"), ("Symbol", "F0B7", "•"), ("Wingdings 2", "F050", "✓"), ("Nobody's", "F0FE", "☒"),
    ("Symbol", "F06D", "μ"), ("Wingdings", "D800", "•"), ("Wingdings", "zz", "•"),
])
def test_symbols_read_as_the_signs_they_show(font: str, code: str, sign: str) -> None:
    assert texts(p(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>')) == [sign]


def test_a_tick_typed_in_a_symbol_font_is_a_tick_but_words_in_it_stay_words() -> None:
    font = '<w:rFonts w:ascii="Wingdings"/>'
    assert texts(p(r("þ", font)) + p(r("weekly", font)) + p(r("\uf0fc Yes"))) == ["☒", "weekly", "✓ Yes"]


def test_a_drop_capital_is_part_of_its_word() -> None:
    assert texts(p("A", '<w:framePr w:dropCap="drop"/>') + p("da reads.")) == ["Ada reads."]


def test_pasted_files_objects_and_large_pictures_are_named_as_unread() -> None:
    ole = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    hazards = read(p("words") + '<w:altChunk r:id="rId5"/>' + p(ole) + p(picture(16, 20)) + p(picture(2, 2))).hazards
    assert len(hazards.unread) == 3
    assert any("HTML" in line for line in hazards.unread)
    assert any("Excel.Sheet.12" in line for line in hazards.unread)
    assert hazards.images == 2


def test_equations_are_read_as_their_letters() -> None:
    assert texts(p("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>")) == ["x+1"]


def test_a_line_end_in_the_xml_is_a_space_and_not_a_line_break() -> None:
    assert texts(p("<w:r><w:t>one\ntwo</w:t></w:r>")) == ["one two"]


def test_a_field_whose_end_was_deleted_swallows_no_later_paragraph() -> None:
    half = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:del><w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>'
    assert texts(p(half) + p("kept")) == ["", "kept"]


def test_a_picture_in_a_text_box_is_counted_once() -> None:
    assert read(p(text_box(p(picture() + r("caption"))))).hazards.images == 1

"""Tables on their real grid, automatic numbers, headings and looks, headers and notes, and the place of every paragraph."""

from __future__ import annotations

import pytest
from lxml import etree

from qa_engine.model.document import Document, Paragraph, Table, paragraphs
from qa_engine.read import read_bytes
from qa_engine.read.names import P
from qa_engine.read.numbering import printed
from tests.documents import docx, level, numbered, numbering, p, pack, parts, r, sdt, style, tbl, tc, text_box, tr

NORMAL = style("Normal", "Normal", default=True)


def read(body: str, **named: str) -> Document:
    return read_bytes(docx(body, **named), "plan.docx")


def only(body: str, **named: str) -> Paragraph:
    (paragraph,) = paragraphs(read(body, **named).blocks)
    return paragraph


def table(body: str) -> Table:
    (found,) = read(body).blocks
    assert isinstance(found, Table)
    return found


def numbers(body: str, **named: str) -> list[str]:
    return [x.number for x in paragraphs(read(body, **named).blocks)]


def test_a_cell_over_two_columns_is_one_cell() -> None:
    found = table(tbl(tr(tc("wide", '<w:gridSpan w:val="2"/>'), tc("c")), tr("1", "2", "3"), columns=3))
    assert [(c.text, c.column, c.span) for c in found.rows[0].cells] == [("wide", 0, 2), ("c", 2, 1)]
    assert found.width == 3


def test_a_vertical_merge_gives_its_text_once() -> None:
    merged = tbl(tr(tc("need", '<w:vMerge w:val="restart"/>'), tc("first")), tr(tc("", "<w:vMerge/>"), tc("second")))
    found = table(merged)
    assert [(c.text, c.continues) for row in found.rows for c in row.cells] == [
        ("need", False), ("first", False), ("", True), ("second", False)]


def test_words_in_a_merged_cell_with_nothing_above_are_not_lost() -> None:
    found = table(tbl(tr(tc("kept", "<w:vMerge/>"))))
    assert (found.rows[0].cells[0].text, found.rows[0].cells[0].continues) == ("kept", False)


def test_words_that_word_hides_under_a_merge_are_listed_as_hidden() -> None:
    document = read(tbl(tr(tc("a", '<w:vMerge w:val="restart"/>')), tr(tc("under", "<w:vMerge/>"))))
    assert [x.text for x in paragraphs(document.blocks)] == ["a"]
    assert document.hazards.hidden == ("under",)


def test_a_row_that_starts_late_keeps_its_columns() -> None:
    found = table(tbl(tr("a", "b"), tr("under b", properties='<w:gridBefore w:val="1"/>'), columns=2))
    assert found.rows[1].cells[0].column == 1


def test_a_nested_table_is_read_in_its_cell_in_order() -> None:
    found = table(tbl(tr(tc(p("before") + tbl(tr("inner")) + p("after")))))
    assert found.rows[0].cells[0].text == "before\ninner\nafter"
    assert [x.place.table for x in paragraphs((found,))] == [1, 1, 1]


def test_a_header_row_and_shading_are_known() -> None:
    shade = '<w:shd w:fill="D9E2F3"/>'
    found = table(tbl(tr(tc("head", shade), tc("white", '<w:shd w:fill="FFFFFF"/>'), properties="<w:tblHeader/>"), tr("x", "y")))
    assert [row.header for row in found.rows] == [True, False]
    assert [cell.fill for cell in found.rows[0].cells] == [True, False]
    assert [x.fill for x in paragraphs((found,))] == [True, False, False, False]


def test_every_paragraph_says_where_it_stands() -> None:
    data = docx(p("one") + tbl(tr("a", tc(p("b") + p("c")))) + p(text_box(p("boxed"))) + sdt(p("last")))
    document = read_bytes(data, "plan.docx")
    root = etree.fromstring(parts_of(data))
    everything = list(root.iter(P))
    for paragraph in paragraphs(document.blocks):
        element = everything[paragraph.place.paragraph]
        own = "".join(t.text or "" for t in element.iterfind(".//{*}r/{*}t") if next(t.iterancestors(P)) is element)
        assert own == paragraph.text
        assert (paragraph.place.start, paragraph.place.end) == (0, len(paragraph.text))
    spots = {x.text: (x.place.table, x.place.row, x.place.column) for x in paragraphs(document.blocks)}
    assert (spots["one"], spots["a"], spots["c"]) == ((None, None, None), (1, 1, 1), (1, 1, 2))


def parts_of(data: bytes) -> bytes:
    import zipfile
    from io import BytesIO

    return zipfile.ZipFile(BytesIO(data)).read("word/document.xml")


def test_numbers_count_nest_and_start_again_under_each_parent() -> None:
    lists = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "%3)"))
    body = "".join([numbered("a"), numbered("b", 1), numbered("c", 1), numbered("d", 2), numbered("e"), numbered("f", 1), p("plain")])
    assert numbers(body, numbering=lists) == ["1.", "1.1", "1.2", "a)", "2.", "2.1", ""]


def test_two_lists_on_one_definition_go_on_counting_unless_one_starts_again() -> None:
    nums = ('<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>')
    lists = numbering(level(0, "decimal", "%1)"), nums=nums)
    body = numbered("a") + numbered("b", num=2) + numbered("c", num=3) + numbered("d", num=3) + numbered("e")
    assert numbers(body, numbering=lists) == ["1)", "2)", "1)", "2)", "3)"]


def test_a_list_can_replace_a_level_of_its_definition() -> None:
    nums = ('<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">' + level(0, "upperRoman", "Part %1", start=4)
            + "</w:lvlOverride></w:num>")
    assert numbers(numbered("a") + numbered("b"), numbering=numbering(level(0, "decimal", "%1."), nums=nums)) == ["Part IV", "Part V"]


def test_a_level_that_never_restarts_counts_through_and_a_legal_level_is_all_decimal() -> None:
    lists = numbering(level(0, "upperRoman", "Article %1"), level(1, "decimal", "%1.%2", '<w:lvlRestart w:val="0"/><w:isLgl/>'))
    body = numbered("a") + numbered("b", 1) + numbered("c") + numbered("d", 1)
    assert numbers(body, numbering=lists) == ["Article I", "1.1", "Article II", "2.2"]


def test_bullets_are_the_signs_that_people_see() -> None:
    symbol = '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>'
    lists = numbering(level(0, "bullet", "\uf0b7").replace("</w:lvl>", symbol + "</w:lvl>"), level(1, "bullet", "o"))
    assert numbers(numbered("a") + numbered("b", 1), numbering=lists) == ["•", "◦"]


def test_a_style_carries_its_number_and_a_zero_takes_it_away() -> None:
    styles = NORMAL + style("Need", "Need", '<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    styles += style("Sub", "Sub need", '<w:basedOn w:val="Need"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>')
    lists = numbering(level(0, "decimal", "B%1", '<w:pStyle w:val="Need"/>'), level(1, "decimal", "B%1.%2", '<w:pStyle w:val="Sub"/>'))
    body = (p("a", '<w:pStyle w:val="Need"/>') + p("b", '<w:pStyle w:val="Sub"/>') + p("c", '<w:pStyle w:val="Need"/>')
            + p("d", '<w:pStyle w:val="Need"/><w:numPr><w:numId w:val="0"/></w:numPr>'))
    assert numbers(body, styles=styles, numbering=lists) == ["B1", "B1.1", "B2", ""]


def test_a_list_that_points_to_a_list_style_takes_its_levels() -> None:
    content = ('<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Needs"/></w:abstractNum>'
               '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Needs"/>' + level(0, "decimal", "(%1)") + "</w:abstractNum>"
               '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')
    assert numbers(numbered("a"), numbering=content) == ["(1)"]


def test_a_number_of_no_known_list_is_no_number() -> None:
    assert numbers(numbered("a", num=77)) == [""]


@pytest.mark.parametrize(("number", "kind", "text"), [
    (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (27, "lowerLetter", "aa"), (3, "upperLetter", "C"),
    (7, "decimalZero", "07"), (22, "ordinal", "22nd"), (12, "ordinal", "12th"), (2, "cardinalText", "Two"), (0, "lowerRoman", "0"),
    (999_999_999, "lowerLetter", "999999999"), (5, "someOtherScript", "5"),
])
def test_numbers_print_in_their_format(number: int, kind: str, text: str) -> None:
    assert printed(number, kind) == text


def test_a_heading_is_known_by_its_styles_name_outline_or_ancestry() -> None:
    styles = (NORMAL + style("H2", "heading 2") + style("Own", "Council heading", '<w:basedOn w:val="H2"/>')
              + style("Out", "Outlined", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'))
    levels = [only(p("x", f'<w:pStyle w:val="{key}"/>'), styles=styles).level for key in ("H2", "Own", "Out", "Normal", "Missing")]
    assert levels == [2, 2, 1, None, None]


def test_a_paragraph_can_set_its_own_outline_level() -> None:
    assert only(p("x", '<w:outlineLvl w:val="2"/>')).level == 3
    assert only(p("x", '<w:outlineLvl w:val="9"/>')).level is None


def test_styles_that_are_based_on_each_other_end() -> None:
    loop = style("A", "A", '<w:basedOn w:val="B"/>') + style("B", "B", '<w:basedOn w:val="A"/>')
    assert only(p("x", '<w:pStyle w:val="A"/>'), styles=loop).text == "x"


def test_looks_come_from_style_and_run_together() -> None:
    styles = NORMAL + style("Head", "Head", '<w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr>'
                            '<w:rPr><w:b/><w:caps/><w:sz w:val="28"/></w:rPr>')
    found = only(p("Section B", '<w:pStyle w:val="Head"/>'), styles=styles)
    assert (found.bold, found.caps, found.size, found.centred, found.italic) == (True, True, 14.0, True, False)


def test_a_strong_word_in_a_bold_heading_is_light() -> None:
    styles = style("Head", "Head", "<w:rPr><w:b/></w:rPr>") + style("Strong", "Strong", "<w:rPr><w:b/></w:rPr>", kind="character")
    found = only(p(r("light", '<w:rStyle w:val="Strong"/>') + r(" bold"), '<w:pStyle w:val="Head"/>'), styles=styles)
    assert found.bold_ranges == ((5, 10),)


def test_bold_parts_of_a_line_are_marked() -> None:
    found = only(p(r("Outcome:", "<w:b/>") + r(" Ada will read", "<w:u w:val='none'/>")))
    assert (found.bold, found.bold_ranges, found.underline) == (False, ((0, 8),), False)
    assert only(p(r("All", "<w:b/><w:i/><w:u w:val='single'/>") + r("  "))).bold


def test_headers_and_footers_are_apart_and_each_wording_is_there_once() -> None:
    document = read(p("body"), header1=p("Draft"), header2=p("Draft"), header3=p("First page"), footer1=p("Page 1"))
    assert [x.text for x in paragraphs(document.headers)] == ["Draft", "First page"]
    assert [x.text for x in paragraphs(document.footers)] == ["Page 1"]
    assert [x.text for x in paragraphs(document.blocks)] == ["body"]
    assert next(iter(paragraphs(document.footers))).place.part == "word/footer1.xml"


def test_notes_are_apart_and_their_rules_are_no_notes() -> None:
    notes = f'<w:footnote w:type="separator" w:id="-1">{p("rule")}</w:footnote><w:footnote w:id="1">{p("See the report.")}</w:footnote>'
    document = read(p("body"), footnotes=notes, endnotes=f'<w:endnote w:id="1">{p("End.")}</w:endnote>')
    assert [x.text for x in paragraphs(document.notes)] == ["See the report.", "End."]
    assert document.hazards.footnotes == 2


def test_comments_are_counted_and_are_not_text() -> None:
    document = read(p("body"), comments=f'<w:comment w:id="0">{p("Is this right?")}</w:comment>' * 2)
    assert document.hazards.comments == 2
    assert [x.text for x in paragraphs(document.blocks)] == ["body"]


def test_a_relationship_to_nothing_is_no_reason_to_refuse() -> None:
    lost = '<Relationship Id="rId9" Type="http://x/header" Target="NULL"/><Relationship Id="rId8" Type="http://x/styles" Target="#_top"/>'
    assert read(p("read all the same"), extra_relations=lost).blocks


def test_macro_files_and_templates_are_read_whatever_they_are_called() -> None:
    for kind in ("application/vnd.ms-word.document.macroEnabled.main+xml",
                 "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"):
        assert read_bytes(pack(parts(p("hello"), main_type=kind)), "plan.docx").blocks


def test_strict_files_are_read_like_others() -> None:
    usual = parts(tbl(tr("a", "b")) + p("Section B", '<w:pStyle w:val="H"/>'), styles=style("H", "heading 1"))
    strict = {name: content.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                                    b"http://purl.oclc.org/ooxml/wordprocessingml/main")
              .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                       b"http://purl.oclc.org/ooxml/officeDocument/relationships") for name, content in usual.items()}
    document = read_bytes(pack(strict), "plan.docx")
    assert [(x.text, x.level) for x in paragraphs(document.blocks)] == [("a", None), ("b", None), ("Section B", 1)]


def test_a_part_in_another_encoding_is_read() -> None:
    files = parts(p("Café"))
    files["word/document.xml"] = ('<?xml version="1.0" encoding="UTF-16"?>' + files["word/document.xml"].decode()).encode("utf-16")
    assert [x.text for x in paragraphs(read_bytes(pack(files), "x").blocks)] == ["Café"]


def test_an_empty_document_is_read_as_empty() -> None:
    document = read("")
    assert (document.blocks, document.format, document.name) == ((), "docx", "plan.docx")

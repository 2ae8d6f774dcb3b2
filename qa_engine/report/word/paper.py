"""A Word file to write on: styles, A4 pages upright or on their side, head and foot of the page; saved as the same bytes each time."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor

from qa_engine.report.word.build import NAMESPACES, Table, clean, paragraph, run, strong, table

UPRIGHT, SIDEWAYS = 174, 267  # millimetres of text across the page
_MADE = datetime(2026, 1, 1)  # files carry a date; a fixed one keeps the bytes the same
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_BLUE, _GREY = RGBColor(0x1F, 0x38, 0x64), RGBColor(0x59, 0x59, 0x59)
_FONT = "Arial"
_HEAD = "Audit record of an Education, Health and Care Plan. Confidential: it holds personal data."
_LOOKS: dict[str, dict[str, Any]] = {
    "Normal": {"size": 10, "after": 6},
    "Title": {"size": 20, "bold": True, "colour": _BLUE, "after": 2},
    "Subtitle": {"size": 10.5, "colour": _GREY, "after": 8},
    "Heading 1": {"size": 14, "bold": True, "colour": _BLUE, "before": 14, "after": 4},
    "Heading 2": {"size": 11, "bold": True, "colour": _BLUE, "before": 8, "after": 3},
    "Caption": {"size": 9, "bold": True, "colour": _GREY, "before": 6, "after": 3},
    "List Bullet": {"size": 10, "after": 3},
    "Quote": {"size": 9.5, "italic": True, "after": 2, "indent": 5},
    "Detail": {"size": 9.5, "after": 2, "indent": 5},
    "Numbered": {"size": 10, "before": 6, "after": 2},
    "Table Text": {"size": 9, "before": 1.5, "after": 1.5},
    "Table Small": {"size": 8, "before": 1, "after": 1},
    "Table Grade": {"size": 13, "bold": True, "before": 3, "after": 3},
}


class Paper:
    """A document in the making; the first pages stand upright."""

    def __init__(self, title: str, foot: str, head: str = _HEAD) -> None:
        """`title` is for the file's properties; `foot` stands at the bottom of every page beside its number, `head` at the top."""
        self._doc = docx.Document()
        self._tables = 0
        _styles(self._doc)
        _properties(self._doc, title)
        _page(self._doc.sections[0], sideways=False)
        _head_and_foot(self._doc.sections[0], foot, head)

    def turn(self, sideways: bool) -> None:
        """Begin a new page, sideways or upright."""
        _page(self._doc.add_section(WD_SECTION.NEW_PAGE), sideways)

    def heading(self, text: str, level: int = 1, new_page: bool = False) -> None:
        """A heading; level 0 is the title."""
        made = self._doc.add_heading(clean(text), level)
        made.paragraph_format.page_break_before = new_page or None

    def say(self, text: str, style: str = "Normal", lead: str = "", keep: bool = False) -> None:
        """A paragraph; `lead` stands before it in bold."""
        name = self._doc.styles[style].style_id
        self._add(paragraph((strong(f"{lead} ") if lead else "") + run(text), name, keep))

    def points(self, texts: list[str] | tuple[str, ...]) -> None:
        """A list with bullets."""
        for text in texts:
            self.say(text, "List Bullet")

    def table(self, made: Table) -> None:
        """A table under its numbered caption."""
        self._tables += 1
        self.say(f"Table {self._tables}. {made.caption}", "Caption", keep=True)
        self._body.insert_element_before(parse_xml(table(made)), "w:sectPr")
        self.say("", "Table Small")  # Word joins tables that touch

    def save(self) -> bytes:
        """The whole file. The same calls give the same bytes."""
        raw = BytesIO()
        self._doc.save(raw)
        out = BytesIO()
        with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed:
            for info in made.infolist():
                fixed.writestr(zipfile.ZipInfo(info.filename, _ZIP_DATE), made.read(info), zipfile.ZIP_DEFLATED)
        return out.getvalue()

    @property
    def _body(self) -> Any:
        return self._doc.element.body

    def _add(self, xml: str) -> None:
        self._body.insert_element_before(parse_xml(xml.replace("<w:p>", f"<w:p {NAMESPACES}>", 1)), "w:sectPr")


def _styles(doc: Any) -> None:
    for name in ("Table Text", "Table Small", "Table Grade", "Detail", "Numbered", "Table Head"):
        doc.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH if name != "Table Head" else WD_STYLE_TYPE.CHARACTER)
    for name, look in _LOOKS.items():
        _look(doc.styles[name], **look)
    head = doc.styles["Table Head"].font
    head.bold, head.color.rgb = True, RGBColor(0xFF, 0xFF, 0xFF)
    prompt = doc.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER).font
    prompt.color.rgb = _GREY
    for language in doc.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _look(style: Any, size: float, bold: bool = False, italic: bool = False, colour: RGBColor | None = None, before: float = 0,
          after: float = 0, indent: float = 0) -> None:
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = _FONT, Pt(size), bold, italic
    font.color.rgb = colour or RGBColor(0, 0, 0)
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        style.element.rPr.rFonts.set(qn(script), _FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    shape.left_indent = Mm(indent)
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.08
    for unwanted in [*style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"), *style.element.findall(f"{qn('w:rPr')}/{qn('w:spacing')}")]:
        unwanted.getparent().remove(unwanted)


def _properties(doc: Any, title: str) -> None:
    core = doc.core_properties
    core.title, core.author, core.last_modified_by, core.comments = clean(title), "EHCP quality check", "EHCP quality check", ""
    core.created = core.modified = _MADE
    core.revision, core.language = 1, "en-GB"
    package = doc.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # the picture of another document
            del package.rels[name]


def _page(section: Section, sideways: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if sideways else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Mm(15) if sideways else Mm(18)
    section.top_margin, section.bottom_margin = Mm(16), Mm(16)
    section.header_distance = section.footer_distance = Mm(8)


def _head_and_foot(section: Section, foot: str, top: str) -> None:
    head, low = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.text = clean(top)
    low.text = f"{clean(foot)}    Page "
    small = f'<w:rPr><w:color w:val="{_GREY}"/><w:sz w:val="16"/></w:rPr>'
    for field, between in (("PAGE", " of "), ("NUMPAGES", "")):
        low._p.append(parse_xml(f'<w:fldSimple {NAMESPACES} w:instr="{field}"><w:r>{small}<w:t>1</w:t></w:r></w:fldSimple>'))
        if between:
            low.add_run(between)
    for line in (head, low):
        for piece in line.runs:
            piece.font.size, piece.font.color.rgb = Pt(8), _GREY

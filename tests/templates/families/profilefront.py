"""A profile page whose section A is all in floating text boxes, then a plan with spaced letter and title lines."""

from __future__ import annotations

from .. import blocks
from .. import ooxml as x
from ..content import Plan
from ..sheet import Sheet

TITLES = {
    "B": "Special Educational Needs",
    "C": "Health Care Needs",
    "D": "Social Care Needs",
    "E": "Outcomes",
    "F": "Special Educational Provision",
    "G": "Health Care Provision",
    "H1": "Social Care Provision: Chronically Sick and Disabled Persons Act 1970",
    "H2": "Social Care Provision: any other",
    "I": "Name and Type of Placement",
    "J": "Personal Budget and Direct Payments",
    "K": "Appendices",
}


def _profile(sheet: Sheet) -> None:
    title = sheet.head("A", "Section A\nMy views, interests and aspirations")
    sheet.put(x.text_box(x.para(x.run(title, "b")), 1, 0))
    for number, block in enumerate(sheet.plan.views, 1):
        heading, words = sheet.view(number, block)
        sheet.put(x.text_box(x.para(x.bold(heading)) + x.text(words), number + 1, number * 1900000))


def _front(sheet: Sheet) -> None:
    plan = sheet.plan
    sheet.put(
        x.para(x.run(sheet.meta("authority"), "b")),
        x.para(x.run(f"This is me: {sheet.meta('known_as')}", "b", size=48)),
    )
    line = f"EHC Plan \u2013 {sheet.meta('status', plan.status.upper())} \u2013 {sheet.dated('issue_date', 'words')}"
    sheet.put(x.para(x.run(line)))


def _details(sheet: Sheet) -> None:
    plan = sheet.plan
    pairs = [
        ("Name", sheet.meta("name")),
        ("Date of birth", sheet.dated("dob", "words")),
        ("Year group", sheet.meta("year_group", plan.year())),
    ]
    pairs += [
        ("Current setting", sheet.meta("setting")),
        ("Plan to be reviewed by", sheet.dated("review_due", "words")),
    ]
    rows = []
    for words, value in pairs + blocks.family_pairs(sheet):
        # the value cell stands in a content control, which many readers drop
        rows.append(x.row(x.label(f"{words}:"), x.control(x.cell(x.text(value)), words)))
    sheet.put(x.para(x.run("My details", "b"), fresh_page=True), x.table(rows, 2))


def _open(sheet: Sheet, letter: str) -> None:
    lines = f"Section {letter}\n{TITLES.get(letter, 'Social Care Provision')}"
    sheet.put(x.para(x.run(sheet.head(letter, lines)), style="SectionBar"))


def _areas(sheet: Sheet, letter: str) -> None:
    for area in sheet.plan.areas():
        if letter == "B" and (area.needs or area.strengths):
            sheet.put(
                x.para(x.run(area.name, "b", "caps")),
                *(x.text(sheet.strength("B", s, area.name)) for s in area.strengths),
            )
            sheet.put(*(x.text(sheet.item("B", n, area.name), style="CouncilBullet") for n in area.needs))
        if letter == "F" and area.provision:
            sheet.put(
                x.para(x.run(area.name, "b", "caps")),
                *(x.text(sheet.item("F", p, area.name), style="CouncilBullet") for p in area.provision),
            )


def _body(sheet: Sheet, letter: str) -> None:
    if letter in "BF":
        _areas(sheet, letter)
    elif letter == "E":
        sheet.put(*(blocks.outcome(sheet, o) for o in sheet.plan.outcomes()))
    elif letter in "IJ":
        sheet.put(x.control(x.text(sheet.only(letter)), f"Section {letter}"))
    elif letter == "K":
        sheet.put(blocks.advice_table(sheet, ["Appendix", "Author and role", "Service", "Date"], "words"))
    elif letter in "CD":
        sheet.put(blocks.needs(sheet, letter))
    else:
        sheet.put(blocks.items(sheet, letter, style="CouncilBullet"))


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "profilefront", curly=True)
    sheet.hazards = [
        "section_A_in_text_boxes",
        "text_box_fallback_repeats_text",
        "letter_and_title_split_by_soft_break",
        "small_caps_by_style",
        "value_cells_in_content_controls",
        "status_in_capitals",
        "bullets_by_custom_style",
        "curly_quotes",
    ]
    _front(sheet)
    _profile(sheet)
    _details(sheet)
    for letter in TITLES:
        if sheet.wants(letter):
            if not (sheet.single_h and letter == "H2"):
                _open(sheet, "H" if sheet.single_h and letter == "H1" else letter)
            _body(sheet, letter)
    return sheet

"""Outcomes stand before needs, and one Section H holds all social care provision."""

from __future__ import annotations

from .. import blocks
from .. import ooxml as x
from ..content import Plan
from ..sheet import Sheet

TITLES = {
    "A": "Section A: Your child's views and yours",
    "E": "Section E: Outcomes - how the extra help will benefit your child",
    "B": "Section B: Special educational needs",
    "F": "Section F: Special educational provision (support)",
    "C": "Section C: Health needs related to SEN",
    "G": "Section G: Health provision (support)",
    "D": "Section D: Social care needs related to SEN",
    "H": "Section H: Social care provision (support)",
    "I": "Section I: Placement - type and name of school or other institution",
    "J": "Section J: Personal budget arrangements",
    "K": "Section K: Advice and information - a list of the information gathered",
}


def _front(sheet: Sheet) -> None:
    plan = sheet.plan
    sheet.put(x.para(x.run(f"{sheet.meta('name')}'s Education, Health and Care Plan"), style="Heading1"))
    rows = [x.row(x.label("About"), x.label("Detail"), repeat=True)]
    pairs = [
        ("Date of birth", sheet.dated("dob", "words")),
        ("Prefers to be called", sheet.meta("known_as")),
        ("School year", sheet.meta("year_group", plan.year())),
    ]
    pairs += [
        ("School or setting", sheet.meta("setting")),
        ("Council", sheet.meta("authority")),
        ("This is a", f"{sheet.meta('status', plan.status)} plan"),
    ]
    pairs += [
        ("Date issued", sheet.dated("issue_date", "words")),
        ("Next review due", sheet.dated("review_due", "words")),
    ]
    rows += [x.row(x.cell(x.text(a)), x.cell(x.text(b))) for a, b in pairs + blocks.family_pairs(sheet, "Parent")]
    sheet.put(x.table(rows, 2))


def _e(sheet: Sheet) -> None:
    rows = [x.row(x.label("Outcome"), x.label("Area"), repeat=True)]
    rows += [x.row(x.cell(blocks.outcome(sheet, o)), x.cell(x.text(str(o.get("area") or "")))) for o in sheet.plan.outcomes()]
    sheet.put(x.table(rows, 2))


def _b(sheet: Sheet) -> None:
    for area in (a for a in sheet.plan.areas() if a.needs or a.strengths):
        sheet.put(x.para(x.run(area.name), style="Heading3"))
        sheet.put(*(x.text(sheet.strength("B", s, area.name)) for s in area.strengths))
        sheet.put(*(x.text(sheet.item("B", n, area.name), num=x.NUMBER) for n in area.needs))


def _f(sheet: Sheet) -> None:
    for area in (a for a in sheet.plan.areas() if a.provision):
        rows = [x.row(x.label(area.name, merge="start"), x.cell(x.text(sheet.item("F", area.provision[0], area.name))))]
        rows += [x.row(x.cell(merge="on"), x.cell(x.text(sheet.item("F", p, area.name)))) for p in area.provision[1:]]
        sheet.put(x.table(rows, 2))


def _body(sheet: Sheet, letter: str) -> None:
    if letter == "A":
        sheet.put(*blocks.views(sheet, "Heading3"))
    elif letter == "K":
        sheet.put(blocks.advice_table(sheet, ["Information", "Given by", "Service", "Date"], "words"))
    elif letter in "EBF":
        {"E": _e, "B": _b, "F": _f}[letter](sheet)
    elif letter in "IJ":
        sheet.put(x.text(sheet.only(letter)))
    elif letter == "H":
        sheet.put(blocks.items(sheet, "H1"), blocks.items(sheet, "H2"))
    else:
        sheet.put(blocks.needs(sheet, letter) if letter in "CD" else blocks.items(sheet, letter))


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "outcomesfirst", single_h=True)
    sheet.hazards = [
        "outcomes_before_needs",
        "single_section_h",
        "letters_out_of_order",
        "merged_cells_vertical",
        "area_column_beside_outcome",
        "name_in_title",
    ]
    _front(sheet)
    for letter, title in TITLES.items():
        if sheet.wants(letter):
            sheet.put(x.para(x.run(sheet.head(letter, title)), style="Heading2"))
            _body(sheet, letter)
    return sheet

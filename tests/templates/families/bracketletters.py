"""Letters in brackets, everything bulleted, version and previous status beside the status, staff instructions in cells."""

from __future__ import annotations

from .. import blocks
from .. import ooxml as x
from ..content import Plan
from ..sheet import Sheet

TITLES = {
    "A": "(A) Views, Interests and Aspirations",
    "B": "(B) Special Educational Needs",
    "C": "(C) Health Needs",
    "D": "(D) Social Care Needs",
    "E": "(E) Outcomes",
    "F": "(F) Special Educational Provision",
    "G": "(G) Health Provision",
    "H1": "(H1) Social Care Provision - CSDPA 1970",
    "H2": "(H2) Social Care Provision - other",
    "I": "(I) Placement",
    "J": "(J) Personal Budget",
    "K": "(K) Advice and Information",
}


def _front(sheet: Sheet) -> None:
    plan, s = sheet.plan, sheet.plan.subject
    sheet.put(x.para(x.run("Education, Health and Care Plan"), style="Heading1"), x.text(sheet.meta("authority")))
    pairs = [
        ("Name", sheet.meta("name")),
        ("DOB (DD/MM/YYYY)", sheet.dated("dob")),
        ("Known as", sheet.meta("known_as")),
    ]
    pairs += [
        ("Year group", sheet.meta("year_group", plan.year())),
        ("Current Setting/School/College", sheet.meta("setting")),
        ("NHS Number", str(s.get("nhs_number") or "")),
    ]
    pairs += [
        ("UPN", str(s.get("upn") or "")),
        ("Social Care Reference", ""),
        ("Looked after?", "Yes" if s.get("in_care") else "No"),
    ]
    pairs += blocks.family_pairs(sheet, "Parental responsibility")
    previous = "Final" if plan.status.startswith("amended") else "None"
    pairs += [
        ("Date of Final Plan", sheet.dated("issue_date")),
        ("Scheduled Review Date", sheet.dated("review_due")),
        ("Version Number", "3"),
    ]
    pairs += [
        ("Status:", sheet.meta("status", plan.status.title())),
        ("Previous Status:", previous),
        ("Date original EHCP issued:", "14/06/2019"),
    ]
    sheet.put(blocks.details(pairs))
    sheet.put(
        x.table(
            [x.row(x.cell(x.text(sheet.helper("Click on 'Edit child data' to change these details. Request this from the family."))))],
            1,
        )
    )


def _bullets(words: list[str]) -> str:
    return "".join(x.text(w, style="CouncilBullet") for w in words)


def _views(sheet: Sheet) -> str:
    out = []
    for number, block in enumerate(sheet.plan.views, 1):
        heading, words = sheet.view(number, block)
        out.append(x.para(x.run(heading, "u")) + _bullets([words]))
    return "".join(out)


def _areas(sheet: Sheet, letter: str) -> str:
    out = []
    for area in sheet.plan.areas():
        if letter == "B" and (area.needs or area.strengths):
            out.append(x.para(x.run(area.name, "u")) + _bullets([sheet.strength("B", s, area.name) for s in area.strengths]))
            out.append(_bullets([sheet.item("B", n, area.name) for n in area.needs]))
        if letter == "F" and area.provision:
            out.append(x.para(x.run(area.name, "u")) + _bullets([sheet.item("F", p, area.name) for p in area.provision]))
    return "".join(out)


def _listed(sheet: Sheet, letter: str) -> str:
    plan = sheet.plan
    if letter in "CD":
        words = [sheet.strength(letter, s) for s in plan.strengths(letter)] + [sheet.item(letter, n) for n in plan.needs(letter)]
    else:
        words = [sheet.item(letter, i) for i in plan.items(letter)]
    said = sheet.nothing(letter)
    return _bullets(words + ([said] if said else []))


def _section(sheet: Sheet, letter: str) -> str:
    if letter == "A":
        return _views(sheet)
    if letter in "BF":
        return _areas(sheet, letter)
    if letter == "E":
        return "".join(blocks.outcome(sheet, o, num=x.BULLET) for o in sheet.plan.outcomes())
    if letter in "IJ":
        return x.text(sheet.only(letter))
    if letter == "K":
        return blocks.advice_table(sheet, ["Document", "Author", "Team", "Date"], "dots")
    return _listed(sheet, letter)


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "bracketletters", single_h=False)
    sheet.hazards = [
        "letters_in_brackets",
        "bullets_by_custom_style",
        "previous_status_beside_status",
        "first_issue_date_beside_plan_date",
        "staff_instruction_in_cell",
        "sections_in_one_cell_tables",
    ]
    _front(sheet)
    for letter, title in TITLES.items():
        if sheet.wants(letter):
            head = x.row(x.cell(x.para(x.bold(sheet.head(letter, title))), shade="002060"))
            sheet.put(x.table([head, x.row(x.cell(_section(sheet, letter)))], 1))
    return sheet

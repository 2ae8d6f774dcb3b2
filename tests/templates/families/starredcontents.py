"""Grouped contents with starred full titles, a decoy table that explains the sections, and mail-merge fields."""

from __future__ import annotations

from .. import blocks
from .. import ooxml as x
from ..content import Plan
from ..package import Frame
from ..sheet import Sheet

TITLES = {
    "A": "The views, interests and aspirations of the child and his or her parents or the young person",
    "B": "The child or young person's special educational needs",
    "C": "The child or young person's health needs which are related to their SEN",
    "D": "The child or young person's social care needs which are related to their SEN or to a disability",
    "E": "The outcomes sought for the child or the young person, including outcomes for adult life",
    "F": "The special educational provision required by the child or the young person",
    "G": "Any health provision reasonably required by the learning difficulties or disabilities",
    "H1": "Any social care provision which must be made under section 2 of the Chronically Sick and Disabled Persons Act 1970",
    "H2": "Any other social care provision reasonably required by the learning difficulties or disabilities",
    "I": "The name and type of the school, maintained nursery school, post-16 institution or other institution to be attended",
    "J": "Personal Budget (including arrangements for direct payments)",
    "K": "The advice and information gathered during the EHC needs assessment",
}
GROUPS = {
    "This is me...": "AB",
    "Strengths, Difficulties and Outcomes": "CDE",
    "Provision": ("F", "G", "H1", "H2"),
    "Resources": "IJK",
}
EXPLAINED = "This must be specified in the plan. It draws on the advice gathered and is agreed with the family."


def _front(sheet: Sheet) -> None:
    plan = sheet.plan
    sheet.put(x.para(x.merge_field("Authority", sheet.meta("authority"))))
    sheet.put(x.para(x.run(f"{sheet.meta('status', plan.status.title())} Plan", "b", size=36)))
    who = x.merge_field("Child_Forename", plan.forename) + x.run(" ") + x.merge_field("Child_Surname", plan.surname)
    sheet.meta("name")
    sheet.put(x.para(x.bold("Education, Health & Care Plan for "), who))
    sheet.put(x.text(sheet.helper(f"*The above image can be replaced with a picture of {plan.forename}.")))
    for words, value in (
        ("Date of EHC Plan:", sheet.dated("issue_date", "words")),
        ("Amendment Number:", ""),
        ("Review date:", sheet.dated("review_due", "words")),
        ("Date of Birth:", sheet.dated("dob", "words")),
        ("Known as:", sheet.meta("known_as")),
        ("Year group:", sheet.meta("year_group", plan.year())),
        ("School or setting:", sheet.meta("setting")),
        ("Parents/Carers' names:", ", ".join(n for n, _ in plan.parents())),
    ):
        sheet.put(x.para(x.bold(words), x.run(f" .......... {value}" if value else " ..........")))


def _contents(sheet: Sheet) -> None:
    sheet.put(x.para(x.run("Contents", "b"), fresh_page=True))
    for group, letters in GROUPS.items():
        sheet.put(x.para(x.run(group, "b", "i")))
        for letter in letters:
            sheet.put(x.para(x.run(f"*Section {letter}: {TITLES[letter]} .......... {len(sheet.body)}")))
    sheet.put(x.para(x.run("Understanding the Content of EHC Plans", "b"), fresh_page=True))
    rows = [x.row(x.label("Section label"), x.label("What the section must include"), repeat=True)]
    rows += [x.row(x.cell(x.text(f"SECTION {k}")), x.cell(x.text(sheet.helper(f"{t}. {EXPLAINED}")))) for k, t in TITLES.items()]
    sheet.put(x.table(rows, 2))


def _open(sheet: Sheet, letter: str, *, fresh: bool = True) -> None:
    title = f"*Section {letter}: {TITLES[letter]}"
    sheet.put(x.para(x.run(sheet.head(letter, title), "b"), fresh_page=fresh))


def _first_half(sheet: Sheet) -> None:
    _open(sheet, "A")
    sheet.put(*blocks.views(sheet))
    _open(sheet, "B")
    for area in (a for a in sheet.plan.areas() if a.needs or a.strengths):
        sheet.put(x.para(x.run(area.name, "b", "i")))
        sheet.put(*(x.text(sheet.strength("B", s, area.name)) for s in area.strengths))
        sheet.put(*(x.text(sheet.item("B", n, area.name), num=x.NUMBER) for n in area.needs))
    for letter in "CD":
        _open(sheet, letter)
        sheet.put(blocks.needs(sheet, letter, num=x.NUMBER))
    _open(sheet, "E")
    sheet.put(*(blocks.outcome(sheet, o, num=x.NUMBER, lead="Steps towards this outcome") for o in sheet.plan.outcomes()))


def _second_half(sheet: Sheet) -> None:
    _open(sheet, "F")
    for area in (a for a in sheet.plan.areas() if a.provision):
        sheet.put(x.para(x.run(area.name, "b", "i")))
        sheet.put(*(x.text(sheet.item("F", p, area.name), num=x.BULLET) for p in area.provision))
    for letter in ("G", "H1", "H2"):
        _open(sheet, letter, fresh=letter == "G")
        sheet.put(blocks.items(sheet, letter, num=x.BULLET))
    for letter in "IJ":
        if sheet.wants(letter):
            _open(sheet, letter)
            sheet.put(x.text(sheet.only(letter)))
    _open(sheet, "K")
    sheet.put(blocks.advice_table(sheet, ["Advice", "Written by", "Service", "Date"]))


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "starredcontents", single_h=False, curly=True)
    footer = x.run("Education, Health & Care Plan for ") + x.merge_field("Child_Forename1", plan.forename) + x.run(" Page | 1")
    sheet.frame = Frame(footer=x.para(footer))
    sheet.hazards = [
        "contents_repeats_full_titles",
        "starred_titles",
        "decoy_explanatory_table",
        "merge_fields",
        "dotted_leaders",
        "automatic_paragraph_numbers_not_in_text",
        "headings_bold_without_style",
        "curly_quotes",
    ]
    _front(sheet)
    _contents(sheet)
    _first_half(sheet)
    _second_half(sheet)
    return sheet

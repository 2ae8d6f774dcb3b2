"""No section letters at all: first-person titles, E and F joined in "My Support Plan", status an unset drop-down."""

from __future__ import annotations

from .. import blocks
from .. import ooxml as x
from ..content import Plan, columns
from ..package import Frame
from ..sheet import Sheet

PARENTS = {"parent_views", "aspirations_parent"}


def _front(sheet: Sheet) -> None:
    plan = sheet.plan
    sheet.put(x.para(x.run("Education, Health and Care Plan", "b", size=36)))
    sheet.put(x.para(x.control(x.run("Choose an item."), "Status", prompt=True)))
    sheet.put(x.para(x.bold("I like to be known as: "), x.control(x.run(sheet.meta("known_as")), "Known as")))
    pairs = [
        ("Forenames", plan.forename),
        ("Surname", plan.surname),
        ("DOB", sheet.dated("dob")),
        ("Year", sheet.meta("year_group", plan.year())),
    ]
    sheet.meta("name", f"{plan.forename} | {plan.surname}")
    pairs += [
        ("Date of Summary", sheet.dated("issue_date")),
        ("School", sheet.meta("setting")),
        ("NHS Number", str(plan.subject.get("nhs_number") or "")),
    ]
    sheet.put(
        x.para(x.run("Personal information", "b", size=28)),
        blocks.details(pairs + blocks.family_pairs(sheet, "Parent")),
    )


def _views(sheet: Sheet, title: str, of_parents: bool) -> None:
    mine = [(n, b) for n, b in enumerate(sheet.plan.views, 1) if (b["kind"] in PARENTS) == of_parents]
    if mine:
        sheet.put(x.para(x.run(sheet.head("A", title), "b", size=28)))
        for number, block in mine:
            heading, words = sheet.view(number, block)
            sheet.put(x.para(x.bold(heading)), x.text(words))


def _support(sheet: Sheet) -> None:
    sheet.head("E", "My Support Plan")
    sheet.head("F", "My Support Plan")
    sheet.put(x.para(x.run("My Support Plan", "b", size=28)))
    for area in (a for a in sheet.plan.areas() if a.outcomes or a.provision):
        rows = [x.row(x.label(area.name, span=2))]
        rows += [x.row(x.label("Outcome"), x.cell(blocks.outcome(sheet, o, area.name))) for o in area.outcomes]
        rows.append(x.row(x.label("Provision required to achieve the outcome"), x.label("Provided by who and by when")))
        for item in area.provision:
            c = columns(str(item["text"]))
            parts = sheet.dealt("F", item, (c.what, c.who, c.when), area.name)
            rows.append(x.row(x.cell(x.text(parts[0])), x.cell("".join(x.text(p) for p in parts[1:] if p))))
        sheet.put(x.table(rows, 2))


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "noletters", lettered=False, single_h=True)
    sheet.frame = Frame(footer=x.para(x.run("Document Control v1.2")))
    sheet.hazards = [
        "no_section_letters",
        "status_drop_down_unset",
        "values_in_inline_content_controls",
        "outcomes_and_provision_in_one_table",
        "surname_and_forename_in_separate_cells",
        "provision_split_over_columns",
        "social_care_provision_under_one_title",
    ]
    _front(sheet)
    _views(sheet, "My One Page Profile", of_parents=False)
    _views(sheet, "Parents/Carers Views", of_parents=True)
    sheet.put(x.para(x.run(sheet.head("B", "My Special Educational Needs"), "b", size=28)))
    for area in (a for a in plan.areas() if a.needs or a.strengths):
        sheet.put(x.para(x.bold(area.name)), *(x.text(sheet.strength("B", s, area.name)) for s in area.strengths))
        sheet.put(*(x.text(sheet.item("B", n, area.name), num=x.BULLET) for n in area.needs))
    for letter, title in (("C", "My Health Needs related to my SEN"), ("D", "My Social Care Needs")):
        sheet.put(x.para(x.run(sheet.head(letter, title), "b", size=28)), blocks.needs(sheet, letter, num=x.BULLET))
    _support(sheet)
    sheet.put(x.para(x.run(sheet.head("G", "My Health Provision"), "b", size=28)), blocks.items(sheet, "G", num=x.BULLET))
    sheet.put(
        x.para(x.run(sheet.head("H", "My Social Care Provision"), "b", size=28)),
        blocks.items(sheet, "H1", num=x.BULLET),
        blocks.items(sheet, "H2", num=x.BULLET),
    )
    for letter, title in (("I", "My Placement"), ("J", "My Personal Budget")):
        sheet.put(x.para(x.run(sheet.head(letter, title), "b", size=28)), x.text(sheet.only(letter)))
    sheet.put(x.para(x.run(sheet.head("K", "Reports used to write this plan"), "b", size=28)))
    sheet.put(blocks.advice_table(sheet, ["Report", "Author", "Service", "Date"]))
    sheet.put(x.para(x.run("Monitoring Arrangements", "b", size=28)))
    sheet.put(
        x.text(sheet.helper("This plan is co-ordinated by 's educational establishment and reviewed with hisher parent(s) each year."))
    )
    for label in ("area_grades.statutory_form", "overall"):
        sheet.changes(label, "no section is labelled with its letter in this template")
    return sheet

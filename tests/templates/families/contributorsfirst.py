"""The list of advice stands on page one with no letter; each section opens with an instruction that nobody deleted."""

from __future__ import annotations

from .. import blocks
from .. import ooxml as x
from ..content import Plan
from ..sheet import Sheet

SECTIONS = (
    (
        "A",
        "Section A. My Views, Interests, Hopes and Dreams",
        "In this section the views, interests and aspirations of the child and the parents, or of the young person, must be set out.",
    ),
    (
        "B",
        "Section B. Special Educational Needs",
        "In this section, all of the child/young person's special educational needs must be specified.",
    ),
    (
        "C",
        "Section C. Health Needs",
        "Please specify any health needs identified through the assessment which relate to the special educational needs.",
    ),
    (
        "D",
        "Section D. Care Needs",
        "Please specify any social care needs identified through the assessment which relate to the special educational needs.",
    ),
    ("E", "Section E. Outcomes", "Outcomes should be specific, measurable, achievable, realistic and time bound."),
    (
        "F",
        "Section F. Special Educational Provision",
        "Provision must be detailed and specific and should normally be quantified.",
    ),
    (
        "G",
        "Section G. Health Provision",
        "Health provision should be detailed and specific and should normally be quantified.",
    ),
    (
        "H1",
        "Section H 1. Social Care Provision (Chronically Sick and Disabled Persons Act)",
        "All services assessed as being needed under the Act must be specified.",
    ),
    ("H2", "Section H 2. Other Social Care Provision", "Services which do not come under the Act are set out here."),
    ("I", "Section I. Placement", "This part is completed only when the plan is finalised."),
    ("J", "Section J. Personal Budget", "Details of any personal budget and the outcomes to which it will contribute."),
)


def _front(sheet: Sheet) -> None:
    plan = sheet.plan
    sheet.put(x.para(x.run(f"{sheet.meta('authority')}: Education, Health and Care Plan", "b", size=32)))
    pairs = [
        ("Name", sheet.meta("name")),
        ("Date EHC plan agreed", sheet.dated("issue_date", "words")),
        ("Signature of plan coordinator", str(plan.plan.get("officer") or "")),
    ]
    pairs += [
        ("Plan review date", sheet.dated("review_due", "words")),
        ("Plan number", "2"),
        ("Type of plan", sheet.meta("status", plan.status.upper())),
    ]
    sheet.put(blocks.details(pairs, wide=False))
    sheet.put(
        x.text(
            sheet.helper(
                "Disclosure: this plan may not be disclosed without the consent of the child or young person "
                "except for the purposes set out in regulations 17 and 47."
            )
        )
    )
    sheet.put(x.para(x.bold(sheet.head("K", "People who have contributed to and written this Education, Health and Care Plan are:"))))
    heads = ["Report", "Name and Title", "Service/Organisation", "Report attached? (Include date of Report)"]
    sheet.put(blocks.advice_table(sheet, heads))
    sheet.put(x.para(x.run("My Personal Details", "b")))
    pairs = [
        ("Date of Birth", sheet.dated("dob", "words")),
        ("Preferred name", sheet.meta("known_as")),
        ("School/Setting", sheet.meta("setting")),
    ]
    pairs += [
        ("Year Group", sheet.meta("year_group", plan.year())),
        ("Address", str(plan.subject.get("address") or "")),
        ("NHS Number", str(plan.subject.get("nhs_number") or "")),
    ]
    sheet.put(blocks.details(pairs + blocks.family_pairs(sheet, "Parent / Carer")))


def _b(sheet: Sheet) -> None:
    for area in (a for a in sheet.plan.areas() if a.needs or a.strengths):
        nested = (
            x.table([x.row(x.cell(x.text(sheet.strength("B", s, area.name)))) for s in area.strengths], 1, 4000) if area.strengths else ""
        )
        right = "".join(x.text(sheet.item("B", n, area.name), num=x.BULLET) for n in area.needs)
        rows = [
            x.row(x.label(area.name, span=2)),
            x.row(x.label("Strengths"), x.label("Difficulties")),
            x.row(x.cell(nested), x.cell(right)),
        ]
        sheet.put(x.table(rows, 2))


def _f(sheet: Sheet) -> None:
    for number, area in enumerate((a for a in sheet.plan.areas() if a.provision), 1):
        sheet.put(x.para(x.bold(f"{number}. {area.name}")))
        sheet.put(*(x.text(sheet.item("F", p, area.name), num=x.BULLET) for p in area.provision))


def _body(sheet: Sheet, letter: str) -> None:
    if letter == "A":
        sheet.put(*blocks.views(sheet))
    elif letter == "B":
        _b(sheet)
    elif letter == "E":
        sheet.put(*(blocks.outcome(sheet, o) for o in sheet.plan.outcomes()))
    elif letter == "F":
        _f(sheet)
    elif letter in "IJ":
        sheet.put(x.text(sheet.only(letter)))
    else:
        sheet.put(blocks.needs(sheet, letter) if letter in "CD" else blocks.items(sheet, letter))


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "contributorsfirst", single_h=False)
    sheet.hazards = [
        "advice_list_first_without_letter",
        "instruction_sentence_kept",
        "nested_tables",
        "space_inside_h_1",
        "status_in_capitals",
        "headings_bold_without_style",
        "area_numbers_typed",
    ]
    _front(sheet)
    for letter, title, instruction in SECTIONS:
        if sheet.wants(letter):
            sheet.put(
                x.para(x.run(sheet.head(letter, title), "b", size=26)),
                x.text(sheet.helper(instruction), style="Guidance"),
            )
            _body(sheet, letter)
    sheet.changes("area_grades.statutory_form", "section K has no letter in this template")
    return sheet

"""Strengths and needs as "what is working" and "what is not working so well" columns; E and F repeat under every area."""

from __future__ import annotations

from .. import blocks
from .. import ooxml as x
from ..content import Area, Plan, day
from ..sheet import Sheet

WORKING = ("What is working (Strengths / Resources)", "What is not working so well (Needs / Concerns)")


def _opening(sheet: Sheet) -> None:
    plan = sheet.plan
    sheet.put(x.para(x.run(f"EDUCATION, HEALTH & CARE PLAN for {sheet.meta('name')}", "b"), align="center"))
    made = day(plan.plan["issue_date"], "ordinal")
    council = sheet.meta("authority")
    sheet.meta("issue_date", made)
    words = f"This Education, Health and Care Plan (EHC Plan) is made on {made} by {council} (\u2018the authority\u2019)"
    words += f" in respect of {plan.subject['name']}."
    sheet.put(x.para(x.scattered(words)))
    state = x.chosen(("Draft", "Final", "Amended Final"), sheet.meta("status", plan.status.title()))
    sheet.put(x.para(x.bold("Status of this document: "), state))
    pairs = [("Date of birth", sheet.dated("dob", "words")), ("Likes to be known as", sheet.meta("known_as"))]
    pairs += [
        ("National Curriculum Year", sheet.meta("year_group", plan.year())),
        ("Educational Placement during assessment", sheet.meta("setting")),
    ]
    pairs += [
        ("Legal Status (if relevant)", "Full Care Order" if plan.subject.get("in_care") else ""),
        ("Unique pupil number", str(plan.subject.get("upn") or "")),
    ]
    pairs += [("Who does the Child/Young Person live with", str(plan.subject.get("address") or ""))] + blocks.family_pairs(
        sheet, "Parent/Carer"
    )
    pairs += [("Date for review", sheet.dated("review_due", "words"))]
    sheet.put(blocks.details(pairs, wide=False))


def _working(left: str, right: str) -> str:
    return x.table([x.row(*(x.label(w) for w in WORKING), repeat=True), x.row(x.cell(left), x.cell(right))], 2)


def _needs(sheet: Sheet) -> None:
    sheet.put(x.para(x.run(sheet.head("B", "SECTIONB: SPECIAL EDUCATIONAL NEEDS"), "b")))
    for area in sheet.plan.areas():
        if area.needs or area.strengths:
            left = "".join(x.text(sheet.strength("B", s, area.name)) for s in area.strengths)
            right = "".join(x.text(sheet.item("B", n, area.name)) for n in area.needs)
            sheet.put(x.para(x.run(area.name, "caps")), _working(left, right))
    for letter, title in (("C", "SECTIONC: HEALTH NEEDS"), ("D", "SECTIOND: SOCIAL CARE NEEDS")):
        sheet.put(x.para(x.run(sheet.head(letter, title), "b")))
        if letter == "D":
            sheet.put(x.para(x.run("FAMILY AND COMMUNITY LIFE")))
        left = "".join(x.text(sheet.strength(letter, s)) for s in sheet.plan.strengths(letter))
        right = "".join(x.text(sheet.item(letter, n)) for n in sheet.plan.needs(letter)) or x.text(sheet.nothing(letter))
        sheet.put(_working(left, right))


def _support(sheet: Sheet, area: Area) -> None:
    sheet.put(x.para(x.run(area.name, "b", "caps")))
    if area.outcomes:
        rows = [x.row(x.label(sheet.head("E", "Section E - Desired Outcomes"), span=2))]
        rows.append(x.row(x.label("Long Term Aim(s)"), x.cell()))
        rows += [x.row(x.label("Short Term Outcome"), x.cell(blocks.outcome(sheet, o, area.name))) for o in area.outcomes]
        sheet.put(x.table(rows, 2))
    if area.provision:
        rows = [x.row(x.label(sheet.head("F", "Section F - Special Educational Provision")))]
        rows += [x.row(x.cell(x.text(sheet.item("F", p, area.name)))) for p in area.provision]
        sheet.put(x.table(rows, 1))


def _closing(sheet: Sheet) -> None:
    titles = (
        ("G", "Section G - Health Provision"),
        ("H1", "Section H1 - Social Care Provision under the CSDPA 1970"),
        ("H2", "Section H2 - Other Social Care Provision"),
    )
    if sheet.single_h:
        titles = (titles[0], ("H1", "Section H - Social Care Provision"), ("H2", ""))
    for letter, title in titles:
        top = [x.row(x.label(sheet.head("H" if sheet.single_h and letter != "G" else letter, title)))] if title else []
        sheet.put(x.table([*top, x.row(x.cell(blocks.items(sheet, letter)))], 1))
    for letter, title in (
        ("I", "Section I - Educational Placement named in this EHC Plan"),
        ("J", "Section J - Personal Budget"),
    ):
        sheet.put(x.table([x.row(x.label(sheet.head(letter, title))), x.row(x.cell(x.text(sheet.only(letter))))], 1))
    sheet.put(x.para(x.run(sheet.head("K", "Section K - Advice and Information"), "b")))
    sheet.put(blocks.advice_table(sheet, ["Report", "Author", "Date"], "words"))


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "workingwell", curly=True)
    sheet.hazards = [
        "no_space_after_the_word_section",
        "date_and_authority_in_sentence",
        "status_in_drop_down",
        "needs_in_right_hand_column",
        "section_repeated_per_area",
        "headings_bold_without_style",
        "empty_long_term_aims",
        "curly_quotes",
    ]
    _opening(sheet)
    sheet.put(x.para(x.run(sheet.head("A", "SECTIONA: MY PROFILE"), "b")), x.para(x.run("my bACKGROUND")))
    sheet.put(*blocks.views(sheet))
    sheet.put(x.para(x.run(f"SUMMARY OF {plan.forename.upper()}\u2019S SKILLS AND STRENGTHS, NEEDS AND SUPPORT", "b")))
    _needs(sheet)
    sheet.put(x.para(x.run("OUTCOMES AND SUPPORT PLAN", "b"), fresh_page=True))
    for area in plan.areas():
        _support(sheet, area)
    _closing(sheet)
    return sheet

"""Post-16: outcomes and provision under the four preparing-for-adulthood headings, in the young person's words."""

from __future__ import annotations

import re

from .. import blocks
from .. import ooxml as x
from ..content import Item, Plan
from ..sheet import Sheet

HEADINGS = {
    "Employment, education and training": re.compile(r"learn|work|employ|cognition|thinking", re.IGNORECASE),
    "Independent living": re.compile(r"independen|living|self|sensory|physical", re.IGNORECASE),
    "Good health": re.compile(r"health|emotional|wellbeing", re.IGNORECASE),
    "Friends, relationships and community": re.compile(r""),
}
TITLES = {
    "A": "SECTION A. MY STORY, MY VIEWS AND MY PLANS",
    "B": "SECTION B. MY SPECIAL EDUCATIONAL NEEDS",
    "C": "SECTION C. MY HEALTH NEEDS",
    "D": "SECTION D. MY SOCIAL CARE NEEDS",
    "E": "SECTION E. MY OUTCOMES: PREPARING FOR ADULT LIFE",
    "F": "SECTION F. THE EDUCATION AND TRAINING SUPPORT I NEED",
    "G": "SECTION G. THE HEALTH SUPPORT I NEED",
    "H1": "SECTION H1. SOCIAL CARE SUPPORT (UNDER 18, SECTION 2 CSDPA)",
    "H2": "SECTION H2. OTHER SOCIAL CARE SUPPORT, INCLUDING ADULT CARE",
    "I": "SECTION I. MY PLACEMENT",
    "J": "SECTION J. MY PERSONAL BUDGET",
    "K": "SECTION K. ADVICE AND INFORMATION",
}


def _heading_of(area: str) -> str:
    return next(h for h, pattern in HEADINGS.items() if pattern.search(area))


def _grouped(pairs: list[tuple[str, Item]]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = {h: [] for h in HEADINGS}
    for area, item in pairs:
        groups[_heading_of(area)].append(item)
    return groups


def _front(sheet: Sheet) -> None:
    plan = sheet.plan
    lines = [
        ("My full name is", sheet.meta("name")),
        ("I like to be called", sheet.meta("known_as")),
        ("I was born on", sheet.dated("dob", "ordinal")),
    ]
    lines += [
        ("I am in", sheet.meta("year_group", plan.year())),
        ("I go to", sheet.meta("setting")),
        ("My council is", sheet.meta("authority")),
    ]
    lines += [
        ("This plan is", sheet.meta("status", plan.status)),
        ("It was issued on", sheet.dated("issue_date", "ordinal")),
        ("It will be reviewed by", sheet.dated("review_due", "ordinal")),
    ]
    sheet.put(x.para(x.run("EDUCATION, HEALTH AND CARE PLAN (16 to 25)", "b", size=36)))
    sheet.put(*(x.para(x.bold(a), x.run(f"\t{b}")) for a, b in lines if b))


def _e(sheet: Sheet) -> None:
    pairs = [(str(o.get("area") or ""), o) for o in sheet.plan.outcomes()]
    for heading, given in _grouped(pairs).items():
        rows = [x.row(x.label(heading))] + [x.row(x.cell(blocks.outcome(sheet, o, lead="Next steps"))) for o in given]
        sheet.put(x.table(rows if given else [*rows, x.row(x.cell())], 1))


def _f(sheet: Sheet) -> None:
    pairs = [(area.name, p) for area in sheet.plan.areas() for p in area.provision]
    for heading, given in _grouped(pairs).items():
        if given:
            rows = [x.row(x.label(heading, span=2)), x.row(x.label("What will happen"), x.label("Reviewed"))]
            rows += [x.row(x.cell(x.text(sheet.item("F", p))), x.cell(x.text("Annual review"))) for p in given]
            sheet.put(x.table(rows, 2))


def _b(sheet: Sheet) -> None:
    for area in (a for a in sheet.plan.areas() if a.needs or a.strengths):
        sheet.put(
            x.para(x.run(area.name, "b")),
            *(x.text(sheet.strength("B", s, area.name), num=x.BULLET) for s in area.strengths),
        )
        sheet.put(*(x.text(sheet.item("B", n, area.name), num=x.BULLET) for n in area.needs))


def _body(sheet: Sheet, letter: str) -> None:
    if letter == "A":
        sheet.put(*blocks.views(sheet))
    elif letter in "BEF":
        {"B": _b, "E": _e, "F": _f}[letter](sheet)
    elif letter in "IJ":
        sheet.put(x.text(sheet.only(letter)))
    elif letter == "K":
        sheet.put(blocks.advice_table(sheet, ["Report", "Who wrote it", "Date"], "words"))
    else:
        sheet.put(blocks.needs(sheet, letter) if letter in "CD" else blocks.items(sheet, letter, num=x.BULLET))


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "adulthood", single_h=False)
    sheet.hazards = [
        "outcomes_under_adulthood_headings",
        "details_as_tabbed_lines",
        "typed_capitals",
        "empty_heading_row",
        "review_column_repeats_words",
        "plan_order_of_F_changed",
        "first_person_titles",
    ]
    sheet.helper("Annual review")
    _front(sheet)
    for letter, title in TITLES.items():
        if sheet.wants(letter):
            sheet.put(x.para(x.run(sheet.head(letter, title), "b")))
            _body(sheet, letter)
    return sheet

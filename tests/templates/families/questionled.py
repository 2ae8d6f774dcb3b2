"""Section A as a chain of questions; sections in shaded one-cell bars with en dashes; provision by numbered outcome."""

from __future__ import annotations

from .. import blocks
from .. import ooxml as x
from ..content import Item, Plan
from ..sheet import Sheet

QUESTIONS = {
    "What people like about me. What I can do well.": {"one_page_profile", "interests"},
    "What's important to me now and in the future?": {
        "child_views",
        "young_person_views",
        "aspirations_child",
        "mixed_views",
    },
    "How best to support me to engage in decision making and express my feelings and views?": {
        "communication",
        "how_gathered",
    },
    "What is important to my family now and in the future?": {"parent_views", "aspirations_parent"},
    "What is going well for me now?": set(),
    "Other important things to know about me and my family": {"history", "other"},
}
BARS = {
    "A": "Section A \u2013 Me and my family",
    "B": "Section B \u2013 My special educational needs",
    "C": "Section C \u2013 My health needs related to my SEN",
    "D": "Section D \u2013 My social care needs related to my SEN",
    "E": "Section E \u2013 The outcomes sought for me",
    "F": "Section F \u2013 Special educational provision",
    "G": "Section G \u2013 Health provision",
    "H1": "Section H1 \u2013 Social care provision required under section 2 CSDPA",
    "H2": "Section H2 \u2013 Any other social care provision",
    "I": "Section I \u2013 Placement",
    "J": "Section J \u2013 Personal budget",
    "K": "Section K \u2013 Advice and information",
}


def _bar(sheet: Sheet, letter: str) -> None:
    title = "Section H \u2013 Social care provision" if letter == "H" else BARS[letter]
    sheet.put(x.table([x.row(x.cell(x.para(x.run(sheet.head(letter, title), "b", colour="FFFFFF")), shade="1F3864"))], 1))


def _questions(sheet: Sheet) -> None:
    for question, kinds in QUESTIONS.items():
        rows = [x.row(x.label(question))]
        for number, block in enumerate(sheet.plan.views, 1):
            if block["kind"] in kinds:
                heading, words = sheet.view(number, block)
                rows.append(x.row(x.cell(x.para(x.run(heading, "i")) + x.text(words))))
        sheet.put(x.table(rows if len(rows) > 1 else [*rows, x.row(x.cell())], 1))


def _provision(sheet: Sheet) -> None:
    """Provision under the first outcome it serves; what serves none comes last."""
    left = list(sheet.plan.provision())
    for number, outcome in enumerate(sheet.plan.outcomes(), 1):
        mine = [p for p in left if outcome["id"] in (p.get("outcomes") or [])]
        left = [p for p in left if p not in mine]
        if mine:
            sheet.put(x.para(x.bold(f"Provision to meet outcome {number}")), _numbered(sheet, mine))
    if left:
        sheet.put(x.para(x.bold("Provision that supports all outcomes")), _numbered(sheet, left))


def _numbered(sheet: Sheet, given: list[Item]) -> str:
    return "".join(x.text(sheet.item("F", p), num=x.NUMBER) for p in given)


def _front(sheet: Sheet) -> None:
    plan = sheet.plan
    sheet.put(x.para(x.run(sheet.meta("authority"), "b"), align="right"))
    sheet.put(
        x.para(
            x.run(f"EDUCATION, HEALTH AND CARE PLAN ({sheet.meta('status', plan.status.title())})", "b", size=32),
            align="center",
        )
    )
    several = f"Name: {sheet.meta('name')}\nKnown as: {sheet.meta('known_as')}\nDate of birth: {sheet.dated('dob', 'words')}"
    several += f"\nYear group: {sheet.meta('year_group', plan.year())}"
    other = f"School: {sheet.meta('setting')}\nPlan issued on: {sheet.dated('issue_date', 'words')}"
    other += f"\nReview by: {sheet.dated('review_due', 'words')}"
    people = "\n".join(f"{how.title()}: {who}" for who, how in plan.parents())
    sheet.put(x.table([x.row(x.cell(x.para(x.run(several))), x.cell(x.para(x.run(f"{other}\n{people}"))))], 2))


HAZARDS = [
    "questions_as_headings",
    "unanswered_question",
    "several_labels_in_one_cell",
    "section_bars_as_one_cell_tables",
    "white_text_on_dark",
    "en_dash_in_heading",
    "provision_grouped_by_outcome_not_by_area",
    "plan_order_of_F_changed",
    "curly_quotes",
]


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "questionled", curly=True)
    sheet.hazards = list(HAZARDS)
    _front(sheet)
    _bar(sheet, "A")
    _questions(sheet)
    _bar(sheet, "B")
    for area in (a for a in plan.areas() if a.needs or a.strengths):
        sheet.put(x.para(x.run(area.name, "smallCaps", "b")), x.para(x.run("I am good at:", "i")))
        sheet.put(*(x.text(sheet.strength("B", s, area.name)) for s in area.strengths), x.para(x.run("I find it hard:", "i")))
        sheet.put(*(x.text(sheet.item("B", n, area.name)) for n in area.needs))
    for letter in "CD":
        _bar(sheet, letter)
        sheet.put(blocks.needs(sheet, letter))
    _bar(sheet, "E")
    for number, outcome in enumerate(plan.outcomes(), 1):
        sheet.put(x.para(x.bold(f"Outcome {number}")), blocks.outcome(sheet, outcome, lead="Smaller steps"))
    _bar(sheet, "F")
    _provision(sheet)
    _bar(sheet, "G")
    sheet.put(blocks.items(sheet, "G", num=x.BULLET))
    for letter in ("H1", "H2"):
        if not (sheet.single_h and letter == "H2"):
            _bar(sheet, "H" if sheet.single_h else letter)
        sheet.put(blocks.items(sheet, letter, num=x.BULLET))
    for letter in "IJ":
        _bar(sheet, letter)
        sheet.put(x.text(sheet.only(letter)))
    _bar(sheet, "K")
    sheet.put(blocks.advice_table(sheet, ["Advice", "From", "Service", "Dated"], "words"))
    return sheet

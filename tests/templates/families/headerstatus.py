"""Status only in the running header beside SURNAME Forename; a contents table first; sections inside content controls."""

from __future__ import annotations

from .. import blocks
from .. import ooxml as x
from ..content import Plan
from ..package import Frame
from ..sheet import Sheet

TITLES = {
    "A": "Section A: Views, Wishes and Aspirations",
    "B": "Section B: My special educational needs",
    "C": "Section C: My health needs",
    "D": "Section D: My social care needs",
    "E": "Section E: Outcomes for me",
    "F": "Section F: The special educational provision I need",
    "G": "Section G: The health provision I need",
    "H1": "Section H1: Social care that must be provided (under 18s)",
    "H2": "Section H2: Other social care I need",
    "I": "Section I: Where I will learn",
    "J": "Section J: Personal Budget",
    "K": "Section K: Appendices",
}
SINGLE = "Section H: Social care provision"


def _titles(sheet: Sheet) -> dict[str, str]:
    titles = {k: v for k, v in TITLES.items() if sheet.wants(k)}
    if sheet.single_h:
        titles = {("H" if k == "H1" else k): (SINGLE if k == "H1" else v) for k, v in titles.items() if k != "H2"}
    return titles


def _front(sheet: Sheet) -> None:
    plan = sheet.plan
    sheet.put(x.para(x.run("My Education, Health and Care Plan (EHCP)", "b", size=40)))
    sheet.put(
        x.para(x.run(f"My name is {sheet.meta('name')}")),
        x.para(x.run(f"I like to be known as {sheet.meta('known_as')}")),
    )
    sheet.put(x.text("The purpose of this plan is to tell you:"))
    for line in ("What I can do", "What is important to me", "How you can support me", "About my future"):
        sheet.put(x.text(line, num=x.BULLET))
    made = sheet.dated("issue_date")
    words = "In accordance with section 37 of the Children and Families Act 2014 this EHCP is made "
    words += f"on {made} by {sheet.meta('authority')} in respect of {plan.subject['name']}."
    sheet.put(x.para(x.run(words), fresh_page=True))
    pairs = [
        ("D.O.B.", sheet.dated("dob")),
        ("NCY", sheet.meta("year_group", plan.year())),
        ("Current school/setting", sheet.meta("setting")),
    ]
    pairs += [
        ("Plan review date", sheet.dated("review_due")),
        ("NHS No", str(plan.subject.get("nhs_number") or "")),
        ("Looked after?", "Yes" if plan.subject.get("in_care") else "No"),
    ]
    sheet.put(blocks.details(pairs + blocks.family_pairs(sheet, "Parent/Carer")))


def _contents(sheet: Sheet) -> None:
    lines = ["Front Cover", "Statutory information", *_titles(sheet).values()]
    rows = [x.row(x.label("Sections required"), x.label("Content"))]
    rows += [x.row(x.cell(x.text(line.partition(":")[0])), x.cell(x.text(line.partition(": ")[2] or line))) for line in lines]
    sheet.put(x.table(rows, 2))


def _b(sheet: Sheet) -> str:
    out = []
    for area in (a for a in sheet.plan.areas() if a.needs or a.strengths):
        out.append(x.para(x.run(area.name), style="Heading3"))
        out += [x.text(sheet.strength("B", s, area.name), num=x.BULLET) for s in area.strengths]
        out += [x.text(sheet.item("B", n, area.name), num=x.LETTER) for n in area.needs]
    return "".join(out)


def _f(sheet: Sheet) -> str:
    out = []
    for area in (a for a in sheet.plan.areas() if a.provision):
        rows = [x.row(x.label("Provision"), x.label("Who will do this"), x.label("How often"), repeat=True)]
        rows += blocks.dealt_rows(sheet, "F", area.provision, "", area.name)
        out.append(x.para(x.run(area.name), style="Heading3") + x.table(rows, 3))
    return "".join(out)


def _contents_of(sheet: Sheet, letter: str) -> str:
    if letter == "H":
        return blocks.items(sheet, "H1", num=x.BULLET) + blocks.items(sheet, "H2", num=x.BULLET)
    makers = {
        "A": lambda: "".join(blocks.views(sheet, "Heading3")),
        "B": lambda: _b(sheet),
        "F": lambda: _f(sheet),
        "E": lambda: "".join(blocks.outcome(sheet, o, num=x.NUMBER) for o in sheet.plan.outcomes()),
        "K": lambda: blocks.advice_table(sheet, ["Appendix", "Author and role", "Service", "Date"]),
    }
    if letter in makers:
        return makers[letter]()
    if letter in "IJ":
        return x.text(sheet.only(letter))
    return blocks.needs(sheet, letter) if letter in "CD" else blocks.items(sheet, letter, num=x.BULLET)


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "headerstatus")
    state = sheet.meta("status", plan.status.title())
    line = f"{plan.surname.upper()} {plan.forename}: ({sheet.dated('dob')}) {state} EHCP."
    sheet.meta("name", f"{plan.surname.upper()} {plan.forename}")
    sheet.frame = Frame(header=x.para(x.run(line)), footer=x.para(x.run("EHCP (Confidential)")))
    sheet.hazards = [
        "status_only_in_header",
        "name_surname_first_in_header",
        "contents_table_before_body",
        "sections_inside_content_controls",
        "automatic_letters_not_in_text",
        "provision_split_over_columns",
        "date_and_authority_in_sentence",
    ]
    _front(sheet)
    _contents(sheet)
    for letter, title in _titles(sheet).items():
        head = x.para(x.run(sheet.head(letter, title)), style="Heading2")
        sheet.put(head, x.control(_contents_of(sheet, letter) or "<w:p/>", title=f"section{letter}"))
    return sheet

"""One table an area of need, with unlettered row heads, life and medium-term outcomes, and a four-column provision sub-table."""

from __future__ import annotations

from .. import blocks
from .. import ooxml as x
from ..content import Area, Item, Plan, columns
from ..package import Frame
from ..sheet import Sheet

PROVISION = ("Special Educational Provision", "By Whom", "Frequency", "Which Need Does This Provision Meet")
H1 = "H1 Social care provision which must be made under Section 2 of the Chronically Sick and Disabled Persons Act 1970"
H2 = "H2 Any other social care provision reasonably required by the learning difficulties or disabilities"


def _details(sheet: Sheet) -> None:
    s = sheet.plan.subject
    pairs = [
        ("My Name", sheet.meta("name")),
        ("Preferred name", sheet.meta("known_as")),
        ("Date of Birth", sheet.dated("dob")),
    ]
    pairs += [("NC year", sheet.meta("year_group", sheet.plan.year())), ("Education setting", sheet.meta("setting"))]
    pairs += [("Child or young person first language or method of communication", str(s.get("language") or ""))]
    pairs += blocks.family_pairs(sheet, "Person with parental responsibility - Parent or carer")
    pairs += [
        ("Plan status", sheet.meta("status", sheet.plan.status.title())),
        ("Date of this plan", sheet.dated("issue_date")),
    ]
    pairs += [("To be reviewed by", sheet.dated("review_due")), ("Known to social care", sheet.plan.social_care())]
    sheet.put(x.para(x.run(sheet.meta("authority")), style="Heading2"), blocks.details(pairs))


def _voice(kind: str) -> str:
    return "Parent/Carer's Voice:" if kind.startswith("parent") or kind.endswith("parent") else "Child/Young Person's Voice:"


def _section_a(sheet: Sheet) -> None:
    numbered = list(enumerate(sheet.plan.views, 1))
    sheet.put(x.para(x.run(sheet.head("A", "A1: History")), style="Heading2"))
    for number, block in ((n, b) for n, b in numbered if b["kind"] == "history"):
        heading, words = sheet.view(number, block)
        sheet.put(x.para(x.run(heading, "i")), x.text(words))
    sheet.put(x.para(x.run(sheet.head("A", "A2: Views, interests and aspirations")), style="Heading2"))
    for number, block in ((n, b) for n, b in numbered if b["kind"] != "history"):
        heading, words = sheet.view(number, block)
        sheet.put(x.para(x.run(_voice(str(block["kind"])) + " "), x.run(heading, "b")), x.text(words))


def _area(sheet: Sheet, area: Area) -> None:
    rows = [x.row(x.cell(x.para(x.run(area.name), style="Heading3"), span=4, shade="BDD7EE"))]
    rows += [
        x.row(x.label("Strengths", span=4)),
        x.row(x.cell("".join(_listed(sheet.strength("B", s, area.name)) for s in area.strengths), span=4)),
    ]
    rows.append(x.row(x.label(sheet.head("B", "Section B: Needs"), span=4)))
    rows.append(x.row(x.cell("".join(_listed(sheet.item("B", n, area.name)) for n in area.needs), span=4)))
    rows += _outcome_rows(sheet, area.outcomes, area.name)
    if area.provision:
        sheet.head("F", "Section F: Special Educational Provision")
        rows.append(x.row(x.label("Section F: " + PROVISION[0]), *(x.label(p) for p in PROVISION[1:])))
        rows += [_provision_row(sheet, "F", p, area.name) for p in area.provision]
    sheet.put(x.table(rows, 4))


def _listed(words: str) -> str:
    """A bulleted statement that ends in a bold source tag."""
    return x.para(x.run(words), x.bold(" (K1)"), style="CouncilBullet")


def _outcome_rows(sheet: Sheet, outcomes: list[Item], area: str) -> list[str]:
    if not outcomes:
        return []
    left = x.label(sheet.head("E", "Section E: Outcomes"), merge="start")
    medium = "".join(blocks.outcome(sheet, o, area, num=x.NUMBER) for o in outcomes)
    life = x.row(left, x.label("Long Term / Life Outcomes"), x.cell(span=2))
    return [life, x.row(x.cell(merge="on"), x.label("Medium Term Outcomes"), x.cell(medium, span=2))]


def _provision_row(sheet: Sheet, letter: str, item: Item, area: str = "") -> str:
    c = columns(str(item["text"]))
    parts = sheet.dealt(letter, item, (c.what, c.who, c.when), area)
    met = ", ".join(str(n) for n in item.get("needs") or [])
    return x.row(x.cell(x.para(x.run(parts[0]), x.bold(" (K1)"))), *(x.cell(x.text(p)) for p in parts[1:]), x.cell(x.text(met)))


def _block(sheet: Sheet, letter: str, head: str) -> list[str]:
    rows = [x.row(x.label(sheet.head(letter, head)), *(x.label(p) for p in PROVISION[1:]))]
    rows += [_provision_row(sheet, letter, i) for i in sheet.plan.items(letter)]
    said = sheet.nothing(letter)
    return rows + ([x.row(x.cell(x.text(said), span=4))] if said else []) + [x.row(x.cell(span=4))]


def _health_and_care(sheet: Sheet) -> None:
    title = sheet.head("C", "Sections C (health care needs which relate to the SEN) and G (health care provision)")
    rows = [
        x.row(x.label("Section C: Needs", span=4)),
        x.row(x.cell(blocks.needs(sheet, "C", style="CouncilBullet"), span=4)),
    ]
    sheet.put(
        x.para(x.run(title), style="Heading2"),
        x.table(rows + _block(sheet, "G", "Section G: Health Care Provision"), 4),
    )
    title = sheet.head("D", "Sections D (Social care needs which relate to the SEN), H1 and H2")
    rows = [
        x.row(x.label("Section D: Needs", span=4)),
        x.row(x.cell(blocks.needs(sheet, "D", style="CouncilBullet"), span=4)),
    ]
    rows += _block(sheet, "H1", H1) + _block(sheet, "H2", H2)
    sheet.put(x.para(x.run(title), style="Heading2"), x.table(rows, 4))


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "areatables", single_h=False, curly=True)
    sheet.frame = Frame(font="Century Gothic")
    sheet.hazards = [
        "columns_change_inside_a_table",
        "source_tags_bold",
        "merged_cells_vertical",
        "h1_and_h2_blocks_in_one_table",
        "need_numbers_in_last_column",
        "empty_life_outcomes_cell",
        "provision_split_over_columns",
        "curly_quotes",
    ]
    sheet.notes = ["the bold source tag (K1) after a statement is not in its text; need numbers in the last column are not either"]
    sheet.put(x.para(x.run("Education, Health and Care Plan"), style="Heading1"))
    _details(sheet)
    _section_a(sheet)
    for area in plan.areas():
        _area(sheet, area)
    _health_and_care(sheet)
    sheet.put(x.para(x.run(sheet.head("I", "I: Placement")), style="Heading2"), x.text(sheet.only("I")))
    sheet.put(x.para(x.run(sheet.head("J", "J: Personal Budget")), style="Heading2"), x.text(sheet.only("J")))
    sheet.put(x.para(x.run(sheet.head("K", "K: Advice and information")), style="Heading2"))
    sheet.put(blocks.advice_table(sheet, ["Advice", "Author & Role", "Service", "Date of Document"]))
    return sheet

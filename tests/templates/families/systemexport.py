"""A case system's export: every answer in a one-cell table of its own, plain bold headings, "-" or "Not recorded" when empty."""

from __future__ import annotations

from .. import ooxml as x
from ..content import Plan, day
from ..package import Frame
from ..sheet import Sheet

TITLES = {
    "A": "Section A: The views, interests and aspirations of the child and their parents or of the young person",
    "B": "Section B: Special educational needs (SEN)",
    "C": "Section C: Health needs related to SEN",
    "D": "Section D: Social care needs related to SEN or to a disability",
    "E": "Section E: Outcomes",
    "F": "Section F: Special educational provision",
    "G": "Section G: Health provision",
    "H1": "Section H1: Social care provision for under 18s",
    "H2": "Section H2: Other social care provision",
    "I": "Section I: Educational placement",
    "J": "Section J: Personal budget",
    "K": "Section K: Advice and information",
}


def _answer(*paragraphs: str, empty: str = "Not recorded") -> str:
    """One answer in its own table, inside an outer one as pasted rich text often is."""
    given = "".join(p for p in paragraphs if p)
    return x.table([x.row(x.cell(given or x.text(empty)))], 1)


def _ask(question: str) -> str:
    return x.para(x.bold(f"{question}  "))


def _title_block(sheet: Sheet) -> None:
    plan = sheet.plan
    sheet.put(x.para(x.run("Education Health and Care Plan", "b", size=32)))
    pairs = [
        ("Full name", sheet.meta("name")),
        ("Preferred name", sheet.meta("known_as")),
        ("DOB", sheet.dated("dob")),
        ("NCY", sheet.meta("year_group", plan.year())),
    ]
    pairs += [
        ("Current setting", sheet.meta("setting")),
        ("Local authority", sheet.meta("authority")),
        ("Plan status", sheet.meta("status", plan.status.capitalize())),
    ]
    pairs += [
        ("Plan issued", sheet.dated("issue_date")),
        ("Review due by", sheet.dated("review_due") or "-"),
        ("UPN", str(plan.subject.get("upn") or "Not recorded")),
    ]
    pairs += [(how.capitalize(), who) for who, how in plan.parents()]
    sheet.put(x.table([x.row(x.cell(x.para(x.bold(a)), shade="D9D9D9"), x.cell(x.text(b))) for a, b in pairs], 2))


def _a(sheet: Sheet) -> None:
    for number, block in enumerate(sheet.plan.views, 1):
        heading, words = sheet.view(number, block)
        sheet.put(_ask(heading), _answer(x.text(f"  {words}  ")))
    sheet.put(_ask("Is there anything else you would like to tell us?"), _answer(empty="No response"))


def _b(sheet: Sheet) -> None:
    for area in (a for a in sheet.plan.areas() if a.needs or a.strengths):
        sheet.put(x.para(x.bold(area.name)), _ask("Strengths"))
        sheet.put(_answer(*(x.text(sheet.strength("B", s, area.name)) for s in area.strengths)))
        sheet.put(_ask("Needs"), *(_answer(x.text(sheet.item("B", n, area.name))) for n in area.needs))


def _needs(sheet: Sheet, letter: str) -> None:
    plan = sheet.plan
    sheet.put(*(_answer(x.text(sheet.strength(letter, s))) for s in plan.strengths(letter)))
    said = sheet.nothing(letter)
    sheet.put(*(_answer(x.text(sheet.item(letter, n))) for n in plan.needs(letter)))
    if said or not plan.needs(letter):
        sheet.put(_answer(x.text(said) if said else "", empty="-"))


def _e(sheet: Sheet) -> None:
    for number, outcome in enumerate(sheet.plan.outcomes(), 1):
        sheet.put(_ask(f"Outcome {number}"), _answer(x.text(sheet.item("E", outcome, str(outcome.get("area") or "")))))
        steps = [x.text(sheet.step(outcome, n, s)) for n, s in enumerate(outcome.get("steps") or [], 1)]
        sheet.put(_ask("Short term targets"), _answer(*steps))


def _f(sheet: Sheet) -> None:
    for area in (a for a in sheet.plan.areas() if a.provision):
        sheet.put(x.para(x.bold(area.name)), *(_answer(x.text(sheet.item("F", p, area.name))) for p in area.provision))


def _items(sheet: Sheet, letter: str) -> None:
    sheet.put(*(_answer(x.text(sheet.item(letter, i))) for i in sheet.plan.items(letter)))
    said = sheet.nothing(letter)
    if said or not sheet.plan.items(letter):
        sheet.put(_answer(x.text(said) if said else "", empty="-"))


def _k(sheet: Sheet) -> None:
    for number, row in enumerate(sheet.plan.advice(), 1):
        parts = sheet.advice(number, row, [str(row[k]) for k in ("title", "author", "role", "service")] + [day(row.get("date"))])
        inner = x.table(
            [
                x.row(x.cell(x.text(a)), x.cell(x.text(b)))
                for a, b in zip(("Document", "Author", "Role", "Service", "Date"), parts, strict=True)
            ],
            2,
            8000,
        )
        sheet.put(x.table([x.row(x.cell(inner))], 1))


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "systemexport", single_h=False)
    sheet.frame = Frame(
        header=x.para(x.run("OFFICIAL - SENSITIVE")),
        footer=x.para(x.run("Printed from the case system")),
        font="Calibri",
    )
    sheet.hazards = [
        "every_answer_in_its_own_table",
        "nested_tables",
        "dash_for_empty_answer",
        "not_recorded_for_empty_answer",
        "stray_spaces",
        "prompt_without_answer",
        "headings_bold_without_style",
    ]
    _title_block(sheet)
    bodies = {"A": _a, "B": _b, "E": _e, "F": _f, "K": _k}
    for letter, title in TITLES.items():
        if not sheet.wants(letter):
            continue
        sheet.put(x.para(x.bold(sheet.head(letter, title))))
        if letter in bodies:
            bodies[letter](sheet)
        elif letter in "IJ":
            sheet.put(_answer(x.text(sheet.only(letter)) if plan.text(letter) else "", empty="-"))
        else:
            (_needs if letter in "CD" else _items)(sheet, letter)
    return sheet

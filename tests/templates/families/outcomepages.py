"""Outcome-led: a page for each outcome with rows for Section E, F, G, H1 and H2, each dealt over what, who and how often."""

from __future__ import annotations

from .. import blocks
from .. import ooxml as x
from ..content import Item, Plan, columns
from ..sheet import Sheet

ROWS = {"F": "Section F", "G": "Section G", "H1": "Section H1", "H2": "Section H2"}
HEADS = ("", "What", "Who", "How often")


def _share(plan: Plan) -> dict[str, dict[str, list[Item]]]:
    """Outcome id to letter to items: each item once, under the first outcome that it or its need serves; the rest under ""."""
    by_need = {n: o["id"] for o in reversed(plan.outcomes()) for n in o.get("serves") or []}
    shared: dict[str, dict[str, list[Item]]] = {}
    for letter in ROWS:
        for item in plan.provision() if letter == "F" else plan.items(letter):
            own = list(item.get("outcomes") or []) + [by_need[n] for n in item.get("needs") or [] if n in by_need]
            shared.setdefault(own[0] if own else "", {}).setdefault(letter, []).append(item)
    return shared


def _rows(sheet: Sheet, letter: str, given: list[Item]) -> list[str]:
    if not given:
        return [x.row(x.label(sheet.head(letter, ROWS[letter])), x.cell(x.text("\u2013")), x.cell(), x.cell())]
    rows = []
    for number, item in enumerate(given):
        c = columns(str(item["text"]))
        parts = sheet.dealt(letter, item, (c.what, c.who, c.when))
        first = x.label(sheet.head(letter, ROWS[letter]), merge="start") if number == 0 else x.cell(merge="on")
        rows.append(x.row(first, *(x.cell(x.text(p)) for p in parts)))
    return rows


def _page(sheet: Sheet, number: int, outcome: Item, shared: dict[str, list[Item]]) -> None:
    area = str(outcome.get("area") or "")
    rows = [x.row(x.cell(x.para(x.run(f"Outcome {number}: {area}", "b")), span=4, shade="F4B083"))]
    rows.append(x.row(x.label(sheet.head("E", "Section E")), x.cell(x.text(sheet.item("E", outcome, area)), span=3)))
    if outcome.get("steps"):
        steps = "".join(x.text(sheet.step(outcome, n, s)) for n, s in enumerate(outcome["steps"], 1))
        rows.append(x.row(x.label("Steps towards"), x.cell(steps, span=3)))
    rows.append(x.row(*(x.label(h) for h in HEADS)))
    for letter in ROWS:
        rows += _rows(sheet, letter, shared.get(letter, []))
    sheet.put(x.para(x.run(""), fresh_page=True), x.table(rows, 4))


def _rest(sheet: Sheet, shared: dict[str, list[Item]]) -> None:
    """What serves no outcome, and the reasons where a section has nothing."""
    rows = [
        x.row(x.cell(x.para(x.bold("Support for all outcomes")), span=4, shade="F4B083")),
        x.row(*(x.label(h) for h in HEADS)),
    ]
    for letter in ROWS:
        said = sheet.nothing(letter) if letter != "F" else ""
        if said:
            rows.append(x.row(x.label(sheet.head(letter, ROWS[letter])), x.cell(x.text(said), span=3)))
        elif shared.get(letter):
            rows += _rows(sheet, letter, shared[letter])
    sheet.put(x.table(rows, 4))


def _needs(sheet: Sheet) -> None:
    sheet.put(x.para(x.run(sheet.head("B", "Section B Special educational needs")), style="Heading2"))
    for area in (a for a in sheet.plan.areas() if a.needs or a.strengths):
        rows = [x.row(x.label(area.name, span=2)), x.row(x.label("Strengths"), x.label("Needs"))]
        left = "".join(x.text(sheet.strength("B", s, area.name)) for s in area.strengths)
        right = "".join(x.text(sheet.item("B", n, area.name)) for n in area.needs)
        sheet.put(x.table([*rows, x.row(x.cell(left), x.cell(right))], 2))
    for letter, title in (("C", "Section C Health needs"), ("D", "Section D Social care needs")):
        sheet.put(x.para(x.run(sheet.head(letter, title)), style="Heading2"), blocks.needs(sheet, letter))


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "outcomepages", single_h=False)
    sheet.hazards = [
        "letters_as_row_labels",
        "section_repeated_per_outcome",
        "merged_cells_vertical",
        "dash_for_empty_cell",
        "provision_split_over_columns",
        "plan_order_of_F_changed",
    ]
    state = f"{sheet.meta('status', plan.status.title())} Education, Health and Care Plan "
    state += f"issued by {sheet.meta('authority')} on {sheet.dated('issue_date', 'words')}"
    sheet.put(x.para(x.run(state), style="Heading1"))
    pairs = [
        ("Name", sheet.meta("name")),
        ("Known as", sheet.meta("known_as")),
        ("Date of birth", sheet.dated("dob")),
        ("Year", sheet.meta("year_group", plan.year())),
    ]
    pairs += [("Setting", sheet.meta("setting")), ("Review by", sheet.dated("review_due"))]
    sheet.put(blocks.details(pairs + blocks.family_pairs(sheet)))
    sheet.put(
        x.para(x.run(sheet.head("A", "Section A Views, interests and aspirations")), style="Heading2"),
        *blocks.views(sheet, "Heading3"),
    )
    _needs(sheet)
    sheet.put(x.para(x.run("Outcomes and how they will be reached"), style="Heading2"))
    shared = _share(plan)
    for number, outcome in enumerate(plan.outcomes(), 1):
        _page(sheet, number, outcome, shared.get(str(outcome["id"]), {}))
    _rest(sheet, shared.get("", {}))
    for letter, title in (("I", "Section I Placement"), ("J", "Section J Personal budget")):
        sheet.put(x.para(x.run(sheet.head(letter, title)), style="Heading2"), x.text(sheet.only(letter)))
    sheet.put(
        x.para(x.run(sheet.head("K", "Section K Advice")), style="Heading2"),
        blocks.advice_table(sheet, ["Advice", "Author", "Service", "Date"]),
    )
    return sheet

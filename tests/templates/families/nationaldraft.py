"""Landscape national draft: need, provision and outcome side by side, letters in column heads, no status, date at sign-off."""

from __future__ import annotations

from .. import blocks
from .. import ooxml as x
from ..content import Area, Item, Plan
from ..package import Frame
from ..sheet import Sheet

WIDE = x.LANDSCAPE_WIDTH
KINDS = {
    "Views": {
        "child_views",
        "parent_views",
        "mixed_views",
        "young_person_views",
        "how_gathered",
        "communication",
        "one_page_profile",
        "other",
    },
    "Interests": {"interests"},
    "Aspirations": {"aspirations_child", "aspirations_parent"},
}
HEALTH = "The child or young person's health care needs which relate to their SEN"


def _people(sheet: Sheet) -> None:
    s = sheet.plan.subject
    title = "\nChild or young person's personal details"
    rows = [x.row(x.cell(x.para(x.run(title), style="Heading2"), span=4))]
    rows.append(
        x.row(
            x.label("\nName"),
            x.cell(x.text(sheet.meta("name"))),
            x.label("Preferred name"),
            x.cell(x.text(sheet.meta("known_as"))),
        )
    )
    rows.append(x.row(x.label("Date of Birth"), x.cell(x.text(sheet.dated("dob")), span=3)))
    rows.append(
        x.row(
            x.label("Child or young person first language"),
            x.cell(x.text(str(s.get("language") or ""))),
            x.label("Sex"),
            x.cell(),
        )
    )
    rows.append(x.row(x.label("MAIN CONTACT DETAILS:", span=4)))
    for who, how in sheet.plan.parents():
        rows.append(x.row(x.label("Parent or carer"), x.cell(x.text(who)), x.label("Relationship"), x.cell(x.text(how))))
    rows.append(x.row(x.label("Home Address"), x.cell(x.text(str(s.get("address") or "")), span=3)))
    sheet.put(x.table(rows, 4, WIDE))
    pairs = [
        ("Education setting", sheet.meta("setting")),
        ("NHS Number (if available)", str(s.get("nhs_number") or "")),
    ]
    pairs += [
        ("Known to social care", sheet.plan.social_care()),
        ("Currently a looked after child?", "Yes" if s.get("in_care") else "No"),
    ]
    pairs += [("Is there a one page profile received (append)?", "YES/ NO")]
    sheet.put(
        x.para(x.run("Services currently involved with this child or young person"), style="Heading2"),
        blocks.details(pairs, False, WIDE),
    )


def _row_of(kind: str) -> str:
    return next((name for name, kinds in KINDS.items() if kind in kinds), "Views")


def _section_a(sheet: Sheet) -> None:
    blocks_a = list(enumerate(sheet.plan.views, 1))
    history = [(n, b) for n, b in blocks_a if b["kind"] == "history"]
    title = x.para(x.run("Summary of the child or young person's history"), style="Heading2")
    sheet.head("A", "A1 Summary of the child or young person's history")
    told = "".join(_view(sheet, n, b) for n, b in history)
    sheet.put(x.table([x.row(x.label("\nA1"), x.cell(title)), x.row(x.cell(), x.cell(told))], 2, WIDE))
    head = "A2 SUMMARY the views, interests and aspirations of the CHILD and their parent, or of the YOUNG PERSON"
    rows = [x.row(x.cell(x.para(x.run("\n" + sheet.head("A", head)), style="Heading2")))]
    for name in ("Views", "Interests", "Strengths", "Aspirations"):
        mine = [(n, b) for n, b in blocks_a if b["kind"] != "history" and _row_of(b["kind"]) == name]
        rows += [x.row(x.label(name)), x.row(x.cell("".join(_view(sheet, n, b) for n, b in mine)))]
    sheet.put(x.table(rows, 1, WIDE))


def _view(sheet: Sheet, number: int, block: Item) -> str:
    heading, words = sheet.view(number, block)
    return x.para(x.run(heading, "i")) + x.text(words)


def _area(sheet: Sheet, area: Area, first: bool) -> None:
    banner = "Special Educational Needs and Provision (B-F-E)"
    name = x.para(x.run(area.name), style="" if first else "Heading3")
    rows = [x.row(x.cell(x.para(x.run(banner), style="Heading2" if first else "") + name, span=3))]
    rows += [
        x.row(x.label("Strengths", span=3)),
        x.row(x.cell("".join(x.text(sheet.strength("B", s, area.name)) for s in area.strengths), span=3)),
    ]
    heads = (("B", "B - Special Educational Needs"), ("F", "F - Special Educational Provision"), ("E", "E - Outcomes"))
    rows.append(x.row(*(x.cell(x.text(sheet.head(k, h), style="CouncilBullet"), shade="C6E0B4") for k, h in heads)))
    for need, provision, outcome in _abreast(area):
        b = x.text(sheet.item("B", need, area.name)) if need else ""
        f = "".join(x.text(sheet.item("F", p, area.name)) for p in provision)
        rows.append(x.row(x.cell(b), x.cell(f), x.cell("".join(blocks.outcome(sheet, o, area.name) for o in outcome))))
    sheet.put(x.table(rows + [x.row(x.cell(), x.cell(), x.cell())], 3, WIDE))


def _abreast(area: Area) -> list[tuple[Item | None, list[Item], list[Item]]]:
    """Rows of one need with the provision and outcomes that name it first; what names no need here goes in a last row."""
    left_f, left_e, rows = list(area.provision), list(area.outcomes), []
    for need in area.needs:
        mine_f = [p for p in left_f if need["id"] in (p.get("needs") or [])]
        mine_e = [o for o in left_e if need["id"] in (o.get("serves") or [])]
        left_f, left_e = [p for p in left_f if p not in mine_f], [o for o in left_e if o not in mine_e]
        rows.append((need, mine_f, mine_e))
    return rows + ([(None, left_f, left_e)] if left_f or left_e else [])


def _side_by_side(sheet: Sheet, title: str, heads: list[tuple[str, str]], cells: list[str]) -> None:
    sheet.put(x.para(x.run(title), style="Heading2"))
    top = [x.label(h) for _, h in heads]
    sheet.put(x.table([x.row(*top), x.row(*(x.cell(c) for c in cells))], len(heads), WIDE))


def _health_and_care(sheet: Sheet) -> None:
    heads = [
        ("C", "C - Health care needs which relates to their special educational needs"),
        ("G", "G - Health Care Provision reasonably required"),
        ("E", "E - Outcomes"),
    ]
    for letter, words in heads[:2]:
        sheet.head(letter, words)
    title = f"Sections C ({HEALTH}) and G (Health Care Provision relating to those needs)"
    _side_by_side(sheet, title, heads, [blocks.needs(sheet, "C"), blocks.items(sheet, "G"), ""])
    heads = [
        (
            "D",
            "D - Social care needs which relate to the child or young person's special educational needs or to a disability",
        )
    ]
    heads += [
        ("H1", "H1 - Any social care provision"),
        ("H2", "H2 - Other social care provision reasonably required"),
        ("E", "E - Outcomes"),
    ]
    for letter, words in heads[:3]:
        sheet.head(letter, words)
    title = "Sections D (Social care needs which relate to the SEN) and H1 and H2 (Social care provision)"
    _side_by_side(sheet, title, heads, [blocks.needs(sheet, "D"), blocks.items(sheet, "H1"), blocks.items(sheet, "H2"), ""])


def _closing(sheet: Sheet) -> None:
    sheet.put(x.para(x.run(sheet.head("I", "I - Placement")), style="Heading2"))
    placed = x.cell(x.text(sheet.only("I")), span=3)
    sheet.put(x.table([x.row(x.label("Name"), placed), x.row(x.label("Type"), x.cell(span=3)), x.row(*[x.cell()] * 4)], 4, WIDE))
    sheet.put(x.para(x.run(sheet.head("J", "J - Direct Payments")), style="Heading2"))
    sheet.put(
        x.table(
            [
                x.row(x.label("Details"), x.cell(x.text(sheet.only("J")))),
                x.row(x.label("Arrangements for direct payment"), x.cell()),
            ],
            2,
            WIDE,
        )
    )
    sheet.put(
        x.para(
            x.run(sheet.head("K", "K - The advice and information gathered during the EHC needs assessment")),
            style="Heading2",
        )
    )
    sheet.put(blocks.advice_table(sheet, ["Advice and information requested", "Who from", "Service", "Date received"], total=WIDE))
    officer = str(sheet.plan.plan.get("officer") or "")
    cells = [
        x.label("Local authority officer - name"),
        x.cell(x.text(officer)),
        x.label("Date"),
        x.cell(x.text(sheet.dated("issue_date"))),
    ]
    sheet.put(x.para(x.run("Sign-off"), style="Heading2"), x.table([x.row(*cells)], 4, WIDE))


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "nationaldraft", single_h=False)
    sheet.frame = Frame(landscape=True)
    sheet.hazards = [
        "letters_in_column_heads",
        "need_provision_outcome_interleaved",
        "soft_line_break_before_label",
        "no_status_printed",
        "no_year_group_printed",
        "date_only_in_sign_off",
        "undeleted_yes_no",
        "blank_last_rows",
        "heading_style_inside_cell",
    ]
    sheet.put(x.para(x.run("Education, Health and Care Plan"), style="Heading1"))
    _people(sheet)
    _section_a(sheet)
    for number, area in enumerate(plan.areas()):
        _area(sheet, area, number == 0)
    _health_and_care(sheet)
    _closing(sheet)
    return sheet

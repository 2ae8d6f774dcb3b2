"""An amendment: section letters as row labels in column 0, tracked insertions and deletions, struck old text beside bold new."""

from __future__ import annotations

from collections.abc import Sequence

from .. import blocks
from .. import ooxml as x
from ..content import Item, Plan
from ..package import Frame
from ..sheet import Sheet

TITLES = {
    "A": "Views, interests and aspirations",
    "B": "Special educational needs",
    "C": "Health care needs",
    "D": "Social care needs",
    "E": "Outcomes",
    "F": "Special educational provision",
    "G": "Health care provision",
    "H1": "Social care provision (s.2 CSDPA 1970)",
    "H2": "Any other social care provision",
    "I": "Placement",
    "J": "Personal budget",
    "K": "Advice and information",
}
WAS = ("as and when required", "on a regular basis", "subject to review")


def _amended(sheet: Sheet, item: Item, words: str, number: int) -> str:
    """Runs of one item with the plan's own amendments, or with made-up ones where the plan names none."""
    named = sheet.plan.rendering.get("amendments")
    if named is None:
        return _made_up(words, number)
    change = next((c for c in named if c["item"] == item["id"]), None)
    if change is None:
        return x.run(words)
    head, now, tail = words.partition(change["now"])
    gone = x.deleted(f"{change['was']} ", 2 * number) if change.get("was") else ""
    return (x.run(head) if head else "") + gone + x.inserted(x.run(now), 2 * number + 1) + (x.run(tail) if tail else "")


def _made_up(words: str, number: int, every: int = 4) -> str:
    """Each fourth item has its second half tracked in and old words tracked out; another fourth has a struck remnant."""
    head, _, tail = _halves(words)
    if number % every == 1:
        was = x.deleted(f"{WAS[number % 3]} ", 2 * number)
        return x.run(head) + was + x.inserted(x.run(tail), 2 * number + 1)
    if number % every == 3:
        return x.run(f"{WAS[number % 3]} ", "strike") + x.run(words, "b")
    return x.run(words)


def _halves(words: str) -> tuple[str, str, str]:
    split = words.find(" ", len(words) // 2)
    return (words, "", "") if split < 0 else (words[: split + 1], " ", words[split + 1 :])


def _row(sheet: Sheet, letter: str, blocks_: Sequence[str]) -> str:
    """Several rows whose left cell carries the letter once and is merged down."""
    title = sheet.head(letter, f"{letter}\n{TITLES.get(letter, 'Social care provision')}")
    first = x.cell(x.para(x.bold(title)), merge="start", shade="EDEDED", width=1800)
    cells = list(blocks_) or [""]
    rows = [x.row(first, x.cell(cells[0]))]
    return "".join(rows + [x.row(x.cell(merge="on"), x.cell(c)) for c in cells[1:]])


def _paragraphs(sheet: Sheet, letter: str, given: Sequence[Item], area: str = "") -> list[str]:
    start = sum(len(v) for v in sheet.sections.values())
    return [x.para(_amended(sheet, i, sheet.item(letter, i, area), start + n)) for n, i in enumerate(given)]


def _areas(sheet: Sheet, letter: str) -> list[str]:
    out = []
    for area in sheet.plan.areas():
        given = area.needs if letter == "B" else area.provision
        if given:
            strengths = [x.text(sheet.strength("B", s, area.name)) for s in area.strengths] if letter == "B" else []
            out.append(x.para(x.bold(area.name)) + "".join([*strengths, *_paragraphs(sheet, letter, given, area.name)]))
    return out


def _simple(sheet: Sheet, letter: str) -> list[str]:
    plan = sheet.plan
    given = plan.needs(letter) if letter in "CD" else plan.items(letter)
    strengths = [x.text(sheet.strength(letter, s)) for s in plan.strengths(letter)] if letter in "CD" else []
    said = sheet.nothing(letter)
    return strengths + _paragraphs(sheet, letter, given) + ([x.text(said)] if said else [])


def _cells(sheet: Sheet, letter: str) -> list[str]:
    if letter == "A":
        return blocks.views(sheet)
    if letter in "BF":
        return _areas(sheet, letter)
    if letter == "E":
        return [blocks.outcome(sheet, o) for o in sheet.plan.outcomes()]
    if letter in "IJ":
        return [x.text(sheet.only(letter))]
    if letter == "K":
        return [blocks.advice_table(sheet, ["Advice", "Author", "Service", "Date"], total=7000)]
    if letter == "H":
        return _simple(sheet, "H1") + _simple(sheet, "H2")
    return _simple(sheet, letter)


def _front(sheet: Sheet) -> None:
    plan = sheet.plan
    sheet.put(
        x.para(x.run(sheet.meta("authority"), "b", size=28)),
        x.para(x.run("Education, Health and Care Plan", "b", size=28)),
    )
    key = "Key: text added since the last plan is underlined or in bold; text removed is struck through."
    sheet.put(x.para(x.run(sheet.helper(key), "i")))
    pairs = [
        ("Name of child or young person", sheet.meta("name")),
        ("Known as", sheet.meta("known_as")),
        ("Date of birth", sheet.dated("dob")),
    ]
    pairs += [
        ("Year group", sheet.meta("year_group", plan.year())),
        ("School or college", sheet.meta("setting")),
        ("Plan status", sheet.meta("status", plan.status.title())),
    ]
    pairs += [("Date of this plan", sheet.dated("issue_date")), ("Review due", sheet.dated("review_due"))]
    sheet.put(blocks.details(pairs + blocks.family_pairs(sheet)))


def render(plan: Plan) -> Sheet:
    sheet = Sheet(plan, "trackedrows")
    sheet.frame = Frame(footer=x.para(x.run("Working copy with changes shown")))
    sheet.hazards = [
        "tracked_insertions_and_deletions",
        "struck_text_beside_bold",
        "letters_as_row_labels",
        "merged_cells_vertical",
        "bare_letters",
        "nested_tables",
        "rows_with_omitted_first_cell",
    ]
    sheet.notes = ["text is as it stands with the changes accepted; struck and deleted words are not in it"]
    _front(sheet)
    rows = []
    for letter in TITLES:
        if sheet.wants(letter) and not (sheet.single_h and letter == "H2"):
            shown = "H" if sheet.single_h and letter == "H1" else letter
            rows.append(_row(sheet, shown, _cells(sheet, shown)))
    rows.append(x.row(x.cell(x.text("End of plan")), skip=1))
    sheet.helper("End of plan")
    sheet.put(x.table(rows, 2))
    return sheet

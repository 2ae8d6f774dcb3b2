"""Blocks that several councils' templates share: label tables, advice tables, lists of views."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from . import ooxml as x
from .content import Item, columns, day
from .sheet import Sheet

Pair = tuple[str, str]


def details(pairs: Sequence[Pair], wide: bool = True, total: int = x.PORTRAIT_WIDTH) -> str:
    """Label and value cells, two pairs a row when wide, else one."""
    step = 2 if wide else 1
    rows = []
    for start in range(0, len(pairs), step):
        group = list(pairs[start : start + step])
        group += [("", "")] * (step - len(group))
        rows.append(x.row(*(c for words, value in group for c in (x.label(words), x.cell(x.text(value))))))
    return x.table(rows, 2 * step, total)


def family_pairs(sheet: Sheet, name: str = "Parent or carer") -> list[Pair]:
    return [(f"{name} {n}", f"{who} ({how})") for n, (who, how) in enumerate(sheet.plan.parents(), 1)]


def views(sheet: Sheet, style: str = "") -> list[str]:
    """Every block of section A as a bold or styled heading and its words."""
    out = []
    for number, block in enumerate(sheet.plan.views, 1):
        heading, words = sheet.view(number, block)
        title = x.text(heading, style=style) if style else x.para(x.bold(heading))
        out.append((title if heading else "") + x.text(words))
    return out


def needs(sheet: Sheet, letter: str, *, num: int = 0, style: str = "") -> str:
    """Strengths, needs or the nil statement of C or D as paragraphs."""
    plan = sheet.plan
    blocks = [x.text(sheet.strength(letter, s)) for s in plan.strengths(letter)]
    blocks += [x.text(sheet.item(letter, n), num=num, style=style) for n in plan.needs(letter)]
    said = sheet.nothing(letter)
    return "".join(blocks) + (x.text(said) if said else "")


def items(sheet: Sheet, letter: str, *, num: int = 0, style: str = "") -> str:
    """Items or the nil statement of G, H1 or H2 as paragraphs."""
    blocks = [x.text(sheet.item(letter, i), num=num, style=style) for i in sheet.plan.items(letter)]
    said = sheet.nothing(letter)
    return "".join(blocks) + (x.text(said) if said else "")


def outcome(sheet: Sheet, item: Item, area: str = "", *, num: int = 0, lead: str = "") -> str:
    """One outcome with its short-term steps below it."""
    found = x.text(sheet.item("E", item, area or str(item.get("area") or "")), num=num)
    steps = [x.text(sheet.step(item, n, s), num=x.BULLET) for n, s in enumerate(item.get("steps") or [], 1)]
    return found + (x.para(x.run(lead, "i")) if steps and lead else "") + "".join(steps)


def dealt_rows(sheet: Sheet, letter: str, given: Iterable[Item], empty: str = "", area: str = "") -> list[str]:
    """Rows of what, who, how often."""
    rows = []
    for item in given:
        c = columns(str(item["text"]))
        parts = sheet.dealt(letter, item, (c.what, c.who, c.when), area)
        rows.append(x.row(*(x.cell(x.text(p or empty)) for p in parts)))
    return rows


def advice_table(sheet: Sheet, heads: Sequence[str], form: str = "slash", total: int = x.PORTRAIT_WIDTH) -> str:
    """Advice as title, who, service, date under the given heads; three heads put role and service with the author."""
    rows = [x.row(*(x.label(h) for h in heads), repeat=True)]
    for number, row in enumerate(sheet.plan.advice(), 1):
        author, role, service = (str(row.get(k) or "") for k in ("author", "role", "service"))
        when = day(row.get("date"), form)
        parts = (
            (row["title"], f"{author}, {role}", service, when)
            if len(heads) == 4
            else (row["title"], f"{author}, {role}, {service}", when)
        )
        rows.append(x.row(*(x.cell(x.text(p)) for p in sheet.advice(number, row, [str(p) for p in parts]))))
    return x.table(rows, len(heads), total)

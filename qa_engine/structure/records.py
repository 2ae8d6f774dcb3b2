"""Tables that hold one statement as a record, a label and a value in each row: turned so that the labels head columns."""

from __future__ import annotations

import re
from dataclasses import replace

from qa_engine.model.document import Cell, Paragraph, Row, Table, paragraphs
from qa_engine.structure.heads import Heads
from qa_engine.structure.look import heads_cell

_NUMBERED = re.compile(r"^\W*(?P<word>[A-Za-z][A-Za-z ]*?)\s*(?:no\.?|number)?\s*(?P<code>[A-H]?\d{1,2}(?:\.\d{1,2})*)\W*$")
_MAIN = ("need", "outcome", "provision", "strength")
_ROLES = ("who", "how_often", "how_much", "when", "group", "need", "outcome")
_MOST = 12


def turned(table: Table, heads: Heads) -> list[Table]:
    """Each record of the table as a header row over a row of values; empty where the table is no list of records."""
    if table.width < 2 or any(len(row.cells) != 2 or row.cells[0].continues or not heads_cell(row.cells[0]) for row in table.rows):
        return []
    records = _records(table, heads)
    return [_turned(table, rows) for rows in records] if records and all(_is_record(rows, heads) for rows in records) else []


def _records(table: Table, heads: Heads) -> list[list[Row]]:
    """The rows of each record; a record begins where the first label comes again."""
    first = _word(table.rows[0].cells[0])
    found: list[list[Row]] = []
    for row in table.rows:
        if not found or _word(row.cells[0]) == first:
            found.append([])
        found[-1].append(row)
    return found if _is_main(first, heads) else []


def _word(cell: Cell) -> str:
    match = _NUMBERED.match(cell.line)
    return (match["word"] if match else cell.line).strip().lower()


def _is_main(word: str, heads: Heads) -> bool:
    return heads.part(word) in _MAIN or heads.column(word) == "what"


def _is_record(rows: list[Row], heads: Heads) -> bool:
    labels = [row.cells[0].line for row in rows]
    roles = [heads.column(label) for label in labels[1:]]
    return 1 < len(rows) <= _MOST and len(set(labels)) == len(labels) and any(role in _ROLES for role in roles)


def _turned(table: Table, rows: list[Row]) -> Table:
    cells = [row.cells for row in rows]
    match = _NUMBERED.match(cells[0][0].line)
    if match:
        cells.insert(0, (_saying(cells[0][0], "No."), _saying(cells[0][0], match["code"])))
        cells[1] = (_saying(cells[1][0], match["word"]), cells[1][1])
    turned_rows = tuple(Row(tuple(replace(pair[at], column=n, span=1) for n, pair in enumerate(cells))) for at in (0, 1))
    return Table(turned_rows, table.number, len(cells))


def _saying(cell: Cell, text: str) -> Cell:
    paragraph = next(p for p in paragraphs(cell.blocks) if p.text.strip())
    said: Paragraph = replace(paragraph, text=text)
    return replace(cell, blocks=(said,))

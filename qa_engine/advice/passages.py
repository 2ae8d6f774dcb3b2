"""The body of an advice report as passages under headings, whatever its shape: letter, report, form, boxes or tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from qa_engine.advice.headings import Headings, unnumbered
from qa_engine.advice.labels import Labels
from qa_engine.advice.model import Passage
from qa_engine.language.words import squeeze
from qa_engine.model.document import Block, Cell, Paragraph, Row, Table, paragraphs

_ASKS = ("needs", "effect", "provision", "outcomes", "mixed")
_SIDE_HEAD = 16


@dataclass(slots=True)
class _State:
    """Where the walk stands: the heading last met and what it announces."""

    heading: str = ""
    topic: str = "none"


class Walk:
    """Goes through the blocks of a report once."""

    def __init__(self, headings: Headings, labels: Labels):
        self._headings = headings
        self._labels = labels

    def passages(self, blocks: Iterable[Block]) -> list[Passage]:
        """Every passage with words in it, in order; particulars are left out."""
        return list(self._blocks(blocks, _State()))

    def _blocks(self, blocks: Iterable[Block], state: _State) -> Iterator[Passage]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield from self._paragraph(block, state)
            elif not self._labels.is_particulars(block):
                yield from self._table(block, state)

    def _paragraph(self, paragraph: Paragraph, state: _State) -> Iterator[Passage]:
        text = paragraph.text.strip()
        if not text or self._labels.is_line(text):
            return
        if self._headings.is_heading(paragraph):
            self._open(text, state)
            return
        run_on = self._headings.inline(text)
        if run_on:
            self._open(run_on[0], state)
            text = run_on[1]
        listed = bool(paragraph.number) or unnumbered(text) != text
        for line in text.split("\n"):
            if line.strip():
                yield Passage(state.topic, state.heading, squeeze(unnumbered(line)), paragraph.place, listed)

    def _open(self, text: str, state: _State) -> None:
        topic = self._headings.topic(text)
        state.heading = unnumbered(text.rstrip(":"))
        # A heading that names an area ("Communication and interaction") leaves what is being told as it was.
        state.topic = topic or (state.topic if state.topic in _ASKS else "none")

    def _table(self, table: Table, state: _State) -> Iterator[Passage]:
        roles = self._labels.columns(table.rows[0]) if table.rows else {}
        if "what" in roles.values():
            yield from self._provision_rows(table, roles, state)
            return
        topics = self._column_topics(table)
        for row in table.rows[1 if topics else 0 :]:
            yield from self._row(row, topics, state)

    def _column_topics(self, table: Table) -> dict[int, str]:
        """Column to topic where the first row is nothing but headings of several topics."""
        if len(table.rows) < 2 or len(table.rows[0].cells) < 2:
            return {}
        found = {c.column: self._headings.topic(c.text) for c in table.rows[0].cells if c.text and len(c.text.split()) <= 8}
        return found if len(found) == len(table.rows[0].cells) and len({t for t in found.values() if t}) > 1 else {}

    def _row(self, row: Row, topics: dict[int, str], state: _State) -> Iterator[Passage]:
        cells = [c for c in row.cells if c.text.strip() and not c.continues]
        if topics:
            for cell in cells:
                yield from self._blocks(cell.blocks, _State(state.heading, topics.get(cell.column) or "none"))
            return
        if len(cells) > 1 and self._is_side_head(cells[0]):
            self._open(squeeze(cells[0].text), state)
            cells = cells[1:]
        for cell in cells:
            yield from self._blocks(cell.blocks, state)

    def _is_side_head(self, cell: Cell) -> bool:
        text = squeeze(cell.text)
        return len(text.split()) <= _SIDE_HEAD and not text.endswith(".")

    def _provision_rows(self, table: Table, roles: dict[int, str], state: _State) -> Iterator[Passage]:
        for row in table.rows[1:]:
            parts = [(roles.get(c.column, "other"), squeeze(c.text)) for c in row.cells if c.text.strip() and not c.continues]
            said = [text for role, text in sorted(parts, key=lambda p: _RANK.get(p[0], 9)) if role in _RANK]
            place = next((p.place for p in paragraphs(tuple(b for c in row.cells for b in c.blocks))), None)
            if said and place:
                text = " ".join(s.rstrip(".") for s in said) + "."
                yield replace(Passage("provision", state.heading, text, place, True), columns=tuple(parts))


_RANK = {"who": 1, "what": 0, "how_much": 2, "how_often": 3}

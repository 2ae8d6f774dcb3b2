"""An example of a rule about advice: a short report in lines, and a few facts of the plan, to a report as the reader would have it.

A line of the report is a paragraph; "# Needs" is a heading, "- " opens a bullet, and lines with " | " in them are the rows of a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from qa_engine.advice.model import AdviceDocument
from qa_engine.advice.reading import read_advice
from qa_engine.errors import RuleError
from qa_engine.language.lexicon import Lexicon
from qa_engine.model.document import Block, Cell, Document, Paragraph, Place, Row, Table
from qa_engine.model.plan import Subject

KEYS: dict[str, str] = {
    "name": "what the example shows, in a few words",
    "quotes": "words that the finding must quote",
    "report": "the report, a line a paragraph: “# Needs” is a heading, “- ” opens a bullet, “ | ” parts the cells of a table",
    "issue_date": "of the plan: the day on which the report's age is reckoned",
    "reports_of_kind": "how many reports of this kind there are about the child",
    "child": "of the child, as the plan has it: name",
    "known_as": "of the child, as the plan has it: known_as",
    "born": "of the child, as the plan has it: dob",
}
_CELLS = " | "
_SUBJECT = {"child": "name", "known_as": "known_as", "born": "dob"}


@dataclass(frozen=True, slots=True)
class ReportExample:
    """What an example stands for. `child` is None where the example says nothing of the plan's child."""

    report: AdviceDocument
    on: date | None
    alike: int
    child: Subject | None


def checked(example: Mapping[str, Any], at: str) -> None:
    """Raises RuleError for a key that such examples do not have, a date that is none, or no report; `at` names the rule."""
    unknown = [key for key in example if key not in KEYS]
    if unknown:
        raise RuleError(f"{at}: an example of a rule about advice has no {unknown[0]!r}; it has {', '.join(KEYS)}")
    if not isinstance(example.get("report"), str) or not example["report"].strip():
        raise RuleError(f"{at}: report: is missing; write the report under “report: |”, a line a paragraph")
    if type(example.get("reports_of_kind", 1)) is not int:
        raise RuleError(f"{at}: reports_of_kind: {example['reports_of_kind']!r} is no whole number; write 2")
    for key in ("issue_date", "born"):
        _day(example, key, at)


def example_of(example: Mapping[str, Any], lexicon: Lexicon, at: str = "example") -> ReportExample:
    """The report that an example stands for, read as any report is. Raises RuleError; also where nothing could be judged."""
    checked(example, at)
    born = _day(example, "born", at)
    given = {field: example[key] for key, field in _SUBJECT.items() if key in example and key != "born"}
    child = Subject(**given, dob=born) if given or born else None
    names = tuple(str(name) for name in given.values())
    report = read_advice(document_of(example["report"]), lexicon, names)
    if report.why_not:
        raise RuleError(f"{at}: report: could not be judged: {report.why_not}")
    return ReportExample(report, _day(example, "issue_date", at), example.get("reports_of_kind", 1), child)


def document_of(text: str) -> Document:
    """The lines of a report as a document."""
    return Document("example", "0" * 64, "docx", tuple(_blocks([line.strip() for line in text.splitlines() if line.strip()])))


def _blocks(lines: list[str]) -> Iterator[Block]:
    tables = 0
    for is_table, run in groupby(enumerate(lines), key=lambda line: _CELLS in line[1]):
        if is_table:
            tables += 1
            yield _table(list(run), tables)
        else:
            yield from (_paragraph(n, line) for n, line in run)


def _paragraph(n: int, line: str) -> Paragraph:
    place = Place("word/document.xml", n)
    if line.startswith("# "):
        return Paragraph(line[2:].strip(), place, style="Heading 2", level=2)
    if line.startswith("- "):
        return Paragraph(line[2:].strip(), place, style="List Bullet", number="•")
    return Paragraph(line, place)


def _table(lines: list[tuple[int, str]], number: int) -> Table:
    parted = [[cell.strip() for cell in line.split(_CELLS)] for _, line in lines]
    rows = tuple(
        Row(tuple(_cell(text, Place("word/document.xml", n, table=number, row=r, column=c + 1)) for c, text in enumerate(cells)))
        for r, ((n, _), cells) in enumerate(zip(lines, parted, strict=True), 1)
    )
    return Table(rows, number, max(len(cells) for cells in parted))


def _cell(text: str, place: Place) -> Cell:
    return Cell((Paragraph(text, place),), (place.column or 1) - 1)


def _day(example: Mapping[str, Any], key: str, at: str) -> date | None:
    if example.get(key) is None:
        return None
    try:
        return date.fromisoformat(str(example[key]))
    except ValueError:
        raise RuleError(f"{at}: {key}: {example[key]!r} is no date; write it as 2026-05-31") from None

"""The audit record for an auditor who has not seen what the rules found: identity, blank areas, moderation, actions, and no result."""

from __future__ import annotations

from collections.abc import Iterator

from qa_engine.model.record import AuditRecord
from qa_engine.moderation.forms import AGENCIES, AREA, ENTRIES, ENTRY, MODERATION, OVERALL, OVERALL_TITLE
from qa_engine.moderation.identity import Copy, audit_id
from qa_engine.report.word.areas import entry_cell
from qa_engine.report.word.build import Cell, Table, cell, label
from qa_engine.report.word.closing import moderation_fields, write_action_rows, write_signed
from qa_engine.report.word.front import write_identity
from qa_engine.report.word.paper import UPRIGHT, Paper

_ASKED = ("grade", "reason")
_WIDTHS = (55, 20, 48, 48, 48, 48)


def render_blind(record: AuditRecord, copy: Copy) -> bytes:
    """A .docx to fill in while reading the plan itself. The same record and copy give the same bytes."""
    name = audit_id(record.document.sha256)
    paper = Paper(f"Audit record {name}", f"{name}    {record.document.name}    {copy.words()}")
    paper.heading("Audit record", 0)
    paper.say("Education, Health and Care Plan: the auditors' own judgement, before they see the check by rules", "Subtitle")
    write_identity(paper, record, copy)
    titles = {**{area: one.title for area, one in record.areas.items()}, OVERALL: OVERALL_TITLE}
    paper.turn(sideways=True)
    _areas(paper, titles)
    paper.turn(sideways=False)
    _moderation(paper, titles)
    paper.heading("4. Actions", new_page=True)
    paper.say("Each action needs an owner and a due date. Rows may be added.", keep=True)
    write_action_rows(paper, ())
    paper.say("Save the filled-in form as a Word document (.docx) under the name that it has, and give it back to whoever sent it.")
    return paper.save()


def _areas(paper: Paper, titles: dict[str, str]) -> None:
    paper.heading("2. Areas: grades by the auditors")
    paper.say("Read the plan, then grade each area in the column of your agency, and the plan as a whole; say in a few words why. Do not "
              "look at the check by rules first, nor at another auditor's grades: the grades are compared afterwards. An area left blank "
              "counts as not looked at. Not applicable: no such need is recorded, or none is expected.", keep=True)
    rows = [row for area, title in titles.items() for row in _area(area, title)]
    told = "Two rows for each area: grade, reason. A column for each agency's auditor, to be filled in."
    paper.table(Table("Areas, with the auditors' entries", told, _WIDTHS, rows, (AREA, ENTRY, *AGENCIES.values())))


def _area(area: str, title: str) -> Iterator[list[Cell]]:
    for entry in _ASKED:
        first = entry == _ASKED[0]
        lead = label(title, keep=True, merge="restart") if first else cell(merge="continue")
        yield [lead, label(ENTRIES[entry], first, small=True), *(entry_cell(area, title, agency, entry, first) for agency in AGENCIES)]


def _moderation(paper: Paper, titles: dict[str, str]) -> None:
    """The whole first, as in the record that shows grades."""
    paper.heading("3. Moderation")
    paper.say("For the moderator, after the auditors' grades were compared. Auditors leave it blank.", keep=True)
    ordered = {OVERALL: OVERALL_TITLE, **titles}
    rows = [[label(title), *moderation_fields(area, title)] for area, title in ordered.items()]
    paper.table(Table("Moderated and adjudicated grades", "The whole first, then the areas; the last three columns are to be filled in.",
                      (54, 36, 36, UPRIGHT - 126), rows, (AREA, *MODERATION.values())))
    write_signed(paper)

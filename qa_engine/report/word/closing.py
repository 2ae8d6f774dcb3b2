"""What people decide in the end: moderation, the family's view, actions; then accepted points and how the record is made and read."""

from __future__ import annotations

from collections.abc import Sequence

from qa_engine.model.record import AuditRecord
from qa_engine.moderation.forms import (
    ACTION_NUMBER,
    ACTIONS,
    AREA,
    ENGINE,
    MODERATION,
    OVERALL,
    OVERALL_TITLE,
    PAIRS,
    action_tag,
    moderation_tag,
)
from qa_engine.moderation.identity import Copy, grades_of, rules_words
from qa_engine.report.text import grade_words
from qa_engine.report.views import Seen
from qa_engine.report.word.build import GRADE_FILLS, Cell, Table, cell, label
from qa_engine.report.word.controls import field
from qa_engine.report.word.evidence import priorities
from qa_engine.report.word.paper import UPRIGHT, Paper

_ACTION_ROWS = 9
_KINDS = {"moderated": "grade", "adjudicated": "grade", "reason": "text"}
_ACTION_KINDS = {"action": "text", "owner": "text", "due": "date", "closed": "date", "reaudit": "grade"}


def write_moderation(paper: Paper, seen: Seen) -> None:
    """Moderated and adjudicated grades, by whom, when; and what the family says."""
    paper.heading("8. Moderation")
    paper.say("Fill in the plan as a whole, and any area where the panel ends on another grade than the rules.", keep=True)
    rows = [[label(title), cell(grade_words(grade), fill=GRADE_FILLS[grade]), *moderation_fields(name, title)]
            for name, (title, grade) in _graded(seen.record).items()]
    paper.table(Table("Moderated and adjudicated grades", "The whole first, then the areas; the last three columns are to be filled in.",
                      (46, 26, 32, 32, UPRIGHT - 136), rows, (AREA, ENGINE, *MODERATION.values())))
    write_signed(paper)


def _graded(record: AuditRecord) -> dict[str, tuple[str, str]]:
    titles = {OVERALL: OVERALL_TITLE, **{name: a.title for name, a in record.areas.items()}}
    return {name: (titles[name], grade) for name, grade in grades_of(record).items()}


def write_signed(paper: Paper) -> None:
    """Who moderated, and what the family says."""
    signed = [("moderated_by", "moderated_on"), ("adjudicated_by", "adjudicated_on")]
    paper.table(Table("Who moderated, who adjudicated", "Labels in the first and third columns, fields beside them.", (34, 53, 38, 49),
                      [_pair(f"qa.moderation.{who}", "text") + _pair(f"qa.moderation.{when}", "date") for who, when in signed]))
    said = [[*_pair("qa.feedback.from", "text"), *_pair("qa.feedback.date", "date")],
            [label(PAIRS["qa.feedback.text"]), cell(field("text", "qa.feedback.text", PAIRS["qa.feedback.text"]), span=3)]]
    told = "Who said it and when, then what they say."
    paper.table(Table("Feedback of parents and the child or young person", told, (44, 55, 30, 45), said))


def write_actions(paper: Paper, seen: Seen, copy: Copy | None = None) -> None:
    """What to do first as suggested actions, then blank rows. Of several copies only the first suggests, or each would count twice."""
    suggested = [p.words for p in priorities(seen)] if copy is None or copy.number == 1 else []
    paper.heading("9. Actions", new_page=True)
    told = "The first rows are suggested by the rules: change or clear them. Each" if suggested else "Each action"
    paper.say(f"{told} needs an owner and a due date. Rows may be added.", keep=True)
    write_action_rows(paper, suggested)


def write_action_rows(paper: Paper, suggested: Sequence[str]) -> None:
    """The table of actions."""
    rows = [_action_row(n, words) for n, words in enumerate([*suggested, *[""] * (_ACTION_ROWS - len(suggested))], 1)]
    told = "A row for each action: what, who, by when, when closed, and the grade at re-audit."
    paper.table(Table("Actions", told, (10, 58, 28, 26, 26, 26), rows, (ACTION_NUMBER, *ACTIONS.values())))


def write_accepted(paper: Paper, seen: Seen) -> None:
    """Findings that people have accepted for a time."""
    paper.heading("10. Accepted points")
    rows = [[cell(f.rule), cell(f.message, f.where), cell(f.accepted.reason), cell(f.accepted.by), cell(str(f.accepted.until))]
            for f in seen.accepted if f.accepted]
    if rows:
        told = "A row for each: rule, point, reason, who accepted it, until when."
        paper.table(Table("Accepted points", told, (16, 62, 46, 28, 22), rows, ("Rule", "Point", "Reason", "Accepted by", "Until")))
    else:
        paper.say("None.")
    if seen.record.stale_acceptances:
        paper.say("Entries that have expired or match nothing:", keep=True)
        paper.points(seen.record.stale_acceptances)


def write_method(paper: Paper, seen: Seen, shown_for: str, left_out: Sequence[str]) -> None:
    """What the grades rest on, what is not shown, and how the filled-in record is read."""
    paper.heading("12. How this record was made")
    paper.say(_method(seen.record))
    if left_out:
        paper.say(f"{'; '.join(left_out)}. They stand in the record for all readers.", lead=f"Drawn up for {shown_for}. Not shown here:")
    paper.say("Save the filled-in file as a Word document (.docx) and give it to “ehcp-qa moderate”. It takes up grades, overrides, "
              "moderation, feedback and actions, and names each entry that it cannot take. An altered grade by rules is noticed.")


def _method(record: AuditRecord) -> str:
    return (f"{record.tool.name} {record.tool.version} read the plan, observed each need, outcome and provision, and applied published "
            f"rules: {rules_words(record.tool.rule_packs)}. Each grade follows from findings by written thresholds, weights and caps; the "
            "same file gives the same record. A check by rules sees what the words say. It does not know the child, and has not read the "
            "advice. “Apparent statutory point” means that a person should look before the plan goes out; it is no legal advice. "
            "The auditors' judgement decides.")


def moderation_fields(name: str, title: str) -> list[Cell]:
    """What moderation enters on an area."""
    return [cell(field(_KINDS[entry], moderation_tag(name, entry), f"{title}: {shown.lower()}"), small=True)
            for entry, shown in MODERATION.items()]


def _pair(tag: str, kind: str) -> list[Cell]:
    return [label(PAIRS[tag]), cell(field(kind, tag, PAIRS[tag]))]


def _action_row(number: int, words: str) -> list[Cell]:
    given = {"action": words}
    fields = [field(_ACTION_KINDS[entry], action_tag(number, entry), f"Action {number}: {shown.lower()}", given.get(entry, ""))
              for entry, shown in ACTIONS.items()]
    return [label(str(number)), *(cell(f, small=True) for f in fields)]

"""The form in a Word audit record: its fields, their tags, and the labels by which they are found again when tags are gone.

Every field that people fill in is a content control with a tag; the same words stand as labels in the table round it, because some
word processors drop tags, or the controls themselves, when they save. Tags are stable and begin with `qa.`:

    qa.id.<audit|plan|sha256|rules|tool|check>              identity, locked
    qa.id.copy                                              whose copy of a sampled plan it is, and whether it is blind; locked
    qa.engine.<area>                                        the grade by rules, locked; area is `overall` or a name of the JSON contract
    qa.area.<area>.<agency>.<grade|stance|reason>           an agency's auditor on an area; agency: education health social_care parent
    qa.panel.date, qa.auditor.<agency>.<name|role|date>     who sat
    qa.moderation.<area>.<moderated|adjudicated|reason>     what moderation and adjudication made of it
    qa.moderation.<moderated_by|moderated_on|adjudicated_by|adjudicated_on>
    qa.feedback.<text|from|date>                            what the family says of the plan
    qa.action.<number>.<action|owner|due|closed|reaudit>    read by row, so that rows may be added
"""

from __future__ import annotations

from typing import Final

OVERALL: Final = "overall"
OVERALL_TITLE: Final = "The plan as a whole"
AGENCIES: Final = {"education": "Education", "health": "Health", "social_care": "Social care", "parent": "Parent representative"}
GRADE_WORDS: Final = {"Good": "Good", "RI": "Requires Improvement", "Inadequate": "Inadequate", "NA": "Not applicable"}
STANCE_WORDS: Final = {"agree": "Agree", "override": "Override"}

PROMPTS: Final = {"grade": "Choose grade …", "stance": "Choose …", "date": "Choose date …", "text": "Write here …"}
# What Word itself puts into a field that was filled in and then cleared.
WORD_PROMPTS: Final = ("Click or tap here to enter text.", "Click here to enter text.", "Choose an item.", "Click or tap to enter a date.",
                       "Click here to enter a date.")

AREA, ENGINE, ENTRY, DECIDED = "Area", "Grade by rules", "Entry", "What decided it"
RULES_LEAD: Final = "Rules: "  # before the rules that decided an area
ENTRIES: Final = {"grade": "Grade", "stance": "Agree or override", "reason": "Reason"}
ENTRY_PROMPTS: Final = {"grade": "grade", "stance": "stance", "reason": "text"}
MODERATION: Final = {"moderated": "Moderated grade", "adjudicated": "Adjudicated grade", "reason": "Reason for a change"}
AGENCY: Final = "Agency"
AUDITOR: Final = {"name": "Name", "role": "Role", "date": "Date"}
ACTION_NUMBER: Final = "No."
ACTIONS: Final = {"action": "Action", "owner": "Owner", "due": "Due date", "closed": "Closed date", "reaudit": "Grade at re-audit"}

# Fields with a label at their left, by tag.
PAIRS: Final = {
    "qa.id.audit": "Audit", "qa.id.plan": "Plan", "qa.id.sha256": "Fingerprint of the plan",
    "qa.id.rules": "Rules", "qa.id.tool": "Program", "qa.id.check": "Check of this record",
    "qa.id.copy": "Form",
    "qa.panel.date": "Date of the panel",
    "qa.moderation.moderated_by": "Moderated by", "qa.moderation.moderated_on": "Date of moderation",
    "qa.moderation.adjudicated_by": "Adjudicated by", "qa.moderation.adjudicated_on": "Date of adjudication",
    "qa.feedback.text": "What the family says of the plan", "qa.feedback.from": "Said by", "qa.feedback.date": "Said on",
}


def area_tag(area: str, agency: str, entry: str) -> str:
    """Tag of what an agency enters on an area."""
    return f"qa.area.{area}.{agency}.{entry}"


def engine_tag(area: str) -> str:
    """Tag of the grade by rules."""
    return f"qa.engine.{area}"


def moderation_tag(area: str, entry: str) -> str:
    """Tag of what moderation enters on an area."""
    return f"qa.moderation.{area}.{entry}"


def auditor_tag(agency: str, entry: str) -> str:
    """Tag of who an agency's auditor was."""
    return f"qa.auditor.{agency}.{entry}"


def action_tag(number: int, entry: str) -> str:
    """Tag of a cell of the actions table; rows count from 1."""
    return f"qa.action.{number}.{entry}"

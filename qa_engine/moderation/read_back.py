"""A filled-in record as data: what is plain is taken, what is not is named, field by field, without the words of plan or people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from qa_engine.errors import DocumentError
from qa_engine.model.record import Grade, PackRecord
from qa_engine.moderation.engine import Engine, Engines
from qa_engine.moderation.entries import read_day, read_grade, read_stance
from qa_engine.moderation.fields import Form, read_form
from qa_engine.moderation.forms import (
    ACTIONS,
    AGENCIES,
    AUDITOR,
    ENTRIES,
    MODERATION,
    OVERALL,
    OVERALL_TITLE,
    PAIRS,
    area_tag,
    auditor_tag,
    moderation_tag,
)
from qa_engine.moderation.identity import Copy, check_of, copy_read, rules_read
from qa_engine.moderation.model import (
    Action,
    Agency,
    AuditorRecord,
    AuditRef,
    Feedback,
    ModeratedGrade,
    Moderation,
    ModerationRecord,
    PanelGrade,
    Stance,
)

_GRADES = "write Good, Requires Improvement, Inadequate or Not applicable"
_DATES = "write a day such as 12 March 2027"
_ENGINE = "qa.engine."
_IDENTITY = ("audit", "plan", "sha256", "rules", "tool", "copy")
_NO_RECORD = "is not an audit record of this program; give the Word file made by “ehcp-qa audit --format docx” or “ehcp-qa sample”"
_BLIND = "is a blind record, which does not print the grades by rules"


@dataclass(frozen=True, slots=True)
class Known:
    """What this installation has: titles of areas, the rule packs in force, and the audits that were given beside the records."""

    areas: Mapping[str, str]
    packs: tuple[PackRecord, ...]
    engines: Engines = field(default_factory=Engines)


@dataclass(slots=True)
class _Reading:
    form: Form
    known: Known
    blind: bool = False
    rules: dict[str, Grade] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def text(self, tag: str) -> str:
        return self.form.fields.get(tag, "")

    def say(self, where: str, what: str) -> None:
        self.problems.append(f"{where}: {what}")

    def title(self, area: str) -> str:
        return OVERALL_TITLE if area == OVERALL else self.known.areas.get(area, area.replace("_", " "))

    def grade(self, text: str, where: str) -> Grade | None:
        found = read_grade(text)
        if text and found is None:
            self.say(where, f"is no grade; {_GRADES}")
        return found

    def day(self, text: str, where: str) -> date | None:
        found = read_day(text)
        if text and found is None:
            self.say(where, f"is no date; {_DATES}")
        return found


def read_record(name: str, data: bytes, known: Known) -> ModerationRecord:
    """What people entered in a record. Raises DocumentError for a file that is none; all else that is wrong is in `problems`."""
    return record_of(name, open_form(data, known.areas), known)


def open_form(data: bytes, areas: Mapping[str, str]) -> Form:
    """The form in the bytes of a Word file. Raises DocumentError for a file that is no audit record."""
    form = read_form(data, areas)
    if not form.fields.get("qa.id.audit") or not plan_of(form):
        raise DocumentError(_NO_RECORD)
    return form


def plan_of(form: Form) -> str:
    """The fingerprint of the plan that a form is of, "" where it names none."""
    return "".join(form.fields.get("qa.id.sha256", "").split())


def record_of(name: str, form: Form, known: Known) -> ModerationRecord:
    """The same for a form that was opened. Raises DocumentError for a blind one whose audit was not given."""
    reading = _Reading(form, known)
    audit = _audit(reading)
    for tag in form.torn:
        reading.say(_named(tag, reading), "stands twice with different entries; keep one")
    engine = known.engines.find(audit.sha256, audit.rule_packs)
    reading.blind = audit.blind
    reading.rules.update(_from(engine, audit, known) if audit.blind else _rules(reading))
    _say_rules(reading, audit)
    return ModerationRecord(
        record=name,
        audit=audit.model_copy(update={"intact": _is_intact(reading)}),
        panel_date=reading.day(reading.text("qa.panel.date"), PAIRS["qa.panel.date"]),
        auditors=list(_auditors(reading)),
        rules=reading.rules,
        decided_by=_decided(engine, form),
        judgements=list(_judgements(reading)),
        moderation=_moderation(reading),
        feedback=_feedback(reading),
        actions=list(_actions(reading)),
        problems=reading.problems,
    )


def _audit(reading: _Reading) -> AuditRef:
    packs = rules_read(reading.text("qa.id.rules"))
    told = reading.text("qa.id.copy")
    copy = copy_read(told)
    if told and copy is None:
        reading.say(PAIRS["qa.id.copy"], "cannot be read; take a fresh record")
    copy = copy or Copy()
    return AuditRef(id=reading.text("qa.id.audit"), plan=reading.text("qa.id.plan"), sha256=plan_of(reading.form),
                    tool=reading.text("qa.id.tool"), rule_packs=packs, copy_number=copy.number, blind=copy.blind)


def _from(engine: Engine | None, audit: AuditRef, known: Known) -> Mapping[str, Grade]:
    """The grades by rules of a blind record, from the audit it was printed from."""
    if engine:
        return engine.grades
    if not audit.rule_packs:
        raise DocumentError(f"{_BLIND}, and the rules that it names cannot be read; take a fresh record")
    others = known.engines.other_rules(audit.sha256)
    if others:
        raise DocumentError(f"{_BLIND}; the audits given with --from are by other rules ({others[0]}); give those it was drawn from")
    raise DocumentError(f"{_BLIND}; give the batch or store that it was drawn from, with the audit of its plan, with --from")


def _decided(engine: Engine | None, form: Form) -> dict[str, list[str]]:
    """The rules behind each grade: all from the audit, else as many as the record prints."""
    return {area: list(rules) for area, rules in (engine.decided_by if engine else form.decided).items() if rules}


def _rules(reading: _Reading) -> Iterator[tuple[str, Grade]]:
    """The whole first, then areas in the order of this installation, then any that it does not know."""
    printed = {tag.removeprefix(_ENGINE): text for tag, text in reading.form.fields.items() if tag.startswith(_ENGINE)}
    for area in dict.fromkeys((OVERALL, *reading.known.areas, *printed)):
        grade = read_grade(printed.get(area, ""))
        if grade is not None:
            yield area, grade
        elif area in printed:
            reading.say(f"{reading.title(area)}, grade by rules", "cannot be read; take a fresh record")


def _is_intact(reading: _Reading) -> bool:
    """Whether identity and grades by rules are as printed."""
    identity = {key: reading.text(f"qa.id.{key}") for key in _IDENTITY}
    fits = check_of(identity, {} if reading.blind else reading.rules) == reading.text("qa.id.check")
    if not fits:
        reading.say(PAIRS["qa.id.check"], "does not fit: a field of its identity or a grade by rules was changed after it was made; "
                                          "nothing of it is counted or stored; enter the grades in a fresh record")
    return fits


def _say_rules(reading: _Reading, audit: AuditRef) -> None:
    """Whether the rules are those of this installation."""
    here = {pack.name: pack.version for pack in reading.known.packs}
    if not audit.rule_packs:
        reading.say(PAIRS["qa.id.rules"], "cannot be read; take a fresh record")
    for pack in audit.rule_packs:
        if pack.name not in here:
            reading.say(PAIRS["qa.id.rules"], f"made by {pack.name} {pack.version}, which is not here; give its folder with --rules")
        elif here[pack.name] != pack.version:
            in_force = f"but {here[pack.name]} is in force; audit the plan again"
            reading.say(PAIRS["qa.id.rules"], f"made by {pack.name} {pack.version}, {in_force}")


def _auditors(reading: _Reading) -> Iterator[AuditorRecord]:
    for agency in get_args(Agency):
        name, role = (reading.text(auditor_tag(agency, entry)) for entry in ("name", "role"))
        on = reading.day(reading.text(auditor_tag(agency, "date")), f"{AGENCIES[agency]}, {AUDITOR['date'].lower()}")
        if name or role or on:
            yield AuditorRecord(agency=agency, name=name, role=role, on=on)


def _judgements(reading: _Reading) -> Iterator[PanelGrade]:
    for area, rules in reading.rules.items():
        for agency in get_args(Agency):
            judged = _judgement(reading, area, agency, rules)
            if judged:
                yield judged


def _judgement(reading: _Reading, area: str, agency: Agency, rules: Grade) -> PanelGrade | None:
    grade_text, stance_text, reason = (reading.text(area_tag(area, agency, entry)) for entry in ENTRIES)
    where = f"{reading.title(area)}, {AGENCIES[agency]}"
    grade = reading.grade(grade_text, f"{where}, grade")
    stance = read_stance(stance_text)
    if stance_text and stance is None:
        reading.say(f"{where}, agree or override", "is neither; write Agree or Override")
    if (grade_text and grade is None) or (stance_text and stance is None):
        return None
    if grade is None and stance is None:
        if reason:
            reading.say(where, "has a reason and no grade; add the grade")
        return None
    settled = _stance(grade, stance, rules)
    judged = PanelGrade(area=area, agency=agency, rules=rules, grade=grade or rules, stance=settled, reason=reason)
    return _settled(reading, where, judged, grade, stance)


def _stance(grade: Grade | None, stance: Stance | None, rules: Grade) -> Stance:
    """What the grade says, where there is one: it is the surer word."""
    if grade is None:
        return stance or "agree"
    return "agree" if grade == rules else "override"


def _settled(reading: _Reading, where: str, judged: PanelGrade, grade: Grade | None, stance: Stance | None) -> PanelGrade | None:
    """The judgement, with a line for what does not fit together; nothing where an override names no grade."""
    if stance == "override" and grade is None:
        reading.say(where, "overrides and gives no grade; add the grade")
        return None
    if stance is not None and stance != judged.stance:
        said = "agrees, but gives another grade than the rules" if stance == "agree" else "overrides, but gives the grade by rules"
        reading.say(where, f"{said}; correct one of the two")
        return None
    if judged.stance == "override" and not judged.reason and not reading.blind:  # who is blind cannot know that it is one
        reading.say(f"{where}, reason", "an override needs a reason")
    return judged


def _moderation(reading: _Reading) -> Moderation:
    def day(tag: str) -> date | None:
        return reading.day(reading.text(tag), PAIRS[tag])

    return Moderation(
        moderated_by=reading.text("qa.moderation.moderated_by"), moderated_on=day("qa.moderation.moderated_on"),
        adjudicated_by=reading.text("qa.moderation.adjudicated_by"), adjudicated_on=day("qa.moderation.adjudicated_on"),
        grades=list(_moderated(reading)))


def _moderated(reading: _Reading) -> Iterator[ModeratedGrade]:
    for area, rules in reading.rules.items():
        where = reading.title(area)
        moderated, adjudicated = (reading.grade(reading.text(moderation_tag(area, entry)), f"{where}, {MODERATION[entry].lower()}")
                                  for entry in ("moderated", "adjudicated"))
        reason = reading.text(moderation_tag(area, "reason"))
        if not (moderated or adjudicated or reason):
            continue
        if (adjudicated or moderated or rules) != rules and not reason and not reading.blind:
            reading.say(f"{where}, {MODERATION['reason'].lower()}", "a grade other than by rules needs a reason")
        yield ModeratedGrade(area=area, rules=rules, moderated=moderated, adjudicated=adjudicated, reason=reason)


def _feedback(reading: _Reading) -> Feedback:
    on = reading.day(reading.text("qa.feedback.date"), PAIRS["qa.feedback.date"])
    return Feedback(text=reading.text("qa.feedback.text"), said_by=reading.text("qa.feedback.from"), said_on=on)


def _actions(reading: _Reading) -> Iterator[Action]:
    for number, row in enumerate(reading.form.actions, 1):
        if not any(row.values()):
            continue
        if not row["action"]:
            reading.say(f"Action {number}", "says who or when and not what; write the action")
            continue
        due, closed = (reading.day(row[entry], f"Action {number}, {ACTIONS[entry].lower()}") for entry in ("due", "closed"))
        grade = reading.grade(row["reaudit"], f"Action {number}, {ACTIONS['reaudit'].lower()}")
        yield Action(number=number, action=row["action"], owner=row["owner"], due=due, closed=closed, reaudit=grade)


def _named(tag: str, reading: _Reading) -> str:
    """A tag in the words of the form."""
    if tag in PAIRS:
        return PAIRS[tag]
    kind, *rest = tag.removeprefix("qa.").split(".")
    if kind == "engine":
        return f"{reading.title(rest[0])}, grade by rules"
    if kind == "area" and len(rest) == 3:
        return f"{reading.title(rest[0])}, {AGENCIES.get(rest[1], rest[1])}, {ENTRIES.get(rest[2], rest[2]).lower()}"
    if kind == "moderation" and len(rest) == 2:
        return f"{reading.title(rest[0])}, {MODERATION.get(rest[1], rest[1]).lower()}"
    return " ".join(rest).replace("_", " ")

"""The first pages: which plan and check this is, who sat, the overall grade, and what to settle before the plan is issued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from qa_engine.model.audit import Finding
from qa_engine.model.record import AuditRecord, ItemRecord
from qa_engine.moderation.forms import AGENCIES, AGENCY, AUDITOR, OVERALL, OVERALL_TITLE, PAIRS, auditor_tag, engine_tag
from qa_engine.moderation.identity import Copy, check_of, grades_of, identity_of
from qa_engine.report.views import Seen
from qa_engine.report.word.build import Cell, Table, Xml, cell, label, run
from qa_engine.report.word.controls import field, fixed
from qa_engine.report.word.paper import UPRIGHT, Paper
from qa_engine.report.word.words import counted, engine_cell, evidence, items_of, listed, sources

_FOUR = (32, 55, 32, 55)
_NO_YEAR = {0: "Reception", -1: "Nursery"}


def write_header(paper: Paper, seen: Seen, copy: Copy | None = None) -> None:
    """The plan, the check and the people."""
    paper.heading("Audit record", 0)
    paper.say("Education, Health and Care Plan: what the check by rules found, and what the auditors make of it", "Subtitle")
    write_identity(paper, seen.record, copy)


def write_identity(paper: Paper, record: AuditRecord, copy: Copy | None) -> None:
    """Which plan and audit, and who sat. A blind copy tells nothing of the grades by rules, nor of what was met while reading."""
    paper.heading("1. The plan and the audit")
    rows = _header_rows(record, copy)
    paper.table(Table("The plan and the check", "Labels in the first and third columns, values beside them.", _FOUR, rows))
    paper.table(Table("The auditors", "A row for each agency: name, role and date of its auditor.", (44, 50, 45, 35), _auditors(),
                      (AGENCY, *AUDITOR.values())))


def write_overall(paper: Paper, seen: Seen) -> None:
    """The grade, why, what limits it, how firm it is, and what would lift it."""
    whole = seen.record.overall
    paper.heading("2. Overall grade by rules")
    rows = [
        [label("Grade"), engine_cell(engine_tag(OVERALL), OVERALL_TITLE, whole.judgement, whole.stability, style="TableGrade")],
        [label("Why"), cell(whole.reasons[0] if whole.reasons else "No reason is recorded.")],
        [label("What limits it"), cell(*(_limits(seen.record) or ["Nothing limits it."]))],
        [label("How firm it is"), cell(*_firmness(seen.record))],
        [label("What would lift it"), cell(*(list(whole.to_reach_next) or ["Nothing more is asked for."]))],
    ]
    paper.table(Table("The plan as a whole", "Grade, reason, limits and firmness, a row each.", (36, UPRIGHT - 36), rows))


def write_statutory(paper: Paper, seen: Seen) -> None:
    """Apparent statutory points, apart from everything else."""
    chosen = [f for f in seen.faults if f.severity == "statutory"]
    paper.heading("3. Settle before the plan is issued")
    if not chosen:
        paper.say("No apparent statutory point was found. Points of quality are in part 11.")
        return
    paper.say(f"{counted(len(chosen), 'apparent statutory point')}. Points of quality are kept apart, in part 11.", keep=True)
    items = items_of(seen.record)
    ordered = sorted(chosen, key=lambda f: f.rule)
    rows = [_statutory_row(list(group), items) for _, group in groupby(ordered, key=lambda f: f.rule)]
    told = "A row for each rule: the point and where, the law, and how to put it right."
    paper.table(Table("Apparent statutory points", told, (16, 62, 44, 52), rows,
                      ("Rule", "The point and where", "Law and guidance", "How to put it right")))


def _statutory_row(group: list[Finding], items: Mapping[str, ItemRecord]) -> list[Cell]:
    lines = [line for f in group for line in (run(f.message), run(evidence(f, items), "Emphasis"))]
    return [cell(group[0].rule), cell(*lines), cell(sources(group[0])), cell(group[0].advice)]


def _header_rows(record: AuditRecord, copy: Copy | None) -> list[list[Cell]]:
    blind = copy is not None and copy.blind
    known = identity_of(record) | ({"copy": copy.words()} if copy else {})
    known["check"] = check_of(known, {} if blind else grades_of(record))
    ident = {key: (PAIRS[f"qa.id.{key}"], fixed(f"qa.id.{key}", PAIRS[f"qa.id.{key}"], value)) for key, value in known.items()}
    plan, subject = record.plan, record.subject
    pairs = [
        ident["audit"], ident["plan"],
        ("Child or young person", run(_child(record))), ("Draft or final", run(_state(record))),
        ("Authority", run(plan.authority or "not found")), ("Setting", run(plan.setting or "not found")),
        ("Date of issue", run(_day(plan.issue_date))), ("Review due", run(_day(plan.review_due))),
        ("Age and year", run(_age(subject.age_at_issue, subject.year_group, subject.computed_year))),
        (PAIRS["qa.panel.date"], _panel_date()),
        ident["rules"], ident["tool"], ident["sha256"], ident["check"],
    ]
    rows = [[label(a[0]), cell(a[1]), label(b[0]), cell(b[1])] for a, b in zip(pairs[::2], pairs[1::2], strict=True)]
    last = [[label(ident["copy"][0]), cell(ident["copy"][1], span=3)]] if copy else []
    return [*rows, *last] if blind else [*rows, *last, [label("How it was read"), cell(*_reading(record), span=3)]]


def _panel_date() -> Xml:
    return field("date", "qa.panel.date", PAIRS["qa.panel.date"])


def _child(record: AuditRecord) -> str:
    subject = record.subject
    known = f" (known as {subject.known_as})" if subject.known_as and subject.known_as != subject.name else ""
    return f"{subject.name}{known}" if subject.name else "name not found"


def _state(record: AuditRecord) -> str:
    return "not stated" if record.document.state == "unknown" else record.document.state


def _day(iso: str | None) -> str:
    try:
        day = date.fromisoformat(iso or "")
    except ValueError:
        return iso or "not found"
    return f"{day.day} {day:%B %Y}"


def _age(age: int | None, printed: str | None, computed: int | None) -> str:
    year = printed or (_NO_YEAR.get(computed, f"{computed} (from the date of birth)") if computed is not None else "")
    return "; ".join([f"{age} at issue" if age is not None else "age not known", f"year group {year}" if year else "year group not found"])


def _reading(record: AuditRecord) -> Iterator[str]:
    met = record.document.reading
    counts = [("tracked insertion", met.insertions), ("tracked deletion", met.deletions), ("struck-out text", len(met.struck)),
              ("hidden text", len(met.hidden)), ("comment", met.comments), ("footnote", met.footnotes), ("text box", met.text_boxes),
              ("image", met.images), ("piece of template text left in", len(met.residue)), ("part not read", len(met.unread))]
    yield f"Met while reading: {listed((counted(n, noun) for noun, n in counts if n), 'nothing unusual')}."
    yield f"{100 * met.unplaced_share:.0f} % of the words stand in no section."
    if record.document.why_not:
        yield f"Not judged: {record.document.why_not}"


def _limits(record: AuditRecord) -> list[str]:
    """What holds the whole at its grade: every step of judgement that allows no more, with its rule."""
    steps = [s for s in record.trace.judgement if s.area == OVERALL and s.grade == record.overall.judgement]
    return list(dict.fromkeys(f"{s.reason} ({s.rule})" for s in steps)) or list(record.overall.reasons[1:])


def _firmness(record: AuditRecord) -> list[str]:
    whole = record.overall
    if whole.judgement == "Not judged":
        return ["Nothing was judged."]
    if whole.stability == "stable":
        return ["Stable: no small change of a threshold or weight would move it."]
    return ["Borderline. It would change with:", *whole.borderline_because]


def _auditors() -> list[list[Cell]]:
    kinds = {"name": "text", "role": "text", "date": "date"}
    return [[label(title), *(cell(field(kinds[entry], auditor_tag(agency, entry), f"{title}: {word.lower()}"), small=True)
                             for entry, word in AUDITOR.items())] for agency, title in AGENCIES.items()]

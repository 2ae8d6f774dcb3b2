"""An audit as text for a terminal of 80 columns: the judgement and its reasons first, then areas, then what to put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import fill, shorten

from tabulate import tabulate

from qa_engine.model.audit import Finding
from qa_engine.model.plan import SECTIONS
from qa_engine.model.record import AuditRecord

WIDTH = 80
_GRADE = {"RI": "Requires Improvement", "NA": "Not applicable"}
_ITEMS_SHOWN = 5


def render_text(record: AuditRecord) -> str:
    """The whole report, ending in a newline."""
    blocks = [_head(record), _overall(record)]
    if record.document.readable:
        blocks += [_areas(record), _statutory(record), _rest(record), _strengths(record)]
    blocks += [_reading(record)]
    return "\n\n".join(b for b in blocks if b) + "\n"


def grade_words(grade: str) -> str:
    """The judgement as people say it."""
    return _GRADE.get(grade, grade)


def wrap(text: str, indent: int = 0, hang: int | None = None, lead: str = "") -> str:
    """`text` wrapped to the width; `lead` stands before its first line, later lines hang under it."""
    first = " " * indent + lead
    rest = " " * (indent + (len(lead) if hang is None else hang))
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _rule(title: str) -> str:
    return f"{title}\n{'=' * len(title)}"


def _head(record: AuditRecord) -> str:
    subject, plan = record.subject, record.plan
    year = f"year group {subject.year_group}" if subject.year_group else ""
    age = f"aged {subject.age_at_issue} at issue" if subject.age_at_issue is not None else ""
    facts = [subject.name or "name not found", year, age, record.document.state, plan.authority or "authority not found",
             f"issued {plan.issue_date}" if plan.issue_date else ""]
    return "\n".join(["=" * WIDTH, record.document.name, wrap(" · ".join(f for f in facts if f)), "=" * WIDTH])


def _overall(record: AuditRecord) -> str:
    whole = record.overall
    firm = "" if whole.judgement == "Not judged" else f" ({whole.stability})"
    lines = [f"OVERALL: {grade_words(whole.judgement).upper()}{firm}", ""]
    lines += [wrap(r, 2, lead="- ") for r in whole.reasons]
    lines += _list("What works well", whole.works_well) + _list("What to do first", whole.do_first, numbered=True)
    lines += _list("What would lift the judgement", whole.to_reach_next)
    lines += _list("Borderline: the judgement would change with", whole.borderline_because)
    return "\n".join(lines)


def _list(title: str, entries: Iterable[str], numbered: bool = False) -> list[str]:
    shown = [wrap(e, 2, lead=f"{n}. " if numbered else "- ") for n, e in enumerate(entries, 1)]
    return ["", title, *shown] if shown else []


def _areas(record: AuditRecord) -> str:
    rows = [(a.title, grade_words(a.judgement) + (" *" if a.stability == "borderline" else ""), " ".join(a.reasons))
            for a in record.areas.values()]
    table = tabulate(rows, headers=("Area", "Judgement", "Why"), tablefmt="simple", maxcolwidths=[19, 13, 42])
    borderline = any(a.stability == "borderline" for a in record.areas.values())
    note = "\n* borderline: a small change of a threshold would move it" if borderline else ""
    return f"{_rule('THE THIRTEEN AREAS')}\n\n{table}{note}"


def _statutory(record: AuditRecord) -> str:
    chosen = [f for f in record.findings if f.severity == "statutory" and not f.strength]
    if not chosen:
        return f"{_rule('APPARENT STATUTORY POINTS')}\n\nNone was found."
    return "\n\n".join([_rule(f"APPARENT STATUTORY POINTS ({len(chosen)}): settle these before the plan goes out"), *_groups(chosen)])


def _rest(record: AuditRecord) -> str:
    chosen = [f for f in record.findings if f.severity != "statutory" and not f.strength]
    blocks = [_rule(f"OTHER POINTS BY SECTION ({len(chosen)})")]
    for section in (*SECTIONS, None):
        mine = [f for f in chosen if f.section == section or (section is None and f.section not in SECTIONS)]
        if mine:
            name = f"Section {section}" if section else "The plan as a whole"
            blocks += [f"{name}\n{'-' * len(name)}", *_groups(mine)]
    return "\n\n".join(blocks)


def _groups(findings: list[Finding]) -> Iterator[str]:
    """Findings of one rule together: what is wrong, where, why in law, and how to put it right."""
    ordered = sorted(findings, key=lambda f: (f.severity == "practice", f.rule))
    for rule, same in groupby(ordered, key=lambda f: f.rule):
        group = list(same)
        yield "\n".join([wrap(group[0].title, lead=f"{rule} ({group[0].severity}) "), *_places(group),
                         wrap(f"Why: {'; '.join(group[0].references)}", 2, hang=2),
                         wrap(f"Put right: {group[0].advice}", 2, hang=2)])


def _places(group: list[Finding]) -> Iterator[str]:
    """What the findings say, once where they say the same, with the words and where they stand."""
    said = ""
    for finding in group[:_ITEMS_SHOWN]:
        if finding.message != said:
            yield wrap(finding.message, 2, lead="- ")
            said = finding.message
        if finding.quote and finding.quote not in finding.message:
            yield wrap(f"“{shorten(finding.quote, 160, placeholder=' …')}” ({finding.where})", 4)
        elif finding.item:
            yield wrap(f"({finding.where})", 4)
    if len(group) > _ITEMS_SHOWN:
        rest = group[_ITEMS_SHOWN:]
        yield wrap(f"and {len(rest)} more: {', '.join(dict.fromkeys(f.item or f.where for f in rest))}", 4)


def _strengths(record: AuditRecord) -> str:
    chosen = list(dict.fromkeys(f.message for f in record.findings if f.strength))
    return "\n".join([_rule(f"STRENGTHS ({len(chosen)})"), "", *(wrap(m, 2, lead="+ ") for m in chosen)]) if chosen else ""


def _reading(record: AuditRecord) -> str:
    packs = ", ".join(f"{p.name} {p.version} (law as at {p.law_as_at})" for p in record.tool.rule_packs)
    met = [f"{label} {count}" for label, count in _met(record) if count]
    left = f"{100 * record.document.reading.unplaced_share:.0f} % of its words stand in no section."
    made = f"{record.tool.name} {record.tool.version}; rules: {packs}. A check by rules, to be confirmed by people."
    return "\n".join([wrap(f"How it was read: {'; '.join(met) or 'nothing unusual'}. {left}"), wrap(made)])


def _met(record: AuditRecord) -> list[tuple[str, int]]:
    r = record.document.reading
    return [("tracked insertions", r.insertions), ("tracked deletions", r.deletions), ("struck texts", len(r.struck)),
            ("hidden texts", len(r.hidden)), ("comments", r.comments), ("text boxes", r.text_boxes), ("images", r.images),
            ("parts not read", len(r.unread)), ("template residue", len(r.residue))]

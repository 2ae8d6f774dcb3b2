"""An audit as text for a terminal of 80 columns: the judgement and its reasons first, then areas, then what to put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import fill, shorten
from typing import TYPE_CHECKING

from tabulate import tabulate

from qa_engine.model.audit import Finding
from qa_engine.model.record import AuditRecord
from qa_engine.report.views import EVERYONE, Seen, View, look

if TYPE_CHECKING:
    from qa_engine.since import Since

WIDTH = 80
_GRADE = {"RI": "Requires Improvement", "NA": "Not applicable"}
_ITEMS_SHOWN = 5


def render_text(record: AuditRecord, view: View = EVERYONE, since: Since | None = None) -> str:
    """The whole report as one reader wants it, ending in a newline."""
    seen = look(record, view)
    blocks = [_head(record), _told_view(seen), _overall(record), _since(since, view) if since else ""]
    if record.document.readable:
        blocks += [_areas(seen.record), _statutory(seen), _rest(seen), _strengths(seen.record), _accepted(seen)]
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


def _told_view(seen: Seen) -> str:
    if not seen.view.title:
        return ""
    left = f"Left out: {'; '.join(seen.left_out)}. The JSON record has everything." if seen.left_out else "It leaves nothing out."
    return wrap(f"Made for {seen.view.title}. {left}")


def _since(since: Since, view: View) -> str:
    counts = f"{len(since.fixed)} fixed, {len(since.still)} still there, {len(since.new)} new"
    accepted = (f", {since.accepted} accepted" if since.accepted else "") + (", counted for all readers" if view.title else "")
    lines = [_rule("SINCE THE LAST AUDIT"), "",
             wrap(f"Compared with {since.name}: {grade_words(since.before)} then, {grade_words(since.now)} now. {counts}{accepted}.")]
    lines += [wrap(since.rules_changed)] if since.rules_changed else []
    lines += _list("Areas that moved", (f"{title}: {grade_words(a)} then, {grade_words(b)} now" for title, a, b in since.areas))
    for title, findings in (("New", since.new), ("Still there", since.still), ("Fixed", since.fixed)):
        lines += _list(title, _by_rule(findings))
    return "\n".join(lines)


def _by_rule(findings: Iterable[Finding]) -> Iterator[str]:
    for rule, same in groupby(sorted(findings, key=lambda f: f.rule), key=lambda f: f.rule):
        group = list(same)
        yield f"{rule} {group[0].title}: {', '.join(f.item or f.where for f in group)}"


def _areas(record: AuditRecord) -> str:
    rows = [(a.title, grade_words(a.judgement) + (" *" if a.stability == "borderline" else ""), " ".join(a.reasons))
            for a in record.areas.values()]
    table = tabulate(rows, headers=("Area", "Judgement", "Why"), tablefmt="simple", maxcolwidths=[19, 13, 42])
    borderline = any(a.stability == "borderline" for a in record.areas.values())
    note = "\n* borderline: a small change of a threshold would move it" if borderline else ""
    return f"{_rule('THE THIRTEEN AREAS' if len(rows) == 13 else 'AREAS OF THIS VIEW')}\n\n{table}{note}"


def _statutory(seen: Seen) -> str:
    chosen = [f for f in seen.faults if f.severity == "statutory"]
    if not chosen:
        return f"{_rule('APPARENT STATUTORY POINTS')}\n\nNone was found."
    return "\n\n".join([_rule(f"APPARENT STATUTORY POINTS ({len(chosen)}): settle these before the plan goes out"), *_groups(chosen)])


def _rest(seen: Seen) -> str:
    chosen = [f for f in seen.faults if f.severity != "statutory"]
    blocks = [_rule(f"OTHER POINTS BY {seen.view.by.upper()} ({len(chosen)})")]
    for name, mine in _sorted_out(chosen, seen):
        blocks += [f"{name}\n{'-' * len(name)}", *_groups(mine)]
    return "\n\n".join(blocks)


def _sorted_out(findings: list[Finding], seen: Seen) -> Iterator[tuple[str, list[Finding]]]:
    """Findings under the heading that the view groups them by; headings without any are left out."""
    if seen.view.by == "area":
        heads: dict[str | None, str] = {name: area.title for name, area in seen.record.areas.items()}
    else:
        heads = {section: f"Section {section}" for section in seen.sections}
    of = {f.id: f.area if seen.view.by == "area" else f.section for f in findings}
    for key, name in [*heads.items(), (None, "The plan as a whole")]:
        mine = [f for f in findings if of[f.id] == key or (key is None and of[f.id] not in heads)]
        if mine:
            yield name, mine


def _accepted(seen: Seen) -> str:
    stale = seen.record.stale_acceptances
    if not seen.accepted and not stale:
        return ""
    lines = [_rule(f"ACCEPTED POINTS ({len(seen.accepted)})"), ""]
    lines += [wrap(f"{f.rule} {f.title} ({f.where}): {a.reason} ({a.by}, until {a.until})", 2, lead="- ")
              for f in seen.accepted if (a := f.accepted)]
    lines += [wrap("The grades rest on what the plan says, so accepted points still count in them.")] if seen.accepted else []
    return "\n".join([*lines, *_list("Entries to look at again", stale)])


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

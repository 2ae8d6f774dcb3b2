"""One readable HTML page for each rule, an index, and a page on grades: what, why, in law, how to put it right, with examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from qa_engine.report.text import grade_words
from qa_engine.rulebook import Rule, Rulebook
from qa_engine.workshop.grades import GradeBook, GradeRuleView
from qa_engine.workshop.whole import about_advice

READERS = {"caseworker": "caseworkers", "dco": "the designated clinical officer", "qa_lead": "the QA lead", "social_care": "social care"}

_STYLE = """
body { font: 1rem/1.55 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
a { color: #005a9c; } li a { overflow-wrap: anywhere; } th a { white-space: nowrap; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.1rem; margin-top: 1.8rem; }
.kind { background: #f0f0f0; border-left: .4rem solid #555; padding: .5rem .8rem; }
.kind.statutory { border-color: #9c0000; } .kind.significant { border-color: #8a5a00; } .kind.strength { border-color: #0a6b2d; }
li { margin: .5rem 0; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #ccc; }
small { color: #595959; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } a { color: inherit; } }
"""
_FIELD = re.compile(r"\{(?:\w+\.)?(\w+)\}")
_BASIS = {"to_be_confirmed": "Reference to be confirmed by a lawyer.", "practice": "Practice, not law.", "verified": ""}


def rule_pages(book: Rulebook, grades: GradeBook) -> dict[str, str]:
    """File name to page: index.html, grades.html and one for each rule. The rulebook must have been loaded with its examples."""
    pages = {"index.html": _index(book), "grades.html": _grades(grades)}
    return pages | {f"{rule.id}.html": _page(book, rule) for rule in book.rules.values()}


def blanks(message: str) -> str:
    """A rule's message with a blank for each field that a plan fills: "[vague terms]"; for a share in words, "[how many]"."""
    return _FIELD.sub(lambda field: "[how many]" if field[0].startswith("{q.") else f"[{field[1].replace('_', ' ')}]", message)


def _html(title: str, body: str) -> str:
    return (f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>{body}</main></body></html>\n")


def _kind(rule: Rule) -> str:
    return "strength" if rule.strength else rule.severity


def _index(book: Rulebook) -> str:
    packs = "; ".join(f"{p.name} {p.version}, law as at {p.law_as_at}, {p.jurisdiction}" for p in book.packs)
    rows = "".join(f'<tr><th scope="row"><a href="{r.id}.html">{r.id}</a></th><td>{escape(r.title)}</td><td>{_kind(r)}</td>'
                   f"<td>{_where(r).removeprefix('Section ')}</td></tr>" for r in book.rules.values())
    off = "".join(f"<li>{rule}: {escape(reason)}</li>" for rule, reason in book.off.items())
    return _html("Rules for EHC plans", f"<h1>Rules for Education, Health and Care Plans</h1><p>{escape(packs)}</p>"
                 '<p><a href="grades.html">How grades are decided</a></p><table><thead><tr>'
                 f"{_heads('Rule', 'Title', 'Kind', 'Where')}</tr></thead>"
                 f"<tbody>{rows}</tbody></table>" + (f"<h2>Switched off</h2><ul>{off}</ul>" if off else ""))


def _page(book: Rulebook, rule: Rule) -> str:
    parts = [
        '<p><a href="index.html">All rules</a></p>', f"<h1>{rule.id}: {escape(rule.title)}</h1>",
        f'<p class="kind {_kind(rule)}">{_kind(rule).capitalize()}. {_where(rule)}. Confidence: {rule.confidence}. '
        f"For {', '.join(READERS[a] for a in rule.audience)}.</p>",
        f"<h2>What it says</h2><p>{escape(blanks(rule.message))}</p>",
        f"<h2>How to put it right</h2><p>{escape(blanks(rule.advice))}</p>" if rule.advice else "",
        f"<h2>Why</h2><ul>{''.join(_references(book, rule))}</ul><p>{_BASIS[rule.basis]}</p>",
        *_examples(rule),
    ]
    return _html(f"{rule.id}: {rule.title}", "".join(parts))


def _where(rule: Rule) -> str:
    return f"Section {', '.join(rule.sections)}" if rule.sections else "An advice report" if about_advice(rule) else "The whole plan"


def _grades(grades: GradeBook) -> str:
    """Every rule that holds a grade down, an area at a time, and the numbers that they ask for."""
    parts = ['<p><a href="index.html">All rules</a></p><h1>How grades are decided</h1>',
             "<p>Every area starts at Good. A rule that holds says the highest grade that the area can then have, and why; the lowest "
             "decides. Then the areas decide the whole in the same way, and reports of advice are graded so too. "
             "Words in square brackets are filled from the plan.</p>"]
    for about in dict.fromkeys(rule.about for rule in grades.rules):
        rows = "".join(_grade_row(rule) for rule in grades.rules if rule.about == about)
        parts.append(f"<h2>{escape(about)}</h2><table><thead><tr>{_heads('At most', 'Reason, and what would lift it')}</tr></thead>"
                     f"<tbody>{rows}</tbody></table>")
    numbers = "".join(f'<tr><th scope="row">{t.value}</th><td>{escape(t.says)} <small>{name}</small></td></tr>'
                      for name, t in grades.thresholds.items())
    parts.append("<h2>The numbers</h2><p>Practice, not law: an authority may set its own.</p><table><thead><tr>"
                 f"{_heads('Value', 'What it decides')}</tr></thead><tbody>{numbers}</tbody></table>")
    return _html("How grades are decided", "".join(parts))


def _heads(*titles: str) -> str:
    return "".join(f'<th scope="col">{title}</th>' for title in titles)


def _grade_row(rule: GradeRuleView) -> str:
    lift = f"<br>To lift it: {escape(blanks(rule.lift))}" if rule.lift else ""
    grade = "Out of the reckoning" if rule.grade == "NA" else grade_words(rule.grade)
    return f'<tr id="{rule.id}"><th scope="row">{grade}</th><td>{escape(blanks(rule.reason))}{lift} <small>{rule.id}</small></td></tr>'


def _references(book: Rulebook, rule: Rule) -> Iterator[str]:
    for reference, text in zip(rule.references, book.cited(rule), strict=True):
        source = book.sources[reference.source]
        link = f' <a href="{escape(source.address)}">{escape(source.address)}</a>' if source.address else ""
        yield f"<li>{escape(text)}{link} ({escape(source.kind)}; checked {source.checked})</li>"


def _examples(rule: Rule) -> Iterator[str]:
    if rule.examples is None:
        return
    for title, group in (("It fires on", rule.examples.fail), ("It is silent on", rule.examples.pass_)):
        yield f"<h2>{title}</h2><ul>{''.join(_example(e) for e in group)}</ul>"


def _example(example: dict[str, Any]) -> str:
    told = {key.replace("_", " "): _broken(_flat(value)) for key, value in example.items() if key not in ("name", "quotes", "item")}
    given = "".join(f"<br>{escape(key)}: {value}" for key, value in told.items())
    return f"<li><strong>{escape(str(example.get('name', 'example')))}</strong>{given}</li>"


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{k}: {_flat(v)}" for k, v in value.items())
    return " / ".join(_flat(v) for v in value) if isinstance(value, list) else str(value)


def _broken(text: str) -> str:
    """The text with its lines kept; the headings of a report ("# Needs") stand out."""
    lines = [f"<strong>{escape(line[2:])}</strong>" if line.startswith("# ") else escape(line) for line in text.strip().splitlines()]
    return "<br>".join(["", *lines] if len(lines) > 1 else lines)

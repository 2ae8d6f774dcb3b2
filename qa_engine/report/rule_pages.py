"""One readable HTML page for each rule, and an index: what, why, in law, how to put it right, with examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from qa_engine.rulebook import Rule, Rulebook
from qa_engine.workshop.whole import about_advice

_STYLE = """
body { font: 1rem/1.55 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
a { color: #005a9c; } h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.1rem; margin-top: 1.8rem; }
.kind { background: #f0f0f0; border-left: .4rem solid #555; padding: .5rem .8rem; }
.kind.statutory { border-color: #9c0000; } .kind.significant { border-color: #8a5a00; } .kind.strength { border-color: #0a6b2d; }
li { margin: .5rem 0; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #ccc; }
@media print { body { margin: 0; max-width: none; } a { color: inherit; } }
"""
_FIELD = re.compile(r"\{\w+\.(\w+)\}")
_BASIS = {"to_be_confirmed": "Reference to be confirmed by a lawyer.", "practice": "Practice, not law.", "verified": ""}


def rule_pages(book: Rulebook) -> dict[str, str]:
    """File name to page: index.html and one for each rule. The rulebook must have been loaded with its examples."""
    pages = {"index.html": _index(book)}
    return pages | {f"{rule.id}.html": _page(book, rule) for rule in book.rules.values()}


def blanks(message: str) -> str:
    """A rule's message with a blank for each field that a plan fills: "[vague terms]"."""
    return _FIELD.sub(lambda field: f"[{field[1].replace('_', ' ')}]", message)


def _html(title: str, body: str) -> str:
    return (f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>{body}</main></body></html>\n")


def _kind(rule: Rule) -> str:
    return "strength" if rule.strength else rule.severity


def _index(book: Rulebook) -> str:
    packs = "; ".join(f"{p.name} {p.version}, law as at {p.law_as_at}, {p.jurisdiction}" for p in book.packs)
    rows = "".join(f'<tr><th scope="row"><a href="{r.id}.html">{r.id}</a></th><td>{escape(r.title)}</td><td>{_kind(r)}</td>'
                   f"<td>{', '.join(r.sections)}</td></tr>" for r in book.rules.values())
    off = "".join(f"<li>{rule}: {escape(reason)}</li>" for rule, reason in book.off.items())
    return _html("Rules for EHC plans", f"<h1>Rules for Education, Health and Care Plans</h1><p>{escape(packs)}</p><table><thead><tr>"
                 '<th scope="col">Rule</th><th scope="col">Title</th><th scope="col">Kind</th><th scope="col">Sections</th></tr></thead>'
                 f"<tbody>{rows}</tbody></table>" + (f"<h2>Switched off</h2><ul>{off}</ul>" if off else ""))


def _page(book: Rulebook, rule: Rule) -> str:
    where = f"Section {', '.join(rule.sections)}" if rule.sections else "An advice report" if about_advice(rule) else "The whole plan"
    parts = [
        '<p><a href="index.html">All rules</a></p>', f"<h1>{rule.id}: {escape(rule.title)}</h1>",
        f'<p class="kind {_kind(rule)}">{_kind(rule).capitalize()}. {where}. Confidence: {rule.confidence}. '
        f"For: {', '.join(a.replace('_', ' ') for a in rule.audience)}.</p>",
        f"<h2>What it says</h2><p>{escape(blanks(rule.message))}</p>",
        f"<h2>How to put it right</h2><p>{escape(blanks(rule.advice))}</p>" if rule.advice else "",
        f"<h2>Why</h2><ul>{''.join(_references(book, rule))}</ul><p>{_BASIS[rule.basis]}</p>",
        *_examples(rule),
    ]
    return _html(f"{rule.id}: {rule.title}", "".join(parts))


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

"""Read the entries of section K: title, author, role, service, date, attached."""

from __future__ import annotations

import re

from qa_engine.language.dates import find_dates, parse_date
from qa_engine.model.plan import Advice, Item
from qa_engine.structure.drafts import Draft

_AUTHOR = re.compile(r"\b(?:from|by|written by|author:?|provided by|completed by)\s+", re.IGNORECASE)
_TITLED = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sister|Rev)\b\.?\s")
_PERSON = re.compile(r"^[A-Z][\w'’.-]+(?:\s+(?:and|&|with|[A-Z][\w'’.-]*)){1,5}$")
_TAIL = re.compile(r"[\s,;:(–-]*(?:dated?|date of report|received|written|on|report dated)?[\s:(]*$", re.IGNORECASE)
_YES = re.compile(r"\b(?:yes|attached|enclosed|appended|included)\b|☒|✓", re.IGNORECASE)
_NO = re.compile(r"\bno\b|\bnot\b|☐", re.IGNORECASE)
_COMMA = re.compile(r"\s*(?:,|;|\s[–—-]\s|\|)\s*")


def entries(items: list[tuple[Item, Draft]]) -> tuple[Advice, ...]:
    """One entry for each item of kind advice."""
    return tuple(_of_columns(i) if i.columns else _of_text(i.id, i.text) for i, _ in items if i.kind == "advice")


def _of_columns(item: Item) -> Advice:
    title, author = item.column("title"), item.column("author")
    role, service = item.column("role"), item.column("service")
    if not title and author and not role:
        return _of_text(item.id, item.text)
    name, rest = _person(author)
    role, service = _role_and_service(role or rest, service)
    when = parse_date(item.column("date")) or parse_date(item.column("attached")) or parse_date(item.column("when")) or parse_date(title)
    return Advice(item.id, title, name, role, service, when, _attached(item.column("attached")))


def _of_text(name: str, text: str) -> Advice:
    found = find_dates(text)
    when = next((m for m in found if m.date), None)
    body = _TAIL.sub("", text[:when.start]) if when else text.strip(" .")
    cut = _AUTHOR.search(body)
    title, who = (body[:cut.start()], body[cut.end():]) if cut else _first(body)
    author, rest = _person(who)
    role, service = _role_and_service(rest, "")
    return Advice(name, title.strip(" ,;:–-"), author, role, service, when.date if when else None, None)


def _first(body: str) -> tuple[str, str]:
    parts = _COMMA.split(body, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def _person(text: str) -> tuple[str, str]:
    """Name at the head of an author's cell, and what follows it: role and service."""
    parts = _COMMA.split(text.strip(), maxsplit=1)
    head = parts[0].strip()
    if len(parts) > 1 and (_TITLED.match(head) or _PERSON.match(head) or len(head.split()) <= 4):
        return head, parts[1].strip()
    bracket = re.match(r"^([^()]+)\(([^()]+)\)$", text.strip())
    return (bracket[1].strip(), bracket[2].strip()) if bracket else (text.strip(), "")


def _role_and_service(role: str, service: str) -> tuple[str, str]:
    if role and not service:
        parts = _COMMA.split(role, maxsplit=1)
        return parts[0], parts[1] if len(parts) > 1 else ""
    return role, service


def _attached(text: str) -> bool | None:
    if _NO.search(text) and _YES.search(text):
        return None
    return True if _YES.search(text) else False if _NO.search(text) else None

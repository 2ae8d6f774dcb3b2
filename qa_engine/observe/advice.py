"""Observe section K: each entry's kind and age, and the kinds of advice under regulation 6(1) that are not listed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from qa_engine.language.lexicon import Hit, Text
from qa_engine.model.plan import Advice, Item
from qa_engine.observe.context import Context
from qa_engine.observe.dates_of_views import latest_day, months_between, over_a_year
from qa_engine.observe.services import service_of
from qa_engine.vocabulary import AdviceFact

FAMILY = "parent or young person"
REQUIRED = (FAMILY, "education", "health", "educational psychology", "social care")
_KINDS = {
    "adviser_family": FAMILY, "adviser_education": "education", "adviser_psychology": "educational psychology",
    "adviser_health": "health", "adviser_therapy": "therapy", "adviser_care": "social care", "adviser_sensory": "sensory",
    "adviser_adulthood": "preparation for adulthood",
}
_COUNTS_AS = {"therapy": "health", "sensory": "education"}
_ASSESSMENT = re.compile(r"\beducation,? health,? (?:and|&) (?:social )?care\b|\bEHC\b|\bEHCNA\b", re.IGNORECASE)
_TAG, _NUMBER = re.compile(r"[(\[]([^()\[\]]*\bK\s?\d[^()\[\]]*)[)\]]"), re.compile(r"\bK\s?(\d{1,2})\b")
_SHORT = 140


@dataclass(frozen=True, slots=True)
class _Entry:
    item: str
    parts: tuple[str, ...]
    date: date | None
    named: bool

    @property
    def words(self) -> str:
        return ", ".join(p for p in self.parts if p)

    @property
    def telling(self) -> tuple[str, ...]:
        """The parts that tell the service: the role most, then the title, then the body."""
        title, role, service = (*self.parts, "", "")[:3]
        return role, title, service


def observe_advice(context: Context) -> tuple[AdviceFact, ...]:
    """A fact for each entry of K in order, then one with `listed` false for each required kind that no entry gives."""
    entries = _entries(context)
    kinds = [kinds_of(context, e.parts) for e in entries]
    cited, numbered = _cited(context), _numbered(context)
    listed = [_fact(context, e, k, e.item in numbered or not cited.isdisjoint(k)) for e, k in zip(entries, kinds, strict=True)]
    given = {_COUNTS_AS.get(kind, kind) for found in kinds for kind in found}
    return (*listed, *(AdviceFact(kind, listed=False, cited=kind in cited) for kind in REQUIRED if kind not in given))


def advice_missing(facts: tuple[AdviceFact, ...]) -> tuple[str, ...]:
    """Names of the required kinds of advice that K does not list; a logged "no reply" is listed."""
    return tuple(f.adviser for f in facts if not f.listed)


def advice_stale(facts: tuple[AdviceFact, ...]) -> tuple[str, ...]:
    """Titles of the entries dated more than twelve months before the issue date."""
    return tuple(f.words for f in facts if f.stale)


def kinds_of(context: Context, parts: tuple[str, ...]) -> list[str]:
    """Kinds of adviser in an entry's title and role; where these tell nothing, in its service, then its author."""
    title, role, service, author = (*parts, "", "", "")[:4]
    for words in (f"{title}; {role}", service, author):
        found = _kinds(context.lexicon.part("adviser_").read(_ASSESSMENT.sub(" ", words)))
        if found:
            return found
    return []


def _kinds(text: Text) -> list[str]:
    kept: list[Hit] = []
    for hit in sorted(text.of(*_KINDS), key=lambda h: (h.first - h.last, h.first)):
        if not any(k.first <= hit.first <= k.last or k.first <= hit.last <= k.last for k in kept):
            kept.append(hit)
    return list(dict.fromkeys(_KINDS[h.name] for h in sorted(kept, key=lambda h: h.first)))


def _entries(context: Context) -> list[_Entry]:
    entries = [_from_advice(a) for a in context.plan.advice]
    known = {e.item for e in entries}
    for item in context.plan.sections["K"].items:
        if item.id not in known and (item.kind == "advice" or _one_reply(context, item)):
            entries.append(_Entry(item.id, (item.text,), latest_day(item.text), False))
    return entries


def _one_reply(context: Context, item: Item) -> bool:
    # "Social care: no reply received" is an entry; a sentence that introduces the whole list is none.
    return item.kind in ("other", "nil") and len(kinds_of(context, (item.text,))) == 1


def _from_advice(advice: Advice) -> _Entry:
    return _Entry(advice.item, (advice.title, advice.role, advice.service, advice.author), advice.date, bool(advice.author.strip()))


def _fact(context: Context, entry: _Entry, kinds: list[str], cited: bool) -> AdviceFact:
    issue = context.plan.particulars.issue_date
    own = next((i.text for i in context.plan.sections["K"].items if i.id == entry.item), "")
    day = entry.date or latest_day(own or entry.words)
    return AdviceFact(
        adviser=kinds[0] if kinds else "other", words=(entry.parts[0] or entry.words or own)[:_SHORT], item=entry.item,
        dated=day is not None, named=entry.named, months_old=months_between(day, issue) if issue and day else None,
        stale=bool(issue and day and over_a_year(day, issue)), after_issue=bool(issue and day and day > issue),
        no_reply=context.lexicon.part("adviser_").read(own or entry.words).has("adviser_silent"),
        cited=cited, contributor=service_of(context.lexicon, entry.telling))


def _numbered(context: Context) -> set[str]:
    """Ids of the entries that B to H name by number in brackets: "(K2)", "(K1, K4)"."""
    items = context.plan.items("B", "C", "D", "E", "F", "G", "H1", "H2")
    tags = (tag for item in items for tag in _TAG.findall(item.text))
    return {f"K{number}" for tag in tags for number in _NUMBER.findall(tag)}


def _cited(context: Context) -> set[str]:
    # Source tags and names of roles in B to H show which advice was used.
    lists = {name.replace("adviser_", "cited_"): kind for name, kind in _KINDS.items()}
    items = context.plan.items("B", "C", "D", "E", "F", "G", "H1", "H2")
    return {lists[name] for item in items for name in context.text(item).hits.keys() & lists.keys()}

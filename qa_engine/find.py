"""Facts to findings: the rules of a rulebook over one plan's facts, each firing put into words with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa_engine.inference import Firing, Inference
from qa_engine.model.audit import Confidence, Finding, Fired
from qa_engine.model.document import Place
from qa_engine.model.plan import SECTIONS, Plan
from qa_engine.rulebook import Rule, Rulebook
from qa_engine.rulebook.conditions import placeholders
from qa_engine.vocabulary import Fact, as_fields

_QUOTED = ("need", "outcome", "provision", "phrase", "advice")  # kinds whose words stand in one place
_CERTAIN: dict[Confidence, int] = {"high": 2, "likely": 1, "possible": 0}


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of a plan in order of section, item and rule, and for each the rule and facts that made it."""

    findings: tuple[Finding, ...]
    trace: tuple[Fired, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A firing on the way to being a finding."""

    rule: Rule
    facts: dict[str, Mapping[str, Any]]
    section: str | None
    item: str | None
    words: str
    quote: str

    @property
    def same(self) -> tuple[str, str | None, str | None, str]:
        return self.rule.id, self.section, self.item, self.words


class Finder:
    """The rules made ready once for all the plans of a process; belongs to one thread."""

    def __init__(self, rulebook: Rulebook):
        self.rulebook = rulebook
        self._engine = Inference(rulebook.patterns())
        self._order = {rule: n for n, rule in enumerate(rulebook.rules)}
        self._cited = {rule.id: rulebook.cited(rule) for rule in rulebook.rules.values()}

    def find(self, facts: Sequence[Fact], plan: Plan) -> Found:
        """Every finding on this plan. Firings that say the same of the same words are one finding."""
        given = [as_fields(fact) for fact in facts]
        drafts = [self._draft(firing, given) for firing in self._engine.evaluate(given)]
        single = {draft.same: draft for draft in reversed(drafts)}
        places = _Places(plan)
        ordered = sorted(single.values(), key=lambda d: (*places.rank(d.section, d.item), self._order[d.rule.id], d.quote))
        numbers: Counter[str] = Counter()
        pairs = [self._pair(draft, places, numbers) for draft in ordered]
        return Found(tuple(finding for finding, _ in pairs), tuple(fired for _, fired in pairs))

    def _draft(self, firing: Firing, given: Sequence[Mapping[str, Any]]) -> _Draft:
        rule = self.rulebook.rules[firing.rule]
        facts = {alias: given[at] for alias, at in firing.facts.items()}
        evidence = facts[next(iter(rule.when))]
        item, words = (evidence["item"], evidence["words"]) if evidence["kind"] in _QUOTED else ("", "")
        quoted, _, field = (rule.quote or "").partition(".")
        # An absence points at the section that the rule is about.
        section = evidence["section"] or (rule.sections[0] if rule.sections else None)
        return _Draft(rule, facts, section, item or None, words, _text(facts[quoted][field]) if quoted else words)

    def _pair(self, draft: _Draft, places: _Places, numbers: Counter[str]) -> tuple[Finding, Fired]:
        rule = draft.rule
        numbers[rule.id] += 1
        finding = Finding(
            id=f"{rule.id}.{numbers[rule.id]}", rule=rule.id, title=rule.title, area=rule.area, section=draft.section, item=draft.item,
            severity=rule.severity, strength=rule.strength, quote=draft.quote, where=places.where(draft.section, draft.item),
            message=_filled(rule.message, draft.facts), advice=_filled(rule.advice, draft.facts), references=self._cited[rule.id],
            confidence=_confidence(rule.confidence, draft.facts), audience=tuple(rule.audience))
        shown = {alias: _shown(rule, alias, fact) for alias, fact in draft.facts.items()}
        return finding, Fired(rule=rule.id, finding=finding.id, facts=shown)


class _Places:
    """Where sections and items stand, in order and in words."""

    def __init__(self, plan: Plan):
        self._plan = plan
        self._items = {item.id: (n, item) for n, item in enumerate(plan.items())}

    def rank(self, section: str | None, item: str | None) -> tuple[int, int]:
        """Whole plan first, then sections in order; the section before its items."""
        return SECTIONS.index(section) if section in SECTIONS else -1, self._items[item][0] if item in self._items else -1

    def where(self, section: str | None, item: str | None) -> str:
        """The place in words: "Section F, item F12 (table 4, row 3)"."""
        if item in self._items:
            known = self._items[item][1]
            return f"Section {known.section}, item {item}{_printed(known.places)}"
        if section in SECTIONS:
            return f"Section {section}{_printed(self._plan.sections[section].places)}"
        return "The whole plan"


def _printed(places: tuple[Place, ...]) -> str:
    place = places[0] if places else None
    if place is None:
        return ""
    return f" ({place.spot or f'paragraph {place.paragraph + 1}'})"


def _filled(text: str, facts: Mapping[str, Mapping[str, Any]]) -> str:
    for name in placeholders(text):
        alias, _, field = name.partition(".")
        text = text.replace(f"{{{name}}}", _text(facts[alias][field]))
    return text


def _text(value: Any) -> str:
    """A field's value for people: lists joined by commas, names of slots with spaces."""
    if isinstance(value, tuple):
        return ", ".join(_text(part) for part in value)
    return str(value).replace("how_", "how ") if value is not None else "not known"


def _confidence(rule: Confidence, facts: Mapping[str, Mapping[str, Any]]) -> Confidence:
    told: list[Confidence] = [rule, *(fact["confidence"] for fact in facts.values() if fact.get("confidence") in _CERTAIN)]
    return min(told, key=lambda word: _CERTAIN[word])


def _shown(rule: Rule, alias: str, fact: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a fact that the rule asks about, and where the fact stands."""
    asked = {"kind", "section", "item", *rule.when[alias], *(field for more in rule.any_of for field in more.get(alias, ()))}
    return {field: list(value) if isinstance(value, tuple) else value for field, value in fact.items() if field in asked}

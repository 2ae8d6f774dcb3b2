"""An example of a rule to a `Plan`: sections by letter, a few facts about the child and the plan, and nothing else.

A section is a text, a list of texts, or names with texts: a kind of item (`nil`, `strength`, `need`, `step`, ...) or else a heading.
A text may be a mapping with `text` and some of `area`, `when`, `label`, `serves`. An entry of K may be a mapping with title, author, role,
service, date. A section that is not named stands there with its letter and nothing under it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from qa_engine.errors import RuleError
from qa_engine.model.document import Hazards
from qa_engine.model.plan import SECTIONS, Advice, Item, Particulars, Plan, Section, Subject

KINDS = {"A": "view", "B": "need", "C": "need", "D": "need", "E": "outcome", "F": "provision", "G": "provision", "H1": "provision",
         "H2": "provision", "I": "placement", "J": "budget", "K": "advice"}
_NAMED = {"view", "strength", "need", "outcome", "step", "provision", "nil", "other"}
_SUBJECT = {"child": "name", "known_as": "known_as", "born": "dob", "year": "year", "computed_year": "computed_year", "age": "age",
            "pronouns": "pronouns", "other_names": "other_names", "in_care": "in_care", "social_care_status": "social_care_status"}
_PARTICULARS = {"authority", "status", "issue_date", "review_due", "first_issue", "setting", "officer", "signed"}
_DATES = {"born", "issue_date", "review_due", "first_issue"}
KEYS: dict[str, str] = {
    "name": "what the example shows, in a few words", "quotes": "words that the finding must quote",
    "item": "the item that the finding must name", "state": "draft, final, amended final, amendment notice, working document, unknown",
    **{letter: f"section {letter}: text, list, or names with texts" for letter in SECTIONS},
    **{key: f"of the child: {field}" for key, field in _SUBJECT.items()}, **{key: f"of the plan: {key}" for key in sorted(_PARTICULARS)},
    "missing": "letters of sections that are not there", "merged": "letters printed as one heading, such as H",
    "residue": "template text left in", "tracked_changes": "how many tracked changes", "comments": "how many comments",
}


def plan_of(example: Mapping[str, Any], at: str = "example") -> Plan:
    """The plan that an example stands for. Raises RuleError for a key that examples do not have; `at` names the rule."""
    unknown = [key for key in example if key not in KEYS]
    if unknown:
        raise RuleError(f"{at}: an example has no {unknown[0]!r}; it has {', '.join(KEYS)}")
    facts = {key: _dated(key, value, at) for key, value in example.items()}
    sections = {letter: _section(letter, facts, at) for letter in SECTIONS}
    return Plan(
        name="example", sha256="0" * 64, state=facts.get("state", "draft"), subject=_subject(facts),
        particulars=Particulars(**{key: facts[key] for key in _PARTICULARS & facts.keys()}), sections=sections,
        merged=tuple(facts.get("merged", ())), advice=tuple(_advice(facts.get("K"), sections["K"], at)),
        residue=tuple((text, "", "") for text in facts.get("residue", ())),
        hazards=Hazards(insertions=facts.get("tracked_changes", 0), comments=facts.get("comments", 0)),
    )


def _dated(key: str, value: Any, at: str) -> Any:
    if key not in _DATES or value is None:
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise RuleError(f"{at}: {key}: {value!r} is no date; write it as 2026-05-31") from None


def _subject(facts: Mapping[str, Any]) -> Subject:
    given = {field: facts[key] for key, field in _SUBJECT.items() if key in facts}
    given.setdefault("name", "Robin Ashdown")
    if given.get("year") is not None:
        given.setdefault("age", given["year"] + 5)  # within the school year in which the child turns this
        given.setdefault("year_group", str(given["year"]))
    if "other_names" in given:
        given["other_names"] = tuple(given["other_names"])
    return Subject(**given)


def _section(letter: str, facts: Mapping[str, Any], at: str) -> Section:
    if letter in facts.get("missing", ()):
        return Section(letter)
    if letter == "H2" and "H" in facts.get("merged", ()):
        return Section(letter)
    items = tuple(_numbered(letter, _items(letter, facts.get(letter), at)))
    nil = bool(items) and all(item["kind"] == "nil" for item in items)
    status = "explicit_none" if nil else "content" if items else "blank"
    return Section(letter, status, True, (), tuple(Item(**item) for item in items))


def _numbered(letter: str, items: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for n, item in enumerate(items, 1):
        yield {"id": f"{letter}{n}", "section": letter, **item}


def _items(letter: str, value: Any, at: str) -> Iterator[dict[str, Any]]:
    if isinstance(value, Mapping) and "text" not in value and letter != "K":
        for name, texts in value.items():
            for text in texts if isinstance(texts, list) else [texts]:
                yield _item(letter, text, at, **({"kind": name} if name in _NAMED else {"headings": (name,)}))
    else:
        for text in value if isinstance(value, list) else [value] if value else []:
            yield _item(letter, text, at)


def _item(letter: str, value: Any, at: str, **given: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": KINDS[letter], **given}
    if letter == "K" and isinstance(value, Mapping):
        return {**made, "text": " ".join(str(part) for part in value.values())}
    if not isinstance(value, Mapping):
        return {**made, "text": " ".join(str(value).split())}
    if set(value) - {"text", "area", "when", "label", "serves"}:
        raise RuleError(f"{at}: section {letter}: write text, with some of area, when, label and serves")
    columns = (("when", str(value["when"])),) if "when" in value else ()
    headings = (*made.get("headings", ()), *([value["area"]] if "area" in value else []))
    return {**made, "text": " ".join(str(value["text"]).split()), "area": value.get("area"), "headings": headings, "columns": columns,
            "label": str(value.get("label", "")), "serves": tuple(value.get("serves", ()))}


def _advice(value: Any, section: Section, at: str) -> Iterator[Advice]:
    entries = value if isinstance(value, list) else [value] if value else []
    known = {f.name for f in fields(Advice)}
    for item, entry in zip(section.items, entries, strict=False):
        if item.kind != "advice":
            continue
        given: dict[str, Any] = dict(entry) if isinstance(entry, Mapping) else {"title": item.text}
        if set(given) - known:
            raise RuleError(f"{at}: section K: write some of {', '.join(sorted(known - {'item'}))}")
        if given.get("date") is not None:
            given["date"] = date.fromisoformat(str(given["date"]))
        yield Advice(item=item.id, **given)

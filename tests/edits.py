"""Plants edits in a sample plan and says what a perfect comparison would find: the new content, and a truth for each edit."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from qa_engine.model.plan import Plan
from qa_engine.read import read
from qa_engine.structure import structure
from tests.conftest import SAMPLES
from tests.plan_of import lexicon
from tests.templates import render

Content = dict[str, Any]
_FILE = Path(__file__).parent / "compare_edits.yaml"


@dataclass(frozen=True, slots=True)
class Truth:
    """One planted edit: its kind, the section it began in, and the words before and after (empty where there are none)."""

    kind: str
    section: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Review:
    """An old and a new version of a plan, in their layouts, with the edits that part them."""

    plan: str
    group: str
    layouts: tuple[str, str]
    old: Content
    new: Content
    truths: tuple[Truth, ...]


@cache
def reviews(group: str) -> tuple[Review, ...]:
    """Every review of a set: tuned, held, fresh, last or final."""
    made = [_review(raw) for raw in yaml.safe_load(_FILE.read_text(encoding="utf-8")) if raw["set"] == group]
    return tuple(made)


def plan_in(content: Content, layout: str, folder: Path, name: str = "plan") -> Plan:
    """The content printed in a layout and read back from the Word file."""
    path = folder / f"{name}.docx"
    path.write_bytes(render(content, layout)[0])
    return structure(read(path), lexicon())


def sample(name: str) -> Content:
    """The content of a sample plan, without what only its own template prints."""
    raw: Content = yaml.safe_load((SAMPLES / "content" / f"{name}.yaml").read_text(encoding="utf-8"))
    raw["rendering"] = {key: value for key, value in raw["rendering"].items() if key == "omit"}
    return raw


def a_year_later(content: Content) -> Content:
    """The same content, issued a year later."""
    later = copy.deepcopy(content)
    issued: date = later["plan"]["issue_date"]
    later["plan"] |= {"issue_date": issued.replace(year=issued.year + 1)}
    return later


def _review(raw: Content) -> Review:
    old = sample(raw["plan"])
    new = a_year_later(old)
    truths = tuple(_plant(new, edit) for edit in raw["edits"])
    return Review(raw["plan"], raw["set"], (raw["layouts"][0], raw["layouts"][1]), old, new, truths)


def _plant(content: Content, edit: Content) -> Truth:
    kind = edit["kind"]
    if kind == "added":
        place, at = _find(content, edit["after"])
        place.insert(at + 1, {"id": f"{edit['after']}-new", "needs": [], "outcomes": [], "text": edit["text"]})
        return Truth(kind, _section(edit["after"]), "", edit["text"])
    place, at = _find(content, edit["at"])
    old = place[at]["text"]
    if kind == "removed":
        del place[at]
        return Truth(kind, _section(edit["at"]), old, "")
    if kind == "moved":
        _target(content, edit["to"]).append({"needs": [], "outcomes": [], **place.pop(at)})
        return Truth(kind, _section(edit["at"]), old, old)
    place[at] = {**place[at], "text": edit["text"]}
    return Truth(kind, _section(edit["at"]), old, edit["text"])


def _section(item: str) -> str:
    return item.split("-")[0] if item.startswith("H") else item[0]


def _find(content: Content, item: str) -> tuple[list[Content], int]:
    for place in _places(content, _section(item)):
        for at, entry in enumerate(place):
            if entry["id"] == item:
                return place, at
    raise KeyError(item)


def _places(content: Content, letter: str) -> list[list[Content]]:
    body = content[letter]
    if letter in "BF":
        return [block["needs" if letter == "B" else "items"] for block in body]
    return [body.get(name) or [] for name in ("needs", "outcomes", "items")]


def _target(content: Content, to: str) -> list[Content]:
    letter, _, area = to.partition("/")
    inside = "needs" if letter in "BCD" else "items"
    body = content[letter]
    if area:
        body = next(block for block in body if block["area"] == area)
    target: list[Content] = body[inside]
    return target



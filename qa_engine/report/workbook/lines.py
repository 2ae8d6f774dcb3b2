"""Provision line by line out of a record's JSON: the text as the record has it, what is said, what is missing, which need it serves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa_engine.model.plan import PROVISION
from qa_engine.report.word.tables import FLAGS, NEEDED, SLOTS


@dataclass(frozen=True, slots=True)
class Line:
    """One provision of F, G, H1 or H2. `slots` is by the keys of `SLOTS`, None where it was not asked; `missing` and `open_words` are in
    words; `needs` are item ids; `advice` says what became of advice that it was traced to, where advice was given."""

    section: str
    item: str
    text: str
    specific: bool | None
    slots: Mapping[str, bool | None]
    missing: tuple[str, ...]
    open_words: tuple[str, ...]
    flags: tuple[str, ...]
    needs: tuple[str, ...]
    advice: tuple[str, ...]


def provision_lines(record: bytes) -> Iterator[Line]:
    """The lines of a record that the store keeps, in the plan's order."""
    data = json.loads(record)
    needs = _needs(data.get("thread", ()))
    advice = _advice(data.get("advice_trace", ()))
    for letter in PROVISION:
        for item in data["sections"].get(letter, {}).get("items", ()):
            if item["kind"] == "provision":
                yield _line(letter, item, needs.get(item["id"], ()), advice.get(item["id"], ()))


def _line(letter: str, item: Mapping[str, Any], needs: Sequence[str], advice: Sequence[str]) -> Line:
    seen = item["observed"]
    missing = tuple(SLOTS[s].lower() for s in NEEDED if seen.get(s) is False) if seen.get("specific") is False else ()
    return Line(letter, item["id"], item["text"], seen.get("specific"), {slot: seen.get(slot) for slot in SLOTS}, missing,
                tuple(seen.get("vague_terms") or ()), tuple(words for key, words in FLAGS.items() if seen.get(key) is True),
                tuple(needs), tuple(advice))


def _needs(thread: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in thread:
        for item in row["provision"]:
            found.setdefault(item, []).append(row["need"])
    return found


def _advice(trace: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in trace:
        if row.get("item"):
            told = found.setdefault(row["item"], [])
            if row["fate"] not in told:
                told.append(row["fate"])
    return found

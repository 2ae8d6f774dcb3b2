"""Signs of another child in a plan, as the rules found them: a name or pronoun that is not this child's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from qa_engine.language.words import words

RULES: dict[str, Literal["name", "pronoun"]] = {"WP-07b": "name", "WP-07c": "pronoun"}


@dataclass(frozen=True, slots=True)
class Sign:
    """A word in an item that is not of this child, in lower case."""

    section: str
    item: str
    word: str
    kind: Literal["name", "pronoun"]


def signs(record: Mapping[str, Any]) -> list[Sign]:
    """Names and pronouns of another child in this record's findings."""
    return [Sign(f["section"] or "", f["item"], _bare(f["quote"].lower()), RULES[f["rule"]])
            for f in record.get("findings", ()) if f["rule"] in RULES and f["item"] and f["quote"]]


def holds(text: str, sign: Sign) -> bool:
    """Whether the word stands in this text."""
    return sign.word in {_bare(w.lower) for w in words(text)}


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("\u2019s")

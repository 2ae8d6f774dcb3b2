"""The JSON schema of a file of rules, for editors: made from the models and the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from qa_engine.model.plan import SECTIONS
from qa_engine.rulebook.conditions import Vocabulary, vocabulary
from qa_engine.rulebook.examples import KEYS
from qa_engine.rulebook.model import Rule

_VALUES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"}, "number": {"type": "integer"}, "yes or no": {"type": "boolean"}, "list": {"type": "string"},
}
_TESTS = {"text": ("not",), "number": ("not", "at_least", "at_most", "over", "under"), "yes or no": (), "list": ("has",)}


def rule_schema(words: Vocabulary | None = None, examples: Sequence[Mapping[str, str]] = (KEYS,)) -> dict[str, Any]:
    """The schema of rules that ask about kinds and fields of `words` (of plans, if none are given).

    `examples` names the keys of each form that an example may have, with what they say.
    """
    words = vocabulary() if words is None else words
    schema = TypeAdapter(list[Rule]).json_schema(by_alias=True)
    definitions = schema["$defs"]
    definitions |= {f"{type_} field": _field(type_) for type_ in _VALUES}
    definitions |= {kind: _condition(kind, fields) for kind, fields in words.items()}
    for part in ("when", "unless"):
        definitions["Rule"]["properties"][part]["additionalProperties"] = {"anyOf": [_ref(kind) for kind in words]}
    definitions["Example"] = {"anyOf": [_example(keys) for keys in examples]} if len(examples) > 1 else _example(examples[0])
    for group in ("fail", "pass"):
        definitions["Examples"]["properties"][group]["items"] = _ref("Example")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A file of rules", **schema}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def _condition(kind: str, fields: Mapping[str, str]) -> dict[str, Any]:
    properties = {field: _ref(f"{type_} field") for field, type_ in fields.items()}
    return {"type": "object", "properties": {"kind": {"const": kind}, **properties}, "required": ["kind"], "additionalProperties": False}


def _field(type_: str) -> dict[str, Any]:
    """A plain value (of a list there is none), or tests that fit the type."""
    value = _VALUES[type_]
    tests: dict[str, Any] = dict.fromkeys(_TESTS[type_], value) | {"known": {"type": "boolean"}}
    if "not" in tests:
        tests["not"] = {"anyOf": [value, {"type": "array", "items": value}]}
    if type_ in ("text", "number"):
        tests["same_as"] = {"type": "string", "pattern": r"^\w+\.\w+$"}
    told = {"type": "object", "properties": tests, "additionalProperties": False, "minProperties": 1}
    return told if type_ == "list" else {"anyOf": [value, told]}


def _example(keys: Mapping[str, str]) -> dict[str, Any]:
    sections = {"type": ["string", "array", "object", "null"]}
    properties = {key: {"description": says, **(sections if key in SECTIONS else {})} for key, says in keys.items()}
    required = ["name", *(["report"] if "report" in keys else [])]
    return {"type": "object", "properties": properties, "additionalProperties": False, "required": required}

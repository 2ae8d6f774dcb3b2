"""What a condition may say: kinds and fields of the vocabulary, operators that fit a field's type, aliases that are bound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from functools import cache
from typing import Any, get_type_hints

from qa_engine.model.pattern import LIMIT, OPERATORS, Pattern
from qa_engine.vocabulary import KINDS

Vocabulary = Mapping[str, Mapping[str, str]]
Conditions = Mapping[str, Mapping[str, Any]]

_FITS = {  # operator to the types of field that it fits
    "not": ("text", "number"), "at_least": ("number",), "at_most": ("number",), "over": ("number",), "under": ("number",),
    "has": ("list",), "known": ("text", "number", "list", "yes or no"), "same_as": ("text", "number"),
}
_IS = {"text": str, "number": int, "yes or no": bool}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@cache
def vocabulary() -> Vocabulary:
    """Kind to field to type (text, number, yes or no, list), from the dataclasses of the vocabulary."""
    return vocabulary_of(KINDS)


def vocabulary_of(kinds: Mapping[str, type]) -> Vocabulary:
    """The same for other kinds of fact, such as those of judgement rules."""
    return {kind: _types(cls) for kind, cls in kinds.items()}


def _types(cls: type) -> dict[str, str]:
    hints = get_type_hints(cls)
    return {f.name: _type(str(hints[f.name])) for f in fields(cls)}


def _type(hint: str) -> str:
    names = {"tuple": "list", "bool": "yes or no", "int": "number"}
    return next((name for part, name in names.items() if part in hint), "text")


def patterns(when: Conditions, any_of: Sequence[Conditions], unless: Conditions) -> list[Pattern]:
    """The alternatives written out: for each entry of `any_of`, `when` with its further tests."""
    return [Pattern({alias: {**tests, **more.get(alias, {})} for alias, tests in when.items()}, unless) for more in any_of or [{}]]


def mistakes(when: Conditions, any_of: Sequence[Conditions], unless: Conditions, words: Vocabulary) -> Iterator[str]:
    """Each thing wrong with these conditions, as "field: what is wrong; what it should be"."""
    if len(when) + len(unless) > LIMIT:
        yield f"when: there are {len(when) + len(unless)} conditions; write at most {LIMIT}"
    bound: dict[str, str] = {}
    for part, conditions in (("when", when), ("unless", unless)):
        for alias, condition in conditions.items():
            yield from _in_condition(f"{part}.{alias}", condition, bound, words)
            if part == "when":
                bound[alias] = str(condition.get("kind"))
    for alias in sorted(set(when) & set(unless)):
        yield f"unless.{alias}: the name is used under when too; give it another"
    for pattern in patterns(when, any_of, unless):
        yield from _idle_absences(pattern)
    for n, alternative in enumerate(any_of, 1):
        yield from _in_alternative(f"any_of {n}", alternative, when, words)


def _in_alternative(at: str, alternative: Conditions, when: Conditions, words: Vocabulary) -> Iterator[str]:
    for alias, tests in alternative.items():
        if alias not in when:
            yield f"{at}.{alias}: no such name under when; write one of {', '.join(when)}"
        elif "kind" in tests or set(tests) & set(when[alias]):
            yield f"{at}.{alias}: a field that stands under when already; test it in one place"
        else:
            yield from _in_condition(f"{at}.{alias}", {"kind": when[alias].get("kind"), **tests}, {}, words)


def _in_condition(at: str, condition: Mapping[str, Any], bound: Mapping[str, str], words: Vocabulary) -> Iterator[str]:
    kind = str(condition.get("kind", "(none)"))
    if kind not in words:
        yield f"{at}: the kind {kind!r} is unknown; write one of {', '.join(words)}"
        return
    for field, want in condition.items():
        if field != "kind":
            yield from _in_field(f"{at}.{field}", kind, field, want, bound, words)


def _in_field(at: str, kind: str, field: str, want: Any, bound: Mapping[str, str], words: Vocabulary) -> Iterator[str]:
    known = words[kind]
    if field not in known:
        yield f"{at}: a {kind} has no {field!r}; it has {', '.join(get_close_matches(field, known) or known)}"
    elif isinstance(want, Mapping):
        for operator, value in want.items():
            yield from _in_test(at, known[field], operator, value, bound, words)
        if not want:
            yield f"{at}: the test is empty; write one of {', '.join(OPERATORS)}"
    else:
        yield from _in_value(at, known[field], want)


def _in_test(at: str, type_: str, operator: str, value: Any, bound: Mapping[str, str], words: Vocabulary) -> Iterator[str]:
    if operator not in OPERATORS:
        yield f"{at}: the operator {operator!r} is unknown; write one of {', '.join(OPERATORS)}"
    elif type_ not in _FITS[operator]:
        yield f"{at}: {operator} does not fit a field that is {type_}; it fits {' or '.join(_FITS[operator])}"
    elif operator == "same_as":
        yield from _in_join(at, type_, value, bound, words)
    elif operator == "known":
        yield from _in_value(at, "yes or no", value)
    elif operator == "has":
        yield from _in_value(at, "text", value)
    else:
        for one in value if isinstance(value, list) and operator == "not" else [value]:
            yield from _in_value(at, type_, one)


def _in_value(at: str, type_: str, value: Any) -> Iterator[str]:
    if type_ == "list":
        yield f"{at}: the field is a list; write {{has: a text}} or {{known: true}}"
    elif type(value) is not _IS[type_]:
        should = {"text": "text, in quotes if need be", "number": "a whole number", "yes or no": "true or false"}[type_]
        yield f"{at}: {str(value).lower() if isinstance(value, bool) else repr(value)} is no {type_}; write {should}"
    elif value == "":
        yield f"{at}: the text is empty; write {{known: false}} for a field with nothing in it"


def _in_join(at: str, type_: str, value: Any, bound: Mapping[str, str], words: Vocabulary) -> Iterator[str]:
    alias, _, field = str(value).partition(".")
    if alias not in bound:
        yield f"{at}: {alias!r} is not named by an earlier condition; write name.field, with a name from above it"
    elif words.get(bound[alias], {}).get(field) != type_:
        yield f"{at}: {value!r} is no field that is {type_}; compare like with like"


def _idle_absences(pattern: Pattern) -> Iterator[str]:
    """`unless` looks at other facts than those of `when`, so what it denies must be denied of those under `when` too."""
    for absent, denied in pattern.unless.items():
        for alias, given in pattern.when.items():
            if denied.get("kind") == given.get("kind") and not any(_contrary(given[f], denied[f]) for f in given.keys() & denied.keys()):
                yield f"unless.{absent}: could be true of the very fact that {alias} stands for, which unless does not look at; " \
                      f"say the contrary under when.{alias} too"
                return


def _contrary(one: Any, other: Any) -> bool:
    """Whether no value can meet both tests, as far as can be told from plain values, `not`, `known` and bounds."""
    tests = [want if isinstance(want, Mapping) else {"is": want} for want in (one, other)]
    for first, second in (tests, tests[::-1]):
        refused = second.get("not")
        if "is" in first and first["is"] in (refused if isinstance(refused, list) else [refused]):
            return True
        if "is" in first and (second.get("known") is False or second.get("is", first["is"]) != first["is"]):
            return True
        if first.get("known") is True and second.get("known") is False:
            return True
    bounds = [_bounds(test) for test in tests]
    return max(low for low, _ in bounds) > min(high for _, high in bounds)


def _bounds(test: Mapping[str, Any]) -> tuple[float, float]:
    """The least and greatest number that a test lets through."""
    plain = test.get("is")
    number = plain if isinstance(plain, int) and not isinstance(plain, bool) else None
    low = [number, test.get("at_least"), test["over"] + 1 if isinstance(test.get("over"), int) else None]
    high = [number, test.get("at_most"), test["under"] - 1 if isinstance(test.get("under"), int) else None]
    return max((n for n in low if n is not None), default=float("-inf")), min((n for n in high if n is not None), default=float("inf"))


def placeholders(text: str) -> list[str]:
    """The names in curly brackets of a message, as written."""
    return _PLACEHOLDER.findall(text)


def unbound(text: str, when: Conditions, words: Vocabulary) -> Iterator[str]:
    """Placeholders that no field of a fact under `when` fills."""
    for name in placeholders(text):
        alias, _, field = name.partition(".")
        if field not in words.get(str(when.get(alias, {}).get("kind")), {}):
            yield f"{{{name}}} is filled by nothing; write {{name.field}} with a name under when ({', '.join(when)}) and one of its fields"

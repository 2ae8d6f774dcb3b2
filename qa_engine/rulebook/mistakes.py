"""What pydantic found wrong, in words for people who write rules."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from qa_engine.errors import RuleError

_Model = TypeVar("_Model", bound=BaseModel)


def validated(model: type[_Model], data: Any, at: str) -> _Model:
    """`data` as the model. Raises RuleError that names the place `at`, the field, what is wrong and what it should be."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise RuleError(f"{at}: {in_words(error, model)}") from None


def in_words(error: ValidationError, model: type[BaseModel]) -> str:
    """The first mistake as "field: what is wrong; what it should be"."""
    problems = error.errors(include_url=False)
    # A wrong value inside a choice of types is reported once for each type: the extra key or the missing one says most.
    problem = next((p for p in problems if p["type"] in ("extra_forbidden", "missing")), problems[0])
    return f"{_place(problem)}: {_sentence(problem, model)}"


def _place(problem: Any) -> str:
    names = [part for part in problem["loc"] if isinstance(part, int) or not part[:1].isupper() and "[" not in part]
    kept = [str(part + 1) if isinstance(part, int) else part for part in names if part not in ("bool", "int", "str")]
    return ".".join(kept) or "the file"


def _sentence(problem: Any, model: type[BaseModel]) -> str:
    context: dict[str, Any] = problem.get("ctx", {})
    kind, given = problem["type"], problem["input"]
    if kind == "missing":
        return "is missing; write it"
    if kind == "extra_forbidden":
        return f"is not known here; write one of {', '.join(_fields(problem, model))}"
    if kind == "literal_error":
        return f"{given!r} is not one of the words allowed; write {context['expected']}"
    if kind in ("string_too_short", "string_too_long", "too_short"):
        return "is too short; write more" if "short" in kind else f"is longer than {context['max_length']} characters; write less"
    if kind == "string_pattern_mismatch":
        return f"{given!r} has the wrong form; write letters, a dash and a number, such as F-04 or F-S1"
    return f"{given!r} does not fit; {_should(kind)}"


def _should(kind: str) -> str:
    kinds = {"string": "write text, in quotes if need be", "bool": "write true or false", "list": "write a list",
             "dict": "write names and values", "date": "write a date such as 2026-05-31", "model": "write names and values"}
    return next((should for part, should in kinds.items() if kind.startswith(part)), "see the rule format")


def _fields(problem: Any, model: type[BaseModel]) -> list[str]:
    """Names of the fields that the model at this place has."""
    from_model: Any = model
    for part in problem["loc"][:-1]:
        field = getattr(from_model, "model_fields", {}).get(part)
        from_model = _model_in(field.annotation) if field else from_model
    return [f.alias or name for name, f in getattr(from_model, "model_fields", {}).items()]


def _model_in(annotation: Any) -> Any:
    inner = [_model_in(a) for a in getattr(annotation, "__args__", ())]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for m in inner if m is not None), None)

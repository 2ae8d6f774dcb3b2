"""Names of child and family out of a record, for people who need not know them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from qa_engine.model.plan import Plan
from qa_engine.model.record import AuditRecord

CHILD, FAMILY = "[child]", "[family member]"


def pseudonymise(record: AuditRecord, plan: Plan) -> AuditRecord:
    """The record with the child's and family's printed names replaced everywhere, the date of birth cut to its year, and the file's name
    replaced by a case id made from its content. Names of other people in the text stay: the plan does not say who they are."""
    replace = _replacer(plan)
    data = _walk(record.model_dump(), replace)
    data["document"]["name"] = f"case-{plan.sha256[:12]}"
    if isinstance(plan.subject.dob, date):
        data["subject"]["dob"] = f"{plan.subject.dob.year}"
    return AuditRecord.model_validate(data)


def _replacer(plan: Plan) -> Callable[[str], str]:
    child = _forms([plan.subject.name, plan.subject.known_as])
    family = _forms(plan.subject.other_names) - child
    named = [*((name, FAMILY) for name in family), *((name, CHILD) for name in child)]
    known = {form: word for name, word in named for form in (name, name.upper())}
    if not known:
        return lambda text: text
    longest = sorted(known, key=len, reverse=True)
    # As written or in capitals: "Will" is a name, "will" is not.
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(n) for n in longest) + r")\b")
    return lambda text: pattern.sub(lambda m: known[m.group()], text)


def _forms(names: Iterable[str | None]) -> set[str]:
    """Whole names and each part of three letters or more."""
    whole = {n.strip() for n in names if n and n.strip()}
    return whole | {part for n in whole for part in re.split(r"[\s\-]+", n) if len(part) > 2}


def _walk(value: Any, replace: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return replace(value)
    if isinstance(value, dict):
        return {key: _walk(inner, replace) for key, inner in value.items()}
    return [_walk(inner, replace) for inner in value] if isinstance(value, list | tuple) else value

"""Names of child and family out of a record, for people who need not know them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from operator import is_
from typing import Any

from pydantic import BaseModel

from qa_engine.language.words import bag, holds
from qa_engine.model.plan import Plan
from qa_engine.model.record import AuditRecord

CHILD, FAMILY = "[child]", "[family member]"
_SHORT = 12
# Fields whose words are the rules' or the contract's own: a child called Joy Good must not change a grade.
_FIXED = bag("schema_version tool sha256 format kind state status judgement grade stability severity confidence strength rule area section "
             "item id where references audience decided_by serves served_by outcome_link provision_link")


def case_id(sha256: str) -> str:
    """What a case is called without its names: from the content of the plan's file (SHA-256), so that the same file has the same one."""
    return f"case-{sha256[:_SHORT]}"


def is_pseudonymous(name: str, sha256: str) -> bool:
    """Whether a document of this name and content had its names replaced."""
    return name == case_id(sha256)


def pseudonymise(record: AuditRecord, plan: Plan) -> AuditRecord:
    """The record with the child's and family's printed names replaced everywhere, the date of birth cut to its year, and the file's name
    replaced by a case id made from its content. Names of other people in the text stay: the plan does not say who they are."""
    clean: AuditRecord = _walk(record, _replacer(plan))
    document = clean.document.model_copy(update={"name": case_id(plan.sha256)})
    born = {"dob": f"{plan.subject.dob.year}"} if isinstance(plan.subject.dob, date) else {}
    return clean.model_copy(update={"document": document, "subject": clean.subject.model_copy(update=born)})


def without_names(data: Any, plan: Plan, fixed: frozenset[str]) -> Any:
    """Any record, dumped, with the names that this plan prints of child and family replaced; fields in `fixed` are left as they are."""
    return _walk(data, _replacer(plan), fixed)


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
    shortest = tuple(n for n in known if not any(other != n and other in n for other in known))
    return lambda text: pattern.sub(lambda m: known[m.group()], text) if holds(text, shortest) else text


def _forms(names: Iterable[str | None]) -> set[str]:
    """Whole names and each part of three letters or more."""
    whole = {n.strip() for n in names if n and n.strip()}
    return whole | {part for n in whole for part in re.split(r"[\s\-]+", n) if len(part) > 2}


def _walk(value: Any, replace: Callable[[str], str], fixed: frozenset[str] = _FIXED) -> Any:
    """The value with names replaced; the very same object where none stands in it, which spares most of a record the copying."""
    if isinstance(value, str):
        return replace(value)
    if isinstance(value, BaseModel):
        changed = _changed(value.__dict__, replace, fixed)
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, dict):
        changed = _changed(value, replace, fixed)
        return {**value, **changed} if changed else value
    if isinstance(value, list | tuple):
        inner = [_walk(one, replace, fixed) for one in value]
        same = all(map(is_, inner, value))
        return value if same else type(value)(inner)
    return value


def _changed(fields: dict[str, Any], replace: Callable[[str], str], fixed: frozenset[str]) -> dict[str, Any]:
    changed = {}
    for key, value in fields.items():
        # Nothing to look for in numbers, nor in what is empty.
        if value and value is not True and key not in fixed:
            # The fields of facts have names of their own, so any of them may hold the plan's words.
            clean = _walk(value, replace, frozenset() if key == "facts" else fixed)
            if clean is not value:
                changed[key] = clean
    return changed

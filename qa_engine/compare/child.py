"""Whether two plans are of the same child, and what else of the two files must be known before they are compared."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from qa_engine.language.words import words
from qa_engine.model.plan import Plan, Subject

# "Catherine" and "Katherine" are one name misspelt.
_ONE_NAME = 80.0


def why_another_child(old: Plan, new: Plan) -> str:
    """What tells that the plans are of different children, or an empty string. No names are given."""
    one, other = old.subject, new.subject
    if one.dob and other.dob and one.dob != other.dob:
        return "the dates of birth differ"
    if not (_names(one) and _names(other)):
        return ""
    if not _share(_forenames(one), _forenames(other)):
        return "the first names differ"
    if not (one.dob and other.dob) and not _share(_surnames(one), _surnames(other)):
        return "the surnames differ and a date of birth is missing"
    return ""


def notes(old: Plan, new: Plan) -> tuple[str, ...]:
    """What a reader must know first: the wrong order, no date, the same file twice."""
    return tuple(_notes(old, new))


def _notes(old: Plan, new: Plan) -> Iterator[str]:
    first, second = old.particulars.issue_date, new.particulars.issue_date
    if old.sha256 == new.sha256:
        yield "Both files are the same, byte for byte."
    if first and second and first > second:
        yield "The first file was issued after the second: were they given the wrong way round?"
    if second is None:
        yield "The new version gives no date of issue, so ages, deadlines and the age of views could not be reckoned."
    if old.subject.name and new.subject.name and not _share(_surnames(old.subject), _surnames(new.subject)):
        yield "The surname differs; date of birth and first name are the same."


def _names(subject: Subject) -> list[str]:
    return [w.lower for name in (subject.name, subject.known_as) if name for w in words(name)]


def _forenames(subject: Subject) -> list[str]:
    first = [words(name)[0].lower for name in (subject.name, subject.known_as) if name and words(name)]
    return first + [w.lower for name in subject.other_names for w in words(name)]


def _surnames(subject: Subject) -> list[str]:
    return [w.lower for w in words(subject.name or "")][1:]


def _share(one: list[str], other: list[str]) -> bool:
    if not one or not other:
        return True
    return any(fuzz.ratio(a, b) >= _ONE_NAME for a in one for b in other)

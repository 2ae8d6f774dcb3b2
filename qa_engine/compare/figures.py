"""Figures beside amounts and frequencies: sizes of groups, adults, shares ("eight of ten"), and other numbers of things."""

from __future__ import annotations

import re
from typing import Literal

from qa_engine.compare.doses import IN_WEEKS, dose_spans, doses
from qa_engine.compare.model import Reason
from qa_engine.compare.shares import share_reasons, without_shares
from qa_engine.compare.spelling import number
from qa_engine.language.dates import find_dates

_AT_MOST = r"(?:(?:no|not) more than |up to |at most |around |about |between )?"
_GROUP_OF = re.compile(rf"\b(?:group|class|groups|base|party)s? of {_AT_MOST}(\d+)(?: (?:to|or|and) (\d+))?")
_OTHERS = re.compile(
    rf"\b(?:and|with) {_AT_MOST}(\d+)(?: (?:to|or) (\d+))? (?:other|others|friends?|pupils?|children|peers|students)\b")
_ALONE, _WHOLE = re.compile(r"\balone\b|\bindividual(?:ly)?\b"), re.compile(r"\bwhole[- ]class\b")
_SMALL = re.compile(r"\b(?:small|in a|in) groups?\b|\bpaired\b")
_COURSE = re.compile(r"\b(?:for|over)(?: a further| a period of| up to)? (\d+) (weeks|months|half[- ]terms|terms|years)\b")
_COUNT = re.compile(
    r"(?<![\d.:£])\b(\d+(?:\.\d+)?)\b (?!(?:of|out|to|or|and|per|in|a|the)\b)"
    r"(?:[a-z]+ (?=(?:words|adults|staff|people|tasks|pupils|sounds|targets)\b))?([a-z]{3,})")
_LESS_IS_MORE = re.compile(
    r"\b(?:within|every|after|than|group of|class of|up to|over|aged?|year|years|stage|level|under|by)(?: about| the)? $")
_STAGE = re.compile(r"\b(?:years?|y|yr|stage|ks|level|aged?|grade|section|outcome)s? ?\d+")
_ENDED = re.compile(r"(?:es|s)$")
_ANY = re.compile(r"\d+(?:\.\d+)?")
_BETTER_FEWER = frozenset(["mistakes", "errors", "prompts", "reminders", "incidents", "absences", "outbursts", "times"])
_SMALL_GROUP = 4.0
_CLASS = 30.0


def figure_reasons(old: str, new: str) -> list[Reason]:
    """What figures of two spelt texts tell: larger groups, lower shares, fewer of a thing. Same nouns are held against each other."""
    return [*_group_reason(old, new), *_course_reason(old, new), *share_reasons(old, new), *count_reasons(old, new)]


def count_reasons(old: str, new: str) -> list[Reason]:
    """Numbers of things, noun by noun: fewer words taught, more pupils in the room."""
    one, other = _counts(old), _counts(new)
    found = []
    for noun, (value, less_is_more) in one.items():
        now = other.get(noun, (1.0, False) if _single(noun, new) and value > 1 else None)
        if now and now[0] != value:
            weaker = (now[0] < value) != (less_is_more or now[1] or noun in _BETTER_FEWER)
            found.append(Reason(sign="weaker" if weaker else "stronger", text=f"{noun}: {number(value)} → {number(now[0])}"))
    return found


def all_figures(said: str) -> list[str]:
    """Every number of a spelt text, in order of size. One is none: "one" and "a" are written for each other."""
    return sorted((n for n in _ANY.findall(said) if float(n) != 1), key=float)


def group_size(said: str) -> float | None:
    """How many learn together: 1 is one to one; a small group of no said size is 4. None where nothing is said."""
    sizes = [float(m[2] or m[1]) for m in _GROUP_OF.finditer(said)] + [float(m[2] or m[1]) + 1 for m in _OTHERS.finditer(said)]
    if sizes:
        return max(sizes)
    if _ALONE.search(said):
        return 1.0
    if _WHOLE.search(said):
        return _CLASS
    return _SMALL_GROUP if _SMALL.search(said) else None


def _group_reason(old: str, new: str) -> list[Reason]:
    one, other = group_size(old), group_size(new)
    if 1.0 in (one, other) and None in (one, other):
        lost = one == 1.0
        return [Reason(sign="weaker" if lost else "stronger", text=f"one to one is {'no longer' if lost else 'now'} said")]
    if one is None or other is None or one == other:
        return []
    sign: Literal["weaker", "stronger"] = "weaker" if other > one else "stronger"
    return [Reason(sign=sign, text=f"taught with {'more' if other > one else 'fewer'} others: {_group(one)} → {_group(other)}")]


def _course_reason(old: str, new: str) -> list[Reason]:
    """Whether it now ends sooner, or later: "for twelve weeks"."""
    one, other = _course(old), _course(new)
    if one == other or not (doses(old) and doses(new)):  # what gave no amount at all had no end to lose
        return []
    weaker = other is not None and (one is None or other < one)
    told = [f"{number(round(weeks))} weeks" if weeks else "no end" for weeks in (one, other)]
    return [Reason(sign="weaker" if weaker else "stronger", text=f"it runs for {'less' if weaker else 'more'} time: {told[0]} → {told[1]}")]


def _course(said: str) -> float | None:
    lengths = [float(m[1]) * IN_WEEKS[m[2].replace("-", " ").rstrip("s")] for m in _COURSE.finditer(said)]
    return sum(lengths) if lengths else None


def _group(size: float) -> str:
    return {1.0: "one to one", _CLASS: "whole class"}.get(size, f"group of {number(size)}")


def _single(noun: str, said: str) -> bool:
    return re.search(rf"\ban? (?:\w+ )?{re.escape(_ENDED.sub('', noun))}\b", said) is not None


def _counts(said: str) -> dict[str, tuple[float, bool]]:
    """Noun to its number, and whether a lower number would be more ("within two days")."""
    bare = _STAGE.sub(" ; ", _without_dates(_OTHERS.sub(" ; ", _GROUP_OF.sub(" ; ", dose_spans(without_shares(said))))))
    return {_ENDED.sub("", m[2]) + "s": (float(m[1]), bool(_LESS_IS_MORE.search(bare[:m.start()]))) for m in _COUNT.finditer(bare)}


def _without_dates(said: str) -> str:
    for moment in reversed(find_dates(said)):
        said = f"{said[:moment.start]} ; {said[moment.end:]}"
    return said

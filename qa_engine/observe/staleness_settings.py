"""Schools that the plan itself says the child left, or already went to, told elsewhere as today's or as still ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa_engine.language.words import bag
from qa_engine.observe.phrases_lines import Line, in_quotation
from qa_engine.observe.staleness_when import Stale, When

SCHOOL_NAME = (r"(?P<name>(?:The )?[A-Z][\w'’-]+ (?:[A-Z][\w'’-]+ |of |the |and |Church |England ){0,5}?"
               r"(?:(?:Primary|Infants?|Junior|First|Middle|Nursery|High|Grammar|Special|Secondary|Community) )*"
               r"(?:School|Academy|College|Nursery|Pre-?[Ss]chool|Playgroup|Infants|Primary|Centre|Unit)(?: Sixth Form)?)\b")
_LEFT = re.compile(
    rf"\b(?:left|leaving|excluded from|moved (?:on )?from|moved out of|transferred from|came from|attended|went to"
    rf"|was at|was a pupil at|previously at|formerly at|withdrawn from) (?:the )?{SCHOOL_NAME}")
_WENT = re.compile(
    rf"\b(?:moved (?:on |up )?(?:from [^.;]{{3,60}}? )?to|transferred (?:from [^.;]{{3,60}}? )?to|started (?:at|in)"
    rf"|joined|began at|admitted to|has been at|enrolled at) (?:the )?{SCHOOL_NAME}")
_MENTION = re.compile(SCHOOL_NAME)
_AHEAD = re.compile(
    r"\b(?:(?:when|once|before|until) (?:i|he|she|they|[A-Z]\w+) (?:go(?:es)? to|starts?(?: at)?|joins?|moves? (?:up "
    r"|on )?to|get(?:s)? to)|(?:will|is due to|is going to|am going to|hopes to|is hoping to|looking forward to"
    r"|want to) "
    r"(?:start(?:ing)?(?: at)?|go(?:ing)? to|join(?:ing)?|mov(?:e|ing) (?:up |on )?to|transfer(?:ring)? to"
    r"|attend(?:ing)?)) $", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:is|are|am|has|have|will|holds?|attends?|goes|gives?|provides?|supports?|helps?|works?|teach(?:es)?|likes?"
    r"|enjoys?|keeps?|visits?|currently|now|go)\b")
_FINISHED = re.compile(
    r"\b(?:former|old|previous|last|from (?:his|her|their) (?:time|profile|report)|link with|contact with"
    r"|friends from|report|profile|records|since|until|update)\b", re.IGNORECASE)
SCHOOL_WORDS = bag("school academy college nursery pre preschool playgroup infants primary centre unit")
_OTHER_CHILDREN = bag("brother sister cousin")
_NEAR = 45


@dataclass(frozen=True, slots=True)
class Schools:
    """Names of schools in small letters: `left` behind, and `reached` at some time past."""

    left: frozenset[str]
    reached: frozenset[str]

    @classmethod
    def of(cls, lines: list[Line], when: When) -> Schools:
        """What the plan's own history tells of the child's schools."""
        told = [line for line in lines if line.any(SCHOOL_WORDS) and line.past and not line.any(_OTHER_CHILDREN)]
        left = {m["name"].lower() for line in told for m in _LEFT.finditer(line.raw)}
        reached = {m["name"].lower() for line in told for m in _WENT.finditer(line.raw)}
        return cls(frozenset(name for name in left if not is_same_school(name, when.setting)), frozenset(reached | left))


def stale_settings(line: Line, when: When, schools: Schools) -> Iterator[Stale]:
    """Mentions of such schools that the time of their sentence contradicts."""
    if not schools.reached or not when.setting or not line.any(SCHOOL_WORDS):
        return
    for match in _MENTION.finditer(line.raw):
        name, before = match["name"].lower(), line.raw[:match.start()]
        if in_quotation(line.raw, match.start()):
            continue
        ahead = _AHEAD.search(before.removesuffix("the "))
        if ahead and name in schools.reached:
            yield Stale(line.start + ahead.start(), line.start + match.end(), "the plan says elsewhere that this has "
                "happened")
        elif name in schools.left and line.item.section != "I" and _is_present(line):
            yield Stale(line.start + _words_before(before), line.start + match.end(), "the plan says elsewhere that "
                "the child left")


def is_same_school(name: str, printed: str) -> bool:
    """Whether a school's name is the printed one, give or take "School" and the like; both in small letters."""
    words = name.removeprefix("the ").split()
    return " ".join(words[:2]) in printed or words[0] in printed.split()


def _is_present(line: Line) -> bool:
    return not line.past and not _FINISHED.search(line.raw) and bool(_PRESENT.search(line.raw))


def _words_before(before: str) -> int:
    """Where the few words that lead to the name begin."""
    at = max(0, len(before) - _NEAR)
    return at if at == 0 else before.find(" ", at) + 1

"""Particulars told in sentences at the front of a plan: "Amelia Ford, known as Milly, was born on 3 May 2015. She attends Larch Hill"."""

from __future__ import annotations

import re

from qa_engine.language.words import holds, sentences
from qa_engine.structure.particulars import Pairs, add

_NAME = r"[A-Z][\w'\u2019-]+(?:\s+[A-Z][\w'\u2019-]+){0,3}"
_KIN = r"\b(?i:sister|brother|sibling|cousin|mother|mum|father|dad|baby)s?\b"  # whose birthday is not the child's
_OTHER = re.compile(rf"(?:{_KIN}|\b(?:school|academy|college|council|service|team|condition|syndrome)\b)"
                    rf"(?:,?\s+{_NAME})?,?\s*(?:who|which|that)?\s*$")
_DAY = r"(?P<dob>\d[^.,;]{5,24}?\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})"
_BORN = re.compile(rf"^(?P<name>{_NAME})\b(?:(?!{_KIN})[^.]){{0,60}}?\b(?:was|is) born on {_DAY}")
_DOB = re.compile(rf"\b(?:in respect of|plan (?:of|for))\b.{{3,80}}?\bborn (?:on )?{_DAY}", re.IGNORECASE)
_KNOWN = re.compile(r"\b(?:(?:is|who is|also|usually|often|best) known as|likes to be called|prefers to be called"
                    r"|called by (?:his|her|their) family) "
                    rf"(?P<known_as>{_NAME})|\((?:known as|called) (?P<bracket>{_NAME})\)")
_ASIDE = re.compile(rf",\s+known as (?P<known_as>{_NAME})")
_NOBODY = ("He", "She", "They", "I", "It", "Her", "His", "Their", "My", "Our", "The", "A", "This")
_ATTENDS = re.compile(rf"^(?!{_KIN})"
                      r"(?:[A-Z][\w'\u2019-]+|He|She|They|I)\s+(?:currently\s+|now\s+)?"
                      r"(?:attends?|goes to|go to|is a (?:pupil|student) at|is on (?:the )?roll (?:at|of)|is educated at|is taught at)\s+"
                      r"(?P<setting>[A-Z].{3,90}?)(?=,? (?:and (?:is|he|she|they|I)|where|in Year|since|which)\b|[.;]?$)")
_YEAR = re.compile(r"\b(?:is|am|are) (?:now |currently )?in (?P<year>(?:National Curriculum )?Year \d{1,2}|Reception|Nursery|Year R)\b")
_LONGEST = 700
_TOLD = ("born", "known as", "called", "attends", "goes to", "go to", "is in ", "am in ", "are in ",
         "pupil at", "student at", "on roll", "taught at", "educated at")


def read_prose(pairs: Pairs) -> None:
    """Add to the pairs what sentences among their lines tell of the child and no field does."""
    for line in pairs.lines[:20]:
        if len(line) < _LONGEST and holds(line, _TOLD):
            for start, end in sentences(line):
                _read(line[start:end].strip(), pairs)


def _read(sentence: str, pairs: Pairs) -> None:
    born, known = _BORN.match(sentence), _KNOWN.search(sentence)
    if born:
        _told_of(born, sentence, pairs)
    elif told := _DOB.search(sentence):
        _note(pairs, "dob", told["dob"])
    if known and not _OTHER.search(sentence[:known.start()]) and (born or "born" in sentence or len(sentence) < 90):
        _note(pairs, "known_as", known["known_as"] or known["bracket"])
    attends = _ATTENDS.match(sentence)
    if attends:
        _note(pairs, "setting", attends["setting"])
    year = _YEAR.search(sentence)
    if year and not _OTHER.search(sentence[:year.start()]):
        _note(pairs, "year", year["year"])


def _told_of(born: re.Match[str], sentence: str, pairs: Pairs) -> None:
    """Name, birthday and short name of a sentence that opens with the child."""
    _note(pairs, "dob", born["dob"])
    if born["name"].split()[0] not in _NOBODY:
        _note(pairs, "name", born["name"])
        aside = _ASIDE.search(sentence)
        if aside:
            _note(pairs, "known_as", aside["known_as"])


def _note(pairs: Pairs, name: str, value: str) -> None:
    if not pairs.first(name):
        add(pairs, name, value)

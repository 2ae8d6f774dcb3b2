"""Single entries as people write them: grades and stances in natural words, dates day first."""

from __future__ import annotations

import re
from datetime import date

from qa_engine.language.dates import find_dates
from qa_engine.model.record import Grade
from qa_engine.moderation.model import Stance

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_GRADES: dict[str, Grade] = {
    "good": "Good", "g": "Good",
    "ri": "RI", "requires improvement": "RI", "req imp": "RI", "req improvement": "RI", "requires imp": "RI", "reqs imp": "RI",
    "require improvement": "RI", "requiring improvement": "RI", "needs improvement": "RI", "r i": "RI",
    "inadequate": "Inadequate", "inad": "Inadequate",
    "na": "NA", "n a": "NA", "not applicable": "NA", "not app": "NA",
    "not judged": "Not judged", "nj": "Not judged",
}
_STANCES: dict[str, Stance] = {
    **dict.fromkeys(("agree", "agreed", "agrees", "yes", "y", "same", "agree with rules"), "agree"),
    **dict.fromkeys(("override", "overridden", "overrides", "overrode", "override grade", "disagree", "disagreed", "no", "n"), "override"),
}
_BORDERLINE = re.compile(r"\(\s*borderline\s*\)", re.IGNORECASE)
_BESIDE_A_DATE = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|[\s,.;()]+", re.IGNORECASE)


def read_grade(text: str) -> Grade | None:
    """The grade that these words mean ("RI", "Req Imp", "n/a"), or None. Capitals, stops and spacing do not matter."""
    return _GRADES.get(_plain(text))


def without_borderline(text: str) -> str:
    """A printed grade without the note that it is borderline."""
    return _BORDERLINE.sub("", text).strip()


def read_stance(text: str) -> Stance | None:
    """Agree or override, or None."""
    return _STANCES.get(_plain(text))


def read_day(text: str) -> date | None:
    """The one full date that the text is, with or without a weekday; None for anything more, less or impossible."""
    found = find_dates(text)
    if len(found) != 1 or found[0].date is None:
        return None
    rest = text[:found[0].start] + text[found[0].end:]
    return None if _BESIDE_A_DATE.sub("", rest) else found[0].date


def _plain(text: str) -> str:
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()

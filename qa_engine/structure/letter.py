"""What a covering letter in front of the plan says: whom it is about, and its date, which is that of the plan it encloses."""

from __future__ import annotations

import re

from qa_engine.language.dates import parse_date
from qa_engine.structure.particulars import Pairs, add

_DEAR = re.compile(r"^Dear\b")
_ENCLOSES = re.compile(r"\b(?:enclos\w+|attach\w+|here is|this is|with this letter)\b.*\b(?:plan|ehcp)\b", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:(?i:re|subject|ref)\b\s*[:.\u2013-]?|(?i:about|regarding|concerning)\s*:)\s*"
                    r"(?:(?i:child|pupil|young person|name)\s*:\s*)?"
                    r"(?P<name>[A-Z][\w'\u2019.-]+(?:\s+(?!(?i:d\.?o\.?b\b|born|date of))[A-Z][\w'\u2019.-]+){1,4})(?P<rest>.*)$")
# A letter may be about a plan or a meeting, and may name both: "Re: Sam Field Final EHC Plan".
_NO_NAME = re.compile(r"(?:^|\s+)(?:your|our|my|the|final|draft|proposed|amended|amendment|education|health|ehcp?|plan|annual|review|"
                      r"notice|"
                      r"assessment|request|decision|special|sen|send|reference|number|meeting|tribunal|child|children)\b.*$", re.IGNORECASE)
_BORN = re.compile(r"\b(?:born(?:\s+on)?|d\.?o\.?b\.?|date of birth)\s*[:\u2013-]?\s*(?P<date>[^;:()]{6,30})", re.IGNORECASE)


def read_letter(pairs: Pairs) -> None:
    """Add to the pairs what a letter among their lines tells and no field does."""
    start = next((n for n, line in enumerate(pairs.lines) if _DEAR.match(line)), None)
    if start is None:
        return
    body = pairs.lines[start:start + 12]
    about = next((m for line in (*body, *pairs.lines[:start]) if (m := _ABOUT.match(line))), None)
    name = _NO_NAME.sub("", about["name"]) if about else ""
    if about and " " in name:
        _note(pairs, "name", name)
        born = _BORN.search(about["rest"])
        if born:
            _note(pairs, "dob", born["date"])
    dated = next((line for line in reversed(pairs.lines[:start]) if len(line) < 40 and parse_date(line)), "")
    if dated and any(_ENCLOSES.search(line) for line in body):
        _note(pairs, "issue", dated)


def _note(pairs: Pairs, name: str, value: str) -> None:
    if not pairs.first(name):
        add(pairs, name, value)

"""Deadlines gone by, and past dates told as still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from qa_engine.language.dates import Moment, find_dates
from qa_engine.language.words import bag
from qa_engine.observe.phrases_lines import Line, in_quotation
from qa_engine.observe.staleness_when import KEY_STAGES, PHASE_WORDS, Stale, When, number_of

_HINT = re.compile(r"20\d\d|\d[/.-]\d")
_FUTURE = re.compile(
    r"\b(?:will|shall|is to|are to|due|going to|expected|planned|plans to|scheduled|hop(?:es|ing) to|await(?:s|ing)"
    r"|intends?|looking forward|target date|next (?:annual )?review|ready for)\b",
    re.IGNORECASE)
_LEAD = re.compile(
    r"\b(?P<lead>by|before|until|till|no later than|due(?: in| on| by)?|in|on|from|for|starting|commencing|beginning"
    r"|next (?:annual )?review(?: date)?(?: is| due)?:?|target date:?|in place until)"
    r"(?: (?:the|around|early|late|mid|end|start|beginning|middle|summer|autumn|spring|christmas|easter|half|term"
    r"|academic|school|holidays?|of|year|in|on)|-)*\s*$",
    re.IGNORECASE)
_DEADLINES = ("by", "before", "until", "till", "no later", "due", "next", "target", "in place")
_BEGINNINGS = ("from", "starting", "commencing", "beginning")
_BACK = re.compile(
    r"\b(?<!be )(?:dated|since|assess\w*|reports?|advice|reviewed|meeting|held|wrote|written|recommend\w*|agreed"
    r"|issued|seen|observed|completed|reported|noted|updated|following|after"
    r"|act|regulations|code|version|born|dob|results?|scored|received|tested|plan of|as at|signed|made|given"
    r"|gathered)\b[^.;]{0,40}$", re.IGNORECASE)
# "Decided on 2 May that she will": the date is the deed's, whatever follows.
_DEED = re.compile(
    r"(?<!be )\b(?:\w{2,}ed|met|found|shown|seen|held|told|said|wrote|spoke|saw|took|gave|came|went|began)\s*$", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:mum|dad|mother|father|parents|brother|sister|cousin|friend)s? (?:will|is|are|hopes?|plans?)\b", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"\b(?P<a>20\d\d)[/–-](?P<b>20\d\d|\d\d)\b(?![-/]\d)")
_BARE_YEAR = re.compile(r"(?<![\d/.–-])(?P<y>20\d\d)\b(?![/.–-]\d)")
_TERM_END = {"summer": (8, 31), "spring": (4, 20), "easter": (4, 30), "autumn": (12, 31), "christmas": (12, 31)}
_TERM = re.compile(
    r"\b(summer|spring|easter|autumn|christmas)(?: term| holidays?| half[- ]term| break)?(?: of| in)?(?: the)?\s*$", re.IGNORECASE)
_CLOSE = 80
_LONG_RUNNING = timedelta(days=365)
_STEPS = (r"(?: (?:the|his|her|their|my|time|he|she|they|i|leaves?|leaving|finish\w*|completes?|completing|reach\w*"
    r"|end|ends|of|start|starts|starting|beginning|in|summer|spring|autumn|term"
          r"|transition\w*|transfers?|moves?|moving|to|into|enters?|entering|child|young|person|begins?))*")
_STAGE_END = re.compile(
    rf"\b(?:by|before|until|at the end of){_STEPS}(?: [A-Z]\w+(?= (?:is|leaves|starts|moves|finishes|reaches"
    rf"|completes|enters|transfers|transitions|goes)))?{_STEPS}"
    r" (?:(?:key stage|ks) ?(?P<ks>[1-4])|y(?:ea)?r? ?(?P<y>\d{1,2})|(?P<phase>reception|nursery|pre-?school"
    r"|(?:the )?(?:early years foundation stage|eyfs|foundation stage|early years)"
    r"|primary(?: school)?|infant school|infants|junior school|juniors|middle school|secondary school))\b(?! teacher"
    r"| staff| nurse| \d)", re.IGNORECASE)
_AGE_END = re.compile(
    r"\bby (?:(?:the )?age(?: of)?|the time (?:he|she|they|i|[A-Z]\w+) (?:is|are|am|turns?|reach(?:es)?)|his|her"
    r"|their|my) (?P<n>\d{1,2}|[a-z]+)(?:th|st|nd|rd)?(?![-\w])(?: birthday| years old| years)?",
    re.IGNORECASE)
# "They hope to keep her there until she is 11."
_AGE_UNTIL = re.compile(
    r"\b(?:will|to|should|can|hopes?|wants?) (?:\w+ ){1,6}?until (?:he|she|i|[A-Z]\w+) (?:is|am|turns|reaches) (?P<n>\d{1,2})\b(?!:)",
    re.IGNORECASE)
_DEADLINE_WORDS = bag("by before until end")
_STARTS = re.compile(r"\b(?:start\w*|beginning|begins?|enter\w*|transition\w*|transfers?|mov\w+)\b", re.IGNORECASE)
_ENDS = re.compile(r"\bend|finish|complet|leav")
# Phase: first school year, last school year.
_PHASES = {
    "reception": (0, 0), "nursery": (-1, -1), "pre": (-1, -1), "early": (-1, 0), "eyfs": (-1, 0), "foundation": (-1, 0), "primary": (0, 6),
    "infant": (0, 2), "infants": (0, 2), "junior": (3, 6), "juniors": (3, 6), "middle": (5, 8), "secondary": (7, 11)}


def stale_dates(line: Line, when: When) -> Iterator[Stale]:
    """Dates, stages and ages before the plan's own day that their sentence treats as ahead."""
    raw, ahead = line.raw, line.item.section == "E"
    dated = ("20" in raw or "/" in raw) and _HINT.search(raw)
    if when.on and dated and (ahead or not line.past or _FUTURE.search(raw)):
        yield from _past_dates(line, when.on)
    if when.years and line.any(_DEADLINE_WORDS) and (ahead or not line.past):
        if line.any(PHASE_WORDS):
            yield from _past_stages(line, when)
        yield from _past_ages(line, when)


def _past_dates(line: Line, on: date) -> Iterator[Stale]:
    raw = line.raw
    for start, end, last in _moments(raw):
        lead = _LEAD.search(raw[:start])
        if last < on and lead and not in_quotation(raw, start) and _is_ahead(line, lead, end, last, on):
            yield Stale(line.start + _with_verb(raw, lead.start()), line.start + end, f"the plan is of {on:%B %Y}")


def _is_ahead(line: Line, lead: re.Match[str], end: int, last: date, on: date) -> bool:
    """Whether the sentence speaks of the date as still to come."""
    word, before = lead["lead"].lower(), line.raw[:lead.start()]
    if _BACK.search(before) or _DEED.search(before) or _OF_OTHERS.search(before):
        return False
    # Support that began some months ago goes on; one that "will begin" years ago was copied.
    if word.startswith(_BEGINNINGS) and on - last < _LONG_RUNNING:
        return False
    deadline = word.startswith(_DEADLINES) and line.item.section not in ("A", "I", "J")
    return deadline or bool(_FUTURE.search(before[-_CLOSE:])) or _goes_on_ahead(line.raw[end:end + _CLOSE])


def _goes_on_ahead(after: str) -> bool:
    """Whether the words after a date go on to what will be ("In May 2022 she will ..."), with nothing done between."""
    verb = _FUTURE.search(after)
    return verb is not None and "ed " not in after[:verb.start()] and "." not in after[:verb.start()]


def _with_verb(raw: str, at: int) -> int:
    """Take the verb of the future that stands close before into the words quoted."""
    verbs = [m.start() for m in _FUTURE.finditer(raw[:at]) if at - m.start() <= 60]
    return verbs[-1] if verbs else at


def _moments(raw: str) -> list[tuple[int, int, date]]:
    """Dates, school years and bare years in a sentence, each with the last day that it can mean."""
    found = [(m.start, m.end, last) for m in find_dates(raw) if (last := _last_day(m))]
    for match in _SCHOOL_YEAR.finditer(raw):
        second = int(match["b"]) if len(match["b"]) == 4 else int(match["a"][:2] + match["b"])
        found.append((match.start(), match.end(), date(second, 8, 31)))
    for match in _BARE_YEAR.finditer(raw):
        if not any(a <= match.start() < b for a, b, _ in found):
            term = _TERM.search(raw[:match.start()])
            found.append((match.start(), match.end(), date(int(match["y"]), *_TERM_END[term[1].lower()] if term else (12, 31))))
    return found


def _last_day(moment: Moment) -> date | None:
    if moment.date or moment.year is None:
        return moment.date
    return date(moment.year, moment.month, 28)


def _past_stages(line: Line, when: When) -> Iterator[Stale]:
    for match in _STAGE_END.finditer(line.raw):
        last = _last_year(match)
        if last < when.gone_year and not in_quotation(line.raw, match.start()):
            yield Stale(line.start + match.start(), line.start + match.end(), when.why_year)


def _last_year(match: re.Match[str]) -> int:
    """The last school year before the deadline is over: for "by the start of Year 3" and "before Year 3" that is Year 2."""
    first, last = _years_of(match)
    words = match.group().lower()
    begins = _STARTS.search(words) or not (words.startswith("by ") or _ENDS.search(words))
    return first - 1 if begins else last


def _years_of(match: re.Match[str]) -> tuple[int, int]:
    if match["y"]:
        return int(match["y"]), int(match["y"])
    if match["ks"]:
        return KEY_STAGES[match["ks"]][0], KEY_STAGES[match["ks"]][-1]
    phase = match["phase"].lower().removeprefix("the ").replace("preschool", "pre")
    return _PHASES[re.split(r"[ -]", phase)[0]]


def _past_ages(line: Line, when: When) -> Iterator[Stale]:
    for match in (*_AGE_END.finditer(line.raw), *_AGE_UNTIL.finditer(line.raw)):
        if when.age is not None and 1 < number_of(match["n"]) < when.age and not in_quotation(line.raw, match.start()):
            yield Stale(line.start + match.start(), line.start + match.end(), when.why_age)

"""Ages and school years given as the child's today that are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa_engine.language.words import bag
from qa_engine.observe.phrases_lines import Line, in_quotation
from qa_engine.observe.staleness_when import KEY_STAGES, SPOKEN_NUMBERS, YEAR_WORDS, Stale, When, number_of

_N = (r"(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty)"
      r"(?![\d.,]*\d|-)")
_N_OLD = _N.replace("(?![\\d.,]*\\d|-)", "")
_OLD = r"(?:[ -]?(?:years?|yrs?)(?:[ -]of[ -]age|[ -]old)?|[ -]?y/?o)"
_WHO = r"\b(?P<who>[^\W\d_]+)"
_IS = r"(?:['’][sm]| is| am| has (?:just )?turned)(?: now| currently| just| only| nearly| almost| already)*"
_AGES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    rf"{_WHO}{_IS} (?:aged? )?{_N}(?:{_OLD})?(?=[.,;:)]|$| and\b| but\b| years\b| now\b)",
    rf"{_WHO}{_IS} (?:a |an )(?:[\w-]+,? ){{0,3}}?{_N_OLD}[ -]years?[ -]old",
    rf"^(?P<who>)(?:(?:a|an|our) )?(?:\w+ )?{_N_OLD}[ -]years?[ -]old (?:\w+ ){{0,2}}?(?:boy|girl|lad|young (?:man"
    rf"|woman|lady|person)|pupil|student)",
    rf"{_WHO},? (?:is )?(?:a |an )(?:[\w-]+,? ){{0,2}}?{_N_OLD}[ -]years?[ -]old (?:\w+ ){{0,2}}?(?:boy|girl|lad"
    rf"|young (?:man|woman|lady|person)|pupil|student)",
    rf"(?:^|, )(?:now |currently )?(?:at|aged) {_N}(?:{_OLD})?,? (?P<who>[^\W\d_]+)(?:['’]s)?\b",
    rf"{_WHO},? \(?(?:who is |now |currently )*aged? {_N}\b(?! (?:to|months))",
    rf"{_WHO} \((?:aged? )?{_N}(?:{_OLD})?\)",
    rf"{_WHO}, (?:now |currently |nearly )?(?:aged? )?{_N}(?:{_OLD})?,",
))
_LEADS_TO_AGE = bag("now nearly is am just only almost already currently aged age at turned a an old")
_AGE_UNITS = bag("year years yr yrs y")
_AGE_NUMBERS = frozenset((*SPOKEN_NUMBERS, *map(str, range(2, 100)), *(f"{n}{y}" for n in range(2, 26) for y in ("y", "yrs", "yr", "yo"))))
_NOT_NOW = re.compile(
    r"\b(?:when|since|from|until|after|ago|equivalent|levels?|typical\w*|expected|like a|(?:reading|spelling"
    r"|comprehension|developmental) age|scored?"
    r"|developmentally|functioning|average|standardised|turns|reaches|range|ability|similar|same as|chronological"
    r"|will be)\b", re.IGNORECASE)
_KIN = re.compile(
    r"\b(?:brothers?|sisters?|cousins?|siblings?|friends?|mum|dad|mother|father|parents"
    r"|nephew|niece|nan|grandad|grandmother|younger|older)\b", re.IGNORECASE)
_YEAR = re.compile(
    r"\b(?:is|am|(?<=\byou )are|['’](?:[sm]|re)|remains|now|currently)(?: now| currently| still| just| presently| also)*(?: a (?:pupil"
    r"|student|child|learner))? (?:in|at)(?: the)?"
    r"(?: (?:end|start|beginning|middle|first term|second term|summer term|spring term|autumn term) of)? "
    r"(?:y(?:ea)?r?(?: group)? ?(?P<n>\d{1,2})|(?P<early>reception|nursery|pre-?school|the foundation stage"
    r"|foundation stage)|key stage (?P<ks>\d))\b"
    r"|\b(?:in|with) (?:his|her|their|my)(?: current| own)? (?:year|y) ?(?P<own>\d{1,2}) (?:class|form|tutor group"
    r"|teacher|group|lessons)\b"
    r"|\b(?:is|am|as|['’][sm])(?: now| currently| still)? a year (?P<m>\d{1,2}) (?:pupil|student|child|boy|girl"
    r"|learner)\b", re.IGNORECASE)
_YEAR_HINT = re.compile(r"\b(?:y(?:ea)?r?(?: group)? ?\d|reception|nursery|pre-?school|(?:the )?foundation stage|key stage)", re.IGNORECASE)
_NOT_CHILD = re.compile(
    r"\b(?:brother|sister|cousin|sibling|siblings|friend|twin|levels?|expectations|curriculum|objectives|working at"
    r"|equivalent|typical|nephew|niece)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:currently|now|presently|at present|still)\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|wants? to|would like|hopes? to|looking forward|going to)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:the )?(?:autumn term|spring term|summer term|start|middle) of (?:year|y) ?(?P<in>\d{1,2})\b"
    r"|\bthe (?:year|y) ?(?P<n>\d{1,2}) (?:trip|residential|camp|play|production|prom|disco|options?|leavers['’]?"
    r"|exams?|tests|sats|transition|visit|show|concert|parents['’] evening)\b"
    r"(?: to [A-Z]\w+)?", re.IGNORECASE)

# A wish for a year, and those who teach a year, that lie behind.
_WISH = re.compile(
    r"\b(?:in|for|during) (?:year|y) ?(?P<n>\d{1,2}),? (?:i|we|he|she|they) (?:will |would |really |also |do )*"
    r"(?:want|wants|hope|hopes|like|need|needs|am going)\b", re.IGNORECASE)
_TAUGHT_BY = re.compile(
    r"\b(?:by|with|from|to|for|(?:mr|mrs|miss|ms)\.? [\w'’-]+,) (?:his|her|their|my|the) (?:year|y) ?(?P<n>\d{1,2}) (?:class "
    r"|form |maths |english )?"
    r"(?:teacher|teachers|tutor|teaching assistant|TA|LSA|staff|team)\b", re.IGNORECASE)
_SETTLED_SINCE = re.compile(
    r"\b(?:settl\w+|happier|happy|pleased|proud|calmer|better|easier|harder|worried|anxious)\b[^.;]{0,40}\bsince (?:\w+ )?"
    r"(?:moved|moving|went|going|started|starting|joined|joining)(?: up| on)?(?: to| into| in)? (?:year|y) ?(?P<n>\d{1,2})\b",
    re.IGNORECASE)
_LONG_SINCE = 2


def stale_ages(line: Line, when: When) -> Iterator[Stale]:
    """Ages told as the child's today that the date of birth contradicts."""
    raw = line.raw
    if when.age is None or not _may_tell_age(line, when) or _NOT_NOW.search(raw):
        return
    for pattern in _AGES:
        for match in pattern.finditer(raw):
            who = match["who"].lower()
            told_of_child = when.is_named(who) or ((not who or who in when.child) and not _KIN.search(raw, 0, match.end()))
            of_today = not line.past_before(match.end()) and not in_quotation(raw, match.start())
            if told_of_child and of_today and _is_wrong(number_of(match["n"]), when):
                start, end = _trimmed(raw, *match.span())
                yield Stale(line.start + start, line.start + end, when.why_age)


def _may_tell_age(line: Line, when: When) -> bool:
    """Whether a number stands where an age can: after "is", "aged", the child's name and the like, or before "years"."""
    words = line.words if line.any(_AGE_NUMBERS) else ()
    for at, word in enumerate(words):
        lower = word.lower
        if lower in _AGE_NUMBERS:
            before = words[at - 1].lower if at else ""
            after = words[at + 1].lower if at + 1 < len(words) else ""
            if before in _LEADS_TO_AGE or before in when.child or before.endswith(("'s", "'m")) or after in _AGE_UNITS:
                return True
    return False


def _is_wrong(told: int, when: When) -> bool:
    # Advice is months old when a plan is issued: one year's difference is no more than a birthday.
    return when.age is not None and told >= 2 and (told > when.age or when.age - told >= 2)


def _trimmed(raw: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not raw[start].isalnum():
        start += 1
    return start, end


def stale_years(line: Line, when: When) -> Iterator[Stale]:
    """School years told as the child's today, or their events told as ahead, that the plan's own year contradicts."""
    raw = line.raw
    if not when.years or not line.any(YEAR_WORDS) or not _YEAR_HINT.search(raw):
        return
    yield from _years_behind(line, when)
    if _NOT_CHILD.search(raw):
        return
    if not line.past or _NOW.search(raw):
        for match in _YEAR.finditer(raw):
            if not _fits(match, when) and not in_quotation(raw, match.start()):
                yield Stale(line.start + _subject(raw, match.start(), when), line.start + match.end(), when.why_year)
    if line.item.section == "E" or _AHEAD.search(raw):
        for match in _EVENT.finditer(raw):
            if int(match["n"] or match["in"]) < when.gone_year:
                yield Stale(line.start + match.start(), line.start + match.end(), when.why_year)


def _years_behind(line: Line, when: When) -> Iterator[Stale]:
    """Wishes for a year gone by, its teachers told as today's, and joy at a move of two years ago."""
    found = [(m, 0) for m in _WISH.finditer(line.raw)] if line.item.section == "A" else []
    if not line.past:
        found += [(m, 0) for m in _TAUGHT_BY.finditer(line.raw)]
    found += [(m, _LONG_SINCE - 1) for m in _SETTLED_SINCE.finditer(line.raw)] if "since" in line.vocabulary else []
    for match, grace in found:
        told_of_child = not _NOT_CHILD.search(line.raw, 0, match.start()) and not in_quotation(line.raw, match.start())
        if told_of_child and int(match["n"]) + grace < when.gone_year:
            yield Stale(line.start + match.start(), line.start + match.end(), when.why_year)


def _subject(raw: str, at: int, when: When) -> int:
    """Where the child stands just before, so that the words quoted say of whom."""
    before = raw[:at].rstrip()
    start = before.rfind(" ") + 1
    return start if before[start:].lower() in when.child else at


def _fits(match: re.Match[str], when: When) -> bool:
    number = match["n"] or match["m"] or match["own"]
    if number:
        return int(number) in when.years
    if match["ks"]:
        return any(y in KEY_STAGES.get(match["ks"], ()) for y in when.years)
    return when.gone_year <= (0 if "nurs" not in match["early"].lower() and "pre" not in match["early"].lower() else -1)

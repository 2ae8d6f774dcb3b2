"""Phases and settings told as still ahead, or as today's, when the child left them behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa_engine.language.words import bag
from qa_engine.observe.phrases_lines import Line, in_quotation
from qa_engine.observe.staleness_when import KEY_STAGES, PHASE_WORDS, Stale, When

_TARGET = (
    r"(?:(?:the|his|her|their|my|a|an|new|mainstream|local|big|special|specialist|next|good) )*"
    r"(?:(?P<phase>secondary(?: school| provision| education| phase| placement| setting)?|high school|big school"
    r"|senior school|upper school|primary(?: school)?|infant school"
    r"|junior school|juniors|middle school|nursery(?: school)?|pre-?school|playgroup|reception(?: class| year)?"
    r"|full-?time school|school(?= (?:in|this|next) september|$|[.,;]))"
    r"|year (?P<year>\d{1,2})|y(?P<y>\d{1,2})\b|(?:key stage|ks) ?(?P<ks>[1-4]))")
_WILL = (
    r"(?:will (?:\w+ )?|(?:is |are |am )?(?:going|due|hoping|planning|about|expected) to |hopes to |plans to |(?:is "
    r"|am )?look(?:ing|s) forward to |excited (?:about|to) "
    r"|(?:worried|nervous|anxious) about |(?:when|once|before|as) (?:i|he|she|they|[A-Z]\w+) (?:eventually )?"
    r"|wants? (?:\w+ )?to |would like (?:\w+ )?to "
    r"|to help (?:\w+ )?(?:to )?|hopes? (?:that )?(?:\w+ )?|(?:has|have) (?:just|recently) )")
_READY = (
    r"(?:in preparation for |prepar(?:e|es|ing|ation) (?:\w+ )?for |ready (?:for|to) |in readiness for |prior to "
    r"|ahead of |looking forward to |(?:worried|nervous|anxious|excited) about "
    r"|the (?:forthcoming|upcoming|planned) )")
_MOVE = (
    r"(?:(?:start|enter|join|attend|transfer|transition|step)(?:s|ing|ed)?|beg[iau]n(?:s|ning)?|mov(?:e|es|ing|ed)|go(?:es"
    r"|ing)?|progress(?:es|ing)?|gets? (?:up )?(?:to|into)|getting (?:to|into)"
    r"|(?:his|her|their|the|my|a) (?:move|transition|transfer|start))(?: (?:up|on|over|across))?(?: (?:to|into|in"
    r"|at))?")
_AHEAD = re.compile(rf"\b(?:{_WILL}{_MOVE} |{_READY}(?:{_MOVE} )?){_TARGET}", re.IGNORECASE)
_TRANSITION = re.compile(
    rf"\b(?:(?:transition|transfer) (?:in)?to"
    rf"|(?:for|about|before|of|with|towards|until) (?:the|his|her|their|my|a) (?:\w+ )?(?:move|step|jump)(?: up| on| over)? (?:in)?to"
    rf"|(?:is|in) (?:his|her|their|my) (?:first|second) (?:year|term) (?:in|at|of)) {_TARGET}", re.IGNORECASE)
# Words without which no sentence tells of a move ahead.
_MOVES = bag(
    "start starts starting started enter enters entering entered join joins joining joined attend attends attending transfer transfers "
    "transferring transition transitions transitioning step steps stepping begin begins beginning began begun move moves moving moved go "
    "goes going progress progresses progressing get gets getting preparation prepare prepares preparing ready readiness prior ahead "
    "forward worried nervous anxious excited forthcoming upcoming planned first second jump")
_STARTS_IN = {
    "secondary": 7, "high": 7, "big": 0, "senior": 7, "upper": 9, "primary": 0, "infant": 0, "junior": 3, "juniors": 3, "middle": 5,
    "nursery": -1, "pre-school": -1, "preschool": -1, "playgroup": -1, "reception": 0, "school": 0, "full-time": 0, "fulltime": 0}
_ENDS_AFTER = {
    "primary": 6, "infant": 2, "junior": 6, "first": 5, "nursery": 0, "pre-school": 0, "preschool": 0, "playgroup": 0,
    "reception": 0, "middle": 8}
_ATTENDS = re.compile(
    r"\b(?:(?:currently |now |presently |already )?(?:attends|attending|goes to|go to|is at|am at|is on roll at"
    r"|is a pupil (?:at|in)|is placed at|is educated at|is based (?:at|in)"
    r"|is settled (?:at|in)|is settling (?:into|in|at)|is in (?:M(?:r|rs|iss|s)\.? [A-Z][\w'’-]+|[Yy]ear \d+|(?:his|her|their) class)"
    r"(?:['’]s? class)? at|is (?:taught|a (?:[Yy]ear \d+ )?(?:child|student)) at|is enrolled at"
    r"|is (?:currently )?(?:in|at)|i['’]m (?:at|in))"
    r"|(?:enjoys|likes|loves) (?:going to |attending |being at )?"
    r"|will (?:\w+ ){1,6}?(?:at|in)(?= (?:nursery|pre|[Rr]eception|the [Rr]eception|(?:his|her) nursery)))"
    r" (?:(?:the|his|her|their|my|a|local|mainstream) )*(?:[A-Z][\w'’.]+ (?:of |and |the )?){0,5}"
    r"(?P<phase>[Pp]rimary|[Ii]nfants?|[Jj]unior|[Ff]irst(?= [Ss]chool)|[Nn]ursery|[Pp]re-?school|[Pp]laygroup|[Rr]eception"
    r"|[Mm]iddle(?= [Ss]chool))(?: (?:[Ss]chool|[Cc]lass|[Aa]cademy))?")
_SAME_BREATH = 35  # characters before the move
_OTHERS = re.compile(
    r"\b(?:brothers?|sisters?|cousins?|siblings?|twin|friends?|mum|mother|dad|father|(?:younger|other) children)\b", re.IGNORECASE)


# Others of whom the sentence speaks, or words that put it in the past before the school is named.
_EARLIER = re.compile(_OTHERS.pattern + r"|\b(?:was|were|had|did|when|until|before|\w{3,}ed)\b", re.IGNORECASE)
_TELLS_OF = re.compile(r"\b(?:says?|said|tells?|told|feels?|reports?|thinks?|state|states|that|us|describes?|and|but) (?P<who>[^\W\d_]+)"
                       r" (?:is|has|loves|likes|gets|enjoys|can|will|still|really|finds|does)\b", re.IGNORECASE)
_OTHER_DOES = re.compile(_OTHERS.pattern + r",? (?:is|are|was|has|have|will|who|starts|goes|started|went|loves|likes|can)\b", re.IGNORECASE)
# A plan issued in the child's first year of a phase may still speak of the move, but not as what will be.
_CERTAINLY_AHEAD = re.compile(r"will|(?:is |are |am )?(?:going|due|about|looking) |looks forward|excited about", re.IGNORECASE)
_STARTS = re.compile(r"\b(?:start|beg[iau]n|enter|join|transition|transfer)", re.IGNORECASE)


def stale_phases(line: Line, when: When) -> Iterator[Stale]:
    """A move that was made long ago told as ahead, or a kind of school left long ago told as today's."""
    if not when.years or not line.any(PHASE_WORDS):
        return
    if line.any(_MOVES) and (not line.past or " and will " in line.raw):
        yield from _moves_ahead(line, when)
    for match in _ATTENDS.finditer(line.raw):
        phase = match["phase"].lower().removesuffix("s")
        over = _ENDS_AFTER[phase] < when.gone_year and phase not in when.setting
        if over and not _EARLIER.search(line.raw, 0, match.start()) and not in_quotation(line.raw, match.start()):
            yield Stale(line.start + match.start(), line.start + match.end(), when.why_year)


def has_outgrown(school: str, when: When) -> bool:
    """Whether the name of a school, in small letters, is of a kind that the child's year has left, and is not the setting's."""
    kinds = [last for kind, last in _ENDS_AFTER.items() if kind in school.split()]
    return bool(kinds) and bool(when.years) and max(kinds) < when.gone_year and school.split()[0] not in when.setting


def _moves_ahead(line: Line, when: When) -> Iterator[Stale]:
    raw = line.raw
    for pattern in (_AHEAD, _TRANSITION):
        for match in pattern.finditer(raw):
            if _told_of_others(raw, match.start(), when) or in_quotation(raw, match.start()) or _has_been(raw, match):
                continue
            first = _first_year(match)
            this_year_too = match["phase"] is not None and _CERTAINLY_AHEAD.match(match.group()) is not None
            if first is not None and first < when.gone_year + this_year_too:
                yield Stale(line.start + match.start(), line.start + match.end(), when.why_year)


def _has_been(raw: str, match: re.Match[str]) -> bool:
    """Whether "has been" tells of the move itself, and not of something else before "and will"."""
    return "has been" in raw[match.start():] or "has been" in raw[max(0, match.start() - _SAME_BREATH):match.start()]


def _told_of_others(raw: str, at: int, when: When) -> bool:
    """Whether brothers, friends or parents stand before, and the child is not the one of whom the sentence goes on to tell.

    "Mum says that Ann gets on with her sister and is excited about starting school" tells of Ann.
    """
    if not _OTHERS.search(raw, 0, at):
        return False
    told = [m for m in _TELLS_OF.finditer(raw, 0, at) if m["who"].lower() in when.child]
    return not told or any(m.start() > told[-1].end() for m in _OTHER_DOES.finditer(raw, 0, at))


def _first_year(match: re.Match[str]) -> int | None:
    number = match["year"] or match["y"]
    if number:
        return int(number)
    if (match["phase"] or "").lower() == "school" and not _STARTS.search(match.group()):
        # One who stays away from school wants to go to school.
        return None
    return KEY_STAGES[match["ks"]][0] if match["ks"] else _STARTS_IN.get(match["phase"].lower().split()[0])

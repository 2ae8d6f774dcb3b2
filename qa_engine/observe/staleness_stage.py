"""What belongs to a stage of schooling that the child has left: its tests, the choice of its schools, its classrooms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa_engine.language.words import bag
from qa_engine.observe.phrases_lines import Line, in_quotation
from qa_engine.observe.staleness_when import Stale, When

# Tests and choices, with the last school year in which they can still lie ahead.
_LAST_YEAR = {"sats": 6, "phonics": 1, "multiplication": 4, "times": 4, "eleven": 6, "11": 6, "11+": 6, "options": 9, "gcse": 11,
              "gcses": 11, "mocks": 11, "mock": 11, "reception": 0}
_TEST = (
    r"(?P<test>SATs?|phonics (?:screening )?(?:check|test)|(?:multiplication|times) tables? (?:check|test)|eleven plus|11[ -]?plus|11\+"
    r"|(?:GCSE |year 9 )?options?(?= (?:evening|choices?|next|this|in|soon))|(?:GCSE|year 9) options"
    r"|(?:mock )?GCSEs?(?! (?:re-?sits?|retakes?|maths re))|reception baseline)")
_BEFORE_A_TEST = re.compile(
    r"\b(?:(?:a (?:bit|little) )?(?:worried|nervous|anxious|excited|scared|stressed|thinking|worr(?:y|ies)) about|looking forward to"
    r"|dread(?:s|ing)"
    r"|(?:hop\w+|wants?|would like|aim\w*|plan\w*) to (?:get|pass|take|do|sit|achieve|gain)|about to (?:choose|pick|sit|take|do)"
    r"|(?:will|is going to|am going to|is due to|are going to) (?:\w+ ){0,2}(?:do|sit|take|have|face|choose)|preparing for|revising for"
    r"|(?:getting )?ready for|working towards|in the run[ -]up to|before|ahead of|up to|choosing|(?:has|have)(?= (?:his|her|my"
    r"|their|the) )) "
    rf"(?:\w+ ){{0,3}}?{_TEST}(?: (?:test|tests|exams?|choices?))?(?: (?:next|this|in|at|soon|coming)\b[^.;,]{{0,30}})?", re.IGNORECASE)
_OF_SCHOOLS = (
    r" (?:(?:a|an|the|some|two|three|four|several|different|local|possible|special|specialist|mainstream|new|next|right|good|suitable"
    r"|our|his|her|their) )*(?P<phase>secondary|high|senior|upper|primary|infant|junior|middle|nursery|nurseries|preschool"
    r"|pre-school|sixth[- ]form)"
    r"(?: (?:schools?|places?|placements?|provisions?|settings?|options?|class|classes|colleges?))?")
_CHOICE = re.compile(
    r"\b(?:(?:is|are|am|['’](?:m|re|s)|have (?:begun|started)|has (?:begun|started)|been|begin|start|will be|hope to) )?"
    r"(?:now |currently |already )?(?:looking (?:at|for|round|around|into)|visiting|choosing(?: between)?|deciding (?:on|between|about)"
    r"|thinking (?:of|about)|considering|applying (?:for|to)|exploring|going (?:to see|round)|researching|hop(?:e|es|ing) for"
    r"|(?:want|wants|would like) (?:him|her|them|\w+) to get into"
    r"|(?:will|going to|plan(?:s|ning)? to|hop(?:e|es|ing) to|wants? to|would like to) (?:look (?:at|round|around)|visit|see|view|tour)"
    rf"|(?:have|has) (?:applied|asked)(?: for| to))(?: a place (?:at|in))?{_OF_SCHOOLS}", re.IGNORECASE)
_STARTING = re.compile(
    r"\b(?:(?:is|are|am)|['’](?:m|re|s)) (?:soon |now |shortly )?(?:starting|moving|transferring)(?: up| on| over)?(?: to| at| in| into)?"
    r" (?:(?:a|the|his|her|their|my|new|local|big) )*"
    r"(?P<phase>secondary|high|senior|upper|primary|infant|junior|middle|nursery|preschool|pre-school)"
    r"(?: schools?)?(?! (?:team|football|choir|band|club))", re.IGNORECASE)
_WILL_BE_IN = re.compile(
    r"\b(?:will (?:\w+ )?be (?:in|going into|starting|moving into)|goes into|go into|is going into|am going into"
    r"|next year (?:is|he is|she is|i am)(?: in)?) (?:y(?:ea)?r? ?(?P<year>\d{1,2}))\b", re.IGNORECASE)
# Help of a school year gone by, still standing as provision: "25 hours with a TA in Year 7".
_GIVEN_IN = re.compile(
    r"\b(?:hours?|minutes|support|help|TA|LSA|1:1|provision|sessions?|therapy|tuition|placement|timetable) (?:\w+ ){0,3}"
    r"(?:in|during|for|throughout) (?:y(?:ea)?r? ?(?P<year>\d{1,2}))\b(?! (?:level|text|work|pupil|class|curriculum|books?|maths|english))",
    re.IGNORECASE)
# A start that lies ahead, and the people of the years before school.
_GOOD_START = re.compile(
    r"\b(?:(?:make|makes|have|has|get off to) a (?:good|great|smooth|happy|positive|successful) start"
    r"|settle(?:s)?(?: well| happily| quickly)?|do(?:es)? well|be (?:happy|ready|settled|prepared)|start(?:s)?(?: school)?)"
    r" (?:in|at|into|for) (?P<stage>reception|nursery|pre-?school)\b", re.IGNORECASE)
_EARLY_YEARS = re.compile(
    r"\b(?:portage(?: worker| home visitor| teacher)?|health visitor|nursery (?:key worker|key person|nurse)"
    r"|pre-?school (?:leader|key worker|key person))(?: \w+){0,2}?"
    r" (?:visits|comes|sees|calls|works|supports|helps|continues|is (?:working|visiting|supporting|helping))\b", re.IGNORECASE)
_OF_PUPILS = re.compile(r"\b(?:pupils?|peers?|friends?|boys?|girls?|child(?:ren)?|students?|buddy|mentors?|others|class)\b", re.IGNORECASE)
_GIVING = ("F", "G", "H1", "H2")
_FIRST_YEAR = {"secondary": 7, "high": 7, "senior": 7, "upper": 9, "primary": 0, "infant": 0, "junior": 3, "middle": 5, "nursery": -1,
               "nurseries": -1, "preschool": -1, "pre-school": -1, "sixth": 12}
_CLASS_OF = re.compile(
    r"\b(?:(?:is|am|be|being|stay) in|lik\w+|lov\w+|enjoy\w*|happy in|settled in|in) "
    r"(?P<who>(?:Mr|Mrs|Miss|Ms)\.? [A-Z][\w’-]+)['’]s? class\b(?! at)")
_PRIMARY_ROOM = re.compile(
    r"\b(?:on the carpet|carpet time|class (?:hamster|pet|guinea pig|bear|teddy|rabbit|fish)|golden time|home corner|show and tell"
    r"|star of the week|story time|wet play|playtime|sand tray|water tray|role[- ]play corner|sticker chart|big book|forest school|phonics"
    r"|reading corner)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:brothers?|sisters?|siblings?|cousins?|friends?|twin|nephew|niece|younger|older (?:one|child)|staff|teachers|peers|for other)\b",
    re.IGNORECASE)
# Words without which no sentence speaks of a test, of a kind of school, of a year: the patterns are asked only where one stands.
_TEST_WORDS = bag("sats sat phonics multiplication times eleven 11 plus options option gcse gcses mock mocks baseline")
_SCHOOL_WORDS = bag("secondary high senior upper primary infant junior middle nursery nurseries preschool pre sixth")
_YEAR_WORDS = bag("year y") | {f"y{n}" for n in range(1, 15)}
_EARLY_WORDS = bag("reception nursery preschool pre portage visitor")
_WORDS = _TEST_WORDS | _SCHOOL_WORDS | _YEAR_WORDS | _EARLY_WORDS
_SECONDARY, _SETTLED = 7, 8
_PRIMARY_SETTINGS = ("primary", "junior", "infant", "first", "special")


def stale_stage(line: Line, when: When) -> Iterator[Stale]:
    """Tests, choices of school and years told as ahead that the child's own year has passed."""
    if not when.years or not line.any(_WORDS) or line.item.section in ("I", "K"):
        return
    if line.item.section in _GIVING and not line.past:
        yield from _given_in_years_gone(line, when)
    for start, end in past_stage(line.raw, line.vocabulary, when.gone_year, line.past):
        if not in_quotation(line.raw, start):
            yield Stale(line.start + start, line.start + end, when.why_year)


def _given_in_years_gone(line: Line, when: When) -> Iterator[Stale]:
    for match in _GIVEN_IN.finditer(line.raw) if line.any(_YEAR_WORDS) else ():
        if int(match["year"]) < when.gone_year and not _OF_PUPILS.search(match.group()) and not in_quotation(line.raw, match.start()):
            yield Stale(line.start + match.start(), line.start + match.end(), when.why_year)


def past_stage(raw: str, words: frozenset[str], gone_year: int, past: bool) -> Iterator[tuple[int, int]]:
    """Character ranges in a sentence of what lay ahead of a stage before `gone_year`.

    `words` are its words in small letters; `past` is whether it tells what was.
    """
    for match in _all(raw, words, past):
        others = _OTHERS.search(raw, 0, match.end() if match.re is _BEFORE_A_TEST else match.start())
        if not others and gone_year > _still_ahead_in(match):
            yield _from_subject(raw, match)


def _still_ahead_in(match: re.Match[str]) -> int:
    """The last school year in which what the words speak of can lie ahead."""
    if match.re is _BEFORE_A_TEST:
        return _LAST_YEAR.get(_key(match["test"]), 99)
    if match.re is _GOOD_START:
        return 0 if match["stage"].lower() == "reception" else -1
    if match.re is _EARLY_YEARS:
        return 1
    if match.re is _WILL_BE_IN:
        return int(match["year"])
    first = _FIRST_YEAR[match["phase"].lower().split()[0].removesuffix("-form")]
    # A plan issued in the first year of a phase may still tell of the start.
    return first if match.re is _STARTING else first - 1


def _all(raw: str, words: frozenset[str], past: bool) -> Iterator[re.Match[str]]:
    if not past and words & _TEST_WORDS:
        yield from _BEFORE_A_TEST.finditer(raw)
    if not past and words & _SCHOOL_WORDS:
        yield from _CHOICE.finditer(raw)
        yield from _STARTING.finditer(raw)
    if words & _YEAR_WORDS:
        yield from _WILL_BE_IN.finditer(raw)
    if words & _EARLY_WORDS:
        yield from _GOOD_START.finditer(raw) if not past else ()
        yield from _EARLY_YEARS.finditer(raw) if not past else ()


def stale_classrooms(line: Line, when: When, old: bool) -> Iterator[Stale]:
    """A class teacher's class and its carpet, told as today's of a child long in secondary school.

    `old` is whether other words of the item are already found to be of an earlier time.
    """
    if when.gone_year < _SECONDARY or "class" not in line.vocabulary or line.item.section != "A" or line.past:
        return
    primary = any(kind in when.setting for kind in _PRIMARY_SETTINGS)
    match = None if primary else _CLASS_OF.search(line.raw)
    if match and (old or (when.gone_year >= _SETTLED and _PRIMARY_ROOM.search(line.text.raw))):
        yield Stale(line.start + match.start("who"), line.start + match.end(), when.why_year)


def _key(test: str) -> str:
    if "option" in test.lower():
        return "options"
    return {"sat": "sats"}.get(test.lower(), test.lower().replace("-", " ").split()[0].removesuffix("plus") or "11")


def _from_subject(raw: str, match: re.Match[str]) -> tuple[int, int]:
    """From the word before, so that the words quoted say of whom."""
    before = raw[:match.start()].rstrip()
    return before.rfind(" ") + 1, match.end()

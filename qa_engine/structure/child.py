"""The child and the plan as printed: name, birthday, year, care, parents; authority, dates, setting, officer."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from qa_engine.language.dates import find_dates, parse_date, school_year, years_between
from qa_engine.language.lexicon import Lexicon
from qa_engine.language.words import plain, squeeze
from qa_engine.model.plan import Particulars, Subject
from qa_engine.structure.particulars import Pairs

_MADE = re.compile(r"\b(?:made|issued|agreed|finalised)\s+on\s+(?P<date>.{6,30}?)\s+by\s+"
                   r"(?P<authority>.+?)\s*(?:\(|,|\bin respect\b|\bunder\b|\.|$)", re.IGNORECASE)
_REVIEWED = re.compile(r"\b(?:(?:will|must|is to|has to|to) be reviewed|look at (?:it|this plan|my plan|the plan) again|"
                       r"(?:will|must) review (?:it|(?:this|the) (?:ehc )?plan)|(?:next|annual) review(?: is| will be)?(?: due| held)?)\s+"
                       r"(?:by|on or before|before|no later than|on)\s+(?P<date>.{6,30})", re.IGNORECASE)
_RESPECT = re.compile(r"\bin respect of\s+(?P<name>[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+){0,4})")
_OWN_TITLE = re.compile(r"^\W*(?P<name>[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){0,4}?)\s*[‘’']\s?s\s+(?i:(?:my\s+)?(?:education|ehc))")
_PLAN_FOR = re.compile(r"(?i:plan|ehcp)(?:\s+(?i:for|of)\s*:?|\s*:|\s+[-\u2013])\s*(?P<name>[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+){1,4})\s*$")
_REVERSED = re.compile(r"\b(?P<last>[A-Z][A-Z'’-]+(?:\s[A-Z][A-Z'’-]+)*),?\s+(?P<first>[A-Z][a-z][\w'’-]*(?:[\s-][A-Z][a-z][\w'’-]*)*)")
_OF_PLAN = re.compile(r"\b(?:plan|ehcp?|issued|dated?|(?:final|draft) version)\b|"
                      r"^(?:proposed\s|amended\s)?(?:draft|final)\b(?=.{0,60}$)", re.IGNORECASE)
_OF_OTHER = re.compile(r"review|born|birth|template|(?<!final )(?<!draft )version|replace|supersede|previous|\bv\d", re.IGNORECASE)
_TITLE = re.compile(r"^(?:my\s+)?education,?\s+health\s+and\s+care\s+(?:\(ehc\)\s+)?plan$", re.IGNORECASE)
_NO_NAME = re.compile(r"\b(?:council|county|borough|city|service|section|plan|draft|final|amended|confidential|contents|details|cover|"
                      r"facts|"
                      r"school|academy|primary|college|nursery|authority|official|private|sensitive|version|document|notice|review|annual|services|"
                      r"education|health|ehcp?)\b", re.IGNORECASE)
_OWNED = re.compile(r"([A-Z][\w-]+)['\u2019]s?\s+(?:\w+\s+){0,4}?(?i:plan|ehcp)\b")
_FULL_NAME = re.compile(r"[A-Z][\w'\u2019-]+(?:\s+[A-Z][\w'\u2019-]+){1,4}")
_WORD = r"[A-Z][\w'’-]+"
_COUNCIL = re.compile(
    rf"(?:(?:The\s+)?(?:London|Royal|Metropolitan)\s+(?:Borough|Council)\s+of\s+{_WORD}(?:\s+(?:and|upon|&)?\s*{_WORD}){{0,3}}"
    rf"|(?:{_WORD}\s+(?:(?:and|upon|of|on|the|in|&)\s+){{0,2}}){{1,5}}Council|(?:Royal\s+)?(?:City|County)\s+of\s+{_WORD}(?:\s+Council)?"
    rf"|{_WORD}(?:\s+{_WORD}){{0,2}}\s+(?:Local\s+Authority|Children['’]s\s+(?:Services|Trust)))")
_NO_AUTHORITY = re.compile(r"\b(?:Professions|Medical|Nursing|Teaching|School|Youth|Parish|Town|Arts|British) Council$|Community Children")
_CUT = re.compile(r"\s+(?:Amended|Draft|Final|Proposed|Education,?|EHCP?|Plan)\b.*$", re.DOTALL)
_BETWEEN = re.compile(r"\s*(?:;|,|&|\n|\band\b|(?<=\))\s)\s*")  # people named in one value
_BRACKET = re.compile(r"\s*\([^)]*\)\s*$")
_YEAR = re.compile(r"^(?:national curriculum\s+|nc\s*)?(?:school\s+)?(?:year|yr|y|ncy)\.?\s*(?:group\s*)?(?P<n>\d{1,2})$", re.IGNORECASE)
_ANY_YEAR = re.compile(r"\b(?:year|yr|y|ncy)?\s*(\d{1,2})\b", re.IGNORECASE)
_CARE = (("care_none", "none"), ("care_cp", "CP"), ("care_cin", "CiN"), ("care_lac", "LAC"), ("care_early_help", "early help"))
_HE, _SHE = {"he", "him", "his", "himself"}, {"she", "her", "hers", "herself"}
_THEY = {"they", "them", "their", "theirs", "themself", "themselves"}
_PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|hers?|herself|they|them|theirs?|themsel(?:f|ves))\b")


def names_of(pairs: Pairs, margins: list[str]) -> tuple[str | None, str | None]:
    """Full name and the name the child goes by, from field, sentence, title or header, in that order."""
    known = _clean(pairs.first("known_as")) or None
    name = _clean(pairs.first("name"))
    if pairs.first("surname") and pairs.first("forename"):
        # Where both are asked for, a plain "Name" further down is a parent's.
        name = squeeze(f"{pairs.first('forename')} {pairs.first('surname')}")
    for pattern in () if name else (_RESPECT, _OWN_TITLE, _PLAN_FOR):
        # "EHC Plan \u2013 Final Version" names nobody.
        named = (m["name"] for line in pairs.lines if (m := pattern.search(line)))
        name = next((x for x in named if pattern is not _PLAN_FOR or not _NO_NAME.search(x)), "")
        if name:
            # "Sam's EHC plan" may stand above the full name.
            name = name.rstrip(" .")
            name = name if " " in name else _alone(pairs.lines, known, name)
            break
    name = name or _alone(pairs.lines, known)
    name = name or next((f"{m['first']} {m['last'].title()}" for line in margins if (m := _REVERSED.search(line))), "")
    return _ordered(name) or None, known


def _alone(lines: list[str], known: str | None, short: str = "") -> str:
    """The child's full name on a line of its own, known by a name that the child goes by or a title such as "Sam's plan"; else `short`."""
    front = lines[:20]
    owners = {m[1] for line in front if (m := _OWNED.match(line))} | {known, short}
    titles = {n for n, line in enumerate(front) if _TITLE.match(line)}
    named = [(n, x) for n, x in enumerate(front) if x not in owners and _FULL_NAME.fullmatch(x) and not _NO_NAME.search(x)]
    # A name that ends the line is no first name: "About Sam".
    sure = [x for _, x in named if owners & set(x.split()[:-1])]
    beside = [] if short else [x for n, x in named if {n - 1, n + 1} & titles]
    return next(iter((*sure, *beside)), short)


def name_words(name: str | None, known: str | None) -> frozenset[str]:
    """Words of the child's names in lower case."""
    return frozenset(w.lower() for n in (name, known) if n for part in n.split() for w in (part, *part.split("-")) if len(w) > 1)


def subject_of(pairs: Pairs, margins: list[str], issue: date | None, text: str, lexicon: Lexicon) -> Subject:
    """The child as printed; year and age reckoned at the issue date. `text` is the plan's text, for the pronouns."""
    name, known = names_of(pairs, margins)
    dob = parse_date(pairs.first("dob")) or next((parse_date(m) for m in margins if "/" in m and name and parse_date(m)), None)
    group = _year_group(pairs.first("year", "year_other"))
    reckoned = school_year(dob, issue) if dob and issue else None
    stated = _number_of(group)
    care, status = _care(pairs, lexicon)
    return Subject(name, known, dob, group, _pronouns(text), stated if stated is not None else reckoned, reckoned,
                   years_between(dob, issue) if dob and issue else None, _contacts(pairs), care, status)


def particulars_of(pairs: Pairs, margins: list[str], state: str, ending: Pairs) -> Particulars:
    """What the plan says of itself; `ending` holds the pairs of the sign-off."""
    made = next((m for line in pairs.lines if (m := _MADE.search(line))), None)
    return Particulars(
        authority=_authority(pairs, margins, made["authority"] if made else "", ending),
        status=None if state == "unknown" else state, issue_date=_issued(pairs, state, made["date"] if made else "", ending, margins),
        review_due=_review_due(pairs, ending), first_issue=parse_date(pairs.first("first_issue")),
        setting=_BRACKET.sub("", pairs.first("setting")) or None, officer=pairs.first("officer") or ending.first("officer") or None,
        signed=_signed(pairs, ending))


def _clean(text: str) -> str:
    return _BRACKET.sub("", text).strip(" .,:")


def _ordered(name: str) -> str:
    if "," in name:
        last, first = (part.strip() for part in name.split(",", 1))
        name = f"{first} {last}"
    return squeeze(" ".join(p.title() if p.isupper() and len(p) > 2 else p for p in name.split()))


def _authority(pairs: Pairs, margins: list[str], made: str, ending: Pairs) -> str | None:
    # "On behalf of the council: J. Doe" in a sign-off names a person.
    signed = ending.first("authority") if _names_council(ending.first("authority")) else ""
    for text in (pairs.first("authority"), made, signed):
        if text:
            return squeeze(text).removeprefix("the ")
    found = Counter(_names_council(line) for line in (*pairs.lines, *margins, *ending.lines, *pairs.values.get("officer", ())))
    found.pop("", None)
    return next(iter(found), None)


def _names_council(line: str) -> str:
    line = re.split(r"\t| {3,}", line.strip())[0]
    match = _COUNCIL.search(line.title().replace(" Of ", " of ").replace(" And ", " and ") if line.isupper() else line)
    if match and _NO_AUTHORITY.search(match.group()):
        return ""
    return re.sub(r"^(?:The|My|Our|By)\s+", "", _CUT.sub("", squeeze(match.group()))) if match else ""


def _issued(pairs: Pairs, state: str, made: str, ending: Pairs, margins: list[str]) -> date | None:
    fields = ("issue_draft", "issue") if state == "draft" else ("issue", "issue_draft")
    for text in (*(v for f in fields for v in pairs.values.get(f, ())), made, *(v for f in fields for v in ending.values.get(f, ()))):
        if found := parse_date(text):
            return found
    lines = [x for x in (*pairs.lines[:14], *margins) if _OF_PLAN.search(x) and not _OF_OTHER.search(x)]
    for line in (*lines, *(x for x in ending.lines if re.search(r"\bdate", x, re.IGNORECASE))):
        if dates := [m.date for m in find_dates(line) if m.date and m.date.year > 2013]:
            return dates[0]
    return next((d for v in ending.values.get("date", ()) if (d := parse_date(v))), None)


def _review_due(pairs: Pairs, ending: Pairs) -> date | None:
    """From a field, or from a sentence such as "The plan will be reviewed by 14 May 2027"."""
    told = (m["date"] for line in (*pairs.lines, *ending.lines) if (m := _REVIEWED.search(line)))
    return next((d for text in (pairs.first("review"), ending.first("review"), *told) if (d := parse_date(text))), None)


def _signed(pairs: Pairs, ending: Pairs) -> bool | None:
    asked = [v for p in (pairs, ending) for v in p.values.get("signed", ())]
    return any(asked) if asked else None


def _year_group(text: str) -> str | None:
    text = squeeze(text).strip(" .")
    match = _YEAR.match(text)
    if match:
        return match["n"]
    return "R" if text.lower() in ("reception", "year r", "rec") else text or None


def _number_of(group: str | None) -> int | None:
    low = (group or "").lower()
    if not low:
        return None
    if low in ("r", "reception") or low.startswith("reception"):
        return 0
    if "nursery" in low or "pre-school" in low or "preschool" in low:
        return -1
    found = _ANY_YEAR.search(re.sub(r"post[- ]?(?:16|19)", "", low))
    number = int(found[1]) if found else None
    if number is not None and "college" in low and number < 5:
        return number + 11
    return number if number is not None and number <= 20 else None


def _care(pairs: Pairs, lexicon: Lexicon) -> tuple[bool | None, str | None]:
    answer = pairs.first("care")
    reader = lexicon.part("care_", "answer_")
    care: bool | None = None
    if answer:
        hits = reader.read(plain(answer)).hits
        care = None if {"answer_yes", "answer_no"} <= hits.keys() else False if "answer_no" in hits or "care_none" in hits else \
            True if {"answer_yes", "care_lac"} & hits.keys() else None
    return care, _care_status(pairs.first("care_status"), reader, care)


def _care_status(text: str, reader: Lexicon, care: bool | None) -> str | None:
    hits = reader.read(plain(text)).hits if text else {}
    for name, status in _CARE:
        if name in hits:
            return status
    return "LAC" if care else None


def _contacts(pairs: Pairs) -> tuple[str, ...]:
    people = [*(pairs.values.get("name", ()) if pairs.first("surname") else ()), *pairs.contacts]
    found = [_clean(part) for value in people for part in _BETWEEN.split(value)]
    return tuple(dict.fromkeys(x for x in found if re.match(r"^(?:[A-Z][\w'’.-]*\s?){1,5}$", x)))


def _pronouns(text: str) -> str | None:
    found = Counter(_PRONOUN.findall(text.lower()))
    he, she, they = (sum(found[w] for w in group) for group in (_HE, _SHE, _THEY))
    if max(he, she) >= 3 and max(he, she) > 2 * min(he, she) and max(he, she) * 2 > they:
        return "he" if he > she else "she"
    return "they" if they >= 6 and they > 4 * (he + she) else None

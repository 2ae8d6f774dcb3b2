"""How much: amounts, ceilings without a floor, and full coverage, read from the words around each number."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from qa_engine.language.lexicon import Hit, Text, is_number

# "45mins", "2hrs", "5mg" are one word; "9.15 to 9.35" and "9am-10am" give both ends of an amount.
_GLUED = re.compile(r"\d+(?:\.\d+)?(?:m|mins?|minutes?|h|hrs?|hours?|mg|mcg|mls?)$")
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s*(?:until|till)\s*|\s*(?:to|and|-|–)\s*(?=\d{1,2}\s?[.:ap]))\d{1,2}(?:[.:]\d{2}|\s?[ap]\.?m)?",
    re.IGNORECASE)
# "2 x 30" and "3x20min" give sessions and minutes in the shorthand of tables.
_TIMES = re.compile(r"\b\d{1,2}\s?[x×]\s?\d", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_TIMED = re.compile(r"[.:]\d\d|[ap]\.?m|until|till", re.IGNORECASE)
_JOINING = frozenset(["to", "and", "or", "x", "a", "an", "of", "further", "the", "between", "about", "around", "approximately"])
_INTERVAL = frozenset([
    "every", "after", "than", "over", "within", "last", "under", "aged", "beyond", "before", "exceeds", "exceeding", "past",
    "lasts", "lasting", "lasted", "reaches", "reached", "reaching", "passes",
])
# "if the fit goes on for five minutes": how long it lasts, once a word before has opened a condition.
_LASTING = frozenset(["on", "continues", "continued", "continuing", "persists", "runs", "been"])
_ON_CONDITION = frozenset(["if", "when", "whenever", "once", "until", "as", "where", "should"])
_OPENING = frozenset(["if", "when", "whenever", "should"])
# "Year 2 lessons": the number names the year and counts nothing.
_LABELS = frozenset([
    "year", "years", "stage", "phase", "level", "band", "section", "step", "unit", "part", "grade", "entry", "page", "chapter",
])
_EACH = frozenset(["each", "every", "per", "a", "one"])


_GROUPS = frozenset(["group", "groups", "class", "classes", "pair", "base", "room", "set", "ratio"])
_PER = frozenset(["in", "a", "per", "each", "every", "over"])
_COUNTED = frozenset(["sessions", "visits", "lessons", "appointments", "evenings", "afternoons", "mornings"])
# What a child has to do, bear or wait for: a limit upon it is in the child's favour.
_BURDENS = frozenset([
    "homework", "prep", "waiting", "wait", "waits", "queue", "queueing", "queuing", "assignments", "coursework", "copying", "detention",
    "detentions", "journey", "journeys", "listening", "screen", "standing", "walking", "instructions", "worksheets", "tasks", "exercises",
    "distance", "absence", "temperature", "noise", "carpet", "timetable",
])
# What is taught or helped with is no burden, whatever its name: "teach listening", "help with homework", "a walking group".
_TEACHING = ("teach", "taught", "practis", "rehears", "coach", "train")
_HELPING = frozenset(["help", "support", "lessons", "sessions", "work", "therapy", "practice"])
_OVER = frozenset(["with", "in", "on", "for"])
_COURSES = frozenset(["practice", "group", "therapy", "training", "lessons", "club", "skills", "coach", "support", "help"])
_CLAUSE = 9
_DAYS = frozenset(["day", "days"])
_OCCASIONS = frozenset(["times", "occasions"])
_TIME_NOUNS = frozenset([
    "times", "occasions",
    "hours", "hour", "sessions", "session", "appointments", "time", "visits", "minutes", "evenings", "days", "nights", "lessons",
])


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts firmly given, the words of a ceiling that has no floor, and phrases of full coverage."""

    firm: tuple[Hit, ...]
    ceiling: str
    ceilings: tuple[Hit, ...]
    clock: bool
    coverage: tuple[Hit, ...]

    @property
    def given(self) -> bool:
        """Whether an amount or full coverage is given."""
        return bool(self.firm or self.clock or self.coverage)

    def timed(self, text: Text) -> bool:
        """Whether somebody's time is given, and more than a count of days ("on all five days")."""
        return any(text.words[hit.last].lower not in _DAYS and not _each_occasion(text, hit) for hit in self.firm)


def _each_occasion(text: Text, hit: Hit) -> bool:
    # "a light box for every session" is there each time, and takes nobody's time.
    opening = [word.lower for word in text.words[hit.first:hit.first + 2]]
    return opening in (["for", "every"], ["for", "each"])


def amounts(text: Text) -> Amounts:
    """Read every amount of `text`."""
    found = _outermost([hit for hit in text.of("provision_amount") if not _is_labelled(text, hit)]) + _glued(text)
    floor = text.has("provision_floor_lead")
    ends = {hit.last: hit for hit in text.of("provision_ceiling_lead")}
    tails = {hit.first for hit in text.of("provision_ceiling_tail") if not _counts_next(text, hit)}
    floors = {hit.last for hit in text.of("provision_floor_lead")}
    leads = {hit: _lead(text, hit.first, floors | ends.keys()) for hit in found}
    led = [hit for hit in found if leads[hit] in ends or any(hit.last < at <= hit.last + 3 for at in tails)]
    led += [hit for hit in _after_dangling(text, found) if hit not in led]
    capped = [] if floor else [hit for hit in led if not _limits_burden(text, hit)]
    firm = [hit for hit in found if hit not in capped and (leads[hit] in floors or not _is_interval(text, hit, leads[hit]))]
    words = [text.raw[ends[leads[hit]].start if leads[hit] in ends else hit.start:hit.end] for hit in capped] or _bare_ceilings(text)
    ceiling = words[0] if words and not floor else ""
    return Amounts(tuple(firm), ceiling, tuple(capped), _has_clock(text), tuple(text.of("provision_coverage")))


def _outermost(found: list[Hit]) -> list[Hit]:
    # "Half an hour" holds "an hour", whose lead is not the words before it.
    return [hit for hit in found if not any(one.first < hit.first and hit.last <= one.last for one in found)]


def _counts_next(text: Text, tail: Hit) -> bool:
    # "25 minutes, max. 4 pupils": the limit is of what follows.
    after = text.words[tail.last + 1].lower if tail.last + 1 < len(text.words) else ""
    return is_number(after)


def _is_interval(text: Text, hit: Hit, lead: int) -> bool:
    # "over 20 minutes" bounds a time; "over four visits" spreads the help over them.
    counted = text.words[lead].lower == "over" and text.words[hit.last].lower in _COUNTED
    return lead != hit.first and not counted and (text.words[lead].lower in _INTERVAL or _lasts(text, lead))


def _lasts(text: Text, lead: int) -> bool:
    words = [word.lower for word in text.words[max(0, lead - _CLAUSE):lead + 1]]
    if len(words) < 2 or words[-1] != "for":
        return False
    return (words[-2] in _LASTING and not _ON_CONDITION.isdisjoint(words)) or _before_the_promise(text, lead)


def _before_the_promise(text: Text, lead: int) -> bool:
    # "When she has read for ten minutes the TA will ...": the number is of what has to happen first.
    sentence = next(((start, end) for start, end in text.sentences if start <= text.words[lead].start < end), (0, 0))
    opening = next((at for at, word in enumerate(text.words) if word.start >= sentence[0]), lead)
    if text.words[opening].lower not in _OPENING or any(word.broken for word in text.words[opening + 1:lead + 1]):
        return False
    promised = [hit.first for hit in text.of("provision_firm") if sentence[0] <= hit.start < sentence[1]]
    return bool(promised) and lead < promised[0]


def _is_labelled(text: Text, hit: Hit) -> bool:
    before = [word.lower for word in text.words[max(0, hit.first - 2):hit.first]]
    return bool(before) and not text.words[hit.first].broken and before[-1] in _LABELS and before[0] not in _EACH


def _dangling(text: Text) -> list[Hit]:
    # "Reading help, up to", and the number stands in the next column.
    words = text.words
    return [lead for lead in text.of("provision_ceiling_lead") if lead.last + 1 < len(words) and words[lead.last + 1].broken]


def _after_dangling(text: Text, found: list[Hit]) -> list[Hit]:
    return [hit for lead in _dangling(text) for hit in found if hit.first > lead.last][:1]


def _limits_burden(text: Text, hit: Hit) -> bool:
    # "Homework shall not exceed thirty minutes": what is asked of the child has a limit, and no help has one.
    for at in range(hit.first, max(-1, hit.first - _CLAUSE), -1):
        if text.words[at].lower in _BURDENS and not _is_taught(text, at):
            return True
        if text.words[at].broken and at < hit.first:
            break
    return False


def _is_taught(text: Text, at: int) -> bool:
    before = [word.lower for word in text.words[max(0, at - 2):at]]
    if before and (before[-1].startswith(_TEACHING) or (before[-1] in _OVER and before[0] in _HELPING)):
        return True
    return at + 1 < len(text.words) and text.words[at + 1].lower in _COURSES


def _bare_ceilings(text: Text) -> list[str]:
    # "Respite nights, never above four in a quarter": the unit stands before the number.
    if not any(word.lower in _TIME_NOUNS for word in text.words):
        return []
    found = []
    for lead in text.of("provision_ceiling_lead"):
        if any(w.lower in _GROUPS for w in text.words[max(0, lead.first - 3):lead.first]):
            continue
        after = text.words[lead.last + 1:lead.last + 3]
        if after and is_number(after[0].lower) and (len(after) == 1 or after[1].broken or after[1].lower in _PER | _OCCASIONS):
            found.append(text.raw[lead.start:after[0].end])
    return found or _counted_elsewhere(text)


def _counted_elsewhere(text: Text) -> list[str]:
    # "Will visit, up to" in one column and "six times" in another.
    found = []
    for lead in _dangling(text):
        rest = text.words[lead.last + 1:]
        if any(is_number(one.lower) and other.lower in _OCCASIONS for one, other in zip(rest, rest[1:], strict=False)):
            found.append(text.quote(lead))
    return found


def _has_clock(text: Text) -> bool:
    if not _DIGIT.search(text.raw):
        return False
    return _TIMES.search(text.raw) is not None or any(_TIMED.search(match.group()) for match in _CLOCK.finditer(text.raw))


def _glued(text: Text) -> list[Hit]:
    if not _DIGIT.search(text.raw):
        return []
    glued = [(at, word) for at, word in enumerate(text.words) if word.lower[0] in "0123456789" and _GLUED.match(word.lower)]
    return [Hit("provision_amount", word.start, word.end, at, at) for at, word in glued]


def _lead(text: Text, first: int, known: Set[int]) -> int:
    # The word that governs an amount: what stands before its numbers and little words, in the same clause.
    at = first
    while at > 0 and not text.words[at].broken:
        at -= 1
        word = text.words[at].lower
        if at in known or not (is_number(word) or word in _JOINING):
            return at
    return first

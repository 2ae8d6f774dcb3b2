"""How often: frequencies, and triggers that anyone can observe; a review's frequency is not the provision's."""

from __future__ import annotations

from dataclasses import dataclass

from qa_engine.language.lexicon import Hit, Lexicon, Text, Vocabulary
from qa_engine.observe.provision_conditions import WISHED, Clause, inverted_should, of_a_routine

_WHEN = frozenset(["when", "whenever", "wherever", "if", "while", "whilst", "should"])
_EACH_TIME = frozenset(["whenever", "wherever"])
_SPAN = frozenset([
    "for", "in", "within", "of", "after", "half", "than", "over", "such", "about", "into", "previous", "from", "this", "until",
])
_OWNED = frozenset(["the", "his", "her", "their", "your", "my"])
_ASKED = frozenset(["where", "what", "who", "how"])
_REVIEWING = ("review", "monitor", "evaluat", "updat")
_NOT_TIMES = frozenset(["living", "life", "diary", "routine", "routines", "review", "reviews", "basis"])
_MONTHS = frozenset([
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "autumn",
    "spring", "summer",
])
_DATING = frozenset(["in", "by", "before", "on", "from", "during", "of", "at", "until", "the", "end", "start", "between", "and"])
_YEARLY = frozenset(["year", "annum", "annually", "yearly"])
_DOCUMENT = frozenset(["report", "dated", "letter", "advice", "assessment", "plan", "review"])
_POINTS = frozenset(["later", "earlier", "early", "late"])
# "before each topic" says when; what is then done has a length of its own to be given.
_COURSES, _BEFORE = frozenset(["topic", "unit", "block"]), frozenset(["before", "after", "of"])
_CLAUSE = 14
_QUANTIFIERS = frozenset(["every", "each", "all", "both", "any"])
_WINDOW = 8
_STOPS = frozenset([
    "will", "must", "is", "are", "to", "who", "with", "when", "by", "has", "have", "pupil", "child", "adult", "adults",
    "children", "pupils", "staff", "teacher", "teachers", "member", "students", "student", "person", "people", "parents",
])


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Frequencies of the provision itself, occasions covered one and all, triggers, and whether a date stands for a single event."""

    own: tuple[Hit, ...]
    occasions: int
    spans: int
    triggers: int
    every_time: bool
    dated: bool


def frequencies(text: Text, lexicon: Lexicon, closed: list[Clause], later: list[Clause], capped: tuple[Hit, ...]) -> Frequencies:
    """Read the frequencies of `text`, with no trigger looked for in `closed` (conditions, delegations) and no frequency in `later`."""
    times = [hit for hit in text.of("provision_frequency")
             if _is_time(text, hit) and not _is_capped(text, hit, capped) and not _within(later, hit.first)]
    own = [hit for hit in times if not _of_review(text, hit)]
    events = [hit for hit in text.of("provision_event") if not _of_review(text, hit) and not _within(closed, hit.first)]
    triggers = [at for at, word in enumerate(text.words) if word.lower in _WHEN or (word.lower == "time" and _each_time(text, at))]
    seen = [at for at in triggers if not _within(closed, at) and _observable(text, at, lexicon.vocabulary("provision_felt_vocabulary"))]
    every = any(text.words[at].lower in _EACH_TIME or _each_time(text, at) for at in seen)
    occasions, spans = _quantified(text, lexicon, closed)
    return Frequencies(tuple(own), occasions, spans, len(events) + len(seen), every, _dated(text))


def _is_capped(text: Text, hit: Hit, capped: tuple[Hit, ...]) -> bool:
    # "at most three mornings a week" sets no frequency; "up to 5 hours a week" is still weekly, by its own "a week".
    if any(cap.first == hit.first for cap in capped):
        return True
    # "up to 20 nights of respite a year": a sum to draw on, and no word of when.
    return text.words[hit.last].lower in _YEARLY and any(cap.last < hit.first <= cap.last + 4 for cap in capped)


def _quantified(text: Text, lexicon: Lexicon, closed: list[Clause]) -> tuple[int, int]:
    occasions, times = lexicon.vocabulary("provision_occasion_vocabulary"), lexicon.vocabulary("provision_span_vocabulary")
    full = spans = 0
    for at, word in enumerate(text.words):
        if word.lower not in _QUANTIFIERS or _within(closed, at) or _reviewing(text, at):
            continue
        sort = _kind(text, at, occasions, times)
        full += sort == "occasion"
        spans += sort == "span"
    return full, spans


def _kind(text: Text, at: int, occasions: Vocabulary, times: Vocabulary) -> str:
    limit = next((start for start, _ in text.sentences if start > text.words[at].start), len(text.raw))
    following = [w.lower for w in text.words[at + 1:at + 1 + _WINDOW] if w.start < limit]
    if not following or following[0] in ("other", "one") and text.words[at].lower == "each":
        return ""
    for word in following:
        if word in _STOPS:
            return ""
        if word in times:
            return "span" if text.words[at].lower in ("every", "each") else ""
        if word in occasions:
            return "span" if word in _COURSES and at and text.words[at - 1].lower in _BEFORE else "occasion"
    return ""


def _reviewing(text: Text, at: int) -> bool:
    return any(w.lower.startswith("review") for w in text.words[max(0, at - 3):at])


def _is_time(text: Text, hit: Hit) -> bool:
    before = text.words[hit.first - 1].lower if hit.first and not text.words[hit.first].broken else ""
    if before in _POINTS or _is_own_review(text, hit):
        return before not in _POINTS  # "later in the year" is one time
    after = text.words[hit.last + 1].lower if hit.last + 1 < len(text.words) else ""
    short = hit.last - hit.first <= 1 and text.words[hit.first].lower in ("a", "one", "the", "second", "third")
    ranked = text.words[hit.first].lower in ("second", "third") and before in _OWNED  # "from her third year" is one year
    return not (short and (before in _SPAN or ranked)) and not (hit.first == hit.last and after in _NOT_TIMES - {"basis"})


def _is_own_review(text: Text, hit: Hit) -> bool:
    # "Annual review by a cardiologist" is what is given; "at the annual review" is the plan's own.
    opens = hit.first == 0 or text.words[hit.first].broken
    after = [word.lower for word in text.words[hit.last + 1:hit.last + 3]]
    return opens and len(after) > 1 and after[0] in ("review", "reviews") and after[1] in ("by", "with", "in", "at", "from", "of")


def _of_review(text: Text, hit: Hit) -> bool:
    # "reviewed by the SENCO each term": unless reviewing is all that the item gives.
    start = max(0, hit.first - 8)
    clause = text.words[start:hit.last + 3]
    places = [start + n for n, w in enumerate(clause) if w.lower.startswith(_REVIEWING)]
    near = [at for at in places if not any(w.broken for w in text.words[min(at, hit.first) + 1:max(at, hit.last) + 1])]
    return bool(near) and any(act.first < near[0] - 2 for act in text.of("provision_act", "provision_amount", "provision_programme"))


def _each_time(text: Text, at: int) -> bool:
    return at > 0 and text.words[at].lower == "time" and text.words[at - 1].lower in ("each", "every")


def _within(clauses: list[Clause], at: int) -> bool:
    return any(clause.holds(at) for clause in clauses)


def _observable(text: Text, at: int, felt: Vocabulary) -> bool:
    clause: list[str] = []
    for word in text.words[at + 1:at + 1 + _CLAUSE]:
        if word.broken:
            break
        clause.append(word.lower)
    if text.words[at].lower == "should" and not inverted_should(text, at):
        return False
    # "Who, when and for how long is not known": a question, and no occasion.
    listed = at > 0 and text.words[at].broken and text.words[at - 1].lower in _ASKED
    if listed or of_a_routine(text, at) or (text.words[at].lower == "when" and clause[:1] in (["and"], ["or"])):
        return False
    # "It would be good if he had some help": what follows is what is wished, and no occasion.
    if text.words[at].lower == "if" and at and text.words[at - 1].lower in WISHED:
        return False
    return len(clause) >= (3 if text.words[at].lower == "if" else 2) and not any(word in felt for word in clause[:8])


def _dated(text: Text) -> bool:
    for at, word in enumerate(text.words):
        if word.lower in _MONTHS:
            before = {w.lower for w in text.words[max(0, at - 5):at]}
            if before & _DATING and not before & _DOCUMENT:
                return True
    return False

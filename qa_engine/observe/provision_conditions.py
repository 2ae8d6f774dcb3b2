"""Conditions: clauses that hang a provision on resources, on somebody's judgement or on what nobody can see."""

from __future__ import annotations

from dataclasses import dataclass

from qa_engine.language.lexicon import Hit, Text, Vocabulary

_INVERTED = frozenset(["he", "she", "they", "you", "i", "a", "an", "the", "any", "this", "it", "there", "his", "her", "their", "your",
                       "one"])
_LEFT_OPEN = frozenset(["when", "where", "if", "whenever", "wherever", "as"])
_JUDGING = frozenset([
    "feel", "feels", "felt", "think", "thinks", "thought", "consider", "considers", "considered", "deem", "deems", "deemed",
    "judge", "judges", "judged", "sees", "believe", "believes", "decide", "decides",
])
_CHILD = frozenset(["he", "she", "they", "i", "you"])
_LIKING = frozenset(["wish", "wishes", "like", "likes", "choose", "chooses", "want", "wants", "ask", "asks"])
WISHED = frozenset(["good", "helpful", "useful", "better", "best", "nice", "beneficial", "appreciated", "ideal", "help"])
_RECURRING = frozenset(["every", "each", "per", "weekly", "daily", "monthly", "termly", "during"])
# "to use when", "a card to show when", "what to say when": when the child does it, not when it is given.
_OF_THE_CHILD = frozenset(["use", "do", "try", "say", "show", "tell", "hold", "press", "wear", "go", "turn"])
_PARTICLES = frozenset(["up", "out", "over", "it", "them", "this"])
_AS_AND_WHEN = ("as", "and", "when")
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Clause:
    """A range of words, first and last, from its opening word."""

    first: int
    last: int

    def holds(self, at: int) -> bool:
        """Whether the word stands in the clause."""
        return self.first <= at <= self.last


def clause_from(text: Text, first: int, opening: int) -> Clause:
    """The clause that begins with the words `first` to `opening`, up to the next punctuation."""
    last = opening
    while last + 1 < len(text.words) and last - opening < _LONGEST and not text.words[last + 1].broken:
        last += 1
    return Clause(first, last)


def words_of(text: Text, clause: Clause) -> str:
    """The exact words of a clause."""
    return text.raw[text.words[clause.first].start:text.words[clause.last].end]


def inverted_should(text: Text, at: int) -> bool:
    """Whether a "should" opens a condition ("should she ask") and promises nothing."""
    if at + 1 >= len(text.words) or text.words[at + 1].broken:
        return False
    after = text.words[at + 1]
    return after.lower in _INVERTED or text.raw[after.start].isupper()


def resource_clauses(text: Text, scarce: Vocabulary) -> list[Clause]:
    """Clauses that make the provision depend on funding, staffing, places, availability or a panel."""
    fixed = [Clause(hit.first, hit.last) for hit in text.of("provision_resource")]
    leads = [hit for hit in text.of("provision_condition_lead") if _opens_condition(text, hit)]
    phrases = text.of("provision_resource_phrases")
    found = [clause_from(text, hit.first, hit.last) for hit in leads]
    return fixed + [clause for clause in found if _scarce(text, clause, scarce, phrases)]


def _opens_condition(text: Text, lead: Hit) -> bool:
    opening = text.words[lead.first].lower
    if opening == "once" and lead.first + 1 < len(text.words):
        return text.words[lead.first + 1].lower not in _RECURRING  # "once every three weeks" is a frequency
    return opening != "should" or inverted_should(text, lead.first)


def _scarce(text: Text, clause: Clause, scarce: Vocabulary, phrases: list[Hit]) -> bool:
    if not _of_a_wish(text, clause) and any(clause.holds(hit.first) and clause.holds(hit.last) for hit in phrases):
        return True
    return any(text.words[at].lower.removesuffix("'s") in scarce for at in range(clause.first + 1, clause.last + 1))


def _of_a_wish(text: Text, clause: Clause) -> bool:
    # "It would help if a quiet room could be found": what is wished for, and hung on nothing.
    return clause.first > 0 and text.words[clause.first].lower == "if" and text.words[clause.first - 1].lower in WISHED


def open_clauses(text: Text, felt: Vocabulary) -> list[Clause]:
    """Clauses of judgement or feeling ("when staff think it right", "if he is anxious"): nobody can see when they hold."""
    found = []
    # "Where possible he should" is loose already in two words: what follows them is no condition.
    short = {hit.first for hit in text.of("vague_condition")}
    for at, word in enumerate(text.words):
        if word.lower in _LEFT_OPEN and at not in short and not of_a_routine(text, at):
            clause = clause_from(text, at, at)
            inner = {text.words[n].lower for n in range(at + 1, min(clause.last, at + 9) + 1)}
            unseen = inner & _JUDGING or (word.lower != "as" and any(w in felt for w in inner))
            if len(inner) > 1 and unseen and not _of_own_will(text, clause):
                found.append(clause)
    return found


def _of_own_will(text: Text, clause: Clause) -> bool:
    # "by the window if she likes": the child's own choice, that anyone can hear.
    words = [word.lower for word in text.words[clause.first:clause.last + 1]]
    return len(words) == 3 and words[0] in ("if", "when") and words[1] in _CHILD and words[2] in _LIKING


def of_a_routine(text: Text, at: int) -> bool:
    """Whether a "when" goes with what the child is to do ("three steps to use when she is upset"), not with what is given."""
    if text.words[at].lower in ("whenever", "wherever"):
        return False  # "his to use whenever the hall is open" is always there
    verb = at - 2 if text.words[at - 1].lower in _PARTICLES else at - 1
    return verb > 0 and text.words[verb].lower in _OF_THE_CHILD and text.words[verb - 1].lower == "to"


def hedged_clauses(text: Text) -> list[Clause]:
    """Clauses that promise only where it can be kept ("before lessons where practicable")."""
    return [Clause(clause_start(text, hit.first), hit.last) for hit in text.of("provision_hedge")]


def considered_sentences(text: Text) -> list[Clause]:
    """Sentences that only think of something ("a reduced timetable to be considered")."""
    return [_sentence_of(text, hit) for hit in text.of("provision_considered")]


def clause_start(text: Text, at: int) -> int:
    """The first word of the clause in which a word stands, from the punctuation before it."""
    while at > 0 and not text.words[at].broken:
        at -= 1
    return at


def _sentence_of(text: Text, hit: Hit) -> Clause:
    start, end = next((one for one in text.sentences if one[0] <= hit.start < one[1]), (0, len(text.raw)))
    inside = [at for at, word in enumerate(text.words) if start <= word.start < end]
    return Clause(inside[0], inside[-1]) if inside else Clause(hit.first, hit.last)


def leads_to_event(text: Text, hit: Hit) -> bool:
    """Whether "as and when" goes on to say when ("as and when the family rings"), and so leaves nothing open by itself."""
    if tuple(w.lower for w in text.words[hit.first:hit.last + 1]) != _AS_AND_WHEN or hit.last + 3 >= len(text.words):
        return False
    return not any(w.broken for w in text.words[hit.last + 1:hit.last + 4])

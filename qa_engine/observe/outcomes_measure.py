"""Could someone say at review, from the words alone, whether an outcome was met?"""

from __future__ import annotations

from qa_engine.language.lexicon import Hit, Lexicon, Text
from qa_engine.observe.needs_clauses import Clause
from qa_engine.observe.outcomes_time import dated_spans, deadline_hits

_SHORTEST = 3
_WHOM = frozenset(("in", "about", "of", "with"))


class Measure:
    """Asks one outcome's sentences. `timed` and `given` are what is already known of the outcome."""

    def __init__(self, lexicon: Lexicon, text: Text, timed: bool, given: bool):
        self._acts = lexicon.vocabulary("outcome_act_vocabulary")
        self._deadlines = deadline_hits(text)
        self._dates = dated_spans(text.raw)
        self._timed = timed
        self._given = given

    def can_tell(self, clause: Clause) -> bool:
        """Whether this sentence alone would let a reviewer say yes or no."""
        if len(clause.words) < _SHORTEST:
            return False
        numbered = self._counts(clause)
        if self._given:
            return numbered or clause.has("outcome_frequency")
        if wishes(clause) and not (self._timed and numbered):
            return False
        if clause.has("outcome_comparative") and not (_criterion(clause) or clause.has("outcome_frequency")):
            return numbered
        proved = clause.has("outcome_proof") and not clause.has("outcome_felt")
        return numbered or proved or self._pictures(clause) >= self._needed(clause)

    def _counts(self, clause: Clause) -> bool:
        """A number that is neither part of the deadline nor decoration."""
        spans = [(h.start, h.end) for h in (*self._deadlines, *clause.of("outcome_decorative", "outcome_time_whole"))]
        spans = [span for span in (*spans, *self._dates) if span[0] < span[1]]
        return any(not _within(hit, spans) for hit in clause.of("outcome_number"))

    def _pictures(self, clause: Clause) -> int:
        dated = {w.lower for hit in self._deadlines for w in clause.words if hit.start <= w.start < hit.end}
        return len(clause.picture - dated)

    def _needed(self, clause: Clause) -> int:
        """How many picture words make up for what is missing: an act that can be watched, a criterion, a plain verb."""
        needed = 2
        if clause.has("outcome_vague_verb", "outcome_state"):
            needed += 1
        if _criterion(clause) or clause.has("outcome_frequency"):
            needed -= 1
        if any(word.lower in self._acts for word in clause.words):
            needed -= 1
        # "Will attend school every day": an act and how often need no picture.
        return max(0 if clause.has("outcome_frequency") else 1, needed)


def wishes(clause: Clause) -> bool:
    """Whether a sentence wishes for a life. In "Ana, who wants to be a vet, will weigh the rabbits" the wish stands beside the outcome."""
    return any(not _beside(clause, clause.at(hit)) for hit in clause.of("outcome_wish"))


def _beside(clause: Clause, at: int) -> bool:
    while at and not clause.words[at].broken:
        at -= 1
        if clause.words[at].lower == "who":
            return True
    return False


def _criterion(clause: Clause) -> bool:
    """Whether it is said how it would be known; "confident in herself" says nothing of that."""
    return any(not _is_object(clause, hit) for hit in clause.of("outcome_criterion"))


def _is_object(clause: Clause, hit: Hit) -> bool:
    at = clause.at(hit)
    return at > 0 and clause.words[at].lower.endswith(("self", "selves")) and clause.words[at - 1].lower in _WHOM


def _within(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start < end for start, end in spans)

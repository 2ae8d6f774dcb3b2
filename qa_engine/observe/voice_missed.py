"""Whether section A says that the child was not at the review meeting: "Ana did not attend, as she was in a lesson"."""

from __future__ import annotations

from collections.abc import Sequence

from qa_engine.language.words import bag, holds
from qa_engine.observe.voice_passages import Passage, Sentence
from qa_engine.observe.voice_speakers import Spoken

_NEAR = 3  # words that may stand between the child and "did not attend": "Ana, who was unwell, did not attend"
_LOOK = 4  # words after it that may name something else than a meeting
_MEETING = ("meeting", "review", "conference")
_ELSEWHERE = bag("school nursery college preschool lesson lessons class classes provision setting sessions session appointment "
                 "appointments clinic therapy club assembly swimming hospital sixth form registration training work")


def missed_review(spoken: Sequence[tuple[Passage, Sequence[Spoken]]]) -> bool:
    """Whether a passage about a meeting says of the child, and of nobody else, that he or she was not there, and tells no other way in
    which the views were had."""
    return any(_speaks_of_meeting(passage) and any(_misses(s) for s in found) and not any(_heard(s) for s in found)
               for passage, found in spoken)


def _heard(spoken: Spoken) -> bool:
    told = spoken.cues.tells and spoken.speaker == "child"
    return "voice_missed" not in spoken.sentence.hits and (spoken.cues.gathers or spoken.cues.asks or told)


def _speaks_of_meeting(passage: Passage) -> bool:
    return any(holds(text.lower(), _MEETING) for text in (*passage.titles, *(s.raw for s in passage.sentences)))


def _misses(spoken: Spoken) -> bool:
    sentence, cues = spoken.sentence, spoken.cues
    for hit in sentence.hits.get("voice_missed", ()):
        begins, ends = hit.first - sentence.first, hit.last - sentence.first + 1
        after = {word.lower for word in sentence.words[ends:ends + _LOOK]}
        nearest = max((at for at in (cues.name_at, cues.pronoun_at) if at is not None and at < begins and not _owns(sentence, at)),
                      default=None)
        parent = cues.parent_at is not None and nearest is not None and nearest < cues.parent_at < begins
        if nearest is not None and begins - nearest - 1 <= _NEAR and not parent and _ELSEWHERE.isdisjoint(after):
            return True
    return False


def _owns(sentence: Sentence, at: int) -> bool:
    # "Ana's social worker was not present."
    return sentence.words[at].lower.endswith("'s")

"""What section A speaks of: aspirations, interests, communication, history, and hopes for adult life."""

from __future__ import annotations

from dataclasses import dataclass

from qa_engine.observe.voice_passages import Passage
from qa_engine.observe.voice_speakers import Spoken

_PATHWAYS = ("voice_hope_employment", "voice_hope_living", "voice_hope_community", "voice_hope_health")


@dataclass(frozen=True, slots=True)
class Content:
    """Which matters section A holds; `adult_aspirations` is how many of the four pathways to adulthood its hopes touch."""

    aspirations: bool
    interests: bool
    communication: bool
    history: bool
    adult_aspirations: int


def content_of(spoken: list[tuple[Passage, list[Spoken]]]) -> Content:
    """Read the matters of section A from headings and words."""
    hoping = [s for p, found in spoken for s in found if _hopes(p, s)]
    return Content(
        aspirations=bool(hoping), interests=_speaks_of("interest", spoken), history=_speaks_of("history", spoken),
        communication=_speaks_of("communication", spoken, "voice_communicates"),
        adult_aspirations=sum(any(name in s.sentence.hits for s in hoping) for name in _PATHWAYS))


def _hopes(passage: Passage, spoken: Spoken) -> bool:
    topic = (spoken.sentence.label and spoken.sentence.label.topic) or passage.heading.topic
    return topic == "aspiration" or (topic != "history" and "voice_aspiration" in spoken.sentence.hits)


def _speaks_of(topic: str, spoken: list[tuple[Passage, list[Spoken]]], words: str = "") -> bool:
    words = words or f"voice_{topic}"
    return any(p.heading.topic == topic or words in s.sentence.hits for p, found in spoken for s in found)

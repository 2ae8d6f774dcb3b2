"""Decide whose view each sentence of section A gives, and whether a passage mixes voices."""

from __future__ import annotations

from dataclasses import dataclass

from qa_engine.observe.voice_cues import Cues, read_cues
from qa_engine.observe.voice_passages import Heading, Passage, People, Sentence

_WATCHED = 2  # so many signs make a passage one of observation, and all it tells of the child a view


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence, its cues, and its speaker: child, parent, both (spoken for in one breath) or "" (neither)."""

    sentence: Sentence
    cues: Cues
    speaker: str
    attributed: bool
    by_staff: bool = False


def speak(passage: Passage, people: People) -> list[Spoken]:
    """Each sentence of a passage with its speaker. A label ("Mum: ...") rules until the next one."""
    every = [read_cues(s, people) for s in passage.sentences]
    heading, previous, last, teller, spoken = _under(passage, every), "", "", "", []
    for sentence, cues in zip(passage.sentences, every, strict=True):
        if sentence.label:
            heading = Heading(sentence.label.role or heading.role, sentence.label.topic or heading.topic)
            previous = last = ""
        speaker = _speaker(cues, heading, previous, teller) or _carried(cues, heading, last)
        attributed = bool(sentence.label and sentence.label.role) or (cues.tells and not (cues.i or cues.we))
        spoken.append(Spoken(sentence, cues, speaker, attributed, heading.role == "staff"))
        previous, last = speaker or previous, speaker
        if speaker == "parent" and cues.parent_at is not None:
            teller = cues.parent_is
    return spoken


def _under(passage: Passage, every: list[Cues]) -> Heading:
    """The heading of a passage as its sentences show it to be meant."""
    heading = passage.heading
    if heading.role == "staff" and all(c.child_at is None for c in every):
        # Written for staff, not by them: nobody speaks of the child.
        return Heading("", heading.topic)
    if heading.role == "child" and sum(c.shows for c in every) >= _WATCHED:
        return Heading("watched", heading.topic)
    if heading.role in ("both", "") and _of_one_child(passage, every):
        return Heading("child", heading.topic)
    return heading


def _of_one_child(passage: Passage, every: list[Cues]) -> bool:
    """Whether one child speaks from end to end: "I" and the child's own people, nobody's son or daughter, no label, no name."""
    if any(s.label and s.label.role for s in passage.sentences) or not any(c.i for c in every):
        return False
    if any(c.offspring or c.name_at is not None or (c.pronoun_at is not None and not c.own_parent) for c in every):
        return False
    return any(c.own_parent or (c.i and c.parent_at is not None) for c in every)


def _carried(cues: Cues, heading: Heading, last: str) -> str:
    # "She would rather be outdoors. She has her own polytunnel": what follows a view at once, told of the child, is of the view.
    # So is, under the child's own heading, all that does not name the child: "The last was a list of people she would have in."
    told = heading.role in ("child", "") and heading.topic not in ("history", "communication", "method")
    goes_on = cues.follows or (cues.name_at is None and heading.role == "child")
    return last if told and last == "child" and goes_on and not (cues.clinical or cues.denies) else ""


def blurred(heading: Heading, spoken: list[Spoken]) -> bool:
    """Whether voices swing in one passage unannounced: first persons of child and parent, the child's "I" and a describing third person,
    the child's view and what "we" wish for the child under the child's own heading, or hopes that are nobody's under a heading of both."""
    if any(s.sentence.label and s.sentence.label.role for s in spoken):
        return False
    nobodys = heading.role in ("both", "together") and any(s.cues.nobodys for s in spoken)
    if nobodys or any(s.speaker == "both" for s in spoken):
        return True
    child = [n for n, s in enumerate(spoken) if (s.cues.i or s.cues.own_parent) and s.speaker == "child"]
    parent = [n for n, s in enumerate(spoken) if (s.cues.i or s.cues.we) and s.speaker == "parent" and not s.cues.gathers]
    if child and parent:
        return True
    if heading.role == "child" and _wished_for(spoken):
        return True
    return bool(child) and any(_describes(s) for s in spoken[child[0] + 1:])


def _wished_for(spoken: list[Spoken]) -> bool:
    # "Sam likes trains. We would like him to read"; of a child who is watched "we think that he would say" is no wish of a parent's.
    if sum(s.cues.shows for s in spoken) >= _WATCHED:
        return False
    return any(s.speaker == "child" for s in spoken) and any(_wish_of_we(s) for s in spoken)


def _wish_of_we(spoken: Spoken) -> bool:
    cues = spoken.cues
    about_child = spoken.speaker == "parent" and cues.we and cues.child_at is not None
    return about_child and not cues.gathers and "voice_wishing" in spoken.sentence.hits


def _describes(spoken: Spoken) -> bool:
    cues = spoken.cues
    described = cues.described or (cues.clinical and cues.pronoun_at == 0)
    return described and not (cues.i or cues.we or cues.quoted_first or cues.tells or cues.gathers or cues.parent_at is not None)


def _speaker(cues: Cues, heading: Heading, previous: str, teller: str) -> str:
    if cues.denies and not cues.i:
        return ""
    if cues.joint and heading.role in ("both", "together", ""):
        return "both"
    if heading.topic == "method" and not (cues.i or cues.we or cues.quoted_first or cues.verbs):
        return ""
    if heading.role == "staff":
        return "child" if _tells_own(cues) else ""
    if cues.asks and not cues.i and heading.role in ("child", "watched"):
        return "child"
    if cues.i or cues.we:
        return _first_person(cues, heading, previous)
    return _third_person(cues, heading, previous, teller)


def _first_person(cues: Cues, heading: Heading, previous: str) -> str:
    if cues.own_parent and not cues.offspring and heading.role != "parent":
        return "child"
    if cues.offspring or heading.role == "parent" or cues.name_at is not None:
        return "parent"
    if cues.we and not cues.i:
        return _of_we(cues, heading, previous)
    about_child = cues.pronoun_at is not None and heading.role not in ("child", "watched")
    if about_child and (previous == "parent" or heading.topic == "history"):
        return "parent"
    return "child"


def _of_we(cues: Cues, heading: Heading, previous: str) -> str:
    if heading.role in ("child", "watched"):
        about_child = cues.pronoun_at is not None and any(v < cues.pronoun_at for v in cues.verbs)
        return "parent" if about_child and not (cues.others and previous == "child") else "child"
    return "child" if previous == "child" and cues.pronoun_at is None else "parent"


def _third_person(cues: Cues, heading: Heading, previous: str, teller: str) -> str:
    child_at, parent_at = cues.child_at, cues.parent_at
    if heading.role == "parent" or (heading.role == "together" and not _tells_own(cues)):
        return "parent"
    if heading.role == "child" and cues.quoted_first and child_at is None:
        return "child"
    if heading.topic == "history" and not (heading.role == "child" and _tells_own(cues)):
        return ""
    if parent_at is not None and (child_at is None or parent_at < child_at) and any(v > parent_at for v in cues.verbs):
        return "parent"
    if heading.role == "watched":
        return "child"
    if heading.topic == "communication" and previous != "child" and not (cues.quoted_first or _tells_own(cues)):
        # How to talk with a child, said by others, is no view of the child's.
        return ""
    if cues.clinical and not cues.shows:
        return ""
    if child_at is not None:
        return _of_child(cues, previous, teller)
    if cues.quoted_first:
        return previous or "child"
    if heading.role == "child" or (cues.infinitive and not heading.role and heading.topic == "aspiration"):
        return "child"
    return previous if cues.carries_on else ""


def _of_child(cues: Cues, previous: str, teller: str) -> str:
    # "Her father speaks for them all. He says ...": he is the father still.
    same = bool(teller) and cues.pronoun_is == teller
    if previous == "parent" and (same or (cues.name_at is None and (cues.crossed or not cues.tells))):
        return "parent"
    if cues.tells and cues.pronoun_at is not None and cues.name_at is not None and cues.pronoun_at < cues.name_at:
        # "He described Sam": the one who tells is not the child.
        return ""
    return "child" if cues.shows or cues.quoted_first or any(v > (cues.child_at or 0) for v in cues.verbs) else ""


def _tells_own(cues: Cues) -> bool:
    # "Staff report that Sam now tells them when he is hurt" is told by the staff.
    return cues.tells and cues.name_at is not None and cues.verbs[0] > cues.name_at

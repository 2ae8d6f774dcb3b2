"""Decide whose view each sentence of section A gives, and whether a passage mixes voices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa_engine.observe.voice_passages import TITLES, Heading, Passage, People, Sentence

_I = frozenset(("i", "i'm", "i've", "i'd", "i'll", "me", "my", "mine", "myself"))
_WE = frozenset(("we", "we're", "we've", "we'd", "we'll", "our", "ours", "ourselves"))
_PRONOUNS = frozenset(("he", "she", "him", "he's", "she's", "he'd", "she'd", "he'll", "she'll"))
_THEY = frozenset(("they", "them", "they're", "they've", "they'd"))
_CARRIES_ON = frozenset(("he", "she", "they", "it", "this", "that", "also", "and", "but", "when", "if", "then"))
_SUBJECT_BY = 2  # a name among the first words, without 's, is what the sentence is about
_WATCHED = 2  # so many signs make a passage one of observation, and all it tells of the child a view
_INTRODUCES = frozenset(("i'm", "am", "is", "called", "me", "name", "as"))


@dataclass(frozen=True, slots=True)
class Cues:
    """Who is named and what is done in a sentence; places count words from 0, None where there is none."""

    i: bool
    we: bool
    quoted_first: bool
    own_parent: bool
    offspring: bool
    described: bool
    name_at: int | None
    pronoun_at: int | None
    parent_at: int | None
    verbs: tuple[int, ...]
    tells: bool
    shows: bool
    gathers: bool
    denies: bool
    carries_on: bool
    joint: bool

    @property
    def child_at(self) -> int | None:
        """Where the child is first spoken of."""
        places = [p for p in (self.name_at, self.pronoun_at) if p is not None]
        return min(places) if places else None


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
    heading, previous, spoken = passage.heading, "", []
    every = [read_cues(s, people) for s in passage.sentences]
    if heading.role == "staff" and all(c.child_at is None for c in every):
        # Written for staff, not by them: nobody speaks of the child.
        heading = Heading("", heading.topic)
    if heading.role == "child" and sum(c.shows for c in every) >= _WATCHED:
        heading = Heading("watched", heading.topic)
    for sentence, cues in zip(passage.sentences, every, strict=True):
        if sentence.label:
            heading = Heading(sentence.label.role or heading.role, sentence.label.topic or heading.topic)
            previous = ""
        speaker = _speaker(cues, heading, previous)
        attributed = bool(sentence.label and sentence.label.role) or (cues.tells and not (cues.i or cues.we))
        spoken.append(Spoken(sentence, cues, speaker, attributed, heading.role == "staff"))
        previous = speaker or previous
    return spoken


def blurred(spoken: list[Spoken], people: People) -> bool:
    """Whether first persons of child and parent, or the child's "I" and a describing third person, swing in one passage unannounced."""
    if any(s.sentence.label and s.sentence.label.role for s in spoken):
        return False
    if any(s.speaker == "both" for s in spoken):
        return True
    child = [n for n, s in enumerate(spoken) if (s.cues.i or s.cues.own_parent) and s.speaker == "child"]
    parent = [n for n, s in enumerate(spoken) if (s.cues.i or s.cues.we) and s.speaker == "parent" and not s.cues.gathers]
    if child and parent:
        return True
    return bool(child) and any(_describes(s) for s in spoken[child[0] + 1:])


def _describes(spoken: Spoken) -> bool:
    cues = spoken.cues
    return cues.described and not (cues.i or cues.we or cues.quoted_first or cues.tells or cues.gathers or cues.parent_at is not None)


def read_cues(sentence: Sentence, people: People) -> Cues:
    """What a sentence shows of its speaker."""
    lower = [w.lower for w in sentence.words]
    free = [w for n, w in enumerate(lower) if n not in sentence.quoted] if sentence.quoted else lower
    parents = _parents(lower, people, sentence)
    name_at = next(_names(lower, people, set(parents), sentence), None)
    tells = sentence.at("voice_telling")
    pronouns = _PRONOUNS | _THEY if people.they else _PRONOUNS
    return Cues(
        i=not _I.isdisjoint(free), we=not _WE.isdisjoint(free),
        quoted_first=any(lower[n] in _I or lower[n] in _WE for n in sentence.quoted),
        own_parent="voice_own_parent" in sentence.hits, offspring="voice_offspring" in sentence.hits,
        described=any(w in people.child for w in lower[:_SUBJECT_BY]), name_at=name_at,
        pronoun_at=next((n for n, w in enumerate(lower) if w in pronouns), None), parent_at=min(parents, default=None),
        verbs=tuple(sorted(tells + sentence.at("voice_wishing"))), tells=bool(tells), shows="voice_showing" in sentence.hits,
        gathers="voice_gathering" in sentence.hits, denies=not sentence.hits.keys().isdisjoint(("voice_no_view", "voice_blank")),
        carries_on=bool(lower) and lower[0] in _CARRIES_ON,
        joint="voice_joint" in sentence.hits or _mixed(lower, sentence, name_at))


def _mixed(lower: list[str], sentence: Sentence, name_at: int | None) -> bool:
    # "Sam loves trains and we would like him to ...": two voices in one breath.
    we_at = next((n for n, w in enumerate(lower) if w in _WE), None)
    subject = 0 if lower and lower[0] in _PRONOUNS else name_at
    return we_at is not None and subject is not None and any(subject < v < we_at for v in sentence.at("voice_wishing"))


def _parents(lower: list[str], people: People, sentence: Sentence) -> list[int]:
    named = [n for n, w in enumerate(lower) if w.removesuffix("'s") in people.family]
    titled = [n for n, w in enumerate(lower[:-1]) if w in TITLES and lower[n + 1].removesuffix("'s") in people.child]
    return sentence.at("voice_parent_noun", "voice_family_noun") + named + titled


def _names(lower: list[str], people: People, parents: set[int], sentence: Sentence) -> Iterator[int]:
    # "Sam's mum says" speaks of Mum, "Mrs Hart" is no child; "I'm Sam" is no third person.
    nouns = set(sentence.at("voice_child_noun"))
    for n, word in enumerate(lower):
        known = word.removesuffix("'s") in people.child
        if not (known or n in nouns) or (n + 1 in parents and word.endswith("'s")) or (known and n and lower[n - 1] in TITLES):
            continue
        if known and n and lower[n - 1] in _INTRODUCES and not _I.isdisjoint(lower[:n]):
            continue
        yield n


def _speaker(cues: Cues, heading: Heading, previous: str) -> str:
    if cues.denies and not cues.i:
        return ""
    if cues.joint and heading.role in ("both", "together", ""):
        return "both"
    if heading.role == "staff":
        return "child" if _tells_own(cues) else ""
    if cues.i or cues.we:
        return _first_person(cues, heading, previous)
    return _third_person(cues, heading, previous)


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
        return "parent" if cues.pronoun_at is not None and any(v < cues.pronoun_at for v in cues.verbs) else "child"
    return "child" if previous == "child" and cues.pronoun_at is None else "parent"


def _third_person(cues: Cues, heading: Heading, previous: str) -> str:
    child_at, parent_at = cues.child_at, cues.parent_at
    if heading.role == "parent" or (heading.role == "together" and not _tells_own(cues)):
        return "parent"
    if heading.topic == "history" and not (heading.role == "child" and _tells_own(cues)):
        return ""
    if parent_at is not None and (child_at is None or parent_at < child_at) and any(v > parent_at for v in cues.verbs):
        return "parent"
    if heading.role == "watched":
        return "child"
    if heading.topic == "communication" and previous != "child" and not (cues.quoted_first or _tells_own(cues)):
        # How to talk with a child, said by others, is no view of the child's.
        return ""
    if child_at is not None:
        return _of_child(cues, previous)
    if cues.quoted_first:
        return previous or "child"
    if heading.role == "child":
        return "child"
    return previous if cues.carries_on else ""


def _of_child(cues: Cues, previous: str) -> str:
    if previous == "parent" and cues.name_at is None and not cues.tells:
        return "parent"
    if cues.tells and cues.pronoun_at is not None and cues.name_at is not None and cues.pronoun_at < cues.name_at:
        # "He described Sam": the one who tells is not the child.
        return ""
    return "child" if cues.shows or cues.quoted_first or any(v > (cues.child_at or 0) for v in cues.verbs) else ""


def _tells_own(cues: Cues) -> bool:
    return cues.tells and cues.name_at is not None and any(v > cues.name_at for v in cues.verbs)

"""What a sentence of section A shows of its speaker: who is named, in which person, with which verbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa_engine.language.words import bag
from qa_engine.observe.voice_passages import TITLES, YOU, People, Sentence

_I = frozenset(("i", "i'm", "i've", "i'd", "i'll", "me", "my", "mine", "myself"))
_WE = frozenset(("we", "we're", "we've", "we'd", "we'll", "our", "ours", "ourselves"))
_PRONOUNS = frozenset(("he", "she", "him", "he's", "she's", "he'd", "she'd", "he'll", "she'll"))
_HE, _SHE = frozenset(("he", "he's", "he'd", "he'll")), frozenset(("she", "she's", "she'd", "she'll"))
_FATHERS = bag("dad daddy father stepdad stepfather grandad granddad grandfather uncle")
_MOTHERS = bag("mum mummy mam mother stepmum stepmother gran granny grandma grandmother nan nana aunt auntie")
_THEY = frozenset(("they", "them", "they're", "they've", "they'd"))
_CARRIES_ON = frozenset(("he", "she", "they", "it", "this", "that", "also", "and", "but", "when", "if", "then"))
_LIKED, _IS = bag("liked loved enjoyed preferred valued"), bag("well much is are was were be been being")
_AFTER_OBJECT = bag("to and but or at in on with from for not as when if up out so because being by about")
_SUBJECT_BY = 2  # a name among the first words, without 's, is what the sentence is about
_OPENING = 6  # words within which "he" or "she" comes after an opening: "Next to the picture of the hall he ..."
_ASKS_FOR = frozenset(("what", "who", "whether", "how", "if", "which", "where", "about", "why", "him", "her", "them"))
_INTRODUCES = frozenset(("i'm", "am", "is", "called", "me", "name", "as"))


@dataclass(frozen=True, slots=True)
class Cues:
    """Who is named and what is done in a sentence; places count words from 0, None where there is none.

    `clinical` is a description by those who work with the child, `asks` a question put to the child, `nobodys` a hope that nobody is
    said to have, `crossed` a sentence with "he" and "she", `others` a third person named before the pronoun; `parent_is` and
    `pronoun_is` ("he", "she" or "") are the sex of the parent named and of the pronoun that opens the sentence.
    """

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
    asks: bool
    clinical: bool
    crossed: bool
    infinitive: bool
    parent_is: str
    pronoun_is: str
    denies: bool
    carries_on: bool
    joint: bool
    nobodys: bool
    others: bool

    @property
    def follows(self) -> bool:
        """Whether the sentence goes on about the child of the one before it: "She has her own polytunnel", "And when ..."."""
        return self.carries_on or (self.pronoun_at is not None and self.pronoun_at < _OPENING)

    @property
    def child_at(self) -> int | None:
        """Where the child is first spoken of."""
        places = [p for p in (self.name_at, self.pronoun_at) if p is not None]
        return min(places) if places else None


def read_cues(sentence: Sentence, people: People) -> Cues:
    """What a sentence shows of its speaker."""
    lower = [w.lower for w in sentence.words]
    free = [w for n, w in enumerate(lower) if n not in sentence.quoted] if sentence.quoted else lower
    parents = _parents(lower, people, sentence)
    name_at = next(_names(lower, people, set(parents), sentence), None)
    tells = sentence.at("voice_telling")
    pronouns = _PRONOUNS | _THEY if people.they else _PRONOUNS
    hits = sentence.hits
    return Cues(
        i=not _I.isdisjoint(free), we=not _WE.isdisjoint(free),
        quoted_first=any(lower[n] in _I or lower[n] in _WE for n in sentence.quoted),
        own_parent="voice_own_parent" in hits, offspring="voice_offspring" in hits,
        described=any(w in people.child for w in lower[:_SUBJECT_BY]), name_at=name_at,
        pronoun_at=next((n for n, w in enumerate(lower) if w in pronouns or _is_object(lower, n)), None),
        parent_at=min(parents, default=None),
        verbs=tuple(sorted([*tells, *(n for n in sentence.at("voice_wishing") if not _suffered(lower, n))])),
        tells=bool(tells), shows="voice_showing" in hits,
        gathers="voice_gathering" in hits, asks=_asks(sentence, lower, people),
        clinical="voice_described" in hits and not (tells or sentence.quoted or "voice_wishing" in hits),
        crossed=any(w in _HE for w in lower) and any(w in _SHE for w in lower), infinitive=lower[:1] == ["to"],
        parent_is=_sex(lower, _FATHERS, _MOTHERS), pronoun_is=_sex(lower[:1], _HE, _SHE),
        denies="voice_no_view" in hits or ("voice_blank" in hits and _WE.isdisjoint(free)),
        carries_on=bool(lower) and lower[0] in _CARRIES_ON,
        joint="voice_joint" in hits or _paired(lower, sentence, name_at, parents) or _mixed(lower, sentence, name_at),
        nobodys="voice_nobodys" in hits, others=_others(lower, sentence))


def _is_object(lower: list[str], at: int) -> bool:
    # "We would like her to ride" speaks of the child as "him" does; "her bike" does not.
    return lower[at] == "her" and (at + 1 == len(lower) or lower[at + 1] in _AFTER_OBJECT)


def _suffered(lower: list[str], at: int) -> bool:
    # "She is well liked by her class" is no liking of hers.
    return lower[at] in _LIKED and lower[max(0, at - 1)] in _IS


def _others(lower: list[str], sentence: Sentence) -> bool:
    # "We want a meeting with Mr Stead because he said he would ring": he is Mr Stead.
    pronoun = next((n for n, w in enumerate(lower) if w in _PRONOUNS), 0)
    titled = [n for n, w in enumerate(lower) if w in TITLES]
    return any(n < pronoun for n in (*titled, *sentence.at("voice_sibling")))


def _sex(lower: list[str], men: frozenset[str], women: frozenset[str]) -> str:
    he, she = (any(w.removesuffix("'s") in group or w in group for w in lower) for group in (men, women))
    return "" if he == she else "he" if he else "she"


def _asks(sentence: Sentence, lower: list[str], people: People) -> bool:
    def after(name: str) -> Iterator[str]:
        return (lower[n] if n < len(lower) else "" for n in (h.last - sentence.first + 1 for h in sentence.hits.get(name, ())))

    # "When asked to tidy up" is no question.
    return any(w != "to" for w in after("voice_asked")) or any(w in _ASKS_FOR or w in people.child for w in after("voice_asking"))


def _paired(lower: list[str], sentence: Sentence, name_at: int | None, parents: list[int]) -> bool:
    # "Sam and Ruth feel that ...": child and carer in one breath.
    if name_at is None or lower[name_at + 1:name_at + 2] != ["and"] or name_at + 2 not in parents:
        return False
    return any(name_at + 2 < verb <= name_at + _OPENING for verb in sentence.at("voice_wishing"))


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
    # Where the child speaks, "you" is whoever listens: "Ask me to tell you".
    spoken = not _I.isdisjoint(lower)
    for n, word in enumerate(lower):
        known = word.removesuffix("'s") in people.child and not (spoken and word in YOU)
        if not (known or n in nouns) or (n + 1 in parents and word.endswith("'s")) or (known and n and lower[n - 1] in TITLES):
            continue
        if known and n and lower[n - 1] in _INTRODUCES and not _I.isdisjoint(lower[:n]):
            continue
        yield n

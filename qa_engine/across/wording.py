"""Passages as they are compared: words with names, pronouns, numbers and dates made alike, so that a swapped name hides no copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

from qa_engine.language.lexicon import Vocabulary
from qa_engine.language.words import Word, bag, plain, sentences, words
from qa_engine.pseudonyms import CHILD, FAMILY

_CHILD, _FAMILY = "Qqchild", "Qqfamily"
PRONOUNS = bag("he she they him her them his hers their theirs himself herself themselves i me my mine i'm")
_NUMBERS = bag("one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty half")
MONTHS = bag("january february march april may june july august september october november december")
# Words that have a capital inside a sentence and are no name.
CAPITALS = MONTHS | bag(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "key stage year years early foundation reception nursery english mathematics "
    "maths science history geography music art education health care plan section special educational needs code practice act children "
    "families regulations local authority council nhs makaton lego autumn spring summer term christmas easter i i'm team service school "
    "college senco ict pe gcse british sign language braille teacher deaf speech therapist therapy occupational psychologist nurse "
    "assistant teaching national curriculum thrive elsa mr mrs ms dr social worker")
TITLES = bag("mr mrs ms miss mx dr prof professor sir sister nurse")
ORDINARY = bag(
    "a an and are as at be been being but by can could do does each for from given has have if in including into is it its may must no "
    "not of on or other so such than that the then there these this those through to was were what when where which who will with within "
    "would all any both every own same some their also access support supported supports supporting help helped helps need needs needed "
    "provision provided provide provides outcome outcomes target targets review reviewed reviews annual progress monitor monitored "
    "monitoring staff school setting teacher teachers teaching assistant class lesson lessons day daily week weekly term termly year "
    "yearly minutes hours hour month months once twice times session sessions parents parent carers family work working able end learning "
    "learn appropriate required regular regularly opportunities opportunity strategies strategy ensure ensuring continue development "
    "develop skills plan plans meeting meetings share shared agreed agree discussed discuss adult adults key stage time using use used "
    "least out most more about up individual programme delivered deliver between after before during")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of an item: its text, its words made alike as stable hashes, and those that are written with a small letter: such a
    word is no name."""

    text: str
    alike: tuple[int, ...]
    small: list[str]


@dataclass(frozen=True, slots=True)
class Names:
    """Names that stand in a record in lower case: of the child and family where they were not replaced, and of another child."""

    own: frozenset[str]
    strange: frozenset[str]


def passages(text: str, names: Names, first_names: Vocabulary, fewest: int) -> Iterator[Passage]:
    """The sentences of a text that have at least `fewest` words."""
    text = plain(text.replace(CHILD, _CHILD).replace(FAMILY, _FAMILY))
    for start, end in _whole(text):
        raw = text[start:end]
        found = words(raw)
        if len(found) >= fewest:
            made = _alike(raw, found, names, first_names)
            if len(made) >= fewest:
                yield Passage(raw, tuple(made), [w.lower for w in found if raw[w.start].islower()])


def _whole(text: str) -> Iterator[tuple[int, int]]:
    """Sentences, not parted at a semicolon: one copier's semicolon is another's comma."""
    start = -1
    for first, end in sentences(text):
        start = first if start < 0 else start
        if not text.startswith(";", end):
            yield start, end
            start = -1


def telling(alike: Iterable[int]) -> set[int]:
    """Those of a passage's words that can set it apart from others: no name, number or word of every plan."""
    return set(alike) - _EVERYWHERE


def shown(raw: str) -> str:
    """The text with its pseudonyms as people see them."""
    return raw.replace(_CHILD, CHILD).replace(_FAMILY, FAMILY)


def bare(word: Word) -> str:
    """Without the ending of an owner."""
    return word.lower.removesuffix("'s").removesuffix("'")


def is_name(raw: str, word: Word, names: Names, first_names: Vocabulary) -> bool:
    """Whether a word stands for a person (or a place or thing of one name): known by the record, listed, or with a capital of its own."""
    lower = bare(word)
    if lower in names.own or lower in names.strange or lower in ("qqchild", "qqfamily"):
        return True
    written = raw[word.start:word.end]
    if not written[0].isupper() or lower in CAPITALS or written.removesuffix("'s").isupper():
        return False
    return word.start > 0 and raw[word.start - 2:word.start - 1] not in (":", "•") or lower in first_names


def _alike(raw: str, found: list[Word], names: Names, first_names: Vocabulary) -> list[int]:
    """The words as hashes; names side by side are one, as are numbers."""
    made: list[int] = []
    known = names.own | names.strange
    for word in found:
        lower = word.lower
        if raw[word.start] == lower[0] and not (known and bare(word) in known):
            code = _SMALL.get(lower) or _small(lower)
        else:
            code = _capital(raw, word, names, first_names)
        if not (made and made[-1] == code and code in _SIGNS):
            made.append(code)
    return made


def _capital(raw: str, word: Word, names: Names, first_names: Vocabulary) -> int:
    lower = bare(word)
    if lower in PRONOUNS or is_name(raw, word, names, first_names):
        return _WHO
    return _NUMBER if lower in MONTHS or lower in _NUMBERS else hash_of(_one(lower))


def _small(lower: str) -> int:
    """What a word that is written small is compared as; known from then on."""
    word = lower.removesuffix("'s").removesuffix("'")
    number = word[0].isdigit() or word[0] == "£" or word in _NUMBERS
    _SMALL[lower] = _WHO if word in PRONOUNS else _NUMBER if number else hash_of(_one(word))
    return _SMALL[lower]


def _one(word: str) -> str:
    """A plural as its singular, roughly: only ever compared with other words made so."""
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] != "s" and word not in ORDINARY else word


def hash_of(word: str) -> int:
    """The same in every process and on every day."""
    return crc32(word.encode())


_SMALL: dict[str, int] = {}
_WHO, _NUMBER = hash_of("#who"), hash_of("#number")
_SIGNS = (_WHO, _NUMBER)
_EVERYWHERE = frozenset((*_SIGNS, *map(hash_of, ORDINARY)))

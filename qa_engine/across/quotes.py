"""The second pass: the words of a few passages, without any name, short enough to be shown."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from qa_engine.across.shelf import FEWEST, Shelf, Stream, names_in, read_record, texts
from qa_engine.across.wording import CAPITALS, TITLES, Names, bare, passages, shown
from qa_engine.language.lexicon import Lexicon, Vocabulary
from qa_engine.language.words import Word, words

_MOST = 30  # words of a quote
_ACRONYM = 6  # letters; longer words in capitals are shouted, and may be names
_ANOTHER, _NAME = "[another child]", "[name]"


@dataclass(frozen=True, slots=True)
class Lists:
    """Words by which names are told: first names, those that are words too ("Rose"), and what is written small in some plan."""

    first: Vocabulary
    wordlike: Vocabulary
    small: Container[str]


def quotes(stream: Stream, shelf: Shelf, wanted: Iterable[int], lexicon: Lexicon) -> dict[int, str]:
    """The words of each wanted passage of the shelf, from the same stream in the same order."""
    lists = Lists(lexicon.vocabulary("common_first_name_vocabulary"), lexicon.vocabulary("common_word_name_vocabulary"), shelf.small)
    by_plan: dict[int, set[int]] = {}
    for passage in wanted:
        by_plan.setdefault(shelf.plan[passage], set()).add(passage)
    found: dict[int, str] = {}
    judged = ((case, data) for case, data in stream() if case.judged)
    for here, (_, data) in enumerate(judged) if by_plan else ():
        if here in by_plan:
            found.update(_of_plan(data, shelf, by_plan[here], lists))
    return found


def _of_plan(data: bytes, shelf: Shelf, wanted: set[int], lists: Lists) -> dict[int, str]:
    record = read_record(data)
    names = names_in(record)
    places = {(*shelf.spots[shelf.spot[n]], shelf.nth[n]): n for n in wanted}
    found = {}
    for section, item in texts(record):
        for nth, passage in enumerate(passages(item["text"], names, lists.first, FEWEST)):
            if (section, item["id"], nth) in places:
                found[places[section, item["id"], nth]] = masked(passage.text, names, lists)
    return found


def masked(raw: str, names: Names, lists: Lists) -> str:
    """A passage cut to its first words, with every word that may be a name replaced: known, listed, never written small in any plan, or
    beside a title or another name ("Mrs Green")."""
    found = words(raw)
    text = f"{raw[:found[_MOST - 1].end]} …" if len(found) > _MOST else raw
    found = found[:_MOST]
    stand_ins = [_stand_in(raw, word, names, lists) for word in found]
    _spread(raw, found, stand_ins)
    for word, stand_in in reversed(list(zip(found, stand_ins, strict=True))):
        if stand_in:
            text = text[:word.start] + stand_in + text[word.start + len(bare(word)):]
    return shown(text)


def _stand_in(raw: str, word: Word, names: Names, lists: Lists) -> str:
    lower, written = bare(word), raw[word.start:word.end]
    if lower in names.strange:
        return _ANOTHER
    if lower in names.own:
        return _NAME
    if not _may_be_name(raw, word):
        return ""
    if lower in lists.first or lower in lists.wordlike and not _opens(raw, word):
        return _NAME
    acronym = len(lower) <= _ACRONYM and written.removesuffix("'s").isupper()
    return "" if acronym or lower in lists.small else _NAME


def _spread(raw: str, found: list[Word], stand_ins: list[str]) -> None:
    """A surname may be an ordinary word: one with a capital beside a title, an initial or a name is taken for a name too."""
    places = range(1, len(found))
    for n in places:
        gap = raw[found[n - 1].end:found[n].start]
        beside = _is_beside(stand_ins[n - 1], gap) and _may_be_name(raw, found[n])
        if not stand_ins[n] and (beside or _is_titled(raw, found[n - 1], found[n], gap)):
            stand_ins[n] = _NAME
    for n in reversed(places):
        gap = raw[found[n - 1].end:found[n].start]
        if not stand_ins[n - 1] and not _opens(raw, found[n - 1]) and _may_be_name(raw, found[n - 1]) and _is_beside(stand_ins[n], gap):
            stand_ins[n - 1] = _NAME


def _is_titled(raw: str, before: Word, word: Word, gap: str) -> bool:
    """Whether it follows a title or an initial: there "May" and "English" are surnames too."""
    title = bare(before) in TITLES and gap in (" ", ". ", ".")
    initial = before.end - before.start == 1 and raw[before.start].isupper() and gap in (". ", ".")
    return (title or initial) and raw[word.start].isupper() and not word.lower.startswith("qq")


def _opens(raw: str, word: Word) -> bool:
    """Whether its capital is the sentence's: "Help Olivia"."""
    return not word.start or raw[word.start - 2:word.start - 1] in (":", "•")


def _is_beside(stand_in: str, gap: str) -> bool:
    return bool(stand_in) and gap in (" ", "-")


def _may_be_name(raw: str, word: Word) -> bool:
    lower = bare(word)
    return raw[word.start].isupper() and lower not in CAPITALS and lower not in TITLES and not lower.startswith("qq")

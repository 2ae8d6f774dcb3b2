"""The second pass: the words of a few passages, without any name, short enough to be shown."""

from __future__ import annotations

from collections.abc import Container, Iterable

from qa_engine.across.shelf import FEWEST, Shelf, Stream, names_in, read_record, texts
from qa_engine.across.wording import CAPITALS, Names, bare, passages, shown
from qa_engine.language.lexicon import Vocabulary
from qa_engine.language.words import Word, words

_MOST = 30  # words of a quote
_ANOTHER, _NAME = "[another child]", "[name]"


def quotes(stream: Stream, shelf: Shelf, wanted: Iterable[int], first_names: Vocabulary) -> dict[int, str]:
    """The words of each wanted passage of the shelf, from the same stream in the same order."""
    by_plan: dict[int, set[int]] = {}
    for passage in wanted:
        by_plan.setdefault(shelf.plan[passage], set()).add(passage)
    found: dict[int, str] = {}
    judged = ((case, data) for case, data in stream() if case.judged)
    for here, (_, data) in enumerate(judged) if by_plan else ():
        if here in by_plan:
            found.update(_of_plan(data, shelf, by_plan[here], first_names))
    return found


def _of_plan(data: bytes, shelf: Shelf, wanted: set[int], first_names: Vocabulary) -> dict[int, str]:
    record = read_record(data)
    names = names_in(record)
    places = {(*shelf.spots[shelf.spot[n]], shelf.nth[n]): n for n in wanted}
    found = {}
    for section, item in texts(record):
        for nth, passage in enumerate(passages(item["text"], names, first_names, FEWEST)):
            if (section, item["id"], nth) in places:
                found[places[section, item["id"], nth]] = masked(passage.text, names, first_names, shelf.small)
    return found


def masked(raw: str, names: Names, first_names: Vocabulary, small: Container[str]) -> str:
    """A passage cut to its first words, with every word that may be a name replaced: known, listed, or never written small in any plan."""
    found = words(raw)
    text, end = raw, len(raw)
    if len(found) > _MOST:
        end = found[_MOST - 1].end
        text = f"{raw[:end]} …"
    for word in reversed(found[:_MOST]):
        stand_in = _stand_in(raw, word, names, first_names, small)
        if stand_in:
            length = len(bare(word))
            text = text[:word.start] + stand_in + text[word.start + length:]
    return shown(text)


def _stand_in(raw: str, word: Word, names: Names, first_names: Vocabulary, small: Container[str]) -> str:
    lower, written = bare(word), raw[word.start:word.end]
    if lower in names.strange:
        return _ANOTHER
    if lower in names.own:
        return _NAME
    if not written[0].isupper() or lower in CAPITALS or lower.startswith("qq"):
        return ""
    if lower in first_names:
        return _NAME
    acronym = written.removesuffix("'s").isupper()
    return "" if acronym or lower in small else _NAME

"""Find where in a Word file a finding belongs: its very words, else its item, else its section's heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from os.path import commonprefix
from typing import NamedTuple

from qa_engine.language.words import squeeze
from qa_engine.model.audit import Finding
from qa_engine.model.document import Place
from qa_engine.model.plan import Item, Plan
from qa_engine.read.trace import Trace

# One character for one, so that places stay true: what people and programs write in two ways.
_SAME = str.maketrans("\n\t\r\u00a0\u2007\u202f\u2019\u2018\u201c\u201d\u2010\u2011\u2012\u2013\u2014\u2015", "      ''\"\"------")

_TELLING = 8  # letters; shorter words are all over a plan


class Point(NamedTuple):
    """A character of a body: ordinal of its paragraph and offset in the live text; as an end, of the character after the last."""

    paragraph: int
    offset: int


class Anchor(NamedTuple):
    """A stretch of live text. `exact` is true where it is the quoted words and nothing else."""

    start: Point
    end: Point
    exact: bool


class _Strand(NamedTuple):
    """The live text of some places, one after another with a space between: `begins` tells where in it each place's text begins."""

    text: str
    begins: tuple[tuple[int, Place], ...]


class Anchors:
    """Answers for one plan and the file it was read from."""

    def __init__(self, plan: Plan, trace: Trace) -> None:
        self._trace = trace
        self._lines = {ordinal: "".join([piece.text for piece in pieces]) for ordinal, pieces in trace.lines.items()}
        self._items = {item.id: item for item in plan.items()}
        self._sections = plan.sections
        self._strands: dict[str, _Strand] = {}
        self._used: Counter[tuple[str, ...]] = Counter()

    def top(self) -> Anchor | None:
        """The first paragraph with words, or the first of all; None for a body without any."""
        first = next((o for o, text in self._lines.items() if text.strip()), next(iter(self._lines), None))
        return None if first is None else self._whole(Place(self._trace.part, first, 0, len(self._lines[first])))

    def find(self, finding: Finding) -> Anchor | None:
        """Where a finding belongs; None for one of the whole plan that quotes nothing."""
        if finding.quote:
            for key, places in self._candidates(finding):
                found = self._quoted(self._strand(key, places), finding)
                if found is not None:
                    return found
        return self._fallback(finding)

    def _candidates(self, finding: Finding) -> Iterator[tuple[str, tuple[Place, ...]]]:
        """Where the words may stand, the likeliest first: a point about one section may quote words of another."""
        item, section = self._items.get(finding.item or ""), self._sections.get(finding.section or "")
        if item is not None:
            yield item.id, item.places
        elif section is not None:
            yield from ((other.id, other.places) for other in section.items)
            yield f"section {section.letter}", section.places
        if len(finding.quote) >= _TELLING:
            yield from ((other.id, other.places) for other in self._items.values())
        if item is None:
            yield "plan", tuple(Place(self._trace.part, o, 0, len(text)) for o, text in self._lines.items())

    def _strand(self, key: str, places: tuple[Place, ...]) -> _Strand:
        if key not in self._strands:
            texts, begins, length = [], [], 0
            for place in places:
                text = self._text(place)
                if text.strip():
                    begins.append((length, place))
                    texts.append(text)
                    length += len(text) + 1
            self._strands[key] = _Strand(" ".join(texts).translate(_SAME), tuple(begins))
        return self._strands[key]

    def _text(self, place: Place) -> str:
        return self._lines.get(place.paragraph, "")[place.start:place.end] if place.part == self._trace.part else ""

    def _quoted(self, strand: _Strand, finding: Finding) -> Anchor | None:
        """The words; a rule that quotes the same words of an item again is about their next occurrence."""
        quote = squeeze(finding.quote.translate(_SAME))
        key = (finding.rule, finding.item or "", quote)
        found = occurrences(strand.text, quote, self._used[key] + 1)
        if not found:
            return None
        self._used[key] += 1
        start, end = found[-1]
        return self._exact(strand, start, end, quote)

    def _exact(self, strand: _Strand, start: int, end: int, quote: str) -> Anchor:
        first, last = _point(strand, start), _point(strand, end - 1)
        anchor = Anchor(first, last._replace(offset=last.offset + 1), True)
        if first.paragraph == last.paragraph and first.offset <= last.offset:
            return anchor
        if squeeze(self.words(anchor).translate(_SAME)) == quote:
            return anchor
        return self._longest(strand, start, end)

    def _longest(self, strand: _Strand, start: int, end: int) -> Anchor:
        """Words in several places with others between: the longest stretch of them in one place."""
        cuts = [begin for begin, _ in strand.begins if start < begin < end]
        a, b = max(zip([start, *cuts], [*(cut - 1 for cut in cuts), end], strict=True), key=lambda pair: pair[1] - pair[0])
        first, last = _point(strand, a), _point(strand, b - 1)
        return Anchor(first, last._replace(offset=last.offset + 1), False)

    def words(self, anchor: Anchor) -> str:
        """The live text that an anchor covers, paragraphs parted by a space."""
        (first, a), (last, b), _ = anchor
        if first == last:
            return self._lines[first][a:b]
        middle = [self._lines[o] for o in range(first + 1, last) if o in self._lines]
        return " ".join([self._lines[first][a:], *middle, self._lines[last][:b]])

    def _fallback(self, finding: Finding) -> Anchor | None:
        """The item that the words come from, or else the section: the words in it that begin the quote, or all of its first place."""
        quote = squeeze(finding.quote.translate(_SAME))
        item, section = self._items.get(finding.item or "") or self._source(finding.quote), self._sections.get(finding.section or "")
        for places in (item.places if item else (), section.places if section else ()):
            place = next((p for p in places if self._text(p).strip()), None)
            if place is not None:
                return self._shared(self._whole(place), quote)
        return None

    def _source(self, quote: str) -> Item | None:
        """The item whose text as read holds these words, though other words stand between them on the page."""
        return next((item for item in self._items.values() if len(quote) >= _TELLING and quote in item.text), None)

    def _shared(self, anchor: Anchor, quote: str) -> Anchor:
        common = commonprefix([self.words(anchor).translate(_SAME), quote]).rstrip()
        return anchor._replace(end=Point(anchor.start.paragraph, anchor.start.offset + len(common))) if len(common) >= _TELLING else anchor

    def _whole(self, place: Place) -> Anchor:
        """All the words of a place, without white space about them."""
        text = self._text(place)
        start = place.start + len(text) - len(text.lstrip())
        return Anchor(Point(place.paragraph, start), Point(place.paragraph, max(start, place.start + len(text.rstrip()))), False)


def occurrences(text: str, quote: str, most: int) -> list[tuple[int, int]]:
    """Ranges of `text` that hold `quote`, up to `most`: as whole words, then within words, then whatever the white space and capitals."""
    return _plain(text, quote, most, True) or _plain(text, quote, most, False) or _loose(text, quote, most)


def _plain(text: str, quote: str, most: int, whole: bool) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = text.find(quote) if quote else -1
    while at >= 0 and len(found) < most:
        end = at + len(quote)
        if not whole or not (_joined(text, at) or _joined(text, end)):
            found.append((at, end))
        at = text.find(quote, end)
    return found


def _joined(text: str, at: int) -> bool:
    """Whether a word runs over this point."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _loose(text: str, quote: str, most: int) -> list[tuple[int, int]]:
    kept = [i for i, c in enumerate(text) if not (c == " " and text[i - 1:i] in (" ", ""))]
    squeezed = "".join([text[i] for i in kept]).lower()
    if len(squeezed) != len(kept):
        return []
    return [(kept[a], kept[b - 1] + 1) for a, b in _plain(squeezed, quote.lower(), most, True)]


def _point(strand: _Strand, at: int) -> Point:
    begin, place = next(pair for pair in reversed(strand.begins) if pair[0] <= at)
    return Point(place.paragraph, place.start + at - begin)

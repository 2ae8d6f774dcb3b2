"""The plan's text by section with numbered notes beside it: each finding once, tied to its words, its passage, its section or the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from os.path import commonprefix

from qa_engine.model.audit import Finding
from qa_engine.model.record import ItemRecord, SectionRecord
from qa_engine.report.html.words import KINDS, SECTION_TITLES, STATUSES, Sign, kind_of
from qa_engine.report.views import Seen

_MOST = 0.85  # of a passage's letters: a quote longer than this marks the passage, not words in it
_GRAVEST = tuple(KINDS)


@dataclass(slots=True)
class Note:
    """A finding as a margin note. `cure_in` numbers an earlier note of the section with the same cure; `same`: it says the same too."""

    number: int
    finding: Finding
    sign: Sign
    in_words: bool = False
    show_quote: bool = False
    cure_in: int | None = None
    same: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a passage: plain, or marked by the gravest of its notes. `ends` are notes whose number stands after it."""

    text: str
    sign: Sign | None = None
    starts: tuple[Note, ...] = ()
    ends: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One item: the headings that change above it, its text in segments, and its notes; `whole` are notes on all of it."""

    item: ItemRecord
    headings: str
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]
    whole: tuple[Note, ...]
    sign: Sign | None


@dataclass(frozen=True, slots=True)
class Part:
    """A lettered section, or ("" as its letter) the plan as a whole, with the notes on all of it and its passages."""

    letter: str
    title: str
    status: str
    notes: tuple[Note, ...]
    passages: tuple[Passage, ...] = ()
    count: int = 0


@dataclass(slots=True)
class _Numbers:
    """Numbers notes in the order of the page, and remembers by section which note first gave which rule's cure."""

    last: int = 0
    firsts: dict[tuple[str, str, str], Note] = field(default_factory=dict)

    def note(self, finding: Finding, letter: str) -> Note:
        self.last += 1
        note = Note(self.last, finding, KINDS[kind_of(finding)], show_quote=bool(finding.quote))
        first = self.firsts.setdefault((letter, finding.rule, finding.advice), note)
        if first is not note and finding.advice:
            note.cure_in, note.same = first.number, first.finding.message == finding.message
        return note


def parts_of(seen: Seen) -> list[Part]:
    """The plan as a whole first, then its sections in the order of the view."""
    numbers = _Numbers()
    by_section: dict[str, list[Finding]] = {letter: [] for letter in seen.record.sections}
    whole: list[Finding] = []
    for finding in seen.record.findings:
        by_section.get(finding.section or "", whole).append(finding)
    first = Part("", "The plan as a whole", "", tuple(numbers.note(f, "") for f in _graver_first(whole)), count=len(whole))
    letters = [letter for letter in seen.sections if letter in seen.record.sections]
    return [first, *(_part(letter, seen.record.sections[letter], by_section[letter], numbers) for letter in letters)]


def _part(letter: str, section: SectionRecord, findings: Sequence[Finding], numbers: _Numbers) -> Part:
    known = {item.id for item in section.items}
    notes = tuple(numbers.note(f, letter) for f in _graver_first([f for f in findings if f.item not in known]))
    passages = tuple(_passages(letter, section.items, findings, numbers))
    status = STATUSES[section.status] or ("" if section.label_present else "is there without its letter")
    return Part(letter, SECTION_TITLES[letter], status, notes, passages, len(findings))


def _passages(letter: str, items: Sequence[ItemRecord], findings: Sequence[Finding], numbers: _Numbers) -> Iterator[Passage]:
    above = ""
    shared = len(commonprefix([item.headings for item in items]))
    for item in items:
        mine = [f for f in findings if f.item == item.id]
        headings = " › ".join(item.headings[shared:])
        yield _passage(item, headings if headings != above else "", mine, letter, numbers)
        above = headings


def _passage(item: ItemRecord, headings: str, findings: Sequence[Finding], letter: str, numbers: _Numbers) -> Passage:
    found = {f.id: spans_of(f.quote, item.text) for f in findings}
    ordered = sorted(_graver_first(findings), key=lambda f: found[f.id][-1][1] if found[f.id] else len(item.text) + 1)
    notes = [numbers.note(f, letter) for f in ordered]
    spans: list[tuple[int, int, Note]] = []
    for note in notes:
        note.in_words = bool(found[note.finding.id])
        note.show_quote = not note.in_words and _differs(note.finding.quote, item.text)
        spans += [(start, end, note) for start, end in found[note.finding.id]]
    whole = tuple(n for n in notes if not n.in_words)
    return Passage(item, headings, tuple(_segments(item.text, spans)), tuple(notes), whole, _gravest(whole))


def spans_of(quote: str, text: str) -> list[tuple[int, int]]:
    """Where a quote's words stand in a passage: (start, end); a list of words joined by commas is looked for word by word.

    Nothing for an empty quote, for words that are not there, and for a quote of all or nearly all of the passage.
    """
    if not quote or len(quote) >= _MOST * len(text):
        return []
    whole = _span(quote, text)
    if whole:
        return [whole]
    parts = [_span(part, text) for part in quote.split(", ")]
    return sorted({span for span in parts if span}) if all(parts) else []


def _span(words: str, text: str) -> tuple[int, int] | None:
    """The first place where the words stand as words, whatever their capitals."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    match = re.search(rf"(?<!\w){pattern}(?!\w)", text) or re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) if pattern else None
    return match.span() if match else None


def _segments(text: str, spans: Sequence[tuple[int, int, Note]]) -> Iterator[Segment]:
    last = {note.number: max(end for _, end, n in spans if n is note) for _, _, note in spans}
    first = {note.number: min(start for start, _, n in spans if n is note) for _, _, note in spans}
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    for begin, end in zip(edges, edges[1:], strict=False):
        over = {note.number: note for start, stop, note in spans if start <= begin and end <= stop}
        notes = list(over.values())
        yield Segment(text[begin:end], _gravest(notes), tuple(n for n in notes if first[n.number] == begin),
                      tuple(n for n in notes if last[n.number] == end))


def _gravest(notes: Sequence[Note]) -> Sign | None:
    return min((n.sign for n in notes), key=lambda sign: _GRAVEST.index(sign.css), default=None)


def _graver_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: _GRAVEST.index(kind_of(f)))


def _differs(quote: str, text: str) -> bool:
    """A quote that is the passage itself need not be said again."""
    return bool(quote) and quote not in text and text not in quote

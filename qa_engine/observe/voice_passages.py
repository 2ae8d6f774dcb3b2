"""Cut section A into passages under one heading, and passages into sentences with the phrases that stand in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from qa_engine.language.lexicon import Hit, Lexicon, Text
from qa_engine.language.words import Word, words
from qa_engine.model.plan import Item
from qa_engine.observe.context import Context

_LABEL = re.compile(r"\W*([^:.!?\n]{2,60}):(?=\s|$)")
_QUOTED = re.compile(r"[“\"](?=\S).+?[”\"]|‘(?=\S).+?’(?!\w)|(?<!\w)'(?=\S).+?(?<!s)'(?!\w)")
TITLES = frozenset(("mr", "mrs", "ms"))
_FIRST_PERSON = frozenset(("i", "i'm", "i’m", "my", "me", "we", "our", "us"))
_CLAUSE = frozenset(("does", "do", "did", "is", "are", "was", "were", "has", "have", "had", "not", "will", "would"))
_SHORT_FORM = 3  # letters that a short form of a name has at least: "Teo" of Teodor
YOU = frozenset(("you", "your"))
_OF_CHILD = ("he", "she", "his", "her", "him")
_OFTEN = 6  # times
_BRACKETS = re.compile(r"\([^()]*\)")
_SHARED_TOPICS = ("aspiration", "interest")  # topics of an outer heading under which child and parents each have their own
_TOPICS = ("method", "history", "communication", "aspiration", "interest")


@dataclass(frozen=True, slots=True)
class People:
    """Names in lower case: parts of the child's names, and names of the family not also the child's; whether the child is "they"."""

    child: frozenset[str]
    family: frozenset[str]
    they: bool = False

    @classmethod
    def of(cls, context: Context) -> People:
        """The names that the plan itself gives; none where it gives none."""
        subject = context.plan.subject
        child = frozenset(_parts(subject.name, subject.known_as))
        return cls(child, frozenset(_parts(*subject.other_names)) - child, subject.pronouns == "they")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading or label says: whose words follow (child, parent, together (our, we), staff, both or "";
    watched is the child as others saw it), on what topic, and
    whether it says itself how they were come by ("My views, from my Year 5 review")."""

    role: str = ""
    topic: str = ""
    how: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of section A; `first` is the place of its first word in the item, `quoted` the places of words in quotation marks."""

    raw: str
    words: tuple[Word, ...]
    first: int
    hits: dict[str, list[Hit]]
    quoted: frozenset[int]
    label: Heading | None

    def at(self, *names: str) -> list[int]:
        """Places (from 0 in this sentence) where phrases of these lists begin."""
        return sorted(h.first - self.first for name in names for h in self.hits.get(name, ()))


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentences that stand under one set of headings."""

    heading: Heading
    titles: tuple[str, ...]
    sentences: tuple[Sentence, ...]


class Cutter:
    """Cuts the items of section A; headings are read once each."""

    def __init__(self, context: Context):
        self.people = _with_you(_with_short_forms(People.of(context), context), context)
        self._context = context
        self._lexicon = context.lexicon.part("voice_")
        self._headings: dict[str, Heading] = {}

    def passages(self, items: list[Item]) -> list[Passage]:
        """Runs of items under the same headings, in order."""
        runs: list[tuple[tuple[str, ...], list[Sentence]]] = []
        for item in items:
            if not runs or runs[-1][0] != item.headings:
                runs.append((item.headings, []))
            runs[-1][1].extend(self._cut(self._context.text(item).against(self._lexicon)))
        return [Passage(self._over(titles), titles, tuple(sentences)) for titles, sentences in runs]

    def heading(self, title: str) -> Heading:
        """Whose words a heading announces, and on what."""
        if title not in self._headings:
            heading = _heading(self._lexicon, title, self.people)
            if heading.role == "both" and "(" in title:
                # "What Mum says (I said it could go in)": what stands in brackets is by the way.
                heading = replace(heading, role=_heading(self._lexicon, _BRACKETS.sub(" ", title), self.people).role or "both")
            self._headings[title] = heading
        return self._headings[title]

    def _over(self, titles: tuple[str, ...]) -> Heading:
        # The heading nearest the words decides; the section's own title names child and parents alike and says nothing.
        found = [self.heading(title) for title in reversed(titles) if title]
        if found and found[0].topic == "history" and not found[0].role:
            # "A3. Relevant history" after "A2. Parents' views": a history is told by nobody unless its own heading says so.
            found = [h for h in found if h.topic == "history" or h.role == "both"]
        role = next((h.role for h in found if h.role not in ("", "both")), "both" if any(h.role for h in found) else "")
        outer = next((h.topic for h in found[1:] if h.topic in _SHARED_TOPICS), "")
        return Heading(role, (found[0].topic if found else "") or outer, any(h.how for h in found))

    def _cut(self, text: Text) -> list[Sentence]:
        ranges = text.sentences
        starts = [start for start, _ in ranges]
        hits: list[dict[str, list[Hit]]] = [{} for _ in ranges]
        for name, found in text.hits.items():
            for hit in found:
                hits[max(0, bisect_right(starts, hit.start) - 1)].setdefault(name, []).append(hit)
        quotes = [m.span() for m in _QUOTED.finditer(text.raw)]
        word_starts = [w.start for w in text.words]
        firsts = [bisect_right(word_starts, start - 1) for start in starts] + [len(word_starts)]
        return [self._sentence(text, ranges[n], firsts[n], firsts[n + 1], hits[n], quotes) for n in range(len(ranges))]

    def _sentence(self, text: Text, span: tuple[int, int], first: int, last: int, hits: dict[str, list[Hit]],
                  quotes: list[tuple[int, int]]) -> Sentence:
        raw = text.raw[span[0]:span[1]]
        label, length = self._label(raw)
        if label:
            # The words of a label are no part of what is said after it.
            first = next((n for n in range(first, last) if text.words[n].start >= span[0] + length), last)
            hits = {name: kept for name, found in hits.items() if (kept := [h for h in found if h.first >= first])}
        own = tuple(text.words[first:last])
        quoted = frozenset(n for n, w in enumerate(own) for a, b in quotes if a <= w.start < b) if quotes else frozenset()
        return Sentence(raw, own, first, hits, quoted, label)

    def _label(self, raw: str) -> tuple[Heading | None, int]:
        match = _LABEL.match(raw) if ":" in raw else None
        if not match or len(match[1].split()) > 8:
            return None, 0
        label = self.heading(match[1])
        spoken = match[1].lower().split()
        if label.role == "staff" and not _CLAUSE.isdisjoint(spoken):
            return None, 0  # "Ms Lennox does not agree: she has ..." is a sentence
        if not _FIRST_PERSON.isdisjoint(spoken):
            # "I have one thing to ask: ..." is spoken by whoever speaks already.
            label = Heading("", label.topic)
        return (label, match.end()) if label.role or label.topic else (None, 0)


def _with_short_forms(people: People, context: Context) -> People:
    """The people with what the child is called in section A: "Teo" where the plan knows Teodor only."""
    first = next(iter(_parts_in_order(context.plan.subject.name)), "")
    common = context.lexicon.vocabulary("voice_stock_vocabulary")
    found: set[str] = set()
    for item in context.plan.sections["A"].items if len(first) > _SHORT_FORM else ():
        for raw, spelt in ((item.text, context.text(item).words), *((h, words(h)) for h in item.headings)):
            found |= {_bare(w.lower) for w in spelt if first.startswith(_bare(w.lower)) and raw[w.start].isupper()}
    short = {w for w in found if _SHORT_FORM <= len(w) < len(first) and w not in common and w not in people.family}
    return replace(people, child=people.child | short) if short else people


def _with_you(people: People, context: Context) -> People:
    """The people with "you" for the child where section A is written to the child: "You told Kit that you like the garden"."""
    spoken = Counter(w.lower for item in context.plan.sections["A"].items for w in context.text(item).words)
    to_child = sum(spoken[w] for w in YOU)
    if to_child < _OFTEN or to_child <= sum(spoken[w] for w in (*_OF_CHILD, *people.child)):
        return people
    return replace(people, child=people.child | YOU)


def _heading(lexicon: Lexicon, title: str, people: People) -> Heading:
    text = lexicon.read(_impersonal(title, people))
    topics = [t for t in _TOPICS if text.has(f"voice_{t}_heading")]
    # The section's own title names interests and aspirations together, and so no topic.
    topic = topics[0] if topics and topics != ["aspiration", "interest"] else ""
    child = {h.first for h in text.of("voice_child_heading")}
    # "Family history" is told about the family, not by it.
    family = () if topic == "history" else ("voice_family_noun",)
    parent = {n for h in text.of("voice_parent_noun", "voice_parent_heading", *family) for n in range(h.first, h.last + 1)}
    # "My parents" and "Sam's family" name the parents only: the word before them is no second speaker.
    child = {n for n in child if n not in parent and n + 1 not in parent}
    if text.has("voice_hopes_for_heading") and not text.has("voice_view_heading"):
        # "Our hopes for Sam", "Mum's worries about Sam" are nobody's but theirs.
        return Heading("parent", topic)
    how = topic != "history" and text.has("voice_how_heading") and (bool(child) or text.has("voice_view_heading"))
    if not parent and text.has("voice_staff_heading") and not text.has("voice_view_heading"):
        return Heading("staff", topic)
    if parent and text.has("voice_behalf_heading"):
        return Heading("parent", topic, how)
    if not parent and text.has("voice_learned_heading"):
        return Heading("watched", topic, how)
    ours = text.has("voice_together_heading") and not (topic == "history" and text.has("voice_family_noun"))
    together = "together" if ours else ""
    return Heading("both" if child and parent else "child" if child else "parent" if parent else together, topic, how)


def _impersonal(title: str, people: People) -> str:
    # "Sam" is read as "child", "X" too; "Mrs Hart" or a first name of the family as "mum".
    read: list[str] = []
    for word in words(title):
        known = _bare(word.lower) in people.child
        if known and read and read[-1] in TITLES:
            read[-1:] = ["mum"]
        elif _bare(word.lower) in people.family:
            read.append("mum")
        else:
            read.append("child" if known or word.lower == "x" else word.lower)
    return " ".join(read)


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _parts_in_order(name: str | None) -> list[str]:
    return [w.lower for w in words(name or "")]


def _parts(*names: str | None) -> set[str]:
    return {w.lower for name in names if name for w in words(name) if len(w.lower) > 1}

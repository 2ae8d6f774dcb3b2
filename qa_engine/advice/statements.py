"""Sentences of an advice report told apart: need, outcome, provision, effect, or a note that asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa_engine.advice.model import NEED, NOTE, OUTCOME, PROVISION, Passage, Statement
from qa_engine.language.lexicon import Lexicon, Text
from qa_engine.language.words import sentences, squeeze

_FIRST_WORDS = 6
_PLACES = {"advice_place_f": "F", "advice_place_g": "G", "advice_place_h": "H"}
_PREFIX = re.compile(r"^(?:[A-Z][\w&' ]{1,45}):\s+(?=[A-Z])")
_NUMBER = re.compile(r"^\(?\d{1,2}[.)]\s*")
_LEAD = re.compile(r"^[\s\-–•▪o]*(?:(?:and|also|then|however|therefore|at home|at school|in class|in school),?\s+)*", re.IGNORECASE)
_CHILD = ("he", "she", "they", "i")
_QUIET = ("about", "history", "child_views", "parent_views", "strengths", "summary", "admin", "none")
_COULD = re.compile(
    r"\b(?:will not|will only|will often|will sometimes|would (?:rather|like)|may become|will become|will need to be considered)\b"
)
# "He requires a teaching assistant to … for ten minutes": an amount of somebody's time is provision, wherever it stands.
_ALLOTTED = re.compile(
    r"\b(?:needs|requires)\b.*\b(?:assistants?|adults?|therapist|nurse|teacher|staff)\b.*\b(?:minutes|hours?|times|daily|weekly)\b"
)
_BACK = re.compile(r"^(?:because|as|since|this|it|i|that)\b", re.IGNORECASE)
_PROFESSION = re.compile(
    r".*?\b(?:nurse|\w*therapist|teacher|psychologist|psychiatrist|paediatrician|worker|practitioner|physician|dietitian)\b", re.IGNORECASE
)
_IMPERATIVE = frozenset(
    [
        "use",
        "provide",
        "give",
        "ensure",
        "avoid",
        "allow",
        "offer",
        "encourage",
        "make",
        "keep",
        "teach",
        "arrange",
        "continue",
        "break",
        "chunk",
        "seat",
        "place",
        "check",
        "plan",
        "let",
        "set",
        "reduce",
        "support",
        "monitor",
        "review",
        "carry",
        "complete",
        "refer",
        "include",
        "write",
        "adopt",
        "practise",
        "prompt",
        "limit",
        "build",
        "present",
        "repeat",
        "model",
        "share",
        "train",
    ]
)


class Sorter:
    """Sorts the sentences of one report. `names` are the child's names in lower case; `role` is the author's, for "I" and "me"."""

    def __init__(self, lexicon: Lexicon, names: frozenset[str], role: str):
        self._cues = lexicon.part("advice_cue_", "advice_place_")
        self._names = names
        self._role = _main_role(role)

    def statements(self, passages: list[Passage]) -> list[Statement]:
        """Every sentence that asks for or tells something, numbered by kind, in order."""
        found: list[Statement] = []
        count: dict[str, int] = {}
        for passage in passages:
            for kind, text, placed in self._of(passage):
                count[kind] = count.get(kind, 0) + 1
                found.append(
                    Statement(
                        f"{kind}{count[kind]}",
                        kind,
                        text,
                        passage.topic,
                        passage.heading,
                        self._told(text),
                        passage.place,
                        placed,
                        passage.columns,
                    )
                )
        return found

    def _of(self, passage: Passage) -> Iterator[tuple[str, str, str]]:
        placed = self._placed(self._cues.read(passage.heading))
        if passage.columns:
            yield PROVISION, passage.text, placed
            return
        found: list[tuple[str, str, str]] = []
        for raw in whole_sentences(_PREFIX.sub("", passage.text)):
            read = self._cues.read(raw)
            said = self._placed(read)
            if said and self._introduces(read):
                if found and found[-1][0] == PROVISION and _BACK.match(raw):
                    found[-1] = (PROVISION, found[-1][1], said)  # "As this teaches her, I regard it as special educational provision."
                else:
                    placed = said  # "Special educational provision (for Section F)."
                continue
            found.append((self._kind(passage, read), raw, said or placed))
        yield from found

    @staticmethod
    def _introduces(read: Text) -> bool:
        asks = read.has("advice_cue_modal") and read.has("advice_cue_duty") and len(read.words) > 9
        return len(read.words) < 30 and not asks

    @staticmethod
    def _placed(read: Text) -> str:
        found = {section for name, section in _PLACES.items() if read.has(name)}
        return found.pop() if len(found) == 1 else ""

    def _kind(self, passage: Passage, read: Text) -> str:
        if self._is_admin(read):
            return NOTE
        if passage.topic == "outcomes":
            return OUTCOME if self._is_aim(passage, read) else PROVISION if self._gives(read) else NOTE
        if passage.topic in ("provision", "mixed"):
            return self._asked(passage, read)
        if self._aims(read):
            return OUTCOME if passage.topic not in _QUIET or passage.topic == "summary" else NOTE
        if passage.topic in ("needs", "effect"):
            firm = passage.topic == "needs" or any(w.lower in ("should", "must") for w in read.words)
            return PROVISION if firm and self._prescribes(read) else self._told_need(passage, read)
        return PROVISION if passage.topic in ("none", "history") and self._prescribes(read) and not self._of_child(read) else NOTE

    def _asked(self, passage: Passage, read: Text) -> str:
        if self._aims(read):
            return OUTCOME
        if read.has("advice_cue_aside") and read.hits["advice_cue_aside"][0].first == 0 and not self._gives(read):
            return NOTE
        if read.has("advice_cue_modal") or passage.listed or self._orders(read):
            told = passage.topic == "mixed" and self._of_child(read) and not self._prescribes(read)
            return NEED if told else PROVISION
        return NEED if passage.topic == "mixed" and self._of_child(read) else NOTE

    def _told_need(self, passage: Passage, read: Text) -> str:
        first = read.hits.get("advice_cue_aside", [])
        aside = any(h.first == 0 for h in first)
        return NOTE if aside or len(read.words) < 4 or read.has("advice_cue_well") else NEED

    def _is_admin(self, read: Text) -> bool:
        opening = any(h.first <= 1 for h in read.hits.get("advice_cue_writing", []))
        wordless = not any(w.lower.isalpha() for w in read.words)
        return opening or wordless or read.has("advice_cue_admin") or read.raw.rstrip().endswith(":")

    def _is_aim(self, passage: Passage, read: Text) -> bool:
        if self._aims(read):
            return True
        said = passage.listed or read.has("advice_cue_modal", "advice_cue_when")
        return bool(said) and not (self._gives(read) and (read.has("advice_cue_handed") or not self._of_child(read)))

    def _aims(self, read: Text) -> bool:
        """ "By July she will …": a time at the opening and the child who does something."""
        when = read.hits.get("advice_cue_when", [])
        if not when or when[0].first > 1 or not read.has("advice_cue_modal"):
            return False
        modal = read.hits["advice_cue_modal"][0]
        subject = [w.lower.removesuffix("'s") for w in read.words[when[0].first : modal.first]]
        child = any(w in self._names or w in _CHILD[:3] for w in subject[-4:])
        return child and not any(h.first <= modal.last + 1 for h in read.hits.get("advice_cue_given", []))

    def _gives(self, read: Text) -> bool:
        return read.has("advice_cue_duty", "advice_cue_given")

    def _prescribes(self, read: Text) -> bool:
        """In a passage that tells of needs: something that somebody is to do or give."""
        if _ALLOTTED.search(read.raw):
            return True
        if not self._gives(read) or _COULD.search(read.raw):
            return False
        if self._of_child(read):
            return read.has("advice_cue_given") and any(w.lower in ("will", "should", "must", "shall") for w in read.words)
        return any(
            w.lower in ("will", "should", "must", "shall", "recommend", "recommended", "advise", "advised", "benefit") for w in read.words
        )

    def _orders(self, read: Text) -> bool:
        return bool(read.words) and read.words[0].lower in _IMPERATIVE

    def _of_child(self, read: Text) -> bool:
        """Whether the child is the subject: a name or pronoun among the first words, before the verb."""
        start = _LEAD.match(read.raw)
        offset = start.end() if start else 0
        opening = [w.lower.removesuffix("'s") for w in read.words if w.start >= offset][:_FIRST_WORDS]
        upto = next(
            (n for n, w in enumerate(opening) if w in ("will", "should", "must", "is", "has", "needs", "can", "cannot")), len(opening)
        )
        subject = opening[:upto][-2:] if upto else opening[:1]
        return any(w in self._names or w in _CHILD[:3] for w in subject)

    def _told(self, text: str) -> str:
        """The sentence with the author's role for "I", "me" and "my"."""
        return told_by(text, self._role)


def _main_role(role: str) -> str:
    """The first profession of a role: "Mental health nurse" of "Mental health nurse and DBT therapist"."""
    match = _PROFESSION.match(role)
    return (match[0] if match else re.split(r",| \(", role)[0]).strip() or "adviser"


def told_by(text: str, role: str) -> str:
    """Put "the <role>" where the author opens a sentence with I or we. Elsewhere ("trained by me") the author is not who acts."""
    if not role:
        return text
    who = f"The {role}" if role[:2].isupper() else f"The {role[0].lower()}{role[1:]}"
    return _SPEAKER.sub(lambda m: f"{m['lead']}{who if not m['lead'] else who.lower()}", text, count=1)


_SPEAKER = re.compile(
    r"^(?P<lead>(?:(?:Each|Every|Once|In|On|From|At|Twice)\b[^,.]{0,60}?,?\s)?)(?:I|We)\b(?!['’])(?=\s+(?:will|shall|can|am|are|would|also|should|have))"
)


def whole_sentences(text: str) -> list[str]:
    """Sentences of a text, those that a semicolon parts kept whole."""
    found: list[str] = []
    last = 0
    for start, end in sentences(text):
        piece = text[start:end]
        if found and ";" in text[last:start]:
            found[-1] = f"{found[-1]}; {piece}"
        else:
            found.append(piece)
        last = end
    cleaned = (squeeze(_NUMBER.sub("", f)) for f in found)
    return [f for f in cleaned if any(c.isalpha() for c in f)]

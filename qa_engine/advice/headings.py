"""Headings of advice reports: which lines are headings, and what is told under them."""

from __future__ import annotations

import re

from qa_engine.language.lexicon import Lexicon
from qa_engine.language.words import plain
from qa_engine.model.document import Paragraph

_HEAD = "advice_head_"
_LONGEST, _WORDS = 90, 16
_NUMBERED = re.compile(r"^\s*\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivx]{1,4})[.)]\s+")
_INLINE = re.compile(r"^(?P<head>[^:.;\n]{3,60}):\s+(?P<rest>\S.{12,})$", re.DOTALL)
_THE_CHILD = re.compile(r"\b(?:child|young person|pupil|student)\b(?!['’]s (?:parents|family|mother|father|carers?))", re.IGNORECASE)
_ENDED = (".", ";", ",", "?", "!")
_ASKS = ("needs", "outcomes", "provision")
# Where a heading speaks of several things, the earlier of these is what it holds.
_ORDER = ("child_views", "parent_views", "outcomes", "provision", "needs", "effect", "strengths", "about", "history", "summary", "admin")


class Headings:
    """Answers about lines of advice reports."""

    def __init__(self, lexicon: Lexicon):
        self._lists = lexicon.part(_HEAD)
        self._known: dict[str, str] = {}

    def topic(self, heading: str) -> str:
        """What a heading announces, "mixed" where it announces several things to ask for, or ""."""
        if heading not in self._known:
            self._known[heading] = self._topic(unnumbered(heading))
        return self._known[heading]

    def _topic(self, heading: str) -> str:
        hits = self._lists.read(re.sub(r"[(),:;./&]", " ", plain(heading))).hits
        found = {name.removeprefix(_HEAD) for name in hits}
        # "What Amir needs", "Needs from health": a word of need beside a word of giving.
        asks = [t for t in _ASKS if t in found]
        if "parent_views" in found:
            # "Views of his parents": a word of views alone does not make them the child's.
            return "child_views" if "child_views" in found and _THE_CHILD.search(heading) else "parent_views"
        if "child_views" in found:
            return "child_views"
        if len(asks) > 1:
            return "mixed"
        return next((t for t in _ORDER if t in found), "")

    def is_heading(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is a heading by its look, or is short and announces something."""
        text = paragraph.text.strip()
        if not text or len(text) > _LONGEST or len(text.split()) > _WORDS or text.endswith(_ENDED) or "\n" in text:
            return False
        # Automatic numbers stand on headings and on points alike; a bullet does not.
        if paragraph.number in ("•", "-", "–", "o", "▪") and not paragraph.level:
            return False
        looks = paragraph.level or paragraph.bold or paragraph.underline or paragraph.caps or paragraph.fill or text.isupper()
        return bool(looks) or (len(text.split()) <= 8 and bool(self.topic(text)) and not _sentence(text))

    def inline(self, text: str) -> tuple[str, str] | None:
        """ "Needs: Sam cannot …": a heading that runs on into its text, as heading and rest."""
        match = _INLINE.match(text)
        if match and len(match["head"].split()) <= 7 and self.topic(match["head"]) and not _sentence(match["head"]):
            return match["head"], match["rest"]
        return None


def unnumbered(text: str) -> str:
    """A line without its printed number."""
    return _NUMBERED.sub("", text).strip()


def _sentence(text: str) -> bool:
    return bool(re.search(r"\b(?:will|must|should|cannot|has|have|is|are|was|were)\b", text))

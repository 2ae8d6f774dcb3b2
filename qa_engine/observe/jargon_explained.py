"""Whether a plan explains a term where it uses it: in brackets, after a dash, by "which means", or in a list of terms."""

from __future__ import annotations

import re

from qa_engine.language.words import bag
from qa_engine.observe.phrases_lines import Line

_NEAR = 110
# "Errorless learning of new signs (she is shown the answer first)": a few words may stand before the bracket, and it may not only refer.
_BRACKET_AFTER = re.compile(
    r"\s?(?:[a-z]+ ){0,3}\((?!see\b|section\b|outcome|page|appendix|both (?:sides|ears|eyes)|(?:left|right|one) (?:side|ear|eye)|\d)"
    r"([^()]{4,160})\)", re.IGNORECASE)
# "her eyes do not point the same way (convergent strabismus)": the words before the bracket say what is meant.
_IN_BRACKET, _OPENING = re.compile(r"\((?:[a-z]+ ){0,2}$", re.IGNORECASE), 30
_SAID_IN_BRACKET = re.compile(r"s?\s?\((?:a|an|the|or|that is|i\.e\.|which|meaning|short for) [^()]{8,}\)")
_SAYS = re.compile(
    r"\b(?:which means|this means|that means|means|meaning|that is|i\.e\.?|in other words|known as"
    r"|also called|called (?=(?:a|an|the)\b|[\"“'‘])"
    r"|which is|which are|short for|stands for"
    r"|refers to|describes|defined as)\b", re.IGNORECASE)
_NEXT_SAYS = re.compile(r"[.\s]*(?:This|That|It) (?:means|is when|is the|is a|is where)\b")
_GLOSS = re.compile(r"(?:,? or |\s?[–—:]\s?|\s-\s)(?:the |a |an )?[a-z]+ [a-z]+")
_WORD = re.compile(r"[A-Za-z][a-z'’]*")
_NOTE = re.compile(r"\([^()]*\)")
_SMALL = bag("and of the in for with to on a an or at as by")
_STEM = 6


def explains_letters(raw: str, start: int, end: int, term: str, meaning: str) -> bool:
    """Whether the words next to the letters at this place, on either side, spell them out."""
    before, after = raw[max(0, start - _NEAR):start], raw[end:end + _NEAR]
    if _SAID_IN_BRACKET.match(after):
        return True
    # Two letters begin two words in a row by chance too often: for them a bracket must show that the words are meant.
    short = len(term) < 3
    sides = ((before, before.endswith("(")), (after, after.startswith((" (", "s ("))))
    return any(_names(meaning, words) or ((told or not short) and _spells(term, words, told)) for words, told in sides)


def _names(meaning: str, words: str) -> bool:
    """Whether these words hold one of the known meanings ("a or b"), give or take an ending."""
    plain = words.lower().replace("-", " ")
    return any(_holds(plain, one) for one in _NOTE.sub("", meaning.lower()).replace("-", " ").split(" or "))


def _holds(plain: str, meaning: str) -> bool:
    content = [w for w in _WORD.findall(meaning) if w not in _SMALL]
    return bool(content) and all(w[:_STEM] in plain for w in content)


def _spells(term: str, words: str, told: bool) -> bool:
    """Whether the first letters of some words in a row are the letters, small words left out, or, beside a bracket (`told`), kept."""
    letters = "".join(c for c in term.lower() if c.isalpha())
    # The same letters a second time in the sentence ("SALT to review, as the SALT team ...") explain nothing.
    found = _WORD.findall(words.replace(f"{term}s", " ").replace(term, " ").replace("-", " "))
    full = "".join(w[0].lower() for w in found)
    short = "".join(w[0].lower() for w in found if w.lower() not in _SMALL and w != term)
    return len(letters) > 1 and (letters in short or (told and letters in full))


def explains_words(line: Line, start: int, end: int) -> bool:
    """Whether the sentence of the words at this place, or the one after it, says what they mean."""
    raw = line.text.raw
    after = _BRACKET_AFTER.match(raw, end)
    if after and len(after.group(1).split()) >= 2:
        return True
    if raw[end:end + 1] == ")" and _IN_BRACKET.search(raw, max(0, start - _OPENING), start):
        return True
    return bool(_SAYS.search(line.raw) or _NEXT_SAYS.match(raw[line.end:line.end + 20]) or _GLOSS.match(raw[end:end + 40]))


def explained_in_list(term: str, lines: list[Line]) -> bool:
    """Whether a glossary of the plan holds the letters."""
    return any("lossary" in heading or "bbreviation" in heading for line in lines for heading in line.item.headings if term in line.raw)

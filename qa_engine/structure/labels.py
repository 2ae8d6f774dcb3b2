"""Recognise the label of a lettered section at the head of a line: "Section F:", "(B) ...", "A2 Summary", "Sections C and G"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa_engine.language.words import plain
from qa_engine.structure.heads import Heads
from qa_engine.structure.scheme import unnumbered
from qa_engine.structure.statements import count

_CODE = r"\(?(?:H\s?[-.]?\s?\(?(?:[12]|ii|i)\)?|[ACD]\s?[12]|[A-K])\)?(?![A-Za-z0-9'])"
_JOIN = r"\s*(?:,|&|\band\b|/|\+)\s*(?:(?i:sections?)\s*)?"
_OPENERS = "*•(SsPpABCDEFGHIJK"
_SECTION = re.compile(rf"^[\s*•]*(?P<word>(?i:sections?|sect\.?|parts?))\s*[-:]?\s*"
                      rf"(?P<codes>{_CODE}(?:{_JOIN}{_CODE})*)(?P<after>.*)$", re.DOTALL)
_FURTHER = re.compile(rf"\b(?:and|&)\s+({_CODE})\s*(?=\(|$|-|:|and\b|&)")
_BARE = re.compile(rf"^[\s*•]*(?P<code>{_CODE})[^\S\n]*(?P<sep>[-:.)|\n])?\s*(?P<after>.*)$", re.DOTALL)
_ALONE = re.compile(rf"^[\s*]*(?:(?i:sections?|parts?)\s*)?({_CODE})\s*[-:.)]?\s*$")
# A label at the end of its heading: "Special educational needs (Section B)", "Outcomes – Section E", "Health needs (C and G)".
_AT_END = re.compile(rf"^(?P<title>\S.{{1,160}}?)\s*(?:[(\[]\s*(?:(?i:sections?|parts?)\s+)(?P<inside>{_CODE}(?:{_JOIN}{_CODE})*)"
                     rf"(?:\s+of\s+(?:the|this|my)\s[^)\]]{{3,60}})?\s*[)\]]|[-\u2013\u2014:|]\s*(?i:sections?)\s+(?P<dashed>{_CODE}(?:{_JOIN}{_CODE})*)"
                     rf"|\((?P<bare>[A-K][12]?(?:{_JOIN}[A-K][12]?)*)\))\s*$", re.DOTALL)
_PROSE_END = re.compile(r"[.;,]$|\b(?:see|under|to|and|also)$", re.IGNORECASE)
_SEPARATED = re.compile(r"^\s*(?:[-:.)|\n\t]|$)")
_LEADER = re.compile(r"(?:[.\u2026_ ]{3,}|\t+)\s*\d*\s*$")
_PART = re.compile(r"(\d{1,2})[.)]?\s+(?=[A-Z(])")  # after "A.": the number of a part of the section, as in "A.3 The views of the parents"
_LONGEST_HEADING = 260
_AREA = 12  # words
_TERMINAL = re.compile(r"[.;,]$")
_ENDING = re.compile(r"(?i:sections?)\s+\(?[A-K][^.]{0,80}$|\([A-K][12]?(?:[^a-z.]|\band\b){0,20}\)\s*$")
_SENTENCE = re.compile(r"[a-z][a-z')]*[.!?](?:\s|$)")


@dataclass(frozen=True, slots=True)
class Label:
    """A section label: its letters (H for an undivided H), the title after it, and content that follows on the same line.

    `split` is the printed sub-letter ("C2", "A1") or an empty string; `index` marks a line of a contents page. `at_end` marks a label after
    its title, which running text may end with too, so that only the look of a heading makes sure of it.
    """

    letters: tuple[str, ...]
    title: str = ""
    content: str = ""
    split: str = ""
    index: bool = False
    at_end: bool = False


def read_label(text: str, heads: Heads) -> Label | None:
    """The printed section label at the head of `text`, or None; prose about a section, item numbers and Acts are none."""
    if text not in heads.labels:
        asked = heads.asked(text)
        heads.labels[text] = _read(text, heads) if asked is heads else read_label(text, asked)
    return heads.labels[text]


def _read(text: str, heads: Heads) -> Label | None:
    line = plain(text[:900]).strip() if text[:1] in _OPENERS or text[:1].isspace() else ""
    found = (_spelled(line, heads) or _bare(line, heads)) if line and line[0] in _OPENERS else None
    if found is None and len(text) < _LONGEST_HEADING and (text[-1:] == ")" or "ection" in text) and _ENDING.search(text):
        return _at_end(text, heads)
    return found


def _at_end(text: str, heads: Heads) -> Label | None:
    line = plain(text).strip()
    match = _AT_END.match(_LEADER.sub("", line))
    if match is None:
        return None
    title = unnumbered(match["title"]).strip(" \t\n-:.|")
    codes = re.findall(_CODE, match["inside"] or match["dashed"] or match["bare"])
    letters = tuple(dict.fromkeys(letter_of(code) for code in codes))
    named = heads.names(title)
    if _PROSE_END.search(match["title"]) or len(title.split()) > (24 if match["inside"] else 16):
        return None
    if match["bare"] and (named is None or named[0][0] not in {x[0] for x in letters}):
        return None
    sure = named is not None and named[0][0] in {x[0] for x in letters}
    return Label(letters, title, "", "", bool(_LEADER.search(line)), at_end=not sure)


def bare_letter(text: str) -> str | None:
    """The letter where `text` is nothing but a letter or label ("F", "A1", "Section H2")."""
    match = _ALONE.match(plain(text).strip())
    return letter_of(match[1]) if match else None


def letter_of(code: str) -> str:
    """Section of a printed code: "A2" is A, "H(1)" and "Hi" are H1."""
    code = re.sub(r"[^A-Za-z0-9]", "", code)
    if code[0] == "H" and len(code) > 1:
        return "H2" if code[1:] in ("2", "ii") else "H1"
    return code[0]


def _spelled(line: str, heads: Heads) -> Label | None:
    match = _SECTION.match(line)
    if match is None:
        return None
    codes = re.findall(_CODE, match["codes"])
    after = match["after"]
    if match["word"].lower().startswith("sections"):
        codes += _FURTHER.findall(after)
    index = bool(after.strip()) and bool(_LEADER.search(after))
    title = _LEADER.sub("", after).strip(" \t\n-:.|")
    if not _heads_a_section(after, title, codes, heads):
        return None
    return _labelled(codes, title, after, heads, index)


def _heads_a_section(after: str, title: str, codes: list[str], heads: Heads) -> bool:
    count = len(title.split())
    if not title:
        return True
    if count > 90:
        return False
    if _SEPARATED.match(after) or title[0] == "(":
        return True
    # Without punctuation after the letter, only words of a title tell a heading from prose about the section.
    named = heads.names(title)
    if title[0].isupper():
        return count <= 14 or named is not None
    return named is not None and count <= 12 and not _SENTENCE.search(after)


def _labelled(codes: list[str], title: str, after: str, heads: Heads, index: bool) -> Label:
    letters = tuple(dict.fromkeys(letter_of(code) for code in codes))
    code = re.sub(r"\W", "", codes[0])
    split = code if len(code) > 1 and code[0] != "H" else ""
    named = heads.names(title)
    if (named is None or not named[1]) and _is_statement(title, after, named is not None):
        return Label(letters, "", title, split, index)
    return Label(letters, title, "", split, index)


def _is_statement(title: str, after: str, named: bool) -> bool:
    words = len(title.split())
    if named:
        return 5 <= words <= 20 and after.rstrip().endswith(".")
    return words > 25 or (words >= 4 and after.rstrip().endswith("."))


def _named_before(title: str, heads: Heads) -> tuple[str, bool] | None:
    """What the words before a dash name: "Outcomes" in "Outcomes - Communication and interaction", a few words after it being its area."""
    head, dash, area = title.partition(" - ")
    named = heads.names(head) if dash and count(area) <= _AREA else None
    return named if named and named[1] else None


def _bare(line: str, heads: Heads) -> Label | None:
    match = _BARE.match(line)
    if match is None:
        return None
    code, after = match["code"], match["after"]
    if not after.strip():
        return None
    part = _PART.match(after) if match["sep"] == "." and code in "ABCDEFGIJK" else None
    if part:
        code, after = code + part[1], after[part.end():]
    index = bool(_LEADER.search(after))
    title = _LEADER.sub("", after).strip(" \t\n-:.|")
    letter = letter_of(code)
    marked = bool(match["sep"]) or code[0] == "(" or len(re.sub(r"\W", "", code)) > 1
    if not title or len(title) > 450 or not (marked or title[0].isupper()):
        return None
    head, _, rest = title.partition(": ")
    if letter in ("H1", "H2") and heads.part_of_h(head) == letter and count(head) <= 20 and not _TERMINAL.search(head):
        return Label((letter,), head, rest.strip(), "", index)
    found = heads.names(title) or (_named_before(title, heads) if match["sep"] else None)
    if found is None or not (marked or found[1]):
        return None
    if letter[0] not in (found[0][0], *(x[0] for x in heads.mentioned(title))):
        return None
    return _labelled([code], title, after, heads, index)

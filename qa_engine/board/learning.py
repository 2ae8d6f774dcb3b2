"""Wording to learn from: what failed a rule, kept only where it could stand in any plan, beside the rule's own advice."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from qa_engine.board.model import Example, RuleLine
from qa_engine.language.phrases import is_number

ENOUGH, LOOKED_AT = 3, 300  # examples shown; records read in search of them
SECTIONS = ("E", "F")
_TOKENS = re.compile(r"\[[^\]]*\](?:['’]s\b)?|\d[\w:.,/%-]*\w|\w[\w’'-]*|\S")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_AGAIN = re.compile(r"\[number\](?:(?: to | ?[-–:] ?|, )\[number\])+")
_SHORT, _BEST, _LONG = 6, 14, 26
_WHO, _OF_WHOM = "[name]", "[name]’s"
_BLANKS = {"he": _WHO, "she": _WHO, "him": _WHO, "himself": _WHO, "herself": _WHO, "his": _OF_WHOM, "hers": _OF_WHOM}
# “Her” before one of these, or at the end, is whom; before another word it is whose.
_AFTER_WHOM = frozenset(
    ("to", "with", "and", "or", "in", "on", "at", "by", "for", "from", "when", "if", "until", "so", "that", "as", "before", "after",
     "during", "into", "each", "every", "how", "what"))
_STARTS = frozenset(
    ("a", "access", "additional", "adult", "adults", "all", "an", "any", "appropriate", "as", "by", "each", "every", "for", "help", "if",
     "in", "it", "more", "opportunities", "ongoing", "pupils", "regular", "school", "should", "staff", "support", "teachers", "teaching",
     "the", "their", "there", "these", "they", "this", "to", "use", "using", "when", "where", "with"))
_CAPITALS = frozenset(("TA", "TAs", "SEN", "SENCO", "SENCo", "I", "EHC", "ICT", "PE"))
# What would tell where, when, by whom or with what rare thing; a wording with such a word is not used.
_TELLING = re.compile(
    r"\b(?:born|twins?|siblings?|sisters?|brothers?|mothers?|fathers?|mum|dad|parents?|carers?|grand\w+|foster\w*|adopt\w*|asylum|refugee\w*|"
    r"police|courts?|abus\w+|tribunal|surgery|operation|transplant\w*|cancer|tumours?|seizures?|epilep\w*|diabet\w*|syndromes?|diseases?|"
    r"disorders?|deaf\w*|blind\w*|braille|hearing|vision|\w+ostom\w*|catheter\w*|ventilat\w*|wheelchairs?|hoists?|prison|custody|restrain\w*|"
    r"arrest\w*|exploit\w*|gangs?|drugs?|alcohol|died?|deaths?|bereave\w*|suicid\w*|self-harm\w*|overdose\w*|exclu\w+|medic\w*|nurses?|"
    r"hospitals?|religio\w*|mosque|church|temple|traveller\w*|language of|speaks?)\b", re.IGNORECASE)


def examples(records: Iterable[bytes], rules: Sequence[RuleLine]) -> list[Example]:
    """An example for each of the first rules that has a safe one, three at most, from audit records as JSON. The first few hundred are
    looked at; a rule that failed in fewer than five plans is no line of a board and so is none of `rules`."""
    wanted = {line.rule: Counter[str]() for line in rules if line.advice}
    for number, record in enumerate(records):
        if number >= LOOKED_AT:
            break
        for rule, wording in {*_wordings(json.loads(record), wanted)}:
            wanted[rule][wording] += 1
    return list(_chosen(rules, wanted))


def _chosen(rules: Sequence[RuleLine], wanted: Mapping[str, Counter[str]]) -> Iterator[Example]:
    """For each rule a wording that no other rule has shown: one that stands in most plans, of those one near to a good length."""
    shown: set[str] = set()
    for line in rules:
        left = [(-plans, abs(len(text.split()) - _BEST), text) for text, plans in wanted.get(line.rule, Counter()).items()
                if text not in shown]
        if left and len(shown) < ENOUGH:
            shown.add(min(left)[2])
            yield Example(rule=line.rule, title=line.title, before=min(left)[2], advice=line.advice, plans=line.plans.part)


def _wordings(record: dict[str, Any], wanted: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(rule, safe wording) of the outcomes and provision that failed a wanted rule."""
    names = names_in(record["subject"])
    texts = {item["id"]: item["text"] for letter in SECTIONS for item in record["sections"].get(letter, {}).get("items", ())}
    for finding in record["findings"]:
        if finding["rule"] in wanted and not finding["strength"] and finding["item"] in texts:
            text = safe(sentence_at(texts[finding["item"]], finding["quote"]), names)
            if text:
                yield finding["rule"], text


def names_in(subject: Mapping[str, Any]) -> set[str]:
    """Every word of the names in a record's subject, in small letters."""
    whole = " ".join([subject.get("name") or "", subject.get("known_as") or "", *(subject.get("other_names") or ())])
    return {word for word in re.findall(r"\w+", whole.casefold()) if word not in ("child", "family", "member")}


def sentence_at(text: str, quote: str) -> str:
    """The sentence in which the quote begins, or the only one; "" where it cannot be told."""
    sentences = _SENTENCE.split(" ".join(text.split()))
    start = " ".join(quote.split())[:30].partition(";")[0]
    found = [s for s in sentences if start and start in s] if len(sentences) > 1 else sentences
    return found[0] if found else ""


def safe(text: str, names: Iterable[str]) -> str:
    """The wording with blanks for the child and for numbers, or "" where it cannot be made safe.

    Left out is wording with a name of the family, with a capital inside (so with any name, place, month or school), with words on
    family, faith, rare conditions or troubles, and wording that is too short or too long to learn from.
    """
    if _TELLING.search(text) or not _SHORT <= len(text.split()) <= _LONG:
        return ""
    named, found = set(names), list(_TOKENS.finditer(text))
    tokens = [match.group() for match in found]
    words = [_word(token, place, tokens[place + 1] if place + 1 < len(tokens) else ".", named) for place, token in enumerate(tokens)]
    if not all(words):
        return ""
    ends = [0, *(match.end() for match in found)]
    spaced = (text[end:match.start()] + word for end, match, word in zip(ends, found, words, strict=False))  # as far apart as they stood
    joined = _AGAIN.sub("[number]", "".join(spaced).strip())
    return joined if joined.endswith((".", "!", "?")) else f"{joined}."


def _word(token: str, place: int, after: str, names: set[str]) -> str:
    """The word as it may be shown; "" where it may not."""
    low = token.casefold().removesuffix("'s").removesuffix("’s")
    if token.startswith("[child]"):
        return _WHO if token == "[child]" else _OF_WHOM
    if token.startswith("[") or low in names:
        return ""
    if is_number(low):
        return "[number]"
    if low == "her":
        return _WHO if after in _AFTER_WHOM or not after[0].isalpha() else _OF_WHOM
    if low in _BLANKS:
        return _BLANKS[low] + token[len(low):]
    capital = token != token.lower() and token not in _CAPITALS
    return "" if capital and (place or low not in _STARTS) else token

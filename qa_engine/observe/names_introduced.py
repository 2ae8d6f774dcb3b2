"""Tell which names a plan gives to somebody else: brother, friend, pet, professional, anyone met in section A."""

from __future__ import annotations

from qa_engine.language.words import bag
from qa_engine.observe.names_people import Mention, NameWords
from qa_engine.observe.names_place import ChildWords, takes_childs_place
from qa_engine.observe.phrases_lines import starts_capital

_TITLES = bag("mr mrs ms miss mx dr prof professor sir st saint nurse sister teacher")
_OPENS_DESCRIPTION = bag("a an the his her their our my another who one whose")
_FIRST_PERSON = bag("i i'm i'd i'll i've")
_BEFORE, _AFTER = 3, 6
_LONGEST_LIST = 5


def introduced_names(mentions: list[Mention], words: NameWords, child: ChildWords) -> set[str]:
    """Names in small letters that belong to somebody else, with those listed beside them."""
    names = {m.name for m in mentions if _is_introduced(m, words)}
    names |= {m.name for m in mentions if m.line.item.section == "A" and not takes_childs_place(m, words, child)}
    listed = [(m, other) for m, other in zip(mentions, mentions[1:], strict=False) if _are_listed(m, other)]
    for _ in range(_LONGEST_LIST):
        names |= {name for a, b in listed if {a.name, b.name} & names for name in (a.name, b.name)}
    return names


def _are_listed(mention: Mention, other: Mention) -> bool:
    if mention.line is not other.line:
        return False
    between = mention.line.words[mention.at + 1:other.at]
    return len(between) <= 1 and all(w.lower in ("and", "or") for w in between)


def _is_introduced(mention: Mention, words: NameWords) -> bool:
    before = mention.near(-1)
    if before and before.lower in _TITLES:
        return True
    ahead = range(1, 1 if mention.owns else _AFTER + 1)
    return (_tells_kind(mention, range(-1, -_BEFORE - 1, -1), words) or _tells_kind(mention, ahead, words)
            or _is_described(mention, words) or _has_surname(mention))


def _tells_kind(mention: Mention, steps: range, words: NameWords) -> bool:
    """Whether walking these steps over small words leads to a word that says who the name belongs to."""
    for step in steps:
        word = mention.near(step)
        if word is None:
            return False
        if word.lower.removesuffix("'s") in words.kind:
            return True
        if word.lower not in words.between:
            return False
    return False


def _is_described(mention: Mention, words: NameWords) -> bool:
    """Whether a description between commas says who it is: "Rory, the class's goldfish, ..."."""
    first = mention.near(1)
    if first is None or not first.broken or first.lower not in _OPENS_DESCRIPTION or mention.owns:
        return False
    for step in range(2, _AFTER + 1):
        word = mention.near(step)
        if word is None or word.broken:
            return False
        if word.lower in words.kind:
            return True
    return False


def _has_surname(mention: Mention) -> bool:
    # A first name with a surname is mostly a grown-up's, a school's or a programme's.
    after = mention.near(1)
    return (after is not None and not after.broken and not mention.owns and starts_capital(mention.line.text.raw, after)
            and after.lower not in _FIRST_PERSON)

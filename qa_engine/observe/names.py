"""Find another child's name where this child's should be: a name that nobody introduced, standing where only the child's can."""

from __future__ import annotations

from collections.abc import Iterator

from qa_engine.language.words import bag
from qa_engine.model.plan import Plan
from qa_engine.observe.context import Context
from qa_engine.observe.names_people import Mention, NameWords, People
from qa_engine.observe.phrases_lines import Line, in_quotation, starts_capital
from qa_engine.vocabulary import PhraseFact

_TITLES = bag("mr mrs ms miss mx dr prof professor sir st saint nurse sister teacher")
_PROMPTS = bag(
    "help helps helping support supports supporting enable enables enabling allow allows allowing encourage "
    "encourages encouraging prompt prompts prompting remind reminds reminding teach teaches teaching assist assists "
    "assisting")
_BESIDE = bag("with to of by for and from about around that")
_DOER_FOLLOWS = bag("by from")
_FIRST_PERSON = bag("me my i i'm we our us")
_INTRODUCED_BEFORE, _INTRODUCED_AFTER = 3, 6
_LONGEST_LIST = 5


def observe_names(context: Context, lines: list[Line], people: People) -> list[PhraseFact]:
    """First names that stand where this child's should, one fact for each name in each item; none where the child's name is not known."""
    if not people.child:
        return []
    words = NameWords.of(context.lexicon)
    mentions = _without_ordinary_words([m for line in lines for m in _mentions(line, words, people)], lines)
    introduced = _introduced(mentions, words, people)
    facts: dict[tuple[str, str], PhraseFact] = {}
    for mention in mentions:
        if mention.name not in introduced and _stands_for_child(mention, words, people):
            facts.setdefault((mention.name, mention.line.item.id), _fact(mention, context.plan))
    return list(facts.values())


def _fact(mention: Mention, plan: Plan) -> PhraseFact:
    item, start = mention.line.item, mention.word.start
    quoted = mention.line.quote(start, start + len(mention.name))
    return PhraseFact("other_name", quoted, item.section, item.id, f"the plan is for "
        f"{plan.subject.known_as or plan.subject.name}: {mention.line.raw}")


def _mentions(line: Line, words: NameWords, people: People) -> Iterator[Mention]:
    raw = line.text.raw
    for at in line.capitals:
        word = line.words[at]
        name = word.lower.removesuffix("'s")
        if name in people.known or not starts_capital(raw, word) or raw[word.start:word.end].isupper():
            continue
        mention = Mention(name, line, at)
        after = mention.near(1)
        if after and after.lower in words.things:
            continue
        if name in words.first or (name in words.wordlike and (not word.broken or _acts(mention, words))):
            yield mention
        elif _lives(mention, words):
            yield Mention(name, line, at, listed=False)


def _lives(mention: Mention, words: NameWords) -> bool:
    """Whether a word in no list of names stands where only a person can."""
    if mention.name in words.nobody or len(mention.name) < 3:
        return False
    after = [w.lower for w in mention.line.words[mention.at + 1:mention.at + 5]]
    if mention.owns:
        return bool(after) and after[0] in words.belonging
    before, joined = mention.near(-1), " ".join(after)
    prompted = before is not None and not mention.word.broken and before.lower in _PROMPTS
    return joined.startswith(words.living) or (prompted and joined.startswith("to "))


def _without_ordinary_words(mentions: list[Mention], lines: list[Line]) -> list[Mention]:
    """Leave out unlisted words that the plan also writes small: they are no names."""
    unlisted = {m.name for m in mentions if not m.listed}
    if not unlisted:
        return mentions
    small = {w.lower for line in lines for w in line.words if w.lower in unlisted and not starts_capital(line.text.raw, w)}
    return [m for m in mentions if m.listed or m.name not in small]


def _introduced(mentions: list[Mention], words: NameWords, people: People) -> set[str]:
    """Names that the plan gives to somebody else: brother, friend, pet, professional, anyone met in A; and those listed beside them."""
    in_views = {m.name for m in mentions if m.line.item.section == "A" and not _stands_for_child(m, words, people)}
    names = in_views | {m.name for m in mentions if _is_introduced(m, words)}
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
    ahead = range(1, 1 if mention.owns else _INTRODUCED_AFTER + 1)
    back = range(-1, -_INTRODUCED_BEFORE - 1, -1)
    return _tells_kind(mention, back, words) or _tells_kind(mention, ahead, words) or _has_surname(mention)


def _tells_kind(mention: Mention, steps: range, words: NameWords) -> bool:
    """Whether walking these steps over small words leads to a word that says who the name belongs to."""
    for step in steps:
        word = mention.near(step)
        if word is None:
            return False
        if word.lower in words.kind:
            return True
        if word.lower not in words.between:
            return False
    return False


def _has_surname(mention: Mention) -> bool:
    # A first name with a surname is mostly a grown-up's, a school's or a programme's.
    after = mention.near(1)
    return (after is not None and not after.broken and not mention.owns and starts_capital(mention.line.text.raw, after)
            and after.lower not in _FIRST_PERSON)


def _stands_for_child(mention: Mention, words: NameWords, people: People) -> bool:
    line, before = mention.line, mention.near(-1)
    if in_quotation(line.text.raw, mention.word.start) or (before and before.lower in _DOER_FOLLOWS):
        return False
    if line.item.section != "A":
        return True
    # A is full of other people: there it must do what a plan says of its child, in a sentence that does not speak of this child.
    if line.any(_FIRST_PERSON) or line.any(people.child) or (before and before.lower in _BESIDE):
        return False
    if mention.owns:
        return mention.at == 0
    return " ".join(w.lower for w in line.words[mention.at + 1:mention.at + 5]).startswith(words.living)


def _acts(mention: Mention, words: NameWords) -> bool:
    after = mention.near(1)
    return after is not None and not after.broken and after.lower in words.doing

"""Whether a name stands where only the child's can: it does, owns or receives what a plan says of its child."""

from __future__ import annotations

from dataclasses import dataclass

from qa_engine.language.words import bag
from qa_engine.observe.names_people import Mention, NameWords
from qa_engine.observe.phrases_lines import in_quotation, starts_capital

# Verbs before a person who receives help, and small words before a person for or to whom it is done.
_PROMPTS = bag(
    "help helps helping support supports supporting enable enables enabling allow allows allowing encourage encourages encouraging "
    "prompt prompts prompting remind reminds reminding teach teaches teaching assist assists assisting")
_RECEIVES_AFTER = _PROMPTS | bag(
    "give gives giving offer offers offering show shows showing ask asks asking tell tells telling meet meets meeting see sees seeing "
    "greet greets greeting collect collects collecting expect expects expecting let lets letting make makes prepare prepares guide "
    "guides provide provides with to for of that beside behind between about around alongside near when if because while until as")
_CLAUSE_OPENS = bag("when if that so and but because until before after while where as since though although unless once how what then")
_WHEN_ENDS = bag("term year months weeks christmas easter july september summer spring autumn reception")
_DOER_FOLLOWS = bag("by from")
_JOINS = bag("and or plus")
_FIRST_PERSON = bag("i i'm i'd i'll i've me my mine we our us")
# What those who work with children do: "Rowan will visit" is no child.
_AT_WORK = bag(
    "visit lead deliver train provide review chair oversee supervise monitor assess advise supply liaise coordinate facilitate contact "
    "arrange send teach support give write report attend run offer carry help model ensure share meet")
_BESIDE = bag("with to of by for and from about around that")


@dataclass(frozen=True, slots=True)
class ChildWords:
    """Words that mean this child: parts of the name, and the child's own pronouns."""

    names: frozenset[str]
    pronouns: frozenset[str]


def takes_childs_place(mention: Mention, words: NameWords, child: ChildWords) -> bool:
    """Whether the name does, owns or receives what a plan gives its child, in a sentence that does not speak of this child."""
    line, before = mention.line, mention.near(-1)
    if in_quotation(line.text.raw, mention.word.start) or (before and before.lower in _DOER_FOLLOWS) or _is_one_of_several(mention):
        return False
    if line.any(child.names) or line.any(_FIRST_PERSON) or any(w.lower in child.pronouns for w in line.words[:mention.at]):
        return False
    if line.item.section == "A":
        return _is_subject_in_views(mention, words)
    return mention.owns or _does(mention, words) or _receives(mention)


def lives(mention: Mention, words: NameWords) -> bool:
    """Whether a word that may be no name stands where only a person can."""
    if mention.name in words.nobody or len(mention.name) < 3:
        return False
    after = [w.lower for w in mention.line.words[mention.at + 1:mention.at + 5]]
    if mention.owns:
        return bool(after) and after[0] in words.belonging
    before, joined = mention.near(-1), " ".join(after)
    prompted = before is not None and not mention.word.broken and before.lower in _PROMPTS
    return joined.startswith(words.living) or (prompted and joined.startswith("to "))


def _is_subject_in_views(mention: Mention, words: NameWords) -> bool:
    # A is full of other people: there a name must do what a plan says of its child.
    before = mention.near(-1)
    if before and before.lower in _BESIDE:
        return False
    return mention.at == 0 if mention.owns else lives(mention, words)


def _is_one_of_several(mention: Mention) -> bool:
    """Whether the name is joined to another's, or has somebody else in its stead: "Mr Hay and Rowan", "Rowan or another pupil"."""
    before, after = mention.near(-1), mention.near(1)
    if after is not None and after.lower == "or" and not mention.owns:
        return True
    ahead, behind = mention.near(2), mention.near(-2)
    raw = mention.line.text.raw
    return bool((after and ahead and after.lower in _JOINS and starts_capital(raw, ahead))
                or (before and behind and before.lower in _JOINS and starts_capital(raw, behind)))


def _does(mention: Mention, words: NameWords) -> bool:
    before, after, second = mention.near(-1), mention.near(1), mention.near(2)
    if after is None or after.broken or after.lower not in words.doing:
        return False
    # "By July 2027 Ann will": a sentence may open with when.
    if not (mention.opens or (before and (before.lower in _CLAUSE_OPENS or before.lower in _WHEN_ENDS or before.lower.isdigit()))):
        return False
    return not (after.lower == "will" and second is not None and second.lower in _AT_WORK)


def _receives(mention: Mention) -> bool:
    before = mention.near(-1)
    return before is not None and not mention.word.broken and before.lower in _RECEIVES_AFTER

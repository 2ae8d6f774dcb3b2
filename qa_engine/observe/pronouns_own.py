"""The pronouns of each sex, and which of them a plan mostly uses of its child."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from qa_engine.language.words import bag
from qa_engine.observe.phrases_lines import Line

MALE = bag("he him his himself he's he'll he'd")
FEMALE = bag("she her hers herself she's she'll she'd")
OWN = {"he": MALE, "she": FEMALE}
_PERSONS = {
    "i": bag("i i'm i'll i've i'd me my myself mine"), "you": bag("you your yours yourself you're you'll you've"),
    "third": MALE | FEMALE | bag("they them their theirs themselves")}
_NEEDS_MOST = 6
_NEEDS_TIMES = 5


def usual_pronoun(lines: list[Line]) -> str | None:
    """The pronoun by which the plan mostly speaks of its child outside A, where one of he and she prevails clearly; else None."""
    counts = _counted(lines, OWN)
    most, least = ("he", "she") if counts["he"] >= counts["she"] else ("she", "he")
    return most if counts[most] >= max(_NEEDS_MOST, _NEEDS_TIMES * counts[least]) else None


def addressed_as(lines: list[Line]) -> str | None:
    """How the plan speaks of its child outside A where it does so as "i" or "you"; None where it tells of him, her or them.

    The "he" and "she" of such a plan are a mentor, a mother, a friend.
    """
    counts = _counted(lines, _PERSONS)
    person = max(("i", "you"), key=counts.__getitem__)
    return person if counts[person] >= _NEEDS_MOST and counts[person] > counts["third"] else None


def _counted(lines: list[Line], persons: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """How often the forms of each person stand outside A."""
    times = Counter(word[0] for line in lines if line.item.section != "A" for word in line.words)
    return {person: sum(times[form] for form in forms) for person, forms in persons.items()}

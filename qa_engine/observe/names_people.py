"""The people that a plan names, and the words by which a name is known for one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa_engine.language.lexicon import Lexicon, Vocabulary
from qa_engine.language.words import Word
from qa_engine.model.plan import Plan
from qa_engine.observe.phrases_lines import Line

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class People:
    """Whom the plan may name: `child` the child's own names, `known` every word of a name printed as someone's or something's."""

    child: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, plan: Plan) -> People:
        """The names that the plan's particulars, parents, placement and advice list print."""
        subject, particulars = plan.subject, plan.particulars
        child = _name_words(subject.name, subject.known_as)
        printed = [*subject.other_names, particulars.setting, particulars.authority, particulars.officer]
        printed += [part for advice in plan.advice for part in (advice.author, advice.service, advice.title)]
        printed += [item.text for item in plan.items("I", "K")]
        return cls(child, child | _name_words(*printed))


def _name_words(*names: str | None) -> frozenset[str]:
    return frozenset(word.lower() for name in names if name for word in _LETTERS.findall(name) if len(word) > 1)


@dataclass(frozen=True, slots=True)
class NameWords:
    """Word lists that tell names: `first` names, names that are words too, words for kinds of people, words around names."""

    first: Vocabulary
    wordlike: Vocabulary
    nobody: Vocabulary
    kind: Vocabulary
    between: Vocabulary
    doing: Vocabulary
    belonging: Vocabulary
    things: Vocabulary
    living: tuple[str, ...]

    @classmethod
    def of(cls, lexicon: Lexicon) -> NameWords:
        """Take the lists from the lexicon."""
        ask = lexicon.vocabulary
        return cls(
            first=ask("common_first_name_vocabulary"), wordlike=ask("common_word_name_vocabulary"), nobody=ask("no_name_vocabulary"),
            kind=ask("person_kind_vocabulary"), between=ask("person_between_vocabulary"), doing=ask("person_doing_vocabulary"),
            belonging=ask("child_belonging_vocabulary"),
            things=ask("named_thing_vocabulary"), living=tuple(lexicon.glossary("person_living_glossary")))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: the line it stands in, the ordinal of its word there, and whether it is in a list of names."""

    name: str
    line: Line
    at: int
    listed: bool = True

    @property
    def word(self) -> Word:
        """The word as it stands."""
        return self.line.words[self.at]

    @property
    def owns(self) -> bool:
        """Whether it stands as "Sam's"."""
        return self.word.lower.endswith("'s")

    @property
    def opens(self) -> bool:
        """Whether it begins the sentence, or a part of it after punctuation."""
        return self.at == 0 or self.word.broken

    def near(self, step: int) -> Word | None:
        """The word some places before (below 0) or after in the same sentence."""
        place = self.at + step
        return self.line.words[place] if 0 <= place < len(self.line.words) else None

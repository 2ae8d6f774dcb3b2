"""Find pronouns of the wrong sex for this child: text copied from another plan."""

from __future__ import annotations

from dataclasses import dataclass

from qa_engine.language.lexicon import Lexicon, Vocabulary
from qa_engine.language.words import Word, bag
from qa_engine.model.plan import PROVISION
from qa_engine.observe.context import Context
from qa_engine.observe.names_people import People
from qa_engine.observe.phrases_lines import Line, in_quotation, starts_capital
from qa_engine.observe.pronouns_own import FEMALE, MALE, addressed_as, usual_pronoun
from qa_engine.vocabulary import PhraseFact

_WRONG = {"he": FEMALE, "she": MALE, "they": MALE | FEMALE, "you": bag("him her")}
_HELPING = bag(
    "encourage encourages encouraging help helps helping support supports supporting prompt prompts prompting remind reminds reminding "
    "enable enables enabling allow allows allowing teach teaches teaching give gives giving offer offers offering show shows showing")
_OBJECTS = bag("him her hers")
_NO_OWNED_THING = bag(
    "to and or in on at for with from by when if so but as about after before until than because into during while "
    "that which who will is was has can up out")
_PREPOSITIONS = bag("to for with by from of about at beside behind near around on onto over and than as like")


@dataclass(frozen=True, slots=True)
class _Others:
    """Whom else a pronoun may mean: words for people of one sex or either, people at work, names."""

    child: frozenset[str]
    named: frozenset[str]
    male: Vocabulary
    female: Vocabulary
    either: Vocabulary
    workers: Vocabulary
    first_names: Vocabulary
    nobody: Vocabulary

    @classmethod
    def of(cls, lexicon: Lexicon, people: People) -> _Others:
        names = ("person_male", "person_female", "person_any", "person_worker", "common_first_name", "no_name")
        return cls(people.child, people.known - people.child, *(lexicon.vocabulary(f"{name}_vocabulary") for name in names))

    def may_be(self, word: Word, raw: str, male: bool) -> bool:
        """Whether a word names somebody else whom a pronoun of this sex could mean."""
        bare = _bare(word)
        if bare in self.either or bare in (self.male if male else self.female):
            return True
        if not starts_capital(raw, word) or bare in self.child:
            return False
        return bare in self.first_names or (bare not in self.nobody and _is_lone_capital(raw, word))

    def works(self, word: Word) -> bool:
        """Whether a word is for somebody at work, whom either pronoun may mean."""
        return _bare(word) in self.workers


def observe_pronouns(context: Context, lines: list[Line], people: People) -> list[PhraseFact]:
    """Pronouns that can mean nobody but the child and are not the child's, one fact for each item and word."""
    right = addressed_as(lines) or context.plan.subject.pronouns or usual_pronoun(lines)
    wrong = _WRONG.get(right or "", frozenset())
    others = _Others.of(context.lexicon, people)
    facts: dict[tuple[str, str], PhraseFact] = {}
    for line in lines:
        for at, word in enumerate(line.words) if line.any(wrong) else ():
            means = _is_helped if right == "you" else _means_child
            if word.lower in wrong and (line.item.id, word.lower) not in facts and means(line, at, others):
                facts[line.item.id, word.lower] = PhraseFact(
                    "pronoun", line.quote(word.start, word.end), line.item.section, line.item.id, f"the plan says "
                        f"“{right}” of this child: {line.raw}")
    return list(facts.values())


def _is_helped(line: Line, at: int, others: _Others) -> bool:
    """Whether staff help, prompt or encourage this person in provision of a plan that calls its child "you"."""
    word, before = line.words[at].lower, line.words[at - 1].lower if at else ""
    after = line.words[at + 1] if at + 1 < len(line.words) else None
    owns = word == "her" and after is not None and not after.broken and after.lower not in _NO_OWNED_THING
    if before not in _HELPING or owns or line.item.section not in PROVISION or in_quotation(line.text.raw, line.words[at].start):
        return False
    return not any(others.may_be(w, line.text.raw, word in MALE) for w in line.text.words[:line.earlier + at])


def _means_child(line: Line, at: int, others: _Others) -> bool:
    word, raw, own = line.words[at], line.text.raw, line.words[:at]
    male = word.lower in MALE
    if in_quotation(raw, word.start) or _is_choice(line, at) or (line.item.columns and any(others.works(w) for w in line.text.words)):
        # A row whose deliverer stands in a column of its own names that person after the pronoun.
        return False
    if any(others.may_be(w, raw, male) for w in own):
        return False
    child = max((n for n, w in enumerate(own) if _bare(w) in others.child), default=-1)
    if child >= 0 and _follows(line, at):
        # "A teacher will help Ann to do his work": nobody stands between the child and the pronoun.
        return not any(others.works(w) for w in own[child:])
    earlier = line.text.words[:line.earlier]
    return not any(others.works(w) for w in own) and not any(
        others.works(w) or _bare(w) in others.named or others.may_be(w, raw, male) for w in earlier)


def _is_choice(line: Line, at: int) -> bool:
    """Whether it is half of "he or she", which may be anybody."""
    near = line.words[max(0, at - 2):at + 3]
    return any(w.lower == "or" for w in near) and any(w.lower in MALE for w in near) and any(w.lower in FEMALE for w in near)


def _bare(word: Word) -> str:
    return word.lower.removesuffix("'s").removesuffix("s'")


def _is_lone_capital(raw: str, word: Word) -> bool:
    """Whether a word inside a sentence has a capital of its own: places mostly have several words, abbreviations several capitals."""
    before, after, whole = raw[:word.start].rstrip(), raw[word.end:word.end + 2].lstrip(), raw[word.start:word.end]
    inside = bool(before) and before[-1] not in ".!?:;•"
    if before[-1:] == "-" or raw[word.end:word.end + 1] == "-":
        return inside
    alone = not after[:1].isupper() and not before.rpartition(" ")[2][:1].isupper()
    return inside and alone and sum(letter.isupper() for letter in whole) == 1


def _follows(line: Line, at: int) -> bool:
    """Whether a pronoun goes with the nearest person before it: it owns something, acts, or is acted on with no preposition between."""
    word = line.words[at].lower
    if word not in _OBJECTS:
        return True
    after = line.words[at + 1] if at + 1 < len(line.words) else None
    owns = word == "her" and after is not None and not after.broken and after.lower not in _NO_OWNED_THING
    return owns or line.words[at - 1].lower not in _PREPOSITIONS

"""Find another child's name where this child's should be: a name that nobody introduced, standing where only the child's can."""

from __future__ import annotations

from collections.abc import Iterator

from qa_engine.language.words import bag
from qa_engine.model.plan import Plan
from qa_engine.observe.context import Context
from qa_engine.observe.names_introduced import introduced_names
from qa_engine.observe.names_people import Mention, NameWords, People
from qa_engine.observe.names_place import ChildWords, lives, takes_childs_place
from qa_engine.observe.phrases_lines import Line, starts_capital
from qa_engine.observe.pronouns_own import OWN, addressed_as, usual_pronoun
from qa_engine.vocabulary import PhraseFact

_EVERYWHERE = 8  # items
_SEASONS = bag("summer autumn winter spring april may june august")
_OF_TIME = bag("term half holiday holidays break end start beginning by until before during in each every next last this of early late")


def observe_names(context: Context, lines: list[Line], people: People) -> list[PhraseFact]:
    """First names that stand where this child's should, one fact for each name in each item; none where the child's name is not known.

    A name is taken for another child's only where it does, owns or receives what the child does, in a sentence that does not speak of
    this child, and where the plan nowhere gives it to somebody or something else: to say so wrongly costs a plan its form.
    """
    if not people.child:
        return []
    pronoun = "" if addressed_as(lines) else context.plan.subject.pronouns or usual_pronoun(lines) or ""
    words, child = NameWords.of(context.lexicon), ChildWords(people.child, OWN.get(pronoun, frozenset()))
    mentions = _proper([m for line in lines for m in _mentions(line, words, people)], lines)
    introduced = introduced_names(mentions, words, child) | _goes_by(mentions, lines, people.child) if mentions else set()
    facts: dict[tuple[str, str], PhraseFact] = {}
    for mention in mentions:
        if mention.name not in introduced and takes_childs_place(mention, words, child):
            facts.setdefault((mention.name, mention.line.item.id), _fact(mention, context.plan))
    return list(facts.values())


def _goes_by(mentions: list[Mention], lines: list[Line], child: frozenset[str]) -> set[str]:
    """Names that stand in so many more items than the child's own that the child must go by them: a short name that no field gives."""
    items: dict[str, set[str]] = {}
    for mention in mentions:
        items.setdefault(mention.name, set()).add(mention.line.item.id)
    own = len({line.item.id for line in lines if line.any(child)})
    return {name for name, found in items.items() if len(found) >= max(_EVERYWHERE, own)}


def _fact(mention: Mention, plan: Plan) -> PhraseFact:
    item, start = mention.line.item, mention.word.start
    quoted = mention.line.quote(start, start + len(mention.name))
    return PhraseFact("other_name", quoted, item.section, item.id, f"the plan is for "
        f"{plan.subject.known_as or plan.subject.name}: {mention.line.raw}")


def _mentions(line: Line, words: NameWords, people: People) -> Iterator[Mention]:
    raw = line.text.raw
    for at in line.capitals:
        word = line.words[at]
        if word.lower in _SEASONS and _is_season(line, at):
            continue
        name = word.lower.removesuffix("'s")
        if name in people.known or name in words.nobody or not starts_capital(raw, word) or raw[word.start:word.end].isupper():
            continue
        mention = Mention(name, line, at)
        listed = name in words.first or (name in words.wordlike and (not mention.opens or lives(mention, words)))
        if (listed or lives(mention, words)) and not _is_of_thing(mention, words):
            yield mention if listed else Mention(name, line, at, listed=False)


def _is_season(line: Line, at: int) -> bool:
    """Whether "Summer", "Autumn" or the name of a month is a time of the year: beside a term, a date or a word of when."""
    near = [line.words[n].lower for n in (at - 2, at - 1, at + 1) if 0 <= n < len(line.words)]
    return any(word in _OF_TIME or word.isdigit() for word in near)


def _is_of_thing(mention: Mention, words: NameWords) -> bool:
    """Whether the name goes with a thing: "Alfie books", "Amelia reading scheme"."""
    return not mention.owns and any(near and near.lower in words.things for near in (mention.near(1), mention.near(2)))


def _proper(mentions: list[Mention], lines: list[Line]) -> list[Mention]:
    """Leave out words that only the start of a sentence gives a capital, and words that the plan also writes small: they are no names."""
    doubtful = frozenset(m.name for m in mentions if not m.listed or m.opens)
    if not doubtful:
        return mentions
    uses = [(line, at) for line in lines if line.any(doubtful) for at, word in enumerate(line.words) if word.lower in doubtful]
    small = {line.words[at].lower for line, at in uses if not starts_capital(line.text.raw, line.words[at])}
    inside = {line.words[at].lower for line, at in uses if at and not line.words[at].broken}
    return [m for m in mentions if m.name not in small and (m.listed or m.name in inside)]

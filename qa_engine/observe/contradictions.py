"""Find one fact told in two ways: two statuses that cannot both hold, nothing needed yet something given, two schools, two amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa_engine.language.words import bag
from qa_engine.model.plan import Item, Plan
from qa_engine.observe.context import Context
from qa_engine.observe.contradictions_amounts import differing_amounts, differing_frequencies
from qa_engine.observe.contradictions_settings import differing_settings
from qa_engine.observe.contradictions_side import Side, clash
from qa_engine.observe.phrases_lines import Found, Line, by_list
from qa_engine.vocabulary import PhraseFact

_NEGATION = re.compile(r"\b(?:not|no|never|without|longer|neither)\b|n['’]t\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:brother|sister|cousin|mum['’]s|dad['’]s|mother['’]s|father['’]s|friend|peers?|if|should|would|could|may"
    r"|might|when|until|will|want\w*|learn\w*)\b", re.IGNORECASE)
# What may well be true of different times or places is only possibly a contradiction.
_POSSIBLE = bag("speech walking timetable home continence autism hearing vision medication siblings budget")
_TOLD_AS_PAST = frozenset({"contradiction_autism_one"})
_NIL_AND_GIVEN = (("C", ("G",)), ("D", ("H1", "H2")))


def observe_contradictions(context: Context, lines: list[Line], found: Found) -> list[PhraseFact]:
    """Facts told in two ways, each once: the words of one statement, with the other and its place as detail."""
    return [
        *_statuses(context, found),
        *_nothing_yet_something(context.plan, lines),
        *differing_settings(context.plan, lines),
        *differing_amounts(lines),
        *differing_frequencies(lines),
    ]


def _statuses(context: Context, found: Found) -> Iterator[PhraseFact]:
    for name in context.lexicon.lists:
        topic = name.removeprefix("contradiction_").removesuffix("_one")
        if name == f"contradiction_{topic}_one" and name in found:
            one, other = _first(found, name), _first(found, f"contradiction_{topic}_other", denied=False)
            if one and other and one.line is not other.line:
                yield clash(one, other, "possible" if topic in _POSSIBLE else "likely")


def _first(found: Found, name: str, denied: bool = True) -> Side | None:
    """The first statement of a list about the child today; with `denied` false a "not" before it in the sentence rules it out."""
    for line, hit in found.get(name, ()):
        before = line.quote(line.start, hit.start)
        told_now = name in _TOLD_AS_PAST or not line.past
        if told_now and not _OTHERS.search(before) and (denied or not _NEGATION.search(before)):
            return Side(line, hit.start, hit.end)
    return None


def _nothing_yet_something(plan: Plan, lines: list[Line]) -> Iterator[PhraseFact]:
    """A section that says "none" of needs that another section gives provision for or shows."""
    for letter, given_in in _NIL_AND_GIVEN:
        nils = [] if plan.items(letter, kind="need") else plan.items(letter, kind="nil")
        given = plan.items(*given_in, kind="provision")
        if nils and given:
            yield _nil_fact(nils[0], given[0].text, given[0].id)
        elif nils and letter == "D":
            worker = _first(by_list([line for line in lines if line.item is not nils[0]]), "contradiction_social_care_other", denied=False)
            if worker:
                yield _nil_fact(nils[0], worker.words, worker.line.item.id)


def _nil_fact(nil: Item, other: str, where: str) -> PhraseFact:
    return PhraseFact("contradiction", nil.text, nil.section, nil.id, f"“{other}” in {where}", "likely")

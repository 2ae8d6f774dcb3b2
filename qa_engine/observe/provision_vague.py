"""Vague words: those that leave an item open and are not closed by an amount, a frequency or a named support in it."""

from __future__ import annotations

from dataclasses import dataclass

from qa_engine.language.lexicon import Hit, Text, Vocabulary
from qa_engine.observe.provision_conditions import Clause, leads_to_event

_NAMES = ("provision_role", "provision_service", "provision_programme", "provision_equipment", "provision_adjustment")


@dataclass(frozen=True, slots=True)
class Closed:
    """What an item gives, by which vague words are cured; a delegation is a flag of its own for the bare noun that it fills."""

    what: bool
    amount: bool
    often: bool
    delegated: bool = False


def vague_terms(text: Text, closed: Closed, flagged: list[Clause], judged: list[Clause], tails: Vocabulary) -> tuple[str, ...]:
    """The exact words left open, neighbours joined, each once, in order.

    `flagged` are words with a flag of their own (should, up to, subject to, as decided by), which are left out; `judged` are clauses of
    judgement or feeling, which count where no frequency or trigger closes them.
    """
    names = text.of(*_NAMES)
    found = [(hit.first, hit.last) for hit in text.of(*_open_lists(closed)) if not any(_part_of(hit, name) for name in names)
             and not leads_to_event(text, hit)]
    found = [(first, last) for first, last in found if not _compared(text, first)]
    found += [] if closed.often else [(clause.first, clause.last) for clause in judged]
    found = sorted(pair for pair in found if not any(clause.holds(pair[0]) for clause in flagged))
    joined: list[tuple[int, int]] = []
    for first, last in found:
        if joined and _adjoins(text, joined[-1][1], first):
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(dict.fromkeys(_quote(text, first, last, tails) for first, last in joined))


def _adjoins(text: Text, last: int, first: int) -> bool:
    # "support and guidance" is one loose phrase, and so are neighbours that no punctuation parts.
    linked = first == last + 2 and text.words[last + 1].lower in ("and", "or")
    return (first <= last + 1 or linked) and not any(w.broken for w in text.words[last + 1:first + 1])


def _compared(text: Text, first: int) -> bool:
    # "as often as she asks", "how often": no vague frequency.
    before = text.words[first - 1].lower if first else ""
    return before in ("as", "how", "so") and text.words[first].lower in ("often", "frequently", "regularly", "many")


def _quote(text: Text, first: int, last: int, tails: Vocabulary) -> str:
    while last + 1 < len(text.words) and text.words[last + 1].lower in tails and not text.words[last + 1].broken:
        last += 1
    return text.raw[text.words[first].start:text.words[last].end]


def _part_of(hit: Hit, name: Hit) -> bool:
    return name.first <= hit.first and hit.last <= name.last


def _open_lists(closed: Closed) -> list[str]:
    lists = ["vague_condition"]
    if not (closed.amount and closed.often):
        lists.append("vague_soft")
    if not closed.often:
        lists.append("vague_frequency")
    if not closed.amount:
        lists.append("vague_amount")
    if not (closed.what or closed.amount or closed.delegated):
        lists.append("vague_noun")
    if not (closed.amount or closed.often):
        lists.append("vague_access")
    return lists

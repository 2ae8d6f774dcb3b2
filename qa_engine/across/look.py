"""Look over all plans of a store at once: two passes over the records, one plan in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable

from qa_engine.across.copies import FEW, Copies, Group
from qa_engine.across.model import Across, NearCopy, Pasted, Spot
from qa_engine.across.pasted import Match, Sources
from qa_engine.across.quotes import quotes
from qa_engine.across.services import Services, lists_of
from qa_engine.across.shelf import Shelf, Stream, read_record
from qa_engine.across.signs import signs
from qa_engine.language.lexicon import Lexicon, Vocabulary

_SPOTS = 20  # plans named for wording that many have
_MOST = 2_000  # near-copies told
_PAIRS = 500
_ORDER = ("copy", "stock", "family", "template")


def look_across(stream: Stream, lexicon: Lexicon) -> Across:
    """What only all plans together show. `stream` gives the same cases with their records each time it is called; plans not judged are
    left out. Memory grows by about 12 kB a plan. Raises QaError for a record that cannot be read."""
    first_names = lexicon.vocabulary("common_first_name_vocabulary")
    shelf, services = _read(stream, lexicon, first_names)
    copies = Copies(shelf)
    chosen, matches = _chosen(copies), Sources(copies).matches()
    words = quotes(stream, shelf, {*(g.speaker for g in chosen), *(m.passage for m in matches)}, lexicon)
    return Across(
        plans=len(shelf.plans), children=copies.children,
        copies=tuple(_near_copy(n, copies, group, words) for n, group in enumerate(chosen, 1)),
        texts=tuple(sorted(copies.texts(), key=lambda t: (-t.share, t.case))), pairs=tuple(copies.pairs()[:_PAIRS]),
        pasted=tuple(_pasted(shelf, match, words) for match in matches),
        services=services.summed(), reliance=tuple(sorted(services.reliance, key=lambda r: (r.service, -r.share, r.case))),
        thin=tuple(sorted(services.thin, key=lambda t: (t.service, t.known_by, t.case))),
        in_care=services.in_care, known_to_care=services.known_to_care, known_to_health=services.known_to_health)


def _read(stream: Stream, lexicon: Lexicon, first_names: Vocabulary) -> tuple[Shelf, Services]:
    shelf, services = Shelf(), Services(lists_of(lexicon))
    for case, data in stream():
        if case.judged:
            record = read_record(data)
            shelf.put(case, record, first_names, signs(record))
            services.put(case, record)
    return shelf, services


def _chosen(copies: Copies) -> list[Group]:
    """Copies first, then what more plans have, then what is longer."""
    def rank(group: Group) -> tuple[int, int, int, int]:
        return _ORDER.index(group.kind), -len(group.children), -copies.shelf.length[group.speaker], group.speaker

    return sorted(copies.found, key=rank)[:_MOST]


def _near_copy(number: int, copies: Copies, group: Group, words: dict[int, str]) -> NearCopy:
    shelf = copies.shelf
    one_each = {shelf.plan[n]: n for n in reversed(group.members)}
    spots = [_spot(shelf, n) for _, n in sorted(one_each.items())]
    teams = tuple(sorted({spot.team for spot in spots if spot.team}))
    few = len(group.children) <= FEW
    return NearCopy(number, group.kind, group.about, words.get(group.speaker, ""), shelf.length[group.speaker], len(group.children), teams,
                    tuple(spots if few else spots[:_SPOTS]))


def _spot(shelf: Shelf, n: int) -> Spot:
    plan, (section, item) = shelf.plans[shelf.plan[n]], shelf.spots[shelf.spot[n]]
    return Spot(plan.case, plan.team, section, item)


def _pasted(shelf: Shelf, match: Match, words: dict[int, str]) -> Pasted:
    spot = _spot(shelf, match.passage)
    quote = words.get(match.passage, "")
    return Pasted(spot.case, spot.team, spot.section, spot.item, match.sign.kind, _cases(shelf, match.sources), quote, match.sure)


def _cases(shelf: Shelf, plans: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shelf.plans[p].case for p in plans))

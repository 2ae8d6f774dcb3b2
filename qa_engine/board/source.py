"""The board report of a store: where it is, how it is narrowed, and what is read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from qa_engine.board.build import Told, board_of
from qa_engine.board.model import BatchLine, Board, Period
from qa_engine.board.periods import reach
from qa_engine.board.together import batch_lines
from qa_engine.errors import QaError
from qa_engine.judge import load_book
from qa_engine.rulebook import load
from qa_engine.store.model import ABOUT, ActionRow, Case, Filter, PanelRow, Run

_STAFF = "caseworker"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for. `folders` are the rules of today, national first. Without `across` what only all plans together show is left
    out; `restated` says that months of other rules were judged again by those of today, `kept` how many audits could not be."""

    period: Period
    folders: Sequence[Path]
    where: Mapping[str, str] = field(default_factory=dict)
    across: bool = True
    restated: bool = False
    kept: int = 0


class Source(Protocol):
    """What is needed of a store."""

    def runs(self) -> list[Run]:
        """All runs."""

    def cases(self, chosen: Filter) -> Iterator[Case]:
        """Audits by month, run and hash."""

    def records(self, chosen: Filter) -> Iterator[tuple[Case, bytes]]:
        """The same, each with its record's JSON."""

    def panel(self, chosen: Filter) -> list[PanelRow]:
        """Grades by people."""

    def actions(self, chosen: Filter) -> list[ActionRow]:
        """Actions agreed."""


def narrowing(parts: Iterable[str]) -> dict[str, str]:
    """Columns of the council's list by value, of texts like team=North. Raises QaError."""
    where: dict[str, str] = {}
    for part in parts:
        name, sign, value = (text.strip() for text in part.partition("="))
        if not sign or not value:
            raise QaError(f"“{part}” does not say what to choose by; write it as team=North")
        if name == _STAFF:
            raise QaError("a board report is never about one caseworker; make a feedback page for that")
        if name not in ABOUT:
            raise QaError(f"there is no column “{name}” to choose by; the columns are {', '.join(c for c in ABOUT if c != _STAFF)}")
        where[name] = value
    return where


def board_from(store: Source, wanted: Wanted) -> Board:
    """The board report of what a store holds. Raises QaError, also where it was narrowed to what no plan has."""
    asked, where = wanted.period, dict(wanted.where)
    inside, rulebook = Filter(asked.first, asked.last, where), load(list(wanted.folders))
    told = Told(
        runs=store.runs(), rulebook=rulebook, judgement=load_book(wanted.folders), panel=store.panel(inside),
        actions=store.actions(Filter("", asked.last, where)), where=where, restated=wanted.restated, kept=wanted.kept,
        across=_across(store, inside, rulebook.term_folders) if wanted.across else (),
        records=lambda: (record for _, record in store.records(inside)))
    board = board_of(store.cases(Filter(reach(asked), asked.last, where)), asked, told)
    if where and not board.headline.plans:
        chosen = " and ".join(f"{name}={value}" for name, value in where.items())
        raise QaError(f"no plan judged in {asked.name} has {chosen}; write it as the council's list does, capitals too")
    return board


def _across(store: Source, inside: Filter, terms: Sequence[Path]) -> tuple[BatchLine, ...]:
    from qa_engine.across import look_across
    from qa_engine.language.lexicon import Lexicon

    return tuple(batch_lines(look_across(lambda: store.records(inside), Lexicon.load(terms))))

"""Months judged by other rules, judged again by those of today from their stored records, so that a trend compares like with like."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from qa_engine import __version__
from qa_engine.batch.keep import folder_of, place_of
from qa_engine.batch.ledger import rules_hash
from qa_engine.batch.pool import Lost, Single
from qa_engine.batch.worker import Refused, refusal
from qa_engine.errors import QaError
from qa_engine.rulebook import Rulebook, load, rule_folders
from qa_engine.store.cases import case_of
from qa_engine.store.model import Case, Filter, Run

if TYPE_CHECKING:
    from qa_engine.audit import Auditor
    from qa_engine.store import Store

Stored = tuple[Case, bytes]
Answer = bytes | Refused
Watch = Callable[[Iterable[Stored], int], Iterable[Stored]]
_AT_ONCE = 50  # records in memory for each worker; at about 150 kB each
_LIMIT = 60.0


@dataclass(frozen=True, slots=True)
class Today:
    """The rules to judge by: their packs and SHA-256, as a run names them."""

    folders: tuple[Path, ...]
    rules: str
    packs: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, folders: Sequence[Path] = ()) -> Today:
        """The national rules with local packs over them. Raises RuleError."""
        book: Rulebook = load(rule_folders(folders))
        return cls(tuple(folders), rules_hash(book.folders), tuple((p.name, p.version, p.law_as_at) for p in book.packs))

    def judged(self, run: Run | None) -> bool:
        """Whether this run was judged by these rules and by this version of the tool."""
        return run is not None and run.rules == self.rules and run.tool == __version__


@dataclass(frozen=True, slots=True)
class Restated:
    """What was done: plans judged again, those of them with another overall grade, plans judged by today's rules already, and cases that
    could not be judged again, with the reason."""

    again: int
    changed: int
    already: int
    left: tuple[str, ...]


def restate(source: Store, target: Store, today: Today, workers: int = 1, watch: Watch = lambda steps, _: steps,
            since: str = "", entered: bool = True) -> Restated:
    """Write a store with the same runs from the month `since` on, all by today's rules. What people `entered` goes with it where both are
    files.

    Runs that the target has by these rules already, of the same plans, are left as they are, so a restatement that was stopped goes on. A
    plan takes about 60 ms of one processor. Raises QaError.
    """
    if entered and source.file and target.file and not target.file.exists():
        _copy(source.file, target.file)
    with closing(_Hands(today, workers)) as hands:
        counts = _Counts(today, hands)
        for run in source.runs():
            if run.month >= since and (today.judged(run) or not _done(run, source, target, today)):
                stream = source.records(Filter(run=run.name))
                new = replace(run, folder=place_of(target, folder_of(source, run)), tool=__version__, rules=today.rules, packs=today.packs)
                target.save_run(new, watch(counts.seen(stream, run), run.files.get("judged", 0)))
    return Restated(counts.again, counts.changed, counts.already, tuple(sorted(counts.left)))


def _done(run: Run, source: Store, target: Store, today: Today) -> bool:
    """Whether the target has this run by today's rules, of the plans that it is made of now."""
    there = target.run(run.name)
    return there is not None and today.judged(there) and (there.month, there.files) == (run.month, run.files) \
        and target.listed(run.name) == source.listed(run.name)


class _Counts:
    """Counts what goes by."""

    def __init__(self, today: Today, hands: _Hands) -> None:
        self.again = self.changed = self.already = 0
        self.left: list[str] = []
        self._today, self._hands = today, hands

    def seen(self, stream: Iterator[Stored], run: Run) -> Iterator[Stored]:
        """The run's audits, judged again where that is needed."""
        if self._today.judged(run):
            for stored in stream:
                self.already += 1
                yield stored
            return
        for (case, data), answer in self._hands.judged(stream):
            yield self._count(case, _restated(case, data, answer, self._today), answer)

    def _count(self, before: Case, after: Stored, answer: Answer) -> Stored:
        if isinstance(answer, Refused):
            self.left.append(f"{before.case}: {answer.reason}")
        else:
            self.again += 1
            self.changed += after[0].overall != before.overall
        return after


class _Hands:
    """Worker processes that are kept ready over all runs; started when they are first needed."""

    def __init__(self, today: Today, workers: int):
        self._singles: list[Single[Answer]] = [Single(partial(rejudging, today.folders), _LIMIT) for _ in range(workers)]
        self._threads = ThreadPoolExecutor(workers)
        self._free: SimpleQueue[Single[Answer]] = SimpleQueue()
        for single in self._singles:
            self._free.put(single)

    def judged(self, stream: Iterator[Stored]) -> Iterator[tuple[Stored, Answer]]:
        """Each audit with its record judged again, in order; few are in memory at a time."""
        while some := list(islice(stream, _AT_ONCE * len(self._singles))):
            yield from zip(some, self._threads.map(self._one, [data for _, data in some]), strict=True)

    def close(self) -> None:
        """End the processes at once."""
        for single in self._singles:
            single.end()
        self._threads.shutdown(cancel_futures=True)

    def _one(self, record: bytes) -> Answer:
        single = self._free.get()
        try:
            answer = single.do(record)
        finally:
            self._free.put(single)
        return Refused("", "its record could not be judged again in a minute") if isinstance(answer, Lost) else answer


def rejudging(packs: tuple[Path, ...]) -> Callable[[bytes], Answer]:
    """Rules made ready once, then a function that judges a record's JSON again. Only a worker calls it, and so loads the engine."""
    from qa_engine.audit import Auditor

    return partial(_answer, Auditor.load(packs))


def _answer(auditor: Auditor, record: bytes) -> Answer:
    from qa_engine.rejudge import rejudge
    from qa_engine.report.json import render_json

    try:
        return render_json(rejudge(record, auditor)).encode()
    except QaError as error:
        return Refused("", str(error))
    except Exception as error:  # one odd record must not stop the others
        return Refused("", refusal(error))


def _restated(case: Case, data: bytes, answer: Answer, today: Today) -> Stored:
    if isinstance(answer, Refused):
        return case, data
    return case_of(answer, case.run, case.month, case.about, case.ref, today.rules), answer


def _copy(source: Path, target: Path) -> None:
    """The whole file, as the database itself copies it, also while another program reads it; there only when it is whole."""
    growing = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        growing.unlink(missing_ok=True)
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(growing)) as new:
            old.backup(new)
        growing.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise QaError(f"{target}: the store cannot be copied there ({type(error).__name__}); choose another place with --out") from error

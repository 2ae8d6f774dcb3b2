"""The advice reports of a batch: after all files are read, each is judged with the others about its child and traced into their plan.

Whom a file is about is kept in memory alone. On disk stands which report belongs to which plan, by hashes; where files were added since,
those that were finished before are read once more.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from qa_engine.batch.files import ADVICE, write_whole
from qa_engine.batch.kin import Member, Plans
from qa_engine.batch.ledger import FOLDER, Entry, Ledger, key_of
from qa_engine.batch.parcels import job_of
from qa_engine.batch.pool import Lost
from qa_engine.batch.tracing import Traced, judging, telling, tracing
from qa_engine.batch.worker import Refused, Who

PAIRS = "pairs"
Runner = Callable[[Any, int], Any]  # from a `prepare`, and the most files that a job has, to a Pool or what offers the same


@dataclass(frozen=True, slots=True)
class Known:
    """A file that was read: its path, the ledger's word for its place, the name of its record, hash, ledger key, row in the manifest; and
    if that was in this run, whom it is about, None of a plan that could not be read."""

    path: str
    place: str
    audit: str
    sha256: str
    key: str
    row: str = ""
    who: Who | None = field(default=None, repr=False)
    read: bool = False


@dataclass(frozen=True, slots=True)
class _Job:
    """Reports to be judged together, with their plan or without."""

    plan: Known | None
    reports: tuple[Known, ...]

    @property
    def files(self) -> str:
        return job_of(self.plan.path if self.plan else "", *(r.path for r in self.reports))


class Advice:
    """The second pass of a batch."""

    def __init__(self, out: Path, ledger: Ledger, runner: Runner, reports: Iterable[Known], plans: Iterable[Known]):
        self.aside: dict[str, Refused | Lost] = {}
        self._out, self._ledger, self._runner = out, ledger, runner
        self._reports: dict[str, list[Known]] = defaultdict(list)  # by content: copies are judged once
        for report in reports:
            self._reports[report.sha256].append(report)
        self._plans = {plan.sha256: plan for plan in reversed(list(plans))}
        self._jobs = self._made() if self._reports else []
        self._keys = {copy.path: key for job in self._jobs for copy, key in self._keyed(job)}
        self.waiting = [job for job in self._jobs if not all(self._finished(r) for r in job.reports)]

    def work(self) -> Iterator[None]:
        """Judge and trace what waits; a step for each job."""
        apart: list[_Job] = []
        for job, answer in self._answers(tracing, self.waiting):
            if isinstance(answer, Traced):
                self._settle(answer)
                self._note(answer)
            else:
                apart += [_Job(None, (report,)) for report in job.reports]
            yield
        for job, answer in self._answers(judging, apart):
            if isinstance(answer, Traced):
                self._settle(answer)
            else:
                self.aside |= {copy.path: answer for copy in self._reports[job.reports[0].sha256]}

    def keys(self) -> Iterable[str]:
        """The ledger's keys of this pass."""
        return self._keys.values()

    def records(self) -> Iterator[tuple[Known, Path]]:
        """The first file, by path, of each content, with its record; by SHA-256."""
        for _, (first, *_) in sorted(self._reports.items()):
            if first.path not in self.aside:
                yield first, self._record(first)

    def _answers(self, prepare: Any, jobs: Sequence[_Job]) -> Iterator[tuple[_Job, Traced | Refused | Lost]]:
        by_files = {job.files: job for job in jobs}
        most = max((1 + len(job.reports) for job in jobs), default=1)
        with closing(self._runner(prepare, most).run(list(by_files))) as answers:
            for files, answer in answers:
                yield by_files[files], answer

    def _made(self) -> list[_Job]:
        pairs = self._pairs()
        groups: dict[str, list[Known]] = defaultdict(list)
        for sha256, (report, *_) in sorted(self._reports.items()):
            groups[pairs[sha256] or f"alone {sha256}"].append(report)
        return [_Job(self._plans.get(plan), tuple(reports)) for plan, reports in sorted(groups.items())]

    def _pairs(self) -> dict[str, str]:
        """The plan's hash by each report's, "" where there is none: as written down before, or found and written down."""
        every = [*chain.from_iterable(self._reports.values()), *self._plans.values()]
        of = key_of(*sorted(f"{known.key} {known.row}" for known in every))
        place = self._out / FOLDER / PAIRS
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads(place.read_bytes())
            if told["of"] == of:
                return dict(told["pairs"])
        pairs = self._found()
        write_whole(place, (json.dumps({"of": of, "pairs": pairs}, sort_keys=True) + "\n").encode())
        return pairs

    def _found(self) -> dict[str, str]:
        firsts = [first for first, *_ in self._reports.values()]
        unread = [known.path for known in (*firsts, *self._plans.values()) if not known.read]
        with closing(self._runner(telling, 1).run(unread)) as answers:
            told = {path: who for path, who in answers if isinstance(who, Who)}
        plans = Plans(member for plan in self._plans.values() if (member := _member(plan, told)))
        return {r.sha256: plans.of(member) if (member := _member(r, told)) else "" for r in firsts}

    def _keyed(self, job: _Job) -> Iterator[tuple[Known, str]]:
        """Every file of the job's reports, with the ledger's key of its record."""
        together = (job.plan.sha256 if job.plan else "", *sorted(r.sha256 for r in job.reports))
        return ((copy, key_of(ADVICE, copy.key, *together)) for r in job.reports for copy in self._reports[r.sha256])

    def _finished(self, report: Known) -> bool:
        return all(self._is_there(copy) for copy in self._reports[report.sha256])

    def _is_there(self, copy: Known) -> bool:
        entry = self._ledger.entry(self._keys[copy.path])
        try:
            return entry is not None and self._record(copy).stat().st_size == entry.size
        except OSError:
            return False

    def _settle(self, traced: Traced) -> None:
        for sha256, record in traced.records:
            for copy in self._reports[sha256]:
                write_whole(self._record(copy), record)

    def _note(self, traced: Traced) -> None:
        """After the records: killed between the two, the job is done again; so is a trace that was given up, the next time."""
        for sha256, record in traced.records:
            for copy in self._reports[sha256]:
                self._ledger.add(self._keys[copy.path], Entry(len(record), sha256=sha256, place=copy.place))

    def _record(self, report: Known) -> Path:
        return self._out / ADVICE / report.audit


def _member(known: Known, told: Mapping[str, Who]) -> Member | None:
    who = known.who or told.get(known.path)
    return Member(known.sha256, who, known.row) if who else None

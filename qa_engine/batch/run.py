"""A whole batch: find the files, leave out what is finished, audit the rest in worker processes, save all, then write the reports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from qa_engine import __version__
from qa_engine.batch.advice import Advice, Known
from qa_engine.batch.advised import read_advice_row
from qa_engine.batch.files import ADVICE, AUDITS, Found, PlanFile, clear_parts, content_hash, find_files, write_whole
from qa_engine.batch.keep import check_name, keep, month_of, place_of, plans_of
from qa_engine.batch.ledger import Entry, Ledger, key_of, rules_hash
from qa_engine.batch.manifest import ManifestRow, read_manifest
from qa_engine.batch.match import Matched, match
from qa_engine.batch.pool import TRIES, Lost, Pool
from qa_engine.batch.reports import Aside, Made, Told, may_hold_key, told_problems, write_reports
from qa_engine.batch.worker import Advised, Answer, Audited, Refused, Who, auditing
from qa_engine.errors import QaError
from qa_engine.rulebook import Rulebook, load, rule_folders
from qa_engine.rulebook.model import Area
from qa_engine.store.model import STORE, Filter, Run

if TYPE_CHECKING:
    from qa_engine.batch.cluster import Cluster
    from qa_engine.store import Store

T = TypeVar("T")
Prepare = Callable[[tuple[Path, ...], bool], Callable[[Any], Answer]]
Watch = Callable[[Iterable[None], int], Iterable[None]]
_AREAS: tuple[str, ...] = Area.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for. `limit` is seconds for a file; `retry` does again what was set aside; `key` is where cases are told by name;
    `scheduler` is the address of a Dask scheduler whose workers are used in place of processes here; `store` is a path or URL, a file
    beside the reports if not given; `month` is YYYY-MM."""

    folder: Path
    out: Path
    workers: int
    limit: float
    packs: tuple[Path, ...] = ()
    manifest: Path | None = None
    names: bool = False
    key: Path | None = None
    retry: bool = False
    scheduler: str = ""
    store: str = ""
    month: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """How it went. `problems` has a line for each thing set aside, not judged or wrong in the manifest; `notes` are no mistakes."""

    made: Made
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def run(request: Request, watch: Watch = lambda steps, _: steps, prepare: Prepare = auditing) -> Done:
    """Do a batch, or go on with one that was stopped. `watch` sees each file done, with how many there are to do. Raises QaError."""
    from qa_engine.store import Store  # worker processes load this module too, and need no database

    _check(request)
    found = find_files(request.folder, request.out)
    matched = match(read_manifest(request.manifest), found.files) if request.manifest else None
    rules = load(rule_folders(request.packs))
    month = month_of(request.month, request.out)
    with Store.open(request.store or str(request.out / STORE)) as store, Ledger(request.out) as ledger:
        check_name(store, request.out)
        clear_parts(request.out, request.out / AUDITS, request.out / ADVICE)
        batch = _Batch(request, found, rules_hash(rules.folders), ledger)
        for _ in watch(batch.work(prepare), len(batch.waiting)):
            pass
        advice = _advice(request, batch, ledger, matched, watch)
        files = [file for file in found.files if file.path not in batch.advice]
        told = Told(files, plans_of(files, batch.audited()), batch.aside, found.closed, found.others, _tool(rules, batch.rules),
                    _AREAS, request.names, _of_plans(matched, batch.advice), [read_advice_row(record) for _, record in advice.records()])
        saved = _saved(request, told, store, month)
        made = write_reports(request.out, told, request.key, store.cases(Filter(run=saved.name)))
        ledger.keep(chain(batch.keys(), advice.keys()))
    return _done(found, told.matched, made)


class _Batch:
    """What is finished of a batch, what waits, what was set aside and what turned out to be advice, by path."""

    def __init__(self, request: Request, found: Found, rules: str, ledger: Ledger):
        self.rules = rules
        self.aside: dict[str, Aside] = {}
        self._request, self._ledger = request, ledger
        self.advice: set[str] = set()
        self._hashes: dict[str, str] = {}
        self._who: dict[str, Who | None] = {}
        self._files = {str(request.folder / file.path): file for file in found.files}
        # The first run has nothing to look up, and so need not read every file twice.
        self.waiting = [path for path, file in self._files.items() if not (ledger and self._finished(path, file))]

    def keys(self) -> Iterator[str]:
        """The ledger's keys of this batch."""
        return (self._key(file, self._hashes[path]) for path, file in self._files.items() if path in self._hashes)

    def audited(self) -> dict[str, str]:
        """The hash of each file of which there is a record, by path."""
        return {file.path: self._hashes[path] for path, file in self._files.items() if path in self._hashes and file.path not in self.aside
                and file.path not in self.advice}

    def known(self, advice: bool, rows: Mapping[str, ManifestRow]) -> Iterator[Known]:
        """The advice, or the plans, by path."""
        for path, file in self._files.items():
            if path in self._hashes and file.path not in self.aside and (file.path in self.advice) == advice:
                sha256, row = self._hashes[path], rows.get(file.path)
                yield Known(path, key_of(file.path), file.audit, sha256, self._key(file, sha256), str(row.number) if row else "",
                            self._who.get(path), path in self._who)

    def put_aside(self, lost: Mapping[str, Refused | Lost]) -> None:
        """Advice that could be read but not judged; it is tried again the next time."""
        for path, why in lost.items():
            self.aside[self._files[path].path] = Aside(self._hashes[path], _refused(path, why, self._request.limit).reason)

    def work(self, prepare: Prepare) -> Iterator[None]:
        """Audit what waits; a step for each file."""
        with closing(runner(self._request, prepare).run(self.waiting)) as answers:
            for path, answer in answers:
                self._settle(path, self._files[path], answer)
                yield

    def _key(self, file: PlanFile, sha256: str) -> str:
        return key_of(sha256, file.name, file.audit, self.rules, __version__, str(self._request.names))

    def _finished(self, path: str, file: PlanFile) -> bool:
        sha256 = content_hash(Path(path))
        entry = self._ledger.entry(self._key(file, sha256)) if sha256 else None
        if entry is None or not self._holds(entry, file):
            return False
        self._hashes[path] = sha256
        if entry.reason:
            self.aside[file.path] = Aside(sha256, entry.reason)
        elif not entry.size:
            self.advice.add(file.path)
        return True

    def _holds(self, entry: Entry, file: PlanFile) -> bool:
        """A record must still be there, whole; a file set aside is tried again on request, or with more time. Advice has none yet."""
        if entry.reason:
            return not self._request.retry and entry.limit in (None, self._request.limit)
        try:
            return not entry.size or (self._request.out / AUDITS / file.audit).stat().st_size == entry.size
        except OSError:
            return False

    def _settle(self, path: str, file: PlanFile, answer: Answer | Lost) -> None:
        """The record first, then the ledger: killed between the two, the file is done again."""
        record = self._request.out / AUDITS / file.audit
        if isinstance(answer, Audited):
            write_whole(record, answer.record)
            self._who[path] = answer.who
            self._note(path, file, answer.sha256, Entry(len(answer.record)))
            return
        with suppress(OSError):
            record.unlink(missing_ok=True)  # of an earlier version of the file
        if isinstance(answer, Advised):
            self._who[path] = answer.who
            self.advice.add(file.path)
            self._note(path, file, answer.sha256, Entry())
            return
        refused = _refused(path, answer, self._request.limit)
        self.aside[file.path] = Aside(refused.sha256, refused.reason)
        hung = isinstance(answer, Lost) and answer.how == "hung"
        self._note(path, file, refused.sha256, Entry(reason=refused.reason, limit=self._request.limit if hung else None))

    def _note(self, path: str, file: PlanFile, sha256: str, entry: Entry) -> None:
        if sha256:  # a file that could not be opened has no key: it is tried again every time
            self._hashes[path] = sha256
            self._ledger.add(self._key(file, sha256), replace(entry, sha256=sha256, place=key_of(file.path)))


def runner(request: Request, prepare: Callable[[tuple[Path, ...], bool], Callable[[Any], T]], files: int = 1) -> Pool[T] | Cluster[T]:
    """Who does the jobs: processes on this machine, or a cluster. `files` is the most files that a job has."""
    limit = request.limit * files
    if request.scheduler:
        from qa_engine.batch.cluster import Cluster

        return Cluster(request.scheduler, prepare, request.packs, request.names, limit)
    return Pool(partial(prepare, request.packs, request.names), request.workers, limit)


def _refused(path: str, lost: Refused | Lost, limit: float) -> Refused:
    if isinstance(lost, Refused):
        return lost
    how = f"ended the program {TRIES['died']} times", f"took longer than {limit:g} seconds, {TRIES['hung']} times"
    reason = how[lost.how == "hung"]
    return Refused(content_hash(Path(path)), f"{reason}; open it in Word, save it under another name and try that")


def _advice(request: Request, batch: _Batch, ledger: Ledger, matched: Matched | None, watch: Watch) -> Advice:
    """The advice among the files, judged and traced into the plans among them."""
    rows = matched.rows if matched else {}
    plans = batch.known(False, rows) if batch.advice else ()
    advice = Advice(request.out, ledger, partial(runner, request), batch.known(True, rows), plans)
    for _ in watch(advice.work(), len(advice.waiting)) if advice.waiting else ():
        pass
    batch.put_aside(advice.aside)
    return advice


def _of_plans(matched: Matched | None, advice: Collection[str]) -> Matched | None:
    """What the manifest says of plans: advice needs no row."""
    return replace(matched, problems=tuple(p for p in matched.problems if p.file not in advice)) if matched else None


def _check(request: Request) -> None:
    if not request.folder.is_dir():
        raise QaError(f"{request.folder}: no folder of that name")
    if request.key and request.key.resolve().is_relative_to(request.out.resolve()):
        raise QaError("the key must not lie with the reports; name a file in another folder with --key")
    if request.key and not may_hold_key(request.key):
        raise QaError(f"{request.key}: there is a file of this name already, and it is no key; name another with --key")


def _saved(request: Request, told: Told, store: Store, month: str) -> Run:
    """The batch in the store, all of it or nothing."""
    packs = tuple((p["name"], p["version"], p["law_as_at"]) for p in told.tool["rule_packs"])
    files = {"found": len(told.files), "not_read": len(told.aside) + len(told.closed), "copies": told.plans.copies,
             "other_formats": told.others}
    name, folder = request.out.resolve().name, place_of(store, request.out)
    run = Run(name, month, folder, told.tool["version"], told.tool["rules_sha256"], packs, files)
    keep(store, run, request.out, told.plans, told.matched.rows if told.matched else {})
    return run


def _tool(rules: Rulebook, rules_sha256: str) -> dict[str, object]:
    packs = [{"name": p.name, "version": p.version, "law_as_at": p.law_as_at} for p in rules.packs]
    return {"name": "qa_engine", "version": __version__, "rule_packs": packs, "rules_sha256": rules_sha256}


def _done(found: Found, matched: Matched | None, made: Made) -> Done:
    notes = [matched.note] if matched and matched.note else []
    if made.copies:
        notes.append(f"{made.copies} files have the same content as another; each plan is counted once")
    if found.others:
        notes.append(f"{found.others} files of other formats (RTF, ODT) were left alone; save them as Word to have them audited")
    if found.twins:
        notes.append(f"PDFs left alone beside a Word file of the same name, which is the one audited: {found.twins}")
    lines = [*(a.line() for a in made.not_read), *(a.line() for a in made.not_judged), *told_problems(matched)]
    return Done(made, tuple(lines), tuple(notes))

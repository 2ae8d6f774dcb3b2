"""A whole batch: find the files, leave out what is finished, audit the rest in worker processes, then write the reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from qa_engine import __version__
from qa_engine.batch.files import Found, PlanFile, clear_parts, content_hash, find_files, write_whole
from qa_engine.batch.ledger import Entry, Ledger, key_of, rules_hash
from qa_engine.batch.manifest import read_manifest
from qa_engine.batch.match import Matched, match
from qa_engine.batch.pool import TRIES, Lost, Pool
from qa_engine.batch.reports import AUDITS, Aside, Made, Told, told_problems, write_reports
from qa_engine.batch.worker import Answer, Audited, Refused, auditing
from qa_engine.errors import QaError
from qa_engine.rulebook import Rulebook, load, rule_folders
from qa_engine.rulebook.model import Area

Prepare = Callable[[tuple[Path, ...], bool], Callable[[str], Answer]]
Watch = Callable[[Iterable[None], int], Iterable[None]]
_AREAS: tuple[str, ...] = Area.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for. `limit` is seconds for a file; `retry` does again what was set aside; `key` is where cases are told by name."""

    folder: Path
    out: Path
    workers: int
    limit: float
    packs: tuple[Path, ...] = ()
    manifest: Path | None = None
    names: bool = False
    key: Path | None = None
    retry: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """How it went. `problems` has a line for each thing set aside, not judged or wrong in the manifest; `notes` are no mistakes."""

    made: Made
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def run(request: Request, watch: Watch = lambda steps, _: steps, prepare: Prepare = auditing) -> Done:
    """Do a batch, or go on with one that was stopped. `watch` sees each file done, with how many there are to do. Raises QaError."""
    _check(request)
    found = find_files(request.folder, request.out)
    matched = match(read_manifest(request.manifest), found.files) if request.manifest else None
    rules = load(rule_folders(request.packs))
    with Ledger(request.out) as ledger:
        clear_parts(request.out, request.out / AUDITS)
        batch = _Batch(request, found, rules_hash(rules.folders), ledger)
        for _ in watch(batch.work(prepare), len(batch.waiting)):
            pass
        told = Told(found.files, batch.aside, found.closed, found.others, _tool(rules, batch.rules), _AREAS, request.names, matched)
        made = write_reports(request.out, told, request.key)
        ledger.keep(batch.keys())
    return _done(found, made, matched)


class _Batch:
    """What is finished of a batch, what waits, and what was set aside, by path."""

    def __init__(self, request: Request, found: Found, rules: str, ledger: Ledger):
        self.rules = rules
        self.aside: dict[str, Aside] = {}
        self._request, self._ledger = request, ledger
        self._hashes: dict[str, str] = {}
        self._files = {str(request.folder / file.path): file for file in found.files}
        # The first run has nothing to look up, and so need not read every file twice.
        self.waiting = [path for path, file in self._files.items() if not (ledger and self._finished(path, file))]

    def keys(self) -> Iterator[str]:
        """The ledger's keys of this batch."""
        return (self._key(file, self._hashes[path]) for path, file in self._files.items() if path in self._hashes)

    def work(self, prepare: Prepare) -> Iterator[None]:
        """Audit what waits; a step for each file."""
        pool: Pool[Answer] = Pool(partial(prepare, self._request.packs, self._request.names), self._request.workers, self._request.limit)
        with closing(pool.run(self.waiting)) as answers:
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
        return True

    def _holds(self, entry: Entry, file: PlanFile) -> bool:
        """A record must still be there, whole; a file set aside is tried again on request, or with more time."""
        if entry.reason:
            return not self._request.retry and entry.limit in (None, self._request.limit)
        try:
            return (self._request.out / AUDITS / file.audit).stat().st_size == entry.size
        except OSError:
            return False

    def _settle(self, path: str, file: PlanFile, answer: Answer | Lost) -> None:
        """The record first, then the ledger: killed between the two, the file is done again."""
        record = self._request.out / AUDITS / file.audit
        if isinstance(answer, Audited):
            write_whole(record, answer.record)
            self._note(path, file, answer.sha256, Entry(len(answer.record)))
            return
        refused = answer if isinstance(answer, Refused) else _lost(path, answer, self._request.limit)
        with suppress(OSError):
            record.unlink(missing_ok=True)  # of an earlier version of the file
        self.aside[file.path] = Aside(refused.sha256, refused.reason)
        hung = isinstance(answer, Lost) and answer.how == "hung"
        self._note(path, file, refused.sha256, Entry(reason=refused.reason, limit=self._request.limit if hung else None))

    def _note(self, path: str, file: PlanFile, sha256: str, entry: Entry) -> None:
        if sha256:  # a file that could not be opened has no key: it is tried again every time
            self._hashes[path] = sha256
            self._ledger.add(self._key(file, sha256), entry)


def _lost(path: str, lost: Lost, limit: float) -> Refused:
    how = f"ended the program {TRIES['died']} times", f"took longer than {limit:g} seconds, {TRIES['hung']} times"
    reason = how[lost.how == "hung"]
    return Refused(content_hash(Path(path)), f"{reason}; open it in Word, save it under another name and try that")


def _check(request: Request) -> None:
    if not request.folder.is_dir():
        raise QaError(f"{request.folder}: no folder of that name")
    if request.key and request.key.resolve().is_relative_to(request.out.resolve()):
        raise QaError("the key must not lie with the reports; name a file in another folder with --key")


def _tool(rules: Rulebook, rules_sha256: str) -> dict[str, object]:
    packs = [{"name": p.name, "version": p.version, "law_as_at": p.law_as_at} for p in rules.packs]
    return {"name": "qa_engine", "version": __version__, "rule_packs": packs, "rules_sha256": rules_sha256}


def _done(found: Found, made: Made, matched: Matched | None) -> Done:
    notes = [matched.note] if matched and matched.note else []
    if made.copies:
        notes.append(f"{made.copies} files have the same content as another; each plan is counted once")
    if found.others:
        notes.append(f"{found.others} files of other formats (PDF, RTF, ODT) were left alone; save them as Word to have them audited")
    lines = [*(a.line() for a in made.not_read), *(a.line() for a in made.not_judged), *told_problems(matched)]
    return Done(made, tuple(lines), tuple(notes))

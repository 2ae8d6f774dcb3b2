"""Worker processes that may die or hang: each has one job at a time, so the job to blame is known, and all others go on.

Nothing here knows of plans. `prepare` is called once in each process and gives the function that does a job; both cross by pickling.
Another way to run jobs elsewhere need only offer `run` with the same answers.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import inf
from multiprocessing import connection
from threading import Lock
from time import monotonic
from typing import Any, Generic, Literal, TypeVar

from qa_engine.errors import QaError

T = TypeVar("T")
Prepare = Callable[[], Callable[[Any], T]]
# A worker can also be killed by someone else, and a machine can stand still: a job is only to blame when it happens again.
TRIES = {"died": 3, "hung": 2}
_FALSE_STARTS = 6
_GRACE = 2.0  # seconds past the limit after which a worker whose parent is gone ends itself
_CANNOT_START = "worker processes cannot be started on this machine; close other programs, or use fewer with --workers"
_SPAWN = multiprocessing.get_context("spawn")
_STARTING = Lock()


@dataclass(frozen=True, slots=True)
class Lost:
    """A job that ended its worker each time, or never finished within the limit."""

    how: Literal["died", "hung"]


@dataclass(frozen=True, slots=True)
class _NotStarted:
    why: str


class _Worker:
    """A process, the pipe to it, its job, and the time by which it must have answered."""

    def __init__(self, prepare: Prepare[Any]):
        self.pipe, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_serve, args=(theirs, prepare), daemon=True)
        with _no_interrupt(), _may_have_children():
            self.process.start()
        theirs.close()
        self.job: str | None = None
        self.until = inf
        self.ready = False

    def give(self, job: Any, limit: float) -> None:
        self.job, self.until = job, monotonic() + limit
        with suppress(OSError):  # it is dead: its pipe says so when it is next heard
            self.pipe.send((job, limit))

    def rest(self) -> None:
        self.job, self.until = None, inf

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


class Pool(Generic[T]):
    """Runs jobs in `size` processes, each job for at most `limit` seconds."""

    def __init__(self, prepare: Prepare[T], size: int, limit: float):
        self._prepare, self._size, self._limit = prepare, size, limit
        self._waiting: deque[str] = deque()
        self._workers: list[_Worker] = []
        self._losses: Counter[tuple[str, str]] = Counter()
        self._false_starts = 0

    def run(self, jobs: Iterable[str]) -> Generator[tuple[str, T | Lost], None, None]:
        """Each job with its answer, as they come in. Raises QaError where no worker can start. Close it to end the workers at once."""
        self._waiting = deque(jobs)
        left = len(self._waiting)
        try:
            self._workers = []
            for _ in range(min(self._size, left)):
                self._workers.append(_Worker(self._prepare))
            while left:
                for answered in self._heard():
                    left -= 1
                    yield answered
        finally:
            for worker in self._workers:
                worker.end()

    def _heard(self) -> Iterator[tuple[str, T | Lost]]:
        """Wait until a worker speaks, dies or is late."""
        pipes = {id(w.pipe): w for w in self._workers}
        soonest = min(w.until for w in self._workers)
        for pipe in connection.wait([w.pipe for w in self._workers], None if soonest == inf else max(0.0, soonest - monotonic())):
            yield from self._hear(pipes[id(pipe)])
        now = monotonic()
        for worker in [w for w in self._workers if w.until <= now and not w.pipe.poll()]:
            yield from self._lose(worker, "hung")

    def _hear(self, worker: _Worker) -> Iterator[tuple[str, T | Lost]]:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._lose(worker, "died" if monotonic() < worker.until else "hung")
            return
        if isinstance(said, _NotStarted):
            raise QaError(said.why)
        job, worker.ready, self._false_starts = worker.job, True, 0
        if self._waiting:
            worker.give(self._waiting.popleft(), self._limit)
        else:
            worker.rest()
        if job is not None:
            yield job, said

    def _lose(self, worker: _Worker, how: Literal["died", "hung"]) -> Iterator[tuple[str, T | Lost]]:
        job = worker.job
        worker.end()
        self._workers.remove(worker)
        self._note_start(worker)
        again = job is not None and self._to_try_again(job, how)
        if job is not None and again:
            self._waiting.append(job)
        if self._waiting:
            self._workers.append(_Worker(self._prepare))
        if job is not None and not again:
            yield job, Lost(how)

    def _to_try_again(self, job: str, how: str) -> bool:
        self._losses[job, how] += 1
        return self._losses[job, how] < TRIES[how]

    def _note_start(self, worker: _Worker) -> None:
        self._false_starts += not worker.ready
        if self._false_starts >= _FALSE_STARTS:
            raise QaError(_CANNOT_START)


class Single(Generic[T]):
    """One such process kept ready, for jobs that come one at a time; for use in one thread, but for `end`."""

    def __init__(self, prepare: Prepare[T], limit: float):
        self._prepare, self._limit = prepare, limit
        self._worker: _Worker | None = None
        self._ended = False

    def do(self, job: Any) -> T | Lost:
        """A job's answer, tried as often as a pool does. Raises QaError where no process can start, or `end` was called."""
        losses: Counter[str] = Counter()
        while True:
            worker = self._started()
            worker.give(job, self._limit)
            how, said = _waited(worker)
            if how is None:
                worker.rest()
                answer: T = said
                return answer
            self._drop()
            losses[how] += 1
            if losses[how] >= TRIES[how]:
                return Lost(how)

    def end(self) -> None:
        """End the process at once, whatever it does."""
        self._ended = True
        if self._worker is not None:
            self._worker.process.kill()

    def _started(self) -> _Worker:
        """The process, ready for a job; started where there is none, or it has gone."""
        for _ in range(_FALSE_STARTS):
            if self._ended:
                raise QaError("the batch was ended")
            if self._worker is not None and self._worker.process.is_alive():
                return self._worker
            self._drop()
            self._worker = _Worker(self._prepare)
            how, said = _waited(self._worker)
            if isinstance(said, _NotStarted):
                self._drop()
                raise QaError(said.why)
            if how is None:
                return self._worker
        raise QaError(_CANNOT_START)

    def _drop(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


def _waited(worker: _Worker) -> tuple[Literal["died", "hung"] | None, Any]:
    """What a worker says, or how it was lost."""
    try:
        if not worker.pipe.poll(None if worker.until == inf else max(0.0, worker.until - monotonic())):
            return "hung", None
        return None, worker.pipe.recv()
    except (EOFError, OSError):
        return ("died" if monotonic() < worker.until else "hung"), None


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C goes to every process of a terminal; a worker born with it blocked leaves it to the parent, even while it is starting."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would otherwise start with the worker, and unblock the signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _may_have_children() -> Iterator[None]:
    """A worker of a cluster is itself a process that Python lets have none, lest they outlive it; ours end when their pipe does."""
    config = getattr(multiprocessing.current_process(), "_config", {})
    with _STARTING:
        daemon = config.pop("daemon", None)
        try:
            yield
        finally:
            if daemon is not None:
                config["daemon"] = daemon


def _serve(pipe: connection.Connection, prepare: Prepare[Any]) -> None:
    """A worker's life: make ready, then a job, an answer, a job, an answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work = prepare()
    except QaError as error:
        _say(pipe, _NotStarted(str(error)))
        return
    if not _say(pipe, None):
        return
    while (order := _next(pipe)) is not None:
        job, limit = order
        _alarm(limit + _GRACE)
        answer = work(job)
        _alarm(0)
        if not _say(pipe, answer):
            return


def _say(pipe: connection.Connection, what: object) -> bool:
    """False where nobody is listening any more."""
    try:
        pipe.send(what)
    except OSError:
        return False
    return True


def _next(pipe: connection.Connection) -> tuple[Any, float] | None:
    try:
        order: tuple[Any, float] = pipe.recv()
    except (EOFError, OSError):
        return None
    return order


def _alarm(seconds: float) -> None:
    """The system ends this process then, even inside a library that never returns; where there is no such clock, the parent alone does."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)

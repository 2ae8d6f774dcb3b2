"""The same jobs on a Dask cluster: files travel as bytes, few at a time, and each is done in a process of its own beside a worker.

Offers `run` as `Pool` does, with the same answers. Scheduler and workers need qa-engine in the same version; rules of one's own travel.
"""

from __future__ import annotations

import logging
import pickle
import re
import secrets
import warnings
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Generic, TypeVar

from qa_engine.batch.bench import Alike, Declined, Order, alike, dismiss, fulfil, pack_up, sealed
from qa_engine.batch.parcels import parcel
from qa_engine.batch.pool import Lost
from qa_engine.errors import QaError

T = TypeVar("T")
_ABREAST = 2  # files under way for each thread of the cluster: one being done, one on its way
_LOOK = 1.0  # seconds between looks at a cluster that says nothing
_ANSWERS = 20.0  # seconds within which a scheduler must answer
_CONNECTS = 10.0
_NO_WORKERS = 20.0  # seconds to wait for a first worker, or for one to come back
_RETURNS = 5
_ADDRESS = re.compile(r"(?:tcp|tls)://[^\s/]+")
_PACKAGE = 'this needs the package distributed; install it with: pip install "qa-engine[cluster]"'
_AGAIN = "run the same command again to go on"
_SAME = "install the same qa-engine[cluster] on the scheduler and on all workers"


class Cluster(Generic[T]):
    """Runs jobs on the cluster of a scheduler ("tcp://host:8786"), each for at most `limit` seconds."""

    def __init__(self, address: str, prepare: Callable[[tuple[Path, ...], bool], Callable[[Any], T]], packs: tuple[Path, ...], names: bool,
                 limit: float):
        if not _ADDRESS.fullmatch(address):
            raise QaError("the address of a scheduler is such as tcp://host:8786 or tls://host:8786; name it so with --scheduler")
        self._address, self._prepare, self._names, self._limit = address, prepare, names, limit
        self._alike: Alike = alike(packs)
        self._packs = pack_up(packs)
        self._batch = secrets.token_hex(8)

    def run(self, jobs: Iterable[str]) -> Generator[tuple[str, T | Lost], None, None]:
        """Each job with its answer, as they come in. Raises QaError where the cluster cannot do them. Close it to give up what is out."""
        waiting = deque(jobs)
        if waiting:
            with _connected(self._address, self._batch) as client:
                yield from _Flow[T](client, self._address, self._order).run(waiting)

    def _order(self, job: str) -> Order:
        seal = secrets.token_bytes(32)
        return Order(self._batch, self._prepare, self._packs, self._names, self._alike, self._limit, seal, parcel(job))


class _Flow(Generic[T]):
    """Jobs out and answers in over one connection."""

    def __init__(self, client: Any, address: str, order: Callable[[str], Order]):
        self._client, self._address, self._order = client, address, order
        self._heard: SimpleQueue[Any] = SimpleQueue()
        self._out: dict[Any, tuple[str, bytes]] = {}  # by the future's key: the job, and the key of its seal
        self._futures: dict[Any, Any] = {}
        self._returned: Counter[str] = Counter()
        self._threads, self._looked, self._seen = 0, 0.0, monotonic()

    def run(self, waiting: deque[str]) -> Iterator[tuple[str, T | Lost]]:
        """Keep every thread busy until all is answered; what is out when it is closed is taken back."""
        try:
            yield from self._answers(waiting)
        finally:
            with suppress(Exception):
                self._client.cancel(list(self._futures.values()))

    def _answers(self, waiting: deque[str]) -> Iterator[tuple[str, T | Lost]]:
        while waiting or self._out:
            self._look()
            while waiting and len(self._out) < _ABREAST * self._threads:
                self._give(waiting.popleft())
            with suppress(Empty):
                future = self._heard.get(timeout=_LOOK)
                job, seal = self._out.pop(future.key)
                del self._futures[future.key]
                answer = self._answer(future, seal)
                if answer is None:
                    self._note_return(job)
                    waiting.appendleft(job)
                else:
                    yield job, answer

    def _give(self, job: str) -> None:
        order = self._order(job)
        future = self._client.submit(fulfil, order, key=f"qa-{secrets.token_hex(16)}", pure=False)
        self._out[future.key], self._futures[future.key] = (job, order.seal), future
        future.add_done_callback(self._heard.put)

    def _look(self) -> None:
        """Every now and then: whether the scheduler still answers, and how many threads there are."""
        if self._client.status != "running":
            raise QaError(f"the scheduler at {self._address} has gone; start it again, and {_AGAIN}")
        if monotonic() - self._looked < _LOOK:
            return
        self._threads = _threads(self._client, self._address)
        self._looked = monotonic()
        if self._threads:
            self._seen = self._looked
        elif self._looked - self._seen > _NO_WORKERS:
            raise QaError(f"the scheduler at {self._address} has no workers; start some with: dask worker {self._address}, and {_AGAIN}")

    def _note_return(self, job: str) -> None:
        """A job comes back undone where the scheduler has gone, or someone else took it back."""
        self._looked = 0.0
        self._look()
        self._returned[job] += 1
        if self._returned[job] >= _RETURNS:
            raise QaError(f"the cluster at {self._address} keeps giving work back; see that nobody stops it there, and {_AGAIN}")

    def _answer(self, future: Any, seal: bytes) -> T | Lost | None:
        """None where the job comes back undone."""
        if future.status == "finished":
            return self._opened(future, seal)
        return self._failed(future.exception(timeout=_ANSWERS)) if future.status == "error" else None

    def _opened(self, future: Any, seal: bytes) -> T | Lost | None:
        try:
            answer = pickle.loads(sealed(seal, future.result(timeout=_ANSWERS)))
        except Exception:  # the worker that held it has gone, or the scheduler has: looking again tells which
            return None
        if isinstance(answer, Declined):
            raise QaError(f"a worker of {self._address} cannot take part: {answer.why}")
        given: T | Lost = answer
        return given

    def _failed(self, error: BaseException) -> Lost:
        """A job that ended the worker itself, each time; anything else is wrong with the cluster."""
        from distributed.scheduler import KilledWorker

        if isinstance(error, KilledWorker):
            return Lost("died")
        raise QaError(f"the cluster at {self._address} cannot do this work ({type(error).__name__}); {_SAME}")


@contextmanager
def _connected(address: str, batch: str) -> Iterator[Any]:
    """A client that says nothing on the screen and, when left, takes back what is out and ends the batch's processes."""
    try:
        import dask
        import distributed
    except ImportError:
        raise QaError(_PACKAGE) from None
    _quiet()
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}), warnings.catch_warnings():
        warnings.simplefilter("ignore", distributed.versions.VersionMismatchWarning)
        client = _client(distributed, address)
        try:
            _check_versions(client, address)
            yield client
        finally:
            _leave(client, batch)


def _client(distributed: Any, address: str) -> Any:
    try:
        return distributed.Client(address, timeout=_CONNECTS, set_as_default=False, name="ehcp-qa")
    except Exception:  # of many kinds, by what stands at that address
        raise QaError(f"no scheduler answers at {address}; check the address, such as tcp://host:8786, and that it runs") from None


def _check_versions(client: Any, address: str) -> None:
    """Pickles and messages are only alike between equal versions of distributed and of Python."""
    try:
        found = client.sync(client._get_versions, callback_timeout=_ANSWERS)
    except Exception:
        raise QaError(f"the scheduler at {address} does not tell its versions; {_SAME}") from None
    ours = _versions(found["client"])
    for place, one in (("the scheduler", found["scheduler"]), *((f"the worker {name}", w) for name, w in sorted(found["workers"].items()))):
        for name, version in _versions(one).items():
            if version != ours[name]:
                raise QaError(f"{place} has {name} {version} and this machine has {ours[name]}; install the same on both")


def _versions(told: Any) -> dict[str, str]:
    python = str(told["host"].get("python", "")) if told else ""
    return {"Python": ".".join(python.split(".")[:2]), "distributed": str(told["packages"].get("distributed")) if told else ""}


def _threads(client: Any, address: str) -> int:
    try:
        return sum(client.sync(client.scheduler.ncores, callback_timeout=_ANSWERS).values())
    except Exception:  # whatever it is, there is no scheduler to speak with
        raise QaError(f"the scheduler at {address} no longer answers; start it again, and {_AGAIN}") from None


def _leave(client: Any, batch: str) -> None:
    """A cluster that has gone must not keep anyone waiting, nor hide why the batch ends."""
    with suppress(Exception):
        if client.status == "running":
            client.sync(client._run, dismiss, batch, callback_timeout=_ANSWERS)
    with suppress(Exception):
        client.close(timeout=5)


def _quiet() -> None:
    """What the library would log is told in a line of our own."""
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)

"""On a machine of a cluster: a process kept ready for each thread, so that a file that hangs or kills takes nothing along.

An order is taken only where program and rules are those of the machine that gave it. What goes back is sealed with a key that came with the
order, for a cluster may put results on disk when memory is short.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, get_ident
from typing import Any

from qa_engine import __version__
from qa_engine.batch.ledger import rules_hash
from qa_engine.batch.parcels import Sent
from qa_engine.batch.pool import Single
from qa_engine.errors import QaError
from qa_engine.rulebook import rule_folders

Prepare = Callable[[tuple[Path, ...], bool], Callable[[Any], Any]]
Packed = tuple[tuple[tuple[str, bytes], ...], ...]
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Alike:
    """What must be the same here and there for the same bytes of result: tool version, SHA-256 of all rules, and of the program's files."""

    version: str
    rules: str
    program: str


@dataclass(frozen=True, slots=True, repr=False)
class Order:
    """One job of a batch. `packs` are the batch's own rules, from `pack_up`; `seal` is the key for the answer."""

    batch: str
    prepare: Prepare
    packs: Packed
    names: bool
    alike: Alike
    limit: float
    seal: bytes
    given: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """Why this machine does nothing for the batch."""

    why: str


def fulfil(order: Order) -> bytes:
    """The sealed answer: what the job gives, Lost, or Declined."""
    try:
        answer = _bench(order).do(order.given)
    except QaError as error:
        answer = Declined(str(error))
    return sealed(order.seal, pickle.dumps(answer))


def dismiss(batch: str) -> None:
    """End the processes of a batch that is over."""
    with _LOCK:
        for key in [key for key in _BENCHES if key[1] == batch]:
            _BENCHES.pop(key).end()


def alike(packs: Sequence[Path]) -> Alike:
    """What stands here."""
    return Alike(__version__, rules_hash(rule_folders(packs)), _program())


def sealed(key: bytes, data: bytes) -> bytes:
    """Data that only the holder of the key can read; the same call opens it. A key is for one answer."""
    stream = hashlib.shake_256(key).digest(len(data))
    return (int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(data), "big")


def pack_up(packs: Sequence[Path]) -> Packed:
    """The rule files of these folders, to be sent to a machine that does not have them."""
    return tuple(tuple((path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*.yaml")))
                 for folder in packs)


def _unpacked(packs: Packed, into: Path) -> tuple[Path, ...]:
    folders = tuple(into / str(n) for n in range(len(packs)))
    for folder, files in zip(folders, packs, strict=True):
        for name, data in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    return folders


class _Bench:
    """The process of one thread for one batch, and the folder with the batch's own rules."""

    def __init__(self, order: Order):
        self._rules = TemporaryDirectory()
        packs = _unpacked(order.packs, Path(self._rules.name))
        if why := _unlike(order.alike, alike(packs)):
            self.end()
            raise QaError(why)
        self._process: Single[Any] = Single(partial(order.prepare, packs, order.names), order.limit)

    def do(self, given: tuple[Sent, ...]) -> Any:
        return self._process.do(given)

    def end(self) -> None:
        if hasattr(self, "_process"):
            self._process.end()
        self._rules.cleanup()


_BENCHES: dict[tuple[int, str], _Bench] = {}
_LOCK = Lock()


def _bench(order: Order) -> _Bench:
    key = get_ident(), order.batch
    with _LOCK:
        if key not in _BENCHES:
            # A thread works for one batch at a time; one whose owner was killed was never dismissed.
            for old in [old for old in _BENCHES if old[0] == key[0]]:
                _BENCHES.pop(old).end()
            _BENCHES[key] = _Bench(order)
        return _BENCHES[key]


def _unlike(wanted: Alike, here: Alike) -> str:
    if wanted.version != here.version:
        return f"it has version {here.version} of qa-engine and this machine has {wanted.version}; install the same one on both"
    if wanted.rules != here.rules:
        return "its rules are not those of this machine; install the same qa-engine on both, with the rules that come with it"
    if wanted.program != here.program:
        return f"its qa-engine {here.version} was changed, or the one on this machine was; install the same one on both"
    return ""


@lru_cache(maxsize=1)
def _program() -> str:
    """SHA-256 of the program's files, without regard to how lines end."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.py")):
        data = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()

"""A scheduler and workers as processes of their own, and a batch on them that dies or hangs on marked files."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from qa_engine.batch import Request, run
from qa_engine.batch.parcels import Sent
from qa_engine.batch.worker import Answer, Audited
from tests.batch_kit import HANGS, KILLS, RECORD
from tests.conftest import ROOT

_READY = 40.0


class LocalCluster:
    """Processes started with `dask`, as a person starts them, on this machine."""

    def __init__(self, env: Mapping[str, str] | None = None):
        self._env = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "True", **(env or {})}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.processes = [self._dask("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-jupyter",
                                     "--idle-timeout", "600 seconds")]
        self._wait_for_port(port)

    def worker(self) -> subprocess.Popen[bytes]:
        """One more worker of one thread, with the nanny that `dask worker` gives it."""
        self.processes.append(self._dask("worker", self.address, "--nthreads", "1", "--no-dashboard", "--death-timeout", "60"))
        return self.processes[-1]

    def end(self) -> None:
        for process in reversed(self.processes):
            kill_family(process.pid)
        for process in self.processes:
            process.wait(timeout=20)

    def _dask(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "dask", *arguments], cwd=ROOT, env=self._env,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _wait_for_port(self, port: int) -> None:
        until = time.monotonic() + _READY
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                return
            time.sleep(0.1)
        raise TimeoutError("the scheduler did not start")


def family(pid: int) -> list[int]:
    """A process, its children, theirs and so on."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def kill_family(pid: int) -> None:
    """As when a machine is lost: all at once, without a word."""
    for one in family(pid):
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


def quick_sent(packs: tuple[Path, ...], names: bool) -> Callable[[tuple[Sent, ...]], Answer]:
    """As `quick` of the other kit, for files that travel."""
    import json

    record = Path(os.environ[RECORD]).read_bytes()
    known = json.loads(record)["document"]["sha256"].encode()

    def work(given: tuple[Sent, ...]) -> Answer:
        sent = given[0]
        if KILLS in sent.name:
            os.kill(os.getpid(), signal.SIGKILL)
        while HANGS in sent.name:
            time.sleep(1)
        time.sleep(0.05)
        return Audited(sent.sha256, record.replace(known, sent.sha256.encode()))

    return work


def main() -> None:
    from tests import cluster_kit  # what travels by name must not be called __main__

    folder, out, address, limit = sys.argv[1:]
    run(Request(Path(folder), Path(out), 2, float(limit), scheduler=address), prepare=cluster_kit.quick_sent)


if __name__ == "__main__":
    main()

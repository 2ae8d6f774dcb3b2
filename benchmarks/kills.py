"""Kill a batch at random moments, parent and workers, go on each time, and compare every byte with that of an unbroken run.

    python -m benchmarks.kills FOLDER [--times 20] [--seed 1] [--workers 2] [--poison]

FOLDER is one of `benchmarks.make_plans`. The batch is the command a person types. With --poison two files more are in the folder, of which
one ends the process that reads it and one never ends; the command then runs with a reader that does so, for no Word file is known
that does either. Linux only, for processes are found in /proc. Exit code 1 where a byte differs.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from benchmarks.batch import children

_POISON = """
import os, time, signal
import qa_engine.batch.parcels as parcels
import qa_engine.batch.worker as worker
def documents(given):
    if "ends its process" in given:
        os.kill(os.getpid(), signal.SIGKILL)
    while "never ends" in given:
        time.sleep(1)
    yield from parcels.documents(given)
worker.documents = documents
"""
_LIMIT = 30.0


def command(folder: Path, out: Path, workers: int) -> list[str]:
    """As typed; the limit is low, so that a file that never ends does not cost a minute each time."""
    return [sys.executable, "-m", "qa_engine", "batch", str(folder), "--out", str(out), "--workers", str(workers), "--limit", str(_LIMIT)]


def started(folder: Path, out: Path, workers: int, env: dict[str, str]) -> subprocess.Popen[bytes]:
    """The command, with nothing on the screen."""
    return subprocess.Popen(command(folder, out, workers), env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def workers_of(pid: int) -> list[int]:
    """Processes that audit, not the one in which multiprocessing keeps count."""
    found = []
    for child in children(pid):
        with suppress(OSError):
            found += [child] if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes() else []
    return found


def sums(out: Path) -> dict[str, str]:
    """SHA-256 of every file, the store among them."""
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.rglob("*"))
            if path.is_file()}


def done(out: Path) -> int:
    """Records so far, of plans and of advice."""
    return sum(1 for kind in ("audits", "advice") for _ in (out / kind).glob("*.json")) if out.is_dir() else 0


def kill(process: subprocess.Popen[bytes], chance: random.Random) -> str:
    """The parent, one worker, or all of them, at once and without a word."""
    workers = workers_of(process.pid)
    how = chance.choice(["parent", "a worker", "parent and workers"]) if workers else "parent"
    gone = {"parent": [process.pid], "a worker": [chance.choice(workers or [0])], "parent and workers": [process.pid, *workers]}[how]
    for pid in gone:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    if process.pid in gone:
        process.wait()
    return how


def unbroken(folder: Path, out: Path, workers: int, env: dict[str, str]) -> float:
    """Seconds of a run that nobody disturbs; it ends with 2 where files are set aside."""
    begin = time.perf_counter()
    code = started(folder, out, workers, env).wait()
    if code not in (0, 2) or not done(out):
        sys.exit(f"the unbroken run ended with {code} and {done(out)} records")
    return time.perf_counter() - begin


def broken(run: Callable[[], subprocess.Popen[bytes]], one: Path, out: Path, times: int, chance: random.Random) -> list[str]:
    """What differs from the unbroken run `one` in batches that were killed so often in all, each gone on with until it came to its end.
    One that ends before the next kill is compared too, and another begun."""
    process, killed, differences = run(), 0, list[str]()
    while killed < times:
        _wait(process, out, done(one), times, chance)
        if process.poll() is None:
            killed += 1
            print(f"kill {killed:2} of {times}: {kill(process, chance)}; {done(out)} of {done(one)} records there", flush=True)
        else:
            differences += _ended(one, out)
            shutil.rmtree(out)
        if process.poll() is not None:
            process = run()
    process.wait()
    return differences + _ended(one, out)


def _wait(process: subprocess.Popen[bytes], out: Path, records: int, times: int, chance: random.Random) -> None:
    """Until some records and part of a second later, so that all stages are met on a machine of any speed, the store and the reports at the
    end among them."""
    wanted = min(records, done(out) + chance.choice([0, 0, 1, 1, 1, 1]) * chance.randint(1, max(1, 3 * records // times)))
    while done(out) < wanted and process.poll() is None:
        time.sleep(0.005)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=chance.uniform(0, 2.0))


def _ended(one: Path, out: Path) -> list[str]:
    differences = compared(one, out)
    print(f"  came to its end: {f'{len(differences)} files differ' if differences else 'the same, byte for byte'}", flush=True)
    return differences


def compared(one: Path, other: Path) -> list[str]:
    """Lines for people: what differs."""
    first, second = sums(one), sums(other)
    return [f"differs: {name}" for name in sorted(first.keys() | second.keys()) if first.get(name) != second.get(name)]


def poisoned(folder: Path, scratch: Path) -> tuple[Path, dict[str, str]]:
    """A copy of the folder with two bad files, and the environment in which they are bad."""
    (scratch / "reader").mkdir()
    (scratch / "reader" / "sitecustomize.py").write_text(_POISON, encoding="utf-8")
    shutil.copytree(folder, scratch / "plans")
    sample = next(folder.rglob("*.docx"))
    for name in ("ends its process", "never ends"):
        shutil.copy(sample, scratch / "plans" / f"{name}.docx")
        with (scratch / "plans" / f"{name}.docx").open("ab") as file:
            file.write(name.encode())
    path = os.pathsep.join(p for p in (str(scratch / "reader"), str(Path.cwd()), os.environ.get("PYTHONPATH", "")) if p)
    return scratch / "plans", {**os.environ, "PYTHONPATH": path}


def main() -> None:
    """Read the command line, run, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--poison", action="store_true")
    args = parser.parse_args()
    if not args.folder.is_dir():
        parser.error(f"{args.folder}: no folder of that name")
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        folder, env = poisoned(args.folder, scratch) if args.poison else (args.folder, dict(os.environ))
        one, other = scratch / "unbroken" / "2026-10", scratch / "broken" / "2026-10"
        seconds = unbroken(folder, one, args.workers, env)
        print(f"unbroken: {done(one)} records, {len(sums(one))} files in {seconds:.0f} s", flush=True)
        run = partial(started, folder, other, args.workers, env)
        differences = broken(run, one, other, args.times, random.Random(args.seed))
        print("\n".join(differences) or f"each time the same: {len(sums(other))} files, byte for byte, ehcp-qa.sqlite among them")
        sys.exit(bool(differences))


if __name__ == "__main__":
    main()

"""Plans a second of a batch with one and two workers, and the memory of parent and workers at their highest; ten thousand projected.

    python -m benchmarks.batch FOLDER [--workers 1 2] [--keep OUT]

FOLDER is one of `benchmarks.make_plans`. A machine that does other work gives too few plans a second, so its load and the processor time of
all processes are printed too: that time says what a free machine would do. Linux only, for memory is read from /proc.
Report time is taken apart, as that of a second run, in which every record is already there.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

_COMMAND = "from qa_engine.batch import Request, run; from pathlib import Path; import sys; " \
           "run(Request(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), 60.0))"
_GOAL = 10_000


@dataclass
class Peak:
    """Highest resident memory in MB, of the parent and of each worker by process; processor time of all, in seconds."""

    parent: float = 0.0
    processor: float = 0.0
    workers: dict[int, float] = field(default_factory=dict)

    def look(self, pid: int) -> None:
        """Read the system's own high-water marks."""
        self.parent = max(self.parent, highest(pid))
        for child in children(pid):
            self.workers[child] = max(self.workers.get(child, 0.0), highest(child))


def highest(pid: int) -> float:
    """VmHWM in MB, or 0 of a process that is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def children(pid: int) -> list[int]:
    """Processes that this one has started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def timed(folder: Path, out: Path, workers: int) -> tuple[float, Peak]:
    """Seconds of one batch, and its memory."""
    peak, start = Peak(), time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", _COMMAND, str(folder), str(out), str(workers)])
    while True:
        ended, code, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        peak.look(process.pid)
        time.sleep(0.2)
    if code:
        sys.exit(f"the batch ended with {os.waitstatus_to_exitcode(code)}")
    peak.processor = used.ru_utime + used.ru_stime
    return time.perf_counter() - start, peak


def measure(folder: Path, out: Path, workers: int) -> None:
    """One batch from nothing, and once more when all is done; printed."""
    count = sum(1 for _ in folder.rglob("*.docx"))
    before, (seconds, peak), after = os.getloadavg()[0], timed(folder, out, workers), os.getloadavg()[0]
    again, _ = timed(folder, out, workers)
    rate = count / seconds
    heavy = sorted((mb for mb in peak.workers.values()), reverse=True)[:workers]
    print(f"{workers} workers: {count:,} plans in {seconds:.1f} s, {rate:.1f} a second; of that reports (and looking up) {again:.1f} s")
    print(f"  highest memory: parent {peak.parent:.0f} MB, workers {', '.join(f'{mb:.0f}' for mb in heavy)} MB")
    each = peak.processor / count
    print(f"  processor time: {1000 * each:.0f} ms a plan, parent and start included")
    free = _GOAL * each / workers / 60
    print(f"  {_GOAL:,} plans: {_GOAL / rate / 60:.1f} minutes at this rate, {free:.1f} on {workers} free processors")
    print(f"  load {before:.1f} before, {after:.1f} after, {os.cpu_count()} processors")


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--keep", type=Path, help="where to keep the results, a folder that is not there yet; thrown away if not given")
    args = parser.parse_args()
    if not args.folder.is_dir() or (args.keep and args.keep.exists()):
        parser.error("FOLDER must be there, and the folder of --keep must not: what lies there would not be done again")
    with tempfile.TemporaryDirectory() as scratch:
        for workers in args.workers:
            measure(args.folder, (args.keep or Path(scratch)) / f"workers-{workers}", workers)


if __name__ == "__main__":
    main()

"""A worker function that dies or hangs on marked files, and a batch run as a process of its own, to be killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from qa_engine.batch import Done, Request, run
from qa_engine.batch.files import content_hash
from qa_engine.batch.worker import Answer, Audited, Refused
from tests.conftest import ROOT, SAMPLES

KILLS, HANGS = "kills its worker", "hangs"


RECORD = "RECORD_FOR_QUICK_BATCHES"


def quick(packs: tuple[Path, ...], names: bool) -> Callable[[str], Answer]:
    """A real record, made once, for every file under the file's own hash; a mark in a file's name says what it does to its worker."""
    record = Path(os.environ[RECORD]).read_bytes()
    known = json.loads(record)["document"]["sha256"].encode()

    def work(path: str) -> Answer:
        if KILLS in path:
            os.kill(os.getpid(), signal.SIGKILL)
        while HANGS in path:
            time.sleep(1)
        sha256 = content_hash(Path(path))
        if Path(path).stat().st_size < 2 or "cut-short" in path:
            return Refused(sha256, "not a plan")
        time.sleep(0.01)
        return Audited(sha256, record.replace(known, sha256.encode()))

    return work


def plans(folder: Path, poison: bool = True) -> Path:
    """Ten files, one in a folder below under a name that is there already; with poison, four of them bad."""
    folder.mkdir(parents=True)
    samples = sorted(SAMPLES.glob("*.docx"))
    for sample in samples[:5 if poison else 9]:
        shutil.copy(sample, folder / sample.name)
    (folder / "more").mkdir()
    shutil.copy(samples[-1], folder / "more" / samples[0].name)
    if poison:
        shutil.copy(SAMPLES / "unreadable" / "cut-short.docx", folder / "cut-short.docx")
        (folder / "an empty one.docx").write_bytes(b"")
        shutil.copy(samples[6], folder / f"{KILLS}.docx")
        shutil.copy(samples[7], folder / f"{HANGS}.docx")
    return folder


def batch(folder: Path, out: Path, workers: int = 2, limit: float = 60.0, **more: object) -> Done:
    """A quick batch in this process."""
    return run(Request(folder, out, workers, limit, **more), prepare=quick)  # type: ignore[arg-type]


def started(folder: Path, out: Path, limit: float = 60.0) -> subprocess.Popen[str]:
    """The same batch as a process."""
    command = [sys.executable, "-m", "tests.batch_kit", str(folder), str(out), str(limit)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def tree(out: Path) -> dict[str, bytes]:
    """Every file below, with its bytes."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def main() -> None:
    import resource

    folder, out, limit = sys.argv[1:]
    run(Request(Path(folder), Path(out), 2, float(limit)), prepare=quick)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    main()

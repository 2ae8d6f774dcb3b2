"""A batch on a cluster: a real scheduler and two real workers give the bytes that one machine gives, whatever happens on the way."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qa_engine.audit import Auditor
from qa_engine.batch.bench import Alike, Declined, Order, alike, dismiss, fulfil, pack_up, sealed
from qa_engine.batch.cluster import Cluster
from qa_engine.batch.parcels import parcel
from qa_engine.batch.worker import auditing
from qa_engine.errors import QaError
from qa_engine.report.json import render_json
from tests.batch_kit import HANGS, KILLS, RECORD, batch, plans, tree
from tests.cluster_kit import LocalCluster, family, kill_family
from tests.conftest import ROOT, SAMPLES

PLANS = sorted(SAMPLES.glob("*.docx"))
OURS = 'name: Ours\nversion: "1"\nlaw_as_at: 2026-01-01\njurisdiction: England\n'


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory, auditor: Auditor) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("record") / "record.json"
    path.write_text(render_json(auditor.record(PLANS[0], pseudonyms=True)), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(RECORD, str(path))
        yield path


@pytest.fixture(scope="module")
def cluster(record: Path) -> Iterator[LocalCluster]:
    """One scheduler and two workers for all tests here."""
    cluster = LocalCluster()
    try:
        for _ in range(2):
            cluster.worker()
        yield cluster
    finally:
        cluster.end()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sample plans, a report about the child of one of them, and files that cannot be read."""
    folder = tmp_path_factory.mktemp("folder")
    bad = [SAMPLES / "unreadable" / name for name in ("cut-short.docx", "rich-text-renamed.docx")]
    for path in (*PLANS, SAMPLES / "advice" / "laurie-camhs.docx", *bad):
        shutil.copy(path, folder / path.name)
    (folder / "an empty one.docx").write_bytes(b"")
    return folder


def started(folder: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    """The command as a person calls it."""
    return subprocess.Popen([sys.executable, "-m", "qa_engine", "batch", str(folder), "--out", str(out), *more], cwd=ROOT,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def quick(folder: Path, out: Path, cluster: LocalCluster, limit: float = 60.0) -> subprocess.Popen[str]:
    """A batch without the engine, on marked files."""
    return subprocess.Popen([sys.executable, "-m", "tests.cluster_kit", str(folder), str(out), cluster.address, str(limit)], cwd=ROOT,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=240)
    return process.returncode, out, err


def waited(what: Callable[[], bool], seconds: float = 120.0) -> bool:
    until = time.monotonic() + seconds
    while not what() and time.monotonic() < until:
        time.sleep(0.02)
    return what()


def done(out: Path) -> int:
    return len(list((out / "audits").glob("*.json"))) if (out / "audits").is_dir() else 0


def many(folder: Path, count: int) -> Path:
    """Files that only the quick batch takes for plans."""
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:03}.docx").write_text(f"plan {n}", encoding="utf-8")
    return folder


def copies(folder: Path, count: int) -> Path:
    """Real plans, over and over."""
    folder.mkdir()
    for n in range(count):
        shutil.copy(PLANS[n % len(PLANS)], folder / f"{n}.docx")
    return folder


def test_two_workers_of_a_cluster_give_the_bytes_of_two_processes(cluster: LocalCluster, folder: Path, tmp_path: Path,
                                                                  record_property: Callable[[str, object], None]) -> None:
    here, there = tmp_path / "here" / "2026-10", tmp_path / "there" / "2026-10"
    told = ended(started(folder, here, "--workers", "2"))
    assert (told[0], told[1].replace(str(here), str(there)), told[2]) == ended(started(folder, there, "--scheduler", cluster.address))
    assert done(there) == len(PLANS) and tree(here) == tree(there)
    assert [row.split(",")[7][:5] for row in (there / "advice.csv").read_text(encoding="utf-8").splitlines()[1:]] == ["case-"]
    record_property("ran", "Dask: scheduler and two workers ran, with the bytes of two processes")


def test_rules_of_ones_own_travel_to_the_workers(cluster: LocalCluster, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "pack.yaml").write_text(OURS, encoding="utf-8")
    plan = tmp_path / "one"
    plan.mkdir()
    shutil.copy(PLANS[0], plan / PLANS[0].name)
    more = ("--rules", str(tmp_path / "ours"), "--names", "--month", "2026-10")
    code, _, told = ended(started(plan, tmp_path / "there", "--scheduler", cluster.address, *more))
    assert (code, told) == (0, "")
    data = (tmp_path / "there" / "audits" / f"{PLANS[0].stem}.json").read_text(encoding="utf-8")
    assert data == render_json(Auditor.load([tmp_path / "ours"]).record(PLANS[0])) and '"Ours"' in data


def test_a_file_that_kills_and_one_that_hangs_are_set_aside_as_on_one_machine(cluster: LocalCluster, tmp_path: Path) -> None:
    folder = plans(tmp_path / "plans", poison=False)
    for name in (KILLS, HANGS):
        (folder / f"{name}.docx").write_text(name, encoding="utf-8")
    batch(folder, tmp_path / "here" / "out", limit=1.0)
    code, _, told = ended(quick(folder, tmp_path / "there" / "out", cluster, 1.0))
    assert (code, told) == (0, "")
    assert tree(tmp_path / "here") == tree(tmp_path / "there")
    assert (tmp_path / "there" / "out" / "not-read.csv").read_text(encoding="utf-8").count("times; open it in Word") == 2


def test_a_worker_killed_on_the_way_loses_nothing(cluster: LocalCluster, tmp_path: Path) -> None:
    folder, third = many(tmp_path / "plans", 60), cluster.worker()
    assert waited(lambda: len(family(third.pid)) >= 2)
    time.sleep(1)
    process = quick(folder, tmp_path / "there" / "out", cluster)
    assert waited(lambda: done(tmp_path / "there" / "out") >= 10)
    kill_family(third.pid)
    assert ended(process)[0] == 0
    batch(folder, tmp_path / "here" / "out")
    assert tree(tmp_path / "here") == tree(tmp_path / "there")


def test_interrupted_it_takes_back_what_is_out_and_leaves_no_process_behind(cluster: LocalCluster, tmp_path: Path) -> None:
    folder = copies(tmp_path / "plans", 300)  # more than are done before the signal, on however busy a machine
    process = started(folder, tmp_path / "there", "--scheduler", cluster.address)
    assert waited(lambda: done(tmp_path / "there") >= 2)
    process.send_signal(signal.SIGINT)
    assert ended(process) == (2, "", "ehcp-qa: stopped; run the same command again to go on where it was\n")
    assert done(tmp_path / "there") < 300
    # Beside each worker's nanny, the worker, and what multiprocessing keeps for the two, no process is left.
    assert waited(lambda: all(len(family(worker.pid)) <= 4 for worker in cluster.processes[1:3]))


def test_a_scheduler_that_goes_is_told_in_a_line_and_another_takes_over(record: Path, cluster: LocalCluster, tmp_path: Path) -> None:
    folder, out, short = copies(tmp_path / "plans", 40), tmp_path / "out", LocalCluster()
    try:
        short.worker()
        process = started(folder, out, "--scheduler", short.address)
        assert waited(lambda: done(out) >= 3)
        short.processes[0].kill()
        code, _, told = ended(process)
    finally:
        short.end()
    assert (code, told.count("\n")) == (2, 1) and told.startswith(f"ehcp-qa: the scheduler at {short.address} ")
    assert told.endswith("start it again, and run the same command again to go on\n") and done(out) < 40
    assert ended(started(folder, out, "--scheduler", cluster.address))[0] == 0
    assert done(out) == 40


def test_a_scheduler_without_workers_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa_engine.batch.cluster._NO_WORKERS", 1.0)
    empty = LocalCluster()
    try:
        with pytest.raises(QaError, match="has no workers; start some with: dask worker"):
            next(Cluster(empty.address, auditing, (), False, 60.0).run([str(PLANS[0])]))
    finally:
        empty.end()


@pytest.mark.parametrize(("address", "line"), [("tcp://127.0.0.1:9", "no scheduler answers at tcp://127.0.0.1:9; check"),
                                               ("host:8786", "the address of a scheduler is such as tcp://host:8786")])
def test_a_scheduler_that_cannot_be_reached_is_told_in_a_line(address: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa_engine.batch.cluster._CONNECTS", 1.0)
    with pytest.raises(QaError, match=line):
        next(Cluster(address, auditing, (), False, 60.0).run([str(PLANS[0])]))


def test_without_the_package_the_line_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "distributed.py").write_text("raise ImportError\n", encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    run = subprocess.run([sys.executable, "-m", "qa_engine", "batch", str(SAMPLES), "--out", str(tmp_path / "out"), "--scheduler", "tcp://h:1"],
                         env=env, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == \
        (2, 'ehcp-qa: this needs the package distributed; install it with: pip install "qa-engine[cluster]"\n')


def test_a_cluster_is_not_loaded_unless_it_is_asked_for() -> None:
    code = "import sys, qa_engine.cli.batch, qa_engine.batch.run; sys.exit('distributed' in sys.modules or 'dask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def order(changed: Alike) -> Order:
    return Order("batch", auditing, pack_up(()), False, changed, 60.0, b"key", parcel(str(PLANS[0])))


@pytest.mark.parametrize(("field", "line"), [("version", "has version .* of qa-engine and this machine has other"),
                                             ("rules", "its rules are not those of this machine"), ("program", "was changed")])
def test_a_worker_with_another_tool_or_other_rules_declines(field: str, line: str) -> None:
    import pickle
    import re
    from dataclasses import replace

    answer = pickle.loads(sealed(b"key", fulfil(order(replace(alike(()), **{field: "other"})))))
    assert isinstance(answer, Declined) and re.search(line, answer.why)


def test_what_goes_back_is_sealed_and_opens_to_the_record_of_one_machine(auditor: Auditor) -> None:
    import pickle

    wanted = render_json(auditor.record(PLANS[0], pseudonyms=True)).encode()
    came = fulfil(order(alike(())))
    dismiss("batch")
    assert b"provision" not in came and pickle.loads(sealed(b"key", came)).record == wanted


def test_a_file_that_travels_does_not_show_its_name_or_bytes() -> None:
    assert PLANS[0].name not in repr(parcel(str(PLANS[0]))) + repr(order(alike(())))

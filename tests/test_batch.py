"""A batch: the bad are set aside, the rest goes on, and stopping it anywhere changes nothing in the end."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from qa_engine.audit import Auditor
from qa_engine.batch import Request, run
from qa_engine.batch.files import find_files
from qa_engine.batch.keep import month_of
from qa_engine.batch.ledger import Ledger
from qa_engine.errors import QaError
from qa_engine.report.json import render_json
from qa_engine.store import Store
from qa_engine.store.model import STORE
from qa_engine.store.pseudonyms import ref_of
from tests.batch_kit import HANGS, KILLS, RECORD, batch, plans, quick, started, tree
from tests.conftest import ROOT, SAMPLES

LIMIT = 1.0
PLANS = sorted(SAMPLES.glob("*.docx"))
BAD = sorted(p for p in (SAMPLES / "unreadable").iterdir() if p.is_file())


@pytest.fixture(scope="module", autouse=True)
def record(tmp_path_factory: pytest.TempPathFactory, auditor: Auditor) -> Iterator[None]:
    """A real record, for batches that are quick because they make none."""
    path = tmp_path_factory.mktemp("record") / "record.json"
    path.write_text(render_json(auditor.record(PLANS[0], pseudonyms=True)), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(RECORD, str(path))
        yield


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """The command as a person calls it, over the sample plans and the files that cannot be read."""
    folder = tmp_path_factory.mktemp("real")
    for path in (*PLANS, *BAD):
        shutil.copy(path, folder / path.name)
    out = folder / "out"
    return subprocess.run([sys.executable, "-m", "qa_engine", "batch", str(folder), "--out", str(out), "--workers", "2"],
                          capture_output=True, text=True, check=False), out


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, record: None) -> tuple[Path, Path]:
    """The poisoned folder and the results of an unbroken run over it, with two workers."""
    top = tmp_path_factory.mktemp("batch")
    folder = plans(top / "plans")
    batch(folder, top / "out", limit=LIMIT)
    return folder, top / "out"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, record: None) -> tuple[Path, Path]:
    """A folder without bad files, and the results of an unbroken run over it."""
    top = tmp_path_factory.mktemp("sound")
    batch(plans(top / "plans", poison=False), top / "out")
    return top / "plans", top / "out"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def audits_done(out: Path) -> int:
    return len(list((out / "audits").glob("*.json"))) if (out / "audits").is_dir() else 0


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """Worker processes, not the resource tracker of multiprocessing."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(c) for c in children if "spawn_main" in Path(f"/proc/{c}/cmdline").read_text()]


def waited(process: subprocess.Popen[str], out: Path, done: int) -> None:
    """Until so many records are there, or the batch has ended."""
    until = time.monotonic() + 30
    while audits_done(out) < done and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)


def test_four_bad_files_are_set_aside_with_their_reasons_and_six_are_audited(whole: tuple[Path, Path]) -> None:
    _, out = whole
    aside = {row["file"]: row["reason"] for row in rows(out / "not-read.csv")}
    assert list(aside) == ["an empty one.docx", "cut-short.docx", f"{HANGS}.docx", f"{KILLS}.docx"]
    assert f"longer than {LIMIT:g} seconds" in aside[f"{HANGS}.docx"] and "ended the program" in aside[f"{KILLS}.docx"]
    assert len(rows(out / "summary.csv")) == audits_done(out) == 6


def test_one_worker_gives_the_same_bytes_as_two(whole: tuple[Path, Path], tmp_path: Path) -> None:
    folder, out = whole
    batch(folder, tmp_path / "out", workers=1, limit=LIMIT)
    assert tree(tmp_path / "out") == tree(out)


def test_two_files_of_one_name_have_records_of_their_own(whole: tuple[Path, Path]) -> None:
    folder, out = whole
    assert len({json.loads(p.read_text(encoding="utf-8"))["document"]["sha256"] for p in (out / "audits").iterdir()}) == 6
    names = {f.path: f.audit for f in find_files(folder, out).files}
    twice = PLANS[0].stem
    assert names[f"{twice}.docx"] == f"{twice}.json"
    assert names[f"more/{twice}.docx"].startswith(f"{twice}-") and (out / "audits" / names[f"more/{twice}.docx"]).exists()


def test_the_command_writes_the_records_that_audit_writes(real: tuple[subprocess.CompletedProcess[str], Path], auditor: Auditor) -> None:
    done, out = real
    assert (done.returncode, len(rows(out / "not-read.csv")), "Traceback" in done.stderr) == (2, len(BAD), False), done.stderr
    schema = json.loads((ROOT / "schemas" / "audit.schema.json").read_text(encoding="utf-8"))
    for plan in PLANS[:3]:
        data = (out / "audits" / f"{plan.stem}.json").read_text(encoding="utf-8")
        jsonschema.validate(json.loads(data), schema)
        assert data == render_json(auditor.record(plan, pseudonyms=True))


def test_the_command_tells_each_file_set_aside_in_a_line_without_its_name(real: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    done, _ = real
    lines = done.stderr.splitlines()
    assert len([line for line in lines if line.startswith("ehcp-qa: case-")]) >= len(BAD)
    assert not [p.name for p in BAD if p.name in done.stderr]


def test_summaries_and_records_hold_no_file_name_by_default(real: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    _, out = real
    shown = "".join(p.read_text(encoding="utf-8") for p in (out / "summary.csv", out / "summary.json", *(out / "audits").iterdir()))
    assert not [p.name for p in PLANS if p.stem in shown]


def test_the_counts_of_the_summary_are_those_of_the_records(real: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    _, out = real
    records = [json.loads(p.read_text(encoding="utf-8")) for p in (out / "audits").iterdir()]
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    judged = [r for r in records if r["overall"]["judgement"] != "Not judged"]
    assert summary["files"] == {"found": len(PLANS) + len(BAD), "judged": len(judged), "not_judged": len(PLANS) - len(judged),
                                "not_read": len(BAD), "copies": 0, "other_formats": 0}
    for grade in ("Good", "RI", "Inadequate"):
        assert summary["overall"][grade]["count"] == sum(r["overall"]["judgement"] == grade for r in judged)
        assert summary["areas"]["outcomes"][grade]["count"] == sum(r["areas"]["outcomes"]["judgement"] == grade for r in judged)
    provision = [i["observed"]["specific"] for r in judged for i in r["sections"]["F"]["items"]]
    assert summary["pieces"]["provision"]["of"] == len(provision) and summary["pieces"]["provision"]["specific"] == sum(provision)
    top = summary["top_rules"][0]
    assert top["plans"] == sum(any(f["rule"] == top["rule"] for f in r["findings"]) for r in judged)
    assert top["findings"] == sum(f["rule"] == top["rule"] for r in judged for f in r["findings"])


def test_a_second_run_audits_nothing_and_writes_the_same_bytes(whole: tuple[Path, Path]) -> None:
    folder, out = whole
    before, steps = tree(out), []

    def watch(done: Iterator[None], length: int) -> Iterator[None]:
        steps.append(length)
        return done

    run(Request(folder, out, 2, LIMIT), watch, quick)  # type: ignore[arg-type]
    assert (steps, tree(out)) == ([0], before)


@pytest.mark.parametrize(("moment", "poison"), [(0, False), (2, False), (8, False), (3, True)])
def test_killed_at_any_moment_and_run_again_it_ends_with_the_same_bytes(moment: int, poison: bool, whole: tuple[Path, Path],
                                                                        sound: tuple[Path, Path], tmp_path: Path) -> None:
    (folder, unbroken), out = whole if poison else sound, tmp_path / "out"
    process = started(folder, out, LIMIT)
    waited(process, out, moment)
    time.sleep(0.004 * moment)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    kept = {p.name: p.stat().st_mtime_ns for p in (out / "audits").glob("*.json")}
    batch(folder, out, limit=LIMIT)
    assert tree(out) == tree(unbroken)
    again = [name for name, when in kept.items() if (out / "audits" / name).stat().st_mtime_ns != when]
    assert len(again) <= 1  # the one whose record was in place before its line in the ledger


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, record: None) -> tuple[Path, Path]:
    """So many files that it takes a while to save them, and the results of an unbroken run over them."""
    top = tmp_path_factory.mktemp("many")
    (top / "plans").mkdir()
    for n in range(120):
        (top / "plans" / f"{n}.docx").write_text(f"plan {n}", encoding="utf-8")
    batch(top / "plans", top / "out")
    return top / "plans", top / "out"


@pytest.mark.parametrize("later", [0.0, 0.02, 0.06, 0.15])
def test_killed_while_it_saves_and_run_again_the_store_has_the_same_bytes(later: float, many: tuple[Path, Path], tmp_path: Path) -> None:
    (folder, unbroken), out = many, tmp_path / "out"
    process = started(folder, out)
    until = time.monotonic() + 60
    while not (out / STORE).exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(later)
    process.kill()
    process.communicate()
    assert not (out / "summary.json").exists() or later
    batch(folder, out)
    assert tree(out) == tree(unbroken)


def test_the_store_holds_no_name_file_name_or_case_id_of_the_council_unless_names_are_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    shutil.copy(SAMPLES / "ri-year-8-autism.docx", folder / "EHC-0042 Achterberg.docx")
    (tmp_path / "cases.csv").write_text("case id,team,caseworker\nEHC-0042,North,R. Dace\n", encoding="utf-8")
    for names, out in ((False, tmp_path / "without"), (True, tmp_path / "with")):
        run(Request(folder, out, 1, 60.0, names=names, manifest=tmp_path / "cases.csv"))
        with Store.open(str(out / STORE)) as store:
            ((case, record),) = store.records()
        held = (out / STORE).read_bytes() + record
        assert (case.ref, case.about["caseworker"], case.about["team"]) == (ref_of("EHC-0042"), "R. Dace", "North")
        assert [word in held for word in (b"EHC-0042", b"Achterberg", b"Laurie")] == [names] * 3


@pytest.mark.parametrize(("out", "asked", "month"), [("2026-10", "", "2026-10"), ("2026-10 second", "", "2026-10"), ("2026-13", "", ""),
                                                     ("2026-101", "", ""), ("october", "2026-10", "2026-10")])
def test_the_month_is_asked_for_or_told_by_the_name_of_the_folder(out: str, asked: str, month: str, tmp_path: Path) -> None:
    assert month_of(asked, tmp_path / out) == month


def test_a_month_that_is_none_and_a_store_that_is_none_are_refused_before_any_work(tmp_path: Path) -> None:
    folder = plans(tmp_path / "plans", poison=False)
    with pytest.raises(QaError, match="no month; write it as 2026-10"):
        batch(folder, tmp_path / "out", month="October")
    with pytest.raises(QaError, match="not a store"):
        batch(folder, tmp_path / "out", store=str(PLANS[0]))
    with pytest.raises(QaError, match="cannot be reached"):
        batch(folder, tmp_path / "out", store="postgresql://u@localhost:1/db")
    assert audits_done(tmp_path / "out") == 0


def test_two_folders_of_one_name_do_not_take_each_others_place_in_a_store(tmp_path: Path) -> None:
    folder, store = plans(tmp_path / "plans", poison=False), str(tmp_path / "county.sqlite")
    batch(folder, tmp_path / "north" / "2026-10", store=store)
    with pytest.raises(QaError, match="has a run “2026-10” from another folder already"):
        batch(folder, tmp_path / "south" / "2026-10", store=store)
    shutil.move(tmp_path / "north", tmp_path / "moved")
    batch(folder, tmp_path / "moved" / "2026-10", store=store)
    with Store.open(store) as opened:
        assert [run.folder for run in opened.runs()] == ["moved/2026-10"]


def test_what_is_saved_are_the_records_with_the_counts_of_the_summary(whole: tuple[Path, Path]) -> None:
    _, out = whole
    with Store.open(str(out / STORE)) as store:
        ((saved,), audits) = store.runs(), [record for _, record in store.records()]
    assert sorted(audits) == sorted(p.read_bytes() for p in (out / "audits").iterdir())
    assert saved.files == json.loads((out / "summary.json").read_text(encoding="utf-8"))["files"]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopped_by_ctrl_c_or_the_system_it_says_how_to_go_on(how: signal.Signals, tmp_path: Path) -> None:
    folder, out = tmp_path / "plans", tmp_path / "out"
    for n in range(20):  # more than are done before the signal, on however busy a machine
        shutil.copytree(SAMPLES, folder / str(n))
    command = [sys.executable, "-m", "qa_engine", "batch", str(folder), "--out", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    waited(process, out, 1)
    os.killpg(process.pid, how) if how == signal.SIGINT else process.send_signal(how)  # a terminal sends Ctrl-C to all processes
    _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (2, "ehcp-qa: stopped; run the same command again to go on where it was\n")


def test_a_worker_killed_by_someone_else_loses_nothing(sound: tuple[Path, Path], tmp_path: Path) -> None:
    folder, unbroken = sound
    process = started(folder, tmp_path / "out")
    waited(process, tmp_path / "out", 2)
    for worker in workers_of(process):
        os.kill(worker, signal.SIGKILL)
    process.communicate(timeout=60)
    assert (process.returncode, tree(tmp_path / "out")) == (0, tree(unbroken))


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    process = started(plans(tmp_path / "plans", poison=False), tmp_path / "out")
    waited(process, tmp_path / "out", 1)
    workers = workers_of(process)
    process.kill()
    process.communicate(timeout=20)  # ends when the last worker lets go of the pipes
    assert workers and not [w for w in workers if Path(f"/proc/{w}/cmdline").exists() and Path(f"/proc/{w}/cmdline").read_text()]


def test_a_changed_file_and_a_lost_record_are_done_again_and_the_rest_is_not(tmp_path: Path) -> None:
    folder, out = plans(tmp_path / "plans", poison=False), tmp_path / "out"
    batch(folder, out)
    samples = sorted(p.name for p in folder.glob("*.docx"))
    before = {p.name: p.stat().st_mtime_ns for p in (out / "audits").iterdir()}
    (folder / samples[0]).write_bytes(b"?")
    (out / "audits" / f"{Path(samples[1]).stem}.json").unlink()
    done = batch(folder, out)
    after = {p.name: p.stat().st_mtime_ns for p in (out / "audits").iterdir()}
    assert [n for n in after if before[n] != after[n]] == [f"{Path(samples[1]).stem}.json"]
    assert set(before) - set(after) == {f"{Path(samples[0]).stem}.json"} and len(done.made.not_read) == 1


def test_with_other_rules_all_is_done_again(tmp_path: Path) -> None:
    folder, out, pack = plans(tmp_path / "plans", poison=False), tmp_path / "out", tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text('name: Ours\nversion: "1"\nlaw_as_at: 2026-01-01\njurisdiction: England\n', encoding="utf-8")
    batch(folder, out)
    before = [p.stat().st_mtime_ns for p in sorted((out / "audits").iterdir())]
    batch(folder, out, packs=(pack,))
    assert not set(before) & {p.stat().st_mtime_ns for p in (out / "audits").iterdir()}


def test_two_files_of_the_same_content_are_one_plan(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    for name in ("one.docx", "two.docx"):
        shutil.copy(PLANS[0], folder / name)
    done = batch(folder, tmp_path / "out", key=tmp_path / "key.csv")
    assert (done.made.figures.judged + len(done.made.not_judged), done.made.copies, audits_done(tmp_path / "out")) == (1, 1, 2)
    assert [row["file"] for row in rows(tmp_path / "key.csv")] == ["one.docx"]


def test_the_manifest_is_carried_into_the_summary_and_its_mistakes_are_listed(tmp_path: Path) -> None:
    folder = plans(tmp_path / "plans", poison=False)
    cases = f"case id,file,team,issue\nA1,{PLANS[1].name},=North,soon\nA2,nowhere.docx,South,\n"
    (tmp_path / "cases.csv").write_text(cases, encoding="utf-8")
    done = batch(folder, tmp_path / "out", manifest=tmp_path / "cases.csv")
    assert [row["team"] for row in rows(tmp_path / "out" / "summary.csv") if row["team"]] == ["'=North"]
    check = rows(tmp_path / "out" / "manifest-check.csv")
    assert [row["row"] for row in check if row["row"]] == ["2", "3"] and len([row for row in check if row["file"]]) == 9
    assert done.problems[-1] == "manifest: 9 files have no row; they are listed in manifest-check.csv"
    assert "A1" not in (tmp_path / "out" / "summary.csv").read_text(encoding="utf-8")
    batch(folder, tmp_path / "out", manifest=tmp_path / "cases.csv", names=True)
    assert [row["file"] for row in rows(tmp_path / "out" / "summary.csv") if row["case_id"] == "A1"] == [PLANS[1].name]


def test_a_key_among_the_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="key must not lie with the reports"):
        batch(plans(tmp_path / "plans"), tmp_path / "out", key=tmp_path / "out" / "key.csv")


def test_a_key_never_takes_the_place_of_another_kind_of_file(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "one.docx").write_bytes(b"one")
    cases, key = tmp_path / "cases.csv", tmp_path / "key.csv"
    cases.write_text("case id,team\none,North\n", encoding="utf-8")
    with pytest.raises(QaError, match="it is no key"):
        batch(tmp_path / "plans", tmp_path / "out", manifest=cases, key=cases)
    assert cases.read_text(encoding="utf-8") == "case id,team\none,North\n"
    for _ in range(2):
        batch(tmp_path / "plans", tmp_path / "out", manifest=cases, key=key)
    assert [row["case id"] for row in rows(key)] == ["one"]


def test_a_second_batch_into_the_same_folder_is_refused_while_the_first_runs(tmp_path: Path) -> None:
    folder = plans(tmp_path / "plans", poison=False)
    with Ledger(tmp_path / "out"), pytest.raises(QaError, match="another batch is writing"):
        batch(folder, tmp_path / "out")


def test_the_memory_of_the_parent_does_not_grow_with_the_number_of_plans(tmp_path: Path) -> None:
    peaks = []
    for count in (20, 300):
        folder = tmp_path / f"plans-{count}"
        folder.mkdir()
        for n in range(count):
            (folder / f"{n}.docx").write_text(f"plan {n}", encoding="utf-8")
        out, _ = started(folder, tmp_path / f"out-{count}").communicate(timeout=60)
        peaks.append(int(out))
        assert audits_done(tmp_path / f"out-{count}") == count
    written = sum(p.stat().st_size for p in (tmp_path / "out-300" / "audits").iterdir()) // 1024
    assert (written > 20_000, peaks[1] - peaks[0] < 8_000) == (True, True), (written, peaks)

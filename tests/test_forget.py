"""A case is forgotten everywhere that can be reached, as if its file had never been in the folder; what is left says so."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_engine.audit import Auditor
from qa_engine.batch import Request, run
from qa_engine.batch.files import content_hash
from qa_engine.batch.forget import forget
from qa_engine.batch.ledger import Ledger
from qa_engine.batch.unwrite import rows_of
from qa_engine.errors import QaError
from qa_engine.pseudonyms import case_id
from qa_engine.report.json import render_json
from qa_engine.store import Store
from qa_engine.store.pseudonyms import ref_of
from tests.batch_kit import RECORD, tree
from tests.batch_kit import batch as quick_batch
from tests.conftest import SAMPLES
from tests.store_kit import bytes_of, filled_in

STORE = "ehcp-qa.sqlite"


@pytest.fixture(scope="module", autouse=True)
def record(tmp_path_factory: pytest.TempPathFactory, auditor: Auditor) -> Iterator[None]:
    """A real record, for batches that are quick because they make none."""
    path = tmp_path_factory.mktemp("record") / "record.json"
    path.write_text(render_json(auditor.record(SAMPLES / "ri-year-8-autism.docx", pseudonyms=True)), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(RECORD, str(path))
        yield


def batch(folder: Path, out: Path, **more: object) -> None:
    quick_batch(folder, out, workers=1, **more)  # type: ignore[arg-type]


def folder_of(top: Path, *leave_out: str) -> Path:
    """Five plans, one of them twice, and two files that cannot be read; some left out."""
    top.mkdir(parents=True)
    for n, sample in enumerate(sorted(SAMPLES.glob("*.docx"))[:5]):
        shutil.copy(sample, top / f"EHC-000{n}.docx")
    shutil.copy(top / "EHC-0001.docx", top / "again.docx")
    shutil.copy(SAMPLES / "unreadable" / "cut-short.docx", top / "cut-short.docx")
    (top / "EHC-0009.docx").write_bytes(b"?")
    for name in leave_out:
        (top / name).unlink()
    return top


def manifest(path: Path, *numbers: int) -> Path:
    rows = "".join(f"EHC-000{n},North,new\n" for n in numbers)
    path.write_text(f"case id,team,kind\n{rows}", encoding="utf-8")
    return path


def called(*args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qa_engine", "forget", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "80"})


def without_store(out: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(out).items() if name != STORE}


@pytest.mark.parametrize(("gone", "names"), [
    (("EHC-0002.docx",), False), (("EHC-0001.docx", "again.docx"), True), (("EHC-0009.docx",), True),
])
def test_what_is_left_is_what_a_batch_without_the_file_writes(gone: tuple[str, ...], names: bool, tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path / "plans"), tmp_path / "a" / "out"
    batch(folder, out, names=names)
    done = forget(case_id(content_hash(folder / gone[0])), str(out / STORE))
    assert done.anything and not done.closed
    batch(folder_of(tmp_path / "fewer", *gone), tmp_path / "b" / "out", names=names)
    assert without_store(out) == without_store(tmp_path / "b" / "out")
    with Store.open(str(out / STORE)) as left, Store.open(str(tmp_path / "b" / "out" / STORE)) as fresh:
        assert list(left.records()) == list(fresh.records())


def test_the_councils_own_case_id_is_enough_and_the_tables_about_the_manifest_follow(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path / "plans"), tmp_path / "out"
    batch(folder, out, manifest=manifest(tmp_path / "cases.csv", 1, 2, 3), key=tmp_path / "key.csv")
    assert ref_of("EHC-0002") in [case.ref for case in cases(out)]
    sha256 = content_hash(folder / "EHC-0002.docx")
    done = forget("ehc-0002", str(out / STORE), tmp_path / "key.csv")
    assert (done.cases, done.key_lines, done.store.audits) == ((case_id(sha256),), 1, 1)
    assert not [name for name, data in tree(tmp_path).items() if case_id(sha256).encode() in data or sha256.encode() in data]
    assert b"EHC-0002" not in (tmp_path / "key.csv").read_bytes()
    told = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert told["manifest"] == {"cases": 2, "files_matched": 2, "problems": 5}  # five files have no row


def test_a_file_without_a_row_goes_from_the_list_of_the_manifests_problems_too(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path / "plans"), tmp_path / "out"
    batch(folder, out, manifest=manifest(tmp_path / "cases.csv", 1))
    assert b"EHC-0002" in (out / "manifest-check.csv").read_bytes()
    forget(case_id(content_hash(folder / "EHC-0002.docx")), str(out / STORE))
    assert b"EHC-0002" not in (out / "manifest-check.csv").read_bytes()


def test_every_month_of_a_store_kept_apart_is_cleared(tmp_path: Path) -> None:
    store, folder = str(tmp_path / "county.sqlite"), folder_of(tmp_path / "plans")
    for month in ("2026-09", "2026-10"):
        batch(folder, tmp_path / "reports" / month, store=store)
    with Store.open(store) as opened:
        assert [(run.month, run.folder) for run in opened.runs()] == [("2026-09", "reports/2026-09"), ("2026-10", "reports/2026-10")]
        opened.add_moderation([filled_in(0).model_copy(update={"audit": filled_in(0).audit.model_copy(
            update={"sha256": content_hash(folder / "EHC-0002.docx")})})])
    done = forget(case_id(content_hash(folder / "EHC-0002.docx")), store)
    assert (done.store.audits, done.store.moderated, [gone.records for gone in done.folders]) == (2, 1, [1, 1])


def test_a_word_of_the_plan_is_in_no_byte_of_store_or_reports_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = folder_of(tmp_path / "plans"), tmp_path / "out"
    batch(folder, out, manifest=manifest(tmp_path / "cases.csv", 0, 1, 2, 3, 4), names=True)
    (tmp_path / "cases.csv").unlink()
    shutil.rmtree(folder)
    assert b"EHC-0002" in b"".join(tree(out).values())
    forget("EHC-0002", str(out / STORE))
    left = b"".join(tree(out).values())
    assert b"EHC-0002" not in left and ref_of("EHC-0002").encode() not in left and b"EHC-0003" in left


def test_a_batch_over_the_folder_brings_the_case_back(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path / "plans"), tmp_path / "out"
    batch(folder, out)
    before = without_store(out)
    forget(case_id(content_hash(folder / "EHC-0002.docx")), str(out / STORE))
    assert without_store(out) != before
    batch(folder, out)
    assert without_store(out) == before and len(cases(out)) == 5


def test_the_command_says_what_is_gone_what_is_not_reached_and_what_brings_it_back(tmp_path: Path) -> None:
    folder, store = folder_of(tmp_path / "plans"), tmp_path / "county.sqlite"
    for month in ("2026-09", "2026-10"):
        batch(folder, tmp_path / month, store=str(store))
    (tmp_path / "2026-10" / "board.docx").write_bytes(b"sent to the board")
    shutil.rmtree(tmp_path / "2026-09")
    case = case_id(content_hash(folder / "EHC-0002.docx"))
    done = called(case, "--store", store)
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.splitlines() == [
        f"Forgotten: {case}",
        "  store: 2 audits in 2 runs, 0 filled-in records",
        f"  {tmp_path / '2026-10'}: 1 record, 1 line of tables",
        "Not reached:",
        f"  {tmp_path / '2026-09'}: this folder is not there; where it is, delete it, or run forget for {case} again",
        f"  {tmp_path / '2026-10'}: 1 other file may still speak of the case; make them again",
        "  reports and Word records sent, printed or kept elsewhere, and backups",
        "  the plan's own file: a batch over a folder that still holds it brings the case back",
    ]
    again = called(case, "--store", store)
    assert (again.returncode, again.stdout.splitlines()) == (2, [
        "No trace of this case was found; check the id, or try the case id (case-…) that summary.csv shows.",
        f"  {tmp_path / '2026-09'}: this folder is not there, and was not looked into",
    ])


def test_a_folder_that_comes_back_is_cleared_by_the_case_id_that_was_told(tmp_path: Path) -> None:
    folder, out, store = folder_of(tmp_path / "plans"), tmp_path / "2026-09", str(tmp_path / "county.sqlite")
    batch(folder, out, store=store, manifest=manifest(tmp_path / "cases.csv", 2))
    out.rename(tmp_path / "away")
    first = forget("EHC-0002", store)
    (tmp_path / "away").rename(out)
    second = forget(first.cases[0], store)
    assert (first.closed, second.closed, [gone.records for gone in second.folders]) == ((str(out),), (), [1])
    assert not (out / "audits" / "EHC-0002.json").exists()


@pytest.mark.parametrize("table", ["manifest-check.csv", "advice.csv"])
def test_stopped_half_way_by_a_table_that_cannot_be_read_it_can_be_done_again(table: str, tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path / "plans"), tmp_path / "out"
    batch(folder, out, names=True, manifest=manifest(tmp_path / "cases.csv", 1))
    case, before = case_id(content_hash(folder / "EHC-0009.docx")), (out / table).read_bytes() if (out / table).exists() else b""
    (out / table).write_bytes(b"\xff\xff")
    with pytest.raises(QaError, match="this table cannot be read"):
        forget(case, str(out / STORE))
    (out / table).write_bytes(before)
    forget(case, str(out / STORE))
    assert [name for name, data in tree(out).items() if b"EHC-0009" in data or case.encode() in data] == []


def test_tables_that_another_program_saved_without_their_mark_are_cleared_too(tmp_path: Path) -> None:
    folder, out, key = folder_of(tmp_path / "plans"), tmp_path / "out", tmp_path / "key.csv"
    batch(folder, out, key=key)
    for path in (out / "summary.csv", key):
        path.write_bytes(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    case = case_id(content_hash(folder / "EHC-0002.docx"))
    done = forget(case, str(out / STORE), key)
    assert (done.key_lines, case.encode() in (out / "summary.csv").read_bytes()) == (1, False)


def test_advice_about_a_case_goes_with_it(tmp_path: Path) -> None:
    folder, out = tmp_path / "plans", tmp_path / "a" / "out"
    folder.mkdir()
    plan = SAMPLES / "ri-year-8-autism.docx"
    advice = (SAMPLES / "advice" / f"{name}.docx" for name in ("laurie-camhs", "laurie-mother", "kech-audiology"))
    for path in (plan, SAMPLES / "good-year-5-deaf.docx", *advice):
        shutil.copy(path, folder / path.name)
    run(Request(folder, out, 2, 60.0, names=True))
    about = [row for row in rows_of(out / "advice.csv") if row["plan"] == case_id(content_hash(plan))]
    assert about and len(about) < len(rows_of(out / "advice.csv"))
    forget(case_id(content_hash(plan)), str(out / STORE))
    for name in (plan.name, *(row["report"] for row in about)):
        (folder / name).unlink()
    run(Request(folder, tmp_path / "b" / "out", 2, 60.0, names=True))
    left, fresh = without_store(out), without_store(tmp_path / "b" / "out")
    pairs = ".batch/pairs"  # found anew by the next batch
    assert left == {name: data for name, data in fresh.items() if name != pairs} and pairs in fresh


def test_nothing_is_forgotten_while_a_batch_writes_into_a_folder(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path / "plans"), tmp_path / "out"
    batch(folder, out)
    before = bytes_of(str(out / STORE))
    with Ledger(out), pytest.raises(QaError, match="another batch is writing"):
        forget(case_id(content_hash(folder / "EHC-0002.docx")), str(out / STORE))
    assert bytes_of(str(out / STORE)) == before


@pytest.mark.parametrize(("args", "said"), [
    (("case-1", "--store", "nowhere.sqlite"), "there is no store here yet"),
    (("case-1", "--store", "postgresql://u:s3cret@localhost:1/db"), "the server cannot be reached"),
])
def test_a_store_that_is_not_there_is_one_line(args: tuple[str, ...], said: str) -> None:
    done = called(*args)
    assert (done.returncode, done.stderr.count("\n"), "s3cret" in done.stderr) == (2, 1, False) and said in done.stderr


def test_a_key_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="no key file of that name"):
        forget("EHC-0002", str(tmp_path / STORE), tmp_path / "key.csv")


def test_forgetting_reaches_a_batch_on_any_kind_of_store(address: str, tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path / "plans"), tmp_path / "out"
    batch(folder, out, store=address, manifest=manifest(tmp_path / "cases.csv", 2))
    done = forget("EHC-0002", address)
    assert (done.store.audits, [gone.records for gone in done.folders]) == (1, [1])
    with Store.open(address) as store:
        assert (len(list(store.cases())), store.runs()[0].files["judged"]) == (4, 4)


def cases(out: Path) -> list:  # type: ignore[type-arg]
    with Store.open(str(out / STORE)) as store:
        return list(store.cases())

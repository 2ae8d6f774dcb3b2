"""`ehcp-qa audit` as a person calls it: real files, whole processes where it matters."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from qa_engine.cli import cli
from tests.conftest import ROOT, SAMPLES

PLANS = sorted(SAMPLES.glob("*.docx"))
BAD = sorted(p for p in (SAMPLES / "unreadable").iterdir() if p.is_file())


def run(*args: object, env: dict[str, str] | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qa_engine", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **(env or {})}, cwd=cwd, check=False)


def test_one_plan_is_printed_with_the_judgement_first_in_80_columns() -> None:
    done = run("audit", PLANS[0])
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert next(line for line in lines if line.startswith("OVERALL:"))
    assert max(len(line) for line in lines) <= 80


def test_a_folder_of_plans_becomes_a_folder_of_valid_records(tmp_path: Path) -> None:
    done = run("audit", SAMPLES, "--format", "json", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    schema = json.loads((ROOT / "schemas" / "audit.schema.json").read_text(encoding="utf-8"))
    assert sorted(p.stem for p in tmp_path.iterdir()) == sorted(p.stem for p in PLANS)
    for path in tmp_path.iterdir():
        jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema)


def test_the_same_file_gives_the_same_bytes_in_two_processes_whatever_the_hash_seed(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        assert run("audit", *PLANS[:3], "--format", "json", "--out", tmp_path / seed, env={"PYTHONHASHSEED": seed}).returncode == 0
    assert [p.read_bytes() for p in sorted((tmp_path / "1").iterdir())] == [p.read_bytes() for p in sorted((tmp_path / "2").iterdir())]


@pytest.mark.parametrize("bad", BAD, ids=lambda p: p.name)
def test_an_unreadable_file_gets_one_clear_line_and_the_rest_is_still_done(bad: Path, tmp_path: Path) -> None:
    done = run("audit", bad, PLANS[0], "--format", "json", "--out", tmp_path)
    assert done.returncode == 2
    lines = done.stderr.strip().splitlines()
    assert (len(lines), lines[0].startswith(f"ehcp-qa: {bad.name}"), "Traceback" in done.stderr) == (1, True, False)
    assert [p.stem for p in tmp_path.iterdir()] == [PLANS[0].stem]


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    assert "nowhere.docx" in run("audit", tmp_path / "nowhere.docx").stderr
    done = run("audit", tmp_path)
    assert (done.returncode, "no Word files or PDFs in this folder" in done.stderr) == (2, True)


def test_fail_on_tells_by_the_exit_code(tmp_path: Path) -> None:
    grades = {}
    for plan in PLANS:
        run("audit", plan, "--format", "json", "--out", tmp_path)
        grades[json.loads((tmp_path / f"{plan.stem}.json").read_text(encoding="utf-8"))["overall"]["judgement"]] = plan
    assert run("audit", grades["Inadequate"], "--fail-on", "Inadequate").returncode == 1
    assert run("audit", grades["RI"], "--fail-on", "Inadequate").returncode == 0
    assert run("audit", grades["RI"], "--fail-on", "RI").returncode == 1
    assert run("audit", grades["Good"], "--fail-on", "RI").returncode == 0


def test_pseudonyms_leave_no_name_of_child_or_family_in_the_result(tmp_path: Path) -> None:
    run("audit", PLANS[0], "--format", "json", "--out", tmp_path / "open")
    record = json.loads(next((tmp_path / "open").iterdir()).read_text(encoding="utf-8"))
    names = [part for part in record["subject"]["name"].split() if len(part) > 2]
    done = run("audit", PLANS[0], "--format", "json", "--pseudonymise")
    assert names and not [n for n in names if f" {n} " in done.stdout]
    assert json.loads(done.stdout)["document"]["name"].startswith("case-")


def test_advice_reports_are_judged_and_traced_in_the_record_and_another_childs_is_named(tmp_path: Path) -> None:
    plan, folder = SAMPLES / "ri-year-8-autism.docx", SAMPLES / "advice"
    reports = ("--advice", folder / "laurie-camhs.docx", "--advice", folder / "shanice-nurse.docx")
    done = run("audit", plan, "--format", "json", "--out", tmp_path, *reports)
    record = json.loads((tmp_path / "ri-year-8-autism.json").read_text(encoding="utf-8"))
    jsonschema.validate(record, json.loads((ROOT / "schemas" / "audit.schema.json").read_text(encoding="utf-8")))
    assert (len(record["advice_audits"]), bool(record["advice_trace"])) == (1, True)
    assert (done.returncode, "another child" in done.stderr) == (2, True)


def test_two_plans_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copy(PLANS[0], tmp_path / folder / "plan.docx")
    run("audit", tmp_path / "a", tmp_path / "b", "--format", "json", "--out", tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["plan-2.json", "plan.json"]


def test_an_output_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    done = run("audit", PLANS[0], "--out", tmp_path / "taken" / "deep")
    assert (done.returncode, "cannot be written" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


@pytest.mark.parametrize("command", ["audit", "read", "rules", "completion"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    text = CliRunner().invoke(cli, [command, "--help"]).output
    assert "ehcp-qa" in text.split("Usage", 1)[1].split("\n", 1)[1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(shell: str) -> None:
    assert "_EHCP_QA_COMPLETE" in CliRunner().invoke(cli, ["completion", shell]).output


@pytest.mark.parametrize("name", ["check.html", "check.docx", "CHECK.JSON", "check.txt"])
def test_a_file_name_where_a_folder_is_meant_is_refused_and_no_folder_of_that_name_is_made(name: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["audit", str(SAMPLES / "ri-year-8-autism.docx"), "--out", str(tmp_path / name)])
    assert done.exit_code == 2
    assert f"{name} is the name of a file; name a folder" in " ".join(done.output.split())
    assert list(tmp_path.iterdir()) == []

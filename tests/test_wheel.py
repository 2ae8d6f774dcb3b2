"""The wheel works in an empty environment, outside the source tree."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES


def call(*args: object, cwd: Path) -> str:
    done = subprocess.run([str(a) for a in args], capture_output=True, text=True, cwd=cwd, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_the_rules_and_the_schemas(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    expected = {f"qa_engine/_data/{p.relative_to(ROOT).as_posix()}" for p in (ROOT / "rules").rglob("*.yaml")}
    expected |= {p.relative_to(ROOT).as_posix() for p in (ROOT / "qa_engine" / "store" / "migrations").rglob("*.py")}
    expected |= {f"qa_engine/_data/schemas/{p.name}" for p in (ROOT / "schemas").glob("*.json")}
    assert expected - set(names) == set()


def test_an_empty_environment_elsewhere_audits_a_plan_with_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "empty", with_pip=True)
    binaries = tmp_path / "empty" / ("Scripts" if sys.platform == "win32" else "bin")
    call(binaries / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    out = call(binaries / "ehcp-qa", "audit", next(SAMPLES.glob("good-*.docx")), cwd=tmp_path)
    assert "OVERALL:" in out
    assert "no mistakes" in call(binaries / "ehcp-qa", "rules", "check", cwd=tmp_path)
    (tmp_path / "plans").mkdir()
    shutil.copy(next(SAMPLES.glob("good-*.docx")), tmp_path / "plans")
    assert "1 plans judged" in call(binaries / "ehcp-qa", "batch", "plans", "--out", "2026-10", cwd=tmp_path)
    assert (tmp_path / "2026-10" / "ehcp-qa.sqlite").exists()  # made by the migrations in the wheel

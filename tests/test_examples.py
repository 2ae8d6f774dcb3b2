"""`reports/` holds one example of each format, as the program writes it today; `--rewrite-golden` rebuilds them."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

EXAMPLES = ROOT / "reports"
PLAN = "sample_plans/ri-year-8-autism.docx"
CALLS = {
    "example-report.txt": ("audit", PLAN, "--format", "text"),
    "example-record.json": ("audit", PLAN, "--format", "json"),
    "example-page.html": ("audit", PLAN, "--format", "html"),
    "example-panel-record.docx": ("audit", PLAN, "--format", "docx"),
    "example-marked-plan.docx": ("mark", PLAN),
}


def made(name: str, folder: Path) -> bytes:
    """What the call of this example writes."""
    command, *rest = CALLS[name]
    out = folder / name if command == "mark" else folder
    done = subprocess.run([sys.executable, "-m", "qa_engine", command, *rest, "--out", str(out)], cwd=ROOT, capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stderr
    return next(p for p in folder.iterdir() if p.suffix == Path(name).suffix).read_bytes()


@pytest.mark.parametrize("name", CALLS)
def test_an_example_is_what_the_program_writes_today(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    data = made(name, tmp_path)
    if request.config.getoption("--rewrite-golden"):
        (EXAMPLES / name).write_bytes(data)
    assert parts((EXAMPLES / name).read_bytes()) == parts(data)


def parts(data: bytes) -> dict[str, bytes]:
    """A Word file's parts by name, since builds of Python pack the same parts differently; anything else whole."""
    if not data.startswith(b"PK"):
        return {"": data}
    package = zipfile.ZipFile(io.BytesIO(data))
    return {name: package.read(name) for name in package.namelist()}

"""The README's commands are run and their output compared; `--rewrite-golden` puts the true output in."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands() -> list[str]:
    return [line[2:] for block in BLOCK.findall(README.read_text(encoding="utf-8")) for line in block.splitlines() if line.startswith("$ ")]


def output(command: str, home: Path) -> str:
    """What `ehcp-qa ...` prints, run in a copy of the folder it names files in."""
    words = shlex.split(command.split("  #")[0])
    assert words[0] == "ehcp-qa", command
    head = None
    if "|" in words:
        words, tail = words[:words.index("|")], words[words.index("|") + 1:]
        assert tail[0] == "head", command
        head = int(tail[1].lstrip("-"))
    done = subprocess.run([sys.executable, "-m", "qa_engine", *words[1:]], capture_output=True, text=True, cwd=home, check=False)
    assert "Traceback" not in done.stderr and "No module" not in done.stderr
    lines = (done.stdout + done.stderr).rstrip("\n").splitlines()
    return "\n".join(line.rstrip() for line in lines[:head])


def test_every_shown_command_prints_what_is_shown(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for name in ("sample_plans", "rules"):
        (tmp_path / name).symlink_to(ROOT / name)

    def again(match: re.Match[str]) -> str:
        parts = [f"$ {c}\n{output(c, tmp_path)}\n" for c in (line[2:] for line in match.group(1).splitlines() if line.startswith("$ "))]
        return f"```console\n{''.join(parts)}```"

    text = README.read_text(encoding="utf-8")
    true = BLOCK.sub(again, text)
    if request.config.getoption("--rewrite-golden"):
        README.write_text(true, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == true


def test_the_second_command_is_what_continuous_integration_runs() -> None:
    assert ".venv/bin/pytest" in README.read_text(encoding="utf-8").split("##", 1)[0]
    assert re.search(r"^\.venv/bin/pytest", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", [
    "across", "advice", "audit", "batch", "compare", "completion", "feedback", "forget", "health", "mark", "moderate",
    "read", "report", "restate", "rules", "sample",
])
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"ehcp-qa {name}" in README.read_text(encoding="utf-8")


def test_every_picture_and_file_named_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    named = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert [n for n in named if not (ROOT / n).exists()] == []

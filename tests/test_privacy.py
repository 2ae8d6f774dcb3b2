"""Nothing leaves the machine: no socket, no file but the output asked for, no word of a plan in an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import SAMPLES

WATCH = '''
import sys
events = []
def hook(event, args):
    if event.startswith("socket."):
        events.append(event)
    elif event == "open" and isinstance(args[1], str) and any(c in args[1] for c in "wax+"):
        events.append(f"open {args[0]}")
    elif event in ("os.mkdir", "os.rename", "os.remove", "tempfile.mkstemp", "tempfile.mkdtemp", "subprocess.Popen"):
        events.append(f"{event} {args[0]}")
sys.addaudithook(hook)
sys.dont_write_bytecode = True
sys.argv = ["ehcp-qa", "audit", *sys.argv[1:]]
from qa_engine.cli import main
try:
    main()
except SystemExit:
    pass
print("\\nEVENTS", *events, sep="\\n")
'''


def watched(*args: str) -> tuple[str, list[str]]:
    done = subprocess.run([sys.executable, "-c", WATCH, *args], capture_output=True, text=True, check=True)
    out, _, events = done.stdout.rpartition("\nEVENTS\n")
    return out + done.stderr, [e for e in events.splitlines() if "/dev/null" not in e]


def test_an_audit_opens_no_socket_and_writes_nothing() -> None:
    out, events = watched(str(next(SAMPLES.glob("*.docx"))))
    assert "OVERALL" in out
    assert events == []


def test_an_audit_with_out_writes_its_output_and_nothing_else(tmp_path: Path) -> None:
    plan = next(SAMPLES.glob("*.docx"))
    _, events = watched(str(plan), "--out", str(tmp_path / "out"))
    assert {e.split(" ", 1)[1].startswith(str(tmp_path / "out")) for e in events} == {True}
    assert [p.name for p in (tmp_path / "out").iterdir()] == [f"{plan.stem}.txt"]

"""Time an audit against the floor (unzip and parse the same file), stage by stage, in one run; plans per second; start-up.

    python benchmarks/measure.py [FILE ...] [--rounds N]

Figures are medians; ratios are taken in the same run, since machines differ and drift.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree

from qa_engine.audit import Auditor
from qa_engine.mark import mark
from qa_engine.observe import observe
from qa_engine.read import read
from qa_engine.report.html import render_html
from qa_engine.report.json import render_json
from qa_engine.report.text import render_text
from qa_engine.structure import structure

SAMPLES = Path(__file__).parent.parent / "sample_plans"


def floor(path: Path) -> None:
    """What no reader of Word files can do without: unzip and parse the document's XML."""
    with zipfile.ZipFile(path) as package:
        etree.fromstring(package.read("word/document.xml"))


def timed(call: Callable[[], Any], clock: Callable[[], float] = time.process_time) -> tuple[float, Any]:
    """Milliseconds of processor time of one call (so that a busy machine counts less), and its value."""
    start = clock()
    value = call()
    return 1000 * (clock() - start), value


def stages(auditor: Auditor, path: Path) -> dict[str, float]:
    """Milliseconds of each stage of one audit."""
    spent: dict[str, float] = {}
    spent["floor"], _ = timed(lambda: floor(path))
    spent["read"], document = timed(lambda: read(path))
    spent["structure"], plan = timed(lambda: structure(document, auditor.lexicon))
    spent["observe"], seen = timed(lambda: observe(plan, auditor.lexicon))
    spent["find"], found = timed(lambda: auditor.finder.find(seen.facts, plan))
    spent["judge"], _ = timed(lambda: auditor.judge.judge(seen.facts, found.findings))
    spent["whole audit"], audit = timed(lambda: auditor.audit(path))
    spent["report, text"], _ = timed(lambda: render_text(audit.record))
    spent["report, JSON"], _ = timed(lambda: render_json(audit.record))
    spent["report, HTML"], _ = timed(lambda: render_html(audit.record))
    spent["mark in Word"], _ = timed(lambda: mark(path, audit))
    return spent


def start_up(rounds: int) -> dict[str, float]:
    """Milliseconds of whole processes: the imports every run needs, the help, and one audit."""
    plan = next(iter(sorted(SAMPLES.glob("*.docx"))))
    commands = {
        "python -c 'import pydantic, lxml.etree'": [sys.executable, "-c", "import pydantic, lxml.etree"],
        "ehcp-qa --help": [sys.executable, "-m", "qa_engine", "--help"],
        "ehcp-qa audit (one plan)": [sys.executable, "-m", "qa_engine", "audit", str(plan)],
    }
    return {name: statistics.median(whole_process(command) for _ in range(rounds)) for name, command in commands.items()}


def whole_process(command: list[str]) -> float:
    """Milliseconds from start to end of a command."""
    return timed(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True), time.perf_counter)[0]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    files = args.files or sorted(SAMPLES.glob("*.docx"))
    gc.set_threshold(200_000, 20, 20)  # as the command line does
    auditor = Auditor.load()
    for path in files:
        stages(auditor, path)
    table: dict[str, list[float]] = {}
    for _ in range(args.rounds):
        for path in files:
            for name, ms in stages(auditor, path).items():
                table.setdefault(name, []).append(ms)
    base = statistics.median(table["floor"])
    print(f"{len(files)} files, {args.rounds} rounds; medians of processor time")
    for name, values in table.items():
        print(f"  {name:16} {statistics.median(values):8.2f} ms   {statistics.median(values) / base:6.1f} x floor")
    print(f"  plans a second, one process: {1000 / statistics.mean(table['whole audit']):.0f}")
    for name, ms in start_up(args.rounds).items():
        print(f"  {name:42} {ms:8.0f} ms")


if __name__ == "__main__":
    main()

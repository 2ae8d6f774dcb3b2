"""Rebuilds every file of `sample_plans/` from its content; run as `python -m tests.templates.build_samples`."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import yaml

from . import ooxml as x
from . import sheet
from .unreadable import FILES, MARK

ROOT = Path(__file__).resolve().parents[2] / "sample_plans"


def plan_files() -> dict[str, bytes]:
    """File name to bytes of every sample plan."""
    return {f"{path.stem}.docx": _plan(path) for path in sorted((ROOT / "content").glob("*.yaml"))}


def _plan(path: Path) -> bytes:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    made = sheet(raw, raw["rendering"]["family"])
    made.frame = replace(made.frame, footer=made.frame.footer + x.para(x.run(MARK, "i")), title=MARK)
    return made.docx()


def unreadable_files() -> dict[str, bytes]:
    """File name to bytes of every file that no reader should accept."""
    return {f"unreadable/{name}": make() for name, make in FILES.items()}


def main() -> None:
    for name, content in (plan_files() | unreadable_files()).items():
        target = ROOT / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
        print(f"{name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()

"""`ehcp-qa batch`: audit a folder of any size in worker processes, and go on where it was stopped."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from qa_engine.batch import Done

_LINES = 20


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder for records and reports.")
@click.option("--workers", type=click.IntRange(1, 256), help="How many processes; as many as processors if not given.")
@click.option("--limit", type=click.FloatRange(min=0, min_open=True), default=60.0, show_default=True, metavar="SECONDS",
              help="Set a file aside that takes longer.")
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A folder with your own rules, over the national pack. May be given more than once.")
@click.option("--manifest", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="A CSV or XLSX list of cases: case id, file, team, kind, setting, phase, dates and so on.")
@click.option("--names", is_flag=True, help="Keep names in records and reports; else cases have pseudonyms.")
@click.option("--key", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write which case is which file, outside the folder of the reports.")
@click.option("--retry", is_flag=True, help="Try again what an earlier run had set aside.")
def batch(folder: Path, out: Path, workers: int | None, limit: float, packs: tuple[Path, ...], manifest: Path | None, names: bool,
          key: Path | None, retry: bool) -> None:
    """Audit every Word file in FOLDER and the folders in it, and sum up.

    \b
    Examples:
      ehcp-qa batch plans/ --out reports/2026-10
      ehcp-qa batch plans/ --out reports/2026-10 --manifest cases.csv
      ehcp-qa batch plans/ --out reports/2026-10 --workers 2 --limit 30

    Writes audits/ (a json record for each file, under the file's own name), summary.csv,
    summary.json, not-read.csv, and with a manifest manifest-check.csv. A file that cannot be
    read, hangs or ends its process is set aside and the rest goes on. Stop it at any moment and
    run it again: finished work is not done twice. Entries of qa-accept.yaml are not looked at.

    Exit codes: 0 all done, 2 something was set aside, not judged, or wrong in the manifest.
    """
    from qa_engine.batch import Request, run

    signal.signal(signal.SIGTERM, _stopped)
    request = Request(folder, out, workers or _processors(), limit, packs, manifest, names, key, retry)
    try:
        done = run(request, _progress)
    except KeyboardInterrupt:
        click.echo("ehcp-qa: stopped; run the same command again to go on where it was", err=True)
        sys.exit(2)
    _tell(done)
    click.echo(f"{_summed(done)}; see {out}")
    sys.exit(2 if done.problems else 0)


def _stopped(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _progress(steps: Iterable[None], length: int) -> Iterator[None]:
    """The steps, with a bar and the time left on standard error when someone is watching."""
    if not length or not sys.stderr.isatty():
        yield from steps
        return
    with click.progressbar(steps, length=length, label="Auditing", file=sys.stderr, show_pos=True, show_eta=True) as bar:
        yield from bar


def _tell(done: Done) -> None:
    for line in (*done.notes, *done.problems[:_LINES]):
        click.echo(f"ehcp-qa: {line}", err=True)
    if len(done.problems) > _LINES:
        click.echo(f"ehcp-qa: and {len(done.problems) - _LINES:,} more", err=True)


def _summed(done: Done) -> str:
    made = done.made
    grades = ", ".join(f"{grade} {made.figures.count(grade):,}" for grade in ("Good", "RI", "Inadequate"))
    return f"{made.figures.judged:,} plans judged ({grades}), {len(made.not_judged):,} not judged, {len(made.not_read):,} not read"

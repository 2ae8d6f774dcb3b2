"""`ehcp-qa batch`: audit a folder of any size in worker processes, and go on where it was stopped."""

from __future__ import annotations

import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from qa_engine.cli.progress import processors, progress

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
              help="Write which case is which file, outside the folder of the reports; one for each batch.")
@click.option("--scheduler", default="", metavar="ADDRESS",
              help="Work on the Dask cluster of this scheduler, such as tcp://host:8786, in place of --workers.")
@click.option("--store", default="", metavar="PATH_OR_URL",
              help="The store to save into, kept over months; OUT/ehcp-qa.sqlite if not given.")
@click.option("--month", default="", metavar="YYYY-MM", help="The month of this batch; else that which the name of OUT begins with.")
@click.option("--retry", is_flag=True, help="Try again what an earlier run had set aside.")
def batch(folder: Path, out: Path, workers: int | None, limit: float, packs: tuple[Path, ...], manifest: Path | None, names: bool,
          key: Path | None, scheduler: str, store: str, month: str, retry: bool) -> None:
    """Audit every Word file and PDF in FOLDER and the folders in it, and sum up.

    \b
    Examples:
      ehcp-qa batch plans/ --out reports/2026-10
      ehcp-qa batch plans/ --out reports/2026-10 --manifest cases.csv
      ehcp-qa batch plans/ --out reports/2026-10 --store reports/county.sqlite
      ehcp-qa batch plans/ --out reports/2026-10 --scheduler tcp://host:8786
      ehcp-qa batch plans/ --out reports/october --month 2026-10 --workers 2

    Writes audits/ (a json record for each file, under the file's own name), summary.csv,
    summary.json, not-read.csv, with a manifest manifest-check.csv, and saves all in a store, from
    which reports over months are made. A store on a server is named as
    postgresql://user@server/database.

    A file that cannot be read, hangs or ends its process is set aside and the rest goes on. Stop it at any moment and
    run it again: finished work is not done twice. An advice report among the files is judged as
    one, and traced into the plan of its child where that is there too: advice/ and advice.csv.
    Entries of qa-accept.yaml are not looked at.

    Exit codes: 0 all done, 2 something was set aside, not judged, or wrong in the manifest.
    """
    from qa_engine.batch import Request, run

    signal.signal(signal.SIGTERM, _stopped)
    request = Request(folder, out, workers or processors(), limit, packs, manifest, names, key, retry, scheduler, store, month)
    try:
        done = run(request, partial(progress, "Auditing"))
    except KeyboardInterrupt:
        click.echo("ehcp-qa: stopped; run the same command again to go on where it was", err=True)
        sys.exit(2)
    _tell(done)
    click.echo(f"{_summed(done)}; see {out}")
    sys.exit(2 if done.problems else 0)


def _stopped(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _tell(done: Done) -> None:
    for line in (*done.notes, *done.problems[:_LINES]):
        click.echo(f"ehcp-qa: {line}", err=True)
    if len(done.problems) > _LINES:
        click.echo(f"ehcp-qa: and {len(done.problems) - _LINES:,} more", err=True)


def _summed(done: Done) -> str:
    made = done.made
    grades = ", ".join(f"{grade} {made.figures.count(grade):,}" for grade in ("Good", "RI", "Inadequate"))
    advice = f", {made.advice:,} advice reports" if made.advice else ""
    return f"{made.figures.judged:,} plans judged ({grades}), {len(made.not_judged):,} not judged, {len(made.not_read):,} not read{advice}"

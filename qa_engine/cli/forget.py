"""`ehcp-qa forget`: take a case out of the store, the reports of its batches and the key."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from qa_engine.batch.forget import Farewell


@click.command()
@click.argument("case")
@click.option("--store", required=True, metavar="PATH_OR_URL", help="The store: a file, or postgresql://user@server/database.")
@click.option("--key", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="The key file of its batches, to be cleared too.")
def forget(case: str, store: str, key: Path | None) -> None:
    """Forget CASE: its case id (case-…), its ref (ref-…) or your own case id.

    Every version of its plan goes, with its records and grades: from the store, from audits/ and
    the tables of each batch whose folder can be reached, from the key. summary.json is reckoned
    again from what is left. Your plan's own file is not touched.

    \b
    Examples:
      ehcp-qa forget case-3f2a9c81d7e4 --store reports/county.sqlite
      ehcp-qa forget EHC-0042 --store reports/county.sqlite --key private/key.csv

    Exit codes: 0 forgotten, 2 nothing found, or a folder could not be reached.
    """
    from qa_engine.batch.forget import forget as forget_case

    done = forget_case(case, store, key)
    for line in _lines(done):
        click.echo(line)
    sys.exit(0 if done.anything and not done.closed else 2)


def _lines(done: Farewell) -> Iterator[str]:
    if not done.anything:
        yield "No trace of this case was found; check the id, or try the case id (case-…) that summary.csv shows."
        yield from (f"  {folder}: this folder is not there, and was not looked into" for folder in done.closed)
        return
    runs = len(done.store.runs)
    yield f"Forgotten: {', '.join(done.cases)}"
    yield f"  store: {_many(done.store.audits, 'audit')} in {_many(runs, 'run')}, {_many(done.store.moderated, 'filled-in record')}"
    for gone in done.folders:
        if gone.records or gone.lines:
            yield f"  {gone.folder}: {_many(gone.records, 'record')}, {_many(gone.lines, 'line')} of tables"
    if done.key_lines:
        yield f"  key: {_many(done.key_lines, 'line')}"
    yield from _left(done)


def _left(done: Farewell) -> Iterator[str]:
    yield "Not reached:"
    for folder in done.closed:
        yield f"  {folder}: this folder is not there; where it is, delete it, or run forget for {' and '.join(done.cases)} again"
    for gone in done.folders:
        if gone.others and gone.records:
            yield f"  {gone.folder}: {_many(gone.others, 'other file')} may still speak of the case; make them again"
    yield "  reports and Word records sent, printed or kept elsewhere, and backups"
    yield "  the plan's own file: a batch over a folder that still holds it brings the case back"


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"

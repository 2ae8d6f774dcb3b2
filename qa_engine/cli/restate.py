"""`ehcp-qa restate`: stored months judged again by the rules of today."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_engine.cli.progress import processors, progress
from qa_engine.errors import QaError

if TYPE_CHECKING:
    from qa_engine.store import Store

_LINES = 20


@click.command()
@click.argument("store")
@click.option("--out", "target", required=True, metavar="STORE", help="The store to write: a file, or a postgresql:// address.")
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A folder with your own rules, over the national pack. May be given more than once.")
@click.option("--workers", type=click.IntRange(1, 256), help="How many processes; as many as processors if not given.")
def restate(store: str, target: str, packs: tuple[Path, ...], workers: int | None) -> None:
    """Judge every stored plan again by today's rules, into another store.

    A trend over months that were judged by different rules compares the rules, not
    the plans. The plans' files are not needed: what was read of them is in the
    store. STORE itself is not changed.

    \b
    Examples:
      ehcp-qa restate county.sqlite --out county-restated.sqlite
      ehcp-qa report county-restated.sqlite --out reports/year

    Stop it at any moment and run it again, also next month: what is done is kept,
    and a month whose plans have changed is done again. Grades and actions that
    people entered go along when the new file is made; later ones do not. The new
    store holds the same cases: forget a case in both.

    Exit codes: 0 all done, 2 some plans keep the grade they had.
    """
    from qa_engine.batch.restate import Today
    from qa_engine.batch.restate import restate as write
    from qa_engine.store import Store

    with Store.open(store) as source, Store.open(target) as new:
        if not source.runs():
            raise QaError(f"{store}: no run is in this store")
        if _same(source, new):
            raise QaError("the restated grades need a store of their own; name another with --out")
        done = write(source, new, Today.of(packs), workers or processors(), partial(progress, "Judging again"))
    for line in done.left[:_LINES]:
        click.echo(f"ehcp-qa: {line}", err=True)
    click.echo(f"{done.again:,} plans judged again, {done.changed:,} with another grade; "
               f"{done.already:,} were by these rules; see {new.name}")
    sys.exit(2 if done.left else 0)


def _same(one: Store, other: Store) -> bool:
    """A file may be named in several ways."""
    return one.file.resolve() == other.file.resolve() if one.file and other.file else one.name == other.name

"""`ehcp-qa across`: what only all plans together show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_engine.errors import QaError

if TYPE_CHECKING:
    from qa_engine.store.model import Filter


@click.command()
@click.argument("store")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder for the results.")
@click.option("--from", "first", default="", metavar="YYYY-MM", help="The first month; from the beginning if not given.")
@click.option("--to", "last", default="", metavar="YYYY-MM", help="The last month; to the end if not given.")
@click.option("--where", "where", multiple=True, metavar="COLUMN=VALUE",
              help="Only cases with this value in the list of cases. May be given more than once.")
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A folder with your own rules and word lists, over the national pack.")
def across(store: str, out: Path, first: str, last: str, where: tuple[str, ...], packs: tuple[Path, ...]) -> None:
    """Look for wording shared between plans, another child's details pasted in,
    plans that rest on one service, and thin sections of children known to care or health.

    \b
    STORE is the folder or the store that a batch wrote, or a postgresql:// address.

    \b
    Examples:
      ehcp-qa across reports/2026-10 --out reports/2026-10
      ehcp-qa across county.sqlite --from 2026-07 --to 2026-09 --out reports/q3
      ehcp-qa across county.sqlite --where team=North --out reports/north

    \b
    Writes near-copies.csv (a line for each plan that a passage stands in),
    across-plans.csv (a line for each plan) and across.json. Quotes are short and
    without names. A shared passage is a question to ask, not a fault: brothers and
    sisters share a history, and good wording may be used twice.
    """
    from qa_engine.across import look_across, told, write_across
    from qa_engine.language.lexicon import Lexicon
    from qa_engine.rulebook import load, rule_folders
    from qa_engine.store import Store

    chosen = _filter(first, last, where)
    lexicon = Lexicon.load(load(rule_folders(packs)).term_folders)
    with Store.open(store) as opened:
        found = look_across(lambda: opened.records(chosen), lexicon)
    if not found.plans:
        raise QaError("no plan of the store is meant by --from, --to and --where; leave one out")
    write_across(out, found)
    click.echo(told(found))
    click.echo(f"see near-copies.csv and across-plans.csv in {out}")


def _filter(first: str, last: str, where: tuple[str, ...]) -> Filter:
    from qa_engine.board.periods import month_number
    from qa_engine.store.model import ABOUT, Filter

    columns = {}
    for pair in where:
        column, _, value = (text.strip() for text in pair.partition("="))
        if not value:
            raise QaError(f"“{pair}” does not say what to choose by; write it as team=North")
        if column not in ABOUT:
            raise QaError(f"“{column}” is no column of the list of cases; choose from {', '.join(ABOUT)}")
        columns[column] = value
    if first and last and month_number(last) < month_number(first):
        raise QaError(f"the time ends ({last}) before it begins ({first})")
    for month in filter(None, (first, last)):
        month_number(month)
    return Filter(first, last, columns)

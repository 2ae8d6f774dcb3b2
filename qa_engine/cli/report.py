"""`ehcp-qa report`: the board report of a month, quarter or other stretch, with the workbook and lists behind it."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_engine.cli.progress import processors

if TYPE_CHECKING:
    from qa_engine.batch.restated import AsToday
    from qa_engine.board.model import Period
    from qa_engine.store import Store

_LINES = 20  # reasons printed


@click.command()
@click.argument("store")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder for the reports.")
@click.option("--month", default="", metavar="YYYY-MM", help="A month; the latest if nothing is said.")
@click.option("--quarter", default="", metavar="YYYY-Qn", help="A quarter of the calendar year.")
@click.option("--from", "first", default="", metavar="YYYY-MM", help="The first month of a longer stretch.")
@click.option("--to", "last", default="", metavar="YYYY-MM", help="Its last month.")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Only plans of which the council's list says so. May be given again.")
@click.option("--restate", is_flag=True, help="Judge months of earlier rules again by the rules of today.")
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A folder with your own rules, as given to the batch.")
@click.option("--no-across", is_flag=True, help="Leave out what only all plans together show, which takes longest.")
@click.option("--managers", is_flag=True, help="Name caseworkers in the lists of the workbook; never in the board report.")
def report(store: str, out: Path, month: str, quarter: str, first: str, last: str, where: tuple[str, ...], restate: bool,
           packs: tuple[Path, ...], no_across: bool, managers: bool) -> None:
    """Write the board report from STORE: a file ehcp-qa.sqlite, a batch's folder that holds one, or a database URL.

    \b
    Examples:
      ehcp-qa report reports/2026-10 --out board/2026-10
      ehcp-qa report ehcp-qa.sqlite --out board/q3 --quarter 2026-Q3
      ehcp-qa report ehcp-qa.sqlite --out board/north --month 2026-10 \\
          --where team=North

    Writes board.docx, board.html, board.json and workbook.xlsx, and the workbook's long lists
    as CSV. Board files name no child and no staff, and show no group of fewer than five plans;
    the workbook and lists hold words of plans and are for QA leads.

    Exit codes: 0 all done, 2 with --restate: some plans could not be judged again and keep the
    grade they had.
    """
    from qa_engine.board.periods import asked_for
    from qa_engine.board.source import Wanted, board_from, narrowing
    from qa_engine.report.board import write_board
    from qa_engine.report.workbook import write_workbook
    from qa_engine.report.workbook.tables import write_tables
    from qa_engine.rulebook import rule_folders
    from qa_engine.store import Store

    chosen, folders = narrowing(where), rule_folders(packs)
    with Store.open(store) as opened:
        period = asked_for(month, quarter, first, last, [run.month for run in opened.runs()])
        with _as_asked(opened, period, packs, out, restate) as source:
            left = () if isinstance(source, Store) else source.left
            board = board_from(source, Wanted(period, folders, chosen, not no_across, restate, len(left)))
            written = write_board(out, board)
            write_workbook(out / "workbook.xlsx", board, source, managers)
            write_tables(out, board, source, managers)
    for line in (*board.headline.sentences, f"{', '.join(written)} and workbook.xlsx; see {out}"):
        click.echo(line)
    _tell(left)


def _tell(left: tuple[str, ...]) -> None:
    """The cases that could not be judged again, with the reason."""
    for line in left[:_LINES]:
        click.echo(f"ehcp-qa: {line}", err=True)
    if len(left) > _LINES:
        click.echo(f"ehcp-qa: and {len(left) - _LINES:,} more", err=True)
    if left:
        sys.exit(2)


def _as_asked(opened: Store, period: Period, packs: tuple[Path, ...], out: Path, restate: bool) -> AbstractContextManager[Store | AsToday]:
    """The store as it is, or with months of other rules judged again."""
    if not restate:
        return nullcontext(opened)
    from qa_engine.batch.restate import Today
    from qa_engine.batch.restated import as_today
    from qa_engine.board.periods import reach

    return as_today(opened, reach(period), Today.of(packs), processors(), out)

"""`ehcp-qa feedback`: one page for a caseworker, a team or a contributing service on their own plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_engine.errors import QaError

if TYPE_CHECKING:
    from qa_engine.board.feedback import Feedback


@click.command()
@click.argument("store")
@click.option("--caseworker", metavar="NAME", help="As the council's list of cases has it.")
@click.option("--team", metavar="NAME", help="As the council's list of cases has it.")
@click.option("--service", metavar="NAME", help="As Section K of the plans has it.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="A .docx or .html file.")
@click.option("--month", default="", metavar="YYYY-MM", help="The month to look at; the latest in the store if nothing is said.")
@click.option("--quarter", default="", metavar="YYYY-Qn", help="A quarter of the year instead.")
@click.option("--from", "first", default="", metavar="YYYY-MM", help="The first month of a longer time.")
@click.option("--to", "last", default="", metavar="YYYY-MM", help="Its last month.")
def feedback(store: str, caseworker: str | None, team: str | None, service: str | None, out: Path, month: str, quarter: str, first: str,
             last: str) -> None:
    """Write one page of feedback from STORE: ehcp-qa.sqlite, a batch's folder or a URL.

    \b
    Examples:
      ehcp-qa feedback reports/2026-10 --caseworker "Petra Loom" \\
          --out petra-loom.docx
      ehcp-qa feedback county.sqlite --service "Marlshire Psychology Service" \\
          --quarter 2026-Q3 --out psychology.docx
      ehcp-qa feedback county.sqlite --team North --month 2026-10 --out n.html

    It says how many plans, what goes well, the three things that would help most with
    wording made safe, plans audited again, and open actions. It compares nobody with anybody.
    Under five plans things are counted and no shares are given.
    """
    from qa_engine.board.feedback import Who
    from qa_engine.board.feedback import feedback as reckon
    from qa_engine.board.periods import asked_for
    from qa_engine.board.shares import counted
    from qa_engine.store import Store

    given = {"caseworker": caseworker, "team": team, "service": service}
    named = [Who(kind, name) for kind, name in given.items() if name and name.strip()]  # type: ignore[arg-type]
    if len(named) != 1:
        raise QaError("say whose page it is with one of --caseworker, --team and --service")
    if out.suffix.lower() not in (".docx", ".html"):
        raise QaError(f"{out.name}: name a file that ends in .docx or .html")
    with Store.open(store) as opened:
        asked = asked_for(month, quarter, first, last, [run.month for run in opened.runs()])
        page = reckon(named[0], asked, opened)
    _write(out, page)
    click.echo(f"{counted(page.plans, 'plan')}, {asked.name}; see {out}")


def _write(out: Path, page: Feedback) -> None:
    from qa_engine.output import write_whole
    from qa_engine.report.feedback import render_feedback_html, render_feedback_word

    write_whole(out, render_feedback_word(page) if out.suffix.lower() == ".docx" else render_feedback_html(page).encode("utf-8", "replace"))

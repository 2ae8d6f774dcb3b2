"""`ehcp-qa sample`: draw plans by chance for people to audit, and write a Word record for each auditor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_engine.errors import QaError
from qa_engine.output import csv_file, csv_line, write_whole

if TYPE_CHECKING:
    from qa_engine.sampling import Drawn, Plan, Source

_RECORDS, _LIST, _HOW = "records", "sample.csv", "how-drawn.txt"
_PER_CENT = 100


@click.command()
@click.argument("source")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to write into.")
@click.option("--size", type=click.IntRange(min=1), help="How many plans.")
@click.option("--margin", type=click.FloatRange(0, _PER_CENT, min_open=True, max_open=True), metavar="POINTS",
              help="As many plans as tell a share within so many percentage points, at 95 %.")
@click.option("--by", multiple=True, type=click.Choice(["team", "need", "grade", "kind"]),
              help="Draw from every group in its share. May be given more than once.")
@click.option("--seed", default="1", show_default=True, help="The lot: the same seed draws the same plans.")
@click.option("--copies", type=click.IntRange(1, 9), default=1, show_default=True,
              help="Records for each plan, one for each auditor: 2 to compare two people.")
@click.option("--blind/--with-grades", default=True, show_default=True, help="Whether records leave out all that the rules found.")
@click.option("--run", default="", help="The batch to draw from, where the store has several.")
@click.option("--month", default="", metavar="YYYY-MM", help="The month to draw from, where the store has several.")
def sample(source: str, out: Path, size: int | None, margin: float | None, by: tuple[str, ...], seed: str, copies: int, blind: bool,
           run: str, month: str) -> None:
    """Draw plans by chance from SOURCE, the folder of a batch or a store, for auditors to grade.

    \b
    Examples:
      ehcp-qa sample reports/2026-10 --size 10 --out october-sample
      ehcp-qa sample reports/2026-10 --margin 10 --by team --out october-sample
      ehcp-qa sample county.sqlite --month 2026-10 --size 12 --by grade \\
          --copies 2 --seed 7 --out october-sample

    Writes records/ with a Word record for each plan and auditor, which you hand out, and sample.csv
    and how-drawn.txt, which you keep: they may tell the group, and so the grade. Read the records
    back with “ehcp-qa moderate october-sample/records --from reports/2026-10”. Records name a plan
    by its case id; which file that is stands in the list that “ehcp-qa batch --key” writes.
    """
    from qa_engine.board.periods import month_number
    from qa_engine.sampling import draw, open_source

    if month:
        month_number(month)
    if (size is None) == (margin is None):
        raise QaError("say how many plans with --size, or how sure you want to be with --margin; one of the two")
    _check_empty(out / _RECORDS)
    opened = open_source(source, run, month)
    plans = opened.plans()
    drawn = draw(plans, size or _wanted(margin, len(plans)), by, seed)
    _write(out / _RECORDS, opened, drawn, copies, blind)
    told = _told(plans, drawn, by, seed, margin)
    _write_lists(out, drawn, copies, told)
    kind = "blind records, without what the rules found" if blind else "records with the grades by rules"
    click.echo(f"{told}\n{len(drawn) * copies} {kind}: {out / _RECORDS}")
    click.echo(f"Hand these out; keep {out / _LIST} to yourself")


def _check_empty(folder: Path) -> None:
    """Records that lie there may have been filled in."""
    if folder.is_dir() and any(folder.glob("*.docx")):
        raise QaError(f"{folder}: already holds audit records, which may have been filled in; choose another folder with --out")


def _wanted(margin: float | None, population: int) -> int:
    from qa_engine.statistics import sample_size

    return sample_size((margin or 0) / _PER_CENT, population)


def _write(folder: Path, source: Source, drawn: Sequence[Drawn], copies: int, blind: bool) -> None:
    from qa_engine.model.record import AuditRecord
    from qa_engine.moderation.identity import Copy
    from qa_engine.report.word import render_word
    from qa_engine.sampling.words import record_name

    meant = {one.plan.sha256: one for one in drawn}
    for data in source.records({sha256: one.plan.run for sha256, one in meant.items()}):
        record = AuditRecord.model_validate_json(data)
        one = meant[record.document.sha256]
        for number in range(1, copies + 1):
            write_whole(folder / record_name(one, number, copies), render_word(record, copy=Copy(number, copies, blind)))


def _told(plans: Sequence[Plan], drawn: Sequence[Drawn], by: Sequence[str], seed: str, margin: float | None) -> str:
    from qa_engine.sampling.words import chances, groups_table, size_words

    head = f"{len(drawn):,} of {len(plans):,} plans drawn, seed {seed}"
    blocks = [head, size_words(margin / _PER_CENT, len(plans)) if margin else "", groups_table(plans, drawn, by), chances(drawn)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _write_lists(out: Path, drawn: Sequence[Drawn], copies: int, told: str) -> None:
    from qa_engine.sampling.words import HEAD, listing

    write_whole(out / _LIST, csv_file(HEAD, map(csv_line, listing(drawn, copies))))
    write_whole(out / _HOW, told.encode())

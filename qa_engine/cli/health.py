"""`ehcp-qa health`: review a draft beside the advice that it was drafted from."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_engine.cli.files import plan_files
from qa_engine.errors import DocumentError, QaError
from qa_engine.output import write_whole

if TYPE_CHECKING:
    from qa_engine.advice import AdviceRecord

_FORMATS = ("text", "json", "docx", "html")


class _Many(click.Command):
    """Lets an option take several files: `--advice A.docx B.docx`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, spread(args, "--advice"))


def spread(args: Sequence[str], option: str) -> list[str]:
    """Write `--advice A B` as `--advice A --advice B`; another option or `--` ends the run."""
    found: list[str] = []
    running = False
    for arg in args:
        if arg.startswith("-"):
            running = arg == option
            found.append(arg)
        elif running and found[-1] != option:
            found += [option, arg]
        else:
            found.append(arg)
    return found


@click.command(cls=_Many)
@click.argument("plan", type=click.Path(path_type=Path))
@click.option(
    "--advice", "reports", multiple=True, type=click.Path(path_type=Path), metavar="REPORT...", help="Advice reports; several may follow."
)
@click.option(
    "--advice-folder", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), help="A folder of advice reports."
)
@click.option(
    "--for",
    "reader",
    type=click.Choice(["dco", "social-care", "qa-lead"]),
    default="dco",
    help="Whose review it is: health (default), social care, or all advice.",
)
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="text", help="text (default), json, a Word review sheet, or an html page."
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write this file instead of printing; needed for docx.")
@click.option("--letters", type=click.Path(path_type=Path, file_okay=False), help="Write each letter as a Word file into this folder.")
@click.option(
    "--rules",
    "packs",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with your own rules, over the national pack.",
)
def health(
    plan: Path,
    reports: tuple[Path, ...],
    folder: Path | None,
    reader: str,
    form: str,
    out: Path | None,
    letters: Path | None,
    packs: tuple[Path, ...],
) -> None:
    """Review the draft PLAN beside its advice: is the advice good, and what did the draft make of it?

    Each recommendation is kept, weakened, dropped or misplaced; each item of the plan is traced back; advice that is missing, late or out
    of date is named; and there is a verdict with a letter for each return.

    \b
    Examples:
      ehcp-qa health draft.docx --advice paediatric.docx physiotherapy.docx
      ehcp-qa health draft.docx --advice-folder advice/ --format docx --out review.docx --letters letters/
      ehcp-qa health draft.docx --advice-folder advice/ --for social-care

    Exit codes: 0 done, 2 the plan or a report could not be used.
    """
    from qa_engine.advice import Desk

    if form == "docx" and out is None:
        raise click.UsageError("give --out FILE.docx for a Word review sheet")
    paths = [p for p in plan_files([*reports, *([folder] if folder else [])]) if p.resolve() != plan.resolve()]
    if not paths:
        raise click.UsageError("name advice reports with --advice or --advice-folder")
    try:
        record = Desk.load(packs).review(plan, paths, reader)
    except DocumentError as error:
        raise QaError(f"{plan.name}: {error}") from None
    _deliver(record, form, out)
    if letters:
        _write_letters(record, letters)
    for line in record.not_done:
        click.echo(f"ehcp-qa: {line}", err=True)
    sys.exit(2 if record.not_done else 0)


def _write_letters(record: AdviceRecord, folder: Path) -> None:
    from qa_engine.report.advice_word import render_letter_word

    for n, letter in enumerate(record.review.letters, 1):
        name = "-".join(w.lower() for w in re.findall(r"\w+", letter.to))
        write_whole(folder / f"letter-{n}-{name}.docx", render_letter_word(letter))


def _deliver(record: AdviceRecord, form: str, out: Path | None) -> None:
    data = _rendered(record, form)
    if out is None:
        click.echo(data.decode(), nl=False)
    else:
        write_whole(out, data)


def _rendered(record: AdviceRecord, form: str) -> bytes:
    if form == "docx":
        from qa_engine.report.advice_word import render_review_word

        return render_review_word(record)
    if form == "html":
        from qa_engine.report.advice_html import render_review_html

        return render_review_html(record).encode()
    if form == "json":
        return (record.model_dump_json(indent=1) + "\n").encode()
    from qa_engine.report.advice_text import render_review_text

    return render_review_text(record).encode()

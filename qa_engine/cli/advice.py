"""`ehcp-qa advice`: judge advice reports by themselves."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_engine.cli.files import plan_files
from qa_engine.errors import DocumentError
from qa_engine.output import write_whole

if TYPE_CHECKING:
    from qa_engine.advice import AdviceAudits


@click.command()
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="text for people (default), or json by the schema."
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write this file instead of printing.")
@click.option(
    "--rules",
    "packs",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with your own rules, over the national pack.",
)
def advice(reports: tuple[Path, ...], form: str, out: Path | None, packs: tuple[Path, ...]) -> None:
    """Judge each of REPORTS: health, psychology, education or social care advice for an assessment.

    Good, Requires Improvement or Inadequate, with the reasons: does it say what the needs do to learning and daily life, is provision
    specified, is the child heard, is it in plain words and in time. What parents and young people write is read and not graded.

    \b
    Examples:
      ehcp-qa advice physiotherapy.docx
      ehcp-qa advice advice/ --format json --out advice.json

    Exit codes: 0 done (whatever the grades), 2 a report could not be read or is no advice.
    """
    from qa_engine.advice import AdviceAudits, Desk

    desk = Desk.load(packs)
    audits, failed = [], False
    for path in plan_files(reports):
        try:
            audit = desk.advice(path)
        except DocumentError as error:
            click.echo(f"ehcp-qa: {path.name}: {error}", err=True)
            failed = True
            continue
        if audit.why_not:
            click.echo(f"ehcp-qa: {path.name}: {audit.why_not}", err=True)
            failed = True
        else:
            audits.append(audit)
    if audits:
        _deliver(AdviceAudits(advice_audits=tuple(audits)), form, out)
    sys.exit(2 if failed else 0)


def _deliver(audits: AdviceAudits, form: str, out: Path | None) -> None:
    from qa_engine.report.advice_text import render_advice_text

    text = audits.model_dump_json(indent=1) + "\n" if form == "json" else render_advice_text(audits)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text.encode())

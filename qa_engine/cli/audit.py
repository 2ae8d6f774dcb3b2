"""`ehcp-qa audit`: read plans, judge them, and print or write the result."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from qa_engine.cli.files import output_name, plan_files, write_whole
from qa_engine.errors import QaError
from qa_engine.model.judgement import GRADES

_SUFFIX = {"text": ".txt", "json": ".json"}
_MANY = 3


@click.command()
@click.argument("plans", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(_SUFFIX)), default="text",
              help="text for people (default), json by the public contract.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False),
              help="Write a file for each plan into this folder instead of printing.")
@click.option("--fail-on", type=click.Choice(["RI", "Inadequate"]), help="Exit with 1 if a plan is at this grade or worse.")
@click.option("--pseudonymise", is_flag=True, help="Replace the names of child and family in the result.")
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A folder with your own rules, over the national pack. May be given more than once.")
def audit(plans: tuple[Path, ...], form: str, out: Path | None, fail_on: str | None, pseudonymise: bool, packs: tuple[Path, ...]) -> None:
    """Audit each of PLANS, Word files or folders of them.

    \b
    Examples:
      ehcp-qa audit draft.docx
      ehcp-qa audit plans/ --format json --out reports/october
      ehcp-qa audit draft.docx --fail-on RI --rules our-rules/

    Exit codes: 0 done, 1 a plan is at or below --fail-on, 2 something could not be read or done.
    """
    from qa_engine.audit import Auditor

    auditor = Auditor.load(packs)
    grades: list[str] = []
    failed = False
    taken: set[str] = set()
    for path in _progress(plan_files(plans)):
        try:
            record = auditor.record(path, pseudonymise)
            _deliver(_render(record, form), path, form, out, taken)
        except QaError as error:
            click.echo(f"ehcp-qa: {error}", err=True)
            failed = True
            continue
        grades.append(record.overall.judgement)
        if not record.document.readable:
            click.echo(f"ehcp-qa: {path.name}: not judged: {record.document.why_not}", err=True)
            failed = True
    sys.exit(2 if failed else 1 if _at_or_below(grades, fail_on) else 0)


def _render(record: object, form: str) -> bytes:
    from qa_engine.model.record import AuditRecord
    from qa_engine.report.json import render_json
    from qa_engine.report.text import render_text

    assert isinstance(record, AuditRecord)
    return (render_json(record) if form == "json" else render_text(record)).encode()


def _deliver(data: bytes, path: Path, form: str, out: Path | None, taken: set[str]) -> None:
    if out is None:
        click.echo(data.decode(), nl=False)
    else:
        write_whole(out / output_name(path, _SUFFIX[form], taken), data)


def _at_or_below(grades: list[str], fail_on: str | None) -> bool:
    return fail_on is not None and any(g in GRADES and GRADES.index(g) <= GRADES.index(fail_on) for g in grades)


def _progress(files: list[Path]) -> Iterator[Path]:
    """The files, with a progress bar on standard error when there are more than a few and someone is watching."""
    if len(files) <= _MANY or not sys.stderr.isatty():
        yield from files
        return
    with click.progressbar(files, label="Auditing", file=sys.stderr, show_pos=True) as bar:
        yield from bar

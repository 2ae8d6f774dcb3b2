"""`ehcp-qa audit`: read plans, judge them, and print or write the result."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from qa_engine.cli.files import output_name, plan_files
from qa_engine.cli.render import READERS, SUFFIX, Wish, audited
from qa_engine.errors import QaError
from qa_engine.model.judgement import GRADES
from qa_engine.output import write_whole

_MANY = 3


def _folder(_: click.Context, __: click.Parameter, out: Path | None) -> Path | None:
    """Refuses a name such as report.html, of which a folder would be made."""
    if out is not None and out.suffix.lower() in SUFFIX.values() and not out.exists():
        raise click.BadParameter(f"{out.name} is the name of a file; name a folder, in which each plan gets a file of its own name")
    return out


@click.command()
@click.argument("plans", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(SUFFIX)), default="text",
              help="text for people (default), html as one page that needs no network, docx as a record for a panel to fill in, "
                   "json by the public contract.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), callback=_folder,
              help="Write a file for each plan into this folder instead of printing.")
@click.option("--for", "reader", type=click.Choice(READERS),
              help="Order and filter text and html for this reader. The json has everything.")
@click.option("--since", type=click.Path(path_type=Path, exists=True), metavar="PREVIOUS",
              help="Show in text and html what changed since an earlier json record, or a folder of them.")
@click.option("--advice", multiple=True, type=click.Path(path_type=Path, exists=True), metavar="REPORT",
              help="An advice report, or a folder of them, to judge and trace into the plan, in the json. May be given more than once.")
@click.option("--no-accept", is_flag=True, help="Do not look for qa-accept.yaml beside the plan or its folder.")
@click.option("--fail-on", type=click.Choice(["RI", "Inadequate"]), help="Exit with 1 if a plan is at this grade or worse.")
@click.option("--pseudonymise", is_flag=True, help="Replace the names of child and family in the result.")
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A folder with your own rules, over the national pack. May be given more than once.")
def audit(plans: tuple[Path, ...], form: str, out: Path | None, reader: str | None, since: Path | None, advice: tuple[Path, ...],
          no_accept: bool, fail_on: str | None, pseudonymise: bool, packs: tuple[Path, ...]) -> None:
    """Audit each of PLANS: Word files, PDFs or folders of them.

    \b
    Examples:
      ehcp-qa audit draft.docx
      ehcp-qa audit plans/ --format json --out reports/october
      ehcp-qa audit draft.docx --format html --for qa-lead --out reports
      ehcp-qa audit draft.docx --since reports/september/draft.json
      ehcp-qa audit draft.docx --fail-on RI --rules our-rules/

    A finding that you have decided to live with goes into qa-accept.yaml beside the plan:
    a list of entries with rule, reason, by, until (a date), and if you like item, quote, plan.

    Exit codes: 0 done, 1 a plan is at or below --fail-on, 2 something could not be read or done.
    """
    from qa_engine.audit import Auditor

    auditor, wish = Auditor.load(packs), Wish(form, reader, since, pseudonymise, not no_accept, advice)
    grades: list[str] = []
    failed = False
    taken: set[str] = set()
    for path in _progress(plan_files(plans)):
        try:
            record, data = audited(auditor, path, wish)
            _deliver(data, path, form, out, taken)
        except QaError as error:
            click.echo(f"ehcp-qa: {error}", err=True)
            failed = True
            continue
        grades.append(record.overall.judgement)
        for line in record.advice_not_used:
            click.echo(f"ehcp-qa: {line}", err=True)
            failed = True
        if not record.document.readable:
            click.echo(f"ehcp-qa: {path.name}: not judged: {record.document.why_not}", err=True)
            failed = True
    sys.exit(2 if failed else 1 if _at_or_below(grades, fail_on) else 0)


def _deliver(data: bytes, path: Path, form: str, out: Path | None, taken: set[str]) -> None:
    if out is None and form == "docx":
        raise QaError("a Word record is not printed; name a folder for it with --out")
    if out is None:
        click.echo(data.decode(), nl=False)
    else:
        write_whole(out / output_name(path, SUFFIX[form], taken), data)


def _at_or_below(grades: list[str], fail_on: str | None) -> bool:
    return fail_on is not None and any(g in GRADES and GRADES.index(g) <= GRADES.index(fail_on) for g in grades)


def _progress(files: list[Path]) -> Iterator[Path]:
    """The files, with a progress bar on standard error when there are more than a few and someone is watching."""
    if len(files) <= _MANY or not sys.stderr.isatty():
        yield from files
        return
    with click.progressbar(files, label="Auditing", file=sys.stderr, show_pos=True) as bar:
        yield from bar

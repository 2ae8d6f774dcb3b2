"""`ehcp-qa moderate`: read filled-in Word audit records back: grades, overrides, moderation, feedback and actions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_engine.cli.files import output_name, plan_files
from qa_engine.errors import DocumentError
from qa_engine.output import write_whole

if TYPE_CHECKING:
    from qa_engine.moderation import Known, ModerationRecord

_SUFFIX = ".moderation.json"


@click.command()
@click.argument("records", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False),
              help="The folder to write into; beside each record if not given.")
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A folder with your own rules, if the records were made with one. May be given more than once.")
def moderate(records: tuple[Path, ...], out: Path | None, packs: tuple[Path, ...]) -> None:
    """Read filled-in audit RECORDS, Word files or folders of them, and say where people and rules agree.

    For each record its entries are written to a file of the same name ending in .moderation.json.

    \b
    Examples:
      ehcp-qa audit draft.docx --format docx --out records/
      ehcp-qa moderate records/draft.docx
      ehcp-qa moderate records/ --out october/

    Exit codes: 0 done, 2 an entry or a record could not be taken: a line says which, all else is read.
    """
    from qa_engine.moderation import cross_checked, render_moderation, summary

    known = _known(packs)
    files = plan_files(records)
    read = [(path, found) for path in files if (found := _read(path, known))]
    checked = cross_checked([found for _, found in read], known.areas)
    taken: dict[Path, set[str]] = {}
    for (path, _), found in zip(read, checked, strict=True):
        folder = out or path.parent
        write_whole(folder / output_name(path, _SUFFIX, taken.setdefault(folder, set())), render_moderation(found).encode())
        for problem in found.problems:
            click.echo(f"ehcp-qa: {found.record}: {problem}", err=True)
    if checked:
        click.echo(summary(checked, known.areas), nl=False)
    sys.exit(2 if len(read) < len(files) or any(found.problems for found in checked) else 0)


def _known(packs: tuple[Path, ...]) -> Known:
    from qa_engine.judge import load_book
    from qa_engine.model.record import PackRecord
    from qa_engine.moderation import Known
    from qa_engine.rulebook import default_folder, load

    rulebook = load([default_folder(), *packs])
    titles = {name: area.title for name, area in load_book(rulebook.folders, None).areas.items()}
    return Known(titles, tuple(PackRecord(name=p.name, version=p.version, law_as_at=p.law_as_at) for p in rulebook.packs))


def _read(path: Path, known: Known) -> ModerationRecord | None:
    """The record, or None with a line on standard error."""
    from qa_engine.moderation import read_record

    try:
        return read_record(path.name, path.read_bytes(), known)
    except DocumentError as error:
        click.echo(f"ehcp-qa: {path.name}: {error}", err=True)
    except OSError as error:
        click.echo(f"ehcp-qa: {path.name}: cannot be opened ({error.strerror}); check the name and that it is not open elsewhere", err=True)
    return None

"""`ehcp-qa mark`: a copy of a plan with the findings as comments, or a marked copy without them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_engine.cli.files import WORD
from qa_engine.cli.render import accepted
from qa_engine.errors import DocumentError, QaError
from qa_engine.output import write_whole

if TYPE_CHECKING:
    from qa_engine.mark import Options, Tally

_AUDIENCES = {"caseworker": "caseworker", "dco": "dco", "social-care": "social_care", "qa-lead": "qa_lead"}


@click.command()
@click.argument("plan", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False),
              help="The file to write; beside the plan, with -marked (or -unmarked) added to its name, if not given.")
@click.option("--strengths", is_flag=True, help="Add what the plan does well.")
@click.option("--all", "everything", is_flag=True, help="Add points of good practice to the statutory and significant ones.")
@click.option("--unmark", "undo", is_flag=True, help="Take this program's comments out of PLAN, and nothing else.")
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A folder with your own rules, over the national pack. May be given more than once.")
@click.option("--for", "audience", type=click.Choice(list(_AUDIENCES)), help="Only the points for this reader.")
def mark(plan: Path, out: Path | None, strengths: bool, everything: bool, undo: bool, packs: tuple[Path, ...],
         audience: str | None) -> None:
    """Write a copy of PLAN, a Word file, with a comment on the words of each finding. PLAN itself is not changed; of other files only
    an earlier copy of this kind is written over.

    \b
    Examples:
      ehcp-qa mark draft.docx
      ehcp-qa mark draft.docx --all --strengths --out checked/draft.docx
      ehcp-qa mark draft-marked.docx --unmark

    Exit codes: 0 done, 2 the plan could not be read, judged or written.
    """
    from qa_engine.mark import Options

    target = _target(plan, out, "unmarked" if undo else "marked")
    try:
        if undo:
            _unmark(plan, target)
            return
        _mark(plan, target, packs, Options(strengths, everything, _AUDIENCES[audience] if audience else None))
    except DocumentError as error:
        raise QaError(f"{plan.name}: {error}") from error


def _target(plan: Path, out: Path | None, ending: str) -> Path:
    suffix = plan.suffix if plan.suffix.lower() in WORD else ".docx"
    target = out or plan.with_name(f"{plan.stem}-{ending}{suffix}")
    if target.resolve() == plan.resolve():
        raise QaError(f"{target}: is the plan itself, which is never written over; give another name with --out")
    return target


def _write(target: Path, data: bytes) -> None:
    """Refuses to write over a file that has none of this program's comments: it may be another child's plan."""
    try:
        before = target.read_bytes()
    except OSError:  # mostly as it is not there; that it cannot be written is said below
        before = b""
    if before and before != data and not _is_marked(before):
        raise QaError(f"{target}: is there already and has no comments of this check, so it is kept; give another name with --out")
    write_whole(target, data)


def _is_marked(data: bytes) -> bool:
    from qa_engine.mark import unmark

    try:
        return unmark(data) != data
    except DocumentError:
        return False


def _unmark(plan: Path, target: Path) -> None:
    from qa_engine.mark import unmark
    from qa_engine.mark.marker import NOT_WORD
    from qa_engine.read import read

    if read(plan).format != "docx":  # reading says in one line why a file cannot be read
        raise DocumentError(NOT_WORD)
    _write(target, unmark(plan.read_bytes()))
    click.echo(f"{target}: written without the comments of this check")


def _mark(plan: Path, target: Path, packs: tuple[Path, ...], options: Options) -> None:
    from qa_engine.audit import Auditor
    from qa_engine.mark import mark_and_tell

    audit = Auditor.load(packs).audit(plan)
    audit = replace(audit, record=accepted(audit.record, plan))
    marked = mark_and_tell(plan, audit, options)
    _write(target, marked.data)
    click.echo(f"{target}: {_told(marked.tally)}")
    if not audit.record.document.readable:
        click.echo(f"ehcp-qa: {plan.name}: not judged: {audit.record.document.why_not}", err=True)
        sys.exit(2)


def _told(tally: Tally) -> str:
    """What was written, in a line."""
    beside = tally.on_words + tally.near_words + tally.on_place
    comments = f"{beside} comment{'' if beside == 1 else 's'} in the text and one at the top"
    return comments + (f"; {tally.left_out} more left out, see the report of the audit" if tally.left_out else "")

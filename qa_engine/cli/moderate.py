"""`ehcp-qa moderate`: read filled-in Word audit records back: grades, overrides, moderation, feedback and actions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from qa_engine.cli.files import output_name, plan_files
from qa_engine.errors import DocumentError
from qa_engine.output import csv_file, csv_line, write_whole

if TYPE_CHECKING:
    from qa_engine.moderation import Engines, Known, ModerationRecord
    from qa_engine.moderation.agreement import Compared
    from qa_engine.moderation.fields import Form

T = TypeVar("T")

_SUFFIX = ".moderation.json"
_SUMMARY, _AGREEMENT = "moderation-summary.json", "moderation-agreement.csv"
_RULES, _OVERRIDES = "moderation-rules.csv", "moderation-overrides.csv"


@click.command()
@click.argument("records", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False),
              help="The folder to write into; beside each record if not given.")
@click.option("--from", "source", metavar="SOURCE",
              help="The batch's folder or the store that the plans were audited in: needed for blind records, and tells every rule "
                   "behind a grade.")
@click.option("--store", metavar="STORE", help="Put grades, overrides and actions into this store, a file or a URL.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What is printed.")
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A folder with your own rules, if the records were made with one. May be given more than once.")
def moderate(records: tuple[Path, ...], out: Path | None, source: str | None, store: str | None, form: str,
             packs: tuple[Path, ...]) -> None:
    """Read filled-in audit RECORDS, Word files or folders of them, and say where people and rules agree, and people with each other.

    \b
    Examples:
      ehcp-qa audit draft.docx --format docx --out records/
      ehcp-qa moderate records/draft.docx
      ehcp-qa moderate october-sample/records --from reports/2026-10 --out october/
      ehcp-qa moderate records/ --store county.sqlite

    For each record its entries are written to a file of the same name ending in .moderation.json;
    for all of them moderation-summary.json, and for a spreadsheet moderation-agreement.csv,
    moderation-rules.csv and moderation-overrides.csv.

    Two records of one plan are two people's where they are different auditors' copies or name
    different auditors; else they are one person's, and must not differ.

    Exit codes: 0 done, 2 an entry or a record could not be taken: a line says which, all else is read.
    """
    from qa_engine.moderation import compared, cross_checked
    from qa_engine.moderation.identity import rules_words

    files = plan_files(records)
    known, titles = _known(packs)
    read = _read_all(files, known, source or _existing(store))
    checked = cross_checked([found for _, found in read], known.areas)
    _tell(checked)
    if checked:
        whole = _Whole(checked, compared(checked, rules_words(known.packs), known.areas), known.areas, titles)
        if store:  # first, as it may be refused, and what is read again takes its own place
            _keep(store, checked)
        _write([path for path, _ in read], out, whole)
        click.echo(_printed(whole, form), nl=False)
    sys.exit(2 if len(read) < len(files) or any(found.problems for found in checked) else 0)


@dataclass(frozen=True, slots=True)
class _Whole:
    """All that was read, what came of it, and titles of areas and of rules."""

    records: Sequence[ModerationRecord]
    found: Sequence[Compared]
    areas: Mapping[str, str]
    titles: Mapping[str, str]


def _known(packs: tuple[Path, ...]) -> tuple[Known, dict[str, str]]:
    from qa_engine.judge import load_book
    from qa_engine.model.record import PackRecord
    from qa_engine.moderation import Known
    from qa_engine.rulebook import default_folder, load

    rulebook = load([default_folder(), *packs])
    book = load_book(rulebook.folders, None)
    areas = {name: area.title for name, area in book.areas.items()}
    known = Known(areas, tuple(PackRecord(name=p.name, version=p.version, law_as_at=p.law_as_at) for p in rulebook.packs))
    limits = {rule.id: f"{areas.get(rule.area, 'The plan as a whole')}: at most {rule.grade}" for rule in book.rules}
    return known, limits | {rule.id: rule.title for rule in rulebook.rules.values()}


def _read_all(files: Sequence[Path], known: Known, source: str | None) -> list[tuple[Path, ModerationRecord]]:
    """The forms first, then the audits of their plans only, then the entries."""
    from qa_engine.moderation.read_back import plan_of, record_of

    forms = [(path, form) for path in files if (form := _tried(path, partial(_opened, path, known)))]
    known = replace(known, engines=_engines(source, {plan_of(form) for _, form in forms}))
    return [(path, found) for path, form in forms if (found := _tried(path, partial(record_of, path.name, form, known)))]


def _opened(path: Path, known: Known) -> Form:
    from qa_engine.moderation.read_back import open_form

    return open_form(path.read_bytes(), known.areas)


def _existing(store: str | None) -> str | None:
    """A store that may hold audits too; one that is yet to be made holds none."""
    return store if store and ("://" in store or Path(store).exists()) else None


def _engines(source: str | None, wanted: set[str]) -> Engines:
    from qa_engine.moderation import Engines, engine_of

    if not source or not wanted:
        return Engines()
    from qa_engine.sampling import open_source

    return Engines(found for data in open_source(source).records(dict.fromkeys(wanted, "")) if (found := engine_of(data)))


def _tried(path: Path, work: Callable[[], T]) -> T | None:
    """What the work gives, or None with a line on standard error."""
    try:
        return work()
    except DocumentError as error:
        click.echo(f"ehcp-qa: {path.name}: {error}", err=True)
    except OSError as error:
        click.echo(f"ehcp-qa: {path.name}: cannot be opened ({error.strerror}); check the name and that it is not open elsewhere", err=True)
    return None


def _tell(records: Sequence[ModerationRecord]) -> None:
    for found in records:
        for problem in found.problems:
            click.echo(f"ehcp-qa: {found.record}: {problem}", err=True)


def _write(paths: Sequence[Path], out: Path | None, whole: _Whole) -> None:
    """A file for each record, and those for all beside the first of them."""
    from qa_engine.moderation import render_moderation
    from qa_engine.moderation import results as r

    taken: dict[Path, set[str]] = {}
    for path, record in zip(paths, whole.records, strict=True):
        folder = out or path.parent
        write_whole(folder / output_name(path, _SUFFIX, taken.setdefault(folder, set())), render_moderation(record).encode())
    folder = out or paths[0].parent
    for name, head, rows in ((_AGREEMENT, r.AGREEMENT_HEAD, r.agreement_sheet(whole.found)),
                             (_RULES, r.RULES_HEAD, r.rules_sheet(whole.found, whole.titles)),
                             (_OVERRIDES, r.OVERRIDES_HEAD, r.overrides_sheet(whole.records, whole.areas))):
        write_whole(folder / name, csv_file(head, map(csv_line, rows)))
    write_whole(folder / _SUMMARY, r.render_summary(whole.records, whole.found, whole.titles).encode())


def _keep(address: str, records: Sequence[ModerationRecord]) -> None:
    from qa_engine.moderation import counts
    from qa_engine.store import Store

    with Store.open(address) as store:
        store.add_moderation(list(filter(counts, records)))


def _printed(whole: _Whole, form: str) -> str:
    from qa_engine.moderation import summary
    from qa_engine.moderation.results import render_summary

    if form == "json":
        return render_summary(whole.records, whole.found, whole.titles)
    return summary(whole.records, whole.found, whole.areas)

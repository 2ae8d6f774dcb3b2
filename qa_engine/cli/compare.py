"""`ehcp-qa compare`: two versions of a plan against each other, as an annual review reads them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_engine.errors import DocumentError, QaError
from qa_engine.output import write_whole

if TYPE_CHECKING:
    from qa_engine.compare import Comparison
    from qa_engine.language.lexicon import Lexicon
    from qa_engine.model.plan import Plan

_FORMATS = ("text", "json", "html")


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", help="text for people (default), json, or a page of html.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write this file instead of printing.")
@click.option("--force", is_flag=True, help="Compare even if the names or dates of birth are of different children.")
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A folder with your own word lists, over the national ones.")
def compare(old: Path, new: Path, form: str, out: Path | None, force: bool, packs: tuple[Path, ...]) -> None:
    """Say what became of each item of the plan OLD in its later version NEW.

    Kept, moved, reworded, weakened, strengthened, added or removed; what was carried over past its date; and what an annual review would
    ask first.

    \b
    Examples:
      ehcp-qa compare plan-2025.docx plan-2026.docx
      ehcp-qa compare plan-2025.docx plan-2026.docx --format html --out changes.html

    Exit codes: 0 done, 2 a file could not be read, or the plans are of different children.
    """
    from qa_engine import compare as comparing
    from qa_engine.language.lexicon import Lexicon
    from qa_engine.rulebook import default_folder

    if out and out.resolve() in (old.resolve(), new.resolve()):
        raise QaError(f"{out}: is one of the plans, which is never written over; give another name with --out")
    lexicon = Lexicon.load(folder / "terms" for folder in (default_folder(), *packs))
    first, second = _plan(old, lexicon), _plan(new, lexicon)
    differs = comparing.why_another_child(first, second)
    if differs and not force:
        raise QaError(f"{old.name} and {new.name}: plans of different children ({differs}); give --force to compare them all the same")
    _deliver(_render(comparing.compare(first, second, lexicon), form), out)


def _plan(path: Path, lexicon: Lexicon) -> Plan:
    from qa_engine.read import read
    from qa_engine.structure import structure

    try:
        plan = structure(read(path), lexicon)
    except DocumentError as error:
        raise QaError(f"{path.name}: {error}") from error
    if plan.why_not:
        raise QaError(f"{path.name}: cannot be compared: {plan.why_not}")
    return plan


def _render(comparison: Comparison, form: str) -> str:
    if form == "json":
        return comparison.model_dump_json(indent=1) + "\n"
    if form == "html":
        from qa_engine.report.compare_html import render_compare_html

        return render_compare_html(comparison)
    from qa_engine.report.compare_text import render_compare_text

    return render_compare_text(comparison)


def _deliver(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text.encode())

"""`ehcp-qa read`: how a document was read, with no judgement."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["table", "text", "json"]), default="table",
              help="table of sections and hazards (default), text of the document in order with struck words as ~~struck~~, or json.")
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="A folder with your own word lists, over the national ones.")
def read_command(file: Path, form: str, packs: tuple[Path, ...]) -> None:
    """Show how FILE, any Word document or PDF, was read: its text, or the sections, items, dates and hazards met.

    \b
    Examples:
      ehcp-qa read draft.docx
      ehcp-qa read draft.docx --format text
      ehcp-qa read draft.docx --format json
    """
    from qa_engine.read import read
    from qa_engine.read.plain import document_text

    document = read(file)
    if form == "text":
        click.echo(document_text(document, struck=True))
        return
    from qa_engine.language.lexicon import Lexicon
    from qa_engine.report.reading import reading_json, reading_table
    from qa_engine.rulebook import default_folder
    from qa_engine.structure import structure

    plan = structure(document, Lexicon.load(folder / "terms" for folder in (default_folder(), *packs)))
    click.echo(reading_json(plan, document) if form == "json" else reading_table(plan, document), nl=False)

"""`ehcp-qa rules`: see, check, test, try and compare rules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from qa_engine.rulebook import Rulebook
    from qa_engine.workshop.trial import Trial

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_packs = click.option("--rules", "packs", multiple=True, type=_FOLDER, help="A folder with your own rules, over the national pack.")


@click.group()
def rules() -> None:
    """See, check, test, try and compare rules.

    \b
    Examples:
      ehcp-qa rules list
      ehcp-qa rules show F-04
      ehcp-qa rules check our-rules/
    """


@rules.command("list")
@click.option("--area", help="Only rules of this area, such as outcomes.")
@click.option("--section", help="Only rules of this section, such as F.")
@_packs
def list_rules(area: str | None, section: str | None, packs: tuple[Path, ...]) -> None:
    """List the rules in force, a line each.

    \b
    Example:
      ehcp-qa rules list --section F
    """
    from qa_engine.report.rules import rules_table
    from qa_engine.rulebook import default_folder, load
    from qa_engine.workshop.whole import with_advice

    click.echo(rules_table(with_advice(load([default_folder(), *packs])), area, section), nl=False)


@rules.command()
@click.argument("rule_id", metavar="ID")
@_packs
def show(rule_id: str, packs: tuple[Path, ...]) -> None:
    """Say what a rule looks for, why, in law, how to put it right, with its examples; or how a rule decides a grade.

    \b
    Examples:
      ehcp-qa rules show F-04
      ehcp-qa rules show JA-SEN-SOUND
    """
    from qa_engine.report.rules import grade_page, rule_page
    from qa_engine.rulebook import default_folder, load
    from qa_engine.workshop.grades import grade_book
    from qa_engine.workshop.whole import with_advice

    book = with_advice(load([default_folder(), *packs], examples=True), examples=True)
    graded = next((rule for rule in grade_book(book).rules if rule.id == rule_id.upper()), None)
    click.echo(grade_page(graded) if graded else rule_page(book, _as_written(book, rule_id)), nl=False)


@rules.command()
@click.argument("folder", required=False, type=_FOLDER)
def check(folder: Path | None) -> None:
    """Check a folder of rules (the national one if none is named); every mistake is named by file, rule and field.

    \b
    Example:
      ehcp-qa rules check our-rules/
    """
    from qa_engine.advice.book import load_advice_book
    from qa_engine.judge import load_book
    from qa_engine.rulebook import default_folder, load
    from qa_engine.workshop.whole import whole_lexicon

    book = load([default_folder(), *([folder] if folder else [])], examples=True)
    judgement, advice = load_book(book.folders), load_advice_book(book, examples=True)
    lexicon = whole_lexicon(book)
    click.echo(f"{len(book.rules)} rules, {len(book.off)} switched off, {len(judgement.rules)} judgement rules, "
               f"{len(judgement.thresholds) + len(advice.thresholds)} thresholds, "
               f"{len(advice.rules)} rules about advice, {len(advice.grades)} about its grade, "
               f"{len(lexicon.lists)} word lists: no mistakes")


@rules.command()
@click.argument("folder", required=False, type=_FOLDER)
def test(folder: Path | None) -> None:
    """Run the examples beside the rules (of a folder over the national pack, if one is named).

    \b
    Example:
      ehcp-qa rules test our-rules/
    """
    from qa_engine.rulebook import default_folder, load
    from qa_engine.workshop.examples import run_examples

    outcomes = list(run_examples(load([default_folder(), *([folder] if folder else [])], examples=True)))
    wrong = [o for o in outcomes if o.problem]
    for outcome in wrong:
        click.echo(f"{outcome.rule}, {outcome.expected} example “{outcome.name}”: {outcome.problem}")
    click.echo(f"{len(outcomes)} examples of {len({o.rule for o in outcomes})} rules: {len(wrong) or 'none'} went wrong")
    sys.exit(2 if wrong else 0)


@rules.command("try")
@click.argument("rule_id", metavar="ID")
@click.option("--text", required=True, help="The words to try; a line is an item, or a paragraph of a report.")
@click.option("--section", default="", help="The section they stand in, such as F; none for a rule about advice.")
@click.option("--year", type=click.IntRange(-4, 20), help="The child's year group (0 is Reception).")
@_packs
def try_(rule_id: str, text: str, section: str, year: int | None, packs: tuple[Path, ...]) -> None:
    """Try a rule on a text: whether it fires, what the finding would say, and which facts the words gave.

    \b
    Example:
      ehcp-qa rules try F-04 --section F --text "Access to a quiet space as required."
      ehcp-qa rules try ADV-04 --text "$(cat report.txt)"
    """
    from qa_engine.report.rules import trial_page
    from qa_engine.rulebook import default_folder, load
    from qa_engine.workshop.whole import with_advice

    book = load([default_folder(), *packs])
    name = _as_written(with_advice(book), rule_id)
    click.echo(trial_page(name, _trial(book, name, text, section, year)), nl=False)


def _trial(book: Rulebook, name: str, text: str, section: str, year: int | None) -> Trial:
    from qa_engine.model.plan import SECTIONS
    from qa_engine.workshop.trial import try_advice_rule, try_rule
    from qa_engine.workshop.whole import about_advice, with_advice

    if not text.strip():
        raise click.BadParameter("is empty; write the words to try", param_hint="--text")
    rule = with_advice(book).rules.get(name)
    if rule is not None and about_advice(rule):
        return try_advice_rule(book, name, text, {})
    if rule is not None and section.upper() not in SECTIONS:
        known = f"write the section that the words stand in, one of {', '.join(SECTIONS)}"
        raise click.BadParameter(f"{section!r} is no section; {known}" if section else f"is missing; {known}", param_hint="--section")
    return try_rule(book, name, section.upper(), text, {} if year is None else {"year": year})


def _as_written(book: Rulebook, rule_id: str) -> str:
    """The id as the rule has it, however it was typed ("g-02B" is G-02b)."""
    return next((name for name in (*book.rules, *book.off) if name.lower() == rule_id.lower()), rule_id)


@rules.command("what-if")
@click.argument("plans", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--set", "settings", multiple=True, required=True, metavar="KEY=VALUE", help="A threshold and its new whole number.")
@_packs
def what_if_command(plans: tuple[Path, ...], settings: tuple[str, ...], packs: tuple[Path, ...]) -> None:
    """Show how the grades of PLANS would move if thresholds were other numbers.

    \b
    Example:
      ehcp-qa rules what-if --set good_outcomes_share=70 plans/
    """
    from qa_engine.audit import Auditor
    from qa_engine.cli.files import plan_files
    from qa_engine.report.rules import moves_table
    from qa_engine.workshop.whatif import what_if

    click.echo(moves_table(list(what_if(Auditor.load(packs), _numbers(settings), plan_files(plans)))), nl=False)


def _numbers(settings: tuple[str, ...]) -> dict[str, int]:
    pairs = [setting.partition("=") for setting in settings]
    for name, _, value in pairs:
        if not value.lstrip("-").isdigit():
            cure = "write a threshold and a whole number, such as good_outcomes_share=70"
            raise click.BadParameter(f"{name}={value}: {cure}", param_hint="--set")
    return {name: int(value) for name, _, value in pairs}


@rules.command()
@click.argument("old", type=_FOLDER)
@click.argument("new", type=_FOLDER)
def diff(old: Path, new: Path) -> None:
    """Show what changed between two versions of a pack: rules, grade rules, areas, thresholds, word lists.

    \b
    Example:
      ehcp-qa rules diff rules-2025/ rules-2026/
    """
    from qa_engine.report.text import wrap
    from qa_engine.workshop.difference import difference

    changes = list(difference(old, new))
    for change in changes:
        click.echo(wrap(f"{change.kind} {change.name}: {change.says}", hang=2))
    click.echo(f"{len(changes) or 'no'} change{'' if len(changes) == 1 else 's'}")


@rules.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to write the pages into.")
@_packs
def docs(out: Path, packs: tuple[Path, ...]) -> None:
    """Write one readable page for each rule (HTML), one on how grades are decided, and an index.

    \b
    Example:
      ehcp-qa rules docs --out rule-pages/
    """
    from qa_engine.output import write_whole
    from qa_engine.report.rule_pages import rule_pages
    from qa_engine.rulebook import default_folder, load
    from qa_engine.workshop.grades import grade_book
    from qa_engine.workshop.whole import with_advice

    book = with_advice(load([default_folder(), *packs], examples=True), examples=True)
    pages = rule_pages(book, grade_book(book))
    for name, page in pages.items():
        write_whole(out / name, page.encode())
    click.echo(f"{len(pages)} pages in {out}")

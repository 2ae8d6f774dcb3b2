"""The command line `ehcp-qa`: doors only, no logic. Commands load when they are called, so that help starts fast."""

from __future__ import annotations

import gc
import importlib
import os
import sys

import click

from qa_engine import __version__
from qa_engine.errors import QaError

_COMMANDS = {
    "audit": ("qa_engine.cli.audit", "audit"),
    "read": ("qa_engine.cli.read", "read_command"),
    "rules": ("qa_engine.cli.rules", "rules"),
    "moderate": ("qa_engine.cli.moderate", "moderate"),
    "sample": ("qa_engine.cli.sample", "sample"),
    "compare": ("qa_engine.cli.compare", "compare"),
    "advice": ("qa_engine.cli.advice", "advice"),
    "health": ("qa_engine.cli.health", "health"),
    "batch": ("qa_engine.cli.batch", "batch"),
    "forget": ("qa_engine.cli.forget", "forget"),
    "report": ("qa_engine.cli.report", "report"),
    "feedback": ("qa_engine.cli.feedback", "feedback"),
    "mark": ("qa_engine.cli.mark", "mark"),
    "across": ("qa_engine.cli.across", "across"),
    "restate": ("qa_engine.cli.restate", "restate"),
    "completion": ("qa_engine.cli.completion", "completion"),
}
EXIT_GRADE, EXIT_NOT_DONE = 1, 2


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="ehcp-qa")
def cli() -> None:
    """Check Education, Health and Care Plans: what is good, what is not, where, why in law, and how to put it right.

    Nothing leaves this machine. The same file gives the same result.

    \b
    Examples:
      ehcp-qa audit draft.docx
      ehcp-qa audit plans/ --format json --out reports/october
      ehcp-qa read draft.docx
      ehcp-qa rules show F-04
    """


def main() -> None:
    """Run the command line; an expected error is one line on standard error and exit code 2."""
    # Rules and word lists are many small objects that stay: looking for rubbish while they are made would take a fifth of the start.
    gc.set_threshold(200_000, 20, 20)
    # pydantic would read the description of every installed package in search of plugins, of which this program uses none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        cli.main(standalone_mode=False)
    except QaError as error:
        click.echo(f"ehcp-qa: {error}", err=True)
        sys.exit(EXIT_NOT_DONE)
    except click.Abort:
        click.echo("ehcp-qa: stopped", err=True)
        sys.exit(EXIT_NOT_DONE)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_NOT_DONE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(EXIT_NOT_DONE)

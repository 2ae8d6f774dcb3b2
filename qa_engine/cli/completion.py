"""`ehcp-qa completion`: how to switch on completion in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes commands, options and files in SHELL.

    \b
    Example:
      ehcp-qa completion bash >> ~/.bashrc
    """
    from qa_engine.cli import cli

    made = get_completion_class(shell)
    assert made is not None, shell
    click.echo(made(cli, {}, "ehcp-qa", "_EHCP_QA_COMPLETE").source())

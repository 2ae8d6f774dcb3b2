"""What long commands share: how many processes to use, and a bar with the time left for whoever is watching."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")


def processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def progress(label: str, steps: Iterable[T], length: int) -> Iterator[T]:
    """The steps, with a bar and the time left on standard error when someone is watching."""
    if not length or not sys.stderr.isatty():
        yield from steps
        return
    with click.progressbar(steps, length=length, label=label, file=sys.stderr, show_pos=True, show_eta=True) as bar:
        yield from bar

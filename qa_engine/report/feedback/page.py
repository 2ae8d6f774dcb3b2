"""Feedback as one HTML page that prints on one sheet of A4."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qa_engine.board.feedback import Feedback
from qa_engine.report.feedback.words import said, sections

if TYPE_CHECKING:
    from jinja2 import Environment


def render_feedback_html(page: Feedback) -> str:
    """The whole page, with nothing to fetch; every word in it is escaped."""
    told = said(page)
    return _environment().get_template("page.html.j2").render(said=told, sections=sections(told))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only this format needs it

    return Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True)

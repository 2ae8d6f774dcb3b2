"""The review sheet as one self-contained HTML page, for screen, print and screen reader."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qa_engine.advice.record import AdviceRecord
from qa_engine.report import advice_words

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent


def render_review_html(record: AdviceRecord) -> str:
    """The whole page. The same record gives the same text; every word of plan and advice in it is escaped."""
    return (
        _environment()
        .get_template("advice_page.html.j2")
        .render(record=record, told=advice_words, rows=advice_words.in_order(record.advice_trace))
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only this format needs it

    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)

"""A comparison of two versions of a plan as one self-contained HTML page: words side by side, for screen, print and screen reader."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from qa_engine.compare.model import KINDS, Comparison
from qa_engine.report import compare_words

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent
_SIDES = {"old": "gone", "new": "new"}


def render_compare_html(comparison: Comparison) -> str:
    """The whole page. The same comparison gives the same text; every word of the plans in it is escaped."""
    groups = [(kind, *compare_words.TITLES[kind], compare_words.of_kind(comparison, kind)) for kind in KINDS]
    return _environment().get_template("compare_page.html.j2").render(
        comparison=comparison, groups=[g for g in groups if g[4]], kinds=KINDS, titles=compare_words.TITLES, told=compare_words,
        sides=_SIDES, style=_style(), policy=_policy())


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only this format needs it

    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _style() -> str:
    return (_FOLDER / "compare_page.css").read_text(encoding="utf-8").strip()


@cache
def _policy() -> str:
    """A content security policy: nothing from anywhere, no script at all, no style but the page's own."""
    digest = b64encode(sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"

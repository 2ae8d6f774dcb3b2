"""An audit as one self-contained HTML page: for the screen, for A4, for a screen reader; it asks nothing of the network."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from qa_engine.model.record import AuditRecord
from qa_engine.report.html.page import page_of
from qa_engine.report.views import EVERYONE, View, look

if TYPE_CHECKING:
    from jinja2 import Environment

    from qa_engine.since import Since

_FOLDER = Path(__file__).parent


def render_html(record: AuditRecord, view: View = EVERYONE, since: Since | None = None) -> str:
    """The whole page. The same record gives the same text; every word of the plan in it is escaped."""
    template = _environment().get_template("page.html.j2")
    page = page_of(look(record, view), since)
    return template.render(page=page, style=_asset("style.css"), script=_asset("script.js"), policy=_policy())


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # 30 ms that a text audit need not spend

    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8").strip()


@cache
def _policy() -> str:
    """A content security policy: nothing from anywhere, and no script or style but the page's own, so a plan's text can never run."""
    style, script = (b64encode(sha256(_asset(name).encode()).digest()).decode() for name in ("style.css", "script.js"))
    return f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"

"""The board report as one self-contained page: charts within it, each with a table of the same figures; nothing from the network."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from qa_engine.board.method import told_runs
from qa_engine.board.model import Board, Cut
from qa_engine.report.board import words
from qa_engine.report.board.charts import Drawn, grades_by_month, rule_bars, run_charts
from qa_engine.report.board.front import TITLE, subtitle, tiles
from qa_engine.report.text import grade_words

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as the page takes it: `source` is the SVG as a data address."""

    title: str
    alt: str
    source: str


def render_board_html(board: Board) -> str:
    """The whole page. The same board gives the same text; whatever the council's list holds is escaped."""
    return _environment().get_template("page.html.j2").render(
        board=board, title=TITLE, subtitle=subtitle(board), tiles=tiles(board), words=words, grade_words=grade_words, runs=told_runs,
        grades=_picture(grades_by_month(board)), lines=_picture(run_charts(board)), bars=_picture(rule_bars(board)),
        heat=[line for line in board.months if line.areas], areas={area.area: area.title for area in board.areas},
        shown=[cut for cut in board.cuts if cut.groups], closed=[cut.title for cut in board.cuts if not cut.groups],
        notes=_notes(board.cuts), style=_style(), policy=_policy())


def _notes(cuts: tuple[Cut, ...]) -> list[str]:
    return list(dict.fromkeys(cut.note for cut in cuts if cut.note and cut.groups))


def _picture(drawn: Drawn | None) -> Picture | None:
    return Picture(drawn.title, drawn.alt, f"data:image/svg+xml;base64,{b64encode(drawn.svg).decode()}") if drawn else None


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _style() -> str:
    return (_FOLDER / "style.css").read_text(encoding="utf-8").strip()


@cache
def _policy() -> str:
    """A content security policy: no script at all, the page's own style, pictures only within the page."""
    return f"default-src 'none'; img-src data:; style-src 'sha256-{b64encode(sha256(_style().encode()).digest()).decode()}'; " \
           "base-uri 'none'; form-action 'none'"

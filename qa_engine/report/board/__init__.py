"""The board report as a Word file and as a page in a browser, from the same figures; whatever is shown here was reckoned in `board`."""

from __future__ import annotations

from pathlib import Path

from qa_engine.board.model import Board, render_board
from qa_engine.output import write_whole
from qa_engine.report.board.html import render_board_html
from qa_engine.report.board.word import render_board_word

__all__ = ["render_board_html", "render_board_word", "write_board"]


def write_board(out: Path, board: Board) -> tuple[str, ...]:
    """Write the report in its three forms, each whole or not at all, and give their names. Raises QaError."""
    made = {"board.docx": render_board_word(board), "board.html": render_board_html(board).encode("utf-8", "replace"),
            "board.json": render_board(board).encode("utf-8", "replace")}
    for name, data in made.items():
        write_whole(out / name, data)
    return tuple(made)

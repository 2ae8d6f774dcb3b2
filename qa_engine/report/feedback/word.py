"""Feedback as one page of Word."""

from __future__ import annotations

from qa_engine.board.feedback import Feedback
from qa_engine.report.board.paper import BoardPaper
from qa_engine.report.feedback.words import Mend, said, sections

_HEAD = "Quality of Education, Health and Care Plans. For the reader named below and their manager."


def render_feedback_word(page: Feedback) -> bytes:
    """A .docx of one page; the same figures give the same bytes."""
    told = said(page)
    paper = BoardPaper(told.title, told.under, _HEAD)
    paper.heading(told.title, 0)
    paper.say(told.under, "Subtitle")
    paper.say(told.opening)
    paper.heading("What goes well", 2)
    paper.bullets(told.well or ("No strength stands in at least half of these plans yet; the next part says where to begin.",))
    if told.improve:
        paper.heading(told.improve_title, 2)
    for number, mend in enumerate(told.improve, 1):
        _mend(paper, number, mend)
    for title, lines in sections(told):
        paper.heading(title, 2)
        paper.bullets(lines)
    paper.heading("About this page", 2)
    paper.say(" ".join(told.notes), "Table Text")
    return paper.save()


def _mend(paper: BoardPaper, number: int, mend: Mend) -> None:
    paper.say(f"{mend.told}.", "Numbered", lead=f"{number}. {mend.title}:", keep=True)
    if mend.advice:
        paper.say(mend.advice, "Detail", keep=bool(mend.example))
    if mend.example:
        paper.say(f"From these plans: “{mend.example}”", "Quote")

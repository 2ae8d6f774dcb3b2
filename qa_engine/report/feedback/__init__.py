"""One page of feedback, as Word or as HTML."""

from __future__ import annotations

from qa_engine.report.feedback.page import render_feedback_html
from qa_engine.report.feedback.word import render_feedback_word

__all__ = ["render_feedback_html", "render_feedback_word"]

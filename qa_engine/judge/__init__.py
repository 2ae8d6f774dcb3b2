"""Findings and figures to judgements: areas first, then the whole, by the rules of `rules/judgement`."""

from qa_engine.judge.book import JudgementBook, load_book
from qa_engine.judge.panel import Judge

__all__ = ["Judge", "JudgementBook", "load_book"]

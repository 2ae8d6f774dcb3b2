"""Every finding rule in one book, those about plans and those about advice, for who reads or tries them; and the schema of both."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from qa_engine.advice.book import load_advice_book
from qa_engine.advice.examples import KEYS as REPORT_KEYS
from qa_engine.advice.vocabulary import ADVICE_KINDS
from qa_engine.errors import RuleError
from qa_engine.language.lexicon import Lexicon
from qa_engine.rulebook import Rule, Rulebook
from qa_engine.rulebook.conditions import vocabulary, vocabulary_of
from qa_engine.rulebook.examples import KEYS as PLAN_KEYS
from qa_engine.rulebook.schema import rule_schema


def with_advice(book: Rulebook, *, examples: bool = False) -> Rulebook:
    """The book with the rules about advice after those about plans; to be read, for plans are judged by the book itself."""
    return replace(book, rules={**book.rules, **load_advice_book(book, examples=examples).rules})


def about_advice(rule: Rule) -> bool:
    """Whether a rule asks of an advice report, not of a plan."""
    return any(condition.get("kind") in ADVICE_KINDS for condition in rule.when.values())


def whole_lexicon(book: Rulebook) -> Lexicon:
    """The words of all packs. Raises RuleError for a list that only a local pack has: nothing reads it, so its name is misspelt."""
    lexicon, national = Lexicon.load(book.term_folders), Lexicon.load(book.term_folders[:1])
    for name in lexicon.lists:
        if name not in national.lists:
            near = get_close_matches(name, national.lists)
            cure = f"write {near[0]}" if near else "see rules/terms/"
            raise RuleError(f"terms: word list {name}: no list of that name is read; {cure}")
    return lexicon


def whole_schema() -> dict[str, Any]:
    """What `schemas/rule.schema.json` holds: a file of rules about plans, or about advice."""
    return rule_schema({**vocabulary(), **vocabulary_of(ADVICE_KINDS)}, (PLAN_KEYS, REPORT_KEYS))

"""Sentences in many voices, written before the observers were and by someone who had not seen them; a third was never tuned on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import SECTIONS, Item, Particulars, Plan, Section, Subject
from qa_engine.observe.context import Context
from qa_engine.observe.needs import observe_needs
from qa_engine.observe.outcomes import observe_outcomes
from qa_engine.observe.provision import observe_provision
from qa_engine.observe.voice import observe_voices
from tests.conftest import ROOT

DATA = Path(__file__).parent / "paraphrases"
LEAST = 0.92
LEAST_VOICE = 0.88  # 57 of the 64 values never tuned on are right; the aim is 59
NEED = ("provision_in_need", "effect_stated", "diagnosis_only")
OUTCOME = ("time_bound", "measurable", "provision_as_outcome", "aspiration_only", "specific")
PROVISION = ("what", "who", "how_much", "how_often", "specific", "weak_commitment", "ceiling", "resource_condition", "delegated")
KINDS: dict[str, tuple[str, tuple[str, ...], Callable[[Context], Mapping[str, Any]]]] = {
    "needs": ("need", NEED, observe_needs),
    "outcomes": ("outcome", OUTCOME, observe_outcomes),
    "provision": ("provision", (*PROVISION, "educates_or_trains"), observe_provision),
}


@cache
def lexicon() -> Lexicon:
    return Lexicon.load([ROOT / "rules" / "terms"])


def cases(kind: str, part: str) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = yaml.safe_load((DATA / f"{kind}-{part}.yaml").read_text(encoding="utf-8"))
    return data


def plan(*items: Item, subject: Subject | None = None) -> Plan:
    sections = {s: Section(s, "content", True, (), tuple(i for i in items if i.section == s)) for s in SECTIONS}
    return Plan("x", "0", "final", subject or Subject(), Particulars(), sections)


def item(kind: str, case: Mapping[str, Any]) -> Item:
    section = case.get("section", "E")
    columns = tuple((role, text) for role, text in (case.get("columns") or {}).items() if text)
    headings = (case["heading"],) if case.get("heading") else ()
    return Item("X1", section, KINDS[kind][0], case["text"], headings=headings, columns=columns)


def judged(kind: str, part: str) -> Iterator[tuple[str, bool, bool]]:
    """Key, expected, observed, for every labelled key of every case."""
    _, keys, observe = KINDS[kind]
    for case in cases(kind, part):
        seen = observe(Context(plan(item(kind, case)), lexicon()))["X1"]
        yield from ((key, bool(case[key]), bool(getattr(seen, key))) for key in keys if case.get(key) is not None)


def macro_f1(found: Iterator[tuple[str, bool, bool]]) -> float:
    """Mean F1 over the keys with five or more expected yeses."""
    table: dict[str, Counter[tuple[bool, bool]]] = {}
    for key, want, have in found:
        table.setdefault(key, Counter())[want, have] += 1
    scores = [2 * c[True, True] / (2 * c[True, True] + c[True, False] + c[False, True])
              for c in table.values() if c[True, True] + c[True, False] >= 5]
    return sum(scores) / len(scores)


@pytest.mark.parametrize("part", ["held", "tuned"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_observed_of_items_agrees_with_the_blind_writer(kind: str, part: str) -> None:
    assert macro_f1(judged(kind, part)) >= LEAST


@pytest.mark.parametrize(("part", "least"), [("more", 0.91), ("more-tuned", 0.95)])
def test_provision_of_other_counties_and_settings_is_read_as_labelled(part: str, least: float) -> None:
    # The first part is 25 lines that nobody tuned on: its bar is what they score untouched.
    assert macro_f1(judged("provision", part)) >= least


def voices_of(case: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """Expected and observed for each labelled value of a section A written on 28 May 2026."""
    blocks = [Item(f"A{n}", "A", "view", b["text"], headings=(b["heading"],) if b.get("heading") else ())
              for n, b in enumerate(case["heading_blocks"], 1) if b.get("text")]
    child = case["child"]
    subject = Subject(name=child["name"], age=child["age"], year=child["age"] - 5)
    written = plan(*blocks, subject=subject)
    dated = replace(written, particulars=replace(written.particulars, issue_date=date(2026, 5, 28)))
    seen = observe_voices(Context(dated, lexicon()))
    values = {"child_voice": seen.child, "parent_voice": seen.parent, "voices_distinct": seen.distinct,
              "views_method_stated": seen.method_stated, "views_out_of_date": seen.out_of_date}
    return [(case[key], value) for key, value in values.items() if key in case]


@pytest.mark.parametrize(("part", "least"), [("held", LEAST_VOICE), ("tuned", LEAST_VOICE), ("more-tuned", 0.98)])
def test_voices_agree_with_the_writer(part: str, least: float) -> None:
    pairs = [pair for case in cases("voice", part) for pair in voices_of(case)]
    assert sum(want == have for want, have in pairs) / len(pairs) >= least


def test_there_are_more_than_three_hundred_sentences_and_a_third_is_held() -> None:
    counts = {part: sum(len(cases(kind, part)) for kind in (*KINDS, "voice")) for part in ("held", "tuned")}
    assert counts["held"] + counts["tuned"] >= 300
    assert 0.3 <= counts["held"] / (counts["held"] + counts["tuned"]) <= 0.36

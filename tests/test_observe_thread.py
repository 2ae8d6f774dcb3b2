"""The golden thread: links that a document prints, links by meaning, and needs that nothing meets."""

from __future__ import annotations

from functools import cache

import pytest

from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import SECTIONS, Item, Particulars, Plan, Section, Subject
from qa_engine.observe.context import Context
from qa_engine.observe.needs import observe_needs
from qa_engine.observe.outcomes import observe_outcomes
from qa_engine.observe.thread import Thread, link
from qa_engine.vocabulary import ProvisionFact
from tests.conftest import ROOT

KINDS = {"B": "need", "C": "need", "D": "need", "E": "outcome"}
TEXTS = {
    "B1": "Tamsin reads only the first sound of a word and guesses the rest.",
    "B2": "She hides under the table when the fire bell rings or the hall is noisy.",
    "C1": "Tamsin wakes four times a night and is asleep at her desk by eleven.",
    "E1": "By July 2027 Tamsin will read 80 words on sight.",
    "E2": "By July 2027 Tamsin will stay in a noisy hall for ten minutes with her ear defenders on.",
    "F1": "A teaching assistant will teach phonics and sight words for 20 minutes each day.",
    "F2": "Ear defenders and a quiet room will be there at all times when the hall is noisy.",
}


@cache
def lexicon() -> Lexicon:
    return Lexicon.load([ROOT / "rules" / "terms"])


def thread(texts: dict[str, str], serves: dict[str, tuple[str, ...]] | None = None) -> Thread:
    served = serves or {}
    items = [Item(name, name[0], KINDS.get(name[0], "provision"), text, serves=served.get(name, ())) for name, text in texts.items()]
    sections = {s: Section("H1" if s == "H" else s, items=tuple(i for i in items if i.section == s)) for s in SECTIONS}
    context = Context(Plan("plan.docx", "0" * 64, "final", Subject(name="Tamsin Oke"), Particulars(), sections), lexicon())
    provision = {i.id: ProvisionFact(i.id, i.section, i.text) for i in items if i.kind == "provision"}
    return link(context, observe_needs(context), observe_outcomes(context), provision)


def test_without_printed_links_meaning_joins_need_outcome_and_provision() -> None:
    woven = thread(TEXTS)
    assert woven.needs["B2"].provision_link == "likely"
    row = next(row for row in woven.rows if row.need == "B2")
    assert (row.outcomes, row.provision) == (("E2",), ("F2",))
    assert "sensory_noise" in woven.needs["B2"].themes


def test_a_need_that_opens_with_a_matter_nothing_takes_up_hangs_loose() -> None:
    woven = thread(TEXTS)
    assert woven.needs_without_provision == ("C1",)
    assert not woven.needs["C1"].has_provision
    assert woven.needs["B1"].has_provision


@pytest.mark.parametrize("help_", [
    "The sleep clinic will see Tamsin every three months.", "Melatonin will be prescribed and reviewed twice a year by the paediatrician.",
])
def test_help_in_other_words_takes_the_matter_up(help_: str) -> None:
    assert thread(TEXTS | {"G1": help_}).needs_without_provision == ()


def test_printed_links_are_explicit_both_ways_and_through_a_third_item() -> None:
    woven = thread(TEXTS, {"F1": ("E1",), "E1": ("B1",), "B2": ("F2",), "F2": ("E2",), "C1": ("F2",)})
    assert {row.need: row.provision_link for row in woven.rows} == {"B1": "explicit", "B2": "explicit", "C1": "explicit"}
    assert woven.rows[0].provision == ("F1",)
    assert woven.outcomes["E2"].need_link == "explicit"


def test_where_most_needs_are_linked_in_print_the_lack_of_a_link_counts() -> None:
    texts = TEXTS | {"B3": "Tamsin plays alongside others but does not take a turn."}
    assert "B3" not in thread(texts).needs_without_provision
    linked = thread(texts, {"F1": ("B1", "E1"), "F2": ("B2", "C1")})
    assert linked.needs_without_provision == ("B3",)


def test_telling_words_shared_save_a_need_whose_link_was_not_printed() -> None:
    texts = TEXTS | {
        "B3": "Her walking frame snags on kerbs and gravel.",
        "F3": "The gravel path will be relaid and each kerb dropped for her frame.",
    }
    assert thread(texts, {"F1": ("B1",), "F2": ("B2", "C1")}).needs["B3"].provision_link != "none"


def test_a_broad_diagnosis_is_met_through_the_needs_that_follow_from_it() -> None:
    woven = thread({"B9": "Tamsin has Down syndrome."} | TEXTS, {"F1": ("B1",), "F2": ("B2", "C1")})
    assert woven.needs["B9"].provision_link == "possible"


def test_a_plan_with_no_provision_meets_no_need() -> None:
    woven = thread({name: text for name, text in TEXTS.items() if name[0] in "BCE"})
    assert woven.needs_without_provision == ("B1", "B2", "C1")
    assert woven.needs["B1"].outcome_link != "none"


def test_provision_and_outcomes_know_what_they_are_for() -> None:
    woven = thread(TEXTS)
    assert woven.provision["F1"].has_need and woven.provision["F1"].has_outcome
    assert woven.outcomes["E1"].has_need and woven.outcomes["E1"].has_provision
    assert woven.outcomes_without_need == ()

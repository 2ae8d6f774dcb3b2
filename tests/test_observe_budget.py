"""A personal budget is clear, underdeveloped or absent."""

from __future__ import annotations

import pytest

from qa_engine.observe.budget import direct_payment_elsewhere, personal_budget
from tests.plan_of import plan_of


@pytest.mark.parametrize("text", [
    "A personal budget has not been requested.", "Parents were offered a personal budget at the meeting and declined.",
    "Personal budget requested: No", "I don't have a direct payment. It was explained to me in May and I may ask later.",
    "She has no personal budget; her aunt was told about them on 4 June.",
    "There is no personal budget because all provision is commissioned directly by the council.",
    "A direct payment of £96.40 a week buys six hours with a personal assistant so that Mia can join clubs (outcome 5).",
    "Direct payment: 4 hours per week to employ a PA, towards outcome E4."])
def test_details_or_a_reasoned_none_are_clear(text: str) -> None:
    assert personal_budget(plan_of(J=text)) == "clear"


@pytest.mark.parametrize("text", [
    "Mia's parents have asked for a personal budget.", "The family may wish to request a personal budget.",
    "Direct payments for short breaks.",
    "A personal budget is in place.", "There is no direct payment yet; a personal budget is agreed."])
def test_a_mention_without_amount_or_use_is_underdeveloped(text: str) -> None:
    assert personal_budget(plan_of(J=text)) == "underdeveloped"


@pytest.mark.parametrize("text", ["N/A", "None", "TBC", "Personal Budget: None", "No", "Not applicable",
                                  "We do not have a personal budget.", "There is currently no direct payment.",
                                  "Click or tap here to enter text."])
def test_an_empty_box_is_absent(text: str) -> None:
    assert personal_budget(plan_of(J=text)) == "absent"


def test_no_section_at_all_is_absent() -> None:
    assert personal_budget(plan_of()) == "absent"


def test_a_direct_payment_in_h_is_seen() -> None:
    assert direct_payment_elsewhere(plan_of(H2=[("", "A direct payment for three hours of support.")]))
    assert not direct_payment_elsewhere(plan_of(J="A direct payment."))


def test_hours_beside_a_request_not_yet_answered_are_no_amount() -> None:
    asked = "Mia's aunt asked for a personal budget to buy lessons. It is being considered. She has 9 hours a week."
    assert personal_budget(plan_of(J=asked)) == "underdeveloped"

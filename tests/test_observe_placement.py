"""What section I names."""

from __future__ import annotations

import pytest

from qa_engine.observe.placement import observe_placement
from tests.plan_of import plan_of


@pytest.mark.parametrize(("text", "state"), [
    ("Larkfield Primary School, a mainstream primary school.", "named_and_type"), ("Mainstream primary school", "type"),
    ("To be completed in the final plan.", "deferred"), ("Hollin Bank School", "named"),
    ("Type: Special school (maintained). Name: Hollin Bank School.", "named_and_type"),
    ("Mia will be educated otherwise than at school.", "eotas"),
    ("Mia will attend a specialist setting. Name to be confirmed.", "deferred")])
def test_the_state_of_section_i(text: str, state: str) -> None:
    assert observe_placement(plan_of(I=text)).state == state


def test_an_empty_section_is_blank() -> None:
    assert observe_placement(plan_of()).state == "blank"


def test_another_school_than_the_front_page_differs_unless_it_is_yet_to_come() -> None:
    assert observe_placement(plan_of(setting="Larkfield Primary School", I="Hollin Bank School")).setting_differs
    assert not observe_placement(plan_of(setting="Larkfield Primary School", I="Larkfield Primary, mainstream primary")).setting_differs
    assert not observe_placement(plan_of(setting="Larkfield Primary School", I="From 1 September 2026 Hollin Bank School")).setting_differs
    assert not observe_placement(plan_of(I="Hollin Bank School")).setting_differs

"""A reasoned "none" says who advised, when, what was checked or why; other sections may show what it leaves out."""

from __future__ import annotations

import pytest

from qa_engine.observe.needs import observe_needs
from qa_engine.observe.nils import health_nil_unreasoned, social_care_nil_unreasoned
from qa_engine.observe.sections import needs_shown, observe_sections
from tests.plan_of import plan_of, without


@pytest.mark.parametrize("text", [
    "No social care needs were identified. Anita Rowe, Early Help practitioner, visited on 3 March 2026 and completed an assessment.",
    "Children's Social Care checked their records on 12 February 2026 and hold none of the family. Her parents want no help at home.",
    "A social care assessment was offered and declined by parents on 9 April 2026.",
    "The family were asked about short breaks on 6 May 2026 and did not feel that they needed any."])
def test_two_grounds_make_a_nil_a_reasoned_one(text: str) -> None:
    assert not social_care_nil_unreasoned(plan_of(D=text))


@pytest.mark.parametrize("text", ["None.", "N/A", "Not known to social care.", "There are no social care needs at this time.",
                                  "Social care have confirmed that the family is not known to them.", "To be confirmed"])
def test_a_status_alone_is_no_reason(text: str) -> None:
    assert social_care_nil_unreasoned(plan_of(D=text))


def test_the_doctors_finding_with_its_date_is_a_reason() -> None:
    assert not health_nil_unreasoned(plan_of(C="The paediatrician examined Mia on 4/2/26 and found no health needs."))


def test_a_heading_with_nothing_under_it_is_an_unreasoned_nil_and_a_missing_section_is_none() -> None:
    blank = plan_of()
    assert health_nil_unreasoned(blank)
    assert not health_nil_unreasoned(without(blank, "C"))


def test_a_section_with_needs_is_no_nil() -> None:
    assert not health_nil_unreasoned(plan_of(C=[("", "Mia has asthma and misses PE when pollen is high.")]))


@pytest.mark.parametrize(("letter", "section", "text", "shown"), [
    ("C", "B", "Mia tires for the rest of the day after a seizure.", True), ("C", "B", "Mia takes no medication.", False),
    ("C", "F", "Staff will be trained to use her EpiPen.", True), ("C", "B", "Mia finds it hard to follow instructions.", False),
    ("D", "A", "She cannot be left alone with her brother for a minute.", True), ("D", "B", "Mia runs off when the bell rings.", False),
    ("D", "A", "She is well looked after.", False), ("D", "B", "Mia is a looked after child.", True),
    ("D", "A", "I am exhausted. She has no sense of danger in the street.", True)])
def test_other_sections_show_what_a_nil_leaves_out(letter: str, section: str, text: str, shown: bool) -> None:
    assert bool(needs_shown(plan_of(**{section: [("", text)]}), letter)) is shown


def test_every_section_has_its_fact() -> None:
    facts = {f.section: f for f in observe_sections(plan_of(B=[("", "Mia has seizures.")], C="None."))}
    assert len(facts) == 12
    assert facts["C"].needs_shown_elsewhere
    assert facts["C"].shown_words == "seizures"
    assert facts["C"].word_count == 1
    assert not facts["C"].nil_reasoned


@pytest.mark.parametrize(("text", "told"), [
    ("Mia is in foster care. Please see her pathway plan.", False),
    ("A child looked after. See the care plan.", False), ("Refer to the child protection plan.", False),
    ("Mia cannot be left alone near a road; see the child in need plan.", True)])
def test_a_status_with_a_pointer_to_another_paper_is_no_need(text: str, told: bool) -> None:
    assert bool(observe_needs(plan_of(D=[("", text)]))) is told

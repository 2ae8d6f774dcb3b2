"""Preparing for adulthood, and what is asked of plans for younger children."""

from __future__ import annotations

import pytest

from qa_engine.model.plan import Subject
from qa_engine.observe.adulthood import Adulthood, observe_adulthood
from qa_engine.observe.context import Context
from qa_engine.vocabulary import OutcomeFact, ProvisionFact
from tests.plan_of import plan_of

OUTCOMES = ["Mia will complete a two-week work placement at a garden centre.", "Mia will travel by bus to college on her own.",
            "Mia will go to a youth club each fortnight."]
PROVISION = ["A job coach will visit the placement weekly for an hour.", "Travel training: ten one-hour sessions with a travel trainer.",
             "A mentor will go with Mia to the youth club for the first six sessions."]


def adulthood(outcomes: list[str], provision: list[str], year: int = 10, specific: bool = True, heading: str = "") -> Adulthood:
    context = plan_of(Subject("Mia", year=year), E=[(heading, t) for t in outcomes], F=[("", t) for t in provision])
    return observe_adulthood(context, _outcomes(context, specific), _provision(context, specific))


def _outcomes(context: Context, specific: bool) -> dict[str, OutcomeFact]:
    return {i.id: OutcomeFact(i.id, "E", "", specific=specific) for i in context.plan.items("E")}


def _provision(context: Context, specific: bool) -> dict[str, ProvisionFact]:
    return {i.id: ProvisionFact(i.id, "F", "", specific=specific) for i in context.plan.items("F")}


def test_three_pathways_with_specific_outcome_and_provision_are_good() -> None:
    assert adulthood(OUTCOMES, PROVISION).pfa == "good"


def test_pathways_without_specific_items_are_partial() -> None:
    assert adulthood(OUTCOMES, PROVISION, specific=False).pfa == "partial"
    assert adulthood(OUTCOMES[:1], PROVISION[:1]).pfa == "partial"


def test_friends_and_sleep_at_school_are_not_yet_adult_life() -> None:
    outcomes = ["Mia will ask a peer a question twice a week.", "Mia will read a page aloud."]
    seen = adulthood(outcomes, ["Weekly friendship group.", "Sleep advice."])
    assert seen.pfa == "absent"


@pytest.mark.parametrize("heading", ["Preparing for adulthood: employment", "Being healthy", "Friends and community"])
def test_a_heading_that_names_a_pathway_counts(heading: str) -> None:
    assert adulthood(["Mia will choose between two things."], [], heading=heading).pfa == "partial"


def test_social_emotional_and_mental_health_is_no_pathway() -> None:
    assert adulthood(["Mia will use her exit card."], [], heading="Social, emotional and mental health").pfa == "absent"


def test_below_year_nine_it_does_not_apply_and_independence_and_friendship_are_looked_for() -> None:
    seen = adulthood(["Mia will put on her coat by herself.", "Mia will read twenty words."], [], year=3)
    assert (seen.pfa, seen.friendship, seen.independence) == ("not_applicable", False, 1)
    assert adulthood(["Mia will play a game with a friend for ten minutes."], [], year=3).friendship


def test_where_no_year_is_known_the_age_decides() -> None:
    context = plan_of(Subject("Mia", age=15), E=[("", OUTCOMES[0])])
    assert observe_adulthood(context, {}, {}).pfa == "partial"
    assert observe_adulthood(plan_of(Subject("Mia")), {}, {}).pfa == "not_applicable"


@pytest.mark.parametrize(("text", "alone"), [
    ("Mia will put in her contact lenses herself.", True), ("Mia will find her own way to the hall.", True),
    ("Mia will order chips without her sister speaking for her.", True), ("Mia will ask a stranger for the time.", True),
    ("Mia will eat lunch without help.", True), ("Mia will answer four questions without prompting.", False),
    ("Mia will sort ten cards with no help.", False)])
def test_doing_for_oneself_is_independence_and_unaided_school_work_is_not(text: str, alone: bool) -> None:
    assert adulthood([text], [], year=3).independence == int(alone)


def test_a_peer_who_only_listens_is_no_friend() -> None:
    assert not adulthood(["Mia will recount her weekend to a classmate."], [], year=3).friendship

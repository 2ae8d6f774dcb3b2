"""Whether section A says that the child was not at the review."""

from __future__ import annotations

import pytest

from qa_engine.observe.voice import observe_voices
from tests.plan_of import MIA, plan_of


@pytest.mark.parametrize("text", [
    "The annual review meeting was held in May. Mia did not attend.",
    "Present at the review: Ms Odell (SENCo), Mr Finch (form tutor). Mia chose not to come.",
    "The meeting was on a Tuesday and Mia, who was unwell, was not there.",
    "Review of the plan, June 2026. She was not invited to the meeting.",
    "Mia was in class during the meeting.",
])
def test_a_child_who_was_not_there_is_told(text: str) -> None:
    assert _missed(text)


@pytest.mark.parametrize("text", [
    "Mia came to the review meeting for ten minutes. Her father did not attend.",
    "At the review staff said that Mia did not attend school for most of the autumn.",
    "The review noted that she could not join lessons in the hall.",
    "Mia did not attend swimming lessons before the review meeting.",
    "Mia's social worker was not present at the meeting.",
    "Mia did not come down to breakfast when she stayed with her nan.",
])
def test_what_others_missed_or_what_is_no_meeting_is_not(text: str) -> None:
    assert not _missed(text)


def _missed(text: str) -> bool:
    return observe_voices(plan_of(MIA, A=[("Update", text)])).missed_review

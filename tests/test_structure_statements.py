"""Statements that there is nothing, and template text."""

from __future__ import annotations

import pytest

from qa_engine.structure.statements import Statements, residue_in
from tests.structure_kit import LEXICON

SAYS = Statements(LEXICON, frozenset({"rowan"}))


@pytest.mark.parametrize(
    "text",
    [
        "None.",
        "N/A",
        "Nil",
        "Not applicable",
        "None identified at the time of writing.",
        "There are no identified health needs related to Rowan's SEN.",
        "Rowan is not known to social care.",
        "Rowan and his family are not currently open to Early Help.",
        "No personal budget has been requested.",
        "No health provision is required.",
        "No provision is required under section 2 of the CSDPA 1970.",
        "Rowan is generally fit and well.",
        "None. The duty social worker checked the records on 3 May and found no involvement.",
        "Not applicable, as he is over 18.",
        "The family do not wish to have a personal budget.",
        "Rowan will access universal health services.",
        "None required, for the same reason.",
        "None: see the early help officer's visit of 3 March 2026 in Section D.",
        "Nil - as the duty worker advised on 9 May.",
        "The carers' review of June 2026 did not identify that she requires any further care provision.",
        "The social worker's visit did not find any other need for support.",
        "Family Help rang Rowan's aunt on 6 May 2026 and searched its files. There are no social care needs.",
        "The district's disability team carried out an assessment on 9 June. It identified no care needs. Help was offered and declined.",
    ],
)
def test_absence_is_heard_in_many_wordings(text: str) -> None:
    assert SAYS.nil(text)


@pytest.mark.parametrize(
    "text",
    [
        "No medical concerns, but Rowan needs insulin every day.",
        "Rowan has no sense of danger near water.",
        "He does not sleep through the night.",
        "There are no health needs. He requires daily physiotherapy.",
        "Nobody has asked him.",
        "None: he needs two carers at home each morning.",
        "The review did not find any other need for support, and a sitter will visit each week.",
        "He does not find any lesson easy.",
        "He is not yet dry at night.",
        "A nurse will visit each week; no training is needed.",
    ],
)
def test_a_need_in_negative_words_is_no_absence(text: str) -> None:
    assert not SAYS.nil(text)


@pytest.mark.parametrize("text", ["TBC", "To be confirmed", "Health advice awaited", "Report to follow"])
def test_waiting_is_not_absence(text: str) -> None:
    assert SAYS.waiting(text) and not SAYS.nil(text)


@pytest.mark.parametrize(
    "text", ["Click or tap here to enter text.", "Choose an item.", "[Enter name]", "Not recorded", "Delete if not applicable", "YES/ NO"]
)
def test_prompts_are_known(text: str) -> None:
    assert SAYS.prompt(text)


@pytest.mark.parametrize(
    "text",
    [
        "This section must set out all of the child's needs.",
        "Please describe the provision in detail.",
        "Provision should be specific and should normally be quantified.",
        "Refer to the Code of Practice, 9.69.",
    ],
)
def test_guidance_is_known(text: str) -> None:
    assert SAYS.guidance(text)


def test_text_about_the_child_is_never_guidance() -> None:
    assert not SAYS.guidance("Rowan must be specified as a member of the club in this section of the school.")


def test_undeleted_words_are_found_inside_a_text() -> None:
    assert residue_in("[Name] will tell his/her teacher by xx/xx/xxxx, \u00abSchool\u00bb.") == [
        "[Name]",
        "his/her",
        "xx/xx/xxxx",
        "\u00abSchool\u00bb",
    ]


@pytest.mark.parametrize("text", [
    "Advice was asked for on 3 May. Advice was received on 20 May 2026: Rowan has no social care needs related to his SEN.",
    "Advice was sought from Early Help on 20 March. The social worker came to see us at home on 2 April and found that Rowan "
    "has no social care needs at this time.",
])
def test_absence_is_heard_after_a_sentence_that_says_who_was_asked(text: str) -> None:
    assert SAYS.nil(text)


@pytest.mark.parametrize("text", [
    "Rowan drives his powered wheelchair safely indoors.", "Outstanding in art.", "He is close to his grandfather.",
    "He helps to tidy up without being told.", "Science is at greater depth for his year.",
])
def test_what_tells_of_nothing_hard_or_missing_is_a_strength(text: str) -> None:
    assert SAYS.plain_strength(text)


@pytest.mark.parametrize("text", [
    "Rowan cannot sit for more than five minutes.", "Phonics is behind.", "Processing speed at the 5th percentile.", "Autism.",
    "A teaching assistant will read with him for 20 minutes a day.", "Acts the clown at spelling time.",
])
def test_what_is_hard_low_or_to_be_given_is_no_strength(text: str) -> None:
    assert not SAYS.plain_strength(text)


@pytest.mark.parametrize("text", [
    "The school nurse saw Rowan on 3 May 2026. He struggles to settle and needs help at night.",
    "Early Help visited in June. Rowan runs off from his gran's house.",
])
def test_who_looked_and_what_they_found_amiss_is_no_absence(text: str) -> None:
    assert not SAYS.nil(text)

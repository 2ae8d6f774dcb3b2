"""Who an entry of section K comes from, in the short list by which a board counts."""

from __future__ import annotations

import pytest

from qa_engine.language.lexicon import Lexicon
from qa_engine.observe.services import service_of
from qa_engine.rulebook import default_folder

LEXICON = Lexicon.load([default_folder() / "terms"])


@pytest.mark.parametrize(("role", "title", "service", "expected"), [
    ("Educational psychologist", "Psychological advice", "Marlshire County Council", "educational psychology"),
    ("Looked-after children's nurse", "Review health assessment", "Burrowmere Health Trust", "nursing"),
    ("Mental health practitioner", "CAMHS advice", "Eastwater CAMHS", "CAMHS"),
    ("Clinical psychologist", "Report", "", "CAMHS"),
    ("Community paediatrician", "Medical advice", "Cranleth Health", "paediatrics"),
    ("Qualified teacher of the deaf", "Advice", "Sensory Service", "sensory support"),
    ("Pupil and foster carer", "Views", "Family", "family"),
    ("Key person", "Nursery advice", "Ravensby Nursery School", "school"),
    ("Duty desk", "Social care response", "Children's Services", "social care"),
    ("", "SaLT report", "", "speech and language therapy"),
    ("", "OT report", "", "occupational therapy"),
    ("Dietitian", "Report", "", "other health"),
    ("Specialist teacher", "Autism outreach report", "", "specialist teaching"),
    ("", "", "Vale Physiotherapy", "physiotherapy"),
    ("Volunteer", "Letter", "Riding club", "other"),
])
def test_an_entry_is_counted_under_its_profession(role: str, title: str, service: str, expected: str) -> None:
    assert service_of(LEXICON, (role, title, service)) == expected


def test_a_record_names_the_contributors_and_leaves_out_who_did_not_reply() -> None:
    from qa_engine.store.cases import _Item, _Section, _Seen, _services

    seen = [_Seen(contributor="school"), _Seen(contributor="nursing", no_reply=True), _Seen(contributor="school"), _Seen()]
    assert _services(_Section(items=[_Item(id="K", kind="advice", observed=one) for one in seen])) == ("school",)

"""Which service an entry of section K comes from, in a short standard list, so that plans can be counted by who contributed to them."""

from __future__ import annotations

from collections.abc import Iterable

from qa_engine.language.lexicon import Lexicon

OTHER = "other"
# In the order in which they count where an entry names several: a profession before the body it works for, the family before the school.
_SERVICES = {
    "contributor_psychology": "educational psychology", "contributor_speech": "speech and language therapy",
    "contributor_occupational": "occupational therapy", "contributor_physio": "physiotherapy", "contributor_camhs": "CAMHS",
    "contributor_paediatrics": "paediatrics", "contributor_nursing": "nursing", "contributor_sensory": "sensory support",
    "contributor_teaching": "specialist teaching", "contributor_care": "social care", "contributor_health": "other health",
    "contributor_family": "family", "contributor_school": "school",
}


def service_of(lexicon: Lexicon, parts: Iterable[str]) -> str:
    """The service that these words of an entry name; the first part that names one counts. `other` where none does."""
    lists = lexicon.part("contributor_")
    for words in parts:
        named = lists.read(words).hits if words else {}
        if found := next((service for name, service in _SERVICES.items() if name in named), ""):
            return found
    return OTHER

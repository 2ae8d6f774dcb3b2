"""The fixed words and signs of the page. Every colour has a sign and a word beside it."""

from __future__ import annotations

from typing import NamedTuple

from qa_engine.model.audit import Finding

SECTION_TITLES = {
    "A": "Views, interests and aspirations", "B": "Special educational needs", "C": "Health needs", "D": "Social care needs",
    "E": "Outcomes", "F": "Special educational provision", "G": "Health provision", "H1": "Social care provision under the 1970 Act",
    "H2": "Other social care provision", "I": "Placement", "J": "Personal budget", "K": "Advice and information",
}
STATUSES = {"content": "", "explicit_none": "says that there is nothing", "blank": "is left blank", "missing": "cannot be found"}
AUDIENCES = {"caseworker": "Caseworker", "dco": "Designated clinical officer", "social_care": "Social care", "qa_lead": "QA lead"}
LINKS = {"explicit": "printed in the plan", "likely": "likely, by meaning", "possible": "possible, by meaning", "none": "none found"}


class Sign(NamedTuple):
    """How a kind is shown: `css` names its colour, `mark` its shape, `words` what it is called."""

    css: str
    mark: str
    words: str


KINDS = {
    "statutory": Sign("statutory", "§", "Apparent statutory point"),
    "significant": Sign("significant", "▲", "Significant"),
    "practice": Sign("practice", "●", "Good practice"),
    "strength": Sign("strength", "✓", "Strength"),
}
GRADES = {
    "Good": Sign("good", "✓", "Good"),
    "RI": Sign("ri", "▲", "Requires Improvement"),
    "Inadequate": Sign("inadequate", "✗", "Inadequate"),
    "NA": Sign("na", "–", "Not applicable"),
    "Not judged": Sign("na", "?", "Not judged"),
}


def kind_of(finding: Finding) -> str:
    """The key of KINDS."""
    return "strength" if finding.strength else finding.severity

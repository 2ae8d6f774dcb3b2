"""Which kind of advice a report is, from its title, the author's role and the service."""

from __future__ import annotations

import re

from qa_engine.language.lexicon import Lexicon

_KINDS = {
    "adviser_psychology": "educational psychology",
    "adviser_sensory": "education",
    "adviser_therapy": "health",
    "adviser_care": "social care",
    "adviser_health": "health",
    "adviser_education": "education",
}
_PROFESSIONS = ("adviser_health", "adviser_therapy", "adviser_psychology")
_CLINICIAN = re.compile(
    r"\b(?:nurse|paediatrician|doctor|psychiatrist|psychologist|\w*therapist|dietitian|consultant|audiologist)\b", re.IGNORECASE
)
_PARENT = re.compile(r"\b(?:parents?|mother|father|mum|dad|carers?|grand(?:mother|father|parent)|guardian|family)\b", re.IGNORECASE)
_CHILD = re.compile(
    r"\b(?:all about me|my (?:story|views|voice)|child['’]s (?:views|voice)|young person|pupil['’]?s? (?:views|voice)|pupil|student)\b",
    re.IGNORECASE,
)


def kind_of(parts: tuple[str, str, str, str], lexicon: Lexicon) -> str:
    """One of the kinds of advice. `parts` are title, role, service and author; the role tells most, then the title, then the service."""
    title, role, service, _ = parts
    for words in (role, title):
        own = _family(words)
        found = _named(words, lexicon)
        if own and not found:
            return own
        if found:
            return found
    return _named(service, lexicon) or _family(title) or "other"


def _family(words: str) -> str:
    if not words:
        return ""
    return "parent" if _PARENT.search(words) else "young person" if _CHILD.search(words) else ""


def _named(words: str, lexicon: Lexicon) -> str:
    hits = lexicon.part("adviser_").read(words).of(*_KINDS)
    # A "looked-after children's nurse" is a nurse: a profession says more than whom it serves.
    longest = max(
        hits, key=lambda h: (h.name in _PROFESSIONS and _CLINICIAN.search(words) is not None, h.last - h.first, -h.first), default=None
    )
    return _KINDS[longest.name] if longest else ""

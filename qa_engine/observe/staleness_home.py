"""A home with parents told as today's of a child whom the plan itself says is looked after elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa_engine.language.words import bag
from qa_engine.model.plan import Subject
from qa_engine.observe.phrases_lines import Line, in_quotation
from qa_engine.observe.staleness_when import Stale

_LIVES = re.compile(
    r"\b(?P<who>I|he|she|they|(?-i:[A-Z][\w'’-]+)) (?:still |currently |now )?(?:lives?|(?:is|are) living|resides?|stays?) "
    r"(?:at home )?with "
    r"(?:(?:both )?(?:his|her|their|my) |the )?(?:birth |single |own )*"
    r"(?:mum|mam|mother|mummy|dad|daddy|father|parents|family|stepfather|stepmother)\b"
    r"(?:,? (?:and|with) (?:(?:his|her|their|my|two|three|four|both|a|an|one|older|younger|little|baby|half"
    r"|step) ?-?)*\w+)?", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:foster (?:carers?|family|placement|mum|dad|home|care)|residential (?:children['’]s )?home|children['’]s home"
    r"|kinship carers?|(?:full |interim )?care order|looked after by (?:the )?(?:local authority|council|county)"
    r"|looked[- ]after child|came into care|is in care)\b",
    re.IGNORECASE)
# A child under a care order may be placed with parents; one who went home is no longer away.
_AT_HOME = re.compile(
    r"\b(?:placed (?:at home )?with (?:his|her|their|both)? ?(?:parents|mother|father|mum|dad)"
    r"|returned (?:home|to (?:his|her|their) (?:mother|father|parents))|reunifi\w+|rehabilitated home|order (?:was )?(?:discharged|revoked)"
    r"|no longer looked after|foster(?:ed)? (?:children|brothers?|sisters?)|special guardian\w*|adopted|adoptive"
    r"|mother is a foster carer|parents are foster carers)\b", re.IGNORECASE)
_LIVE_WORDS = bag("live lives living reside resides stay stays")
_CARE_WORDS = bag("foster care residential kinship looked home")
_OTHERS = re.compile(r"\b(?:brothers?|sisters?|siblings?|cousins?|friend)\b", re.IGNORECASE)


def stale_homes(lines: list[Line], subject: Subject) -> Iterator[tuple[Line, Stale]]:
    """Lines that say the child lives with parents, where the plan says elsewhere that the child is looked after away from them."""
    found = [(line, match) for line in lines if line.any(_LIVE_WORDS) and not line.past for match in _LIVES.finditer(line.raw)]
    found = [(line, match) for line, match in found
             if not in_quotation(line.raw, match.start()) and not _OTHERS.search(line.raw, 0, match.end('who'))]
    if not found or not _is_away(lines, subject):
        return
    for line, match in found:
        yield line, Stale(line.start + match.start(), line.start + match.end(), "the plan says elsewhere that the child is looked after")


def _is_away(lines: list[Line], subject: Subject) -> bool:
    told = [line.raw for line in lines if line.any(_CARE_WORDS)]
    if any(_AT_HOME.search(raw) for raw in told):
        return False
    in_care = bool(subject.in_care) or (subject.social_care_status or "") == "LAC"
    return in_care or any(_ELSEWHERE.search(raw) for raw in told)

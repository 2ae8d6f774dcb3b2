"""Whether provision names a school, college or nursery as the place or the giver; who once paid for a thing is neither."""

from __future__ import annotations

import re

_SETTING = re.compile(r"\b(?:[A-Z][\w'’]+ ){1,4}(?:School|Academy|College|Nursery|Primary|High|Juniors|Infants|Sixth Form)\b")
# "The Friends of Ash Lane School", "the Ash Lane School Parents' Association": bodies of other people.
_BODY_BEFORE = re.compile(r"\b(?:Friends|Parents|Supporters|Governors|Trustees|Association|Old Pupils) (?:of|at|for) (?:the )?$")
_BODY_AFTER = re.compile(
    r"^(?:['’]s?)? (?:(?:and \w+ )?(?:PTA|PTFA|PSA|Friends|Fund|Trust|Charity|Foundation|Endowment|Association)"
    r"|Parents?['’]? (?:Association|Teacher|and Teachers?|Staff)|Parent[- ]Teacher)")
# A council's service for children in care, and what is done on some days: no place where the child is taught.
_NO_PLACE = re.compile(r"\b(?:Virtual|Forest|Sunday|Saturday|Summer|Holiday|Home|Beach) School$")
_DONOR = re.compile(r"\b(?:bought|purchased|paid for|donated|presented|bequeathed|raised) (?:for \w+ )?by (?:the )?$", re.IGNORECASE)


def names_setting(words: str, setting: str | None) -> bool:
    """Whether the plan's own setting, or another by its look, is named in these words other than inside another body's name or as donor."""
    own = re.finditer(re.escape(setting), words) if setting else ()
    return any(_stands_for_itself(words, match) for matches in (own, _SETTING.finditer(words)) for match in matches)


def _stands_for_itself(words: str, name: re.Match[str]) -> bool:
    before, after = words[:name.start()], words[name.end():]
    return not (_NO_PLACE.search(name.group()) or _BODY_BEFORE.search(before) or _DONOR.search(before) or _BODY_AFTER.match(after))

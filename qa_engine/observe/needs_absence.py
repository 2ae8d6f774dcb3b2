"""Does a need tell, in a figure of attendance, that much of school is missed?"""

from __future__ import annotations

import re

_FIGURE = re.compile(r"\battend(?:s|ance|ed)?\b[^.;\d]{0,60}?\b(\d{1,2})(?:\.\d+)?\s?(?:%|per\s?cent\b)", re.IGNORECASE)
# The Department for Education counts a pupil who misses a tenth of school or more as persistently absent.
_ENOUGH = 90


def misses_much(words: str) -> bool:
    """Whether attendance is told in per cent and is that of a pupil who is persistently absent."""
    return "ttend" in words and any(int(found[1]) < _ENOUGH for found in _FIGURE.finditer(words))

"""Shares asked for or given: "eight of ten", "on four days out of five", "25%"."""

from __future__ import annotations

import re

from qa_engine.compare.model import Reason

_SHARE = re.compile(
    r"\b(\d+)(?: (?!group|class|set|block|session|lesson)\w+){0,2}?(?: out of| of)(?: every| the| (?:his|her|their) last)? "
    r"(\d+)\b(?! ?-?(?:min|pupil|child|sec))"
    r"|\b(\d+)(?: times)?(?: in (?:every )?|/)(3|4|5|10)\b(?! ?(?:min|sec|week|day|/))|\b(\d+(?:\.\d+)?) ?(?:%|per ?cent)")


def share_reasons(old: str, new: str) -> list[Reason]:
    """Shares asked for or given ("eight of ten", "25%") that were lowered, raised, dropped or put in."""
    one, other = _shares(old), _shares(new)
    if bool(one) != bool(other):
        given = f"a share is {'no longer' if one else 'now'} given: {(one or other)[0]:.0%}"
        return [Reason(sign="weaker" if one else "stronger", text=given)]
    if len(one) != len(other):
        return []
    return [Reason(sign="weaker" if n < o else "stronger", text=f"the share was {'lowered' if n < o else 'raised'}: {o:.0%} → {n:.0%}")
            for o, n in zip(one, other, strict=True) if abs(o - n) > 0.001]


def without_shares(said: str) -> str:
    """A spelt text without its shares, whose numbers are no amounts."""
    return _SHARE.sub(" ; ", said)


def _shares(said: str) -> list[float]:
    return [float(m[5]) / 100 if m[5] else float(m[1] or m[3]) / (float(m[2] or m[4]) or 1) for m in _SHARE.finditer(said)]

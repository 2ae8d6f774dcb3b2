"""What a rule looks for, as the inference engine takes it: facts that must be there, and facts that must not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

OPERATORS = ("not", "at_least", "at_most", "over", "under", "has", "known", "same_as")
LIMIT = 15  # conditions in a pattern: durable_rules fails at 17, and an absence needs one for itself

Condition = Mapping[str, Any]


class Pattern(NamedTuple):
    """One way for a rule to be true: alias to condition. A condition has `kind` and, by field, a plain value or operators with values."""

    when: Mapping[str, Condition]
    unless: Mapping[str, Condition] = {}

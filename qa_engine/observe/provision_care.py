"""Social care provision: a stay away overnight, help of the kind for Section H1, a direct payment."""

from __future__ import annotations

from qa_engine.language.lexicon import Text


def is_residential(text: Text) -> bool:
    """Whether the child stays away from home overnight; night care in the child's own home is none."""
    return text.has("provision_care_away") or (text.has("provision_care_residential") and not text.has("provision_care_own_home"))


def is_home_support(text: Text) -> bool:
    """Whether it is practical help at home, recreation, travel, adaptation or a daytime break, as the 1970 Act lists."""
    return text.has("provision_care_home_support") and not is_residential(text)


def is_direct_payment(text: Text) -> bool:
    """Whether a direct payment is named."""
    return text.has("provision_care_payment")

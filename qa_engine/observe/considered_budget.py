"""What section J pays for: education by direct payment, a place, things that no section specifies, and what it is meant to achieve."""

from __future__ import annotations

from typing import Any

from qa_engine.language.lexicon import Hit, Text
from qa_engine.observe.considered_readings import Readings, within
from qa_engine.observe.context import Context

_DIRECT = "direct payment"
_BOUGHT = "considered_buys_"
_PROVISION = ("F", "G", "H1", "H2")


def observe_budget(context: Context, readings: Readings) -> dict[str, Any]:
    """The fields of the plan about what its budget buys; none where section J speaks of no payment or was declined."""
    words = " ".join(item.text for item in context.plan.sections["J"].items)
    if _DIRECT not in words.lower() and "£" not in words:
        return {}
    form = context.lexicon.part("budget_").read(words)
    if form.has("budget_decided"):
        return {}
    text = form.against(context.lexicon.part("considered_"))
    return {"budget_unmatched": _unmatched(readings, text)} | (_direct(form, text) if _DIRECT in words.lower() else {})


def _direct(form: Text, text: Text) -> dict[str, bool]:
    return {"direct_payment_education": bool(_paid(text, "considered_taught")), "budget_links": form.has("budget_outcome"),
            "budget_pays_fees": bool(_paid(text, "considered_fees")) and text.has("considered_setting")}


def _paid(text: Text, name: str) -> list[Hit]:
    """What of a list stands in a sentence that speaks of paying and denies nothing."""
    pays, not_paid = text.of("considered_pays"), text.of("considered_not_paid")
    return [hit for hit in text.of(name) if any(within(text, hit.start, p.start) for p in pays)
            and not any(within(text, hit.start, n.start) for n in not_paid)]


def _unmatched(readings: Readings, text: Text) -> tuple[str, ...]:
    """The words for each thing that is paid for and that no provision speaks of."""
    bought = {name: hits[0] for name in text.hits if name.startswith(_BOUGHT) and (hits := _paid(text, name))}
    return tuple(text.quote(hit) for name, hit in sorted(bought.items()) if not readings.said(name, *_PROVISION))

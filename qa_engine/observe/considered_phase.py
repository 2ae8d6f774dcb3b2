"""A change of phase: whether section I names what follows, and whether the amended plan came after its day."""

from __future__ import annotations

from qa_engine.observe.considered_readings import Readings
from qa_engine.observe.context import Context
from qa_engine.vocabulary import PlanFact

# Month and day from which the amended plan is late, by the year that ends with a change of phase (regulation 18(1)).
_LATE_FROM = {-1: (2, 15), 6: (2, 15), 11: (3, 31)}
_SCHOOL_YEAR = (9, 1)


def next_placement_named(readings: Readings) -> bool:
    """Whether section I says from when another setting, or that the child stays."""
    return readings.said("considered_next_phase", "I")


def transfer_late(context: Context, plan: PlanFact) -> bool | None:
    """Whether a plan that was amended is dated between the day on which it was due and the new school year; None where not known.

    A first plan issued in those months is no late amendment.
    """
    issue, late_from = context.plan.particulars.issue_date, _LATE_FROM.get(plan.year if plan.year is not None else 0)
    if issue is None or late_from is None or plan.first_plan is not False:
        return None
    return late_from <= (issue.month, issue.day) < _SCHOOL_YEAR

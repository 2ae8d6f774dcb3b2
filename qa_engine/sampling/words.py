"""How a sample was drawn, in words and as a list: its size and why, its groups, and the chance that each plan had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from tabulate import tabulate

from qa_engine.sampling.draw import Drawn
from qa_engine.sampling.plans import EVERY_PLAN, Plan, stratum
from qa_engine.statistics import Z, sample_size, wilson_sample_size

_WIDTH = 80
_UNEQUAL = 1.25
HEAD = ("case", "record", "auditor_number", "stratum", "plans_in_stratum", "drawn_in_stratum", "chance_of_being_drawn")


def size_words(margin: float, population: int) -> str:
    """How a margin (0.1 is ten percentage points) became a number of plans."""
    unlimited = Z * Z * 0.25 / (margin * margin)
    needed = unlimited / (1 + (unlimited - 1) / population)
    return fill(
        f"Size: {sample_size(margin, population)} plans tell a share within {100 * margin:g} percentage points either way, 95 times in "
        f"100, whatever the share is. Of any number of plans {Z:.2f} x {Z:.2f} x 0.25 / ({margin:g} x {margin:g}) = {unlimited:.1f}; of "
        f"{population:,} plans {unlimited:.1f} / (1 + {unlimited - 1:.1f} / {population:,}) = {needed:.1f}, rounded up (Cochran 1977). By "
        f"Wilson's interval, which the reports print, {wilson_sample_size(margin, population)} would do. Within one group the margin is "
        "wider.", _WIDTH)


def groups_table(plans: Sequence[Plan], drawn: Sequence[Drawn], by: Sequence[str]) -> str:
    """Plans and plans drawn by group, with a line for groups of which none could be drawn."""
    names = sorted({stratum(plan, by) for plan in plans})
    met = {d.stratum: d for d in drawn}
    rows = [(name, d.plans, d.drawn, f"{100 * d.chance:.0f} %") for name in names if (d := met.get(name))]
    none = [name for name in names if name not in met]
    left = [fill(f"None drawn, as the sample is smaller than the number of groups: {'; '.join(none)}.", _WIDTH)] if none else []
    if names == [EVERY_PLAN]:
        return ""
    return "\n".join([tabulate(rows, headers=("Group", "Plans", "Drawn", "Chance"), tablefmt="simple", maxcolwidths=[50, 8, 8, 8]), *left])


def chances(drawn: Sequence[Drawn]) -> str:
    """What unequal chances mean for who counts the sample; "" where they are much the same."""
    every = [d.chance for d in drawn]
    if max(every) < _UNEQUAL * min(every):
        return ""
    return fill("Chances differ between groups. To tell a share of all plans from the sample, count each plan 1 / chance times; sample.csv "
                "has the chance.", _WIDTH)


def record_name(drawn: Drawn, number: int, copies: int) -> str:
    """The file name of an auditor's record; it tells the case and nothing else."""
    return f"{drawn.plan.case}-auditor-{number}.docx" if copies > 1 else f"{drawn.plan.case}.docx"


def listing(drawn: Sequence[Drawn], copies: int) -> Iterator[list[str]]:
    """Rows under `HEAD`, one for each record, by case."""
    for one in sorted(drawn, key=lambda d: d.plan.case):
        for number in range(1, copies + 1):
            yield [one.plan.case, record_name(one, number, copies), str(number), one.stratum, str(one.plans), str(one.drawn),
                   f"{one.chance:.4f}"]

"""Agreement as tables for a terminal of 80 columns, with small numbers said plainly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from tabulate import tabulate

from qa_engine.model.judgement import GRADES
from qa_engine.moderation.agreement import NO_RULE, Compared, Overridden, Row
from qa_engine.moderation.forms import OVERALL
from qa_engine.statistics import Agreement, Kappa

_WIDTH = 80
_MOST_RULES = 10
_SMALL = 10
_HEADERS = ("Area", "Pairs", "Same", "Within 1", "Kappa")
_RULE_WORDS = {NO_RULE: "(no rule: Good from the start)"}
_READING = ("Within 1: the same grade or the one next to it. Kappa: weighted (quadratic), 1 is full agreement, 0 what chance gives. "
            "Brackets: 95 % interval.")


def agreement_blocks(found: Sequence[Compared]) -> Iterator[str]:
    """Blocks for each set of rule packs."""
    for group in found:
        if group.engine:
            yield _introduced(group, len(found) > 1)
            yield _table("Rules and people", (*group.engine, *_several(group.ways)))
            yield _way(group)
            yield _crossed(group.engine, "rules", "people")
        if group.people:
            who = f": {group.kinds[0].title}" if len(group.kinds) == 1 else ""
            yield _table(f"Person and person, each on the same plan{who}", (*group.people, *_several(group.kinds)))
            yield _crossed(group.people, "first", "second")
        if group.engine:
            yield _notes((*group.engine, *group.people), bool(group.people))
        if group.overridden:
            yield _rules(group.overridden)


def _several(kinds: Sequence[Row]) -> Sequence[Row]:
    """Kinds of pairs, where there is more than one to tell apart."""
    return kinds if len(kinds) > 1 else ()


def _introduced(group: Compared, several: bool) -> str:
    few = f" {_plans(group.plans)}: too few for an interval that tells much." if group.plans < _SMALL else ""
    if group.in_force:
        return fill(f"{_plans(group.plans)}, {group.rules}." if several or not few else few.strip(), _WIDTH)
    rules = group.rules or "rules not readable"
    return fill(f"Apart, as made by other rules than those in force: {_plans(group.plans)}, {rules}.{few}", _WIDTH)


def _plans(number: int) -> str:
    return f"{number} plan{'' if number == 1 else 's'}"


def _table(title: str, rows: Sequence[Row]) -> str:
    told = [(r.title, r.figures.pairs, same(r.figures), near(r.figures), kappa_words(r.figures.quadratic)) for r in rows if r.figures.pairs]
    return f"{title}\n" + tabulate(told, headers=_HEADERS, tablefmt="simple", maxcolwidths=[21, 5, 14, 8, 19], disable_numparse=True,
                                   colalign=("left", "right", "left", "left", "left")) if told else ""


def same(figures: Agreement) -> str:
    """Pairs of the same grade: a count where there are few, else a percentage with its interval."""
    if figures.plans < _SMALL:
        return f"{figures.exact.count} of {figures.pairs}"
    return f"{100 * figures.exact.count / figures.pairs:.0f} % ({100 * figures.exact.low:.0f}-{100 * figures.exact.high:.0f})"


def near(figures: Agreement) -> str:
    """Pairs of the same grade or one apart."""
    if figures.plans < _SMALL:
        return f"{figures.adjacent.count} of {figures.pairs}"
    return f"{100 * figures.adjacent.count / figures.pairs:.0f} %"


def kappa_words(kappa: Kappa) -> str:
    """Kappa with its interval, or that it cannot be reckoned."""
    if kappa.value is None:
        return "not reckoned"
    return f"{kappa.value:.2f} ({kappa.low:.2f}, {kappa.high:.2f})" if kappa.low is not None else f"{kappa.value:.2f}"


def _way(group: Compared) -> str:
    """How people differ from the rules, and whether they could have been drawn to them."""
    every = [row for row in group.engine if row.name in _areas(group.engine)]
    higher, lower = sum(r.higher for r in every), sum(r.lower for r in every)
    told = f"People graded areas higher than the rules {_times(higher)}, lower {_times(lower)}." if every else ""
    seen = group.records - group.blind
    drawn = (f" {seen} of {group.records} records showed the grade by rules, which draws people to agree; “ehcp-qa sample” writes "
             "blind ones.")
    return fill(f"{told}{drawn if seen else ''}".strip(), _WIDTH)


def _areas(rows: Sequence[Row]) -> list[str]:
    return [row.name for row in rows if row.name not in ("all", OVERALL)]


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _crossed(rows: Sequence[Row], down: str, across: str) -> str:
    whole = next((row for row in rows if row.name == OVERALL and row.figures.pairs), None)
    if whole is None:
        return ""
    counts = [row[::-1] for row in whole.figures.table[::-1]]
    lines = [(f"{grade} ({down})", *row) for grade, row in zip(reversed(GRADES), counts, strict=True)]
    headers = ("The plan as a whole", *(f"{grade} ({across})" for grade in reversed(GRADES)))
    return tabulate(lines, headers=headers, tablefmt="simple")


def _notes(rows: Sequence[Row], people: bool) -> str:
    """What the tables leave unsaid: only the notes that apply."""
    shown = [row for row in rows if row.figures.pairs]
    why = {row.figures.quadratic.why for row in shown} - {""}
    off = sum(row.off_scale for row in rows if row.name in _areas(rows) or row.name == OVERALL)
    told = [_READING] if shown else []
    told += [f"Not reckoned: {w.partition(': ')[2]}." for w in sorted(why) if w.startswith("cannot")]
    told += [f"Kappa without an interval: {w.partition(': ')[2] or w}." for w in sorted(why) if not w.startswith("cannot")]
    if people:
        told.append("First and second: in the order of the agencies, then of the copies.")
    if off:
        told.append(f"Left out, as one or both said not applicable or not judged: {off} of the pairs.")
    return "\n".join(fill(line, _WIDTH) for line in told)


def _rules(overridden: Sequence[Overridden]) -> str:
    shown = overridden[:_MOST_RULES]
    rows = [(_RULE_WORDS.get(o.rule, o.rule), o.decided, o.overridden, o.higher, o.lower) for o in shown]
    more = f" (the first {len(shown)} of {len(overridden)})" if len(overridden) > len(shown) else ""
    return f"Rules most often overridden{more}\n" + tabulate(rows, headers=("Rule", "Decided", "Overridden", "Higher", "Lower"),
                                                             tablefmt="simple", maxcolwidths=[40, 7, 10, 6, 6])

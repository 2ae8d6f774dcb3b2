"""The annex: how figures were reckoned, what they cannot say, what words mean, and which rules judged what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qa_engine.board.gather import Gathered, Gathering, Way
from qa_engine.board.model import Method, PackLine, Period
from qa_engine.board.shares import FEW, counted
from qa_engine.judge.measures import share
from qa_engine.store.model import Run

_METHOD = (
    "Every plan in the batch was read and judged by the same written rules; no sample was drawn. Grades are the rules' own until people "
    "have moderated them, and every grade can be traced to the words that decided it.",
    "A plan is one version of one child's plan: the same file counts once in a month and once in the period. Plans, area judgements, lines "
    "of provision and outcomes are counted apart and never mixed in one share.",
    "Intervals of shares of plans are Wilson's at 95 %; of a change Newcombe's (1998, method 10). They say how far a share could be "
    "moved by which plans happened to fall in the period. Lines and outcomes of one plan are alike, so their shares have no interval.",
    "Words stand for fixed shares: almost all over 90 %, most 75 to 90, the majority 50 to 74, less than half 15 to 49, few under 15.",
    "Groups of fewer than five plans are not shown, nor any group by which such a one could be had by subtraction within this report.",
    "Run charts: a shift is six or more months in a row on one side of the median, a trend five or more going one way (Perla, Provost and "
    "Murray, BMJ Quality and Safety 2011; 20: 46-51).",
    "Moderation: agreement is with the last grade people gave (adjudicated, else moderated, else the panel's); kappa has quadratic "
    "weights. “ehcp-qa moderate” tells of the panel's grades alone, and of people with each other.",
)
_LIMITS = (
    "Rules read words. They cannot say whether a plan is right for the child, whether it is delivered, or what the family thinks.",
    "“Apparent statutory point” means that the text seems to lack what the law asks for; people confirm it.",
    "Files that could not be read or judged are in no share of grades. If they differ from the others, the true mix does too.",
    "Groups differ in the children they serve and the advice they get. A lower share is a question to ask, not a verdict on a team.",
    "Two reports of overlapping periods or filters, side by side, could tell of small groups: share them with the care that plans get.",
    "Wording shown to learn from was chosen and blanked by rules. Read it before it is passed on.",
)
_DEFINITIONS = (
    ("Good, Requires Improvement, Inadequate", "Grades of a plan or area by the rules; the reasons stand in each plan's own record."),
    ("Specific provision", "A line of Section F that says what, by whom, how often and how much."),
    ("Specific outcome", "An outcome of Section E with a date, that can be measured and is no provision or bare aspiration."),
    ("Borderline", "A plan whose grade a small change of a threshold or weight would change."),
    ("Points", "Percentage points: from 40 % to 45 % is five points."),
    ("Kappa", "Agreement beyond what chance would give: 0 is no better than chance, 1 is full agreement."),
)
_LARGE = 70


def method_of(seen: Gathering, runs: Iterable[Run], asked: Period, restated: bool, kept: int) -> Method:
    """The annex of the period; `kept` audits could not be judged again."""
    limits = [*_majority(seen.counted), *_kept(kept), *_LIMITS]
    again = ("Months judged by earlier rules were judged again from their stored records by the rules of today, so that months can be "
             "compared.",) if restated else ()
    return Method(method=(*_METHOD, *again), limits=tuple(limits), definitions=_DEFINITIONS, packs=tuple(_packs(seen.way, runs, asked)))


def _majority(now: Gathered) -> Iterator[str]:
    """One grade for nearly all tells plans apart badly, and agreement on it comes cheap."""
    plans = now.period.plans
    grade, count = next(iter(now.period.grades.most_common(1)), ("", 0))
    whole = share(count, plans) or 0
    if whole >= _LARGE and plans >= FEW:
        name = {"RI": "Requires Improvement"}.get(grade, grade)
        yield (f"{whole} % of plans have one grade, {name}: the overall grade tells plans apart badly here, and whoever always said "
               f"“{name}” would agree as often. Look at areas, rules and graded pieces.")


def _kept(audits: int) -> Iterator[str]:
    if audits:
        stand = "stands" if audits == 1 else "stand"
        yield (f"{counted(audits, 'audit')} of the months reached back to could not be judged again by the rules of today and {stand} in "
               "the figures with the grade of the earlier rules.")


def _packs(way: Way | None, runs: Iterable[Run], asked: Period) -> Iterator[PackLine]:
    """Each pack by the runs it judged, of the period and before it."""
    kept: dict[tuple[str, str, str, str, bool], list[str]] = {}
    for run in runs:
        if run.month <= asked.last:
            for name, version, law in run.packs:
                key = (name, version, law, run.tool, (run.rules, run.tool) == way)
                kept.setdefault(key, []).append(run.name)
    for (name, version, law, tool, current), names in sorted(kept.items(), key=lambda entry: (not entry[0][-1], entry[0])):
        yield PackLine(name=name, version=version, law_as_at=law, tool=tool, runs=tuple(names), current=current)


def told_runs(names: Sequence[str]) -> str:
    """Runs by name, the first and last of many."""
    return ", ".join(names) if len(names) < 4 else f"{names[0]} to {names[-1]} ({len(names)} runs)"

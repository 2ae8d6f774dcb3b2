"""The long lists for QA leads, a line for each plan, finding and provision: their columns, and how an audit becomes lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa_engine.board.timeliness import DATES, disorders_of
from qa_engine.report.word.tables import NEEDED, SLOTS
from qa_engine.report.workbook.cells import Cell, Column, percent, tick
from qa_engine.report.workbook.lines import Line
from qa_engine.store.model import ABOUT, Case

_TOLD = {"team": "Team", "caseworker": "Caseworker", "kind": "Kind of plan", "setting": "Setting", "setting type": "Type of setting",
         "primary need": "Primary need", "phase": "Phase"}
SEVERITIES = {"statutory": "Statutory", "significant": "Significant", "practice": "Good practice"}
_FIRM = {"stable": "firm", "borderline": "borderline"}
_YEARS = {"0": "Reception", "-1": "Nursery"}  # by age, where the plan prints no year
COUNTED, NOT_JUDGED, OTHER_RULES, AGAIN = "Yes", "No: not judged", "No: judged by other rules", "No: this file is counted already"


@dataclass(frozen=True, slots=True)
class Shape:
    """What depends on the report: area to title in order, the columns of the council's list that are known, and whether caseworkers are
    named (`managers`)."""

    areas: Mapping[str, str]
    known: Sequence[str]
    managers: bool

    @property
    def told(self) -> list[str]:
        """Columns of the council's list to show, in order."""
        return [name for name in _TOLD if name in self.known and (name != "caseworker" or self.managers)]

    @property
    def dates(self) -> list[str]:
        """Its dates to show."""
        return [name for name in DATES if name in self.known]


def without_unknown(rows: Iterable[Sequence[Cell]], shape: Shape) -> list[list[Cell]]:
    """Lines of plans made with every column of the council's list, with those left that are known."""
    wanted = {column.title for column in plan_columns(shape)}
    kept = [place for place, column in enumerate(plan_columns(Shape(shape.areas, ABOUT, shape.managers))) if column.title in wanted]
    return [[cells[place] for place in kept] for cells in rows]


def plan_columns(shape: Shape) -> list[Column]:
    """A line for each audit of a plan."""
    return [
        Column("Month", 9), Column("Case", 19), Column("Plan (all versions)", 18), Column("In the figures", 16),
        Column("Overall", 12, "grade"), Column("Firm or borderline", 11),
        *(Column(_TOLD[name], 28 if name == "setting" else 18) for name in shape.told), Column("Year group", 12), Column("State", 16),
        Column("Date on the plan", 11, "date"),
        *(Column(title, 14, "grade") for title in shape.areas.values()),
        Column("Provision lines, number (F)", 10, "count"), Column("Specific (F)", 10, "count"), Column("Specific (F), %", 10, "percent"),
        Column("Outcomes, number (E)", 10, "count"), Column("Specific (E)", 10, "count"), Column("Specific (E), %", 10, "percent"),
        *(Column(f"{title} findings", 12, "count") for title in SEVERITIES.values()), Column("Strengths", 10, "count"),
        Column("Contributor services (K)", 40), *(Column(f"{name.capitalize()} (date)", 11, "date") for name in shape.dates),
        *([Column("Dates to correct", 40)] if shape.dates else []), Column("Why not judged", 40), Column("Run", 14)]


def plan_line(case: Case, counted: str, shape: Shape) -> list[Cell]:
    """The line of an audit; `counted` says whether the figures for a board count it."""
    weak = Counter(f.severity for f in case.findings if not f.strength)
    strong = sum(f.strength for f in case.findings)
    disorders = "; ".join(f"{d.later} is before {d.earlier}" for d in disorders_of(case))
    return [
        case.month, case.case, case.ref, counted, case.overall, _FIRM.get(case.stability, "") if case.judged else "",
        *(case.about.get(name, "") for name in shape.told), _YEARS.get(case.year, case.year), case.state, case.issued,
        *(case.areas.get(area, "") for area in shape.areas), *_specific(case, "F"), *_specific(case, "E"),
        *(weak[severity] for severity in SEVERITIES), strong, ", ".join(case.services),
        *(case.about.get(name, "") for name in shape.dates), *([disorders] if shape.dates else []), case.why_not, case.run]


def finding_columns() -> list[Column]:
    """A line for each finding, weakness or strength, without words of the plan."""
    return [Column("Month", 9), Column("Case", 19), Column("Team", 18), Column("Severity or strength", 13), Column("Area", 30),
            Column("Section", 9), Column("Item", 13), Column("Rule", 9), Column("What was found", 60), Column("How sure", 10),
            Column("Not in the figures", 30)]


def finding_lines(case: Case, counted: str, areas: Mapping[str, str]) -> Iterator[list[Cell]]:
    """The lines of an audit's findings."""
    team = case.about.get("team", "")
    for f in case.findings:
        yield [case.month, case.case, team, "Strength" if f.strength else SEVERITIES[f.severity],
               areas.get(f.area, f.area), f.section, f.item, f.rule, f.title, f.confidence, "" if counted == COUNTED else counted]


def line_columns() -> list[Column]:
    """A line for each provision of F, G, H1 and H2."""
    return [Column("Month", 9), Column("Case", 19), Column("Team", 18), Column("Section", 9),
            Column("Item", 9), Column("As the plan says it", 70, "wrapped"), Column("Specific", 9, "tick"),
            *(Column(title, 9, "tick" if slot in NEEDED else "mark") for slot, title in SLOTS.items()),
            Column("Missing", 22, "wrapped"), Column("Open words", 26, "wrapped"),
            Column("Other weakness of wording", 26, "wrapped"), Column("Serves need", 14), Column("Advice it was traced to", 14)]


def provision_line(case: Case, line: Line) -> list[Cell]:
    """The line of a provision."""
    return [case.month, case.case, case.about.get("team", ""), line.section, line.item, line.text, tick(line.specific),
            *(tick(v) for v in line.slots.values()),
            ", ".join(line.missing), ", ".join(f"“{word}”" for word in line.open_words), "; ".join(line.flags), ", ".join(line.needs),
            ", ".join(line.advice)]


def _specific(case: Case, section: str) -> list[Cell]:
    """All, specific and the share of a section's provision or outcomes; nothing of a plan that was not judged."""
    seen = [p.specific for p in case.pieces if p.section == section and p.specific is not None]
    return [len(seen), sum(seen), percent(sum(seen), len(seen))] if case.judged else [None, None, None]

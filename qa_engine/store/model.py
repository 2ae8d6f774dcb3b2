"""What the store hands out: runs, audited plans with grades and findings, panel grades, actions. Only records hold words of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

DATES = ("request", "advice", "decision", "issue", "advice requested", "draft", "review due", "review held", "review decision")
ABOUT = ("team", "caseworker", "kind", "setting", "setting type", "primary need", "phase", *DATES)

STORE = "ehcp-qa.sqlite"  # what a store is called where nobody names one


@dataclass(frozen=True, slots=True)
class Run:
    """One batch. `name` is that of its folder; `month` is YYYY-MM or "". `rules` is the SHA-256 of all rule files; `packs` has (name,
    version, law as at). `files` counts: found, judged, not_judged, not_read, copies, other_formats. `folder` is where its reports lie,
    as seen from the store where that is a file."""

    name: str
    month: str
    folder: str
    tool: str
    rules: str
    packs: tuple[tuple[str, str, str], ...] = ()
    files: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding without its quote. `item` is "" for a whole section or plan; `severity` is statutory, significant or practice."""

    rule: str
    title: str
    area: str
    section: str
    item: str
    severity: str
    strength: bool
    confidence: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A need, outcome or line of provision and what was observed of it; None where it was not asked of such an item."""

    item: str
    section: str
    kind: str
    specific: bool | None = None
    what: bool | None = None
    who: bool | None = None
    how_much: bool | None = None
    how_often: bool | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One plan audited in one run.

    `case` is the pseudonym made from the file's content ("case-…"); `ref` the one made from the council's own case id ("ref-…"), the same
    for every version of a plan, or "". `areas` is area to judgement. `about` has the manifest's columns (team, caseworker, kind, setting,
    setting type, primary need, phase, and the dates of `DATES` as ISO), "" where not known. `services` are the
    contributors that section K lists. `year` is the year group as printed, `issued` the plan's own date (ISO) or "".
    """

    run: str
    month: str
    case: str
    ref: str
    sha256: str
    overall: str
    stability: str
    areas: Mapping[str, str]
    findings: tuple[FindingRow, ...]
    pieces: tuple[Piece, ...]
    about: Mapping[str, str]
    services: tuple[str, ...] = ()
    state: str = ""
    year: str = ""
    issued: str = ""
    authority: str = ""
    why_not: str = ""
    rules: str = ""

    @property
    def judged(self) -> bool:
        """False where the template could not be read."""
        return self.overall != "Not judged"


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A person's grade of an area (or `overall`) of an audited plan, beside the one by rules. `stage` is panel, moderated or adjudicated;
    `agency` is "" after the panel. `auditor` is who entered it, as written in the record; `copy` tells copies of a record for several
    auditors apart, a `blind` one printed nothing of the rules' result; `decided_by` are the rules behind the grade by rules."""

    case: str
    sha256: str
    area: str
    stage: str
    agency: str
    auditor: str
    rules: str
    grade: str
    stance: str
    reason: str
    on: str
    copy: int = 1
    blind: bool = False
    decided_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action from an audit record; dates are ISO or ""; `reaudit` is the grade of the audit after it, or ""."""

    case: str
    sha256: str
    number: int
    action: str
    owner: str
    due: str
    closed: str
    reaudit: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which audits: months from first to last (YYYY-MM, both included, "" open), columns of `about` by their exact value, the run by
    its name, and plans by the SHA-256 of their files (all where none is named)."""

    first: str = ""
    last: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    run: str = ""
    plans: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What the store let go of: the plans by hash of their files, their cases and refs, the runs they were in, and how many audits and
    filled-in records that was."""

    sha256: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()
    audits: int = 0
    moderated: int = 0

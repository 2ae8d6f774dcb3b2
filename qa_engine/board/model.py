"""Every figure and sentence of a board report, made into `schemas/board.schema.json`; whatever shows them reckons nothing."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION = "1.0"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Share(_Part):
    """A part of a whole. `percent` is of 100 to one place, None of nothing; `low` and `high` are its 95 % interval, None where the parts
    are not independent (pieces of one plan) and so have none."""

    part: int
    of: int
    percent: float | None = None
    low: float | None = None
    high: float | None = None


class Mix(_Part):
    """Plans by grade, of `plans` to which it applies."""

    plans: int
    good: Share
    ri: Share
    inadequate: Share


class Period(_Part):
    """Months from `first` to `last` (YYYY-MM, both included; "" where runs have none), what people call it, and the one before it."""

    first: str
    last: str
    name: str
    before_first: str = ""
    before_last: str = ""
    before_name: str = ""


class Coverage(_Part):
    """Files of the batches of the period, whatever the report was narrowed to. `listed` is how many cases the council's list had, None
    without a list. `found` = `judged` + `not_judged` + `not_read` + `copies`; `other_formats` were left alone."""

    found: int
    judged: int
    not_judged: int
    not_read: int
    copies: int
    other_formats: int
    listed: int | None = None


class Pieces(_Part):
    """What was graded beside plans: areas judged in all plans together (those that apply to five or more), provision lines of Section F
    and outcomes of Section E."""

    areas_good: Share
    provision: Share
    outcomes: Share


class Change(_Part):
    """Good plans now and in the period before, in percentage points with the 95 % interval of the difference (Newcombe 1998, method 10).
    Not `compared` where there is no period before, it has too few plans, or was judged by other rules; `why` says which."""

    compared: bool
    why: str
    before: Mix | None = None
    points: float | None = None
    low: float | None = None
    high: float | None = None


class Headline(_Part):
    """`plans` are versions judged under the rules of the period; `later_versions` of them are of a case audited before in the same window;
    `repeats` is how often one of their files was audited again, `other_rules` how many plans only others have judged.
    `mix` and what follows it are None where fewer than five plans were judged."""

    plans: int
    later_versions: int
    repeats: int
    other_rules: int
    mix: Mix | None
    borderline: Share | None
    statutory: Share | None
    pieces: Pieces | None
    change: Change
    sentences: tuple[str, ...]


class MonthLine(_Part):
    """A month of the window. `shown` is False where its groups are too small to show; `same_rules` False where it was judged by others
    and so is in no trend. `areas` holds the share Good by area, None where too few plans have it."""

    month: str
    name: str
    plans: int | None
    shown: bool
    same_rules: bool
    mix: Mix | None = None
    provision: Share | None = None
    outcomes: Share | None = None
    areas: dict[str, Share | None] = {}


class AreaLine(_Part):
    """One of the thirteen areas in the period; `not_applicable` plans are in no share. `mix` is None where it applies to too few."""

    area: str
    title: str
    core: bool
    mix: Mix | None
    not_applicable: int | None


class RuleLine(_Part):
    """A rule that failed in many plans: `plans` is how many of all, `findings` how often in them together."""

    rule: str
    title: str
    area: str
    severity: str
    plans: Share
    findings: int
    advice: str


class Signal(_Part):
    """A pattern that chance seldom makes: `kind` is shift or trend, from month to month (YYYY-MM)."""

    kind: Literal["shift", "trend"]
    direction: Literal["up", "down"]
    first: str
    last: str
    points: int
    sentence: str


class RunChart(_Part):
    """A share by month with the median of its points. Months in `months` and shares in percent stand side by side."""

    indicator: str
    title: str
    months: tuple[str, ...]
    names: tuple[str, ...]
    percents: tuple[float, ...]
    median: float | None
    signals: tuple[Signal, ...]
    sentence: str


class Group(_Part):
    """One group of a cut. `name` is as the council's list has it. Provision is of Section F, specific."""

    name: str
    mix: Mix
    provision: Share
    outcomes: Share


class Cut(_Part):
    """Plans by one thing known of them. `merged` says how many groups went into the last one, named “Other”; `hidden` is how many groups
    are not shown at all. Where it `overlaps` a plan is in several groups."""

    name: str
    title: str
    groups: tuple[Group, ...]
    merged: int = 0
    hidden: int = 0
    overlaps: bool = False
    note: str = ""


class Said(_Part):
    """The four lists a board reads first."""

    well: tuple[str, ...]
    improve: tuple[str, ...]
    did: tuple[str, ...]
    will: tuple[str, ...]


class Example(_Part):
    """Wording that failed a rule, made safe, and the rule's own advice with blanks. `plans` is in how many plans the rule failed."""

    rule: str
    title: str
    before: str
    advice: str
    plans: int


class Move(_Part):
    """Children whose plan was audited again, by its grade at the audit before and now; `plans` is how many."""

    before: str
    now: str
    plans: int


class Loop(_Part):
    """Actions agreed in audit records up to the period's last day, `ends` (ISO, or ""), by which they are closed, open or overdue.
    Re-audits are of children whose plan was audited again in the period under the same rules; `moves` is empty and their counts None where
    they are fewer than five."""

    ends: str
    opened: int
    closed: int
    closed_in_period: int
    open: int
    overdue: int
    reaudits: int | None
    better: int | None
    same: int | None
    worse: int | None
    moves: tuple[Move, ...] = ()


class Agreement(_Part):
    """Grades by rules against those of people: exactly the same, at most one grade apart, and kappa with quadratic
    weights and its 95 % interval (None where they cannot be reckoned; `note` says why). `name` is the area, overall, or all."""

    name: str
    title: str
    pairs: int
    exact: Share
    adjacent: Share
    kappa: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""


class Moderation(_Part):
    """`plans` were looked at by people, of `of` judged in the period."""

    plans: int
    of: int
    whole: Agreement | None
    areas: tuple[Agreement, ...]
    sentences: tuple[str, ...]


class TimeLine(_Part):
    """One time limit: plans in time, of those whose dates are known; `median` is in days. Both are None where fewer than five plans have
    the dates. `not_known` lack a date, `impossible` have dates in an order that cannot be; None of one to four plans."""

    name: str
    title: str
    law: str
    in_time: Share | None
    median: float | None
    not_known: int | None
    impossible: int | None


class BatchLine(_Part):
    """Something only a batch can see, in a sentence with its number; never a case or a name."""

    name: str
    title: str
    plans: int | None
    sentence: str


class PackLine(_Part):
    """A rule pack and the runs it judged, by name."""

    name: str
    version: str
    law_as_at: str
    tool: str
    runs: tuple[str, ...]
    current: bool


class Method(_Part):
    """How it was reckoned, what it cannot say, and what its words mean."""

    method: tuple[str, ...]
    limits: tuple[str, ...]
    definitions: tuple[tuple[str, str], ...]
    packs: tuple[PackLine, ...]


class Board(_Part):
    """One board report. `where` is what it was narrowed to, by column of the council's list. `rules_sha256` (of all rule files) and `tool`
    are those whose audits are counted; audits by others are in no figure but those that say so."""

    schema_version: str = SCHEMA_VERSION
    tool: str
    rules_sha256: str
    council: str
    period: Period
    where: dict[str, str]
    coverage: Coverage
    headline: Headline
    months: tuple[MonthLine, ...]
    areas: tuple[AreaLine, ...]
    rules: tuple[RuleLine, ...]
    run_charts: tuple[RunChart, ...]
    cuts: tuple[Cut, ...]
    said: Said
    examples: tuple[Example, ...]
    loop: Loop
    moderation: Moderation
    timeliness: tuple[TimeLine, ...]
    timeliness_notes: tuple[str, ...]
    across: tuple[BatchLine, ...]
    method: Method


def board_schema() -> dict[str, Any]:
    """What `schemas/board.schema.json` holds."""
    schema = Board.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Board report"}


def render_board(board: Board) -> str:
    """Indented JSON ending in a newline; the same board gives the same bytes."""
    return board.model_dump_json(indent=1) + "\n"

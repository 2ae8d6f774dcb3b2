"""Which findings become comments: by severity and audience, merged where they meet on one phrase, never more than people read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa_engine.mark.anchors import Anchor, Anchors
from qa_engine.model.audit import Finding

MOST_IN_SECTION = 10
MOST_STRENGTHS_IN_SECTION = 3
MOST_OF_THE_WHOLE = 10
_SEVERITIES = ("statutory", "significant", "practice")


@dataclass(frozen=True, slots=True)
class Options:
    """What to write. `practice` adds points of practice, `strengths` what is done well; `audience` keeps one reader's points."""

    strengths: bool = False
    practice: bool = False
    audience: str | None = None
    most_in_section: int = MOST_IN_SECTION


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment to be: its place and the findings that meet there, the gravest first."""

    anchor: Anchor
    findings: tuple[Finding, ...]

    @property
    def section(self) -> str:
        """The section it counts for."""
        return self.findings[0].section or ""

    @property
    def strength(self) -> bool:
        """Whether it only says what is done well."""
        return all(f.strength for f in self.findings)


@dataclass(frozen=True, slots=True)
class Choice:
    """Remarks in the order of the text, findings of the whole plan, and by section how many further remarks are left out."""

    remarks: tuple[Remark, ...]
    whole: tuple[Finding, ...]
    left_out: dict[str, int]


def choose(findings: Iterable[Finding], anchors: Anchors, options: Options) -> Choice:
    """Choose and place; the same findings give the same choice."""
    placed: dict[Anchor, list[Finding]] = {}
    whole: list[Finding] = []
    for finding in findings:
        if not wanted(finding, options):
            continue
        anchor = anchors.find(finding)
        if anchor is None:
            whole.append(finding)
        else:
            _add(placed, anchor, finding)
    remarks = [Remark(anchor, tuple(sorted(met, key=rank))) for anchor, met in placed.items()]
    kept = _kept(remarks, options)
    left = Counter(r.section for r in remarks) - Counter(r.section for r in kept)
    return Choice(tuple(sorted(kept, key=lambda r: r.anchor)), tuple(sorted(whole, key=rank)), dict(sorted(left.items())))


def wanted(finding: Finding, options: Options) -> bool:
    """Whether this reader asked for this finding."""
    if finding.accepted is not None:
        return False
    if options.audience and finding.audience and options.audience not in finding.audience:
        return False
    if finding.strength:
        return options.strengths
    return options.practice or finding.severity != "practice"


def rank(finding: Finding) -> tuple[bool, int, bool]:
    """Sorts the gravest first, what is only possible after what is likely, strengths last."""
    return finding.strength, _SEVERITIES.index(finding.severity), finding.confidence == "possible"


def _add(placed: dict[Anchor, list[Finding]], anchor: Anchor, finding: Finding) -> None:
    """Findings of the same stretch meet in one remark, whether they quote it or only fell back on it."""
    twin = anchor._replace(exact=not anchor.exact)
    if twin in placed and anchor.exact:
        placed[anchor] = placed.pop(twin)
    met = placed.setdefault(twin if twin in placed else anchor, [])
    if all(finding.message != other.message or finding.rule != other.rule for other in met):
        met.append(finding)


def _kept(remarks: Sequence[Remark], options: Options) -> list[Remark]:
    """The gravest of each section; among equals one of each rule before the second of any, then those that say most."""
    seen: Counter[tuple[str, str]] = Counter()
    ordered = []
    for remark in sorted(remarks, key=lambda r: r.anchor):
        key = (remark.section, remark.findings[0].rule)
        ordered.append(((rank(remark.findings[0]), seen[key], -len(remark.findings), remark.anchor), remark))
        seen[key] += 1
    count: Counter[tuple[str, bool]] = Counter()
    kept = []
    for _, remark in sorted(ordered, key=lambda pair: pair[0]):
        place = (remark.section, remark.strength)
        if count[place] < (MOST_STRENGTHS_IN_SECTION if remark.strength else options.most_in_section):
            kept.append(remark)
        count[place] += 1
    return kept

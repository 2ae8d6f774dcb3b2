"""What goes back to whom: points for the caseworker from the trace, points for an author from the audit of the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qa_engine.advice.record import AdviceAudit, AdviceFinding, Point, TraceRow, Verdict

_MOST = 12
_SERIOUS = ("statutory", "significant")
_HOME = {"need": "Section C, or B where it bears on learning", "outcome": "Section E", "provision": "Section F or G"}


def caseworker_points(rows: Iterable[TraceRow], advisers: Mapping[str, str], telling: frozenset[tuple[str, str]]) -> tuple[Point, ...]:
    """A point for each recommendation that the draft lost, weakened or misplaced; provision first. A dropping with its reason is none.

    `telling` holds the needs (report, statement) that say what they do to the child's day: of needs, only these are asked for.
    """
    lost = [r for r in rows if r.fate != "kept" and not _explained(r) and (r.kind != "need" or (r.advice, r.statement) in telling)]
    ordered = sorted(
        lost, key=lambda r: ({"provision": 0, "outcome": 1, "need": 2}[r.kind], {"dropped": 0, "weakened": 1, "misplaced": 2}[r.fate])
    )
    return tuple(_point(r, advisers.get(r.advice, r.advice)) for r in ordered)


def _explained(row: TraceRow) -> bool:
    return row.fate == "dropped" and any(reason.startswith("The plan gives a reason") for reason in row.reasons)


def _point(row: TraceRow, adviser: str) -> Point:
    if row.fate == "dropped":
        ask = f"This {row.kind} is not in the draft. Please put it into {_HOME[row.kind]}, or record why it is left out."
        return Point(quote=row.text, where=f"Advice of {adviser}, {row.where}", ask=ask, source=row.advice)
    why = " ".join(row.reasons)
    if row.fate == "weakened":
        ask = f"The draft says: “{row.item_text}” ({row.item_where}). {why} "
        ask += "Please restore what the advice says, or record why it was changed."
    else:
        ask = f"The draft says: “{row.item_text}” ({row.item_where}). {why} Please move it to Section {row.belongs_in}."
    return Point(quote=row.text, where=f"Advice of {adviser}, {row.where}", ask=ask, source=row.advice)


def author_points(audit: AdviceAudit) -> tuple[Point, ...]:
    """What an author is asked to put right where the report is below Good: the graver findings, then the others, each passage once."""
    if audit.grade not in ("RI", "Inadequate"):
        return ()
    weak = [f for f in audit.findings if not f.strength]
    ordered = [*(f for f in weak if f.severity in _SERIOUS), *(f for f in weak if f.severity not in _SERIOUS)]
    return tuple(_asked(f) for f in merged(ordered))[:_MOST]


def merged(findings: Sequence[AdviceFinding]) -> list[AdviceFinding]:
    """Terms to explain are asked for together, and a passage is quoted once."""
    terms = [f.quote for f in findings if f.rule == "ADV-05b"]
    found: dict[str, AdviceFinding] = {}
    for f in findings:
        if f.rule == "ADV-05b":
            told = ", ".join(f"“{t}”" for t in terms)
            asked = f"Please put into everyday words, or explain the first time: {told}."
            f = f.model_copy(update={"quote": "", "message": "A family or teacher may not know some of the terms.", "advice": asked})
        found.setdefault(f.quote or f.rule, f)
    return list(found.values())


def _asked(finding: AdviceFinding) -> Point:
    ask = finding.advice.split(": “")[0].removesuffix(", for").rstrip(" ,:") if finding.quote else finding.advice
    return Point(
        quote=finding.quote, where=finding.where, ask=f"{finding.message} {ask if ask.endswith('.') else ask + '.'}", source=finding.rule
    )


def verdict(caseworker: Iterable[Point], authors: Mapping[str, tuple[Point, ...]]) -> Verdict:
    """Agree only where nothing goes back."""
    back, out = bool(tuple(caseworker)), any(authors.values())
    if back and out:
        return "return to caseworker and to author"
    return "return to caseworker" if back else "return to author" if out else "agree"

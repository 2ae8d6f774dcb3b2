"""Words that the reports on advice share: fates, verdicts, readers, and the passages of a trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from qa_engine.advice.record import FATES, AdviceAudit, AdviceRecord, Fate, Letter, TraceRow

READER = {"dco": "the designated clinical officer", "social-care": "the designated social care officer", "qa-lead": "the quality lead"}
FATE = {"kept": "Kept", "weakened": "Weakened", "misplaced": "Misplaced", "dropped": "Dropped"}
GRADE = {"RI": "Requires Improvement"}
ANSWER = {True: "Yes", False: "No", None: "Does not apply"}
MARK = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}


def grade(text: str) -> str:
    """A grade as people say it."""
    return GRADE.get(text, text)


def author(audit: AdviceAudit) -> str:
    """Who wrote a report: name, role, service, as far as known."""
    return ", ".join(p for p in (audit.author, audit.role, audit.service) if p) or "author not found"


def about(audit: AdviceAudit) -> str:
    """Kind and dates of a report in a line."""
    dates = [f"requested {audit.requested}" if audit.requested else "", f"dated {audit.date}" if audit.date else "not dated"]
    return " · ".join(p for p in (f"{audit.kind} advice" if audit.kind != "other" else "kind of advice not found", *dates) if p)


def counts(rows: Iterable[TraceRow]) -> dict[Fate, int]:
    """How many recommendations had each fate."""
    found = Counter(r.fate for r in rows)
    return {fate: found[fate] for fate in FATES}


def in_order(rows: Iterable[TraceRow]) -> list[TraceRow]:
    """Rows for a table: what is lost first, provision before outcomes before needs."""
    kinds = {"provision": 0, "outcome": 1, "need": 2}
    return sorted(rows, key=lambda r: (FATES.index(r.fate), kinds[r.kind]))


def word_by_word(row: TraceRow) -> str:
    """The change in a line: [-left out-] {+put in+}."""
    return " ".join(MARK[p.op].format(p.text) for p in row.words)


def unsourced(record: AdviceRecord) -> list[str]:
    """Items of the plan that no report given here asks for."""
    return [f"{s.item}: {s.text}" for s in record.sources if not s.advice]


def letter_lines(letter: Letter) -> list[tuple[str, str]]:
    """A letter as (style, text): para for a paragraph, point for what is asked, quote for the passage it concerns."""
    lines: list[tuple[str, str]] = []
    for text in letter.paragraphs:
        if text != "[points]":
            lines.append(("para", text))
            continue
        for n, point in enumerate(letter.points, 1):
            if point.quote:
                lines.append(("point", f"{n}. {point.where}:" if point.where else f"{n}."))
                lines.append(("quote", f"“{point.quote}”"))
                lines.append(("ask", point.ask))
            else:
                lines.append(("point", f"{n}. {point.ask}"))
    return lines

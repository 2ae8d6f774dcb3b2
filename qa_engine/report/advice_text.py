"""Advice judged, and the review of a draft against its advice, as text of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

from tabulate import tabulate

from qa_engine.advice.points import merged
from qa_engine.advice.record import AdviceAudit, AdviceAudits, AdviceRecord, TraceRow
from qa_engine.report import advice_words as told
from qa_engine.report.text import WIDTH, wrap


def render_advice_text(audits: AdviceAudits) -> str:
    """Each report judged, ending in a newline."""
    return "\n\n".join(_audit(a) for a in audits.advice_audits) + "\n"


def render_review_text(record: AdviceRecord) -> str:
    """The whole review, ending in a newline."""
    blocks = [
        _head(record),
        _verdict(record),
        _sections(record),
        _coverage(record),
        _trace(record),
        _shares(record),
        *_audits(record),
        *(_letter(record)),
        _not_done(record),
    ]
    return "\n\n".join(b for b in blocks if b) + "\n"


def _title(text: str) -> str:
    return f"{text}\n{'=' * len(text)}"


def _audit(audit: AdviceAudit) -> str:
    lines = [
        "=" * WIDTH,
        audit.document,
        wrap(told.author(audit)),
        wrap(told.about(audit)),
        "=" * WIDTH,
        f"GRADE: {told.grade(audit.grade).upper()}",
    ]
    lines += [wrap(r, 2, lead="- ") for r in audit.reasons]
    if audit.to_reach_next:
        lines += ["", "What would lift it", *(wrap(t, 2, lead="- ") for t in audit.to_reach_next)]
    weak, strong = merged([f for f in audit.findings if not f.strength]), [f for f in audit.findings if f.strength]
    if strong:
        lines += ["", "Done well", *(wrap(f.message, 2, lead="- ") for f in strong)]
    if weak:
        lines += ["", "To put right"]
    for f in weak:
        lines.append(wrap(f"{f.message} {f.advice}", 2, lead=f"{f.rule}  "))
        if f.quote and f.quote not in f.advice:
            lines.append(wrap(f"“{f.quote}”", 11))
    return "\n".join(lines)


def _head(record: AdviceRecord) -> str:
    facts = " · ".join(f for f in (record.child or "name not found", f"issued {record.issue_date}" if record.issue_date else "") if f)
    return "\n".join(
        [
            "=" * WIDTH,
            f"REVIEW OF THE DRAFT AGAINST ITS ADVICE: {record.plan}",
            wrap(facts),
            wrap(f"Made for {told.READER[record.review.reader]}."),
            "=" * WIDTH,
        ]
    )


def _verdict(record: AdviceRecord) -> str:
    review = record.review
    asked, returned = len(review.to_caseworker), sum(map(len, review.to_authors.values()))
    points = f"{asked} point{'' if asked == 1 else 's'} for the caseworker, {returned} for authors of advice."
    return "\n".join([f"VERDICT: {review.verdict.upper()}", wrap(points, 2)])


def _sections(record: AdviceRecord) -> str:
    rows = [(name.replace("_", " "), told.grade(grade)) for name, grade in record.health.areas.items()]
    checks = [(said, told.ANSWER[answer]) for said, answer in record.health.checks.items()]
    return "\n\n".join([_title("THE SECTIONS OF THE PLAN"), tabulate(rows, tablefmt="plain"), tabulate(checks, tablefmt="plain")])


def _coverage(record: AdviceRecord) -> str:
    rows = [
        (
            c.kind,
            c.document or "(not given)",
            c.standing,
            c.date or "",
            c.days_to_answer if c.days_to_answer is not None else "",
            c.months_old if c.months_old is not None else "",
        )
        for c in record.coverage
    ]
    table = tabulate(
        rows, headers=("Advice", "Report", "Standing", "Date", "Days", "Months"), tablefmt="simple", maxcolwidths=[16, 19, 11, 10, 4, 6]
    )
    return f"{_title('ADVICE UNDER REGULATION 6')}\n\n{table}"


def _trace(record: AdviceRecord) -> str:
    number = told.counts(record.advice_trace)
    summary = " · ".join(f"{n} {fate}" for fate, n in number.items())
    rows = [line for row in told.in_order(record.advice_trace) if row.fate != "kept" for line in _row(row)]
    return "\n".join([_title("FROM ADVICE TO PLAN"), "", summary, *rows])


def _row(row: TraceRow) -> Iterator[str]:
    yield ""
    yield wrap(f"{row.kind}, {row.advice}: “{row.text}”", lead=f"{told.FATE[row.fate].upper()}  ", hang=2)
    if row.item:
        yield wrap(f"“{row.item_text}”", 2, lead=f"{row.item}  ")
    for reason in row.reasons:
        yield wrap(reason, 2, lead="- ")


def _shares(record: AdviceRecord) -> str:
    lines = [wrap(f"{s.percent} % ({s.items} items)  {s.adviser}", 2, lead="- ") for s in record.shares]
    loose = told.unsourced(record)
    lines += [
        "",
        wrap(
            f"{len(loose)} of {len(record.sources)} items have no source in the reports given here: "
            f"{', '.join(x.split(':')[0] for x in loose) or 'none'}. "
            "An item may rest on several, so shares can come to more than 100 %."
        ),
    ]
    return "\n".join([_title("WHERE THE PLAN COMES FROM"), *lines])


def _audits(record: AdviceRecord) -> Iterator[str]:
    for audit in record.advice_audits:
        yield _audit(audit)


def _letter(record: AdviceRecord) -> Iterator[str]:
    for letter in record.review.letters:
        lines = [_title(f"LETTER: {letter.to}, {letter.concerning}"), ""]
        indents = {"para": 0, "point": 0, "quote": 4, "ask": 4}
        for style, text in told.letter_lines(letter):
            if style == "para" and lines[-1]:
                lines.append("")
            lines += [wrap(text, indents[style]), *([""] if style == "para" else [])]
        yield "\n".join(lines)


def _not_done(record: AdviceRecord) -> str:
    return "\n".join(["Not done", *(wrap(x, 2, lead="- ") for x in record.not_done)]) if record.not_done else ""

"""The review sheet as a Word file: verdict, sections, coverage, trace, each report, and the letters, each on a page of its own."""

from __future__ import annotations

from qa_engine.advice.points import merged
from qa_engine.advice.record import AdviceAudit, AdviceRecord, Letter, TraceRow
from qa_engine.compare.model import Piece
from qa_engine.report import advice_words as told
from qa_engine.report.word.build import GRADE_FILLS, Cell, Table, Xml, cell, label, run
from qa_engine.report.word.paper import SIDEWAYS, UPRIGHT, Paper

_FATE_FILLS = {"kept": "E2EFDA", "weakened": "FFF2CC", "misplaced": "FCE4D6", "dropped": "F8D7DA"}
_STYLES = {"para": "Normal", "point": "Numbered", "quote": "Quote", "ask": "Detail"}
_BLANK = "................................................"


def render_review_word(record: AdviceRecord) -> bytes:
    """A .docx to sign and to send. The same record gives the same bytes."""
    paper = Paper(f"Review sheet {record.plan}", f"Review sheet    {record.plan}")
    _front(paper, record)
    paper.turn(sideways=True)
    _trace(paper, record)
    paper.turn(sideways=False)
    _reports(paper, record)
    for letter in record.review.letters:
        _letter(paper, letter)
    return paper.save()


def render_letter_word(letter: Letter) -> bytes:
    """One letter by itself, to edit and send."""
    paper = Paper(letter.concerning, letter.concerning)
    _letter(paper, letter, new_page=False)
    return paper.save()


def _front(paper: Paper, record: AdviceRecord) -> None:
    review = record.review
    paper.heading("Review sheet", 0)
    paper.say(f"The draft plan beside its advice, made for {told.READER[review.reader]}", "Subtitle")
    rows = [
        [label("Child or young person"), cell(record.child or "not found")],
        [label("Plan"), cell(record.plan)],
        [label("Date of issue"), cell(record.issue_date or "not found")],
        [label("Proposed verdict"), cell(run(f"{review.verdict[0].upper()}{review.verdict[1:]}", "Strong"))],
        [label("Verdict of the reviewer"), cell("☐ Agree    ☐ Return to caseworker    ☐ Return to author")],
        [label("Name, role, date"), cell(_BLANK)],
    ]
    paper.table(Table("The plan and the verdict", "Labels on the left, values beside them.", (48, UPRIGHT - 48), rows))
    _points(paper, record)
    _sections(paper, record)
    _coverage(paper, record)
    if record.not_done:
        paper.heading("Not done", 2)
        paper.points(record.not_done)


def _points(paper: Paper, record: AdviceRecord) -> None:
    number = told.counts(record.advice_trace)
    paper.heading("1. What was found")
    paper.say(
        f"Of {sum(number.values())} points of advice (needs, outcomes and provision) the draft keeps {number['kept']}, "
        f"weakens {number['weakened']}, misplaces {number['misplaced']} and drops {number['dropped']}. "
        "The points for the caseworker and for authors stand in the letters."
    )
    rows = [
        [
            cell(a.document),
            cell(told.author(a)),
            cell(told.grade(a.grade), fill=GRADE_FILLS[a.grade]),
            cell(a.reasons[0] if a.reasons else ""),
        ]
        for a in record.advice_audits
    ]
    paper.table(
        Table(
            "Each report",
            "A row for each report: who wrote it, its grade, and why.",
            (40, 46, 26, 62),
            rows,
            ("Report", "Author", "Grade", "Why"),
        )
    )


def _sections(paper: Paper, record: AdviceRecord) -> None:
    paper.heading("2. The sections of the plan")
    rows = [
        [
            cell(name.replace("_", " ").capitalize()),
            cell(told.grade(grade), fill=GRADE_FILLS.get(grade, "")),
            cell(*record.health.area_reasons.get(name, ())),
        ]
        for name, grade in record.health.areas.items()
    ]
    paper.table(Table("The sections judged", "A row for each area: its grade and why.", (48, 30, 96), rows, ("Area", "Grade", "Why")))
    checks = [
        [cell(said), cell(told.ANSWER[answer], fill="F8D7DA" if answer is False else "")] for said, answer in record.health.checks.items()
    ]
    paper.table(Table("What the reviewer looks for", "A row for each check, with yes or no.", (134, 40), checks, ("Check", "Answer")))


def _coverage(paper: Paper, record: AdviceRecord) -> None:
    paper.heading("3. Advice asked for and received")
    rows = [
        [
            cell(c.kind.capitalize()),
            cell(c.document or c.listed_as or "none"),
            cell(c.standing, fill="" if c.standing == "in date" else "FFF2CC"),
            cell(c.date or ""),
            cell("" if c.days_to_answer is None else f"{c.days_to_answer} days"),
            cell(c.note),
        ]
        for c in record.coverage
    ]
    paper.table(
        Table(
            "Advice under regulation 6",
            "A row for each kind of advice: where it stands.",
            (32, 44, 22, 22, 20, 34),
            rows,
            ("Advice", "Report", "Standing", "Date", "Answered in", "Note"),
        )
    )


def _trace(paper: Paper, record: AdviceRecord) -> None:
    paper.heading("4. From advice to plan")
    rows = [_row(r) for r in told.in_order(record.advice_trace)]
    widths = (24, 18, 90, 78, SIDEWAYS - 210)
    paper.table(
        Table(
            "The trace",
            "A row for each recommendation: what became of it, the advice, the plan, and why.",
            widths,
            rows,
            ("Became", "Kind", "The advice says", "The plan says", "Why"),
        )
    )
    loose = told.unsourced(record)
    paper.heading("Where the plan comes from", 2)
    paper.points([f"{s.adviser}: {s.percent} % ({s.items} items)" for s in record.shares] or ["No item could be traced to a report."])
    paper.say(
        f"{len(loose)} of {len(record.sources)} items have no source in the reports given here. They may rest on advice that was "
        "not given, "
        "or have been added in drafting."
    )


def _row(row: TraceRow) -> list[Cell]:
    plan = _against(row) if row.words else run(row.item_text)
    shown = Xml(run(f"{row.item} ", "Strong") + plan) if row.item else "Nothing."
    return [
        cell(told.FATE[row.fate], fill=_FATE_FILLS[row.fate]),
        cell(row.kind),
        cell(row.text, row.advice, small=True),
        cell(shown, small=True),
        cell(*(row.reasons or ("",)), small=True),
    ]


def _against(row: TraceRow) -> Xml:
    """The plan's words, those that the advice does not have in bold."""
    return Xml("".join(_piece(p) for p in row.words if p.op != "gone"))


def _piece(piece: Piece) -> Xml:
    return run(f"{piece.text} ", "Strong" if piece.op == "new" else "")


def _reports(paper: Paper, record: AdviceRecord) -> None:
    paper.heading("5. The reports")
    for audit in record.advice_audits:
        _report(paper, audit)


def _report(paper: Paper, audit: AdviceAudit) -> None:
    paper.heading(f"{audit.title or audit.document}: {told.grade(audit.grade)}", 2)
    paper.say(f"{told.author(audit)}. {told.about(audit)[0].upper()}{told.about(audit)[1:]}.")
    paper.points(list(audit.reasons))
    for finding in merged([f for f in audit.findings if not f.strength]):
        paper.say(finding.message, "Detail", lead=finding.rule)
        if finding.quote:
            paper.say(f"“{finding.quote}”", "Quote")


def _letter(paper: Paper, letter: Letter, new_page: bool = True) -> None:
    paper.heading(letter.concerning, 1, new_page=new_page)
    for style, text in told.letter_lines(letter):
        paper.say(text, _STYLES[style], keep=style in ("point", "quote"))

"""How `ehcp-qa audit` makes what it delivers: a record with acceptances, seen by a reader, beside an earlier audit, in a format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qa_engine.errors import DocumentError, QaError

if TYPE_CHECKING:
    from qa_engine.audit import Audit, Auditor
    from qa_engine.model.record import AuditRecord
    from qa_engine.since import Since

SUFFIX = {"text": ".txt", "json": ".json", "html": ".html", "docx": ".docx"}
READERS = ("caseworker", "dco", "social-care", "qa-lead")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: the format, the reader, the earlier audit (a record or a folder of them), how names and acceptances go, and the
    advice reports to judge and trace beside the plan."""

    form: str
    reader: str | None = None
    since: Path | None = None
    pseudonyms: bool = False
    acceptances: bool = True
    advice: tuple[Path, ...] = ()


def audited(auditor: Auditor, path: Path, wish: Wish) -> tuple[AuditRecord, bytes]:
    """One plan's record and what to deliver. Raises QaError naming the file."""
    try:
        audit = auditor.audit(path)
    except DocumentError as error:
        raise QaError(f"{path.name}: {error}") from error
    record = accepted(audit.record, path) if wish.acceptances else audit.record
    record = _named(_with_advice(record, auditor, path, wish.advice) if wish.advice else record, audit, wish)
    return record, _rendered(record, _since(record, audit, path, wish) if wish.since else None, wish)


def accepted(record: AuditRecord, path: Path) -> AuditRecord:
    """The record with the findings that qa-accept.yaml beside the plan or its folder accepts."""
    from qa_engine.accept import accept, entries_for

    entries = entries_for(path)
    return accept(record, entries, date.today()) if entries else record


def _with_advice(record: AuditRecord, auditor: Auditor, path: Path, reports: tuple[Path, ...]) -> AuditRecord:
    """The record with the reports judged and their recommendations traced into the plan."""
    from qa_engine.advice import Desk
    from qa_engine.cli.files import plan_files

    found = Desk(auditor).review(path, [p for p in plan_files(reports) if p.resolve() != path.resolve()])
    return record.model_copy(update={
        "advice_audits": [a.model_dump(mode="json") for a in found.advice_audits],
        "advice_trace": [row.model_dump(mode="json") for row in found.advice_trace],
        "advice_not_used": list(found.not_done),
    })


def _named(record: AuditRecord, audit: Audit, wish: Wish) -> AuditRecord:
    from qa_engine.pseudonyms import pseudonymise

    return pseudonymise(record, audit.plan) if wish.pseudonyms else record


def _since(record: AuditRecord, audit: Audit, path: Path, wish: Wish) -> Since:
    """Names are replaced in the earlier record too, or its findings would bring them back."""
    from qa_engine.since import previous_record, since

    assert wish.since is not None
    return since(_named(previous_record(wish.since, path), audit, wish), record)


def _rendered(record: AuditRecord, since: Since | None, wish: Wish) -> bytes:
    """Each format loads when it is asked for, so that a text audit starts fast."""
    if wish.form == "json":
        from qa_engine.report.json import render_json

        return render_json(record).encode()
    from qa_engine.report.views import EVERYONE, VIEWS

    view = VIEWS[wish.reader] if wish.reader else EVERYONE
    if wish.form == "docx":
        from qa_engine.report.word import render_word

        return render_word(record, view)
    if wish.form == "html":
        from qa_engine.report.html import render_html

        return render_html(record, view, since).encode()
    from qa_engine.report.text import render_text

    return render_text(record, view, since).encode()

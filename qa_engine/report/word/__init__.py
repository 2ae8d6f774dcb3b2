"""The audit record as a Word file, in the manner of a multi-agency audit: to read, to fill in, and to be read back."""

from __future__ import annotations

from qa_engine.model.record import AuditRecord
from qa_engine.moderation.identity import Copy, audit_id
from qa_engine.report.views import EVERYONE, View, look
from qa_engine.report.word.areas import write_areas
from qa_engine.report.word.blind import render_blind
from qa_engine.report.word.closing import write_accepted, write_actions, write_method, write_moderation
from qa_engine.report.word.evidence import write_quality, write_strengths
from qa_engine.report.word.front import write_header, write_overall, write_statutory
from qa_engine.report.word.paper import Paper
from qa_engine.report.word.tables import write_provision, write_thread

__all__ = ["render_word"]


def render_word(record: AuditRecord, view: View | None = None, copy: Copy | None = None) -> bytes:
    """A .docx with fields to fill in. The same record, view and copy give the same bytes. Without a view it is for every reader.

    `copy` is given for a sampled plan: whose copy it is, and whether it is blind, with nothing in it of what the rules found.
    """
    if copy and copy.blind:
        return render_blind(record, copy)
    seen = look(record, view or EVERYONE)
    name = audit_id(record.document.sha256)
    paper = Paper(f"Audit record {name}", f"{name}    {record.document.name}")
    write_header(paper, seen, copy)
    for write in (write_overall, write_statutory, write_strengths):
        write(paper, seen)
    paper.turn(sideways=True)
    for write in (write_areas, write_thread, write_provision):
        write(paper, seen)
    paper.turn(sideways=False)
    write_moderation(paper, seen)
    write_actions(paper, seen, copy)
    for write in (write_accepted, write_quality):
        write(paper, seen)
    write_method(paper, seen, seen.view.title, seen.left_out)
    return paper.save()

"""An audit as JSON by the public contract: the same record gives the same bytes."""

from __future__ import annotations

from qa_engine.model.record import AuditRecord


def render_json(record: AuditRecord) -> str:
    """Indented UTF-8 JSON ending in a newline; keys in the order of the contract."""
    return record.model_dump_json(indent=1) + "\n"

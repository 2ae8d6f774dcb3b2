"""The whole line: a file in, a judged and evidenced audit out."""

from qa_engine.audit.auditor import Audit, Auditor

__all__ = ["Audit", "Auditor"]

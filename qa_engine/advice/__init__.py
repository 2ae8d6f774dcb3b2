"""Advice reports: read, judged, and traced into the plan that was drafted from them."""

from qa_engine.advice.desk import READERS, Desk
from qa_engine.advice.record import AdviceAudit, AdviceAudits, AdviceRecord

__all__ = ["READERS", "AdviceAudit", "AdviceAudits", "AdviceRecord", "Desk"]

"""What auditors entered in a Word audit record, read back beside the audit: grades, overrides, moderation, feedback, actions."""

from qa_engine.moderation.across import cross_checked
from qa_engine.moderation.agreement import compared
from qa_engine.moderation.engine import Engines, engine_of
from qa_engine.moderation.model import ModerationRecord, counts, moderation_schema, render_moderation
from qa_engine.moderation.read_back import Known, read_record
from qa_engine.moderation.summary import summary

__all__ = ["Engines", "Known", "ModerationRecord", "compared", "counts", "cross_checked", "engine_of", "moderation_schema",
           "read_record", "render_moderation", "summary"]

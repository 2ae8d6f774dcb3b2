"""The first tables: runs, audits with their parts and records, and what people entered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ABOUT = ("team", "caseworker", "kind", "setting", "setting_type", "primary_need", "phase", "request", "advice", "decision", "issue",
          "advice_requested", "draft", "review_due", "review_held", "review_decision")
_AUDIT = ("sha256", "case_id", "ref", "overall", "stability", "state", "year", "issued", "authority", "why_not")


def upgrade() -> None:
    """Make them, in the order in which they refer to each other."""
    op.create_table("runs", sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
                    sa.Column("name", sa.Text, nullable=False, unique=True),
                    *_texts("month", "folder", "tool", "rules", "packs", "files", "content"))
    op.create_table("audits", *_numbers("run", "audit"), *_texts(*_AUDIT, *_ABOUT), sa.PrimaryKeyConstraint("run", "audit"),
                    sa.ForeignKeyConstraint(["run"], ["runs.id"]))
    for name, column in (("audits_sha256", "sha256"), ("audits_ref", "ref"), ("audits_case", "case_id")):
        op.create_index(name, "audits", [column])
    _parts()
    _entered()


def _parts() -> None:
    _part("grades", *_texts("area", "grade"))
    _part("findings", *_texts("rule", "title", "area", "section", "item", "severity"), sa.Column("strength", sa.Boolean, nullable=False),
          *_texts("confidence"))
    _part("pieces", *_texts("item", "section", "kind"),
          *(sa.Column(name, sa.Boolean) for name in ("specific", "what", "who", "how_much", "how_often")))
    _part("services", *_texts("service"))
    op.create_table("records", *_numbers("run", "audit"), sa.Column("record", sa.LargeBinary, nullable=False),
                    sa.PrimaryKeyConstraint("run", "audit"))


def _entered() -> None:
    op.create_table("moderation", sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
                    *_texts("sha256", "case_id", "file", "people"), *_numbers("copy"), sa.Column("blind", sa.Boolean, nullable=False))
    op.create_index("moderation_sha256", "moderation", ["sha256"])
    op.create_table("panel", *_numbers("moderation", "place"),
                    *_texts("area", "stage", "agency", "auditor", "rules", "grade", "stance", "reason", "day", "decided_by"),
                    sa.PrimaryKeyConstraint("moderation", "place"), sa.ForeignKeyConstraint(["moderation"], ["moderation.id"]))
    op.create_table("actions", *_numbers("moderation", "place", "number"), *_texts("action", "owner", "due", "closed", "reaudit"),
                    sa.PrimaryKeyConstraint("moderation", "place"), sa.ForeignKeyConstraint(["moderation"], ["moderation.id"]))


def _part(name: str, *columns: sa.Column[str] | sa.Column[bool]) -> None:
    op.create_table(name, *_numbers("run", "audit", "place"), *columns, sa.PrimaryKeyConstraint("run", "audit", "place"),
                    sqlite_with_rowid=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]

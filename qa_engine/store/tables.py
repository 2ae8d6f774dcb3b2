"""The tables of the store. How they came to be is in `migrations`; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, LargeBinary, MetaData, PrimaryKeyConstraint, Table, Text

from qa_engine.store.model import ABOUT

METADATA = MetaData()
ABOUT_COLUMNS = {name: name.replace(" ", "_") for name in ABOUT}


def _texts(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


def _numbers(*names: str) -> list[Column[int]]:
    return [Column(name, Integer, nullable=False) for name in names]


def _part(name: str, *columns: Column[bool] | Column[str]) -> Table:
    """Rows of an audit in their order; small ones, which SQLite keeps in the tree of the key itself."""
    return Table(name, METADATA, *_numbers("run", "audit", "place"), *columns, PrimaryKeyConstraint("run", "audit", "place"),
                 sqlite_with_rowid=False)


RUNS = Table(
    "runs", METADATA, Column("id", Integer, primary_key=True, autoincrement=False), Column("name", Text, nullable=False, unique=True),
    *_texts("month", "folder", "tool", "rules", "packs", "files", "content"))

AUDITS = Table(
    "audits", METADATA, *_numbers("run", "audit"),
    *_texts("sha256", "case_id", "ref", "overall", "stability", "state", "year", "issued", "authority", "why_not"),
    *_texts(*ABOUT_COLUMNS.values()), PrimaryKeyConstraint("run", "audit"), ForeignKeyConstraint(["run"], ["runs.id"]),
    Index("audits_sha256", "sha256"), Index("audits_ref", "ref"), Index("audits_case", "case_id"))

RECORDS = Table("records", METADATA, *_numbers("run", "audit"), Column("record", LargeBinary, nullable=False),
                PrimaryKeyConstraint("run", "audit"))
GRADES = _part("grades", *_texts("area", "grade"))
FINDINGS = _part("findings", *_texts("rule", "title", "area", "section", "item", "severity"), Column("strength", Boolean, nullable=False),
                 *_texts("confidence"))
PIECES = _part("pieces", *_texts("item", "section", "kind"),
               *(Column(name, Boolean) for name in ("specific", "what", "who", "how_much", "how_often")))
SERVICES = _part("services", *_texts("service"))
PARTS = (GRADES, FINDINGS, PIECES, SERVICES, RECORDS)

MODERATION = Table(
    "moderation", METADATA, Column("id", Integer, primary_key=True, autoincrement=False), *_texts("sha256", "case_id", "file", "people"),
    *_numbers("copy"), Column("blind", Boolean, nullable=False),
    Index("moderation_sha256", "sha256"))

PANEL = Table(
    "panel", METADATA, *_numbers("moderation", "place"),
    *_texts("area", "stage", "agency", "auditor", "rules", "grade", "stance", "reason", "day", "decided_by"),
    PrimaryKeyConstraint("moderation", "place"), ForeignKeyConstraint(["moderation"], ["moderation.id"]))
ACTIONS = Table(
    "actions", METADATA, *_numbers("moderation", "place", "number"), *_texts("action", "owner", "due", "closed", "reaudit"),
    PrimaryKeyConstraint("moderation", "place"), ForeignKeyConstraint(["moderation"], ["moderation.id"]))

"""A case out of the store: every version of its plan in every run, and what people entered of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, or_, select, update

from qa_engine.store.entered import drop
from qa_engine.store.fetch import runs
from qa_engine.store.model import Forgotten
from qa_engine.store.pseudonyms import ref_of
from qa_engine.store.saving import files_told, remove
from qa_engine.store.tables import AUDITS, MODERATION, RUNS

Rows = Sequence[Any]


def find(connection: Connection, name: str) -> Forgotten:
    """What a case id, a ref or the council's own case id means. Nothing found is an empty answer, not an error."""
    return _told(connection, *_meant(connection, name.strip()))


def forget(connection: Connection, name: str) -> Forgotten:
    """Take it away."""
    audits, entered = _meant(connection, name.strip())
    found = _told(connection, audits, entered)
    for number in sorted({row.run for row in audits}):
        of_run = [row for row in audits if row.run == number]
        remove(connection, number, [row.audit for row in of_run])
        _count(connection, number, Counter("not_judged" if row.overall == "Not judged" else "judged" for row in of_run))
    drop(connection, [row.id for row in entered])
    return found


def _meant(connection: Connection, name: str) -> tuple[Rows, Rows]:
    """Audits, and filled-in records."""
    plans, a = _plans(connection, name), AUDITS.c
    audits = connection.execute(select(a.run, a.audit, a.sha256, a.case_id, a.ref, a.overall).where(a.sha256.in_(plans)))
    entered = connection.execute(select(MODERATION).where(or_(MODERATION.c.sha256.in_(plans), MODERATION.c.case_id == name)))
    return audits.all(), entered.all()


def _told(connection: Connection, audits: Rows, entered: Rows) -> Forgotten:
    names = {row.name for row in connection.execute(select(RUNS.c.name).where(RUNS.c.id.in_({row.run for row in audits})))}
    both = (*audits, *entered)
    return Forgotten(
        sha256=tuple(sorted({row.sha256 for row in both})), cases=tuple(sorted({row.case_id for row in both})),
        refs=tuple(sorted({row.ref for row in audits if row.ref})), runs=tuple(run for run in runs(connection) if run.name in names),
        audits=len(audits), moderated=len(entered))


def _plans(connection: Connection, name: str) -> list[str]:
    """Hashes of the plans that are meant, and of every other version of a plan that has the same ref."""
    meant = connection.execute(select(AUDITS.c.sha256, AUDITS.c.ref).where(
        or_(AUDITS.c.case_id == name, AUDITS.c.ref.in_([name, ref_of(name)]) & (AUDITS.c.ref != "")))).all()
    refs = {row.ref for row in meant if row.ref}
    more = connection.execute(select(AUDITS.c.sha256).where(AUDITS.c.ref.in_(refs))).scalars()
    return sorted({*(row.sha256 for row in meant), *more})


def _count(connection: Connection, number: int, gone: Counter[str]) -> None:
    """The run's counts without them; and as it no longer holds what was saved, the same run saved again is not taken for it."""
    files = json.loads(connection.execute(select(RUNS.c.files).where(RUNS.c.id == number)).scalar_one())
    for name, count in (*gone.items(), ("found", gone.total())):
        if name in files:
            files[name] = max(0, files[name] - count)
    connection.execute(update(RUNS).where(RUNS.c.id == number).values(files=files_told(files), content=""))

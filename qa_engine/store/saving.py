"""A run into the store: all of it or nothing, a few cases at a time in memory."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import islice

from sqlalchemy import Connection, Table, delete, func, select, update

from qa_engine.store.bulk import Row, put
from qa_engine.store.model import ABOUT, Case, Run
from qa_engine.store.tables import AUDITS, FINDINGS, GRADES, PARTS, PIECES, RECORDS, RUNS, SERVICES

_AT_A_TIME = 100
_EFFORT = 3  # of compression: more takes twice as long for a tenth less
Audited = tuple[Mapping[str, str], str, bytes]  # the manifest's columns, the ref, the record's JSON
_CHILDREN = (FINDINGS, GRADES, PIECES, RECORDS, SERVICES)


def holds(connection: Connection, run: Run, audits: Iterable[Audited]) -> bool:
    """Whether this very run is there already. Where there is none of its name, `audits` are not looked at."""
    before: str | None = connection.execute(select(RUNS.c.content).where(RUNS.c.name == run.name)).scalar()
    if not before:
        return False
    seen = _Seen(run)
    for audit in audits:
        seen.add(audit)
    return seen.told() == before


def save(connection: Connection, run: Run, cases: Iterable[tuple[Case, bytes]]) -> bool:
    """Put a run in place of the one of its name. False where the same was there already: then the transaction is best given up."""
    before = connection.execute(select(RUNS.c.id, RUNS.c.content).where(RUNS.c.name == run.name)).one_or_none()
    number: int = before.id if before else 1 + (connection.execute(select(func.max(RUNS.c.id))).scalar() or 0)
    if before:
        remove(connection, number)
    put(connection, RUNS, [_run(run, number)])
    seen, judged = _Seen(run), Counter({"judged": 0, "not_judged": 0})
    numbered = enumerate(cases, 1)
    while some := list(islice(numbered, _AT_A_TIME)):
        for _, (case, record) in some:
            seen.add((case.about, case.ref, record))
            judged["judged" if case.judged else "not_judged"] += 1
        for table, rows in _rows(number, some).items():
            put(connection, table, rows)
    known = {"content": seen.told(), "files": files_told({**judged, **run.files})}
    connection.execute(update(RUNS).where(RUNS.c.id == number).values(**known))
    return not (before and before.content == seen.told())


class _Seen:
    """A hash of all that a run is made of: its own fields, and of each audit the manifest's columns, the ref and the record."""

    def __init__(self, run: Run):
        self._hash = sha256(repr(_run(run, 0)).encode("utf-8", "replace"))

    def add(self, audit: Audited) -> None:
        about, ref, record = audit
        told = repr((ref, sorted((name, value) for name, value in about.items() if value)))
        self._hash.update(sha256(told.encode("utf-8", "replace")).digest() + sha256(record).digest())

    def told(self) -> str:
        return self._hash.hexdigest()


def remove(connection: Connection, run: int, audits: Sequence[int] | None = None) -> None:
    """Take away a run, or some of its audits."""
    for table in (*PARTS, AUDITS):
        chosen = delete(table).where(table.c.run == run)
        connection.execute(chosen if audits is None else chosen.where(table.c.audit.in_(audits)))
    if audits is None:
        connection.execute(delete(RUNS).where(RUNS.c.id == run))


def files_told(files: Mapping[str, int]) -> str:
    """The counts of a run as they are kept."""
    return json.dumps(dict(sorted(files.items())))


def _run(run: Run, number: int) -> Row:
    return number, run.name, run.month, run.folder, run.tool, run.rules, json.dumps([list(p) for p in run.packs]), files_told(run.files), ""


def _rows(run: int, some: Sequence[tuple[int, tuple[Case, bytes]]]) -> dict[Table, list[Row]]:
    """Every table's rows of these numbered cases."""
    rows: dict[Table, list[Row]] = {table: [] for table in (AUDITS, *_CHILDREN)}
    for audit, (case, record) in some:
        rows[AUDITS].append(_audit(run, audit, case))
        rows[RECORDS].append((run, audit, zlib.compress(record, _EFFORT)))
        rows[GRADES] += [(run, audit, n, *area) for n, area in enumerate(case.areas.items())]
        rows[SERVICES] += [(run, audit, n, service) for n, service in enumerate(case.services)]
        rows[FINDINGS] += [(run, audit, n, f.rule, f.title, f.area, f.section, f.item, f.severity, f.strength, f.confidence)
                           for n, f in enumerate(case.findings)]
        rows[PIECES] += [(run, audit, n, p.item, p.section, p.kind, p.specific, p.what, p.who, p.how_much, p.how_often)
                         for n, p in enumerate(case.pieces)]
    return rows


def _audit(run: int, audit: int, case: Case) -> Row:
    return (run, audit, case.sha256, case.case, case.ref, case.overall, case.stability, case.state, case.year, case.issued,
            case.authority, case.why_not, *(case.about.get(column, "") for column in ABOUT))

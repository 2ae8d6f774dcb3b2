"""Audits out of the store, a few at a time, in an order that is the same on every database."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, Table, select

from qa_engine.errors import QaError
from qa_engine.store.model import ABOUT, Case, Filter, FindingRow, Piece, Run
from qa_engine.store.tables import ABOUT_COLUMNS, AUDITS, FINDINGS, GRADES, PIECES, RECORDS, RUNS, SERVICES

AT_A_TIME = 100


class Key(NamedTuple):
    """Which audit, in the order in which audits are told; the numbers come last, as they depend on what was stored first."""

    month: str
    name: str
    sha256: str
    rules: str
    run: int
    audit: int


def runs(connection: Connection) -> list[Run]:
    """All runs by month and name."""
    found = [_run(row) for row in connection.execute(select(RUNS))]
    return sorted(found, key=lambda run: (run.month, run.name))


def keys(connection: Connection, chosen: Filter) -> list[Key]:
    """Every audit that is meant. Raises QaError for a column that no audit has."""
    query = select(RUNS.c.month, RUNS.c.name, AUDITS.c.sha256, RUNS.c.rules, AUDITS.c.run, AUDITS.c.audit)
    found = connection.execute(_narrowed(query.join_from(AUDITS, RUNS, AUDITS.c.run == RUNS.c.id), chosen))
    return sorted(Key(*row) for row in found if _within(row.month, chosen) and (not chosen.plans or row.sha256 in chosen.plans))


def _narrowed(query: Select[Any], chosen: Filter) -> Select[Any]:
    """The query for one run, or for these values of the manifest's columns."""
    for name, value in chosen.where.items():
        if name not in ABOUT_COLUMNS:
            raise QaError(f"there is no column “{name}” to choose by; the columns are {', '.join(ABOUT)}")
        query = query.where(AUDITS.c[ABOUT_COLUMNS[name]] == value)
    return query.where(RUNS.c.name == chosen.run) if chosen.run else query


def listed(connection: Connection, name: str) -> list[tuple[str, ...]]:
    """Of each audit of a run: the hash of its plan, the ref, and the manifest's columns; in order."""
    columns = AUDITS.c.sha256, AUDITS.c.ref, *(AUDITS.c[column] for column in ABOUT_COLUMNS.values())
    query = select(*columns).join_from(AUDITS, RUNS, AUDITS.c.run == RUNS.c.id).where(RUNS.c.name == name)
    return sorted(tuple(row) for row in connection.execute(query))


def cases(connection: Connection, some: Sequence[Key]) -> Iterator[Case]:
    """The cases of these keys, in their order; one that has been taken away meanwhile is left out."""
    parts = _Parts(connection, some)
    for key in some:
        if row := parts.audits.get((key.run, key.audit)):
            yield parts.case(key, row)


def records(connection: Connection, some: Sequence[Key]) -> dict[tuple[str, str], bytes]:
    """The records' JSON by the run's name and the hash of the plan."""
    found = _rows(connection, RECORDS, some)
    return {(key.name, key.sha256): zlib.decompress(rows[0].record) for key in some if (rows := found[key.run, key.audit])}


def _within(month: str, chosen: Filter) -> bool:
    """A run without a month is there only where none was asked for."""
    return (not chosen.first or month >= chosen.first) and (not chosen.last or bool(month) and month <= chosen.last)


class _Parts:
    """All rows of a few audits, by number."""

    def __init__(self, connection: Connection, some: Sequence[Key]):
        self.audits = {number: rows[0] for number, rows in _rows(connection, AUDITS, some).items()}
        self._grades, self._services = _rows(connection, GRADES, some), _rows(connection, SERVICES, some)
        self._findings, self._pieces = _rows(connection, FINDINGS, some), _rows(connection, PIECES, some)

    def case(self, key: Key, row: Row[Any]) -> Case:
        number = (key.run, key.audit)
        return Case(
            run=key.name, month=key.month, case=row.case_id, ref=row.ref, sha256=row.sha256, overall=row.overall, stability=row.stability,
            areas={r.area: r.grade for r in self._grades[number]}, findings=tuple(FindingRow(*_values(r)) for r in self._findings[number]),
            pieces=tuple(Piece(*_values(r)) for r in self._pieces[number]), about=_about(row),
            services=tuple(r.service for r in self._services[number]), state=row.state, year=row.year, issued=row.issued,
            authority=row.authority, why_not=row.why_not, rules=key.rules)


def _values(row: Row[Any]) -> tuple[Any, ...]:
    """All but run, audit and place."""
    return row[3:]


def _about(row: Row[Any]) -> Mapping[str, str]:
    return {name: getattr(row, column) for name, column in ABOUT_COLUMNS.items()}


def _rows(connection: Connection, table: Table, some: Iterable[Key]) -> defaultdict[tuple[int, int], list[Row[Any]]]:
    """Rows by run and audit, in their places."""
    wanted: dict[int, list[int]] = {}
    for key in some:
        wanted.setdefault(key.run, []).append(key.audit)
    found: defaultdict[tuple[int, int], list[Row[Any]]] = defaultdict(list)
    for run, audits in wanted.items():
        query = select(table).where(table.c.run == run, table.c.audit.in_(audits))
        for row in connection.execute(query.order_by(*table.primary_key.columns)).all():
            found[row[0], row[1]].append(row)
    return found


def _run(row: Row[Any]) -> Run:
    packs = tuple((str(name), str(version), str(law)) for name, version, law in json.loads(row.packs))
    return Run(row.name, row.month, row.folder, row.tool, row.rules, packs, json.loads(row.files))

"""What people entered in filled-in records: their grades beside those by rules, what moderation made of them, and actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select

from qa_engine.moderation.model import AuditorRecord, ModerationRecord
from qa_engine.pseudonyms import case_id
from qa_engine.store.bulk import Row, put
from qa_engine.store.fetch import keys
from qa_engine.store.model import ActionRow, Filter, PanelRow
from qa_engine.store.tables import ACTIONS, MODERATION, PANEL


def add(connection: Connection, record: ModerationRecord) -> bool:
    """Put a filled-in record in place of its earlier reading. False where the same is there already.

    It is the same record where the same people filled in the same copy of one of the same plan, or where the file is of the same name and
    one of the two readings names nobody. One that nobody signed and that says the same under another file name is a copy of the file.
    """
    head, panel, actions = _head(record), list(_panel(record)), list(_actions(record))
    earlier = [row.id for row in connection.execute(select(MODERATION).where(MODERATION.c.sha256 == record.audit.sha256))
               if row.copy == record.audit.copy_number and _again(row.file, row.people, *head[2:4])]
    if len(earlier) == 1 and _held(connection, earlier[0]) == (head, panel, actions):
        return False
    if not earlier and _copied(connection, head, panel, actions):
        return False
    drop(connection, earlier)
    number = 1 + (connection.execute(select(func.max(MODERATION.c.id))).scalar() or 0)
    put(connection, MODERATION, [(number, *head)])
    put(connection, PANEL, [(number, *row) for row in panel])
    put(connection, ACTIONS, [(number, *row) for row in actions])
    return True


def drop(connection: Connection, numbers: list[int]) -> None:
    """Take away filled-in records by number."""
    for table, column in ((PANEL, PANEL.c.moderation), (ACTIONS, ACTIONS.c.moderation), (MODERATION, MODERATION.c.id)):
        connection.execute(delete(table).where(column.in_(numbers)))


def panel(connection: Connection, chosen: Filter) -> list[PanelRow]:
    """Every grade that people gave to plans that are meant; where nothing is narrowed, to plans without an audit in the store too."""
    query = select(MODERATION.c.case_id, MODERATION.c.sha256, *list(PANEL.c)[2:-1], MODERATION.c.copy, MODERATION.c.blind,
                   PANEL.c.decided_by).join_from(PANEL, MODERATION)
    rows = _told(connection, query, PANEL, chosen)
    return [replace(PanelRow(*row[:-4]), decided_by=tuple(row.decided_by.split())) for row in rows]


def actions(connection: Connection, chosen: Filter) -> list[ActionRow]:
    """Every action from records of plans that are meant."""
    query = select(MODERATION.c.case_id, MODERATION.c.sha256, *list(ACTIONS.c)[2:]).join_from(ACTIONS, MODERATION)
    return [ActionRow(*row[:-3]) for row in _told(connection, query, ACTIONS, chosen)]


def _told(connection: Connection, query: Select[Any], table: Any, chosen: Filter) -> list[Any]:
    """Rows by plan, then by who entered them, then by place."""
    meant = None if chosen == Filter() else {key.sha256 for key in keys(connection, chosen)}
    rows = connection.execute(query.add_columns(MODERATION.c.people, MODERATION.c.file, table.c.place))
    return sorted((row for row in rows if meant is None or row.sha256 in meant), key=_order)


def _order(row: Any) -> tuple[Any, ...]:
    return row.sha256, row.people, row.file, row.place


def _again(file: str, people: str, new_file: str, new_people: str) -> bool:
    return people == new_people if people and new_people else file == new_file


def _copied(connection: Connection, head: Row, panel: list[Row], actions: list[Row]) -> bool:
    sha256, _, _, people, *rest = head
    rows = connection.execute(select(MODERATION).where(MODERATION.c.sha256 == sha256)) if not people else ()
    return any(not row.people and [row.copy, row.blind] == rest and _held(connection, row.id)[1:] == (panel, actions) for row in rows)


def _held(connection: Connection, number: int) -> tuple[Row, list[Row], list[Row]]:
    head = connection.execute(select(MODERATION).where(MODERATION.c.id == number)).one()
    parts = [[tuple(row[1:]) for row in connection.execute(select(t).where(t.c.moderation == number).order_by(t.c.place))]
             for t in (PANEL, ACTIONS)]
    return tuple(head[1:]), parts[0], parts[1]


def _head(record: ModerationRecord) -> Row:
    """Plan and case; the file's name and the people only as hashes, to know the record again: a file's name may be a child's."""
    people = sorted({f"{a.agency}: {a.name.strip().casefold()}" for a in record.auditors if a.name.strip()})
    filled_in = _hash("\n".join(people)) if people else ""
    return record.audit.sha256, case_id(record.audit.sha256), _hash(record.record), filled_in, record.audit.copy_number, record.audit.blind


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _panel(record: ModerationRecord) -> Iterator[Row]:
    rows = [*_judged(record), *_moderated(record)]
    return ((place, *row) for place, row in enumerate(rows))


def _judged(record: ModerationRecord) -> Iterator[Row]:
    for judged in record.judgements:
        sat = [a for a in record.auditors if a.agency == judged.agency]
        names = "; ".join(dict.fromkeys(a.name.strip() for a in sat if a.name.strip()))
        yield (judged.area, "panel", judged.agency, names, judged.rules, judged.grade, judged.stance, judged.reason,
               _day(_on(sat, record)), _rules(record, judged.area))


def _on(sat: list[AuditorRecord], record: ModerationRecord) -> date | None:
    return next((a.on for a in sat if a.on), record.panel_date)


def _moderated(record: ModerationRecord) -> Iterator[Row]:
    whole = record.moderation
    stages = ("moderated", whole.moderated_by, whole.moderated_on), ("adjudicated", whole.adjudicated_by, whole.adjudicated_on)
    for stage, by, on in stages:
        for made in whole.grades:
            grade = getattr(made, stage)
            if grade is not None:
                stance = "agree" if grade == made.rules else "override"
                yield made.area, stage, "", by, made.rules, grade, stance, made.reason, _day(on), _rules(record, made.area)


def _rules(record: ModerationRecord, area: str) -> str:
    return " ".join(record.decided_by.get(area, ()))


def _actions(record: ModerationRecord) -> Iterator[Row]:
    for place, action in enumerate(record.actions):
        yield place, action.number, action.action, action.owner, _day(action.due), _day(action.closed), action.reaudit or ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

"""From what a person calls a store to a connection: a file, or a database on a server. Every refusal is one line without a password."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from qa_engine.errors import QaError
from qa_engine.store.model import STORE

_SQLITE_MARK = b"SQLite format 3\0"
_POSTGRES = "postgresql+psycopg"
_CACHE = -16_384  # KiB kept in memory; what does not fit goes to the file within the transaction
_CHOICES = "name a file, or postgresql://user@server/database"


def url_of(address: str) -> URL:
    """The database that is meant: a file, a folder that holds one, or a URL of SQLite or PostgreSQL. Raises QaError."""
    if "://" not in address:
        path = Path(address)
        return URL.create("sqlite", database=str(path / STORE if path.is_dir() else path))
    try:
        url = make_url(address)
        kind = url.get_backend_name()
    except (ArgumentError, ValueError):
        raise QaError(f"this is no address of a store; {_CHOICES}") from None
    if kind in ("postgresql", "postgres"):
        return url.set(drivername=_POSTGRES)
    if kind == "sqlite" and url.database:
        return url
    raise QaError(f"a store cannot lie in “{kind}”; {_CHOICES}")


def shown(url: URL) -> str:
    """A store as it may be printed: no user, no password."""
    if file := file_of(url):
        return str(file)
    return f"{url.database or 'database'} on {url.host or url.query.get('host') or 'this machine'}"


def file_of(url: URL) -> Path | None:
    """The file of a store, or None for a server's."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def engine_of(url: URL, wait: float) -> Engine:
    """An engine that connects when asked. `wait` is how many seconds it waits for another program to let go of the store."""
    return _sqlite(url, wait) if file_of(url) else _postgres(url, wait)


def check_file(path: Path) -> None:
    """Raises QaError where there is something at this path that is no SQLite file."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_SQLITE_MARK))
    except FileNotFoundError:
        return
    except OSError as error:
        raise QaError(f"{path}: this store cannot be opened ({error.strerror}); name its file with --store") from None
    if start and start != _SQLITE_MARK:
        raise QaError(f"{path}: this file is not a store; name the store's own file, or a new one, with --store")


def make_folder(path: Path) -> None:
    """The folder that a new store is to lie in. Raises QaError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QaError(f"{path.parent}: this folder cannot be made ({error.strerror}); choose another with --store") from None


def _sqlite(url: URL, wait: float) -> Engine:
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": wait})

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # this module begins transactions itself: the driver's own way would not lock before reading
        # What is deleted is overwritten; what does not fit into memory never goes to a folder for temporary files.
        for pragma in ("secure_delete=ON", "foreign_keys=ON", "temp_store=MEMORY", f"cache_size={_CACHE}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine


def _postgres(url: URL, wait: float) -> Engine:
    if find_spec("psycopg") is None:
        raise QaError("a store on a PostgreSQL server needs one more package: pip install 'qa-engine[postgres]'")
    options = f"-c lock_timeout={int(wait * 1000)} -c client_min_messages=warning"
    # A batch may work for an hour between two questions: a connection that the network let drop meanwhile is noticed and made anew.
    return create_engine(url, pool_pre_ping=True, connect_args={"options": options, "connect_timeout": 10})

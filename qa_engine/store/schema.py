"""The store's tables brought up to today's: made where there are none, moved on where they are of an earlier version."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from qa_engine.errors import QaError

HEAD = "0001"
_FOLDER = Path(__file__).parent / "migrations"
_VERSIONS = "alembic_version"


def version_of(connection: Connection) -> str | None:
    """The version of the tables: None where there are no tables at all, "" where they are none of ours."""
    names = inspect(connection).get_table_names()
    if _VERSIONS not in names or "runs" not in names:
        return "" if names else None
    return str(connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar() or "")


def check_version(connection: Connection, name: str) -> str | None:
    """The version of a store that this program can use, None for one still empty. Raises QaError."""
    version = version_of(connection)
    if version == "":
        raise QaError(f"{name}: this database holds something else than a store; name another with --store")
    if version is not None and version > HEAD:
        raise QaError(f"{name}: this store was written by a newer version of the program; update the program to use it")
    return version


def migrate(connection: Connection) -> None:
    """Bring the tables to `HEAD`, in the transaction that is open."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)

"""What a database says when it will not, in a line for people: never a password, a query or a value."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from qa_engine.errors import QaError
from qa_engine.store.connect import file_of, shown

_SAYS = (
    (("database is locked", "lock timeout", "locktimeout", "locknotavailable"),
     "another program is writing into this store; wait until it is done, then run it again"),
    (("not a database", "malformed"), "this file is damaged or is not a store; bring it back from a copy, or name another with --store"),
    (("readonly", "read-only", "permission denied", "insufficientprivilege"),
     "you may not write here; ask who keeps it, or name another with --store"),
    (("disk is full", "disk full", "no space", "diskfull"), "the disk is full; make room, then run it again"),
    (("unable to open",), "cannot be opened; check that its folder is there and that you may write in it"),
    (("authentication failed", "no password supplied", "role \"", "pg_hba"),
     "the server does not let this user in; check user name and password"),
    (("does not exist",), "there is no such database on the server; have it made, or check its name"),
)
_SERVER = "the server cannot be reached; check its name and port, and that it is running"
_FILE = "the store cannot be used; run it again, or name another with --store"


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Turns a database's errors into a QaError."""
    try:
        yield
    except (DBAPIError, engine.dialect.loaded_dbapi.Error) as error:
        raise QaError(f"{shown(engine.url)}: {_reason(error, _FILE if file_of(engine.url) else _SERVER)}") from None


def _reason(error: Exception, otherwise: str) -> str:
    own = getattr(error, "orig", None) or error
    said = f"{type(own).__name__} {own}".lower()
    return next((line for words, line in _SAYS if any(w in said for w in words)), otherwise)

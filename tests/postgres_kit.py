"""A real PostgreSQL server of the tests' own: made in a folder, on a socket in it, and gone after them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_USERS = ("postgres", "nobody")
_PORT = "5432"  # only the name of the socket: no port is opened


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version's, or None."""
    named = shutil.which("initdb")
    folders = [Path(named).resolve().parent] if named else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def version() -> str:
    """Such as "15", or "" where it is not installed."""
    folder = programs()
    if folder is None:
        return ""
    told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return told.split()[2].partition(".")[0]


@contextmanager
def server() -> Iterator[str]:
    """A running server: the folder of its socket, which a URL names as `?host=`. Its user is "council" with every right in it."""
    folder = programs()
    assert folder
    # Not pytest's own folder: another user could not enter it, and the name of a socket may have 107 letters at most.
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    run = _Runner(home)
    try:
        run(folder / "initdb", "--pgdata", home / "data", "--username", "council", "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        settings = f"-c listen_addresses= -c unix_socket_directories={home} -c port={_PORT} -c fsync=off"
        run(folder / "pg_ctl", "--pgdata", home / "data", "--wait", "--log", home / "log", "--options", settings, "start")
        try:
            yield str(home)
        finally:
            run(folder / "pg_ctl", "--pgdata", home / "data", "--wait", "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


class _Runner:
    """Runs programs as a user that is not root, which PostgreSQL refuses."""

    def __init__(self, home: Path):
        self._home, self._who = home, None if os.geteuid() else next(p for p in map(_known, _USERS) if p)
        if self._who:
            os.chown(home, self._who.pw_uid, self._who.pw_gid)

    def __call__(self, *command: object) -> None:
        who = {"user": self._who.pw_uid, "group": self._who.pw_gid, "extra_groups": []} if self._who else {}
        with (self._home / "said").open("a+") as said:  # a pipe would stay open as long as the server
            done = subprocess.run([str(part) for part in command], stdout=said, stderr=said, cwd=self._home, check=False, **who)  # type: ignore[call-overload]
            assert done.returncode == 0, (self._home / "said").read_text()


def _known(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def address(socket: str, database: str) -> str:
    """The URL of a database of this server."""
    return f"postgresql://council@/{database}?host={socket}&port={_PORT}"


def make_database(socket: str, database: str) -> str:
    """A new, empty database: its URL."""
    import psycopg

    with psycopg.connect(host=socket, port=_PORT, user="council", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {database}")  # type: ignore[arg-type]
    return address(socket, database)

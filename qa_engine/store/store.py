"""The store: the one thing that other rooms use of this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, text

from qa_engine.errors import QaError
from qa_engine.moderation.model import ModerationRecord
from qa_engine.store import entered, fetch, forgetting, saving
from qa_engine.store.connect import check_file, engine_of, file_of, make_folder, shown, url_of
from qa_engine.store.fetch import Key
from qa_engine.store.model import ActionRow, Case, Filter, Forgotten, PanelRow, Run
from qa_engine.store.refusals import told
from qa_engine.store.saving import Audited
from qa_engine.store.schema import HEAD, check_version, migrate
from qa_engine.store.tables import METADATA

_WAIT = 300.0  # seconds: another program may be putting ten thousand plans in
_WRITERS = 6_180_339  # the number of the lock that writers to a server's store hold one at a time
_IN_MEMORY = 256 * 2**20
_NOTHING = "there is no store here yet; a batch makes one: ehcp-qa batch FOLDER --out REPORTS --store THIS"
_EVERYTHING = Filter()


class _SameError(Exception):
    """There is nothing to change: the transaction is given up, and no byte of the store with it."""


class Store:
    """A store by its address. Every method raises QaError where the store cannot be used; nothing is ever half written."""

    def __init__(self, engine: Engine):
        self._engine, self._current = engine, False
        self._writer = engine.execution_options(writes=True)
        self.name, self.file = shown(engine.url), file_of(engine.url)

    @classmethod
    def open(cls, address: str, wait: float = _WAIT) -> Store:
        """The store at a path, or at a URL of PostgreSQL or SQLite; a file is made when it is first written to.

        `wait` is how many seconds a writer waits for another one. Raises QaError where it is no store, or none that can be reached.
        """
        store = cls(engine_of(url_of(str(address)), wait))
        with ExitStack() as undone:
            undone.callback(store._engine.dispose)
            store._check()
            undone.pop_all()
        return store

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._engine.dispose()

    def runs(self) -> list[Run]:
        """All runs by month and name."""
        with self._reading() as connection:
            return fetch.runs(connection)

    def listed(self, name: str) -> list[tuple[str, ...]]:
        """Of each audit of the run of this name: the hash of its plan, the ref, and the manifest's columns; in order."""
        with self._reading() as connection:
            return fetch.listed(connection, name)

    def cases(self, chosen: Filter = _EVERYTHING) -> Iterator[Case]:
        """Audited plans by month, run and hash, a few at a time in memory. A plan audited in two runs comes twice."""
        for some in self._parts(chosen):
            with self._reading() as connection:
                found = list(fetch.cases(connection, some))
            yield from found

    def records(self, chosen: Filter = _EVERYTHING) -> Iterator[tuple[Case, bytes]]:
        """The same, each with its record's JSON."""
        for some in self._parts(chosen):
            with self._reading() as connection:
                found, texts = list(fetch.cases(connection, some)), fetch.records(connection, some)
            yield from ((case, texts[case.run, case.sha256]) for case in found)

    def run(self, name: str) -> Run | None:
        """The run of this name, or None; None too where there is no store yet."""
        return next((run for run in self.runs() if run.name == name), None) if self.is_there() else None

    def holds(self, run: Run, audits: Iterable[Audited]) -> bool:
        """Whether exactly this run is there: of each audit the manifest's columns, ref and record, in the order of saving."""
        if not self.is_there():
            return False
        with self._reading() as connection:
            return saving.holds(connection, run, audits)

    def save_run(self, run: Run, cases: Iterable[tuple[Case, bytes]]) -> None:
        """Save a run with its cases and their records in one transaction, in place of one of the same name.

        How many were judged is counted here, where `run.files` does not say so. The identical run again changes no byte.
        """
        self._write(lambda connection: saving.save(connection, run, cases))

    def add_moderation(self, records: Sequence[ModerationRecord]) -> None:
        """Add what people entered; a record read again takes the place of its earlier reading."""
        self._write(lambda connection: sum(entered.add(connection, record) for record in records) > 0)

    def panel(self, chosen: Filter = _EVERYTHING) -> list[PanelRow]:
        """Grades by people, by plan; where a filter is given, of plans with an audit that is meant."""
        with self._reading() as connection:
            return entered.panel(connection, chosen)

    def actions(self, chosen: Filter = _EVERYTHING) -> list[ActionRow]:
        """Actions from filled-in records, by plan."""
        with self._reading() as connection:
            return entered.actions(connection, chosen)

    def find(self, name: str) -> Forgotten:
        """What `forget` would take out."""
        if not self.is_there():
            return Forgotten()
        with self._reading() as connection:
            return forgetting.find(connection, name)

    def forget(self, name: str) -> Forgotten:
        """Take a case out by its case id, its ref or the council's own case id, so that its words are not left in the file either."""
        found: list[Forgotten] = []

        def write(connection: Connection) -> bool:
            found.append(forgetting.forget(connection, name))
            return bool(found[-1].sha256)

        self._write(write)
        if found[-1].sha256:
            self._tidy()
        return found[-1]

    def _check(self) -> None:
        """Say what is wrong at once, before hours of work, without making anything."""
        if self.file:
            check_file(self.file)
        if not self._absent():
            with told(self._engine), self._engine.connect() as connection:
                self._current = check_version(connection, self.name) == HEAD

    def is_there(self) -> bool:
        """Whether there is a store at all: a file may be missing, a database may be empty."""
        if self._current or self._absent():
            return self._current
        with told(self._engine), self._engine.connect() as connection:
            return check_version(connection, self.name) is not None

    def _absent(self) -> bool:
        return self.file is not None and (not self.file.exists() or self.file.stat().st_size == 0)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if not self._current:
            self._bring_up(make=False)
        with told(self._engine), self._engine.connect() as connection:
            yield connection

    def _parts(self, chosen: Filter) -> Iterator[Sequence[Key]]:
        """Keys of a few audits at a time: no transaction stays open while the caller works."""
        with self._reading() as connection:
            wanted = fetch.keys(connection, chosen)
        return (wanted[start:start + fetch.AT_A_TIME] for start in range(0, len(wanted), fetch.AT_A_TIME))

    def _write(self, work: Callable[[Connection], bool]) -> None:
        """Do it in one transaction while no other program writes; where it answers False, as if it had never been."""
        if not self._current:
            self._bring_up(make=True)
        with suppress(_SameError), told(self._engine), self._writer.begin() as connection:
            self._alone(connection)
            if not work(connection):
                raise _SameError

    def _bring_up(self, make: bool) -> None:
        """Tables of today's version; a store that is not there yet is made only for someone who writes."""
        if make and self.file:
            make_folder(self.file)
        if self._absent() and not make:
            raise QaError(f"{self.name}: {_NOTHING}")
        with told(self._engine), self._writer.begin() as connection:
            self._alone(connection)
            version = check_version(connection, self.name)
            if version is None and not make:
                raise QaError(f"{self.name}: {_NOTHING}")
            if version != HEAD:
                migrate(connection)
        self._current = True

    def _alone(self, connection: Connection) -> None:
        """SQLite lets one writer in at a time by itself; on a server writers stand in line for a lock that readers never ask for."""
        if not self.file:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS})

    def _tidy(self) -> None:
        """Write the store anew, as deleted rows may leave words behind in the file until then."""
        with told(self._engine), closing(self._engine.raw_connection()) as raw:
            connection: Any = raw.driver_connection
            if self.file:
                # The copy that SQLite makes meanwhile fits into memory, or has no name on the disk.
                connection.execute(f"PRAGMA temp_store={'MEMORY' if self.file.stat().st_size < _IN_MEMORY else 'FILE'}")
                connection.execute("VACUUM")
            else:
                connection.autocommit = True
                connection.execute(f"VACUUM FULL {', '.join(table.name for table in METADATA.sorted_tables)}")
                connection.autocommit = False

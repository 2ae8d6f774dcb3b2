"""Shared by all tests: where things are, the flag that rebuilds golden reports, and a PostgreSQL server for those that need one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "sample_plans"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="rebuild the golden reports instead of comparing with them")


@pytest.fixture(scope="session")
def auditor():  # type: ignore[no-untyped-def]
    """The national rules, made ready once."""
    from qa_engine.audit import Auditor

    return Auditor.load()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The socket of a real PostgreSQL server."""
    from tests import postgres_kit

    if not postgres_kit.programs():
        pytest.skip("PostgreSQL is not installed: no initdb and pg_ctl on PATH or in /usr/lib/postgresql")
    with postgres_kit.server() as socket:
        yield socket


_databases = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store that is not there yet: a file, then a database on a server."""
    from tests import postgres_kit

    if request.param == "sqlite":
        return str(tmp_path / "store.sqlite")
    return postgres_kit.make_database(request.getfixturevalue("postgres"), f"store{next(_databases)}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line for each outside program that really took part: PostgreSQL, and what tests tell as their property `ran`."""
    from tests.postgres_kit import version

    done = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, ())]
    ran = [report for report in done if "[postgresql" in report.nodeid]
    if ran:
        terminalreporter.write_line(f"PostgreSQL {version()}: {len(ran)} tests ran against a real server")
    for line in sorted({str(told) for report in done for name, told in report.user_properties if name == "ran"}):
        terminalreporter.write_line(line)

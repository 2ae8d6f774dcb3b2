"""Shared by all tests: where things are, and the flag that rebuilds golden reports."""

from __future__ import annotations

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

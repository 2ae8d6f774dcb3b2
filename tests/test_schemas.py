"""The published schemas are what the code would write; `--rewrite-golden` rebuilds them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from qa_engine.model.record import audit_schema
from qa_engine.rulebook.schema import rule_schema
from tests.conftest import ROOT

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {"audit.schema.json": audit_schema, "rule.schema.json": rule_schema}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_published_schema_is_what_the_code_would_write(name: str, request: pytest.FixtureRequest) -> None:
    path, made = ROOT / "schemas" / name, json.dumps(SCHEMAS[name](), indent=1) + "\n"
    if request.config.getoption("--rewrite-golden"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_published_schema_is_a_valid_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads((ROOT / "schemas" / name).read_text(encoding="utf-8")))

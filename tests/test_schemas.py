"""The published schemas are what the code would write; `--rewrite-golden` rebuilds them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from qa_engine.model.record import audit_schema
from qa_engine.rulebook.source import read_yaml
from qa_engine.workshop.whole import whole_schema
from tests.conftest import ROOT

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {"audit.schema.json": audit_schema, "rule.schema.json": whole_schema}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_published_schema_is_what_the_code_would_write(name: str, request: pytest.FixtureRequest) -> None:
    path, made = ROOT / "schemas" / name, json.dumps(SCHEMAS[name](), indent=1) + "\n"
    if request.config.getoption("--rewrite-golden"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_published_schema_is_a_valid_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads((ROOT / "schemas" / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", [*sorted((ROOT / "rules" / "findings").glob("*.yaml")), ROOT / "rules" / "advice" / "findings.yaml"],
                         ids=lambda path: path.stem)
def test_the_rules_and_their_examples_fit_the_published_schema(path: Path) -> None:
    schema = json.loads((ROOT / "schemas" / "rule.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(_plain(read_yaml(path)))


def _plain(data: Any) -> Any:
    """As JSON has it."""
    return json.loads(json.dumps(data))

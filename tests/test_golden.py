"""The reports of the sample plans, whole; `--rewrite-golden` rebuilds them, and the difference is there to be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from qa_engine.audit import Auditor
from qa_engine.report.json import render_json
from qa_engine.report.text import render_text
from tests.conftest import ROOT, SAMPLES

GOLDEN = Path(__file__).parent / "golden"
PLANS = sorted(SAMPLES.glob("*.docx"))


def summary(record: dict[str, Any]) -> dict[str, Any]:
    """What a reader of a difference wants to see of the record: grades, values, and each finding by rule and item."""
    return {
        "overall": record["overall"], "areas": {name: a["judgement"] for name, a in record["areas"].items()},
        "observed": record["observed"], "findings": [f"{f['id']} {f['item'] or f['section'] or 'plan'}" for f in record["findings"]],
    }


@pytest.mark.parametrize("plan", PLANS, ids=lambda p: p.stem)
def test_a_sample_plan_gives_the_report_that_was_read_and_approved(plan: Path, auditor: Auditor, request: pytest.FixtureRequest) -> None:
    record = auditor.record(plan)
    made = {".txt": render_text(record), ".json": json.dumps(summary(json.loads(render_json(record))), indent=1, ensure_ascii=False) + "\n"}
    for suffix, text in made.items():
        path = GOLDEN / f"{plan.stem}{suffix}"
        if request.config.getoption("--rewrite-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("plan", PLANS, ids=lambda p: p.stem)
def test_a_sample_plan_is_graded_as_a_fair_panel_would(plan: Path, auditor: Auditor) -> None:
    expected = yaml.safe_load((SAMPLES / "content" / f"{plan.stem}.yaml").read_text(encoding="utf-8"))["expected_overall"]
    assert auditor.record(plan).overall.judgement == expected


def test_a_record_is_valid_against_the_published_schema(auditor: Auditor) -> None:
    schema = json.loads((ROOT / "schemas" / "audit.schema.json").read_text(encoding="utf-8"))
    for plan in PLANS:
        jsonschema.validate(json.loads(render_json(auditor.record(plan))), schema)

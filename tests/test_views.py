"""Views for readers: what each puts first, what it leaves out, and that it says so."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from qa_engine.cli import cli
from qa_engine.cli.render import READERS
from qa_engine.model.plan import SECTIONS
from qa_engine.report.html import render_html
from qa_engine.report.text import render_text
from qa_engine.report.views import VIEWS, look
from tests.audit_records import AREAS, FINDINGS, audit_record, finding
from tests.conftest import SAMPLES


def test_the_command_offers_every_view() -> None:
    assert set(READERS) == set(VIEWS)


def test_without_a_view_nothing_is_left_out_and_sections_stand_in_order() -> None:
    seen = look(audit_record())
    assert (len(seen.record.findings), list(seen.record.areas), seen.sections, seen.left_out) == (6, list(AREAS), SECTIONS, ())


def test_a_clinical_officer_sees_health_first_and_is_told_what_is_left_out() -> None:
    seen = look(audit_record(), VIEWS["dco"])
    assert [f.rule for f in seen.record.findings] == ["G-02"]
    assert seen.sections[:2] == ("C", "G") and sorted(seen.sections) == sorted(SECTIONS)
    assert list(seen.record.areas)[:2] == ["health_needs", "health_provision"]
    assert seen.left_out[0] == "4 points for other readers (1 statutory, 2 significant, 1 practice)"
    assert seen.left_out[1] == "1 strength"
    assert seen.left_out[2].startswith("8 areas: Statutory form, ")


def test_an_area_with_a_point_for_the_reader_is_kept_though_it_is_not_theirs() -> None:
    mine = finding("WP-06", None, "", area="accessibility", audience=("dco",))
    assert "accessibility" in look(audit_record((mine,)), VIEWS["dco"]).record.areas
    assert "accessibility" not in look(audit_record(), VIEWS["dco"]).record.areas


def test_a_caseworker_sees_the_weakest_areas_first_and_all_of_them() -> None:
    data = audit_record().model_dump(mode="json")
    data["areas"]["advice"]["judgement"], data["areas"]["statutory_form"]["judgement"] = "Inadequate", "Good"
    areas = list(look(audit_record(**data), VIEWS["caseworker"]).record.areas)
    assert (areas[0], areas[-1], len(areas)) == ("advice", "statutory_form", 13)


def test_a_qa_lead_reads_by_area() -> None:
    text = render_text(audit_record(), VIEWS["qa-lead"])
    assert "OTHER POINTS BY AREA" in text and "\nHealth provision (G)\n---" in text and "Section F\n---" not in text
    assert "Made for a QA lead. It leaves nothing out." in text


def test_a_finding_with_no_reader_named_is_for_everyone() -> None:
    for view in VIEWS.values():
        assert look(audit_record((finding(audience=()),)), view).record.findings


@pytest.mark.parametrize("reader", READERS)
def test_what_is_shown_and_what_is_left_out_make_the_whole(reader: str) -> None:
    seen = look(audit_record(), VIEWS[reader])
    left = [line for line in seen.left_out if " area" not in line]
    assert len(seen.record.findings) + sum(int(line.split()[0]) for line in left) == len(FINDINGS)


@pytest.mark.parametrize("reader", READERS)
def test_text_and_page_say_for_whom_they_are_made_and_what_they_leave_out(reader: str) -> None:
    seen = look(audit_record(), VIEWS[reader])
    text, page = (" ".join(r(audit_record(), VIEWS[reader]).split()) for r in (render_text, render_html))
    for line in (seen.view.title, *seen.left_out):
        assert line in text and line in page


def test_nothing_is_hidden_from_the_json() -> None:
    plan = str(SAMPLES / "ri-year-8-autism.docx")
    whole, view = (CliRunner().invoke(cli, ["audit", plan, "--format", "json", *more]).output for more in ([], ["--for", "dco"]))
    assert json.loads(whole)["findings"] and whole == view

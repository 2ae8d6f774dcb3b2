"""Names of child and family go out of a record; the record's own words stay."""

from __future__ import annotations

from dataclasses import replace

from qa_engine.audit import Auditor
from qa_engine.pseudonyms import pseudonymise
from tests.conftest import SAMPLES


def test_a_childs_name_that_is_a_word_of_the_record_changes_no_grade(auditor: Auditor) -> None:
    audit = auditor.audit(SAMPLES / "good-year-5-deaf.docx")
    child = replace(audit.plan.subject, name="Joy Good", known_as="Joy")
    told = pseudonymise(audit.record, replace(audit.plan, subject=child))
    assert told.overall.judgement == audit.record.overall.judgement == "Good"
    assert {n: a.judgement for n, a in told.areas.items()} == {n: a.judgement for n, a in audit.record.areas.items()}


def test_no_name_of_child_or_family_stays_in_any_text_of_any_sample(auditor: Auditor) -> None:
    for path in sorted(SAMPLES.glob("*.docx")):
        audit = auditor.audit(path)
        subject = audit.plan.subject
        told = pseudonymise(audit.record, audit.plan).model_dump_json()
        names = [n for n in (subject.name, subject.known_as, *subject.other_names) if n]
        assert names and [n for n in names if f'"{n}' in told or f" {n} " in told or f" {n.upper()} " in told] == [], path.name

"""The list of advice in section K: kinds, ages, and what is not listed."""

from __future__ import annotations

from datetime import date

import pytest

from qa_engine.model.plan import Advice
from qa_engine.observe.advice import REQUIRED, advice_missing, advice_stale, kinds_of, observe_advice
from tests.plan_of import plan_of


@pytest.mark.parametrize(("title", "role", "service", "kind"), [
    ("Educational Psychology Advice", "Educational Psychologist", "Northshire EPS", "educational psychology"),
    ("EP report", "HCPC registered psychologist", "", "educational psychology"),
    ("Clinical psychology assessment", "Clinical Psychologist", "CAMHS", "health"), ("Appendix C", "Community Paediatrician", "", "health"),
    ("Education, Health and Care Needs Assessment: medical advice", "School Nurse", "", "health"),
    ("SALT report", "Speech and Language Therapist", "NHS", "therapy"), ("Parental contribution", "mother", "", "parent or young person"),
    ("Pupil voice form", "", "", "parent or young person"), ("Advice", "SENDCo", "Larkfield Primary", "education"),
    ("Report", "Qualified Teacher of the Deaf", "", "sensory"), ("Information", "Early Help Adviser", "Children's Services", "social care"),
    ("Child protection conference minutes", "", "", "social care"), ("Advice", "Careers Adviser", "", "preparation for adulthood")])
def test_the_kind_of_adviser_is_read_from_title_and_role(title: str, role: str, service: str, kind: str) -> None:
    assert kinds_of(plan_of(), (title, role, service)) == [kind]


def test_a_joint_report_is_of_both_kinds() -> None:
    assert kinds_of(plan_of(), ("School report and pupil views",)) == ["education", "parent or young person"]


def test_nothing_listed_misses_every_required_kind() -> None:
    assert advice_missing(observe_advice(plan_of())) == REQUIRED


def test_a_logged_no_reply_counts_as_listed() -> None:
    facts = observe_advice(plan_of(K=[("", "Social care: no reply received by 3 March 2026")]))
    assert "social care" not in advice_missing(facts)
    assert facts[0].no_reply


def test_therapy_counts_as_health_advice() -> None:
    assert "health" not in advice_missing(observe_advice(plan_of(advice=(Advice("K1", "Physiotherapy report"),))))


@pytest.mark.parametrize(("written", "months", "stale"), [
    (date(2025, 5, 28), 12, False), (date(2025, 5, 27), 12, True), (date(2026, 4, 30), 0, False), (date(2023, 1, 1), 40, True)])
def test_advice_over_twelve_months_old_at_issue_is_stale(written: date, months: int, stale: bool) -> None:
    facts = observe_advice(plan_of(advice=(Advice("K1", "EP report", date=written),)))
    assert (facts[0].months_old, facts[0].stale) == (months, stale)
    assert advice_stale(facts) == (("EP report",) if stale else ())


def test_advice_dated_after_the_issue_is_seen_and_a_date_in_words_is_read() -> None:
    facts = observe_advice(plan_of(K=[("", "Medical advice, Dr Wu, 30 June 2026")]))
    assert facts[0].after_issue
    assert facts[0].dated


def test_without_an_issue_date_no_age_is_guessed() -> None:
    facts = observe_advice(plan_of(issue=None, advice=(Advice("K1", "EP report", date=date(2020, 1, 1)),)))
    assert (facts[0].months_old, facts[0].stale) == (None, False)


def test_advice_named_in_the_body_is_cited() -> None:
    facts = observe_advice(plan_of(B=[("", "Mia reads at a six year level (educational psychologist, 2026).")],
                                   advice=(Advice("K1", "EP report"), Advice("K2", "Medical advice"))))
    assert [f.cited for f in facts[:2]] == [True, False]


def test_advice_named_by_its_number_in_brackets_is_cited() -> None:
    facts = observe_advice(plan_of(B=[("", "Mia tires by noon (K2).")], advice=(Advice("K1", "EP report"), Advice("K2", "Medical advice"))))
    assert [f.cited for f in facts[:2]] == [False, True]


def test_what_the_setting_records_is_its_advice() -> None:
    facts = observe_advice(plan_of(B=[("", "College records that Mia leaves by noon.")], advice=(Advice("K1", "College advice"),)))
    assert facts[0].cited


def test_views_made_with_a_member_of_staff_are_the_childs_own() -> None:
    facts = observe_advice(plan_of(advice=(Advice("K1", "Mia's comic strip", role="Pupil with class teacher"),)))
    assert facts[0].adviser == "parent or young person"

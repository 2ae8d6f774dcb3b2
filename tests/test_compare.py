"""Two versions of a plan: same child or not, amounts reckoned, items paired, what was carried over, what to ask first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qa_engine.compare import Comparison, compare, why_another_child
from qa_engine.compare.doses import doses
from qa_engine.compare.entries import tokens
from qa_engine.compare.spelling import spelt
from qa_engine.model.plan import Advice, Plan, Subject
from tests.plan_of import MIA, lexicon, plan_of

LATER = date(2027, 5, 28)
MIA_AT_12 = replace(MIA, dob=date(2015, 6, 1), age=12, year=8)


def provision(text: str, **more: object) -> Plan:
    return plan_of(F=[("", text)], **more).plan  # type: ignore[arg-type]


def compared(old: Plan, new: Plan) -> Comparison:
    return compare(old, new, lexicon())


def became(old: str, new: str) -> tuple[str, str]:
    changes = compared(provision(old), provision(new)).changes
    return "+".join(c.kind for c in changes), "; ".join(r.text for c in changes for r in c.reasons)


@pytest.mark.parametrize("text", [
    "an hour a week", "60 minutes weekly", "20 minutes three times a week", "20 minutes on Monday, Wednesday and Friday",
    "twice a week for half an hour", "two 30-minute sessions each week", "2 x 30 minutes weekly", "every week, from 1.15pm to 2.15pm",
    "1 hour p/w",
    "15 minutes on four mornings a week", "half an hour a week and half an hour a week",
])
def test_an_hour_a_week_is_the_same_however_it_is_written(text: str) -> None:
    assert round(sum(d.yearly or 0 for d in doses(spelt(f"Mia will read for {text} with a teacher.")))) == 39 * 60


@pytest.mark.parametrize(("old", "new"), [
    ("A mentor will see Mia for 20 minutes 3 times a week.", "A mentor will see Mia for an hour a week."),
    ("A nurse will visit every six months for one hour.", "A nurse will visit twice a year for 60 minutes."),
    ("A teacher will plan with Mia for three quarters of an hour a term.", "Each term a teacher will plan with Mia for 45 minutes."),
])
def test_the_same_amount_written_otherwise_is_reworded(old: str, new: str) -> None:
    assert became(old, new)[0] == "reworded"


@pytest.mark.parametrize(("old", "new", "why"), [
    ("A mentor will see Mia for 20 minutes x 3 a week.", "A mentor will see Mia for 20 minutes x 2 a week.", "1 hour a week → 40 minutes"),
    ("A mentor will see Mia for 20 minutes 3 times a week.", "A mentor will see Mia for 20 minutes.", "how often is no longer said"),
    ("A mentor will see Mia for 20 minutes 3 times a week.", "A mentor will see Mia 3 times a week.", "for how long is no longer said"),
    ("A mentor will see Mia for 20 minutes a day.", "A mentor could see Mia for 20 minutes a day.", "a firm promise became: “could”"),
    ("A nurse will see Mia for an hour a term.", "A nurse will see Mia for up to an hour a term.", "ceiling"),
    ("A nurse will see Mia for an hour a term.", "A nurse will see Mia for an hour a term, subject to funding.", "hangs on a condition"),
    ("A nurse will see Mia for an hour a term.", "A nurse will see Mia as agreed by the school.", "left for others to settle"),
    ("A dietitian will see Mia for an hour a term.", "A teaching assistant will see Mia for an hour a term.", "less expert"),
    ("A tutor will teach Mia one to one for an hour.", "A tutor will teach Mia in a group of six for an hour.", "group of 6"),
    ("A mentor trained in autism will see Mia for an hour a week.", "A mentor will see Mia for an hour a week.", "training"),
])
def test_a_weaker_provision_is_told_with_its_reason(old: str, new: str, why: str) -> None:
    kind, reasons = became(old, new)
    assert kind == "weakened"
    assert why in reasons


def test_the_same_two_versions_the_other_way_round_are_a_strengthening() -> None:
    assert became("A mentor may see Mia.", "A mentor will see Mia for 20 minutes every Monday.")[0] == "strengthened"


def test_punctuation_case_and_curly_quotes_change_nothing() -> None:
    old, new = "Mia’s “calm box” will be by the door, in every lesson.", "Mia's \"Calm Box\" will be by the door in every lesson"
    assert became(old, new)[0] == "kept"


def test_the_same_words_in_another_order_may_mean_another_thing() -> None:
    old, new = "The teacher will report to the nurse every Friday.", "The nurse will report to the teacher every Friday."
    assert became(old, new)[0] != "kept"


def test_words_against_words_give_back_both_texts() -> None:
    old, new = "A nurse will see Mia for one hour every term at school.", "A nurse will see Mia at school for 40 minutes every term."
    change = compared(provision(old), provision(new)).changes[0]
    assert tokens(" ".join(p.text for p in change.words if p.op != "new")) == tokens(old)
    assert tokens(" ".join(p.text for p in change.words if p.op != "gone")) == tokens(new)


def test_provision_that_leaves_section_f_is_moved_and_asked_about() -> None:
    text = "A speech and language therapist will teach Mia for 30 minutes every week."
    result = compared(provision(text), plan_of(G=[("", text)]).plan)
    assert [c.kind for c in result.changes] == ["moved"]
    assert any("leave Section F" in q for q in result.ask_first)


def test_short_statements_are_not_paired_across_sections() -> None:
    old, new = plan_of(C="None.", G="None.").plan, plan_of(D="None.", G="None.").plan
    assert sorted(c.kind for c in compared(old, new).changes) == ["added", "kept", "removed"]


def test_a_need_with_another_figure_is_changed_and_not_reworded() -> None:
    old, new = plan_of(B=[("", "Mia has a reading age of six.")]).plan, plan_of(B=[("", "Mia has a reading age of eight.")]).plan
    assert compared(old, new).changes[0].kind == "changed"


def test_an_outcome_with_a_new_date_only_is_asked_about() -> None:
    old = plan_of(E=[("", "By July 2026 Mia will read a page aloud, on four days out of five.")]).plan
    new = plan_of(E=[("", "By July 2027 Mia will read a page aloud, on four days out of five.")], issue=LATER).plan
    result = compared(old, new)
    assert [(o.what, result.changes[0].kind) for o in result.outcomes] == [("new_date_only", "reworded")]
    assert any(q.startswith("Why was outcome E1 not met") for q in result.ask_first)


def test_an_outcome_carried_over_past_its_date_is_told() -> None:
    text = "By July 2026 Mia will read a page aloud, on four days out of five."
    result = compared(plan_of(E=[("", text)]).plan, plan_of(E=[("", text)], issue=LATER).plan)
    assert [o.what for o in result.outcomes] == ["past_deadline"]


def test_views_and_ages_carried_over_are_told_with_their_age() -> None:
    views = "Mia is 10. She likes swimming, baking and her cat. She told us so on 3 March 2026."
    result = compared(plan_of(A=[("", views)]).plan, plan_of(MIA_AT_12, A=[("", views)], issue=date(2027, 9, 3)).plan)
    assert (result.views.carried_over, result.views.months_old) == (True, 18)
    assert [s.words for s in result.stale] == ["Mia is 10"]


def test_words_that_are_stale_but_new_were_not_carried_over() -> None:
    old = plan_of(A=[("", "Mia likes swimming and her cat.")]).plan
    new = plan_of(MIA_AT_12, A=[("", "Mia is 10. She likes swimming and her cat.")], issue=date(2027, 9, 3)).plan
    assert compared(old, new).stale == ()
    assert [s.words for s in compared(new, new).stale] == ["Mia is 10"]


def test_a_section_with_every_word_the_same_is_carried_over() -> None:
    needs = [("", "Mia cannot hear speech in a noisy room."), ("", "Mia tires by two o'clock and lays down her head.")]
    sections = {s.section: s for s in compared(plan_of(B=needs).plan, plan_of(B=needs[::-1]).plan).sections}
    assert (sections["B"].carried_over, sections["B"].same_words, sections["C"].carried_over) == (True, 1.0, False)


def test_advice_is_new_newer_the_same_or_gone() -> None:
    ep = Advice("K1", "Psychological advice", "Dr A. Fenn", "Educational psychologist", date=date(2025, 3, 1))
    salt = Advice("K2", "Therapy report", "Bo Lind", "Speech and language therapist", date=date(2025, 4, 1))
    school = Advice("K3", "School advice", "Jo Marsh", "SENCO", date=date(2025, 4, 2))
    nurse = Advice("K4", "Nursing advice", "Al Teal", "School nurse", date=date(2026, 4, 2))
    old = plan_of(advice=(ep, salt, school)).plan
    new = plan_of(advice=(ep, replace(salt, date=date(2026, 3, 1), author="Cy Ward"), nurse)).plan
    assert [a.kind for a in compared(old, new).advice] == ["same", "newer", "new", "gone"]


@pytest.mark.parametrize(("other", "why"), [
    (Subject("Mia Tolland", dob=date(2016, 2, 3)), "the dates of birth differ"),
    (Subject("Noah Tolland", dob=date(2015, 6, 1)), "the first names differ"),
    (Subject("Mia Grange", dob=date(2015, 6, 1)), ""),
    (Subject("Miah Tolland", dob=date(2015, 6, 1)), ""),
    (Subject("Mia Grange"), "the surnames differ and a date of birth is missing"),
    (Subject(), ""),
])
def test_another_child_is_told_by_name_and_birthday(other: Subject, why: str) -> None:
    mine = plan_of(Subject("Mia Tolland", "Mia", dob=date(2015, 6, 1))).plan
    assert why_another_child(mine, plan_of(other).plan) == why


def test_the_wrong_order_is_noted() -> None:
    assert any("wrong way round" in n for n in compared(plan_of(issue=LATER).plan, plan_of().plan).notes)


def test_the_same_plans_give_the_same_comparison() -> None:
    old, new = provision("A mentor will see Mia daily."), provision("A mentor will see Mia weekly.")
    assert compared(old, new) == compared(old, new)

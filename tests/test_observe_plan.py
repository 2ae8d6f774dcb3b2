"""The fact of the whole plan puts together what the other observers saw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from qa_engine.model.document import Hazards
from qa_engine.model.plan import Particulars, Subject
from qa_engine.observe.context import Context
from qa_engine.observe.plan import observe_plan
from qa_engine.vocabulary import PhraseFact
from tests.plan_of import plan_of


def changed(context: Context, **parts: object) -> Context:
    return Context(replace(context.plan, **parts), context.lexicon)  # type: ignore[arg-type]


def test_what_the_document_does_not_say_is_not_known() -> None:
    fact = observe_plan(plan_of(Subject(), issue=None), {}, {})
    assert (fact.name_known, fact.dob_known, fact.issue_date_known) == (False, False, False)
    assert (fact.year, fact.age, fact.review_months) == (None, None, None)
    assert fact.first_plan is None
    assert not fact.past_school_age


def test_an_amended_plan_is_not_the_first() -> None:
    assert observe_plan(changed(plan_of(), state="amended final"), {}, {}).first_plan is False


def test_an_earlier_first_issue_makes_it_a_later_plan() -> None:
    later = Particulars(issue_date=date(2026, 5, 28), first_issue=date(2021, 3, 1), review_due=date(2027, 5, 28))
    fact = observe_plan(changed(plan_of(), particulars=later), {}, {})
    assert (fact.first_plan, fact.review_months) == (False, 12)


def test_school_age_ends_in_june_of_year_eleven_by_the_birthday() -> None:
    born = Subject("Mia", dob=date(2010, 8, 31), year=11)
    leaver, still_at_school = plan_of(born, issue=date(2026, 6, 27)), plan_of(born, issue=date(2026, 6, 26))
    assert observe_plan(leaver, {}, {}).past_school_age
    assert not observe_plan(still_at_school, {}, {}).past_school_age
    assert not observe_plan(plan_of(replace(born, dob=date(2010, 9, 1)), issue=date(2026, 6, 27)), {}, {}).past_school_age


def test_changes_comments_jargon_and_words_are_counted() -> None:
    context = changed(plan_of(B=[("", "Mia has seizures in lessons.")]), hazards=Hazards(insertions=2, deletions=1, comments=3))
    fact = observe_plan(context, {}, {}, [PhraseFact("jargon", "PECS"), PhraseFact("residue", "TBC")])
    assert (fact.tracked_changes, fact.comments, fact.jargon_count, fact.word_count) == (3, 3, 1, 5)


def test_a_condition_that_calls_for_a_health_plan_and_the_plan_are_seen() -> None:
    care = "The nurse will review the individual healthcare plan each term."
    fact = observe_plan(plan_of(C=[("", "Mia has epilepsy.")], G=[("", care)]), {}, {})
    assert fact.health_plan_condition
    assert fact.health_plan_named


def test_years_of_transfer_and_of_a_stated_year_that_differs() -> None:
    fact = observe_plan(plan_of(Subject("Mia", year=6, computed_year=7)), {}, {})
    assert fact.transfer_due
    assert fact.stated_year_differs

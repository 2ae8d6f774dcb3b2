"""Judgements: ladders, caps, what would lift a grade, how firm it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qa_engine.errors import RuleError
from qa_engine.judge import Judge, load_book
from qa_engine.judge.measures import measure, share
from qa_engine.judge.reckon import Reckoner
from qa_engine.judge.wording import quantity
from qa_engine.vocabulary import AdviceFact, Fact, NeedFact, OutcomeFact, PhraseFact, PlanFact, ProvisionFact, SectionFact

RULES = Path(__file__).parent.parent / "rules"
JUDGE = Judge(load_book([RULES]))
PACK = "name: ours\nversion: '1'\nlaw_as_at: 2026-05-31\njurisdiction: England\n"
LETTERS = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K")


def plan(outcomes: int = 10, specific: int = 10, provisions: int = 10, checked: int = 10, more: list[Fact] | None = None,
         without: tuple[str, ...] = (), **about: Any) -> list[Fact]:
    """Facts of a plan that is Good but for what is asked: so many outcomes and provisions, so many of them specific."""
    facts: list[Fact] = [PlanFact(**{"child_voice": "clear", "parent_voice": "clear", "views_method_stated": True,
                                      "friendship_outcome": True} | about)]
    facts += [SectionFact(s, status="blank" if s in without else "content", label_present=True) for s in LETTERS]
    facts += [NeedFact(f"B{n}", "B", "", effect_stated=True, provision_link="explicit", outcome_link="explicit") for n in range(6)]
    facts += [NeedFact("C1", "C", "", effect_stated=True, provision_link="explicit", outcome_link="explicit")]
    facts += [OutcomeFact(f"E{n}", "E", "", specific=n < specific, need_link="explicit") for n in range(outcomes)]
    facts += [ProvisionFact(f"F{n}", "F", "", specific=n < checked) for n in range(provisions)]
    facts += [ProvisionFact("G1", "G", "", specific=True), AdviceFact("education", words="School", dated=True)]
    return facts + (more or [])


def test_a_sound_plan_is_good_in_every_area_that_applies() -> None:
    judged = JUDGE.judge(plan(), [])
    assert judged.overall.judgement == "Good"
    assert {a.judgement for a in judged.areas.values()} == {"Good", "NA"}


@pytest.mark.parametrize("specific, grade", [(10, "Good"), (8, "Good"), (7, "RI"), (3, "RI"), (2, "Inadequate"), (0, "Inadequate")])
def test_outcomes_are_graded_by_the_share_that_is_specific(specific: int, grade: str) -> None:
    assert JUDGE.judge(plan(specific=specific), []).areas["outcomes"].judgement == grade


def test_an_inadequate_core_area_makes_the_whole_inadequate_and_the_reason_gives_the_figures() -> None:
    overall = JUDGE.judge(plan(checked=1), []).overall
    assert overall.judgement == "Inadequate"
    assert "1 of 10, 10 %" in overall.reasons[0]


def test_what_would_lift_the_grade_counts_the_items_that_are_needed() -> None:
    judged = JUDGE.judge(plan(specific=5), [])
    assert judged.areas["outcomes"].to_reach_next == ("Make more outcomes specific (at least 3 more).",)
    assert "Outcomes (E): Make more outcomes specific (at least 3 more)." in judged.overall.to_reach_next


def test_a_grade_near_a_threshold_is_borderline_and_says_which_threshold() -> None:
    near, far = JUDGE.judge(plan(outcomes=20, specific=16), []), JUDGE.judge(plan(), [])
    assert near.areas["outcomes"].stability == "borderline"
    assert far.areas["outcomes"].stability == "stable"
    assert any("78 %" in why for why in near.overall.borderline_because)


def test_no_health_need_and_no_health_provision_is_not_applicable() -> None:
    facts = [f for f in plan() if not (isinstance(f, NeedFact | ProvisionFact) and f.section in "CG")]
    assert JUDGE.judge(facts, []).areas["health_provision"].judgement == "NA"


@pytest.mark.parametrize(("missing", "grade"), [(0, "Good"), (1, "RI"), (2, "Inadequate")])
def test_advice_is_graded_by_the_kinds_that_are_not_listed(missing: int, grade: str) -> None:
    gaps: list[Fact] = [AdviceFact(kind, listed=False) for kind in ("health", "social care")[:missing]]
    assert JUDGE.judge(plan(more=gaps), []).areas["advice"].judgement == grade


def test_an_empty_core_section_limits_the_whole() -> None:
    overall = JUDGE.judge(plan(without=("F",)), []).overall
    assert (overall.judgement, "JO-L1-CORE-MISSING" in overall.decided_by) == ("Inadequate", True)


@pytest.mark.parametrize("about, area, grade", [
    ({"child_voice": "absent"}, "voice", "Inadequate"),
    ({"child_voice": "thin"}, "voice", "RI"),
    ({"voices_distinct": False}, "voice", "RI"),
    ({"views_out_of_date": True}, "voice", "RI"),
    ({"views_out_of_date": True, "views_method_stated": False}, "voice", "RI"),
    ({"views_out_of_date": True, "views_method_stated": False, "parent_voice": "thin"}, "voice", "RI"),
    ({"views_out_of_date": True, "views_method_stated": False, "child_missed_review": True}, "voice", "Inadequate"),
    ({"pfa": "not_applicable", "friendship_outcome": False, "independence_outcomes": 1}, "preparation_for_adulthood", "RI"),
    ({"pfa": "not_applicable", "friendship_outcome": False, "independence_outcomes": 2}, "preparation_for_adulthood", "Good"),
    ({"health_nil_unreasoned": True}, "health_needs", "RI"),
    ({"social_care_nil_unreasoned": True}, "social_care_needs", "RI"),
    ({"pfa": "absent"}, "preparation_for_adulthood", "Inadequate"),
    ({"pfa": "partial"}, "preparation_for_adulthood", "RI"),
])
def test_whole_plan_values_decide_their_areas(about: dict[str, Any], area: str, grade: str) -> None:
    assert JUDGE.judge(plan(**about), []).areas[area].judgement == grade


def test_a_social_care_need_shown_elsewhere_makes_a_bare_nil_inadequate() -> None:
    facts = [f for f in plan(social_care_nil_unreasoned=True) if not (isinstance(f, SectionFact) and f.section == "D")]
    facts.append(SectionFact("D", status="explicit_none", label_present=True, needs_shown_elsewhere=True))
    areas = JUDGE.judge(facts, []).areas
    assert (areas["social_care_needs"].judgement, areas["social_care_provision"].judgement) == ("Inadequate", "Inadequate")


def test_a_whole_area_of_need_without_provision_is_inadequate_where_little_else_is_specific() -> None:
    unmet: list[Fact] = [NeedFact(f"B{n}", "B", "", area="Sensory", effect_stated=True, outcome_link="explicit") for n in (20, 21)]
    grades = [JUDGE.judge(plan(checked=n, more=unmet), []).areas["educational_provision"].judgement for n in (4, 9)]
    assert grades == ["Inadequate", "Good"]


def test_jargon_is_counted_by_term_and_not_by_place() -> None:
    again = [PhraseFact("jargon", "EBSA", item=f"F{n}") for n in range(9)]
    assert JUDGE.judge(plan(more=list(again)), []).areas["accessibility"].judgement == "Good"


def test_every_step_of_the_trace_names_its_rule_and_the_figures_it_asked_for() -> None:
    steps = JUDGE.judge(plan(specific=5), []).steps
    step = next(s for s in steps if s.rule == "JA-OUTCOMES-SOME")
    assert step.facts == {"m.outcomes": 10, "m.outcomes_specific_share": 50}


def test_an_unknown_threshold_is_refused_by_name() -> None:
    with pytest.raises(RuleError, match="no threshold 'good_outcome_share'"):
        load_book([RULES], {"good_outcome_share": 70})


def test_a_setting_moves_the_grade() -> None:
    lenient = Judge(load_book([RULES], {"good_outcomes_share": 50}))
    assert lenient.judge(plan(specific=5), []).areas["outcomes"].judgement == "Good"


def test_a_local_folder_overrides_a_threshold_and_a_mistake_names_file_and_rule(tmp_path: Path) -> None:
    (tmp_path / "judgement").mkdir()
    (tmp_path / "judgement" / "thresholds.yaml").write_text("good_outcomes_share: 60\n")
    (tmp_path / "pack.yaml").write_text(PACK)
    assert load_book([RULES, tmp_path]).thresholds["good_outcomes_share"].value == 60
    (tmp_path / "judgement" / "ours.yaml").write_text(
        "- {id: JA-OURS, area: voice, grade: Poor, when: {p: {kind: plan}}, reason: x}\n")
    with pytest.raises(RuleError, match="ours.yaml, rule JA-OURS: grade"):
        load_book([RULES, tmp_path])


def test_a_judgement_rule_that_asks_for_an_unknown_field_is_refused(tmp_path: Path) -> None:
    (tmp_path / "judgement").mkdir()
    (tmp_path / "pack.yaml").write_text(PACK)
    (tmp_path / "judgement" / "ours.yaml").write_text(
        "- {id: JA-OURS, area: voice, when: {m: {kind: measure, outcome_share: 3}}, reason: x}\n")
    with pytest.raises(RuleError, match="a measure has no 'outcome_share'"):
        load_book([RULES, tmp_path])


@pytest.mark.parametrize("value, word", [(100, "almost all"), (91, "almost all"), (90, "most"), (75, "most"), (74, "the majority"),
                                         (50, "the majority"), (49, "less than half"), (15, "less than half"), (14, "few"), (0, "none")])
def test_quantifiers_are_fixed(value: int, word: str) -> None:
    assert quantity(value) == word


def test_shares_round_half_up_and_nothing_has_no_share() -> None:
    assert (share(1, 8), share(5, 8), share(0, 0)) == (13, 63, None)


def test_figures_count_each_kind_apart() -> None:
    figures = measure(plan(outcomes=4, specific=1, provisions=3, checked=2))
    assert (figures.outcomes_specific_share, figures.provisions_specific_share, figures.health_provisions, figures.needs) == (25, 67, 1, 7)


def test_only_a_figure_that_passes_a_number_of_the_rules_is_reckoned_again() -> None:
    reckoner = Reckoner(load_book([RULES]))
    assert reckoner.tells_apart("outcomes_specific_share", 77, 79) and reckoner.tells_apart("outcomes_specific_share", 26, 24)
    assert not reckoner.tells_apart("outcomes_specific_share", 80, 90) and not reckoner.tells_apart("outcomes", 80, 90)

"""Facts become findings: worded, quoted, placed, merged and in order."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from qa_engine.audit import Auditor
from qa_engine.find import Finder, Found
from qa_engine.model.audit import Finding
from qa_engine.model.document import Place
from qa_engine.model.plan import Plan
from qa_engine.observe import observe
from qa_engine.read import read
from qa_engine.rulebook import load, rule_folders
from qa_engine.rulebook.examples import plan_of
from qa_engine.structure import structure
from qa_engine.vocabulary import AdviceFact, Fact, NeedFact, PhraseFact, PlanFact, ProvisionFact, SectionFact

FINDER = Finder(load())
SPECIFIC = {"what": True, "who": True, "how_much": True, "how_often": True, "specific": True}
PLAN = plan_of({"B": ["one", "two"], "F": ["one", "two", "three"]})


def find(*facts: Fact, plan: Plan = PLAN) -> list[Finding]:
    """Findings on these facts, strengths left out."""
    return [f for f in FINDER.find(facts, plan).findings if not f.strength]


def only(rule: str, *facts: Fact, plan: Plan = PLAN) -> Finding:
    """The one finding of a rule."""
    finding, = (f for f in find(*facts, plan=plan) if f.rule == rule)
    return finding


def placed(item: str, *places: Place) -> Plan:
    """The plan, with the places of one item of F."""
    section = PLAN.sections["F"]
    items = tuple(replace(i, places=places) if i.id == item else i for i in section.items)
    return replace(PLAN, sections=PLAN.sections | {"F": replace(section, items=items)})


def vague(item: str = "F1", **more: object) -> ProvisionFact:
    """A provision with two vague words."""
    fields = {"what": True, "vague_terms": ("access to", "regular"), "vague_count": 2, **more}
    return ProvisionFact(item, "F", "Access to regular sessions", **fields)  # type: ignore[arg-type]


def test_a_finding_says_all_that_a_reader_needs() -> None:
    finding = only("F-04", vague())
    assert finding.id == "F-04.1"
    assert (finding.area, finding.section, finding.item) == ("educational_provision", "F", "F1")
    assert (finding.severity, finding.confidence, finding.quote) == ("significant", "likely", "Access to regular sessions")
    assert "access to, regular" in finding.message
    assert finding.references[1].startswith("L v Clarke and Somerset County Council, [1998] ELR 129: so specific")


def test_what_is_missing_is_told_in_words() -> None:
    assert "leaves open: who, how much, how often." in only("F-03", vague(missing=("who", "how_much", "how_often"))).message


def test_the_same_words_in_two_items_are_two_findings_with_numbers_in_order() -> None:
    found = [(f.id, f.item) for f in find(vague("F3"), vague("F1")) if f.rule == "F-04"]
    assert found == [("F-04.1", "F1"), ("F-04.2", "F3")]


def test_a_finding_that_several_facts_lead_to_is_one() -> None:
    needs = [NeedFact(f"C{n}", "C", f"need {n}", has_provision=False) for n in (1, 2, 3)]
    finding = only("G-01", SectionFact("G", status="blank", label_present=True), *needs)
    assert (finding.section, finding.item, finding.quote) == ("G", None, "")
    assert "C1" in finding.message


def test_two_phrases_of_one_item_are_two_findings() -> None:
    phrases = [PhraseFact("residue", words, "F", "F1") for words in ("[insert]", "XX")]
    assert [f.quote for f in find(*phrases)] == ["XX", "[insert]"]


def test_the_quote_is_the_field_that_the_rule_names() -> None:
    fact = ProvisionFact("F1", "F", "Up to 5 hours of reading", ceiling=True, ceiling_words="Up to 5 hours", **SPECIFIC)
    assert only("F-06", fact).quote == "Up to 5 hours"


def test_an_absence_points_at_its_section_and_quotes_nothing() -> None:
    finding = only("E-01", SectionFact("E", status="explicit_none", label_present=True, words="Outcomes", item="E1"))
    assert (finding.section, finding.item, finding.quote, finding.where) == ("E", None, "", "Section E")


def test_a_finding_on_the_whole_plan_has_no_section() -> None:
    finding = only("WP-02b", PlanFact(state="unknown"))
    assert (finding.section, finding.where) == (None, "The whole plan")


@pytest.mark.parametrize(("place", "where"), [
    (Place("word/document.xml", 11), "Section F, item F2 (paragraph 12)"),
    (Place("word/document.xml", 40, table=4, row=3, column=2), "Section F, item F2 (table 4, row 3)"),
])
def test_a_place_is_told_so_that_people_find_it(place: Place, where: str) -> None:
    assert only("F-04", vague("F2"), plan=placed("F2", place)).where == where


def test_an_uncertain_fact_makes_an_uncertain_finding() -> None:
    told = {c: only("WP-12", PhraseFact("contradiction", "aged 8", "F", "F1", "aged 12 in B", c)).confidence for c in ("high", "possible")}
    assert told == {"high": "likely", "possible": "possible"}


def test_findings_stand_in_order_of_section_item_and_rule_whatever_the_order_of_facts() -> None:
    facts: list[Fact] = [vague("F2"), vague("F1", who=True, weak_commitment=True, weak_words="should"), PlanFact(state="unknown"),
                         NeedFact("B2", "B", "Weak memory", has_provision=True, has_outcome=True),
                         AdviceFact("health", "Medical advice", item="K1", named=True)]
    wanted = FINDER.find(facts, PLAN)
    for seed in range(5):
        random.Random(seed).shuffle(facts)
        assert FINDER.find(facts, PLAN) == wanted
    assert [f.item for f in wanted.findings if f.rule in ("B-04", "F-04", "F-11")] == ["B2", "F1", "F1", "F2"]


def test_the_trace_shows_the_fields_that_the_rule_asks_about() -> None:
    found: Found = FINDER.find([vague()], PLAN)
    fired = next(t for t in found.trace if t.rule == "F-04")
    assert fired.finding == "F-04.1"
    assert fired.facts == {"provision": {"kind": "provision", "item": "F1", "section": "F", "vague_count": 2, "specific": False}}


def test_there_is_a_trace_for_each_finding() -> None:
    found = FINDER.find([vague("F1"), vague("F2"), PlanFact()], PLAN)
    assert [t.finding for t in found.trace] == [f.id for f in found.findings]


def test_a_local_threshold_changes_what_is_found(tmp_path: Path) -> None:
    (tmp_path / "findings").mkdir()
    (tmp_path / "pack.yaml").write_text("name: L\nversion: \"1\"\nlaw_as_at: 2026-05-31\njurisdiction: England\n"
                                        "change: {K-05b: {set: {when.advice.months_old.over: 12}, reason: Ours}}\n", encoding="utf-8")
    fact = AdviceFact("health", "Medical advice", item="K1", dated=True, named=True, months_old=20)
    local = Finder(load(rule_folders([tmp_path]))).find([fact], PLAN)
    assert "K-05b" not in {f.rule for f in find(fact)}
    assert "K-05b" in {f.rule for f in local.findings}


SAMPLES = sorted((Path(__file__).parent.parent / "sample_plans").glob("*.docx"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_a_finding_quotes_stands_where_the_finding_points(path: Path) -> None:
    auditor = Auditor.load(())
    plan = structure(read(path), auditor.lexicon)
    texts = {item.id: item.text for item in plan.items()}
    for finding in auditor.finder.find(observe(plan, auditor.lexicon).facts, plan).findings:
        if finding.item in texts and finding.quote and finding.section != "K":  # an entry of K is quoted by its title
            assert " ".join(finding.quote.split()) in " ".join(texts[finding.item].split()), finding.id
        if finding.quote and finding.item is None:
            assert finding.rule in ("WP-07", "WP-07b"), finding.id  # template text may stand outside every item

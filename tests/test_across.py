"""What only a batch can see: near-copies, template and family text apart, another child's details, services, thin sections."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_engine.across import Across, across_json, look_across, told, write_across
from qa_engine.across.alike import NEAR
from qa_engine.across.model import NearCopy
from qa_engine.across.quotes import Lists, masked
from qa_engine.across.wording import Names
from qa_engine.audit import Auditor
from qa_engine.cli.across import across
from qa_engine.errors import QaError
from qa_engine.model.plan import Advice
from qa_engine.store import Store
from qa_engine.store.model import Case, Run
from tests.across_plans import CHILDREN, Draft, cases, drafts, pairs, version

TRACTOR = "{c} will drive the garden tractor along the orchard row with one hand signal from the gardener, on four Fridays."
EAR = "A hearing dog trainer will bring a spaniel to the library corner so that {c} can practise turning to its bark before phonics."
FAMILY = "We moved here from the lighthouse cottage after the flood, and the children still share the attic with a drum kit and parrot."
HOUSE = "Marlshire adopts the tidal calendar of bridging workshops, so each transfer folder carries a lilac sheet for the receiving clinic."


def looked(made: list[Draft], auditor: Auditor, names: bool = False) -> Across:
    stream = cases(made, auditor, names)
    return look_across(lambda: stream, auditor.lexicon)


def case_of_child(found: list[tuple[Case, bytes]], at: int) -> str:
    return found[at][0].case


@pytest.fixture(scope="module")
def planted(auditor: Auditor) -> tuple[list[str], Across]:
    """All pairs of the list planted into twenty-four plans, every pair into two plans of its own choosing."""
    made = drafts()
    for n, (_, _, first, second) in enumerate(pairs()):
        section = "A" if first.startswith("I ") else "E" if first.startswith(("By", "{c} will")) else "F"
        made[n % 24].add(section, first)
        made[(n + 7) % 24].add(section, second)
    stream = cases(made, auditor)
    return [case.case for case, _ in stream], look_across(lambda: stream, auditor.lexicon)


def met(planted: tuple[list[str], Across], n: int, first: str, second: str) -> list[NearCopy]:
    """The near-copies that hold this pair: in its two plans, in words that only this pair has."""
    ids, across = planted
    rare = [set(text.replace("{c}", "").rstrip(".").split()[-6:]) for text in (first, second)]
    both = {ids[n % 24], ids[(n + 7) % 24]}
    return [c for c in across.copies
            if both <= {s.case for s in c.spots} and any(len(r & set(c.quote.rstrip(".").split())) >= 5 for r in rare)]


def test_plans_that_share_no_passage_have_no_copies(auditor: Auditor) -> None:
    across = looked(drafts(), auditor)
    assert (across.plans, across.children, across.copies, across.pasted, across.pairs) == (24, 24, (), (), ())


def test_of_copied_passages_nineteen_in_twenty_are_found_and_nothing_else_is(planted: tuple[list[str], Across]) -> None:
    found = {what: bool(met(planted, n, a, b)) for n, (copied, what, a, b) in enumerate(pairs()) if copied}
    assert [what for what, seen in found.items() if not seen] == ["heavily rewritten"]
    assert len(planted[1].copies) == sum(found.values())


@pytest.mark.parametrize(("n", "what"), [(n, p[1]) for n, p in enumerate(pairs()) if not p[0]])
def test_passages_alike_in_form_or_of_standing_words_are_no_copies(planted: tuple[list[str], Across], n: int, what: str) -> None:
    _, _, first, second = pairs()[n]
    assert (what, met(planted, n, first, second)) == (what, [])


def test_no_childs_name_is_in_any_output(planted: tuple[list[str], Across]) -> None:
    text = across_json(planted[1]).decode() + told(planted[1])
    assert [name for name, _ in CHILDREN if name in text] == []


def test_records_with_names_give_quotes_without_names(auditor: Auditor) -> None:
    made = drafts()
    for n in (2, 9):
        made[n].add("E", TRACTOR)
        made[n].add("F", EAR.replace("library", f"{made[n].surname} library"))
    text = across_json(looked(made, auditor, names=True)).decode()
    assert "garden tractor" in text and "hearing dog" in text
    assert [name for name, _ in CHILDREN if name in text] + [d.surname for d in made if d.surname in text] == []


@pytest.mark.parametrize(("said", "shown"), [
    ("Mrs Green and Mr May meet Dr. Brown-Price weekly.", "Mrs [name] and Mr [name] meet Dr. [name]-[name] weekly."),
    ("MRS HENDERSON and MISS GREEN run the ELSA group.", "MRS [name] and MISS [name] run the ELSA group."),
    ("Help is given by J. Price, by Olivia Brown or by Rose.", "Help is given by J. [name], by [name] [name] or by [name]."),
    ("Green paper is used. Rose petals too; Help Olivia.", "Green paper is used. [name] petals too; [name] [name]."),
    ("Brown paper lines the tray in Year 9 English.", "Brown paper lines the tray in Year 9 English."),
])
def test_a_surname_that_is_a_word_too_is_no_part_of_a_quote(said: str, shown: str, auditor: Auditor) -> None:
    listed = auditor.lexicon.vocabulary
    small = {"green", "brown", "price", "help", "rose"}
    lists = Lists(listed("common_first_name_vocabulary"), listed("common_word_name_vocabulary"), small)
    assert masked(said, Names(frozenset(), frozenset()), lists) == shown


def test_wording_in_five_or_more_plans_of_different_councils_is_stock(auditor: Auditor) -> None:
    made = drafts()
    for n in (0, 1, 6, 7, 12):
        made[n].add("E", TRACTOR)
    copy, = looked(made, auditor).copies
    assert (copy.kind, copy.about, copy.plans, copy.teams) == ("stock", "outcomes", 5, ("North", "South"))


def test_wording_of_a_third_of_a_councils_plans_is_template_and_not_counted_as_shared(auditor: Auditor) -> None:
    made = drafts()
    for draft in made[0:12:2]:
        draft.add("F", HOUSE)
    across = looked(made, auditor)
    assert [(c.kind, c.plans) for c in across.copies] == [("template", 6)]
    assert {t.shared for t in across.texts} == {0} and sum(t.template > 0 for t in across.texts) == 6


def test_a_familys_words_in_two_plans_are_told_apart_and_not_counted(auditor: Auditor) -> None:
    made = drafts()
    for n in (4, 10):
        made[n].add("A", FAMILY, "Our family's story")
    across = looked(made, auditor)
    assert [(c.kind, c.plans) for c in across.copies] == [("family", 2)]
    assert {t.shared for t in across.texts} == {0}


def test_the_childs_own_words_in_two_plans_are_a_copy(auditor: Auditor) -> None:
    made = drafts()
    for n in (4, 11):
        made[n].add("A", "I like to feed the llamas before registration and I hate the hand dryer by the gym.", "My views")
    assert [(c.kind, c.about) for c in looked(made, auditor).copies] == [("copy", "views")]


def test_the_share_of_a_plan_that_another_plan_has_is_of_its_own_words(auditor: Auditor) -> None:
    made = [replace(draft, lines=[]) for draft in drafts()]
    made[0].add("E", TRACTOR)
    made[0].add("F", EAR)
    made[1].add("E", TRACTOR)
    texts = {t.case: t for t in looked(made[:2], auditor).texts}
    own = [texts[case.case] for case, _ in cases(made[:2], auditor)]
    # The last has nothing but the shared outcome; of the first it is 22 of the 44 words that are compared.
    assert [t.share for t in own] == [pytest.approx(50, abs=4), pytest.approx(100, abs=6)]


def test_plans_with_several_passages_in_common_are_a_pair(auditor: Auditor) -> None:
    made = drafts()
    texts = [first for copied, what, first, _ in pairs() if copied and what in ("one word", "two words", "team")]
    for n in (3, 8):
        for text in texts:
            made[n].add("F", text)
    stream = cases(made, auditor)
    pair, = look_across(lambda: stream, auditor.lexicon).pairs
    assert ({pair.first, pair.second}, pair.passages) == ({case_of_child(stream, 3), case_of_child(stream, 8)}, 3)


def test_two_versions_of_a_childs_plan_are_no_copies_by_ref(auditor: Auditor) -> None:
    made = drafts()
    made[5].ref = "ref-one"
    across = looked([*made, version(made[5])], auditor)
    assert (across.plans, across.children, across.copies) == (25, 24, ())


def test_two_versions_of_a_childs_plan_are_no_copies_without_a_ref(auditor: Auditor) -> None:
    made = drafts()
    later = version(made[5])
    later.lines = later.lines[1:]
    later.add("E", TRACTOR)
    across = looked([*made, later], auditor)
    assert (across.plans, across.children, across.copies) == (25, 24, ())


def test_the_same_text_for_a_child_born_in_another_year_is_a_copied_plan(auditor: Auditor) -> None:
    made = drafts()
    other = version(made[5], forename="Quillon", number=made[5].number + 1)
    other.lines = [(s, h, t.replace(made[5].forename, "Quillon")) for s, h, t in made[5].lines]
    across = looked([*made, other], auditor)
    assert across.children == 25 and {c.kind for c in across.copies} == {"copy"}
    assert across.pairs[0].share >= 50


NAMED = "{c} will crack eggs into the blue bowl with a slotted spoon in every cookery lesson while the technician counts aloud."


def pasted_plans() -> list[Draft]:
    """Plan 6 has an item of plan 15 with another child's name left in it."""
    made = drafts()
    made[15].add("F", NAMED)
    made[6].add("F", NAMED.replace("{c}", "Jasmine"))
    return made


def test_an_item_with_another_childs_name_points_at_the_plan_it_was_pasted_from(auditor: Auditor) -> None:
    stream = cases(pasted_plans(), auditor)
    found, = look_across(lambda: stream, auditor.lexicon).pasted
    assert (found.case, found.sources) == (case_of_child(stream, 6), (case_of_child(stream, 15),))
    assert (found.section, found.sign, found.sure) == ("F", "name", False)
    assert "[another child] will crack eggs" in found.quote and "Jasmine" not in found.quote


def test_records_with_names_tell_the_source_for_certain(auditor: Auditor) -> None:
    made = pasted_plans()
    made[15].lines = [(s, h, t.replace(made[15].forename, "Jasmine")) for s, h, t in made[15].lines]
    made[15].forename = "Jasmine"
    made[20].add("F", NAMED)
    stream = cases(made, auditor, names=True)
    found, = look_across(lambda: stream, auditor.lexicon).pasted
    assert (found.sources, found.sure) == ((case_of_child(stream, 15),), True)


def test_another_childs_name_with_no_like_passage_elsewhere_points_at_nobody(auditor: Auditor) -> None:
    made = drafts()
    made[6].add("F", NAMED.replace("{c}", "Jasmine"))
    assert looked(made, auditor).pasted == ()


def test_a_wrong_pronoun_in_a_shared_passage_is_a_sign_too(auditor: Auditor) -> None:
    made = drafts()
    words = "{c} keeps snail shells in his pencil tin and lines them up along the windowsill whenever the fire bell is tested."
    made[2].add("B", "Filler.")
    made[0].add("F", words)
    made[1].add("F", words)
    found = looked(made, auditor).pasted
    assert [(p.sign, len(p.sources)) for p in found] == [("pronoun", 1)]


def advice(*entries: tuple[str, str]) -> tuple[Advice, ...]:
    return tuple(Advice(f"K{n}", title, "A. Marsh", role, date=date(2026, 3, 1)) for n, (title, role) in enumerate(entries, 1))


EP, SCHOOL = ("Educational psychology advice", "Educational psychologist"), ("School advice", "SENCO")
HEALTH = ("Medical advice", "Paediatrician")


def test_a_plan_with_one_adviser_outside_school_and_family_rests_on_one_service(auditor: Auditor) -> None:
    made = drafts()[:6]
    made[0].advice, made[1].advice = advice(EP, SCHOOL), advice(EP, SCHOOL, HEALTH)
    stream = cases(made, auditor)
    across = look_across(lambda: stream, auditor.lexicon)
    assert [(r.case, r.service, r.listed) for r in across.reliance] == [
        (case_of_child(stream, 0), "educational psychology", ("educational psychology",))]
    assert [(s.service, s.plans, s.only) for s in across.services if s.plans] == [("educational psychology", 2, 1), ("health", 1, 0)]


def test_sources_named_in_needs_and_in_brackets_behind_provision_are_counted_by_service(auditor: Auditor) -> None:
    made = [replace(draft, lines=[]) for draft in drafts()[:2]]
    for need in ("misreads words", "loses the line", "forgets the rule"):
        made[0].add("B", f"The educational psychologist found that {{c}} {need}, so {{he}} stops reading.")
    made[0].add("F", "A teaching assistant will read with {c} for 10 minutes every day (educational psychologist, March 2026).")
    made[0].add("F", "The occupational therapist will teach {c} to type for 20 minutes each week.")
    across = looked(made, auditor)
    assert [(r.service, r.named, r.on_one, r.share) for r in across.reliance] == [("educational psychology", 4, 4, 100)]


@pytest.mark.parametrize(("change", "expected"), [
    (lambda d: setattr(d, "in_care", True), [("social care", "looked after", ("D", "H"))]),
    (lambda d: d.add("A", "She is on a child protection plan."), [("social care", "child protection plan", ("D", "H"))]),
    (lambda d: d.add("A", "Her brother was on a child protection plan."), []),
    (lambda d: setattr(d, "advice", advice(HEALTH)), [("health", "health advice in K", ("C", "G"))]),
])
def test_a_child_known_to_a_service_with_nothing_in_its_sections(
        auditor: Auditor, change: Callable[[Draft], None], expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    draft = replace(drafts()[1], lines=[])
    change(draft)
    assert [(t.service, t.known_by, t.sections) for t in looked([draft], auditor).thin] == expected


def test_a_looked_after_child_with_care_needs_and_provision_is_not_thin(auditor: Auditor) -> None:
    draft = replace(drafts()[1], lines=[], in_care=True)
    draft.add("D", "{c} does not sleep before contact with her mother and is too tired for school the day after.")
    draft.add("H1", "The council will provide two nights of short breaks each month with the same carer.")
    across = looked([draft], auditor)
    assert (across.in_care, across.thin) == (1, ())


def test_the_same_plans_give_the_same_bytes(auditor: Auditor) -> None:
    made = pasted_plans()
    assert across_json(looked(made, auditor)) == across_json(looked(made, auditor))


def test_the_files_open_in_a_spreadsheet_and_say_which_plans(planted: tuple[list[str], Across], tmp_path: Path) -> None:
    write_across(tmp_path, planted[1])
    lines = list(csv.DictReader(io.StringIO((tmp_path / "near-copies.csv").read_text(encoding="utf-8-sig"))))
    assert len(lines) == sum(len(c.spots) for c in planted[1].copies) and {line["kind"] for line in lines} == {"copy"}
    assert len(list(csv.DictReader(io.StringIO((tmp_path / "across-plans.csv").read_text(encoding="utf-8-sig"))))) == 24
    assert json.loads((tmp_path / "across.json").read_bytes())["plans"] == 24


def test_the_summary_fits_a_terminal(planted: tuple[list[str], Across]) -> None:
    text = told(planted[1])
    assert max(map(len, text.splitlines())) <= 80 and "likely copied" in text


def test_one_plan_and_one_child_are_not_said_to_be_many(auditor: Auditor) -> None:
    draft = drafts()[0]
    draft.advice = advice(EP, SCHOOL)
    text = told(looked([draft], auditor))
    assert text.startswith("1 plan of 1 child looked at") and "only adviser in 1 plan, most" in text and "in 0 plans 25%" in text


@pytest.mark.parametrize(("options", "line"), [
    (("--where", "team"), "does not say what to choose by; write it as team=North"),
    (("--where", "colour=red"), "is no column of the list of cases"),
    (("--from", "October"), "is no month; write it as 2026-10"),
    (("--from", "2026-12", "--to", "2026-01"), "ends (2026-01) before it begins (2026-12)"),
    (("--where", "team=Nowhere"), "no plan of the store is meant"),
])
def test_a_choice_that_cannot_be_meant_gets_a_line_and_no_file(
        options: tuple[str, ...], line: str, auditor: Auditor, tmp_path: Path) -> None:
    store, out = tmp_path / "county.sqlite", tmp_path / "out"
    with Store.open(str(store)) as opened:
        opened.save_run(Run("2026-10", "2026-10", "2026-10", "0", "r"), cases(drafts()[:1], auditor))
    with pytest.raises(QaError, match=re.escape(line)):
        CliRunner().invoke(across, [str(store), "--out", str(out), *options], catch_exceptions=False)
    assert not out.exists()


def test_plans_that_were_not_judged_are_left_out(auditor: Auditor) -> None:
    stream = cases(drafts()[:3], auditor)
    stream[1] = (replace(stream[1][0], overall="Not judged"), stream[1][1])
    assert look_across(lambda: stream, auditor.lexicon).plans == 2


def test_a_damaged_record_is_one_clear_line(auditor: Auditor) -> None:
    case, _ = cases(drafts()[:1], auditor)[0]
    with pytest.raises(QaError, match="run its batch again"):
        look_across(lambda: [(case, b'{"sections": ')], auditor.lexicon)


def test_no_plans_at_all_give_an_empty_result(auditor: Auditor) -> None:
    across = look_across(list, auditor.lexicon)
    assert (across.plans, across.copies) == (0, ()) and 0 < NEAR < 1

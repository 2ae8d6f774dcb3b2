"""Samples: who is drawn and with what chance, that the seed alone decides, and what auditors get to see."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from docx.oxml.ns import qn

from qa_engine.cli.sample import sample
from qa_engine.errors import QaError
from qa_engine.model.record import AuditRecord
from qa_engine.moderation.fields import read_form
from qa_engine.report.word import render_word
from qa_engine.sampling import Plan, draw, open_source
from qa_engine.sampling.draw import allocate
from qa_engine.sampling.words import chances, size_words
from qa_engine.store import Store
from tests.audit_records import AREAS, FINDINGS, TEXTS
from tests.batch_kit import tree
from tests.sample_kit import batch_folder, made, put_run, sheet

PLANS = [Plan(f"case-{n:02}", f"{n:064x}", "", ("Good", "RI", "Inadequate")[n % 3], {"team": " North  1" if n < 12 else ""})
         for n in range(30)]


@pytest.mark.parametrize(("sizes", "size", "given"), [
    ({"a": 50, "b": 30, "c": 20}, 10, {"a": 5, "b": 3, "c": 2}),
    ({"a": 47, "b": 30, "c": 23}, 10, {"a": 5, "b": 3, "c": 2}),  # shares 4.7, 3.0, 2.3: the largest remainder has the tenth
    ({"a": 96, "b": 3, "c": 1}, 10, {"a": 8, "b": 1, "c": 1}),  # no group is left without, where the sample has room
    ({"a": 96, "b": 3, "c": 1}, 2, {"a": 2, "b": 0, "c": 0}),
    ({"a": 2, "b": 3}, 99, {"a": 2, "b": 3}),
    ({}, 5, {}),
])
def test_groups_have_their_share_by_largest_remainder_and_one_at_least(sizes: dict[str, int], size: int, given: dict[str, int]) -> None:
    assert allocate(sizes, size) == given


def test_no_group_gives_more_than_it_has_and_the_size_is_kept() -> None:
    for size in range(1, 40):
        given = allocate({"a": 1, "b": 1, "c": 1, "d": 36}, size)
        assert sum(given.values()) == size and all(given[g] <= 1 for g in "abc")


def test_the_same_seed_draws_the_same_plans_in_whatever_order_they_come() -> None:
    for by in ((), ("team",), ("team", "grade")):
        assert draw(PLANS, 9, by, "7") == draw(PLANS[::-1], 9, by, "7")
    assert draw(PLANS, 9, (), "7") != draw(PLANS, 9, (), "8")


def test_a_larger_sample_holds_the_smaller_one() -> None:
    small, large = ({d.plan.case for d in draw(PLANS, n, (), "1")} for n in (5, 9))
    assert small < large


def test_over_many_seeds_every_plan_is_drawn_as_often_as_its_chance_says() -> None:
    drawn = Counter(d.plan.case for seed in range(1000) for d in draw(PLANS, 6, (), str(seed)))
    assert len(drawn) == 30 and all(150 < times < 250 for times in drawn.values())  # 200 expected, standard deviation 12.6


def test_groups_are_named_in_plain_words_and_tell_the_chance() -> None:
    found = draw(PLANS, 10, ("team",), "1")
    assert Counter(d.stratum for d in found) == {"team North 1": 4, "team not known": 6}
    assert {(d.stratum, d.plans, round(d.chance, 3)) for d in found} == {("team North 1", 12, 0.333), ("team not known", 18, 0.333)}


def test_unequal_chances_are_pointed_out_and_equal_ones_not() -> None:
    assert chances(draw(PLANS, 10, (), "1")) == ""
    skewed = [*PLANS[:20], Plan("case-x", "f" * 64, "", "Good", {"team": "South"})]
    assert "count each plan 1 / chance times" in chances(draw(skewed, 4, ("team",), "1"))


def test_the_reason_of_the_size_fits_the_page_and_can_be_reckoned_by_hand() -> None:
    told = size_words(0.1, 640)
    assert max(map(len, told.splitlines())) <= 80
    assert " ".join(told.split()).startswith("Size: 84 plans tell a share within 10 percentage points either way")
    assert "96.0 / (1 + 95.0 / 640) = 83.6, rounded up" in " ".join(told.split())


def run(*args: object) -> Result:
    return CliRunner().invoke(sample, [str(a) for a in args], catch_exceptions=False)


def refused(*args: object) -> str:
    with pytest.raises(QaError) as error:
        run(*args)
    return str(error.value)


def listed(out: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((out / "sample.csv").read_text(encoding="utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return batch_folder(tmp_path_factory.mktemp("batch"), 18)


def test_a_sample_of_a_batch_has_a_record_for_each_plan_and_auditor_and_a_list(folder: Path, tmp_path: Path) -> None:
    done = run(folder, "--size", 6, "--by", "team", "--copies", 2, "--seed", 3, "--out", tmp_path)
    assert done.exit_code == 0 and done.stdout.startswith("6 of 18 plans drawn, seed 3\n")
    rows = listed(tmp_path)
    assert sorted(p.name for p in (tmp_path / "records").iterdir()) == sorted(row["record"] for row in rows)
    assert [row["auditor_number"] for row in rows] == ["1", "2"] * 6
    assert Counter(row["stratum"] for row in rows) == {"team North": 8, "team South": 4}
    assert {(r["stratum"], r["plans_in_stratum"], r["drawn_in_stratum"], r["chance_of_being_drawn"]) for r in rows} == {
        ("team North", "12", "4", "0.3333"), ("team South", "6", "2", "0.3333")}
    assert (tmp_path / "how-drawn.txt").read_text(encoding="utf-8") in done.stdout
    assert [len(line) for line in done.stdout.splitlines() if len(line) > 80 and str(tmp_path) not in line] == []


def test_two_calls_write_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run(folder, "--size", 4, "--by", "grade", "--by", "kind", "--out", tmp_path / name)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_margin_becomes_a_size_and_says_why(folder: Path, tmp_path: Path) -> None:
    done = run(folder, "--margin", 10, "--out", tmp_path)
    assert done.stdout.startswith("16 of 18 plans drawn, seed 1\n")
    assert "Size: 16 plans tell a share within 10 percentage points" in done.stdout and "(Cochran" in done.stdout


def test_size_or_margin_must_be_said_and_not_both(folder: Path, tmp_path: Path) -> None:
    for wish in ((), ("--size", 3, "--margin", 10)):
        assert "one of the two" in refused(folder, "--out", tmp_path, *wish)
    assert list(tmp_path.iterdir()) == []


def test_records_that_may_have_been_filled_in_are_never_written_over(folder: Path, tmp_path: Path) -> None:
    run(folder, "--size", 3, "--out", tmp_path)
    before = tree(tmp_path)
    assert "may have been filled in" in refused(folder, "--size", 4, "--out", tmp_path)
    assert tree(tmp_path) == before


def test_a_folder_without_records_and_a_name_that_is_nothing_get_a_line(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    assert "no audit records here" in refused(tmp_path, "--size", 3, "--out", tmp_path / "out")
    assert "nothing of that name" in refused(tmp_path / "none", "--size", 3, "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_plan_that_was_not_judged_is_not_drawn(tmp_path: Path) -> None:
    batch_folder(tmp_path / "batch", 3)
    path = tmp_path / "batch" / "audits" / "plan 1.json"
    path.write_text(made(1, "Not judged").model_dump_json(), encoding="utf-8")
    assert [plan.overall for plan in open_source(str(tmp_path / "batch")).plans()] == ["Good", "Inadequate"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "county.sqlite"
    with Store.open(str(path)) as opened:
        put_run(opened, "2026-09", "2026-09", range(6))
        put_run(opened, "2026-10", "2026-10", range(4, 12))
    return path


def test_a_store_is_drawn_from_by_run_or_month_and_each_plan_counts_once(store: Path, tmp_path: Path) -> None:
    assert len(open_source(str(store)).plans()) == 12
    assert {len(open_source(str(store), **one).plans()) for one in ({"run": "2026-10"}, {"month": "2026-10"})} == {8}
    done = run(store, "--month", "2026-10", "--size", 8, "--by", "team", "--out", tmp_path / "out")
    assert done.stdout.startswith("8 of 8 plans drawn")
    assert len(list((tmp_path / "out" / "records").iterdir())) == 8


def test_a_run_that_the_store_does_not_have_gets_a_line_with_those_it_has(store: Path, tmp_path: Path) -> None:
    assert "it has 2026-09, 2026-10" in refused(store, "--run", "2026-11", "--size", 1, "--out", tmp_path / "out")
    assert "no plan of that run or month" in refused(store, "--month", "2030-01", "--size", 1, "--out", tmp_path / "out")


def test_what_is_no_month_gets_a_line(store: Path, tmp_path: Path) -> None:
    assert "“October” is no month; write it as 2026-10" in refused(store, "--month", "October", "--size", 1, "--out", tmp_path / "out")


def shown(data: bytes) -> str:
    """Every word of a record, its head and foot and properties too."""
    document = docx.Document(io.BytesIO(data))
    parts = [document.element, *(s.header._element for s in document.sections), *(s.footer._element for s in document.sections)]
    return " ".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for part in parts for p in part.iter(qn("w:p"))) + str(
        document.core_properties.title)


@pytest.fixture(scope="module")
def record() -> AuditRecord:
    return made(1, "Inadequate", areas={"voice": "NA"})


def test_a_blind_record_shows_nothing_of_what_the_rules_found(record: AuditRecord) -> None:
    data = sheet(record)
    told, tags = shown(data), read_form(data, AREAS).fields
    for word in ("Inadequate", "Requires Improvement", "JA-", "F-04", "Made for a test", "Settle the statutory", "Needs are clear",
                 *(f.message for f in FINDINGS), *(f.title for f in FINDINGS), *TEXTS.values()):
        assert word not in told
    assert not [tag for tag in tags if tag.startswith("qa.engine.")]
    assert tags["qa.id.sha256"] == record.document.sha256 and tags["qa.id.copy"] == "blind, auditor 1 of 1"


def test_two_blind_records_of_one_plan_differ_in_nothing_but_the_plan_whatever_the_grades(record: AuditRecord) -> None:
    assert sheet(record) == sheet(made(1, "Good", areas={"voice": "RI"}))


def test_a_record_with_grades_is_the_usual_one_with_its_copy_named(record: AuditRecord) -> None:
    plain, copied = shown(render_word(record)), shown(sheet(record, 2, 3, blind=False))
    assert "auditor 2 of 3" in copied and "auditor 2 of 3" not in plain
    assert copied.count("Inadequate") == plain.count("Inadequate") > 10


def test_actions_are_suggested_once_among_the_copies_of_a_plan(record: AuditRecord) -> None:
    given = [[row["action"] for row in read_form(sheet(record, n, 2, blind=False), AREAS).actions if row["action"]] for n in (1, 2)]
    assert given[0] and given[1] == []
    assert "suggested by the rules" not in shown(sheet(record, 2, 2, blind=False))


def test_a_blind_record_says_how_to_give_it_back(record: AuditRecord) -> None:
    assert "give it back to whoever sent it" in shown(sheet(record))

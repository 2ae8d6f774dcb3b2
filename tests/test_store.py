"""The store on SQLite and on a real PostgreSQL server: what goes in comes out, all of it or nothing, whoever else is writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from qa_engine.errors import QaError
from qa_engine.pseudonyms import case_id
from qa_engine.store import Store
from qa_engine.store.model import STORE, Case, Filter, Run
from qa_engine.store.pseudonyms import ref_of
from tests.store_kit import a_case, a_run, bytes_of, filled_in, plan_hash, some_cases, writing

NAME = "Zebedee"


def test_what_is_saved_comes_out_again_in_the_order_of_the_hashes(address: str) -> None:
    run = a_run()
    cases = some_cases(run, range(250))  # more than are read or written at a time
    with Store.open(address) as store:
        store.save_run(run, cases[::-1])
        assert list(store.records()) == cases
        assert list(store.cases()) == [case for case, _ in cases]
        assert store.runs() == [replace(run, files={"found": 3, "judged": 250, "not_judged": 0})]


def test_runs_and_cases_come_by_month_then_name(address: str) -> None:
    with Store.open(address) as store:
        for name, month in (("b", "2026-11"), ("c", "2026-10"), ("a", "2026-11")):
            run = a_run(name, month)
            store.save_run(run, some_cases(run, range(2)))
        assert [run.name for run in store.runs()] == ["c", "a", "b"]
        assert [case.run for case in store.cases()] == ["c", "c", "a", "a", "b", "b"]


@pytest.mark.parametrize(("chosen", "found"), [
    (Filter(first="2026-10"), ["b", "c"]), (Filter(last="2026-10"), ["a", "b"]), (Filter("2026-10", "2026-10"), ["b"]),
    (Filter(run="none"), ["none"]), (Filter(), ["none", "a", "b", "c"]), (Filter(where={"team": "East"}), []),
])
def test_months_runs_and_columns_narrow_what_comes(chosen: Filter, found: list[str], address: str) -> None:
    with Store.open(address) as store:
        for name, month in (("none", ""), ("a", "2026-09"), ("b", "2026-10"), ("c", "2026-11")):
            store.save_run(a_run(name, month), [a_case(1, a_run(name, month), setting_type="special", team="North")])
        assert [case.run for case in store.cases(chosen)] == found
        assert len(list(store.cases(Filter(where={"setting type": "special", "team": "North"})))) == 4


def test_a_column_that_no_case_has_is_refused_with_those_there_are(address: str) -> None:
    with Store.open(address) as store:
        store.save_run(a_run(), [])
        with pytest.raises(QaError, match="no column “colour” to choose by; the columns are team, caseworker"):
            list(store.cases(Filter(where={"colour": "red"})))


def test_a_run_of_the_same_name_takes_the_place_of_the_earlier(address: str) -> None:
    run = a_run()
    with Store.open(address) as store:
        store.save_run(a_run("other", "2026-09"), some_cases(a_run("other", "2026-09"), range(3)))
        store.save_run(run, some_cases(run, range(5)))
        store.save_run(run, some_cases(run, range(3, 6)))
        assert list(store.records(Filter(run=run.name))) == some_cases(run, range(3, 6))
        assert len(list(store.cases())) == 6


def test_a_run_that_breaks_off_leaves_the_store_as_it_was(address: str) -> None:
    run = a_run()

    def broken() -> Iterator[tuple[Case, bytes]]:
        yield from some_cases(run, range(150))
        raise QaError("this record was changed")

    with Store.open(address) as store:
        store.save_run(run, some_cases(run, range(2)))
        with pytest.raises(QaError, match="was changed"):
            store.save_run(run, broken())
        assert list(store.records()) == some_cases(run, range(2))


def test_the_same_run_again_changes_no_byte_and_is_known_without_writing(tmp_path: Path) -> None:
    run, address = a_run(), str(tmp_path / "s.sqlite")
    cases = some_cases(run, range(120))
    with Store.open(address) as store:
        store.save_run(run, cases)
        before = bytes_of(address)
        store.save_run(run, cases)
        audits = [(case.about, case.ref, record) for case, record in cases]
        assert store.holds(run, audits) and bytes_of(address) == before
        assert not store.holds(run, audits[:-1]) and not store.holds(replace(run, month="2026-11"), audits)
        assert not store.holds(run, [(about | {"team": "East"}, ref, record) for about, ref, record in audits])


def test_two_stores_of_the_same_run_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        with Store.open(str(tmp_path / f"{name}.sqlite")) as store:
            store.save_run(a_run(), some_cases(a_run(), range(120)))
            store.add_moderation([filled_in(1)])
    assert bytes_of(str(tmp_path / "a.sqlite")) == bytes_of(str(tmp_path / "b.sqlite"))


def test_two_processes_writing_at_once_lose_nothing(address: str) -> None:
    processes = [writing(address, f"run-{n}", range(n, n + 60)) for n in range(3)]
    for process in processes:
        _, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (0, "")
    with Store.open(address) as store:
        for n in range(3):
            assert list(store.records(Filter(run=f"run-{n}"))) == some_cases(a_run(f"run-{n}"), range(n, n + 60))


def test_a_writer_that_waits_too_long_says_that_another_is_writing(address: str) -> None:
    with Store.open(address, wait=0.3) as waiting, Store.open(address) as first:
        first.save_run(a_run(), [])

        def meanwhile() -> Iterator[tuple[Case, bytes]]:
            with pytest.raises(QaError, match="another program is writing into this store; wait until it is done"):
                waiting.save_run(a_run("b"), [])
            yield from some_cases(a_run("a"), range(2))

        first.save_run(a_run("a"), meanwhile())
        assert [run.name for run in first.runs()] == ["2026-10", "a"]


def test_a_reader_may_write_between_two_cases(address: str) -> None:
    run = a_run()
    with Store.open(address, wait=1) as store:
        store.save_run(run, some_cases(run, range(150)))
        for n, _ in enumerate(store.cases()):
            if n in (0, 149):
                store.add_moderation([filled_in(n)])
        assert len(store.panel()) == 4


def test_what_people_entered_comes_out_with_its_plan(address: str) -> None:
    with Store.open(address) as store:
        store.save_run(a_run(), [a_case(1, a_run())])
        store.add_moderation([filled_in(1), filled_in(2)])
        first = next(row for row in store.panel() if row.sha256 == plan_hash(1))
        assert (first.case, first.area, first.stage, first.agency, first.auditor, first.rules, first.grade, first.on) == (
            case_id(plan_hash(1)), "outcomes", "panel", "health", "I. Fennimore", "RI", "Good", "2026-05-14")
        assert first.decided_by == ("JA-E", "JA-F")
        moderated = [row for row in store.panel(Filter(run="2026-10")) if row.stage == "moderated"]
        assert [(row.sha256, row.grade, row.stance, row.auditor) for row in moderated] == [(plan_hash(1), "RI", "agree", "T. Orrery")]
        assert [(a.case, a.due, a.owner) for a in store.actions(Filter(last="2026-10"))] == [(case_id(plan_hash(1)), "2026-06-30", "DCO")]
        assert len(store.actions()) == 2 and store.actions(Filter(last="2026-01")) == []


def test_a_record_read_again_replaces_itself_and_other_peoples_stay(address: str) -> None:
    with Store.open(address) as store:
        store.add_moderation([filled_in(1), filled_in(1, auditor="T. Orrery", grade="RI"), filled_in(1, copy=2)])
        store.add_moderation([filled_in(1, record="x (1).docx", grade="Inadequate")])
        grades = sorted((row.auditor, row.copy, row.grade) for row in store.panel() if row.stage == "panel")
        assert grades == [("I. Fennimore", 1, "Inadequate"), ("I. Fennimore", 2, "Good"), ("T. Orrery", 1, "RI")]
        assert len(store.actions()) == 3


def test_a_record_without_a_name_is_known_by_its_file(address: str) -> None:
    with Store.open(address) as store:
        store.add_moderation([filled_in(1, auditor="", grade="RI"), filled_in(1, record="y.docx", auditor="")])
        store.add_moderation([filled_in(1, auditor="I. Fennimore")])
        assert sorted((row.auditor, row.grade) for row in store.panel() if row.stage == "panel") == [("", "Good"), ("I. Fennimore", "Good")]


def test_a_copy_of_an_unsigned_record_under_another_file_name_is_not_kept_twice(address: str) -> None:
    with Store.open(address) as store:
        store.add_moderation([filled_in(1, auditor=""), filled_in(1, record="x (1).docx", auditor="")])
        assert len(store.actions()) == 1
        store.add_moderation([filled_in(1, record="z.docx", auditor="", grade="RI"), filled_in(1, record="q.docx", auditor="", copy=2)])
        assert len(store.actions()) == 3


def test_the_store_holds_no_file_name_of_a_record(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "s.sqlite")) as store:
        store.add_moderation([filled_in(1, record=f"{NAME}.docx")])
    assert NAME.encode() not in bytes_of(str(tmp_path / "s.sqlite"))


@pytest.mark.parametrize("called", ["case", "ref", "council"])
def test_a_case_is_forgotten_in_every_run_by_any_of_its_names(called: str, address: str) -> None:
    old, new = a_run("2026-09", "2026-09"), a_run()
    versions = [(old, a_case(1, old, "C1")), (new, a_case(2, new, "c1 ")), (new, a_case(3, new, "C3"))]
    with Store.open(address) as store:
        for run in (old, new):
            store.save_run(run, [case for of, case in versions if of is run])
        store.add_moderation([filled_in(1), filled_in(3)])
        gone = store.forget({"case": case_id(plan_hash(1)), "ref": ref_of("C1"), "council": "C1"}[called])
        assert (gone.audits, gone.moderated, gone.refs, [run.name for run in gone.runs]) == (2, 1, (ref_of("C1"),), ["2026-09", "2026-10"])
        assert set(gone.sha256) == {plan_hash(1), plan_hash(2)}
        assert [case.sha256 for case in store.cases()] == [plan_hash(3)]
        assert {row.sha256 for row in store.panel()} == {row.sha256 for row in store.actions()} == {plan_hash(3)}
        assert [(run.files["found"], run.files["judged"]) for run in store.runs()] == [(2, 0), (2, 1)]
        assert not store.holds(new, [(case.about, case.ref, record) for case, record in (v for _, v in versions[1:])])


def test_forgetting_somebody_who_is_not_there_changes_nothing(tmp_path: Path) -> None:
    address = str(tmp_path / "s.sqlite")
    with Store.open(address) as store:
        store.save_run(a_run(), some_cases(a_run(), range(3)))
        before = bytes_of(address)
        assert store.forget("case-000000000000").audits == store.forget("").audits == 0
    assert bytes_of(address) == before


def test_no_word_of_a_forgotten_case_is_left_in_the_file(tmp_path: Path) -> None:
    address, run = str(tmp_path / "s.sqlite"), a_run()
    cases = [*some_cases(run, range(50)), a_case(99, run, "C99", team="The one team of its kind")]
    with Store.open(address) as store:
        store.save_run(run, cases)
        store.add_moderation([filled_in(99, auditor=NAME)])
        left = [NAME.encode(), b"The one team of its kind", plan_hash(99).encode(), ref_of("C99").encode()]
        assert [word in bytes_of(address) for word in left] == [True] * 4
        store.forget("C99")
        assert [word in bytes_of(address) for word in left] == [False] * 4
        assert len(list(store.records())) == 50


def test_the_tables_are_those_that_the_migrations_make(address: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from qa_engine.store.schema import HEAD
    from qa_engine.store.tables import METADATA

    with Store.open(address) as store:
        store.save_run(a_run(), [])
        with store._engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
            assert len(inspect(connection).get_table_names()) == len(METADATA.tables) + 1


def test_a_store_of_a_newer_version_and_a_database_of_something_else_are_refused(address: str) -> None:
    with Store.open(address) as store:
        store.save_run(a_run(), [])
        with store._writer.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(QaError, match="written by a newer version of the program"):
            Store.open(address)
        with store._writer.begin() as connection:
            connection.execute(text("DROP TABLE alembic_version"))
        with pytest.raises(QaError, match="holds something else than a store"):
            Store.open(address)


def test_looking_into_a_store_that_is_not_there_makes_none(address: str) -> None:
    with Store.open(address) as store:
        assert store.run("x") is None and not store.holds(a_run(), [])
        with pytest.raises(QaError, match="no store here yet; a batch makes one"):
            store.runs()
    assert "://" in address or not Path(address).exists()


def test_a_file_of_something_else_and_a_damaged_store_are_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(b"PK\x03\x04 and more")
    damaged = tmp_path / "damaged.sqlite"
    with Store.open(str(damaged)) as store:
        store.save_run(a_run(), some_cases(a_run(), range(3)))
    damaged.write_bytes(damaged.read_bytes()[:100] + b"?" * 9000)
    other = sqlite3.connect(tmp_path / "other.sqlite")
    other.execute("CREATE TABLE sums (n)")
    other.close()
    for name, said in (("plan.docx", "not a store"), ("damaged.sqlite", "damaged or is not a store"),
                       ("other.sqlite", "something else than a store")):
        with pytest.raises(QaError, match=said):
            Store.open(str(tmp_path / name))


def test_a_folder_means_the_store_in_it(tmp_path: Path) -> None:
    with Store.open(str(tmp_path)) as store:
        store.save_run(a_run(), some_cases(a_run(), range(3)))
    with Store.open(str(tmp_path / STORE)) as store:
        assert len(store.runs()) == 1


@pytest.mark.parametrize(("address", "said"), [
    ("mysql://u:s3cret@server/db", "cannot lie in “mysql”; name a file, or postgresql://"),
    ("sqlite://", "cannot lie in"),
    ("://", "no address of a store"),
    ("postgresql://u:s3cret@localhost:1/db", "db on localhost: the server cannot be reached"),
    ("postgresql://u@localhost:1/db?password=s3cret", "db on localhost: the server cannot be reached"),
    ("postgresql://u:s3cret@localhost:port/db", "no address of a store"),
])
def test_an_address_that_leads_nowhere_is_refused_in_a_line_without_its_password(address: str, said: str) -> None:
    with pytest.raises(QaError, match=said) as refused:
        Store.open(address)
    assert "s3cret" not in str(refused.value) and "\n" not in str(refused.value)


@pytest.mark.parametrize(("who", "database", "said"), [
    ("council", "none", "none on .*: there is no such database"), ("stranger", "postgres", "the server does not let this user in"),
])
def test_a_server_that_refuses_is_told_in_a_line_without_the_password(who: str, database: str, said: str, postgres: str) -> None:
    with pytest.raises(QaError, match=said) as refused:
        Store.open(f"postgresql://{who}:s3cret@/{database}?host={postgres}&port=5432")
    assert "s3cret" not in str(refused.value) and "\n" not in str(refused.value)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "new" / "s.sqlite")) as store:
        (tmp_path / "new").write_text("a file by now", encoding="utf-8")
        with pytest.raises(QaError, match="cannot be made"):
            store.save_run(a_run(), [])


def test_a_ref_is_the_same_for_the_same_council_id_and_a_store_says_nothing_of_it() -> None:
    assert ref_of(" EHC-0042 ") == ref_of("ehc-0042") != ref_of("ehc-0043")
    assert ref_of("EHC-0042") == "ref-be0e1fd1bb8c" and ref_of("  ") == ""


def test_a_record_that_is_none_is_refused() -> None:
    from qa_engine.store.cases import case_of

    with pytest.raises(QaError, match="no audit record"):
        case_of(b"{}")


def test_a_run_knows_its_packs_and_counts(address: str) -> None:
    run = Run("r", "2026-10", "../out", "0.1.0", "a" * 64, (("national", "1", "2026-01-01"), ("Ours", "2", "2026-02-01")), {"judged": 7})
    with Store.open(address) as store:
        store.save_run(run, [])
        assert store.run("r") == replace(run, files={"judged": 7, "not_judged": 0})

"""The council's own list: every mistake is named by row and column, and nothing is lost for one."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from qa_engine.batch.files import PlanFile
from qa_engine.batch.manifest import Manifest, read_manifest
from qa_engine.batch.match import match
from qa_engine.errors import QaError


def manifest(path: Path, text: str, encoding: str = "utf-8") -> Manifest:
    file = path / "cases.csv"
    file.write_bytes(text.encode(encoding))
    return read_manifest(file)


def told(found: Manifest) -> list[tuple[int, str]]:
    return [(p.row, p.what) for p in found.problems]


def files(*paths: str) -> Sequence[PlanFile]:
    return [PlanFile(path, f"{n}.json") for n, path in enumerate(paths)]


def test_columns_are_known_by_their_usual_names_and_dates_in_their_usual_forms(tmp_path: Path) -> None:
    found = manifest(tmp_path, "Case Ref,SEN team,Case Worker,Plan type,Request date,Date issued,Decision\n"
                               "17,North,P. Quill,AR,31/10/2025,5 Feb 2026,2025-12-01\n")
    values = found.rows[0].values
    assert (found.problems, found.rows[0].case) == ((), "17")
    assert (values["team"], values["caseworker"], values["kind"]) == ("North", "P. Quill", "annual review")
    assert [values[d] for d in ("request", "issue", "decision", "advice")] == ["2025-10-31", "2026-02-05", "2025-12-01", ""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_that_excel_writes_is_read(encoding: str, tmp_path: Path) -> None:
    found = manifest(tmp_path, "case id;setting\nA1;École Sainte-Zoë – “North”\n", encoding)
    assert (found.rows[0].values["setting"], found.problems) == ("École Sainte-Zoë – “North”", ())
    assert bool(found.note) == (encoding == "cp1252")


def test_an_unknown_column_is_named_by_place_with_the_one_that_was_meant(tmp_path: Path) -> None:
    found = manifest(tmp_path, "case id,teem,shoe size\nA1,North,4\n")
    assert [row for row, _ in told(found)] == [1, 1]
    assert "column 2" in told(found)[0][1] and "“team”" in told(found)[0][1] and "column 3" in told(found)[1][1]


def test_a_bad_date_costs_only_that_cell_and_is_not_repeated(tmp_path: Path) -> None:
    found = manifest(tmp_path, "case id,team,issue\nA1,North,31/02/2026\nA2,South,soon after Ida’s birthday\nA3,East,1/3/2026\n")
    assert [(row, "column issue" in what) for row, what in told(found)] == [(2, True), (3, True)]
    assert [(r.values["team"], r.values["issue"]) for r in found.rows] == [("North", ""), ("South", ""), ("East", "2026-03-01")]
    assert "Ida" not in str(found.problems)


def test_a_case_twice_is_used_once_and_both_rows_are_named(tmp_path: Path) -> None:
    found = manifest(tmp_path, "case id,team\nA1,North\nA2,South\na1,East\n")
    assert ([r.number for r in found.rows], told(found)) == ([2, 3], [(4, "has the case id of row 2 again; row 2 is used")])


def test_rows_without_a_name_and_with_too_many_cells_are_told(tmp_path: Path) -> None:
    found = manifest(tmp_path, "case id,file,setting\n,,Lost School\nA1,,St Ann, Upper School\n\nA2,,Hill School\n")
    assert [(row, what.split()[1]) for row, what in told(found)] == [(2, "neither"), (3, "more")]
    assert [r.number for r in found.rows] == [3, 5]


@pytest.mark.parametrize(("data", "why"), [
    (b"", "is empty"),
    (b"team,phase\nNorth,2\n", "no column “case id” or “file”"),
    (b"case id\n\x81\x8d\n", "encoding of the manifest is not known"),
    (b"\xff\xfec\x00a\x00\x00", "encoding of the manifest is damaged"),
    (b"\xd0\xcf\x11\xe0\x00\x00", "neither CSV nor XLSX"),
])
def test_a_sheet_that_cannot_be_used_is_refused_in_one_line(data: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_bytes(data)
    with pytest.raises(QaError, match=why):
        read_manifest(tmp_path / "cases.csv")


def test_plans_find_their_rows_by_path_name_or_case_id_in_the_name(tmp_path: Path) -> None:
    found = manifest(tmp_path, "case id,file\nEHC-7,\nEHC-71,\n,North/plan.docx\n,Draft of May.docx\nEHC-9,\n")
    rows = match(found, files("EHC-7 final.docx", "ehc_71.docx", "North/plan.docx", "South/plan.docx", "South/draft of may.docx",
                              "EHC-711.docx"))
    assert {path: row.number for path, row in rows.rows.items()} == {
        "EHC-7 final.docx": 2, "ehc_71.docx": 3, "North/plan.docx": 4, "South/draft of may.docx": 5}
    assert [(p.row, p.file) for p in rows.problems] == [(6, ""), (0, "South/plan.docx"), (0, "EHC-711.docx")]


def test_a_name_with_two_cases_in_it_belongs_to_neither(tmp_path: Path) -> None:
    rows = match(manifest(tmp_path, "case id\nA1\nA2\n"), files("A1 and A2.docx"))
    assert (rows.rows, [p.row for p in rows.problems]) == ({}, [2, 3, 0])


def test_ten_thousand_rows_are_read_and_matched_in_seconds(tmp_path: Path) -> None:
    begun = time.process_time()
    found = manifest(tmp_path, "case id,team,request,issue\n" + "".join(f"EHC-{n},North,01/02/2026,2026-05-06\n" for n in range(10_000)))
    rows = match(found, files(*(f"EHC-{n} plan.docx" for n in range(10_000))))
    assert (len(rows.rows), rows.problems) == (10_000, ())
    assert time.process_time() - begun < 5


def test_a_workbook_is_read_like_the_same_sheet_as_csv(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    from datetime import datetime

    book = openpyxl.Workbook()
    for row in (["case id", "team", "issue"], [101, "North", datetime(2026, 5, 6)], ["102", "South", "07/05/2026"]):
        book.active.append(row)
    book.save(tmp_path / "cases.xlsx")
    text = manifest(tmp_path, "case id,team,issue\n101,North,06/05/2026\n102,South,07/05/2026\n")
    assert read_manifest(tmp_path / "cases.xlsx") == text

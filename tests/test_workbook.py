"""The workbook as Excel would see it: figures reckoned again from the records, nothing that runs, nobody to be told, the same bytes."""

from __future__ import annotations

import csv
import json
import re
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qa_engine.errors import QaError
from qa_engine.report.workbook import write_tables, write_workbook
from qa_engine.report.workbook.themes import Themes
from qa_engine.store import Store
from qa_engine.store.model import Case, Filter, FindingRow
from tests.period_kit import HOSTILE, MONTHS, SERVICES, TEAMS, WORKERS, about, board, made

FIRST, LAST = MONTHS[2], MONTHS[3]
BOARD_SHEETS = ("Summary", "Areas", "Groups", "Themes", "Timeliness")
Rows = list[dict[str, Any]]


def write(store: Path, out: Path, managers: bool = False, **more: Any) -> Path:
    with Store.open(str(store)) as opened:
        write_workbook(out, board(opened, FIRST, LAST), opened, managers, **more)
    return out


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("store") / "kept.sqlite")


@pytest.fixture(scope="module")
def book(kept: Path) -> Path:
    return write(kept, kept.with_name("book.xlsx"))


@pytest.fixture(scope="module")
def records(kept: Path) -> list[dict[str, Any]]:
    """The JSON of every record of the period, by itself."""
    with Store.open(str(kept)) as store:
        return [json.loads(record) for _, record in store.records(Filter(FIRST, LAST))]


@cache
def read(path: Path) -> dict[str, list[list[Any]]]:
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in openpyxl.load_workbook(path)}


def cells(path: Path, sheet: str) -> list[list[Any]]:
    return read(path)[sheet]


def table(path: Path, sheet: str, head: str) -> Rows:
    """The table whose first title is `head`, up to the first empty line."""
    rows = cells(path, sheet)
    start = next(n for n, row in enumerate(rows) if row[0] == head)
    titles = [title for title in rows[start] if title]
    found: Rows = []
    for row in rows[start + 1:]:
        if row[0] is None:
            break
        found.append(dict(zip(titles, row, strict=False)))
    return found


def lines_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Written out once more, from the textbook."""
    z, p = 1.959963984540054, part / whole
    low, high = ((p + z * z / (2 * whole) + sign * z * sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))) / (1 + z * z / whole)
                 for sign in (-1, 1))
    return round(100 * low, 1), round(100 * high, 1)


def test_plans_say_what_the_records_say(book: Path, records: list[dict[str, Any]]) -> None:
    told = {row["Case"]: row for row in table(book, "Plans", "Month")}
    assert len(told) == len(records) == 48
    for record in records:
        row = told[record["document"]["name"]]
        provision = [item["observed"]["specific"] for item in record["sections"]["F"]["items"]]
        weak = Counter(f["severity"] for f in record["findings"] if not f["strength"])
        assert row["Overall"] == record["overall"]["judgement"]
        assert row["Firm or borderline"] == {"stable": "firm"}.get(record["overall"]["stability"], record["overall"]["stability"])
        assert [row[a["title"]] for a in record_areas(record)] == [a["judgement"] for a in record_areas(record)]
        assert (row["Provision lines, number (F)"], row["Specific (F)"]) == (len(provision), sum(provision))
        assert row["Specific (F), %"] == round(100 * sum(provision) / len(provision), 1)
        assert [row[f"{s} findings"] for s in ("Statutory", "Significant", "Good practice")] == [
            weak[s] for s in ("statutory", "significant", "practice")]
        assert row["Contributor services (K)"] == ", ".join(sorted(i["observed"]["contributor"] for i in record["sections"]["K"]["items"]))


TITLES = ("Statutory form and completeness", "Views, interests and aspirations (A)", "Special educational needs (B)", "Health needs (C)",
          "Social care needs (D)", "Outcomes (E)", "Special educational provision (F)", "Health provision (G)",
          "Social care provision (H1, H2)", "Preparation for adulthood", "Golden thread and consistency", "Advice (K)",
          "Language and accessibility")


def record_areas(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return ({"title": title, "judgement": area["judgement"]} for title, area in zip(TITLES, record["areas"].values(), strict=True))


def test_areas_are_counted_from_the_records(book: Path, records: list[dict[str, Any]]) -> None:
    told = {row["Area"]: row for row in table(book, "Areas", "Area")}
    for n, title in enumerate(TITLES):
        counts = Counter(list(record_areas(record))[n]["judgement"] for record in records)
        row, whole = told[title], 48 - counts["NA"]
        assert [row[g] for g in ("Plans", "Good", "RI", "Inadequate", "Does not apply")] == [
            whole, counts["Good"], counts["RI"], counts["Inadequate"], counts["NA"]]
        assert row["Good, % of plans"] == round(100 * counts["Good"] / whole, 1)
        assert (row["95 % from"], row["to"]) == wilson(counts["Good"], whole)


def test_months_are_counted_from_the_records(kept: Path, book: Path) -> None:
    with Store.open(str(kept)) as store:
        grades = {m: Counter(json.loads(r)["overall"]["judgement"] for _, r in store.records(Filter(m, m))) for m in MONTHS}
    told = table(book, "Summary", "Month")
    assert [[row[g] for g in ("Plans", "Good", "RI", "Inadequate")] for row in told] == [
        [24, grades[m]["Good"], grades[m]["RI"], grades[m]["Inadequate"]] for m in MONTHS]


def test_findings_are_those_of_the_records(book: Path, records: list[dict[str, Any]]) -> None:
    told = Counter((row["Case"], row["Rule"], row["Item"] or None, row["What was found"]) for row in table(book, "Findings", "Month"))
    assert told == Counter((r["document"]["name"], f["rule"], f["item"], f["title"]) for r in records for f in r["findings"])


def test_provision_lines_are_those_of_the_records(book: Path, records: list[dict[str, Any]]) -> None:
    told = {(row["Case"], row["Item"]): row for row in table(book, "Provision lines", "Month")}
    expected = {(r["document"]["name"], i["id"]): (i, r) for r in records for letter in "FG" for i in r["sections"][letter]["items"]}
    assert told.keys() == expected.keys()
    words = {"what": "What", "who": "Who", "how_often": "How often", "how_much": "How much"}
    for key, (item, record) in expected.items():
        row, seen = told[key], item["observed"]
        assert row["As the plan says it"] == item["text"]
        assert [row[title] for title in words.values()] == ["✓" if seen[slot] else "✗" for slot in words]
        assert (row["Missing"] or "") == ", ".join(title.lower() for slot, title in words.items() if not seen[slot])
        assert (row["Open words"] or "") == ", ".join(f"“{word}”" for word in seen["vague_terms"])
        assert (row["Serves need"] or "") == ", ".join(t["need"] for t in record["thread"] if item["id"] in t["provision"])


def test_themes_are_counted_from_the_records_with_their_intervals(kept: Path, book: Path) -> None:
    with Store.open(str(kept)) as store:
        pairs = [(case, json.loads(record)) for case, record in store.records(Filter(FIRST, LAST))]
    told = {(row["Plans of"], row["Which"] or "", row["Rule"]): row for row in table(book, "Themes", "Plans of")}
    groups = {("All plans", ""): pairs, **{("Team", t): [p for p in pairs if p[0].about["team"] == t] for t in TEAMS},
              **{("Contributor service", s): [p for p in pairs if s in p[0].services] for s in SERVICES}}
    for (kind, name), mine in groups.items():
        failed = Counter(rule for _, r in mine for rule in {f["rule"] for f in r["findings"] if not f["strength"]})
        assert {rule for k, n, rule in told if (k, n) == (kind, name)} == set(failed)
        for rule, part in failed.items():
            row = told[kind, name, rule]
            assert (row["Plans"], row["Plans with it"], row["Share of plans"]) == (len(mine), part, round(100 * part / len(mine), 1))
            assert (row["95 % from"], row["to"]) == wilson(part, len(mine))


def test_timeliness_is_reckoned_from_the_list(book: Path) -> None:
    lists = {("same", n) if n % 3 == 0 else (n, month): about(n, month) for month in (2, 3) for n in range(24)}
    told = {row["Time limit"].split(",")[0]: row for row in table(book, "Timeliness", "Time limit")}
    row, counted = told["Final plan"], [a for a in lists.values() if a["kind"] == "new" and a["issue"] >= a["request"]]
    days = sorted((date.fromisoformat(a["issue"]) - date.fromisoformat(a["request"])).days for a in counted)
    assert (row["Plans with both dates"], row["On time"]) == (len(days), sum(d <= 140 for d in days))
    assert row["Median, days"] == (days[len(days) // 2] + days[~(len(days) // 2)]) / 2
    assert row["Dates in an impossible order"] == "fewer than 5"
    assert told["Annual review held by its date"]["Plans with both dates"] == 0


def test_what_the_figures_count_is_marked_in_the_list(kept: Path, book: Path) -> None:
    with Store.open(str(kept)) as store:
        plans = board(store, FIRST, LAST).headline.plans
    assert sum(row["In the figures"] == "Yes" for row in table(book, "Plans", "Month")) == plans == 48


def test_the_same_store_gives_the_same_bytes(kept: Path, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        assert write(kept, tmp_path / "again.xlsx").read_bytes() == book.read_bytes()
    finally:
        monkeypatch.undo()
        time.tzset()
    made_on = openpyxl.load_workbook(book).properties.created
    assert made_on == datetime(2026, 1, 1)


def test_nothing_in_a_hostile_list_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    store = made(tmp_path / "hostile.sqlite", plans=12, teams=HOSTILE)
    out = write(store, tmp_path / "hostile.xlsx", managers=True)
    with zipfile.ZipFile(out) as parts:
        assert not [part for part in parts.namelist() if "hyperlink" in part.lower() or "externalLink" in part]
        for part in parts.namelist():
            text = parts.read(part).decode("utf-8")
            assert not re.search(r"<f[ />]|<hyperlink", text), part
            assert set(re.findall(r"<c:f>([^!]*)!", text)) <= {"Summary", "Areas", "Timeliness"}
    shown = {"".join(ch for ch in name if ch >= " " or ch in "\t\n") for name in HOSTILE}
    assert {row["Team"] for row in table(out, "Plans", "Month")} == shown
    for cell in (c for row in openpyxl.load_workbook(out)["Plans"].iter_rows() for c in row if c.value in shown):
        assert cell.data_type != "f" and cell.quotePrefix == cell.value.startswith(("=", "+", "-", "@", "\t", "\n"))


def test_nothing_in_a_hostile_list_is_run_from_a_csv_file(tmp_path: Path) -> None:
    write_csv(made(tmp_path / "hostile.sqlite", plans=12, teams=HOSTILE), tmp_path)
    lines = lines_of(tmp_path / "plans.csv")
    assert len(lines) == 24
    assert not [cell for line in lines for cell in line.values() if cell.startswith(("=", "+", "-", "@", "\t", "\n"))]


def write_csv(store: Path, out: Path, managers: bool = False) -> list[str]:
    with Store.open(str(store)) as opened:
        return [path.name for path in write_tables(out, board(opened, FIRST, LAST), opened, managers)]


def test_caseworkers_owners_and_auditors_are_named_for_managers_only(kept: Path, book: Path, tmp_path: Path) -> None:
    managers = write(kept, tmp_path / "managers.xlsx", managers=True)
    for name in WORKERS:
        assert name not in str(read(book))
    assert {row["Caseworker"] for row in table(managers, "Plans", "Month")} == set(WORKERS)
    assert {row["Owner"] for row in table(managers, "Actions", "Case")} == {"Petra Loom", "Sol Marsh"}
    for sheet in BOARD_SHEETS:
        assert not any(name in str(cells(managers, sheet)) for name in WORKERS)


def test_no_sheet_for_a_board_tells_of_a_case_or_of_fewer_than_five(tmp_path: Path) -> None:
    small = made(tmp_path / "small.sqlite", plans=6)  # two months of two plans a team
    out = write(small, tmp_path / "small.xlsx")
    for sheet in BOARD_SHEETS:
        text = str(cells(out, sheet))
        assert "case-" not in text and "ref-" not in text
        assert not any(team in text for team in TEAMS), sheet
    assert TEAMS[0] in str(cells(out, "Plans"))


def test_under_five_plans_the_sheets_for_a_board_hold_no_share(tmp_path: Path) -> None:
    tiny = made(tmp_path / "tiny.sqlite", plans=2)
    out = write(tiny, tmp_path / "tiny.xlsx")
    assert table(out, "Themes", "Plans of") == []
    assert {row["Plans"] for row in table(out, "Areas", "Area")} == {"fewer than 5"}
    assert len(table(out, "Plans", "Month")) == 4


def test_what_has_no_room_on_a_sheet_is_counted_told_and_in_the_csv(kept: Path, tmp_path: Path) -> None:
    out = tmp_path / "full.xlsx"
    with Store.open(str(kept)) as store:
        written = write_workbook(out, board(store, FIRST, LAST), store, rows=60)
    findings = len(table(out, "Findings", "Month"))
    assert findings == 56 and written.left_out["Findings"] > 0 and "Plans" not in written.left_out
    write_csv(kept, tmp_path)
    lines = lines_of(tmp_path / "findings.csv")
    assert len(lines) == findings + written.left_out["Findings"]
    assert f"Findings: a sheet has room for 56 lines; {written.left_out['Findings']:,} more are not in this workbook" in str(
        cells(out, "Summary"))


def test_audits_by_other_rules_are_listed_and_in_no_figure_of_any_sheet(kept: Path, tmp_path: Path) -> None:
    out, store = tmp_path / "mixed.xlsx", tmp_path / "mixed.sqlite"
    store.write_bytes(kept.read_bytes())
    with Store.open(str(store)) as opened:
        runs = {run.month: run for run in opened.runs()}
        others = [(replace(case, rules="b" * 64), record) for case, record in opened.records(Filter(FIRST, FIRST))]
        opened.save_run(replace(runs[FIRST], rules="b" * 64), others)
        made_of = board(opened, FIRST, LAST)
        write_workbook(out, made_of, opened)
    listed = Counter(row["In the figures"] for row in table(out, "Plans", "Month"))
    assert listed == {"Yes": 24, "No: judged by other rules": 24} and made_of.headline.plans == 24
    assert {row["Plans"] for row in table(out, "Themes", "Plans of") if row["Plans of"] == "All plans"} == {24}
    told = {row["Time limit"]: row for row in table(out, "Timeliness", "Time limit")}
    for line in made_of.timeliness:
        if line.in_time:
            assert (told[line.title]["Plans with both dates"], told[line.title]["On time"]) == (line.in_time.of, line.in_time.part)
            assert told[line.title]["Not known"] == ("fewer than 5" if line.not_known is None else line.not_known)
    assert sum(row["Plans with both dates"] == (line.in_time.of if line.in_time else None)
               for line, row in zip(made_of.timeliness, told.values(), strict=True)) > 1


def test_csv_files_say_what_the_sheets_say(kept: Path, book: Path, tmp_path: Path) -> None:
    names = write_csv(kept, tmp_path / "csv")
    assert names == ["plans.csv", "findings.csv", "provision-lines.csv", "themes.csv", "timeliness.csv", "actions.csv", "moderation.csv"]
    heads = {"Plans": "Month", "Findings": "Month", "Provision lines": "Month", "Themes": "Plans of", "Actions": "Case",
             "Moderation": "Case"}
    for sheet, head in heads.items():
        lines = lines_of(tmp_path / "csv" / f"{sheet.lower().replace(' ', '-')}.csv")
        assert [[_plain(v) for v in line.values()] for line in lines] == [
            [_plain(v) for v in row.values()] for row in table(book, sheet, head)], sheet


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    text = "" if value is None else str(value)
    return text.removesuffix(".0")


def test_lists_have_filters_and_heads_in_sight_and_every_sheet_prints(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    assert opened.sheetnames == [*BOARD_SHEETS, "Plans", "Findings", "Provision lines", "Actions", "Moderation"]
    for sheet in opened:
        assert sheet.page_setup.orientation == "landscape" and sheet.oddFooter.right.text == "Page &P of &N"
        told = str(sheet["A2"].value)
        assert told.startswith("For ") or sheet.title == "Summary"
        assert ("not for the board" in told) == (sheet.title not in BOARD_SHEETS)
        if sheet.title in ("Themes", "Plans", "Findings", "Provision lines", "Actions", "Moderation"):
            assert sheet.auto_filter.ref and sheet.freeze_panes and sheet.print_title_rows
    assert [len(opened[name]._charts) for name in ("Summary", "Areas", "Timeliness")] == [3, 1, 1]
    assert {rule.formula[0] for found in opened["Plans"].conditional_formatting for rule in found.rules} == {
        '"Good"', '"RI"', '"Inadequate"'}


def test_a_workbook_that_cannot_be_written_leaves_nothing_behind(kept: Path, tmp_path: Path) -> None:
    taken = tmp_path / "book.xlsx"
    taken.mkdir()
    (taken / "something").write_text("here")
    with pytest.raises(QaError, match="book.xlsx: cannot be written"):
        write(kept, taken)
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


def test_what_an_interrupted_report_left_is_cleared(kept: Path, tmp_path: Path) -> None:
    left = tmp_path / ".book.xlsx.part"
    left.mkdir()
    (left / "words of a plan").write_text("x")
    write(kept, tmp_path / "book.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


def test_a_theme_of_fewer_than_five_plans_is_named_without_its_number() -> None:
    themes = Themes()
    rows = [FindingRow(rule, rule, "outcomes", "E", "", "practice", False, "likely") for rule in ("E-01", "E-02")]
    for number in range(6):
        findings = tuple(rows if number < 4 else rows[:1])
        themes.add(Case("r", "2026-10", f"case-{number}", "", f"{number}", "RI", "stable", {}, findings, (), {}))
    assert [line[5:] for line in themes.lines({"outcomes": "Outcomes (E)"})] == [
        ["E-01", "E-01", 6, 100.0, 61.0, 100.0], ["E-02", "E-02", "fewer than 5", None, None, None]]

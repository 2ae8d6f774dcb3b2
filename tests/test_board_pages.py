"""The board report as people see it: in Word, in a browser, on the command line; the same bytes each time, and nobody's name in it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from qa_engine.audit import Auditor
from qa_engine.board.model import Board, render_board
from qa_engine.report.board import render_board_html, render_board_word
from qa_engine.report.board.charts import grades_by_month, rule_bars, run_charts
from qa_engine.report.board.words import interval, percent
from qa_engine.store import Store
from qa_engine.store.model import Filter
from tests.board_kit import CASEWORKERS, World, world
from tests.conftest import ROOT
from tests.period_kit import made
from tests.test_html_accessible import AXE, TAGS, browser, show

__all__ = ["browser"]
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
STAFF = ("Thessaly", "Brandreth", *(word for name in CASEWORKERS for word in name.split()))


@pytest.fixture(scope="module")
def four(auditor: Auditor, tmp_path_factory: pytest.TempPathFactory) -> World:
    return world(tmp_path_factory.mktemp("four"), auditor)


@pytest.fixture(scope="module")
def boards(four: World) -> dict[str, Board]:
    """A full month, a quarter with a hidden month, three plans, and nothing."""
    return {"full": four.board("2026-10", "2026-10", across=True), "quarter": four.board("2026-07", "2026-09"),
            "three": four.board("2026-09", "2026-09"), "nothing": four.board("2025-01", "2025-01")}


def words_of(data: bytes) -> str:
    """Every word of a Word file, of its properties and pictures' descriptions too."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return " ".join(file.read(name).decode("utf-8", "replace") for name in file.namelist() if name.endswith((".xml", ".rels")))


def test_no_childs_familys_or_staffs_name_is_in_any_form(four: World, boards: dict[str, Board]) -> None:
    names = {*four.names, *STAFF} - {"Will"}
    assert len(names) > 20
    for board in boards.values():
        for text in (render_board(board), unescape(render_board_html(board)), words_of(render_board_word(board))):
            found = set(re.findall(r"\w+", text))
            assert names & found == set()
            assert not re.search(r"case-[0-9a-f]{6}|ref-[0-9a-f]{6}|C-2026", text)


def test_word_page_and_board_show_the_same_numbers(boards: dict[str, Board]) -> None:
    board = boards["full"]
    page, word = unescape(render_board_html(board)), docx.Document(BytesIO(render_board_word(board)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert board.headline.mix
    for told in (interval(board.headline.mix.good).split()[0], *(interval(a.mix.good) for a in board.areas if a.mix),
                 *(percent(g.provision) for c in board.cuts for g in c.groups)):
        assert told in page and any(told in cell for cell in cells)
    for line in (*board.headline.sentences, *board.said.improve, *board.said.will):
        assert line in page and any(line in text for text in (*cells, *(p.text for p in word.paragraphs)))


def test_months_too_small_are_blank_in_chart_and_table(boards: dict[str, Board]) -> None:
    page = render_board_html(boards["quarter"])
    assert page.count("Not shown: so few plans that a child could be told") == 2
    chart = grades_by_month(boards["quarter"])
    assert chart and "Aug 26: 26 plans" in chart.alt and "Jul" not in chart.alt


@pytest.mark.parametrize("name", ["three", "nothing"])
def test_a_report_of_few_or_no_plans_shows_no_grade(boards: dict[str, Board], name: str) -> None:
    board = boards[name]
    text = "\n".join(p.text for p in docx.Document(BytesIO(render_board_word(board))).paragraphs)
    assert "Too few plans to show areas." in text and "No rule failed in five plans or more." in text
    assert not re.search(r"\d+ % \(\d+ to \d+\)", render_board_html(board).split("Month by month</h2>")[0])
    assert rule_bars(board) is None
    assert not re.search(r"\d %.*(Good|Requires Improvement|Inadequate)", " ".join((*board.headline.sentences, *board.method.limits)))


def test_each_chart_says_in_words_what_it_shows(boards: dict[str, Board]) -> None:
    board = boards["full"]
    drawn = [grades_by_month(board), run_charts(board), rule_bars(board)]
    assert all(one and one.alt in unescape(render_board_html(board)) for one in drawn)
    described = [shape._inline.docPr.get("descr") for shape in docx.Document(BytesIO(render_board_word(board))).inline_shapes]
    assert described == [one.alt for one in drawn if one]
    assert all(f"{line.title} ({line.rule}): {percent(line.plans)} of plans" in (described[2] or "") for line in board.rules)


def run_command(store: Path, out: Path, seed: str, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qa_engine", "report", str(store), "--out", str(out), *more]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed})


def test_the_command_writes_the_same_bytes_each_time(four: World, tmp_path: Path) -> None:
    done = [run_command(four.store.parent, tmp_path / seed, seed, "--month", "2026-10", "--no-across") for seed in ("1", "2")]
    assert [(d.returncode, d.stderr) for d in done] == [(0, "")] * 2
    one, two = ({p.name: p.read_bytes() for p in sorted((tmp_path / seed).iterdir())} for seed in ("1", "2"))
    assert {"board.docx", "board.html", "board.json", "workbook.xlsx"} <= set(one)
    assert [name for name in one if one[name] != two.get(name)] == []
    assert "40 plans judged from 42 files audited in October 2026" in done[0].stdout


@pytest.mark.parametrize(("more", "words"), [
    (("--month", "October"), "is no month"), (("--where", "caseworker=X"), "never about one caseworker"),
    (("--where", "colour=X"), "no column"), (("--where", "team=Nroth"), "no plan judged in October 2026 has team=Nroth"),
])
def test_the_command_refuses_in_one_line_and_leaves_nothing(four: World, tmp_path: Path, more: tuple[str, ...], words: str) -> None:
    done = run_command(four.store, tmp_path / "out", "0", *more)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1) and words in done.stderr
    assert not (tmp_path / "out").exists()


def test_plans_that_cannot_be_judged_again_are_named_and_the_report_says_how_many(tmp_path: Path) -> None:
    store = made(tmp_path / "kept.sqlite", plans=6, months=1)
    with Store.open(str(store)) as opened:
        runs, pairs = opened.runs(), list(opened.records(Filter()))
        opened.save_run(runs[0], [*pairs[:-1], (pairs[-1][0], pairs[-1][1].replace(b'"overall"', b'"overlaid"', 1))])
    done = run_command(store, tmp_path / "out", "0", "--restate", "--no-across")
    assert done.returncode == 2
    assert re.fullmatch(rf"ehcp-qa: {pairs[-1][0].case}: .+\n", done.stderr)
    limits = json.loads((tmp_path / "out" / "board.json").read_text(encoding="utf-8"))["method"]["limits"]
    assert any(line.startswith("1 audit of the months reached back to could not be judged again") for line in limits)


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed (apt-get install libreoffice-writer)")
def test_word_report_opens_in_libreoffice_on_four_to_seven_pages(boards: dict[str, Board], tmp_path: Path) -> None:
    (tmp_path / "board.docx").write_bytes(render_board_word(boards["full"]))
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run([str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "board.docx")],
                   check=True, capture_output=True, timeout=120)
    pages = re.findall(rb"/Type\s*/Page[^s]", (tmp_path / "board.pdf").read_bytes())
    assert 4 <= len(pages) <= 7


@pytest.mark.parametrize("width", [1400, 320])
@pytest.mark.parametrize("name", ["full", "three", "nothing"])
def test_axe_finds_nothing_and_the_page_never_scrolls_sideways(browser: Any, boards: dict[str, Board], tmp_path: Path, name: str,  # noqa: F811
                                                               width: int) -> None:
    page = tmp_path / f"{name}.html"
    page.write_text(render_board_html(boards[name]), encoding="utf-8")
    browser.get_log("browser")
    show(browser, page, width)
    assert browser.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert browser.get_log("browser") == []
    browser.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (npm install --prefix tests/a11y, or AXE_CORE=path of axe.min.js)")
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    found = browser.execute_async_script("axe.run(document, {runOnly: arguments[0]}).then(arguments[arguments.length - 1])", TAGS)
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found["violations"]] == []

"""A plan that comes as a PDF goes the way of a Word file: audited alone, from a folder and in a batch; only comments need Word."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from qa_engine.audit import Auditor
from qa_engine.batch.files import find_files
from qa_engine.cli import cli
from qa_engine.cli.files import plan_files
from qa_engine.cli.mark import mark
from qa_engine.errors import QaError
from qa_engine.rejudge import rejudge
from qa_engine.report.json import render_json
from tests.pdf_kit import Page, pdf

_PARTICULARS = (("Name", "Rowan Applegarth"), ("Date of birth", "12 March 2016"), ("Date of plan", "4 May 2026"), ("Status", "Final"))
_COLUMNS = (60, 205, 315, 402)
_NEED = ("Rowan has an autism spectrum condition. He takes what people say literally, so he misses jokes",
         "and is often upset in the playground.")
_ROWS = (("A group of four children|follows a programme by the|speech therapist.", "A teaching assistant", "30 minutes,|twice a week"),
         ("Direct work on conversation.", "A speech therapist", "45 minutes,|once a fortnight"))


def plan() -> bytes:
    first = Page().text(60, 60, "Education, Health and Care Plan", "bold", 20)
    first.grid((60, 200, 535), [80 + 18 * n for n in range(5)])
    for n, (label, value) in enumerate(_PARTICULARS):
        first.text(65, 93 + 18 * n, label, "bold").text(205, 93 + 18 * n, value)
    first.text(60, 190, "Section A: Views, interests and aspirations", "bold", 14)
    first.text(60, 215, "Rowan likes trains. He would like to be a guard when he grows up.")
    first.text(60, 250, "Section B: Special educational needs", "bold", 14).lines(60, 275, *_NEED)
    second = Page().text(60, 60, "Section E: Outcomes", "bold", 14)
    second.text(60, 85, "1.").text(78, 85, "By July 2027 Rowan will join a game with two classmates at three playtimes of five.")
    second.text(60, 120, "Section F: Special educational provision", "bold", 14).grid(_COLUMNS, (135, 155, 205, 240))
    for y, cells in ((149, ("Provision", "Who", "How often")), (170, _ROWS[0]), (220, _ROWS[1])):
        for x, words in zip(_COLUMNS, cells, strict=False):
            second.lines(x + 5, y, *words.split("|"), font="bold" if y == 149 else "plain")
    return pdf(first, second)


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor.load()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rowan.pdf"
    path.write_bytes(plan())
    return path


def test_sections_items_and_particulars_are_found(auditor: Auditor, path: Path) -> None:
    found = auditor.audit(path).plan
    assert (found.subject.name, found.state, found.format) == ("Rowan Applegarth", "final", "pdf")
    assert str(found.particulars.issue_date) == "2026-05-04"
    assert [i.text for i in found.items("B")] == [" ".join(_NEED)]
    provision = found.items("F")
    assert len(provision) == 2
    assert (provision[0].column("who"), provision[0].column("how_often")) == ("A teaching assistant", "30 minutes, twice a week")


def test_findings_name_the_page_and_the_record_the_format(auditor: Auditor, path: Path) -> None:
    record = auditor.record(path)
    assert record.document.reading.format == "pdf"
    assert record.sections["F"].items[0].where == "Section F, item F1 (page 2, table 2, row 2)"
    assert record.sections["B"].items[0].where == "Section B, item B1 (page 1)"


def test_a_stored_record_of_a_pdf_is_judged_again_with_the_same_places(auditor: Auditor, path: Path) -> None:
    record = auditor.record(path)
    again = rejudge(render_json(record), auditor)
    assert [f.where for f in again.findings if f.item] == [f.where for f in record.findings if f.item]


def test_the_command_line_audits_a_pdf_and_a_folder_takes_the_word_file_where_both_are_there(path: Path) -> None:
    done = CliRunner().invoke(cli, ["read", str(path), "--format", "text"])
    assert done.exit_code == 0 and "Section B: Special educational needs" in done.output
    (path.parent / "mila.pdf").write_bytes(plan())
    (path.parent / "mila.docx").write_bytes(b"")
    assert [p.name for p in plan_files([path.parent])] == ["mila.docx", "rowan.pdf"]


def test_a_batch_takes_up_pdfs_but_not_the_print_of_a_word_file(path: Path, tmp_path: Path) -> None:
    for name in ("mila.pdf", "Mila.docx", "old.doc", "old.pdf", "notes.rtf"):
        (path.parent / name).write_bytes(b"x")
    found = find_files(path.parent, tmp_path / "out")
    assert [f.path for f in found.files] == ["Mila.docx", "old.doc", "old.pdf", "rowan.pdf"]
    assert (found.twins, found.others) == (1, 1)


@pytest.mark.parametrize("undo", [[], ["--unmark"]])
def test_comments_go_into_word_files_only(path: Path, undo: list[str]) -> None:
    with pytest.raises(QaError, match="rowan.pdf: a PDF; comments go into Word files only"):
        CliRunner().invoke(mark, [str(path), *undo], catch_exceptions=False)
    assert [p.name for p in path.parent.iterdir()] == ["rowan.pdf"]

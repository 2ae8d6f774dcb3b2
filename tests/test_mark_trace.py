"""Where live text stands in the XML: the same text, letter for letter, as the reader gives to everyone else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from qa_engine.model.document import paragraphs
from qa_engine.read import read_bytes
from qa_engine.read.trace import trace
from tests.conftest import SAMPLES
from tests.documents import docx, field, p, r, sdt, t, tbl, tc, text_box, tick_box, tr
from tests.templates import FAMILIES, render
from tests.test_mark_traps import BODIES

PLANS = sorted(SAMPLES.glob("*.docx"))
CONTENT = yaml.safe_load((SAMPLES / "content" / "ri-year-8-autism.yaml").read_text(encoding="utf-8"))
FURTHER = {
    "a prompt alone": p(sdt(r("Choose an item."), "<w:showingPlcHdr/>")),
    "a prompt beside words": p(sdt(r("Click here to enter text."), "<w:showingPlcHdr/>") + r("beside")),
    "a paragraph whose end is deleted": p("one", "<w:rPr><w:del/></w:rPr>") + p("two"),
    "a drop capital": p("O", '<w:framePr w:dropCap="drop"/>') + p("nce"),
    "ruby": p(f"<w:r><w:ruby><w:rt>{r('x')}</w:rt><w:rubyBase>{r('base')}</w:rubyBase></w:ruby></w:r>{r(' after')}"),
    "a field over paragraphs": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
                               f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("one")}</w:p><w:p>{r("two")}'
                               '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "a form's tick box": p(field("FORMCHECKBOX", "", '<w:checkBox><w:checked w:val="1"/></w:checkBox>') + r(" yes")),
    "a symbol": p(f'<w:r><w:sym w:font="Wingdings" w:char="F0FC"/>{t(" done")}</w:r>'),
    "boxes in boxes": p(r("host") + text_box(p("inside"), tbl(tr(tc("cell"))))),
    "controls": sdt(p(tick_box("1") + r("Final"))),
}


def check(data: bytes) -> None:
    """Every paragraph that has words has the same words in the trace, and each piece is as long as what it came from."""
    read, traced = read_bytes(data, "plan.docx"), trace(data)
    for paragraph in paragraphs(read.blocks):
        if paragraph.place.end:
            assert "".join(piece.text for piece in traced.lines[paragraph.place.paragraph]) == paragraph.text
    texts = [piece for line in traced.lines.values() for piece in line if piece.source is not None and piece.source.tag.endswith("}t")]
    assert all(piece.source is not None and len(piece.source.text or "") == len(piece.text) for piece in texts)


@pytest.mark.parametrize("path", PLANS, ids=lambda p: p.stem)
def test_the_trace_of_a_sample_plan_is_the_readers_text(path: Path) -> None:
    check(path.read_bytes())


@pytest.mark.parametrize("family", FAMILIES)
def test_the_trace_of_every_layout_is_the_readers_text(family: str) -> None:
    check(render(CONTENT, family)[0])


@pytest.mark.parametrize("body", [*FURTHER.values(), *BODIES.values()], ids=[*FURTHER, *BODIES])
def test_the_trace_of_a_trap_is_the_readers_text(body: str) -> None:
    check(docx(body))

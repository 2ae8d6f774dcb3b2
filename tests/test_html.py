"""The HTML report: one file, every finding once beside its words, nothing unescaped, nothing from the network, the same bytes each time."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html as parser

from qa_engine.accept import Entry, accept
from qa_engine.audit import Auditor
from qa_engine.cli import cli
from qa_engine.model.record import AuditRecord
from qa_engine.report.html import render_html
from qa_engine.report.html.passages import spans_of
from qa_engine.report.html.thread import WIDTH, thread_of
from qa_engine.report.html.words import GRADES
from tests.audit_records import FINDINGS, TEXTS, audit_record, finding
from tests.conftest import SAMPLES

PLANS = sorted(SAMPLES.glob("*.docx"))
Page = parser.HtmlElement


@pytest.fixture(scope="module", params=PLANS, ids=lambda p: p.stem)
def record(request: pytest.FixtureRequest, auditor: Auditor) -> AuditRecord:
    return auditor.record(request.param)


def page_of(record: AuditRecord) -> Page:
    return parser.document_fromstring(render_html(record))


def css(element: Page, selector: str) -> list[Page]:
    """The little of CSS that is asked here: tag, tag.class, .class and #id steps, one inside another."""
    path = "."
    for step in selector.split():
        tag, _, name = step.partition("#") if "#" in step else step.partition(".")
        test = f"@id='{name}'" if "#" in step else f"contains(concat(' ', @class, ' '), ' {name} ')"
        path += f"//*[(local-name()='{tag}' or '{tag}'='')" + (f" and {test}]" if name else "]")
    return element.xpath(path)


def words(element: Page) -> str:
    return " ".join(element.text_content().split())


def test_every_finding_of_a_real_plan_is_one_note(record: AuditRecord) -> None:
    notes = css(page_of(record), "li.note")
    assert len(notes) == len(record.findings)
    assert Counter(n.get("data-area") for n in notes) == Counter(f.area for f in record.findings)


def test_every_link_of_a_real_plan_leads_somewhere_and_every_id_is_there_once(record: AuditRecord) -> None:
    page = page_of(record)
    ids = Counter(page.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    assert [href for href in page.xpath("//a/@href") if href[0] != "#" or href[1:] not in ids] == []


def test_the_whole_text_of_a_real_plan_is_on_the_page(record: AuditRecord) -> None:
    page = page_of(record)
    for section in record.sections.values():
        for item in section.items:
            passage = page.get_element_by_id(f"item-{item.id}")
            for extra in css(passage, ".ref") + css(passage, ".item"):
                extra.drop_tree()
            assert words(passage).replace(" ", "") == "".join(item.text.split())


def test_headings_of_a_real_plan_go_down_one_level_at_a_time(record: AuditRecord) -> None:
    levels = [int(h.tag[1]) for h in page_of(record).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_page_asks_nothing_of_the_network(record: AuditRecord) -> None:
    text = render_html(record)
    assert re.findall(r'(?:src|href|action|data|poster)="(?!#)[^"]*"', text) == []
    assert re.findall(r"@import|url\(|<link|<iframe|<img|fetch\(|XMLHttp", text) == []
    policy = parser.document_fromstring(text).xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy


def test_the_same_record_gives_the_same_bytes(record: AuditRecord) -> None:
    assert render_html(record) == render_html(record.model_copy(deep=True))


def test_words_of_a_plan_can_never_become_markup() -> None:
    evil = '</p><script>alert(1)</script><img src=x onerror="alert(2)">'
    texts = {**TEXTS, "F1": evil, "B1": evil}
    found = (finding(quote="alert(1)", message=evil, title=evil, advice=evil, references=(evil,), where=evil),)
    record = audit_record(found, texts, subject={"name": evil}, plan={"setting": evil})
    text = render_html(accept(record, [Entry(rule="F-04", reason=evil, by=evil, until=date(2027, 1, 1), item="F9")], date(2026, 1, 1)))
    page = parser.document_fromstring(text)
    assert (len(page.xpath("//script")), page.xpath("//img"), page.xpath("//@onerror")) == (1, [], [])


def test_a_finding_is_marked_on_its_very_words_with_links_there_and_back() -> None:
    page = page_of(audit_record((finding(quote="as appropriate"),)))
    mark = css(page, "#item-F1 mark")[0]
    reference, note = css(page, "#item-F1 a.ref")[0], css(page, "li.note")[0]
    assert mark.text_content() == "as appropriate"
    assert reference.get("href") == f"#{note.get('id')}"
    assert css(note, "a.back")[0].get("href") == f"#{reference.get('id')}"


@pytest.mark.parametrize(("quote", "marked"), [
    ("regularly", ["regularly"]), ("regularly, as appropriate", ["regularly", "as appropriate"]), ("REGULARLY", ["regularly"]),
    ("will support", ["will support"]), ("regular", []), ("never said", []), ("", []), (TEXTS["F1"], []),
])
def test_words_are_found_as_words_or_as_a_list_and_a_whole_passage_is_not_underlined(quote: str, marked: list[str]) -> None:
    assert [TEXTS["F1"][start:end] for start, end in spans_of(quote, TEXTS["F1"])] == marked


def test_overlapping_findings_share_words_and_each_has_its_number() -> None:
    found = (finding(id="F-04.1", quote="support Wren regularly"), finding("F-05", id="F-05.1", quote="regularly and as appropriate"))
    passage = page_of(audit_record(found)).get_element_by_id("item-F1")
    assert [m.text_content() for m in css(passage, "mark")] == ["support Wren ", "regularly", " and as appropriate"]
    assert [r.get("data-note") for r in css(passage, "a.ref")] == ["1", "2"]


def test_a_note_on_a_whole_passage_marks_its_edge() -> None:
    page = page_of(audit_record((finding("G-02", "G1", TEXTS["G1"]),)))
    passage = page.get_element_by_id("item-G1")
    assert "whole" in passage.get("class") and not css(passage, "mark") and css(passage, "a.ref")


def test_statutory_points_come_before_the_areas_with_their_law() -> None:
    page = page_of(audit_record())
    sections = [s.get("id") for s in page.xpath("//main/section")]
    assert sections[:3] == ["overall", "statutory", "areas"]
    assert "Section D is missing" in words(page.get_element_by_id("statutory")) and "9.69" in words(page.get_element_by_id("statutory"))


def test_each_kind_and_grade_has_a_word_and_a_shape_beside_its_colour() -> None:
    for note in css(page_of(audit_record()), "li.note .tag"):
        assert len(words(note).split()) > 1
    assert len({(sign.mark, sign.words) for sign in GRADES.values()}) == len(GRADES)


def test_a_cure_that_was_given_in_the_section_is_pointed_to() -> None:
    page = page_of(audit_record((finding(id="F-04.1"), finding(id="F-04.2", item="F2", quote=""))))
    first, second = css(page, "li.note")
    assert "Say how often." in words(first) and "Say how often." not in words(second)
    assert css(second, "span.cure a")[0].get("href") == "#note-1"


def test_accepted_findings_stand_apart_and_stale_entries_are_named() -> None:
    entries = [Entry(rule="F-04", reason="Agreed with the family", by="P. Larch", until=date(2026, 9, 1)),
               Entry(rule="E-02", reason="Old", by="P. Larch", until=date(2026, 1, 1))]
    page = page_of(accept(audit_record(), entries, date(2026, 6, 1)))
    assert len(css(page, "li.note")) == len(FINDINGS) - 1
    cells = [words(cell) for cell in css(page.get_element_by_id("accepted"), "td")]
    assert cells[-3:] == ["Agreed with the family", "P. Larch", "2026-09-01"]
    assert "E-02 (by P. Larch, until 2026-01-01) has expired" in words(page.get_element_by_id("accepted"))


def test_gaps_of_the_thread_have_their_own_shape_and_words_in_picture_description_and_table() -> None:
    page = page_of(audit_record())
    thread = page.get_element_by_id("thread")
    assert len(css(thread, "polygon.gap")) == 1 and len(css(thread, "polygon.doubt")) == 3  # C1's outcome, A1 and G1
    assert "✗ No provision found" in words(css(thread, "table")[0])
    assert "Need C1: no outcome is named for it; no provision found." in " ".join(d.text for d in css(thread, "desc"))
    assert [words(t) for t in css(thread, "tbody th")][0].startswith("B1 Wren cannot follow")


def test_pictures_of_a_real_plan_keep_inside_their_frame_and_show_every_need(record: AuditRecord) -> None:
    pictures = thread_of(record).pictures
    for picture in pictures:
        assert all(box.x >= 0 and box.x + box.width <= WIDTH and box.y + box.height <= picture.height for box in picture.boxes)
        assert picture.height <= 700
    shown = [box.label for picture in pictures for box in picture.boxes if box.kind == "need"]
    assert shown == [row.need for row in record.thread]


def test_aspirations_that_the_plan_ties_are_drawn_before_their_need() -> None:
    data = audit_record().model_dump(mode="json")
    data["sections"]["E"]["items"][0]["serves"] = ["A1"]
    view = thread_of(audit_record(**data))
    assert view.untied == [] and view.columns[0] == "aspiration"
    assert [b.label for b in view.pictures[0].boxes if b.kind in ("aspiration", "need")] == ["A1", "B1"]


def test_a_plan_that_was_not_judged_says_why_and_what_was_seen() -> None:
    data = audit_record(()).model_dump(mode="json")
    data["overall"] |= {"judgement": "Not judged", "reasons": ["Not judged: no section was found"]}
    data["document"] |= {"readable": False, "why_not": "no section was found"}
    data["thread"] = []
    page = page_of(audit_record(**data))
    assert "Not judged: no section was found" in words(page.get_element_by_id("overall"))
    assert not page.xpath("//*[@id='areas' or @id='thread' or @id='statutory']")
    assert page.get_element_by_id("item-F1") is not None


def test_without_javascript_no_note_is_hidden_and_the_filters_are() -> None:
    page = page_of(audit_record())
    assert [e.get("id") for e in page.xpath("//*[@hidden]")] == ["filters"]


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["audit", str(PLANS[0]), "--format", "html", "--for", "qa-lead", "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert (tmp_path / f"{PLANS[0].stem}.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("args", [["--help"], ["audit", str(PLANS[0])]], ids=["help", "text"])
def test_neither_help_nor_a_text_audit_loads_templates_or_matching(args: list[str]) -> None:
    watch = ("import sys, atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); from qa_engine.cli import cli;"
             "cli(sys.argv[1:])")
    done = subprocess.run([sys.executable, "-c", watch, *args], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "click" in loaded and not {"jinja2", "rapidfuzz"} & loaded


def contrast(one: str, two: str) -> float:
    """WCAG contrast of two #rrggbb colours."""
    def light(colour: str) -> float:
        parts = [int(colour[n:n + 2], 16) / 255 for n in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_text_has_contrast_on_every_ground_it_stands_on() -> None:
    style = re.search(r"<style>(.*?)</style>", render_html(audit_record()), re.DOTALL)
    assert style
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", style[1]))
    white = "#ffffff"
    pairs = [(colours[k], ground) for k in ("statutory", "significant", "practice", "strength") for ground in (white, colours[f"{k}-bg"])]
    pairs += [(colours[k], ground) for k in ("ink", "soft", "link") for ground in (white, "#eef0f3", "#f7f8fa", "#f2f3f5")]
    pairs += [(colours["ink"], colours[f"{k}-bg"]) for k in ("statutory", "significant", "practice", "strength")]
    assert [p for p in pairs if contrast(*p) < 4.5] == []

"""The Word audit record: what stands in it, where people write, and that it opens, prints and comes out the same each time."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from qa_engine.model.audit import Acceptance
from qa_engine.model.record import AuditRecord
from qa_engine.moderation.forms import ACTIONS, AGENCIES, ENTRIES, area_tag, engine_tag, moderation_tag
from qa_engine.report.views import VIEWS, look
from qa_engine.report.word import render_word
from qa_engine.report.word.evidence import priorities, strengths
from qa_engine.report.word.paper import SIDEWAYS, UPRIGHT
from tests.conftest import SAMPLES

SOFFICE = shutil.which("soffice")
FAULTY = "inadequate-year-10-excluded"


@pytest.fixture(scope="module")
def records(auditor) -> dict[str, AuditRecord]:  # type: ignore[no-untyped-def]
    return {p.stem: auditor.record(p) for p in sorted(SAMPLES.glob("*.docx"))}


@pytest.fixture(scope="module")
def record(records: dict[str, AuditRecord]) -> AuditRecord:
    return records[FAULTY]


def opened(data: bytes):  # type: ignore[no-untyped-def]
    return docx.Document(io.BytesIO(data))


def words(data: bytes) -> str:
    return " ".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in opened(data).element.body.iter(qn("w:p")))


def tags(data: bytes) -> Counter[str]:
    return Counter(t.get(qn("w:val")) for t in opened(data).element.body.iter(qn("w:tag")))


def table(data: bytes, caption: str):  # type: ignore[no-untyped-def]
    for made in opened(data).element.body.iter(qn("w:tbl")):
        if made.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == caption:
            return made
    raise AssertionError(caption)


def rows(made) -> list[list[str]]:  # type: ignore[no-untyped-def]
    return [["".join(t.text or "" for t in c.iter(qn("w:t"))) for c in r.iter(qn("w:tc"))] for r in made.iter(qn("w:tr"))]


def test_the_same_record_gives_the_same_bytes_with_no_date_of_today(record: AuditRecord) -> None:
    data = render_word(record)
    assert data == render_word(record)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {i.date_time for i in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-01-01T00:00:00Z</dcterms:created>" in package.read("docProps/core.xml")
        assert not [n for n in package.namelist() if "thumbnail" in n]


def test_every_field_is_there_once_with_a_name_for_screen_readers(record: AuditRecord) -> None:
    met = tags(render_word(record))
    assert set(met.values()) == {1}
    wanted = {area_tag(a, g, e) for a in ("overall", *record.areas) for g in AGENCIES for e in ENTRIES}
    wanted |= {moderation_tag(a, e) for a in ("overall", *record.areas) for e in ("moderated", "adjudicated", "reason")}
    wanted |= {engine_tag(a) for a in ("overall", *record.areas)}
    wanted |= {f"qa.action.{n}.{e}" for n in range(1, 10) for e in ACTIONS}
    assert wanted <= set(met)
    assert max(map(len, met)) <= 64  # Word refuses longer tags
    controls = list(opened(render_word(record)).element.body.iter(qn("w:sdt")))
    numbers = [c.find(f"{qn('w:sdtPr')}/{qn('w:id')}").get(qn("w:val")) for c in controls]
    names = [c.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val")) for c in controls]
    assert len(set(numbers)) == len(numbers) and all(0 < len(n) <= 64 for n in names)


def test_grades_are_chosen_from_a_list_and_what_the_rules_said_is_locked(record: AuditRecord) -> None:
    by_tag = {c.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")): c.find(qn("w:sdtPr"))
              for c in opened(render_word(record)).element.body.iter(qn("w:sdt"))}
    grade = by_tag["qa.area.outcomes.health.grade"]
    shown = [i.get(qn("w:displayText")) for i in grade.iter(qn("w:listItem"))]
    assert shown == ["Good", "Requires Improvement", "Inadequate", "Not applicable"]
    assert [i.get(qn("w:displayText")) for i in by_tag["qa.area.outcomes.health.stance"].iter(qn("w:listItem"))] == ["Agree", "Override"]
    assert by_tag["qa.action.1.due"].find(qn("w:date")) is not None
    assert by_tag["qa.engine.outcomes"].find(qn("w:lock")).get(qn("w:val")) == "sdtContentLocked"
    assert grade.find(qn("w:lock")).get(qn("w:val")) == "sdtLocked"


def test_tables_have_alt_text_repeat_their_head_split_no_row_and_fit_the_page(records: dict[str, AuditRecord]) -> None:
    for record in records.values():
        for made in opened(render_word(record)).element.body.iter(qn("w:tbl")):
            assert all(made.tblPr.find(qn(f"w:{name}")).get(qn("w:val")) for name in ("tblCaption", "tblDescription"))
            lines = list(made.iter(qn("w:tr")))
            assert all(r.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for r in lines)
            heads = [r.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for r in lines]
            assert not any(heads[1:])
            grid = [int(c.get(qn("w:w"))) for c in made.iter(qn("w:gridCol"))]
            assert sum(grid) <= round(SIDEWAYS * 56.7) + len(grid)
            assert all(sum(int(s.get(qn("w:val"))) for s in r.iter(qn("w:gridSpan"))) + sum(
                c.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") is None for c in r.iter(qn("w:tc"))) == len(grid) for r in lines)


def test_wide_tables_lie_on_their_side_and_the_rest_stands_upright(record: AuditRecord) -> None:
    document = opened(render_word(record))
    assert [(round(s.page_width.mm), round(s.page_height.mm)) for s in document.sections] == [(210, 297), (297, 210), (210, 297)]
    widths = [round((s.page_width - s.left_margin - s.right_margin) / 36_000) for s in document.sections]
    assert widths == [UPRIGHT, SIDEWAYS, UPRIGHT]


def test_headings_lead_through_the_record_in_order(record: AuditRecord) -> None:
    heads = [p.text for p in opened(render_word(record)).paragraphs if p.style.name == "Heading 1"]
    assert [h.partition(".")[0] for h in heads] == [str(n) for n in range(1, 13)]


def test_every_agency_has_a_blank_column_beside_every_area(record: AuditRecord) -> None:
    lines = rows(table(render_word(record), "Areas, with the auditors' entries"))
    assert lines[0][-4:] == list(AGENCIES.values())
    assert [r[0] for r in lines[1::3]] == [*(a.title for a in record.areas.values()), "The plan as a whole"]
    assert {r[3] for r in lines[1:]} == set(ENTRIES.values())
    assert all("…" in c for r in lines[1:] for c in r[-4:])


def test_statutory_points_stand_apart_from_points_of_quality(record: AuditRecord) -> None:
    data = render_word(record)
    statutory = {f.rule for f in record.findings if f.severity == "statutory" and not f.strength}
    quality = {f.rule for f in record.findings if f.severity != "statutory" and not f.strength}
    assert statutory
    assert {r[0] for r in rows(table(data, "Apparent statutory points"))[1:]} == statutory
    assert {r[0] for r in rows(table(data, "Points of quality"))[1:]} == quality


def test_strengths_and_priorities_are_three_at_most_with_the_words_of_the_plan(records: dict[str, AuditRecord]) -> None:
    for record in records.values():
        assert len(list(strengths(record))) <= 3
        chosen = priorities(look(record))
        assert len(chosen) <= 3
        named = [p.finding for p in chosen if p.finding]
        assert len({f.id for f in named}) == len(named) and not any(f.strength for f in named)
        text = words(render_word(record))
        assert all(" ".join(f.quote.split()[:8]) in text for f in named)


def test_the_thread_has_a_row_for_each_need_and_names_what_is_missing(records: dict[str, AuditRecord]) -> None:
    for record in records.values():
        if not record.thread:
            continue
        lines = rows(table(render_word(record), "Thread"))[1:]
        assert [r[0].split()[0] for r in lines] == [t.need for t in record.thread]
        for line, row in zip(lines, record.thread, strict=True):
            assert ("No outcome" in line[3]) == (row.outcome_link == "none")
            assert ("No provision" in line[3]) == (row.provision_link == "none")


def test_the_provision_table_ticks_slots_and_names_the_missing_one(records: dict[str, AuditRecord]) -> None:
    record = records["ri-year-8-autism"]
    lines = {r[0]: r for r in rows(table(render_word(record), "Provision"))}
    items = {i.id: i for letter in ("F", "G", "H1", "H2") for i in record.sections[letter].items if i.kind == "provision"}
    assert set(items) == set(lines) - {"Line"}
    head = lines["Line"]
    for name, item in items.items():
        for slot, title in {"what": "What", "who": "Who", "how_much": "How much", "how_often": "How often"}.items():
            said = bool(item.observed[slot])
            assert lines[name][head.index(title)] == ("✓" if said else "✗")
            if not said and not item.observed["specific"]:
                assert title.lower() in lines[name][-1]


def test_slots_that_a_record_holds_are_shown_even_if_others_do_not_hold_them(record: AuditRecord) -> None:
    section = record.sections["F"]
    items = [i.model_copy(update={"observed": {**i.observed, "group": True, "review": False}}) for i in section.items]
    more = record.model_copy(update={"sections": {**record.sections, "F": section.model_copy(update={"items": items})}})
    assert rows(table(render_word(more), "Provision"))[0] == ["Line", "As the plan says it", "What", "Who", "How often", "How much",
                                                             "Group or 1:1", "Review", "Missing or open"]


def test_accepted_points_are_named_with_reason_and_end_and_leave_the_other_lists(record: AuditRecord) -> None:
    chosen = next(f for f in record.findings if f.severity == "statutory")
    accepted = Acceptance(reason="Section is held in another system", by="B. Quill", until=date(2031, 5, 4))
    findings = [f.model_copy(update={"accepted": accepted}) if f.id == chosen.id else f for f in record.findings]
    data = render_word(record.model_copy(update={"findings": findings, "stale_acceptances": ["X-1 has expired."]}))
    assert rows(table(data, "Accepted points"))[1][2:] == [accepted.reason, "B. Quill", "2031-05-04"]
    assert chosen.rule not in [r[0] for r in rows(table(data, "Apparent statutory points"))]
    assert "X-1 has expired." in words(data)


def test_a_plan_that_was_not_judged_still_gives_a_record(auditor) -> None:  # type: ignore[no-untyped-def]
    record = auditor.record(SAMPLES / "ri-year-8-autism.docx")
    areas = {n: a.model_copy(update={"judgement": "Not judged", "reasons": ["Not judged: no template"]}) for n, a in record.areas.items()}
    told = {"judgement": "Not judged", "reasons": ["Not judged: no template"], "do_first": [], "works_well": []}
    whole = record.overall.model_copy(update=told)
    bare = record.model_copy(update={"areas": areas, "overall": whole, "findings": [], "thread": [], "sections": {}, "observed": {}})
    text = words(render_word(bare))
    assert "Not judged: no template" in text and "No provision was read." in text


def test_a_view_shows_its_areas_and_says_what_it_leaves_out(record: AuditRecord) -> None:
    data = render_word(record, VIEWS["social-care"])
    assert engine_tag("social_care_needs") in tags(data) and engine_tag("voice") not in tags(data)
    assert "Drawn up for social care" in words(data)


def test_characters_that_xml_cannot_hold_are_left_out_and_signs_are_kept(record: AuditRecord) -> None:
    subject = record.subject.model_copy(update={"name": 'Bo <Quill> & "Co"\x0b\x00\ud800', "known_as": None})
    named = record.model_copy(update={"subject": subject})
    assert 'Bo <Quill> & "Co"' in words(render_word(named))


def test_words_that_look_like_markup_stay_words(record: AuditRecord) -> None:
    sly = "<w:p/> & <w:r>"
    findings = [f.model_copy(update={"message": sly, "advice": sly, "quote": sly}) for f in record.findings]
    items = [i.model_copy(update={"text": sly}) for i in record.sections["F"].items]
    sections = {**record.sections, "F": record.sections["F"].model_copy(update={"items": items})}
    whole = record.overall.model_copy(update={"reasons": [sly], "do_first": [sly]})
    told = words(render_word(record.model_copy(update={"findings": findings, "sections": sections, "overall": whole})))
    assert told.count(sly) > len(items)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine")
def test_it_opens_and_prints_in_libreoffice(record: AuditRecord, tmp_path: Path) -> None:
    (tmp_path / "record.docx").write_bytes(render_word(record))
    subprocess.run([str(SOFFICE), "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "pdf",
                    "--outdir", str(tmp_path), str(tmp_path / "record.docx")], check=True, capture_output=True, timeout=180)
    assert (tmp_path / "record.pdf").read_bytes()[:5] == b"%PDF-"

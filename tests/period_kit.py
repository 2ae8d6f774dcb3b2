"""A store of four months of audits, all made from one hand-made record: teams, caseworkers, dates, services, panel grades, actions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from qa_engine.board.build import Told, board_of
from qa_engine.board.model import Board
from qa_engine.board.periods import period, reach
from qa_engine.judge.book import JudgementBook, load_book
from qa_engine.model.record import PackRecord
from qa_engine.moderation.model import Action, AuditRef, ModerationRecord, PanelGrade
from qa_engine.report.json import render_json
from qa_engine.rulebook import Rulebook, load, rule_folders
from qa_engine.store import Store
from qa_engine.store.cases import case_of
from qa_engine.store.model import Case, Filter, Run
from qa_engine.store.pseudonyms import ref_of
from tests.audit_records import audit_record, finding

MONTHS = ("2026-07", "2026-08", "2026-09", "2026-10")
TEAMS = ("North", "South", "Coast")
WORKERS = ("Idris Vane", "Petra Loom", "Sol Marsh")
SERVICES = ("Marlshire Psychology Service", "Netherwold Community Health", "Marlshire Sensory Service")
GRADES = ("Good", "RI", "RI", "Inadequate")
HOSTILE = ('=HYPERLINK("http://example.invalid","here")', "+1", "@SUM(A1:A9)", "\t=1+1", "-2", "North\x07ern", "\n=1+2")
_RULES = "r" * 64
_FINDINGS = (
    finding("F-04", "F1", "regularly and as appropriate", id="F-04.1"),
    finding("F-03", "F1", "A teaching assistant will support [child] regularly and as appropriate.", id="F-03.1",
            title="The provision is not quantified", advice="Say how much and how often."),
    finding("WP-01", None, "", id="WP-01.1", title="Section D is missing", severity="statutory", area="statutory_form", advice="Add it."),
    finding("A-05", None, "", id="A-05.1", section="A", title="How views were gathered is not said", severity="practice", area="voice",
            advice="Say who asked and how."),
    finding("B-S1", "B1", "so she waits to copy others", id="B-S1.1", strength=True, title="It says what it does", severity="practice",
            area="special_educational_needs", advice=""),
)


def plan(number: int, month: int) -> dict[str, Any]:
    """The record of a plan as data: which findings, which grades and which slots depend on the two numbers alone."""
    kept = [f for n, f in enumerate(_FINDINGS) if (number + month + n) % (n + 2)]
    data: dict[str, Any] = json.loads(render_json(audit_record(tuple(kept))))
    data["document"]["sha256"] = sha256(f"{number}/{month}".encode()).hexdigest()
    data["document"]["name"] = f"case-{data['document']['sha256'][:12]}"
    data["subject"].update(name="[child]", known_as="[child]", dob="2016")
    for section in data["sections"].values():
        for item in section["items"]:
            item["text"] = item["text"].replace("Wren", "[child]")
            if item["kind"] in ("outcome", "provision"):
                item["observed"] = _observed(item, number * 7 + month)
    data["sections"]["K"]["items"] = [
        {"id": f"K{n}", "kind": "advice", "text": f"Advice, {s}", "observed": {"contributor": s}, "where": "Section K"}
        for n, s in enumerate(SERVICES) if (number + n) % 3 or n == 0]
    for n, area in enumerate(data["areas"].values()):
        area["judgement"] = "NA" if n == 9 and number % 2 else GRADES[(number * 5 + month * n + n * n) % 11 * 4 // 11]
    mixed = sum(bytes.fromhex(data["document"]["sha256"])) + month
    data["overall"].update(judgement=GRADES[mixed % 7 * 4 // 7], stability="borderline" if number % 5 == 0 else "stable")
    return data


def _observed(item: dict[str, Any], turn: int) -> dict[str, Any]:
    if item["kind"] == "outcome":
        return {"specific": turn % 2 == 0, "time_bound": True}
    slots = {slot: (turn * (n + 2)) % (5 + n) > 0 for n, slot in enumerate(("what", "who", "how_often", "how_much"))}
    return {**slots, "specific": all(slots.values()), "group": False, "review": True, "vague_terms": ["as appropriate"] if turn % 2 else []}


def about(number: int, month: int, teams: Sequence[str] = TEAMS) -> dict[str, str]:
    """What the council's list says of a case; some dates are missing, one pair is in an impossible order."""
    request = date(2026, 1, 5) + timedelta(days=7 * (number % 8) + 30 * month)
    days = {"request": 0, "decision": 38 + number % 8, "advice requested": 42, "advice": 80 + number % 9, "draft": 105 + number % 12,
            "issue": 130 + 3 * (number % 9)}
    dates = {name: (request + timedelta(days=n)).isoformat() for name, n in days.items()}
    if number == 3:
        dates["issue"] = (request - timedelta(days=1)).isoformat()
    if number % 4 == 2:
        del dates["advice requested"]
    return {"team": teams[number % len(teams)], "caseworker": WORKERS[number % 3], "kind": "annual review" if number % 6 == 5 else "new",
            "setting": "Netherwold Primary School", "setting type": "mainstream", "phase": "primary",
            "primary need": "Hearing impairment" if number % 2 else "Autism", **dates}


def cases(month: int, plans: int, teams: Sequence[str] = TEAMS) -> Iterator[tuple[Case, bytes]]:
    """The audits of a month; every third plan is audited again the month after as a new version."""
    for number in range(plans):
        data = plan(number, month)
        record = json.dumps(data, ensure_ascii=False).encode()
        ref = ref_of(f"EHC-{number}" if number % 3 == 0 else f"EHC-{number}-{month}")
        yield case_of(record, MONTHS[month], MONTHS[month], about(number, month, teams), ref), record


def fill(store: Store, plans: int = 24, months: int = 4, teams: Sequence[str] = TEAMS) -> None:
    """Runs of the months, with panel grades and actions of the last."""
    for month in range(months):
        run = Run(MONTHS[month], MONTHS[month], MONTHS[month], "1.0", _RULES, (("national", "1", "2026-01-01"),),
                  {"found": plans, "judged": plans, "not_judged": 0, "not_read": 0, "copies": 0, "other_formats": 0})
        store.save_run(run, sorted(cases(month, plans, teams), key=lambda pair: pair[0].sha256))
    store.add_moderation([moderated(number, months - 1) for number in range(6)])


def moderated(number: int, month: int) -> ModerationRecord:
    """One filled-in record: the panel's grade of the whole and two actions, the first of them closed in time."""
    sha = plan(number, month)["document"]["sha256"]
    packs = [PackRecord(name="national", version="1", law_as_at="2026-01-01")]
    due = date(2026, 10, 28 - number * 4)
    return ModerationRecord(
        record=f"record-{number}.docx", panel_date=date(2026, 10, 20),
        audit=AuditRef(id=f"audit-{number}", plan=f"case-{sha[:12]}", sha256=sha, tool="1.0", rule_packs=packs),
        judgements=[PanelGrade(area="overall", agency="education", rules="RI", grade="RI" if number % 2 else "Good",
                               stance="agree" if number % 2 else "override", reason="Provision reads well")],
        actions=[Action(number=1, action="Write the hours into F1", owner="Petra Loom", due=date(2026, 10, 10), closed=date(2026, 10, 9)),
                 Action(number=2, action="Ask health for the amount in G1", owner="Sol Marsh", due=due)])


@cache
def rules() -> tuple[Rulebook, JudgementBook]:
    """The national rules."""
    folders = rule_folders()
    return load(folders), load_book(folders)


def board(store: Store, first: str, last: str, where: dict[str, str] | None = None) -> Board:
    """The board report's figures of a period."""
    asked = period(first, last)
    rulebook, judgement = rules()
    chosen = Filter(first, last, where or {})
    told = Told(store.runs(), rulebook, judgement, store.panel(chosen), store.actions(chosen), where=where or {})
    return board_of(store.cases(Filter(reach(asked), last, where or {})), asked, told)


def made(path: Path, plans: int = 24, months: int = 4, teams: Sequence[str] = TEAMS) -> Path:
    """A store on disk."""
    with Store.open(str(path)) as store:
        fill(store, plans, months, teams)
    return path

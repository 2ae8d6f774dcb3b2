"""Four months of audits for board reports: real records of the sample plans, with names kept and grades varied, as files and in a store."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from qa_engine.audit import Auditor
from qa_engine.batch.restate import Today
from qa_engine.batch.restated import as_today
from qa_engine.board.model import Board
from qa_engine.board.periods import period, reach
from qa_engine.board.source import Wanted, board_from
from qa_engine.moderation.model import ModerationRecord
from qa_engine.report.json import render_json
from qa_engine.rulebook import rule_folders
from qa_engine.store import Store
from qa_engine.store.cases import case_of
from qa_engine.store.model import Run
from qa_engine.store.pseudonyms import ref_of
from tests.conftest import SAMPLES

MONTHS = {"2026-07": 22, "2026-08": 26, "2026-09": 3, "2026-10": 40}
TODAY, TOOL = "a" * 64, "0.1.0"
TEAMS, KINDS = ("North", "South", "Coast", "Fen"), ("new", "annual review", "phase transfer")
CASEWORKERS = ("Ottoline Quarmby", "Peregrine Zouche")
GRADES = ("Good", "RI", "Inadequate")
_AGAIN = 6  # cases of the first month that come again in the last


@dataclass(frozen=True)
class Kept:
    """A record on disk with what the council's list says of it."""

    path: Path
    month: str
    council_id: str
    about: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """All of it; `names` are words of the children's and families' names."""

    store: Path
    kept: Sequence[Kept]
    names: frozenset[str]

    def board(self, first: str, last: str, restate: bool = False, across: bool = False, **where: str) -> Board:
        """The board report of a stretch of months."""
        asked, folders = period(first, last), rule_folders()
        wanted = Wanted(asked, folders, where, across, restate)
        with Store.open(str(self.store)) as store:
            if not restate:
                return board_from(store, wanted)
            today = Today((), TODAY, (("national", "1.0", "2026-01-01"),))
            with as_today(store, reach(asked), today, 1, self.store.parent / "out") as source:
                return board_from(source, wanted)


def world(folder: Path, auditor: Auditor, rules: dict[str, str] | None = None) -> World:
    """Audits of four months in `folder`; `rules` gives a month other rules than those of today."""
    chance = random.Random(5)
    bases = [json.loads(render_json(auditor.record(path))) for path in sorted(SAMPLES.glob("*.docx"))]
    names = frozenset(word for base in bases for word in _names(base) if len(word) > 3)
    kept: list[Kept] = []
    store = folder / "ehcp-qa.sqlite"
    with Store.open(str(store)) as opened:
        for month, number in MONTHS.items():
            run = _run(month, number, (rules or {}).get(month, TODAY))
            mine = [_kept(folder, month, n, bases[n % len(bases)], chance) for n in range(number)]
            kept += mine
            read = [(k, k.path.read_bytes()) for k in mine]
            cases = [(case_of(data, run.name, run.month, k.about, ref_of(k.council_id), run.rules), data) for k, data in read]
            opened.save_run(run, sorted(cases, key=lambda pair: pair[0].sha256))
        opened.add_moderation(list(_moderated(kept)))
    return World(store, kept, names)


def _run(month: str, number: int, rules: str) -> Run:
    files = {"found": number + 2, "judged": number, "not_judged": 1, "not_read": 1, "copies": 0, "other_formats": 0}
    return Run(month, month, ".", TOOL, rules, (("national", "1.0", "2026-01-01"),), files)


def _kept(folder: Path, month: str, number: int, base: dict[str, Any], chance: random.Random) -> Kept:
    record = json.loads(json.dumps(base))
    record["document"]["sha256"] = sha256(f"{month} {number}".encode()).hexdigest()
    record["overall"]["judgement"] = chance.choices(GRADES, (3, 5, 2))[0]
    record["overall"]["stability"] = chance.choice(("stable", "borderline"))
    for area in record["areas"].values():
        area["judgement"] = chance.choices((*GRADES, "NA"), (4, 4, 2, 1))[0]
    record["findings"] = [f for f in record["findings"] if chance.random() < 0.7]
    path = folder / "audits" / month / f"{number}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record), encoding="utf-8")
    again = month == "2026-10" and number < _AGAIN
    return Kept(path, month, f"C-{'2026-07' if again else month}-{number}", _about(chance, number))


def _about(chance: random.Random, number: int) -> dict[str, str]:
    team = "Fen" if number < 2 else chance.choice(TEAMS[:3])
    return {"team": team, "caseworker": chance.choice(CASEWORKERS), "kind": chance.choice(KINDS),
            "setting type": chance.choice(("special", "")), "request": "2026-01-05", "issue": "2026-05-20",
            "primary need": chance.choices(("Autism", "autism", "Deafness"), (8, 4, 1))[0]}


def _names(record: dict[str, Any]) -> Iterator[str]:
    subject = record["subject"]
    for name in (subject["name"], subject["known_as"], *subject.get("other_names", ())):
        yield from (name or "").replace("-", " ").split()


def _moderated(kept: Sequence[Kept]) -> Iterator[ModerationRecord]:
    """The first eight plans of October, looked at by a panel; some with actions."""
    for number, one in enumerate([k for k in kept if k.month == "2026-10"][:8]):
        record = json.loads(one.path.read_text(encoding="utf-8"))
        graded = [(area, told["judgement"]) for area, told in record["areas"].items() if told["judgement"] in GRADES]
        judgements = [{"area": area, "agency": "education", "rules": grade, "grade": "Good" if n % 4 == 0 else grade, "stance": "agree",
                       "reason": ""} for n, (area, grade) in enumerate(graded)]
        yield ModerationRecord.model_validate({
            "record": f"{number}.docx", "panel_date": "2026-10-14", "judgements": judgements,
            "audit": {"id": f"QA-{number}", "plan": "x", "sha256": record["document"]["sha256"], "tool": TOOL, "rule_packs": []},
            "auditors": [{"agency": "education", "name": "Thessaly Brandreth"}],
            "actions": [{"number": 1, "action": "Ask Thessaly to write it again.", "owner": "Thessaly Brandreth", "due": "2026-10-20",
                         "closed": "2026-10-19" if number < 3 else None}] if number < 5 else []})

"""The reports of a batch, made from the cases of its store one at a time: the same cases give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from qa_engine.batch.advised import HEADER, AdviceRow, advice_block, advice_lines
from qa_engine.batch.figures import Figures
from qa_engine.batch.files import PlanFile, write_whole
from qa_engine.batch.keep import Plans
from qa_engine.batch.manifest import CASE
from qa_engine.batch.match import Matched
from qa_engine.batch.sums import percent, severity, specific
from qa_engine.output import csv_file, csv_line
from qa_engine.pseudonyms import case_id
from qa_engine.store.model import ABOUT, Case

SCHEMA_VERSION = "1.0"
_KEY = ("case", "file", CASE)
SUMMARY, NOT_READ, CHECK, SUMS = "summary.csv", "not-read.csv", "manifest-check.csv", "summary.json"
_SEVERITIES = ("statutory", "significant", "practice")


@dataclass(frozen=True, slots=True)
class Aside:
    """A file set aside: the hash of its content, or "" where it could not be opened, and why."""

    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the reports are made of: the files by path, the plans among them, those set aside, the manifest if there is one, and whether
    names are kept."""

    files: Sequence[PlanFile]
    plans: Plans
    aside: Mapping[str, Aside]
    closed: Sequence[str]
    others: int
    tool: Mapping[str, Any]
    areas: Sequence[str]
    names: bool
    matched: Matched | None = None
    advice: Sequence[AdviceRow] = ()


@dataclass(frozen=True, slots=True, order=True)
class Without:
    """A file without a judgement: what it is called where anyone may look, and why."""

    case: str
    reason: str

    def line(self) -> str:
        """As told on the screen."""
        return f"{self.case}: {self.reason}"


@dataclass(slots=True)
class Made:
    """What the reports say in short; `copies` is how many files have the same content as another,
    `advice` how many advice reports were judged."""

    figures: Figures = field(default_factory=Figures)
    not_judged: list[Without] = field(default_factory=list)
    not_read: list[Without] = field(default_factory=list)
    copies: int = 0
    advice: int = 0


def write_reports(out: Path, told: Told, key: Path | None, cases: Iterable[Case]) -> Made:
    """Write the summaries, the list of files not read, and on request the list of mistakes of the manifest and the key. Raises QaError."""
    made = Made(copies=told.plans.copies, advice=len(told.advice))
    lines, keys = _plans(told, made, cases)
    write_whole(out / SUMMARY, csv_file(_header(told), _in_order(lines)))
    write_whole(out / NOT_READ, csv_file(["file", "case", "reason"], _not_read(told, made)))
    if told.advice:
        write_whole(out / "advice.csv", csv_file(HEADER, advice_lines(told.advice)))
    if told.matched:
        write_whole(out / CHECK, csv_file(["row", "file", "problem"], _problems(told.matched)))
    if key:
        write_whole(key, csv_file(_KEY, _in_order(keys)))
    write_whole(out / SUMS, _summary(told, made))
    return made


def may_hold_key(path: Path) -> bool:
    """Whether there is nothing at this path yet, or an earlier key."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return file.readline().strip() in ("", csv_line(_KEY).strip())
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _plans(told: Told, made: Made, cases: Iterable[Case]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Lines of the summary and of the key, each with what it is ordered by: by path only where names are shown, as their order tells."""
    lines, keys = [], []
    for case in cases:
        file = told.plans.files[case.sha256]
        made.figures.add(case)
        rank = file.path if told.names else case.sha256
        lines.append((rank, csv_line(_cells(told, file, case))))
        keys.append((rank, csv_line([case.case, file.path, _case(told, file)])))
        if not case.judged:
            made.not_judged.append(Without(_label(told, file.path, case.sha256), case.why_not))
    made.not_judged.sort()
    return lines, keys


def _not_read(told: Told, made: Made) -> list[str]:
    """Files set aside and folders that could not be opened, by path."""
    closed = dict.fromkeys(told.closed, Aside("", "this folder cannot be opened; check that you may read it"))
    aside = sorted({**told.aside, **closed}.items())
    made.not_read = sorted(Without(_label(told, path, a.sha256), a.reason) for path, a in aside)
    return [csv_line([path, _id(a.sha256), a.reason]) for path, a in aside]


def _in_order(lines: list[tuple[str, str]]) -> Iterator[str]:
    return (line for _, line in sorted(lines))


def _id(sha256: str) -> str:
    return case_id(sha256) if sha256 else ""


def _label(told: Told, path: str, sha256: str) -> str:
    """What a file is called on the screen, where anyone may look."""
    return path if told.names else _id(sha256) or "a file listed in not-read.csv"


def _case(told: Told, file: PlanFile) -> str:
    row = told.matched.rows.get(file.path) if told.matched else None
    return row.case if row else ""


def _header(told: Told) -> list[str]:
    named = ["file"] if told.names else []
    carried = [*([CASE.replace(" ", "_")] if told.names else []), *(c.replace(" ", "_") for c in ABOUT)] if told.matched else []
    return ["case", *named, "overall", "stability", *told.areas, "provision_specific_share", "outcomes_specific_share", *_SEVERITIES,
            "state", "year", "issued", "authority", "why_not_judged", *carried]


def _cells(told: Told, file: PlanFile, case: Case) -> list[str]:
    named = [file.path] if told.names else []
    return [case.case, *named, case.overall, case.stability if case.judged else "", *(case.areas.get(a, "") for a in told.areas),
            percent(specific(case, "F")), percent(specific(case, "E")), *(str(severity(case, s)) for s in _SEVERITIES),
            case.state, case.year, case.issued, case.authority, case.why_not, *_carried(told, file)]


def _carried(told: Told, file: PlanFile) -> list[str]:
    if not told.matched:
        return []
    row = told.matched.rows.get(file.path)
    case = [_case(told, file)] if told.names else []
    return [*case, *(row.values[column] if row else "" for column in ABOUT)]


def _problems(matched: Matched) -> Iterator[str]:
    return (csv_line([str(p.row) if p.row else "", p.file, p.what]) for p in matched.problems)


def _summary(told: Told, made: Made) -> bytes:
    data = {
        "schema_version": SCHEMA_VERSION,
        "tool": told.tool,
        "files": {"found": len(told.files), "judged": made.figures.judged, "not_judged": len(made.not_judged),
                  "not_read": len(made.not_read), "copies": made.copies, "other_formats": told.others},
        **summed(made.figures, told.areas),
        "not_judged": [asdict(without) for without in made.not_judged],
        "not_read": [asdict(without) for without in made.not_read],
        "advice": advice_block(told.advice),
        "manifest": _of_manifest(told.matched),
    }
    return as_json(data)


def summed(figures: Figures, areas: Sequence[str]) -> dict[str, Any]:
    """What summary.json says of all plans together."""
    return {"plans": figures.judged, "overall": figures.overall(),
            "areas": {area: counted for area, counted in figures.areas().items() if area in areas},
            "pieces": figures.pieces(), "top_rules": figures.rules()}


def as_json(data: Mapping[str, Any]) -> bytes:
    """A summary's bytes."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _of_manifest(matched: Matched | None) -> dict[str, int] | None:
    """How many cases, files with a row, and mistakes; the mistakes themselves are in manifest-check.csv."""
    return {"cases": matched.cases, "files_matched": len(matched.rows), "problems": len(matched.problems)} if matched else None


def told_problems(matched: Matched | None) -> list[str]:
    """Lines for people: mistakes of the manifest, and one each for rows and files without a partner."""
    if not matched:
        return []
    bare = sum(bool(p.file) for p in matched.problems)
    lines = [p.line() for p in matched.problems if not p.file]
    return [*lines, *([f"manifest: {bare} files have no row; they are listed in manifest-check.csv"] if bare else [])]

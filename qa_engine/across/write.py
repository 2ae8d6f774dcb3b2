"""The results on disk: across.json for programs, near-copies.csv and across-plans.csv for a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from qa_engine.across.model import Across
from qa_engine.output import csv_file, csv_line, write_whole

SCHEMA_VERSION = "1.0"
_COPIES = ("group", "kind", "about", "plans", "teams", "case", "team", "section", "item", "words", "quote")
_PLANS = ("case", "team", "words", "shared_words", "template_words", "shared_share", "likely_pasted_from", "rests_on", "thin")


def write_across(out: Path, across: Across) -> None:
    """Write the three files into a folder. Raises QaError."""
    write_whole(out / "near-copies.csv", csv_file(_COPIES, _copy_lines(across)))
    write_whole(out / "across-plans.csv", csv_file(_PLANS, _plan_lines(across)))
    write_whole(out / "across.json", across_json(across))


def across_json(across: Across) -> bytes:
    """All of it as JSON; the same result gives the same bytes."""
    data = {"schema_version": SCHEMA_VERSION, **asdict(across)}
    for text, made in zip(across.texts, data["texts"], strict=True):
        made["share"] = text.share
    for rests, made in zip(across.reliance, data["reliance"], strict=True):
        made["share"] = rests.share
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _copy_lines(across: Across) -> Iterator[str]:
    """A line for each plan that a passage is known to stand in."""
    for copy in across.copies:
        for spot in copy.spots:
            yield csv_line([str(copy.number), copy.kind, copy.about, str(copy.plans), "; ".join(copy.teams), spot.case, spot.team,
                            spot.section, spot.item, str(copy.words), copy.quote])


def _plan_lines(across: Across) -> Iterator[str]:
    pasted: dict[str, list[str]] = {}
    for p in across.pasted:
        pasted.setdefault(p.case, []).append(f"{p.item} from {' or '.join(p.sources)}")
    rests = {r.case: r.service for r in across.reliance}
    thin: dict[str, list[str]] = {}
    for t in across.thin:
        thin.setdefault(t.case, []).append(f"{' and '.join(t.sections)} ({t.known_by})")
    for text in across.texts:
        yield csv_line([text.case, text.team, str(text.words), str(text.shared), str(text.template), str(text.share),
                        "; ".join(pasted.get(text.case, ())), rests.get(text.case, ""), "; ".join(thin.get(text.case, ()))])

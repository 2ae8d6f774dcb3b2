"""Decide whether a document was read well enough to be judged, and say what was seen where it was not."""

from __future__ import annotations

from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import SECTIONS, Section


def why_not_judged(sections: dict[str, Section], unplaced: float, state: str, lexicon: Lexicon) -> str:
    """Empty where the plan can be judged, else one line: what was not found, what was."""
    required = lexicon.lists.get("form_limit_required_sections", [])
    limit = int(next(iter(lexicon.lists.get("form_limit_unplaced_percent", [])), "15"))
    absent = [s for s in required if s in sections and sections[s].status == "missing"]
    if not absent and unplaced * 100 <= limit:
        return ""
    seen = [s for s in SECTIONS if sections[s].status != "missing"]
    reasons = [f"section {' and '.join(absent)} not found"] if absent else []
    if unplaced * 100 > limit:
        reasons.append(f"{round(unplaced * 100)} per cent of the words stand in no section")
    found = f"sections found: {' '.join(seen)}" if seen else "no section was found"
    return f"could not read this template ({'; '.join(reasons)}; {found})"

"""What all plans together show, in a few lines for the terminal, with case ids and no names."""

from __future__ import annotations

from collections import Counter
from statistics import median

from qa_engine.across.model import Across

_ABOUT = ("views", "outcomes", "provision")
_WORTH = 25  # per cent of a plan's own words from which it is worth a look
_SHOWN = 5


def told(across: Across) -> str:
    """For the terminal, at most 80 columns wide, ending in a newline."""
    parts = [_head(across), _copies(across), _pasted(across), _services(across), _thin(across)]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _heavy(across: Across) -> int:
    return sum(text.share >= _WORTH for text in across.texts)


def _head(across: Across) -> list[str]:
    children = f"{across.children:,} {'child' if across.children == 1 else 'children'}"
    return [f"{_plans(across.plans)} of {children} looked at together"]


def _plans(number: int) -> str:
    return f"{number:,} plan{'' if number == 1 else 's'}"


def _copies(across: Across) -> list[str]:
    count: Counter[tuple[str, str]] = Counter((copy.kind, copy.about) for copy in across.copies)
    kinds = Counter(copy.kind for copy in across.copies)

    def each(kind: str) -> str:
        return ", ".join(f"{about} {count[kind, about]:,}" for about in _ABOUT if count[kind, about]) or "none"

    lines = ["Passages shared between children's plans",
             f"  likely copied (in 2 to 4 plans): {each('copy')}",
             f"  stock wording (in 5 or more): {each('stock')}",
             f"  a family's own words (siblings, or pasted): {kinds['family'] or 'none'}",
             f"  template (in 30% of a council's plans), not counted: {kinds['template'] or 'none'}"]
    if across.texts:
        middle = round(median(text.share for text in across.texts))
        lines.append(f"  shared words in the middle plan {middle}%, in {_plans(_heavy(across))} {_WORTH}% or more")
    lines += [f"    {pair.first} and {pair.second}: {pair.passages} passages, {pair.share}%" for pair in across.pairs[:_SHOWN]]
    return lines


def _pasted(across: Across) -> list[str]:
    if not across.pasted:
        return ["Another child's details pasted from a plan of this batch: none found"]
    lines = [f"Another child's details, likely pasted: {len(across.pasted)}"]
    for p in across.pasted[:2 * _SHOWN]:
        others = f" or {len(p.sources) - 1} more" if len(p.sources) > 1 else ""
        lines.append(f"  {p.case} {p.item} ({p.sign}) from {p.sources[0]}{others}{', by its name' if p.sure else ''}")
    return lines


def _services(across: Across) -> list[str]:
    lines = ["Plans that rest on one service (school and family left out)"]
    for s in across.services:
        if s.only or s.leaning:
            lines.append(f"  {s.service}: only adviser in {_plans(s.only)}, most sources in {s.leaning:,}")
    return lines if len(lines) > 1 else ["Plans that rest on one service: none found"]


def _thin(across: Across) -> list[str]:
    lines = [f"Known to social care {across.known_to_care:,} (in care {across.in_care:,}), to health {across.known_to_health:,}"]
    count = Counter((t.service, t.known_by, t.sections) for t in across.thin)
    for (_, known_by, sections), plans in sorted(count.items()):
        lines.append(f"  {known_by}: nothing in {' and '.join(sections)} in {_plans(plans)}")
    return lines

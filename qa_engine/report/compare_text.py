"""Two versions of a plan as text of 80 columns: what a review would ask first, then section by section, then item by item."""

from __future__ import annotations

from collections.abc import Iterator

from tabulate import tabulate

from qa_engine.compare.model import KINDS, Change, Comparison, Kind, Piece
from qa_engine.report.compare_words import TITLES, about, of_kind, places, told_advice, told_deadline, told_section, told_views
from qa_engine.report.text import WIDTH, wrap

_SHORT: dict[Kind, str] = {"kept": "kept", "moved": "moved", "reworded": "rewd", "changed": "chgd", "weakened": "weak",
                           "strengthened": "strg", "added": "new", "removed": "gone"}
_COLUMNS: tuple[Kind, ...] = ("kept", "moved", "reworded", "changed", "weakened", "strengthened", "added", "removed")
_MARKS = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}


def render_compare_text(comparison: Comparison) -> str:
    """The whole report, ending in a newline."""
    blocks = [_head(comparison), _ask(comparison), _sections(comparison), *_changes(comparison), _views(comparison), _outcomes(comparison),
              _advice(comparison)]
    return "\n\n".join(b for b in blocks if b) + "\n"


def _head(comparison: Comparison) -> str:
    lines = ["=" * WIDTH, "TWO VERSIONS OF A PLAN" + (f": {comparison.new.name}" if comparison.new.name else "")]
    lines += [wrap(about(comparison.old), lead="Old: "), wrap(about(comparison.new), lead="New: "), "=" * WIDTH]
    return "\n".join(lines + [wrap(n, lead="! ") for n in comparison.notes])


def _title(text: str) -> str:
    return f"{text}\n{'=' * len(text)}"


def _ask(comparison: Comparison) -> str:
    asked = [wrap(q, 2, lead=f"{n}. ") for n, q in enumerate(comparison.ask_first, 1)]
    shown = asked or [wrap("Nothing that a review would have to ask first was found.", 2)]
    return "\n".join([_title("WHAT AN ANNUAL REVIEW WOULD ASK FIRST"), *shown])


def _sections(comparison: Comparison) -> str:
    rows = [(s.section, told_section(s), *(s.counts.get(kind) or "" for kind in _COLUMNS)) for s in comparison.sections]
    total = ("All", "", *(comparison.counts[kind] or "" for kind in _COLUMNS))
    table = tabulate([*rows, total], headers=("", "The same", *(_SHORT[k] for k in _COLUMNS)), tablefmt="simple",
                     colalign=("left", "left", *("right" for _ in _COLUMNS)))
    note = wrap("The same: share of the old words that still stand in the section. rewd reworded; chgd changed; weak weakened; "
                "strg strengthened; new added; gone removed.")
    return f"{_title('SECTION BY SECTION')}\n\n{table}\n\n{note}"


def _changes(comparison: Comparison) -> Iterator[str]:
    for kind in KINDS:
        found = of_kind(comparison, kind)
        if not found:
            continue
        title, _, meaning = TITLES[kind]
        head = f"{_title(f'{title.upper()} ({len(found)})')}\n{wrap(meaning)}"
        if kind == "kept":
            yield f"{head}\n\n{wrap(', '.join(c.new.item for c in found if c.new), 2)}"
        else:
            legend = ["", wrap("[-gone-] stood only in the old version, {+new+} stands only in the new one.")] if found[0].words else []
            yield "\n\n".join(["\n".join([head, *legend]), *("\n".join(_change(c)) for c in found)])


def _change(change: Change) -> Iterator[str]:
    yield wrap(places(change))
    for reason in change.reasons:
        yield wrap(f"{reason.sign}: {reason.text}", 2, lead="- ")
    if change.moved and change.kind != "moved":
        yield wrap("it stands in another place than before", 2, lead="- ")
    if change.only_date:
        yield wrap("only the date is new", 2, lead="- ")
    one = change.new or change.old
    yield wrap(marked(change.words) if change.words else one.text if one else "", 4)


def marked(words: tuple[Piece, ...]) -> str:
    """Word against word in one line of text."""
    return " ".join(_MARKS[p.op].format(p.text) for p in words)


def _views(comparison: Comparison) -> str:
    stale = [wrap(f"{s.item}: “{s.words}”: {s.why}", 2, lead="- ") for s in comparison.stale]
    told = ["", "Carried over although time has overtaken it:", *stale] if stale else []
    return "\n".join([_title("VIEWS, AGES AND DATES CARRIED OVER"), wrap(told_views(comparison)), *told])


def _outcomes(comparison: Comparison) -> str:
    shown = [wrap(f"{o.item}, {told_deadline(o)}: {o.text}", 2, lead="- ") for o in comparison.outcomes]
    return "\n".join([_title("OUTCOMES CARRIED OVER"), *shown]) if shown else ""


def _advice(comparison: Comparison) -> str:
    shown = [wrap(f"{a.text}: {told_advice(a)}", 2, lead="- ") for a in comparison.advice]
    return "\n".join([_title("ADVICE (SECTION K)"), *shown]) if shown else ""

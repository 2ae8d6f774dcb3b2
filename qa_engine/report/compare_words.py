"""How the kinds of change are called and explained to people, in every format."""

from __future__ import annotations

from datetime import date

from qa_engine.compare.model import AdviceChange, Change, Comparison, Deadline, Kind, Passage, SectionChange, Version

# Kind: heading, sign, what it means.
TITLES: dict[Kind, tuple[str, str, str]] = {
    "weakened": ("Weakened", "▼", "Less is promised, less often, by somebody less expert, less firmly, or on a condition."),
    "removed": ("Removed", "−", "Nothing in the new version stands for it."),
    "added": ("Added", "+", "Nothing in the old version stands for it."),
    "strengthened": ("Strengthened", "▲", "More is promised, more often, by somebody more expert, or more firmly."),
    "changed": ("Changed", "≠", "Facts, figures or names differ; neither version is plainly the weaker."),
    "moved": ("Moved", "→", "The same words, in another section or under another area."),
    "reworded": ("Reworded", "≈", "Other words; sense and amounts as before, as far as can be read."),
    "kept": ("Kept word for word", "=", "The same words in the same place; only layout or punctuation may differ."),
}
DEADLINES = {"past_deadline": "carried over past its date", "new_date_only": "only the date is new", "same": "carried over word for word"}
ADVICE = {"new": "new", "newer": "newer than before", "same": "the same paper as before", "gone": "no longer listed"}
SIGNS = {"weaker": "weaker", "stronger": "stronger", "note": "note"}


def day(iso: str | None) -> str:
    """An ISO date as people write it, or an empty string."""
    if not iso:
        return ""
    when = date.fromisoformat(iso)
    return f"{when.day} {when:%B %Y}"


def about(version: Version) -> str:
    """One line about a version: file, state, day of issue, authority."""
    issued = f"issued {day(version.issue_date)}" if version.issue_date else "no date of issue found"
    return " · ".join(p for p in (version.file, version.state, issued, version.authority) if p)


def of_kind(comparison: Comparison, kind: Kind) -> list[Change]:
    """The changes of one kind, in order of the plan."""
    return [c for c in comparison.changes if c.kind == kind]


def places(change: Change) -> str:
    """Where it stood and stands: "F3, now G4"."""
    old, new = change.old, change.new
    if old and new:
        same = old.item == new.item and not change.moved
        return _place(new) if same else f"{_place(old)}, now {_place(new)}"
    one = new or old
    return _place(one) if one else ""


def _place(passage: Passage) -> str:
    return f"{passage.item} (Section {passage.section}{', ' + passage.area if passage.area else ''})"


def told_section(section: SectionChange) -> str:
    """The share of words that are the same, or why there is none."""
    if not section.old_words:
        return "was empty"
    return "all" if section.carried_over else f"{section.same_words:.0%}"


def told_deadline(deadline: Deadline) -> str:
    """What became of an outcome's date."""
    return DEADLINES[deadline.what]


def told_advice(advice: AdviceChange) -> str:
    """What became of an entry of advice, with its dates."""
    told = ADVICE[advice.kind]
    if advice.kind == "newer":
        return f"{told}: {day(advice.old_date)} → {day(advice.new_date)}"
    when = day(advice.new_date or advice.old_date)
    age = f", {advice.months_old} months before issue" if advice.months_old and advice.kind in ("same", "new") else ""
    return f"{told}{': ' + when if when else ''}{age}"


def told_views(comparison: Comparison) -> str:
    """How much of Section A was carried over and how old it is."""
    views = comparison.views
    part = f"{views.same_words:.0%} of the words of Section A were carried over."
    share = "Section A was carried over word for word." if views.carried_over else part
    if views.newest_date is None:
        return f"{share} No date is given for the views."
    age = f", {views.months_old} months before issue" if views.months_old is not None else ""
    return f"{share} The newest date given for them is {day(views.newest_date)}{age}."

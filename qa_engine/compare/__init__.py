"""Two versions of a plan against each other: what was kept, moved, reworded, weakened, strengthened, added or removed."""

from __future__ import annotations

from qa_engine.compare.advice import advice_changes
from qa_engine.compare.align import align
from qa_engine.compare.ask import ask_first
from qa_engine.compare.carried import deadlines, section_changes, stale_words, views_of
from qa_engine.compare.child import notes, why_another_child
from qa_engine.compare.entries import entries
from qa_engine.compare.kinds import Seen, areas_kept, change_of
from qa_engine.compare.model import KINDS, Change, Comparison, Kind, Version, compare_schema
from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import Plan
from qa_engine.observe import observe

__all__ = ["Comparison", "compare", "compare_schema", "why_another_child"]


def compare(old: Plan, new: Plan, lexicon: Lexicon) -> Comparison:
    """Compare two versions of one child's plan. Same plans, same result; whether they are of one child is asked apart."""
    seen_old, seen_new = observe(old, lexicon), observe(new, lexicon)
    joined = frozenset(("H1", "H2")) if "H" in (*old.merged, *new.merged) else frozenset[str]()
    pairs = align(entries(old, lexicon), entries(new, lexicon), joined)
    seen = Seen(seen_old, seen_new, lexicon, joined, areas_kept(pairs))
    changes = [change_of(pair, seen) for pair in pairs]
    sections = section_changes(old, new, changes)
    views, stale = views_of(new, sections), stale_words(new, seen_new, changes)
    outcomes, advice = deadlines(seen_new, changes), advice_changes(old, new)
    return Comparison(
        old=_version(old), new=_version(new), notes=notes(old, new),
        ask_first=ask_first(changes, sections, views, stale, outcomes, advice), counts=_counts(changes),
        sections=sections, changes=tuple(changes), views=views, stale=stale, outcomes=outcomes, advice=advice)


def _version(plan: Plan) -> Version:
    subject, told = plan.subject, plan.particulars
    return Version(file=plan.name, name=subject.name, dob=subject.dob.isoformat() if subject.dob else None, state=plan.state,
                   issue_date=told.issue_date.isoformat() if told.issue_date else None, authority=told.authority, setting=told.setting)


def _counts(changes: list[Change]) -> dict[Kind, int]:
    return {kind: sum(c.kind == kind for c in changes) for kind in KINDS}

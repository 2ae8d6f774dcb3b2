"""Observe each lettered section as it stands: there or not, how full, and whether others show what it leaves out."""

from __future__ import annotations

from qa_engine.language.lexicon import Hit, Text
from qa_engine.model.plan import SECTIONS, Item, Subject
from qa_engine.observe.context import Context
from qa_engine.observe.nils import is_nil, nil_reasoned
from qa_engine.vocabulary import SectionFact

_QUOTE = 240
_DENIAL_REACH = 4
_STATUSES = ("LAC", "CiN", "CP")
_LOOKED_IN = {"C": ("A", "B", "D", "E", "F", "H1", "H2", "K"), "D": ("A", "B", "C", "E", "F", "G")}


def observe_sections(context: Context) -> tuple[SectionFact, ...]:
    """A fact for each of the twelve sections, A to K."""
    return tuple(_section(context, letter) for letter in SECTIONS)


def _section(context: Context, letter: str) -> SectionFact:
    section = context.plan.sections[letter]
    items = section.items
    shown = needs_shown(context, letter) if letter in _LOOKED_IN and is_nil(section) else ""
    return SectionFact(
        section=letter, words=items[0].text[:_QUOTE] if items else "", item=items[0].id if items else "", status=section.status,
        label_present=section.label_present, merged=letter in context.plan.merged or letter[0] in context.plan.merged, items=len(items),
        word_count=sum(len(i.text.split()) for i in items), nil_reasoned=nil_reasoned(context, section),
        needs_shown_elsewhere=bool(shown), shown_words=shown)


def needs_shown(context: Context, letter: str) -> str:
    """The words of other sections that show a health need (letter C) or a social care need (letter D), or an empty string."""
    weak: dict[str, str] = {}
    if letter == "D" and _known_to_care(context.plan.subject):
        return context.plan.subject.social_care_status or "looked after"
    for item in context.plan.items(*_LOOKED_IN[letter]):
        if item.kind == "nil":
            continue
        text = context.text(item)
        strong = _affirmed(text, "shown_health" if letter == "C" else "shown_care")
        if strong:
            return text.quote(strong[0])
        if letter == "D":
            weak |= {text.quote(hit).lower(): text.quote(hit) for hit in _affirmed(text, "shown_care_weak") if _at_home(item)}
    return "; ".join(weak.values()) if len(weak) > 1 else ""


def _known_to_care(subject: Subject) -> bool:
    """Looked after, in need or under a protection plan, as printed among the particulars."""
    return bool(subject.in_care) or (subject.social_care_status or "") in _STATUSES


def _affirmed(text: Text, name: str) -> list[Hit]:
    hits = text.of(name)
    if not hits:
        return []
    denials = text.of("shown_denial")
    return [h for h in hits if not any(0 < h.first - d.first <= _DENIAL_REACH for d in denials)]


def _at_home(item: Item) -> bool:
    # What happens in lessons is an educational matter: outcomes and provision of E and F do not show a need at home.
    return item.section not in ("E", "F")

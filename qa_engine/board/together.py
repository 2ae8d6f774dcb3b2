"""What only all plans together show, for a board: how many plans, never which; the lists for QA leads name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa_engine.across.model import Across
from qa_engine.board.model import BatchLine
from qa_engine.board.shares import FEW, capital, counted, share, told

_HALF = 50  # percent of a plan's own words from which it rests on others' text
_ABOUT = {"views": "views", "outcomes": "outcomes", "provision": "provision"}


def batch_lines(seen: Across) -> Iterator[BatchLine]:
    """A line for each thing looked for, also where nothing was found."""
    if seen.plans < FEW:
        return
    yield _copies(seen)
    yield _line("much_alike", "Plans made of common text", [t.case for t in seen.texts if t.share >= _HALF],
                "have half or more of their own words in another child's plan too")
    yield _line("pasted", "Another child's details", [p.case for p in seen.pasted],
                "hold a passage of another plan with another child's name or pronoun in it")
    yield from _reliance(seen)
    for service, known, noun, sections in (("social care", seen.known_to_care, "in care or known to social care", "D or H"),
                                           ("health", seen.known_to_health, "known to a health service", "C or G")):
        yield _thin(seen, service, known, noun, sections)


def _copies(seen: Across) -> BatchLine:
    copies = [c for c in seen.copies if c.kind == "copy"]
    stock = [c for c in seen.copies if c.kind == "stock"]
    kinds = [f"{sum(c.about == about for c in (*copies, *stock)):,} of {name}" for about, name in _ABOUT.items()]
    number = len(copies) + len(stock)
    sentence = (f"{counted(number, 'passage')} {'stands' if number == 1 else 'stand'} in nearly the same words in several children's plans "
                f"({', '.join(kinds)}); {len(stock):,} of them in five plans or more."
                if copies or stock else "No passage stands in several children's plans.")
    return BatchLine(name="near_copies", title="Near-copies", plans=None, sentence=sentence)


def _line(name: str, title: str, cases: Iterable[str], what: str) -> BatchLine:
    number = len(set(cases))
    return BatchLine(name=name, title=title, plans=_shown(number), sentence=f"{capital(_plans(number))} {what}.{_who(number)}")


def _shown(number: int) -> int | None:
    return None if 0 < number < FEW else number


def _plans(number: int) -> str:
    return "no plans" if not number else "fewer than five plans" if number < FEW else counted(number, "plan")


def _who(number: int) -> str:
    return " The list for QA leads names the cases." if number else ""


def _reliance(seen: Across) -> Iterator[BatchLine]:
    """The service that most plans lean on."""
    leaning = [s for s in seen.services if s.plans >= FEW and s.leaning >= FEW]
    if leaning:
        most = max(leaning, key=lambda s: (s.leaning / s.plans, s.service))
        yield BatchLine(name="reliance", title="Reliance on one service", plans=most.leaning, sentence=(
            f"Where {most.service} gave advice, {told(share(most.leaning, most.plans), 'plans')} rest mostly on that service alone."))


def _thin(seen: Across, service: str, known: int, noun: str, sections: str) -> BatchLine:
    number = len({t.case for t in seen.thin if t.service == service})
    name, title = f"thin_{service.replace(' ', '_')}", f"Children {noun}"
    if known < FEW:
        return BatchLine(name=name, title=title, plans=None, sentence="Fewer than five plans, so nothing is shown.")
    return BatchLine(name=name, title=title, plans=_shown(number), sentence=(
        f"{capital(_plans(number))} of {known:,} say little in Section {sections}.{_who(number)}"))

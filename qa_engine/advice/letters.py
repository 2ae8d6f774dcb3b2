"""Letters ready to be edited: courteous, with each passage quoted and what is asked. They never say what the clinical answer should be."""

from __future__ import annotations

from qa_engine.advice.record import AdviceAudit, Letter, Point

_SIGNED = ("Yours sincerely", "[your name]", "[your role and telephone number]")
_READERS = {"dco": "health", "social-care": "social care", "qa-lead": "advice"}


def to_caseworker(child: str, plan: str, points: tuple[Point, ...], reader: str) -> Letter:
    """The letter that returns a draft."""
    side = _READERS[reader]
    opening = (
        f"Thank you for the draft plan for {child}. I have read it beside the {side} advice that it was drafted from."
        if reader != "qa-lead"
        else f"Thank you for the draft plan for {child}. I have read it beside the advice that it was drafted from."
    )
    asked = _count(len(points), "point", "Before I can agree it I should be grateful if you would look again at {}.")
    return Letter(
        to="Caseworker",
        concerning=f"Draft plan: {plan}",
        points=points,
        paragraphs=(
            "Dear [caseworker]",
            opening,
            asked,
            "[points]",
            "Where something was left out or changed for a reason, a line that says so is enough: please add it to the plan or "
            "send it to me. "
            "If the family asked for a change, please say so too.",
            "I should be glad to look at a new draft by [date], and to talk it over by telephone if that is quicker.",
            *_SIGNED,
        ),
    )


def to_author(audit: AdviceAudit, child: str, points: tuple[Point, ...]) -> Letter:
    """The letter that asks an author for a fuller report. What is good comes first."""
    name = audit.author or "[name]"
    day = f" of {_day(audit.date)}" if audit.date else ""
    good = [f.message for f in audit.findings if f.strength]
    thanks = f"Thank you for your advice{day} about {child}." + (f" {' '.join(good)}" if good else "")
    asked = _count(len(points), "point", "So that it can be carried into the plan in your words, may I ask you to look again at {}?")
    return Letter(
        to=name,
        concerning=f"Your advice about {child}",
        points=points,
        paragraphs=(
            f"Dear {name}",
            thanks,
            asked,
            "[points]",
            "None of this asks you to change your professional view: what is needed is for you to say. If you have not been able to see "
            f"{child.split()[0]}, or something is outside your field, a sentence that says so helps the family and the plan.",
            "The plan has to be finished within the statutory time, so a reply by [date] would help. I am glad to talk by telephone.",
            *_SIGNED,
        ),
    )


def _count(n: int, noun: str, sentence: str) -> str:
    words = {1: f"one {noun}", 2: f"two {noun}s", 3: f"three {noun}s", 4: f"four {noun}s", 5: f"five {noun}s", 6: f"six {noun}s"}
    return sentence.format(words.get(n, f"{n} {noun}s"))


def _day(iso: str) -> str:
    year, month, day = (int(n) for n in iso.split("-"))
    months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
    return f"{day} {months[month - 1]} {year}"

"""Facts of a report: the whole, each statement, and the words that stand out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from qa_engine.advice.facts import AdviceFacts, subject_of
from qa_engine.advice.model import NEED, OUTCOME, PROVISION, AdviceDocument, Statement
from qa_engine.advice.reading import called, name_words
from qa_engine.advice.vocabulary import AdviceDocumentFact, AdviceFactOf, AdviceStatementFact, AdviceWordsFact
from qa_engine.advice.voices import child_voice, family_story, met
from qa_engine.language.dates import school_year, years_between
from qa_engine.language.lexicon import Lexicon, Text
from qa_engine.model.plan import SECTIONS, Item, Particulars, Plan, Section
from qa_engine.observe.context import Context
from qa_engine.observe.dates_of_views import months_between
from qa_engine.observe.jargon import observe_jargon
from qa_engine.observe.phrases_lines import by_list, lines_of

_SWEEP = ("advice_holistic_physical", "advice_holistic_emotional", "advice_holistic_psychological")
_LISTS = (
    "advice_holistic",
    "advice_unknown",
    "advice_waiting",
    "advice_nil",
    "advice_adulthood",
    "advice_school",
    "advice_plain",
    "advice_learning",
    "advice_confirmed",
    "advice_coordinated",
    "advice_review",
    "advice_consequence",
    "advicetrace_teaches",
)
_SHORT, _YEAR_NINE, _PUBERTY = 110, 9, 11
_SIX_WEEKS, _TERMS = 42, 4
_FAMILY = ("parent", "young person")
# A line or heading that does nothing but announce a review: "Review: July 2026".
_REVIEW = re.compile(r"^\W*(?:next |annual |date of )?reviews?(?: date)?\s*(?::|$)", re.IGNORECASE)
_SCHOOL = ("School", "Academy", "College", "Nursery")


def observe_whole(advice: AdviceDocument, facts: AdviceFacts, lexicon: Lexicon, on: date | None = None) -> list[AdviceFactOf]:
    """Every fact of one report. `on` is the day on which its age is reckoned: the plan's issue date."""
    statements = [_statement(s, facts) for s in advice.of(NEED, OUTCOME, PROVISION)]
    body = lexicon.part(*_LISTS).read("\n".join(p.text for p in advice.passages))
    words = [*_jargon(advice, lexicon), *_told(body, "waiting"), *_told(body, "unknown"), *_school(advice, body)]
    whole = _document(advice, statements, words, body, lexicon, on)
    wanting = _wanting(whole)
    return [replace(whole, wanting=wanting, failings=len(wanting)), *statements, *words]


def _statement(s: Statement, facts: AdviceFacts) -> AdviceStatementFact:
    base = AdviceStatementFact(
        s.id, "", s.text, s.kind, s.where, placed=s.placed, among_needs=s.kind == PROVISION and s.topic in ("needs", "effect")
    )
    if s.kind == NEED:
        need = facts.needs[s.id]
        return replace(base, effect_stated=need.effect_stated, among_needs=need.provision_in_need)
    if s.kind == OUTCOME:
        aim = facts.outcomes[s.id]
        return replace(
            base,
            specific=aim.specific,
            measurable=aim.measurable,
            time_bound=aim.time_bound,
            provision_as_outcome=aim.provision_as_outcome,
        )
    p = facts.provision[s.id]
    return replace(
        base,
        specific=p.specific,
        amount=p.how_much or p.how_often,
        missing=p.missing,
        weak_commitment=p.weak_commitment,
        weak_words=p.weak_words,
        vague_terms=p.vague_terms,
        resource_condition=p.resource_condition,
        condition_words=p.condition_words,
        teaches=p.educates_or_trains,
    )


def _document(
    advice: AdviceDocument,
    statements: list[AdviceStatementFact],
    words: list[AdviceWordsFact],
    body: Text,
    lexicon: Lexicon,
    on: date | None,
) -> AdviceDocumentFact:
    told = {**_printed(advice, on), **_counted(statements), **_heard(advice, lexicon), **_swept(advice, body)}
    needs = [s for s in statements if s.says == NEED]
    count = sum(len(x.text.split()) for x in advice.passages)
    nothing = not (told["needs"] or told["provisions"]) or count < _SHORT
    return AdviceDocumentFact(
        **told,
        effect=_effect(advice, needs, lexicon),
        jargon=sum(w.subject == "jargon" for w in words),
        school_named=any(w.subject == "school" for w in words),
        unknown=body.has("advice_unknown") and nothing,
        word_count=count,
    )


def _printed(advice: AdviceDocument, on: date | None) -> dict[str, Any]:
    """Who and when, and what follows from the dates."""
    p = advice.particulars
    day = p.date or on
    age = years_between(p.dob, day) if p.dob and day else None
    return {
        "advice": p.kind,
        "professional": p.kind not in _FAMILY,
        "clinical": p.kind in ("health", "educational psychology", "social care"),
        "author": bool(p.author),
        "role": bool(p.role),
        "registration": bool(p.registration),
        "dated": p.date is not None,
        "requested": p.requested is not None,
        "days_to_answer": (p.date - p.requested).days if p.date and p.requested else None,
        "months_old": months_between(p.date, on) if p.date and on else None,
        "age": age,
        "puberty_age": age is not None and age >= _PUBERTY,
        "year_nine": p.dob is not None and day is not None and school_year(p.dob, day) >= _YEAR_NINE,
    }


def _counted(statements: list[AdviceStatementFact]) -> dict[str, Any]:
    """How many statements there are of each kind, and how many of them say what they should."""
    needs, outcomes, provision = ([s for s in statements if s.says == kind] for kind in (NEED, OUTCOME, PROVISION))
    teaches = [s for s in provision if s.teaches]
    return {
        "needs": len(needs),
        "outcomes": len(outcomes),
        "provisions": len(provision),
        "effect_share": _share(s.effect_stated for s in needs),
        "outcomes_specific_share": _share(s.specific for s in outcomes),
        "provisions_specific_share": _share(s.specific for s in provision),
        "provisions_amount_share": _share(s.amount for s in provision),
        "provisions_open_share": _share(bool(s.vague_terms or s.weak_commitment) and not s.amount for s in provision),
        "provision_among_needs": sum(s.among_needs for s in statements),
        "teaches": len(teaches),
        "teaches_unlabelled": sum(not s.placed for s in teaches),
    }


def _heard(advice: AdviceDocument, lexicon: Lexicon) -> dict[str, Any]:
    """Whose voices the report carries."""
    seen, unseen = met(advice, lexicon)
    return {
        "seen": seen,
        "unseen": unseen,
        "child_voice": child_voice(advice, name_words(called(advice))),
        "family_story": family_story(advice, lexicon),
        "strengths": bool(advice.under("strengths")),
    }


def _swept(advice: AdviceDocument, body: Text) -> dict[str, Any]:
    """What the words of the whole report touch."""
    return {
        "sweep": sum(body.has(name) for name in _SWEEP),
        "sexual_health": body.has("advice_holistic_sexual"),
        "explained": body.has("advice_plain_explained"),
        "unknown_reasoned": body.has("advice_nil_reasoned"),
        "waiting": body.has("advice_waiting"),
        "adulthood": body.has("advice_adulthood"),
        "review": body.has("advice_review") or any(_REVIEW.match(line) for p in advice.passages for line in (p.text, p.heading)),
        "coordinated": body.has("advice_coordinated"),
        "confirmed": body.has("advice_confirmed"),
    }


def _effect(advice: AdviceDocument, needs: list[AdviceStatementFact], lexicon: Lexicon) -> bool:
    """Whether it says what the condition does to learning or daily life: under a heading of its own, or in several of its needs."""
    if len(advice.under("effect").split()) >= 20:
        return True
    lists = lexicon.part("advice_learning", "advice_consequence")
    telling = [s for s in needs if s.effect_stated and lists.read(s.words).has("advice_learning_words")]
    return len(telling) >= 2 or (len(needs) <= 4 and bool(telling))


def _wanting(whole: AdviceDocumentFact) -> tuple[str, ...]:
    """Which of the things that make advice usable are not there; the grade rules set how many are too many."""
    late = whole.days_to_answer is not None and whole.days_to_answer > _SIX_WEEKS
    tests = {
        "the child's voice": whole.child_voice == "absent",
        "the family's story": not whole.family_story,
        "needs kept apart from provision": whole.provision_among_needs > 0,
        "plain words": whole.jargon > _TERMS,
        "outcomes": not whole.outcomes,
        "author, role and date": not (whole.author and whole.role and whole.dated),
        "how the child was seen": not (whole.seen or whole.unseen),
        "an answer within six weeks": late,
        "the whole of health": whole.sweep < len(_SWEEP) and whole.advice == "health",
    }
    return tuple(name for name, is_wanting in tests.items() if is_wanting)


def _jargon(advice: AdviceDocument, lexicon: Lexicon) -> list[AdviceWordsFact]:
    items = tuple(Item(f"B{n}", "B", "other", p.text) for n, p in enumerate(advice.passages, 1))
    sections = {k: Section(k, "content", True, (), items if k == "B" else ()) for k in SECTIONS}
    particulars = Particulars(issue_date=advice.particulars.date, officer=advice.particulars.author)
    context = Context(Plan(advice.name, advice.sha256, "unknown", subject_of(advice), particulars, sections), lexicon)
    lines = lines_of(context, list(items))
    found = [f for f in observe_jargon(context, lines, by_list(lines)) if f.confidence != "possible"]
    return [AdviceWordsFact("jargon", f.words, detail=f.detail) for f in found]


def _told(body: Text, subject: str) -> Iterable[AdviceWordsFact]:
    for hit in body.hits.get(f"advice_{subject}", [])[:1]:
        start, end = next(((a, b) for a, b in body.sentences if a <= hit.start < b), (hit.start, hit.end))
        yield AdviceWordsFact(subject, body.raw[start:end])


def _school(advice: AdviceDocument, body: Text) -> Iterable[AdviceWordsFact]:
    """A school recommended by name, or by its type."""
    if advice.particulars.kind in _FAMILY:
        return
    for hit in body.hits.get("advice_school_named", []):
        start, end = next(((a, b) for a, b in body.sentences if a <= hit.start < b), (hit.start, hit.end))
        after = body.raw[hit.end : end].split()[:8]
        if any(w.strip(".,;") in _SCHOOL for w in after) or {"special", "school"} <= {w.strip(".,;").lower() for w in after}:
            yield AdviceWordsFact("school", body.raw[start:end])
            return


def _share(flags: Iterable[bool]) -> int | None:
    listed = list(flags)
    return round(100 * sum(listed) / len(listed)) if listed else None

"""Observe section A: whose views stand there, how and when they were come by, and what they speak of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qa_engine.language.lexicon import Vocabulary
from qa_engine.language.words import bag
from qa_engine.model.plan import Plan
from qa_engine.observe.advice import FAMILY, kinds_of
from qa_engine.observe.context import Context
from qa_engine.observe.dates_of_views import newest, over_a_year
from qa_engine.observe.voice_content import Content, content_of
from qa_engine.observe.voice_passages import Cutter, Passage, People, Sentence
from qa_engine.observe.voice_speakers import Spoken, blurred, speak
from qa_engine.observe.voice_stage import long_past

_CLEAR_WORDS = 40
_OWN_WORDS = 4
_DATELINE = 6
_NOTED = bag("told dictated spoken shared signed typed written drawn recorded scribed gathered collected given sent emailed taken")
_STRANGERS = bag("they doctors people teachers school staff nobody somebody someone everyone hospital nurses others professionals")
_HOW = bag("to with by in for using over through via on at during down")
_LAST_SCHOOL_YEAR = 11


@dataclass(frozen=True, slots=True)
class Voices:
    """What section A shows of both voices. `child` is clear, thin or absent; `parent` may also be not_required."""

    child: str
    parent: str
    distinct: bool
    method_stated: bool
    attribution_stated: bool
    dated: bool
    out_of_date: bool
    first_person: bool
    content: Content


def observe_voices(context: Context) -> Voices:
    """The voices in section A. An empty section has absent voices, which are then not blurred."""
    cutter = Cutter(context)
    passages = cutter.passages(list(context.plan.sections["A"].items))
    spoken = [(p, speak(p, cutter.people)) for p in passages]
    flat = [s for _, found in spoken for s in found]
    stock = context.lexicon.vocabulary("voice_stock_vocabulary")
    gathered = [d for d in _gathered(spoken) if d]
    return Voices(
        child=_strength(flat, "child", cutter.people, stock), parent=_parent(flat, cutter.people, stock, past_school_age(context.plan)),
        distinct=not any(blurred(found, cutter.people) for _, found in spoken),
        method_stated=any(_states_method(p, found) for p, found in spoken), attribution_stated=_attributed(spoken),
        dated=bool(gathered), out_of_date=_out_of_date(context, gathered, spoken, cutter.people),
        first_person=any(s.cues.i and s.speaker == "child" for s in flat), content=content_of(spoken))


def past_school_age(plan: Plan) -> bool:
    """Whether the last Friday of June of Year 11 lay before the issue date; by the year stated where the birthday is not known."""
    subject, issue = plan.subject, plan.particulars.issue_date
    if subject.dob and issue:
        # A child is 16 between 1 September and 31 August of Year 11, whenever in that year the birthday falls.
        leaving_year = subject.dob.year + (17 if subject.dob.month >= 9 else 16)
        return issue > last_friday_of_june(leaving_year)
    year = subject.year if subject.year is not None else subject.computed_year
    return (year is not None and year > _LAST_SCHOOL_YEAR) or (year is None and (subject.age or 0) > 16)


def last_friday_of_june(year: int) -> date:
    """The end of compulsory school age for those who turn 16 in the school year ending then."""
    last = date(year, 6, 30)
    return last.replace(day=30 - (last.weekday() - 4) % 7)


def _parent(spoken: list[Spoken], people: People, stock: Vocabulary, adult: bool) -> str:
    strength = _strength(spoken, "parent", people, stock)
    return "not_required" if adult and strength == "absent" else strength


def _strength(spoken: list[Spoken], speaker: str, people: People, stock: Vocabulary) -> str:
    # How a view was come by is no part of the view.
    said = [w.lower for s in spoken if s.speaker in (speaker, "both") and not (s.cues.gathers and not s.cues.i) for w in s.sentence.words]
    if not said:
        return "absent"
    names = people.child | people.family
    own = {w for w in said if len(w) > 2 and w.removesuffix("'s") not in names and w not in stock}
    return "clear" if len(said) >= _CLEAR_WORDS and len(own) >= _OWN_WORDS else "thin"


def _states_method(passage: Passage, spoken: list[Spoken]) -> bool:
    if passage.heading.topic == "method" and any(s.sentence.words for s in spoken):
        return True
    return any(_gathers(s, passage.heading.topic) for s in spoken)


def _gathers(spoken: Spoken, topic: str) -> bool:
    sentence, hits = spoken.sentence, spoken.sentence.hits
    if sentence.label and sentence.label.topic == "method":
        return True
    if topic in ("history", "communication") or spoken.by_staff or "voice_blank" in hits:
        return False
    told = spoken.cues.tells and not spoken.cues.i and ("voice_instrument" in hits or "voice_recipient" in hits)
    told = told and not _told_by_strangers(spoken)
    return "voice_gathering" in hits or told or _opens_with_telling(sentence)


def _told_by_strangers(spoken: Spoken) -> bool:
    """Whether the family tells what others told it: "The doctors told us"."""
    before = [at - spoken.sentence.first - 1 for at in (h.first for h in spoken.sentence.hits.get("voice_telling", ()))]
    return spoken.cues.we and any(at >= 0 and spoken.sentence.words[at].lower in _STRANGERS for at in before)


def _opens_with_telling(sentence: Sentence) -> bool:
    """Whether it is a note of how: "Told to Miss Lowe over lunch", "Typed by Sam with a scribe"."""
    opening = [w.lower for w in sentence.words[:2]]
    return len(opening) == 2 and opening[0] in _NOTED and opening[1] in _HOW


def _gathered(spoken: list[tuple[Passage, list[Spoken]]]) -> tuple[date | None, date | None]:
    """The latest days on which the child's and the parents' views were gathered; what names neither counts for both."""
    texts: dict[str, list[str]] = {"child": [], "parent": []}
    for passage, found in spoken:
        owners = [passage.heading.role] if passage.heading.role in texts else list(texts)
        for owner in owners:
            texts[owner].extend(_gathering_texts(passage, found))
    return newest(texts["child"]), newest(texts["parent"])


def _gathering_texts(passage: Passage, found: list[Spoken]) -> Iterable[str]:
    topic = passage.heading.topic
    if topic != "history":
        yield from passage.titles
    for s in found:
        if topic == "method" or _is_dateline(s, topic) or _gathers(s, topic):
            yield s.sentence.raw


def _is_dateline(spoken: Spoken, topic: str) -> bool:
    """Whether a sentence is short and tells of nobody: "Written in May 2026"."""
    told_of = spoken.by_staff or spoken.cues.child_at is not None
    return len(spoken.sentence.words) <= _DATELINE and topic != "history" and not told_of


def _attributed(spoken: list[tuple[Passage, list[Spoken]]]) -> bool:
    return any((s.speaker and (s.attributed or p.heading.role in ("child", "parent"))) or (s.cues.gathers and _somebody(s))
               for p, found in spoken for s in found)


def _somebody(spoken: Spoken) -> bool:
    return bool(spoken.speaker) or spoken.cues.parent_at is not None


def _out_of_date(context: Context, gathered: list[date], spoken: list[tuple[Passage, list[Spoken]]], people: People) -> bool:
    issue = context.plan.particulars.issue_date
    if issue and any(over_a_year(day, issue) for day in gathered or _listed(context)):
        return True
    return long_past(_told(spoken), context.plan.subject, people.child)


def _listed(context: Context) -> list[date]:
    # Where section A gives no date, the newest contribution of the family in K does.
    days = [a.date for a in context.plan.advice if a.date and FAMILY in kinds_of(context, (a.title, a.role))]
    return [max(days)] if days else []


def _told(spoken: list[tuple[Passage, list[Spoken]]]) -> Iterable[Sentence]:
    return (s.sentence for p, found in spoken if p.heading.topic not in ("history", "method") for s in found)

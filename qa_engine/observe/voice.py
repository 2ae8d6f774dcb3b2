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
from qa_engine.observe.voice_missed import missed_review
from qa_engine.observe.voice_passages import Cutter, Passage, People, Sentence
from qa_engine.observe.voice_speakers import Spoken, blurred, speak
from qa_engine.observe.voice_stage import long_past

_CLEAR_WORDS = 40
_OWN_WORDS = 4
_DATELINE = 6
_NEAR = 3
_NOTED = bag("told dictated spoken shared signed typed written drawn recorded filmed photographed videoed "
             "transcribed interpreted compiled provided completed scribed gathered collected given sent emailed taken")
_MEETINGS = bag("conversation conversations discussion discussions interview interviews chat chats call observation observations")
_STRANGERS = bag("they doctors people teachers school staff nobody somebody someone everyone hospital nurses others professionals")
_HOW = bag("to with by in for using over through via on at during down")
_HE_OR_SHE = bag("he she they he's she's they're he'd she'd they'd he'll she'll they'll")
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
    missed_review: bool
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
        distinct=not any(blurred(p.heading, found) for p, found in spoken),
        method_stated=any(_states_method(p, found) for p, found in spoken), attribution_stated=_attributed(spoken),
        dated=bool(gathered), out_of_date=_out_of_date(context, gathered, spoken, cutter.people),
        first_person=any(s.cues.i and s.speaker == "child" for s in flat), missed_review=missed_review(spoken), content=content_of(spoken))


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
    said = [w.lower for s in spoken if s.speaker in (speaker, "both") and not _only_tells_how(s) for w in s.sentence.words]
    if not said:
        return "absent"
    names = people.child | people.family
    own = {w for w in said if len(w) > 2 and w.removesuffix("'s") not in names and w not in stock}
    return "clear" if len(said) >= _CLEAR_WORDS and len(own) >= _OWN_WORDS else "thin"


def _only_tells_how(spoken: Spoken) -> bool:
    # "We asked what she would change and she wrote ...", "He told the meeting that he is fine" hold the view too.
    cues, sentence = spoken.cues, spoken.sentence
    if cues.i or cues.quoted_first or not (cues.gathers or "voice_asking" in sentence.hits):
        return False
    if not cues.gathers and cues.shows:
        return False
    told = [h for h in sentence.hits.get("voice_telling", ()) if not sentence.words[h.first - sentence.first].lower.startswith("ask")]
    if cues.gathers and any(w.lower in _HE_OR_SHE and at + 1 in cues.verbs for at, w in enumerate(sentence.words)):
        return False
    if cues.gathers:
        told = [h for h in told if not _HE_OR_SHE.isdisjoint(w.lower for w in sentence.words[h.last - sentence.first + 1:])]
    return not told


def _states_method(passage: Passage, spoken: list[Spoken]) -> bool:
    heading = passage.heading
    if (heading.topic == "method" or heading.how) and any(s.sentence.words and not s.cues.denies for s in spoken):
        return True
    return any(_gathers(s, passage.heading.topic) for s in spoken)


def _gathers(spoken: Spoken, topic: str) -> bool:
    sentence, hits = spoken.sentence, spoken.sentence.hits
    if sentence.label and sentence.label.topic == "method":
        return True
    if topic != "history" and not spoken.by_staff and _asks_child(spoken):
        return True
    if topic in ("history", "communication") or spoken.by_staff or "voice_blank" in hits:
        return False
    told = spoken.cues.tells and not spoken.cues.i and ("voice_instrument" in hits or "voice_recipient" in hits)
    told = told and not _told_by_strangers(spoken)
    return "voice_gathering" in hits or told or _reaches_family(spoken) or _opens_with_telling(sentence)


def _asks_child(spoken: Spoken) -> bool:
    return spoken.cues.asks and spoken.speaker == "child" and not spoken.cues.i


def _reaches_family(spoken: Spoken) -> bool:
    """Whether somebody else turns to the child or the parents: "The SENCO rang Sam's mother", "The advocate met Sam"."""
    cues, sentence = spoken.cues, spoken.sentence
    if cues.i or cues.we:
        return False
    gatherer = min(sentence.at("voice_gatherer"), default=len(sentence.words))
    reached = [at for at in (h.last - sentence.first for h in sentence.hits.get("voice_contacting", ())) if gatherer < at]
    met = min((p for p in (cues.child_at, cues.parent_at) if p is not None), default=-1)
    return any(at < met <= at + _NEAR for at in reached)


def _told_by_strangers(spoken: Spoken) -> bool:
    """Whether the family tells what others told it: "The doctors told us"."""
    ends = [h.first - spoken.sentence.first for h in spoken.sentence.hits.get("voice_telling", ())]
    before = (w.lower for at in ends for w in spoken.sentence.words[max(0, at - _NEAR):at])
    return spoken.cues.we and any(word in _STRANGERS for word in before)


def _opens_with_telling(sentence: Sentence) -> bool:
    """Whether it is a note of how: "Told to Miss Lowe over lunch", "Typed by Sam with a scribe", "Conversation with Mr Ives"."""
    opening = [w.lower for w in sentence.words[:2]]
    if len(opening) < 2 or opening[1] not in _HOW:
        return False
    return opening[0] in _NOTED or (opening[0] in _MEETINGS and "voice_wishing" not in sentence.hits)


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

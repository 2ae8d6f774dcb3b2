"""Provision in F, G, H1 and H2, clause by clause: what, who, how much, how often, and what leaves it open."""

from __future__ import annotations

from dataclasses import dataclass

from qa_engine.language.lexicon import Lexicon, Text, outside
from qa_engine.model.plan import PROVISION, Item
from qa_engine.observe.context import Context
from qa_engine.observe.provision_amounts import Amounts, amounts
from qa_engine.observe.provision_care import is_direct_payment, is_home_support, is_residential
from qa_engine.observe.provision_commitment import weak_words
from qa_engine.observe.provision_conditions import (
    Clause,
    considered_sentences,
    hedged_clauses,
    leads_to_event,
    open_clauses,
    resource_clauses,
    words_of,
)
from qa_engine.observe.provision_delegation import Delegation, delegation
from qa_engine.observe.provision_deliverers import acts, delivers
from qa_engine.observe.provision_education import educates_or_trains, trains_staff
from qa_engine.observe.provision_frequency import Frequencies, frequencies
from qa_engine.observe.provision_settings import names_setting
from qa_engine.observe.provision_substance import concrete_words, is_environment, named, says_what
from qa_engine.observe.provision_vague import Closed, vague_terms
from qa_engine.vocabulary import ProvisionFact

_EMPTY, _FELT, _SCARCE = "provision_empty_vocabulary", "provision_felt_vocabulary", "provision_resource_vocabulary"
_BODIES, _OTHERS, _TAILS = "provision_body_vocabulary", "provision_others_vocabulary", "vague_tail_vocabulary"


@dataclass(frozen=True, slots=True)
class _Clauses:
    """Parts of an item that promise nothing: hung on resources, left for later, or on somebody's judgement."""

    scarce: list[Clause]
    later: Delegation
    judged: list[Clause]
    open: list[Clause]
    hedged: list[Clause]
    considered: list[Clause]

    @property
    def deferred(self) -> list[Clause]:
        return self.later.reach

    @property
    def all(self) -> list[Clause]:
        return self.scarce + self.later.unsettled + self.judged + self.open + self.hedged + self.considered


@dataclass(frozen=True, slots=True)
class _Slots:
    """The four slots that a specific provision fills."""

    what: bool
    who: bool
    how_much: bool
    how_often: bool
    environment: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the empty slots; equipment, environment and curriculum need only what and when it is available."""
        asked = ("what", "how_much") if self.environment else ("what", "who", "how_much", "how_often")
        return tuple(slot for slot in asked if not getattr(self, slot))


def observe_provision(context: Context) -> dict[str, ProvisionFact]:
    """Item id to its fact, for every provision item of F, G, H1 and H2."""
    return {item.id: _observe(context, item) for item in context.plan.items(*PROVISION, kind="provision")}


def _observe(context: Context, item: Item) -> ProvisionFact:
    text, word_list = context.text(item), context.lexicon.vocabulary
    clauses = _clauses(text, context.lexicon)
    much = amounts(text)
    slots = _slots(context, item, clauses, much)
    weak = weak_words(text, clauses.scarce + clauses.judged + clauses.open)
    later = clauses.later.words(slots.how_much and slots.how_often)
    closed = Closed(slots.what, slots.how_much, slots.how_often, later is not None and _opens(text, later), bool(much.ceiling))
    flagged = clauses.scarce + clauses.later.unsettled + ([weak] if weak else [])
    vague = vague_terms(text, closed, flagged, clauses.judged, word_list(_TAILS))
    care = item.section in ("H1", "H2")
    return ProvisionFact(
        item=item.id, section=item.section, words=item.text, area=item.area or "", what=slots.what, who=slots.who, how_much=slots.how_much,
        how_often=slots.how_often, group=text.has("provision_group"), review=_reviewed(context, item, slots), environment=slots.environment,
        specific=not slots.missing, missing=slots.missing, vague_terms=vague, vague_count=len(vague),
        weak_commitment=weak is not None, weak_words=words_of(text, weak) if weak else "",
        ceiling=bool(much.ceiling), ceiling_words=much.ceiling,
        resource_condition=bool(clauses.scarce), condition_words=words_of(text, clauses.scarce[0]) if clauses.scarce else "",
        delegated=later is not None, delegated_words=words_of(text, later) if later else "",
        educates_or_trains=item.section != "F" and educates_or_trains(text, word_list(_OTHERS)),
        ordinary_offer=text.has("provision_ordinary"), funding_only=_funding_only(text, context.lexicon),
        passive_status=_only_a_status(text) and not (slots.how_much and slots.how_often),
        trains_staff=trains_staff(text), names_setting=names_setting(item.text, context.plan.particulars.setting),
        names_outcome=text.has("provision_outcome_ref"), residential=care and is_residential(text),
        home_support=care and is_home_support(text), direct_payment=is_direct_payment(text))


def _only_a_status(text: Text) -> bool:
    """Whether it stands with a service; "waiting list permitting" is a condition on what is given."""
    return bool(outside(text.of("provision_passive"), text.of("provision_resource")))


def _opens(text: Text, later: Clause) -> bool:
    """Whether what is left for later stands in the first sentence: in another, the first is open by itself ("More help. How much ...")."""
    return text.words[later.first].start < text.sentences[0][1]


def _clauses(text: Text, lexicon: Lexicon) -> _Clauses:
    scarce = resource_clauses(text, lexicon.vocabulary(_SCARCE))
    later = delegation(text, lexicon.vocabulary(_BODIES), scarce)
    opened = [Clause(hit.first, hit.last) for hit in text.of("vague_condition") if not leads_to_event(text, hit)]
    return _Clauses(scarce, later, open_clauses(text, lexicon.vocabulary(_FELT)), opened, hedged_clauses(text), considered_sentences(text))


def _slots(context: Context, item: Item, clauses: _Clauses, much: Amounts) -> _Slots:
    text = context.text(item)
    often = frequencies(text, context.lexicon, clauses.all, clauses.later.unsettled, much.ceilings)
    environment = is_environment(text, much.timed(text), context.lexicon.vocabulary(_EMPTY))
    how_often = _how_often(much, often, trains_staff(text))
    promised = not (clauses.scarce or clauses.deferred or clauses.considered)
    ready = environment and promised and (how_often or _stands_ready(text, clauses.hedged))
    # A medicine needs its dose: "each lunchtime" says when it is given and not how much.
    each = (often.occasions > 0 or often.every_time) and not text.has("provision_dosed")
    how_much = much.given or each or ready
    measured = how_much or (how_often and not much.ceiling)
    who = _who(context, item, clauses.later.unsettled + clauses.judged + clauses.scarce + clauses.considered)
    all_else = who and how_much and how_often
    what = says_what(text, context.lexicon.vocabulary(_EMPTY), clauses.scarce + clauses.deferred + clauses.open, measured, all_else)
    return _Slots(what, who, how_much, how_often, environment)


def _who(context: Context, item: Item, deferred: list[Clause]) -> bool:
    column, text, plain = item.column("who"), context.text(item), context.lexicon.vocabulary("provision_plain_vocabulary")
    if not column:
        return delivers(text, plain, deferred)
    # "School staff" in the column of deliverers is not mended by a therapist who wrote the programme, only by a role that acts.
    return delivers(context.lexicon.read(column), plain, []) or acts(text, plain)


def _stands_ready(text: Text, hedged: list[Clause]) -> bool:
    return any(not any(clause.holds(hit.first) for clause in hedged) for hit in text.of("provision_availability"))


def _how_often(much: Amounts, often: Frequencies, trains: bool) -> bool:
    regular = often.own or often.occasions or often.spans or often.triggers or much.coverage
    return bool(regular or ((trains or much.firm) and often.dated))


def _funding_only(text: Text, lexicon: Lexicon) -> bool:
    return text.has("provision_funding") and not named(text) and concrete_words(text, lexicon.vocabulary(_EMPTY), []) <= 1


def _reviewed(context: Context, item: Item, slots: _Slots) -> bool:
    """Whether this looks again at what is given: in so many words, or somebody's regular act under a heading such as "Monitoring"."""
    if context.text(item).has("provision_review", "provision_review_meeting"):
        return True
    return slots.who and slots.how_often and any(_for_review(context, title) for title in item.headings)


def _for_review(context: Context, title: str) -> bool:
    # "Monitoring" or "Part 5: Review"; "Provision, monitoring and review" heads the whole section.
    text = context.title(title, "provision_review_heading")
    opening = {word.lower for hit in text.of("provision_review_heading")[:1] for word in text.words[:hit.first] if word.lower.isalpha()}
    return text.has("provision_review_heading") and opening <= {"part"}

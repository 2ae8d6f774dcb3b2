"""What: named supports and equipment, or enough concrete words; and the kinds of provision that are none."""

from __future__ import annotations

from collections.abc import Callable

from qa_engine.language.lexicon import Hit, Text, Vocabulary
from qa_engine.observe.provision_conditions import Clause
from qa_engine.observe.provision_deliverers import is_arranged

_Opens = Callable[[Text, int], bool]
_PURPOSE = frozenset([
    "help", "develop", "improve", "support", "enable", "ensure", "allow", "promote", "build", "manage", "access", "meet",
    "reduce", "increase", "address", "encourage", "assist", "achieve", "facilitate", "make", "feel", "understand", "participate",
    "engage", "be", "become", "regulate", "cope", "maintain", "raise",
])
_ABOUT = frozenset(["with", "for", "around", "regarding", "in"])
# What is only watched over, and what there is only a chance of, is not given; an amount says that it is.
_WATCHED = frozenset(["monitor", "monitors", "monitoring", "oversee", "oversees", "overseeing"])
_EYES = frozenset(["eye", "watch", "tabs"])
_CHANCES = frozenset(["opportunity", "opportunities", "chance", "chances"])
_TAKES_PART = frozenset(["take", "join", "participate", "engage", "mix", "socialise", "interact"])
_AWARE = frozenset(["aware", "mindful", "alert", "conscious", "attuned", "watchful", "vigilant"])
_OPENERS = frozenset(["to", "so", "in"]) | _ABOUT | _AWARE
_PROMISES = frozenset(["will", "must", "should", "use", "give", "offer", "provide", "allow", "make", "keep", "let", "consider"])
_OWNER = frozenset(["his", "her", "their", "your", "my"])
_TRIGGERS = frozenset(["when", "whenever", "if", "after", "before", "each", "every", "as", "once", "should"])
_EXAMPLES = frozenset(["such", "including", "namely", "using", "example", "instance", "eg", "g"])
_LESSONS, _DURING = frozenset(["lessons", "lesson", "sessions"]), frozenset(["in", "during", "across", "all"])
_SUBJECT = 3  # so many words may stand before the verb
_ENOUGH, _ENOUGH_UNMEASURED, _ENOUGH_WITH_ALL_ELSE = 2, 4, 1
_COVERED = ("provision_role", "provision_service", "provision_bare", "provision_amount", "provision_frequency", "provision_coverage",
            "provision_event", "provision_firm", "provision_weak", "provision_delegated_hard", "provision_delegated_soft",
            "provision_resource", "provision_ordinary", "provision_funding", "provision_passive", "vague_frequency", "vague_amount",
            "vague_noun", "vague_access", "vague_condition", "provision_review")
_NAMED = ("provision_programme", "provision_equipment", "provision_adjustment", "provision_place", "provision_soft_name")
_CHANGES = ("provision_adjustment", "provision_place")
_THINGS = ("provision_equipment", "provision_standing", *_CHANGES)
_HANDED_OVER = frozenset(["provided", "supplied", "supply", "fitted", "installed", "purchased", "loaned", "worn"])
_DONE = frozenset([
    "cut", "broken", "split", "shortened", "halved", "printed", "enlarged", "read", "repeated", "rephrased", "simplified", "sent", "shown",
    "told", "taught", "kept", "put", "placed", "fitted", "supplied", "recorded", "typed", "scribed", "marked", "checked", "worn", "carried",
    "displayed", "set", "reduced", "pre", "spoken", "signed", "colour", "laminated", "written",
])
_MODALS = frozenset(["will", "must", "shall", "should", "may", "can", "could", "would", "might"])
_CALLS = frozenset([
    "visit", "check", "see", "measure", "teach", "train", "monitor", "review", "service", "repair", "advise", "assess", "inspect", "adjust",
    "test", "help", "support", "run", "lead", "read", "show", "meet", "treat", "call", "walk", "work",
])
_DOING = frozenset(["monitor", "lift", "screen", "display", "seat", "book", "print", "box"])
_FURNITURE, _BY = frozenset(["door", "table", "desk", "bench"]), frozenset(["at", "to", "from", "through"])
_OWNED = _OWNER | {"the", "a", "each", "every"}
_LINKS = frozenset(["will", "must", "shall", "be", "is", "are", "to", "being", "been", "has", "have", "all", "each", "also"])


def named(text: Text) -> list[Hit]:
    """Named supports, approaches, programmes, adaptations and equipment."""
    people = text.of("provision_role", "provision_service")
    things = text.of(*_NAMED)
    return [hit for hit in things if not any(_within_name(hit, who) for who in people) and not _tells_where(text, hit)]


def _tells_where(text: Text, hit: Hit) -> bool:
    # "support him in lessons for up to ten hours": the lessons are where, and not what.
    return text.words[hit.first].lower in _LESSONS and hit.first > 0 and text.words[hit.first - 1].lower in _DURING


def _within_name(hit: Hit, who: Hit) -> bool:
    return who.first <= hit.first and hit.last <= who.last and hit.end - hit.start < who.end - who.start


def says_what(text: Text, empty: Vocabulary, aside: list[Clause], measured: bool, all_else: bool) -> bool:
    """Whether a support is named, or the words before any purpose describe something concrete.

    `aside` are clauses (conditions, what is left for later) that describe nothing. An item with no amount or frequency
    must say more; one that gives deliverer, amount and frequency (`all_else`) need say less.
    """
    if _is_pointer(text) or (not measured and (text.has("provision_followed") or _only_stands(text))):
        return False
    things = [hit for hit in named(text) if not any(_meet(hit, clause) for clause in aside)]
    if things and not measured:
        heads = set(_heads(text, _opens_nothing))
        things = [hit for hit in things if hit.first in heads]
    enough = _ENOUGH_WITH_ALL_ELSE if all_else else _ENOUGH if measured else _ENOUGH_UNMEASURED
    return bool(things) or concrete_words(text, empty, aside, None if measured else _opens_chance) >= enough


def _is_pointer(text: Text) -> bool:
    # "See Section C for epilepsy care" provides nothing here.
    return any(hit.first == 0 for hit in text.of("provision_reference")) and not text.has("provision_firm")


def _only_stands(text: Text) -> bool:
    # "Remains under the skin clinic" provides nothing; "remains under Dr Kaur, who will treat her eczema" does.
    standing = [hit for hit in text.of("provision_passive") if hit.first <= _SUBJECT]
    return bool(standing) and not any(firm.first > standing[0].last for firm in text.of("provision_firm"))


def _meet(hit: Hit, clause: Clause) -> bool:
    return hit.first <= clause.last and clause.first <= hit.last


def concrete_words(text: Text, empty: Vocabulary, aside: list[Clause], loose: _Opens | None = None) -> int:
    """How many words, purposes, measures and clauses set aside not counted, say something of what is done."""
    covered = {at for hit in text.of(*_COVERED) for at in range(hit.first, hit.last + 1)}
    covered |= {at for clause in aside for at in range(clause.first, clause.last + 1)}
    words = [text.words[at].lower for at in _heads(text, loose) if at not in covered]
    return sum(1 for word in words if word not in empty and word[0].isalpha())


def _heads(text: Text, loose: _Opens | None) -> list[int]:
    heads: list[int] = []
    skipping = leading = False
    starts = {start for start, _ in text.sentences}
    for at, word in enumerate(text.words):
        # A purpose that opens a sentence ("To make ready for college, the tutor will ...") ends at its comma.
        if word.start in starts or (leading and word.broken) or word.lower in _EXAMPLES or _goes_on(text, at):
            skipping = leading = False
        if not skipping and ((word.lower in _OPENERS and _opens_purpose(text, at)) or (loose and loose(text, at))):
            skipping, leading = True, word.start in starts
        if not skipping:
            heads.append(at)
    return heads


def _goes_on(text: Text, at: int) -> bool:
    # "will be aware of his signs of fatigue and will give him a rest break": the second promise says something.
    joined = at - 1 - (at > 1 and text.words[at - 1].lower == "to")
    return at > 0 and text.words[at].lower in _PROMISES and text.words[joined].lower == "and"


def _opens_nothing(text: Text, at: int) -> bool:
    # "opportunities for him to take part in art club": a thing named after that is a chance only.
    word = text.words[at].lower
    after = [w.lower for w in text.words[at + 1:at + 5]]
    watched = word in _WATCHED or (word in _EYES and after[:1] in (["on"], ["over"]))
    return watched or (word in _CHANCES and "to" in after and not _TAKES_PART.isdisjoint(after[after.index("to"):]))


def _opens_chance(text: Text, at: int) -> bool:
    after = text.words[at + 1].lower if at + 1 < len(text.words) else ""
    return _opens_nothing(text, at) or (text.words[at].lower in _CHANCES and after in ("to", "for"))


def _opens_purpose(text: Text, at: int) -> bool:
    word = text.words[at].lower
    after = text.words[at + 1].lower if at + 1 < len(text.words) else ""
    if word in _AWARE:
        return after in ("of", "that", "to", "for")
    if word == "to":
        return after in _PURPOSE and not _is_done(text, at)
    return (word in _ABOUT and after in _OWNER) or (word == "so" and after == "that") or (word == "in" and after == "order")


def _is_done(text: Text, at: int) -> bool:
    # "Written tasks to be cut into chunks": a promise, where nothing firm stands before it; "help her to be included" is a purpose.
    passive = [word.lower for word in text.words[at + 1:at + 3]]
    firm = text.of("provision_firm")
    return len(passive) == 2 and passive[0] == "be" and passive[1] in _DONE and not any(hit.first < at for hit in firm)


def is_environment(text: Text, measured: bool, empty: Vocabulary) -> bool:
    """Equipment, environment or curriculum: a thing or arrangement opens the item, with no minutes or hours of a person's time."""
    if any(hit.first == 0 for hit in text.of("provision_review")) or _acts_unnamed(text):
        return False  # "Review of her seating": an act, and no thing
    things = text.of(*_CHANGES) if measured and not _always_there(text) else [*text.of(*_THINGS), *_supplied(text, empty)]
    things = [hit for hit in things if not (_is_verb(text, hit) or _is_whereabouts(text, hit))]
    if not things:
        return False
    first = min(hit.first for hit in things)
    # "When he shows his card, the TA will take him out": whoever acts after an opening trigger is the doer, and no thing is.
    acting = _firm_words(text)
    doers = [hit for hit in text.of("provision_role", "provision_bare") if not is_arranged(text, hit)]
    people = any(hit.last < first or hit.last + 1 in acting for hit in doers)
    return not people or (not measured and any(w.lower in _HANDED_OVER for w in text.words))


def _always_there(text: Text) -> bool:
    # "A standing frame will be in class at all times and used for twenty minutes a day", and nobody is named as using it.
    return text.has("provision_equipment") and text.has("provision_coverage") and not text.has("provision_role", "provision_bare")


def _acts_unnamed(text: Text) -> bool:
    # "Will visit to check the hoist", with the doer in another column; "Will be worn" is done to a thing.
    opening = [word.lower for word in text.words[:2]]
    return len(opening) > 1 and opening[0] in _MODALS and opening[1] in _CALLS


def _is_verb(text: Text, hit: Hit) -> bool:
    # "will monitor his weight", "will lift her": what is done, and no thing.
    if hit.first != hit.last or hit.first == 0 or hit.name != "provision_equipment":
        return False
    before, word = text.words[hit.first - 1].lower, text.words[hit.first].lower
    return before in _MODALS or (before == "to" and word in _DOING and text.words[max(0, hit.first - 2)].lower not in ("access", "key"))


def _is_whereabouts(text: Text, hit: Hit) -> bool:
    # "a greeting at the door", "games at the table": where it is done.
    before = [word.lower for word in text.words[max(0, hit.first - 2):hit.first]]
    placed = len(before) == 2 and before[0] in _BY and before[1] in _OWNED
    return placed and hit.first == hit.last and text.words[hit.first].lower in _FURNITURE


def _firm_words(text: Text) -> set[int]:
    if text.words[0].lower not in _TRIGGERS:
        return set()
    end = text.sentences[0][1]
    return {hit.first for hit in text.of("provision_firm") if hit.start < end}


def _supplied(text: Text, empty: Vocabulary) -> list[Hit]:
    # "A gas alarm fitted in the flat": whatever the noun, a thing is fitted, lent, hung; therapy and support are not.
    taught = {at for hit in text.of("provision_programme") for at in range(hit.first, hit.last + 1)}
    found = []
    for hit in text.of("provision_supplied"):
        at = hit.first - 1
        while at > 0 and text.words[at].lower in _LINKS:
            at -= 1
        if at >= 0 and at not in taught and text.words[at].lower not in empty and text.words[at].lower[0].isalpha():
            found.append(hit)
    return found

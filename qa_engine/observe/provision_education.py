"""Health or care provision that teaches the child a skill or a way to cope; and training of those around the child."""

from __future__ import annotations

from qa_engine.language.lexicon import Hit, Text, Vocabulary

_LOOK, _FAR = 3, 11
_WHAT_IS_TAUGHT = frozenset(["to", "in", "how", "on", "about", "with", "at", "him", "her", "me", "that", "what", "when",
                             "by", "for", "from"])
_COUNTING = frozenset(["least", "most", "minimum"])
_TAUGHT, _OWN = frozenset(["him", "her", "them", "you", "me"]), frozenset(["his", "her", "their", "your", "my", "both", "the"])
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "school", "teachers", "staff", "parents"])
_THEM = frozenset(["them", "they", "their"])


def educates_or_trains(text: Text, others: Vocabulary) -> bool:
    """Whether the child (and not staff or parents) is taught a skill or a way to cope."""
    if any(not _of_others(text, hit, others) for hit in text.of("provision_teaches_verb")):
        return True
    return any(not _taught_to_others(text, hit, others) for hit in text.of("provision_teaches"))


def trains_staff(text: Text) -> bool:
    """Whether staff are to be trained."""
    return text.has("provision_training")


def _of_others(text: Text, verb: Hit, others: Vocabulary) -> bool:
    if _child_among_them(text, verb, others):
        return False
    following = [w.lower for w in text.words[verb.first + 1:verb.first + 2 + _LOOK]]
    if any(word in others for word in following) or _reach_others(text, verb, others):
        return True
    earlier = any(w.lower in others for w in text.words[max(0, verb.first - 24):verb.first])
    return (earlier and bool(_THEM & set(following[:1]))) or text.words[verb.first].lower == "taught" and earlier


def _child_among_them(text: Text, verb: Hit, others: Vocabulary) -> bool:
    # "teach Idris and his parents", "teach her parents and her": the child is taught beside them.
    near = text.words[verb.first + 1:verb.first + 6]
    words = [word.lower for word in near]
    if len(near) < 4 or any(word.broken for word in near[:4]):
        return False
    named = words[0] in _TAUGHT or (text.raw[near[0].start].isupper() and not words[0].endswith("'s") and words[0] not in _TITLES)
    if named and words[1] == "and" and words[2] in _OWN and (words[3] in others or words[4:5] and words[4] in others):
        return True
    return words[0] in _OWN and words[1] in others and words[2] == "and" and words[3] in _TAUGHT


def _reach_others(text: Text, verb: Hit, others: Vocabulary) -> bool:
    # "teach all of Ada's assistants": those who are taught stand before what they are taught.
    following = text.words[verb.first + 1:verb.first + 2 + _FAR]
    for word, after in zip(following, [*following[1:], None], strict=False):
        counts = word.lower == "at" and after is not None and after.lower in _COUNTING
        if word.broken or (word.lower in _WHAT_IS_TAUGHT and not counts):
            return False
        if word.lower in others:
            return True
    return False


def _taught_to_others(text: Text, hit: Hit, others: Vocabulary) -> bool:
    # "parents will attend a course on coping", "staff will be trained in sign language": the skill is not the child's to learn here.
    clause = text.words[max(0, hit.first - 8):hit.first]
    taught = any(w.lower.startswith(("train", "course", "workshop", "advis")) for w in clause)
    return taught and any(w.lower in others for w in clause)

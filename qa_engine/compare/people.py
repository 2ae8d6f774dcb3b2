"""Who delivers, as levels of expertise: a specialist, a teacher or the like, an assistant, somebody, nobody named."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa_engine.compare.model import Reason
from qa_engine.language.lexicon import Hit, Lexicon, Text
from qa_engine.observe.provision_deliverers import delivering_roles, named_roles

SPECIALIST, TEACHER, ASSISTANT, SOMEBODY, NOBODY = 4, 3, 2, 1, 0
_NAMES = {SPECIALIST: "a specialist", TEACHER: "a teacher or the like", ASSISTANT: "an assistant or support worker",
          SOMEBODY: "staff, no role named", NOBODY: "nobody named"}
_LEVEL = re.compile(r"\blevel \d|\btraining (?:in|on)\b", re.IGNORECASE)
_LEVELS = (("compare_senior_vocabulary", TEACHER), ("compare_assistant_vocabulary", ASSISTANT),
           ("compare_specialist_vocabulary", SPECIALIST), ("compare_teacher_vocabulary", TEACHER))


@dataclass(frozen=True, slots=True)
class People:
    """The highest and the least level among those who deliver, the words for them, and whether training or a qualification is asked."""

    level: int
    words: str
    least: int
    least_words: str
    trained: bool

    @classmethod
    def of(cls, text: Text, lexicon: Lexicon, trains: bool) -> People:
        """Read who delivers from a text. Where staff are trained (`trains`), "trained by a nurse" makes the nurse the deliverer."""
        plain = lexicon.vocabulary("provision_plain_vocabulary")
        roles = named_roles(text, plain) if trains else delivering_roles(text, plain)
        levels = [(_level(text, hit, lexicon), text.quote(hit)) for hit in roles]
        trained = lexicon.vocabulary("compare_trained_vocabulary")
        is_trained = any(w.lower in trained for w in text.words) or _LEVEL.search(text.raw) is not None
        if levels:
            best, least = max(levels, key=lambda pair: pair[0]), min(levels, key=lambda pair: pair[0])
            return cls(*best, *least, is_trained)
        bare = text.of("provision_bare")
        who = (SOMEBODY, text.quote(bare[0])) if bare else (NOBODY, "")
        return cls(*who, *who, is_trained)


def people_reasons(old: People, new: People, more: int) -> list[Reason]:
    """Whether the deliverer is lower, higher or no longer named, and whether training is no longer asked.

    `more` is how many amounts more the new version gives: somebody less expert who gives one of them takes nothing away.
    """
    found: list[Reason] = []
    if old.level != new.level and (old.level or new.level) and {old.level, new.level} != {SOMEBODY, NOBODY}:
        lower = new.level < old.level
        gone = "nobody is named to deliver it any more" if new.level <= SOMEBODY else "a less expert deliverer"
        first = "a deliverer is now named" if old.level <= SOMEBODY else "a more expert deliverer"
        found.append(Reason(sign="weaker" if lower else "stronger",
                            text=f"{gone if lower else first}: {_told(old)} → {_told(new)}"))
    if old.level == new.level and old.least != new.least and min(old.least, new.least) >= ASSISTANT and not more:
        lower = new.least < old.least
        found.append(Reason(sign="weaker" if lower else "stronger", text=f"part of it is {'now' if lower else 'no longer'} delivered by "
                            f"somebody less expert: {(new if lower else old).least_words.lower()}"))
    if old.trained and not new.trained and new.level < SPECIALIST and new.level:
        found.append(Reason(sign="weaker", text="training or a qualification is no longer asked of the deliverer"))
    if new.trained and not old.trained and old.level < SPECIALIST and old.level:
        found.append(Reason(sign="stronger", text="training or a qualification is now asked of the deliverer"))
    return found


def _told(people: People) -> str:
    return people.words.lower() if people.words else _NAMES[people.level]


def _level(text: Text, hit: Hit, lexicon: Lexicon) -> int:
    own = [w.lower for w in text.words[hit.first:hit.last + 1]]
    # "teacher of the deaf", "specialist teacher": what stands beside a teacher makes a specialist.
    beside = [text.words[hit.first - 1].lower] if hit.first else []
    wide = beside + own + ([w.lower for w in text.words[hit.last + 1:hit.last + 4]] if own[-1].startswith("teacher") else [])
    for name, level in _LEVELS:
        if any(word in lexicon.vocabulary(name) for word in (wide if level == SPECIALIST else own)):
            return level
    return TEACHER

"""When the plan stands: the day of issue, the child's age and school year, by which words are found stale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from qa_engine.language.dates import school_year, years_between
from qa_engine.language.words import bag
from qa_engine.model.plan import Plan
from qa_engine.observe.names_people import People

_CHILD_WORDS = bag("i he she they son daughter child grandson granddaughter")
_YEARS = ("nursery", "Reception")
_LAST_YEAR = 13
_COUNTING = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty")
_RANKING = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth")
SPOKEN_NUMBERS = {word: number for words in (_COUNTING, _RANKING) for number, word in enumerate(words.split())}
KEY_STAGES = {"1": range(1, 3), "2": range(3, 7), "3": range(7, 10), "4": range(10, 12), "5": range(12, 14)}


# Words without which no sentence speaks of a year or phase of schooling.
_YEAR_CODES = frozenset(f"{short}{number}" for short in ("y", "yr", "ks") for number in range(14))
YEAR_WORDS = _YEAR_CODES | bag("year yr y reception nursery pre preschool foundation key playgroup")
PHASE_WORDS = YEAR_WORDS | bag("secondary high big senior upper primary infant infants junior juniors middle first "
    "school eyfs early")


class Stale(NamedTuple):
    """Stale words: character range in the item, what is wrong with them, how sure."""

    start: int
    end: int
    why: str
    confidence: str = "likely"


@dataclass(frozen=True, slots=True)
class When:
    """The plan's own time. `on` is the day of issue; `age` in years; `year` the National Curriculum year, `years` all that the plan allows.

    `child` holds the words that mean the child as the subject of a sentence; `setting` is the name of the setting in small letters.
    """

    on: date | None
    age: int | None
    year: int | None
    years: frozenset[int]
    setting: str
    child: frozenset[str]

    @classmethod
    def of(cls, plan: Plan, people: People) -> When:
        """Read the plan's time from its particulars; what is not printed is None."""
        subject, on = plan.subject, plan.particulars.issue_date
        age = years_between(subject.dob, on) if subject.dob and on else subject.age
        computed = school_year(subject.dob, on) if subject.dob and on else subject.computed_year
        year = subject.year if subject.year is not None else computed
        years = frozenset(y for y in (year, computed) if y is not None)
        return cls(on, age, year, years, (plan.particulars.setting or "").lower(), people.child | _CHILD_WORDS)

    def is_named(self, who: str) -> bool:
        """Whether a word in small letters is a name of the child, and not only a word that may mean the child."""
        return who in self.child and who not in _CHILD_WORDS

    @property
    def gone_year(self) -> int:
        """The highest school year that is certainly not ahead; below every year where none is known."""
        return min(self.years, default=-9)

    @property
    def why_age(self) -> str:
        """What a finding says of the child's age."""
        return f"the child is {self.age} at issue"

    @property
    def why_year(self) -> str:
        """What a finding says of the child's school year."""
        if self.year is None:
            return "not the child's school year at issue"
        if self.year > _LAST_YEAR and self.age:
            return f"the young person is {self.age} at issue"
        return f"the child is in {_YEARS[self.year + 1] if self.year in (-1, 0) else f'Year {self.year}'} at issue"


def number_of(text: str) -> int:
    """A number in digits or words up to twenty ("6", "nine", "sixteenth"); 0 where it is none."""
    return int(text) if text.isdigit() else SPOKEN_NUMBERS.get(text.lower(), 0)

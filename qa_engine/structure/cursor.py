"""Where the reading stands: section, part, area and the headings above; and the rules by which headings move it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qa_engine.structure.heads import AREAS

FRONT, OUTSIDE = "", "-"
_NEED = {"education": "B", "health": "C", "care": "D"}
_PROVISION = {"education": "F", "health": "G", "care": "H1"}
_DOMAINS = {"B": "education", "F": "education", "C": "health", "G": "health", "D": "care", "H1": "care", "H2": "care"}
NEED_LETTERS, PROVISION_LETTERS = ("B", "C", "D"), ("F", "G", "H1", "H2")
_AREA_DOMAINS = {"domain_health": "health", "domain_care": "care"}
_DEADLINE = re.compile(r"\b(?:by|end of|key stage|KS\s?\d|within|term|year|20\d\d|months?)\b", re.IGNORECASE)


@dataclass(slots=True)
class Cursor:
    """A position in the plan. `section` is a letter, FRONT before the first section or OUTSIDE in text that belongs to none."""

    section: str = FRONT
    part: str = ""
    area: str | None = None
    domain: str = "education"
    group: tuple[str, ...] = ()
    heads: tuple[tuple[int, str], ...] = ()
    refs: tuple[tuple[str, str], ...] = ()
    printed: frozenset[str] = field(default_factory=frozenset)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings above, outermost first, the section's own title left out."""
        return tuple(text for _, text in self.heads)

    def copy(self) -> Cursor:
        """The same position, to come back to."""
        return Cursor(self.section, self.part, self.area, self.domain, self.group, self.heads, self.refs, self.printed)

    def enter(self, letter: str) -> None:
        """Begin a section."""
        self.section, self.part, self.group, self.refs = letter, "", (), ()
        self.heads = ()
        if letter in _DOMAINS:
            self.domain = _DOMAINS[letter]
        self.area = None

    def turn(self, letter: str) -> None:
        """Go on in another section under the same area, as the rows of one table do."""
        self.section, self.part = letter, ""
        if letter in _DOMAINS and letter not in ("B", "F"):
            self.domain = _DOMAINS[letter]

    def gather(self, letters: tuple[str, ...]) -> None:
        """Stand under a heading that names several sections: its parts decide which."""
        mapped = tuple(dict.fromkeys("H1" if x == "H" else x for x in letters))
        for letter in mapped:
            if letter in _DOMAINS:
                self.domain = _DOMAINS[letter]
                break
        if "F" in mapped and self.domain != "education":
            mapped = tuple(_PROVISION[self.domain] if x == "F" else x for x in mapped)
        self.group, self.part, self.area, self.heads, self.refs = mapped, "", None, (), ()
        self.section = mapped[0]

    def leave(self) -> None:
        """Stand outside all sections."""
        self.section, self.part, self.group, self.heads, self.area, self.refs = OUTSIDE, "", (), (), None, ()

    def head(self, rank: int, text: str) -> None:
        """Stand under a heading; it ends headings of its own rank and below."""
        self.heads = (*((r, t) for r, t in self.heads if r < rank), (rank, text))

    def enter_area(self, name: str, text: str, rank: int = 3) -> None:
        """Stand under an area of need or of life."""
        self.area = AREAS.get(name, text)
        self.part = ""
        self.domain = _AREA_DOMAINS.get(name, self.domain if self.section in ("C", "D", "G", "H1", "H2") else "education")
        self.refs = ()
        self.head(rank, text)

    def enter_part(self, part: str, text: str, free: bool = False) -> None:
        """Stand under "Strengths", "Needs", "Outcomes" and the like; `free` where the place itself shows that it may change section."""
        self.part = part
        self.head(5, text)
        if self.section in ("A", "I", "J", "K"):
            self.part = ""
            return
        wanted = self.wanted(part)
        if wanted and wanted != self.section and (free or self._may_move(part, wanted)):
            heads = self.heads
            self.turn(wanted)
            self.part, self.heads = part, heads

    def wanted(self, part: str) -> str:
        """Section that a part belongs to here, or empty where any may hold it."""
        if part in ("strength", "need"):
            return self.section if self.section in NEED_LETTERS else self._of(NEED_LETTERS, _NEED)
        if part in ("outcome", "step", "aspiration"):
            return "E"
        if part == "provision":
            return self.section if self.section in PROVISION_LETTERS else self._of(PROVISION_LETTERS, _PROVISION)
        return ""

    def _of(self, letters: tuple[str, ...], by_domain: dict[str, str]) -> str:
        return next((x for x in self.group if x in letters), by_domain[self.domain])

    def _may_move(self, part: str, wanted: str) -> bool:
        # Where letters are printed they decide; only "Strengths" opens needs without one, and parts sort what stands under a group.
        if self.section in (FRONT, OUTSIDE):
            return part != "review" and (wanted not in self.printed or part == "strength")
        if part in ("strength",):
            return self.section in ("E", *PROVISION_LETTERS)
        if part in ("step", "aspiration"):
            return False
        return wanted in self.group or wanted not in self.printed

    def rank_of(self, text: str) -> int:
        """Rank of a heading of no known kind: a deadline over areas stands above them, all others below."""
        above = any(rank == 2 for rank, _ in self.heads)
        return 2 if (self.area is None or above) and _DEADLINE.search(text) else 4 if self.area else 3

"""Walk a document's blocks in order and sort every paragraph: label, heading, guidance, residue, link or content."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from qa_engine.model.document import Block, Paragraph, Place, Table
from qa_engine.structure import grid
from qa_engine.structure.cursor import FRONT, NEED_LETTERS, OUTSIDE, PROVISION_LETTERS, Cursor
from qa_engine.structure.drafts import Draft, Line, codes_elsewhere, cross_reference, link_line, read_line, spans
from qa_engine.structure.heads import AREAS, Heads
from qa_engine.structure.labels import Label, read_label
from qa_engine.structure.look import is_plain_head, is_styled, may_head
from qa_engine.structure.runin import read_run_in
from qa_engine.structure.scheme import Numbered, follows, number_of
from qa_engine.structure.statements import Statements, count, is_empty

_STATED = (*NEED_LETTERS, "E", *PROVISION_LETTERS)
_OUTCOME_HEAD = re.compile(r"\b(?i:(outcome|need)s?)\s*(?i:no\.?|number|\(s\))?\s*"
                           r"((?:[EBCD]?\d[\d.]*[a-z]?(?:\s*(?:,|&|and|to|-)\s*)?)+)\s*(?:[:\-–].*)?$")
_ALL_HEAD = re.compile(r"\ball\s+(outcome|need)s\b", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?::|\s[-–—]|\()\s*|\s+for\s+")
_GUIDING = re.compile(r"guid|instruct|prompt|help|hint", re.IGNORECASE)
_CODE = re.compile(r"[EBCD]?\d+(?:\.\d+)*[a-z]?")
_LONE_NUMBER = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})?[.):]?\W*$")  # of the statement after it
_LONE_NUMBERS = re.compile(r"^\W*\d{1,2}(?:\s*(?:,|;|&|and)\s*\d{1,2})+\W*$")
_ALL = re.compile(r"^all (?:of the )?(?:outcomes|areas|needs)(?: of need| above)?\W*$", re.IGNORECASE)
_SMALL = 9.5
_DATES = re.compile(r"^(?:date|dated|signed)\s*:[^.]{0,40}$", re.IGNORECASE)  # beside a signature
# "☐ Met ☐ Not met": boxes to tick at a review. One box alone may stand before a statement, so its words must be few.
_CHOICES = re.compile(r"^(?:(?:\s*[\u2610-\u2612]\s*[^\u2610-\u2612\n.]{1,30}){2,}|[\u2610-\u2612]\s*[^\s.]+(?:\s+[^\s.]+){0,3}\s*)$")
_BEYOND = re.compile(r"^\W*(?i:section)\s+[L-Z]\b")  # a council's own sections after K


@dataclass(slots=True)
class Opening:
    """A section's label as it was met: letter, title, place, and whether the letter is printed."""

    letter: str
    title: str
    printed: bool
    places: tuple[Place, ...]


@dataclass(slots=True)
class Walk:
    """The state of one reading. Results: `drafts` in order, `openings`, `residue`, and word counts of what was left outside."""

    heads: Heads
    statements: Statements
    printed: frozenset[str]
    decoys: frozenset[int]
    cursor: Cursor = field(default_factory=Cursor)
    drafts: list[Draft] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    residue: list[tuple[str, str, tuple[Place, ...]]] = field(default_factory=list)
    front: list[Paragraph] = field(default_factory=list)
    outside: list[Paragraph] = field(default_factory=list)
    aside: list[Block] = field(default_factory=list)
    run: int = 0
    split: str = ""
    untitled: Paragraph | None = None
    area_fresh: bool = False
    banner: bool = False
    banner_area: bool = False
    known: bool = False
    profile: bool = False
    in_column: bool = False
    number: str = ""
    counted: Numbered | None = None
    repeated: Counter[str] = field(default_factory=Counter)
    pointers: list[tuple[str, Draft]] = field(default_factory=list)

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        """Walk blocks in order."""
        for block in blocks:
            if isinstance(block, Table):
                self.untitled = None
                if self.cursor.section in (FRONT, OUTSIDE):
                    self.aside.append(block)
                within = self.cursor.section not in (FRONT, OUTSIDE)
                grid.walk_table(self, block)
                if within and self.cursor.section == OUTSIDE:
                    self.aside.append(block)
                self.run += 1
            else:
                self.paragraph(block)

    def paragraph(self, paragraph: Paragraph) -> None:
        """Sort one paragraph; soft line breaks after a label or heading, or before numbers, part it."""
        text = paragraph.text.strip()
        if is_empty(text):
            return
        if paragraph.place.paragraph in self.decoys:
            self.front.append(paragraph)
            return
        if paragraph.placeholder or self.statements.prompt(text):
            self.residue.append((text, self.cursor.section, (paragraph.place,)))
            return
        self._beside(paragraph, text)
        if not self._label(paragraph, text) and not self._heading(paragraph, text):
            self._body(paragraph, text)
        self.known = True

    def _beside(self, paragraph: Paragraph, text: str) -> None:
        """A child's profile in boxes before the first label belongs to section A; it ends with the boxes."""
        if self.profile and not paragraph.textbox:
            self.profile, self.cursor = False, Cursor(printed=self.printed)
        elif paragraph.textbox and self.cursor.section == FRONT and is_styled(paragraph) and self.heads.profile(" ".join(text.split())):
            self.cursor.enter("A")
            self.profile = True

    def _label(self, paragraph: Paragraph, text: str) -> bool:
        label = read_label(text, self.heads)
        if label is None or (paragraph.number and not is_styled(paragraph)) or (label.at_end and not may_head(paragraph, text)):
            return False
        if label.index and not label.content:
            self.front.append(paragraph)
            return True
        self.open(label, paragraph)
        if label.content and self._explains(paragraph, label.content):
            self.front.append(paragraph)
        elif label.content:
            self._body(paragraph, label.content)
        return True

    def _explains(self, paragraph: Paragraph, text: str) -> bool:
        """Whether what follows a label in its own shaded band explains the section: a sentence about nobody."""
        stated = self.cursor.section in ("A", *_STATED) and paragraph.fill and count(text) > 8
        return stated and not self.statements.names_child(text) and not self.statements.nil(text)

    def open(self, label: Label, paragraph: Paragraph) -> None:
        """Begin the sections of a printed label, under the area of the table's banner or of a heading straight above."""
        places, keep = (paragraph.place,), (self.banner_area or self.area_fresh) and self.cursor.section != FRONT
        letters = self._lettered(label)
        self.openings.extend(Opening(name, label.title, True, places) for name in label.letters)
        if len(letters) > 1:
            self.cursor.gather(letters)
        elif (keep or letters[0] in self.cursor.group) and self.cursor.area:
            self.cursor.turn(letters[0])
            self.cursor.heads = tuple(h for h in self.cursor.heads if h[0] <= 3)
        else:
            self.cursor.enter(letters[0])
        if label.split[1:]:
            self.cursor.head(1, label.title or label.split)
        self._area_of_title(label.title)
        self.untitled = paragraph if not label.title and not label.content else None
        self.run += 1

    def _area_of_title(self, title: str) -> None:
        """A section that is repeated for each area names the area in its title: "Outcomes: Cognition and learning"."""
        tail = _TAIL.split(title)[-1] if title else ""
        area = self.heads.area(tail) if tail != title or self.cursor.group else ""
        if area in AREAS and self.cursor.section not in ("A", "I", "J", "K"):
            self.cursor.enter_area(area, tail)

    def _lettered(self, label: Label) -> tuple[str, ...]:
        return tuple("H1" if x == "H" else x for x in label.letters)

    def _heading(self, paragraph: Paragraph, text: str) -> bool:
        one = " ".join(text.split())
        styled = may_head(paragraph, one) or (self.banner and not paragraph.number and is_plain_head(one) and not self.statements.nil(one))
        plain = not styled and not paragraph.number and is_plain_head(one)
        if not styled and not plain:
            return False
        if plain and self._fresh() and count(one) >= 4 and self.heads.names(one) == (self.cursor.section, True):
            self.front.append(paragraph)
            return True
        if self.untitled is not None and self._is_title_of(self.untitled, paragraph, one, styled):
            self.untitled = None
            self.openings[-1].title = one
            return True
        self.untitled = None
        return self.heading(one, styled, paragraph.level, (paragraph.place,))

    def _is_title_of(self, label: Paragraph, paragraph: Paragraph, text: str, styled: bool) -> bool:
        """Whether a line below a letter is its title: it names the section, or looks the same and is no heading of another kind."""
        named = self.heads.names(text)
        if _OUTCOME_HEAD.search(text) or _ALL_HEAD.search(text):
            return False
        if named is not None and named[0][0] == self.cursor.section[:1]:
            return True
        alike = (label.level, label.size) == (paragraph.level, paragraph.size) != (None, None)
        other = self.heads.part(text) or self.heads.area(text) or self.cursor.rank_of(text) == 2
        return styled and alike and not other

    def heading(self, text: str, styled: bool, level: int | None = None, places: tuple[Place, ...] = (), free: bool = False) -> bool:
        """Move to where a heading leads; false where the text is no heading after all. `free`: its place lets it change section."""
        if self._title(text, styled, places):
            return True
        if self.statements.guidance(text):
            return False
        part = self.heads.part(text)
        if part and (styled or part != "review"):
            self._named(text)
            self.cursor.enter_part(part, text, free)
        elif area := self.heads.area(text):
            if not styled and self.cursor.section in (FRONT, OUTSIDE):
                return False
            self.cursor.enter_area(area, text)
            self.area_fresh = True
        elif styled and (self._reference_head(text) or self._generic(text)):
            pass
        elif self.cursor.section == "A" and not styled and count(text) <= 12:
            self.cursor.head(4, text)
        else:
            return False
        self.run += 1
        return True

    def _named(self, text: str) -> None:
        found = _OUTCOME_HEAD.search(text)
        if found:
            self.cursor.refs = tuple((found[1].lower(), code) for code in _CODE.findall(found[2]))

    def _reference_head(self, text: str) -> bool:
        """ "Outcome 2", "Provision to meet outcomes 1 and 5": what stands below serves those."""
        found, whole = _OUTCOME_HEAD.search(text), _ALL_HEAD.search(text)
        if not found and not whole:
            return False
        self.cursor.head(3, text)
        self.cursor.part = ""
        if found:
            self._named(text)
            self._area_after(text)
        elif whole:
            self.cursor.refs = ((whole[1].lower(), "all"),)
        return True

    def _area_after(self, text: str) -> None:
        tail = re.split(r"[:\-–]\s*", text, maxsplit=1)[-1]
        area = self.heads.area(tail)
        if area:
            refs, heads = self.cursor.refs, self.cursor.heads
            self.cursor.enter_area(area, tail)
            self.cursor.refs, self.cursor.heads = refs, heads

    def _generic(self, text: str) -> bool:
        if self.cursor.section == FRONT or (self.cursor.section in _STATED and text.endswith(".") and count(text) > 4):
            return False
        self.cursor.refs = ()
        rank = self.cursor.rank_of(text)
        self.cursor.head(rank, text)
        if rank == 2:
            self.cursor.area = None
        if self.cursor.part in ("step", "review"):
            self.cursor.part = ""
        return True

    def _title(self, text: str, styled: bool, places: tuple[Place, ...]) -> bool:
        group = self.heads.group(text)
        if group and not self._new_group(group):
            if not (self.area_fresh or self.banner_area):
                self.cursor.area = None  # a chapter again under the same sections; its own area comes below
            return True
        if group:
            self.cursor.gather(group)
            self.cursor.head(1, text)
            if not self.printed:
                self.openings.extend(Opening(x, text, False, places) for x in self.cursor.group)
            return True
        if styled and (self.heads.other(text) or _BEYOND.match(text)):
            self.cursor.leave()
            return True
        named = self.heads.names(text)
        if not styled or named is None or not self._may_open(named[0], text, named[1]):
            return styled and self._ends_section(text)
        letter = named[0]
        self.openings.append(Opening(letter, text, False, places))
        self.cursor.enter("H1" if letter == "H" else letter)
        self.counted = number_of(text)
        self.run += 1
        return True

    def _ends_section(self, text: str) -> bool:
        """A heading of no section that goes on counting from a section's own: "Part 13: Keeping my plan up to date"."""
        number = number_of(text)
        if self.cursor.section in (FRONT, OUTSIDE) or not follows(number, self.counted) or self.heads.part(text) or self.heads.area(text):
            return False
        self.counted = number
        self.cursor.leave()
        return True

    def _new_group(self, group: tuple[str, ...]) -> bool:
        return self.cursor.section not in group or self.cursor.section in (FRONT, OUTSIDE)

    def _may_open(self, letter: str, text: str, whole: bool) -> bool:
        """A title without its letter opens a section only where that letter is printed nowhere."""
        here = self.cursor.section
        if letter in self.printed or (letter[0] == "H" and self.printed & {"H", "H1", "H2"}):
            return False
        if letter[0] == here[:1] and (letter not in ("H1", "H2") or any(o.letter == letter for o in self.openings)):
            return False
        if here == FRONT and letter not in "AK" and not self.known:
            return False
        if not whole and count(text) < 8:
            return False
        if here in tuple("ABCDEFGH") and letter == "A":
            return not self.printed and here != "A" and count(text) <= 6
        if here != "A" and self.repeated[text] != 1 and self.heads.part(text) or (self.cursor.group and letter in self.cursor.group):
            return not self.cursor.area and not self.cursor.group
        return True

    def _body(self, paragraph: Paragraph, text: str) -> None:
        self.untitled = None
        if self.cursor.section in (FRONT, OUTSIDE):
            self.aside.append(paragraph)
            (self.front if self.cursor.section == FRONT else self.outside).append(paragraph)
            return
        if not paragraph.number and (self.statements.guidance(text) or self._instructs(paragraph, text)):
            self.front.append(paragraph)
            return
        if self.cursor.section in "IJK" and (self.heads.signs_off(text) or _DATES.match(text)):
            self.cursor.leave()
            self.aside.append(paragraph)
            self.outside.append(paragraph)
            return
        if self.cursor.section in _STATED and "\u2610" in text and _CHOICES.match(text):
            self.front.append(paragraph)
            return
        if self.cursor.section in _STATED and self._only_counts(text):
            return
        refs = link_line(text) or codes_elsewhere(text, self.cursor.section)
        if refs and self.drafts:
            # A first line of a section links nothing yet: what stands last belongs to the section before.
            self.drafts[-1].refs += refs if self.drafts[-1].section == self.cursor.section else []
            return
        if cross_reference(text) or read_run_in(self, paragraph, text):
            return
        for line in lines_of(paragraph, self._under_own_heading(text)):
            self.content(line)

    def _only_counts(self, text: str) -> bool:
        """A number alone is that of the statement after it; several, or "All outcomes", only say what the one before serves."""
        if _LONE_NUMBER.match(text):
            self.number = text.strip(" .)(:")
            return True
        if not _LONE_NUMBERS.match(text) and not _ALL.match(text):
            return False
        if self.drafts and self.drafts[-1].section in PROVISION_LETTERS:
            self.drafts[-1].refs += [("outcome", code) for code in spans(text)]
        return True

    def _under_own_heading(self, text: str) -> str:
        """Views may open with their heading on a line of its own: "What Sam says:" and, after a soft break, what Sam says."""
        first, _, rest = text.partition("\n")
        if self.cursor.section != "A" or not rest.strip() or not first.rstrip().endswith(":") or count(first) > 10:
            return text
        self.cursor.head(4, first.rstrip(" :"))
        return rest.strip()

    def _instructs(self, paragraph: Paragraph, text: str) -> bool:
        """Whether the look gives guidance away: a style made for it, or italics straight after a section's label."""
        fresh = self._fresh()
        # Small italics below a label are the form's own, though it may speak as the child: "what I want to be able to do".
        small = paragraph.italic and fresh and paragraph.size is not None and paragraph.size < _SMALL
        if count(text) > 60 or self.statements.nil(text) or (self.statements.named if small else self.statements.names_child)(text):
            return False
        if fresh and count(text) >= 3 and self.heads.names(text) == (self.cursor.section, True):
            return True
        # In a column of statements italics are somebody's way to set strengths apart.
        italic = paragraph.italic and fresh and not self.in_column and self.cursor.section != "A"
        return bool(_GUIDING.search(paragraph.style)) or (italic and count(text) > 5)

    def _fresh(self) -> bool:
        return self.drafts[-1].section != self.cursor.section if self.drafts else True

    def content(self, line: Line, run: int | None = None) -> Draft | None:
        """Add a line of content to the section, as a new statement or as more of the last one."""
        if is_empty(line.text):
            return None
        if self.cursor.part == "review" and self.cursor.section == "E":
            self._review(line)
            return None
        draft = Draft(self.cursor.section, self.cursor.part, [line], self.cursor.area, self.cursor.headings,
                      label=line.label, refs=[*line.refs, *self.cursor.refs], run=self.run if run is None else run)
        draft.label, self.number = draft.label or draft.lines[0].label or self.number, ""
        self.drafts.append(draft)
        self.area_fresh = False
        return draft

    def _review(self, line: Line) -> None:
        last = next((d for d in reversed(self.drafts) if d.section == self.cursor.section), None)
        if last is not None:
            last.columns.append(("review", line.text))


def lines_of(paragraph: Paragraph, text: str) -> list[Line]:
    """Cleaned lines of a paragraph: one, unless soft line breaks stand before numbers or bullets."""
    if "\n" not in text:
        return [read_line(paragraph, text, max(paragraph.text.find(text[:20]), 0))]
    pieces = re.split(r"\n+(?=\s*(?:[•·▪\uf0b7-]|\(?[A-K]?\d{1,2}(?:\.\d+)*[.):\s]|[a-z]\))\s*\S)", text)
    found, at = [], paragraph.text.find(text[:20]) if text else 0
    for piece in pieces:
        offset = paragraph.text.find(piece[:20], max(at, 0))
        found.append(read_line(paragraph, piece, max(offset, 0)))
        at = max(offset, 0) + len(piece)
    return found

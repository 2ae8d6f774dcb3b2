"""A sheet of a plan in the making: collects the markup and, word for word, the truth of what was printed in which section."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .content import LETTERS, Item, Plan, day
from .package import Frame, pack, parts_of

_SHORT_NIL = re.compile(r"^(none|nil|n/?a|not applicable|not required|-)\.?$", re.IGNORECASE)
_UNFILLED = re.compile(r"^(click (or tap )?here\b.*|tbc|to be confirmed|awaiting\b.*|\[.*\])\.?$", re.IGNORECASE)


def squeeze(words: str) -> str:
    return " ".join(words.split())


def curl(words: str) -> str:
    """Straight quotation marks as Word's autocorrect leaves them."""
    words = re.sub(r'(^|[\s(\[])"', "\\1\u201c", words)
    words = re.sub(r"(^|[\s(\[\u201c])'", "\\1\u2018", words)
    return words.replace('"', "\u201d").replace("'", "\u2019")


class Sheet:
    """Every method that names content records it and hands back the words to print."""

    def __init__(
        self, plan: Plan, family: str, *, lettered: bool = True, curly: bool = False, single_h: bool | None = None
    ) -> None:
        self.plan, self.family, self.lettered, self.curly = plan, family, lettered, curly
        self.single_h = plan.single_h if single_h is None else single_h  # None: as the plan's writer has it
        self.body: list[str] = []
        self.frame = Frame()
        self.sections: dict[str, list[dict[str, Any]]] = {}
        self.headings: dict[str, list[str]] = {}
        self.metadata: dict[str, str] = {}
        self.printed: dict[str, list[str]] = {}
        self.helpers: list[str] = []
        self.affects: list[dict[str, str]] = []
        self.hazards: list[str] = []
        self.notes: list[str] = []

    def put(self, *xml: str) -> None:
        self.body.extend(xml)

    def _say(self, words: str) -> str:
        return curl(words) if self.curly else words

    def _keep(self, letter: str, item_id: str, words: str, **extra: Any) -> str:
        words = self._say(words)
        record = {"id": item_id, "text": squeeze(words)} | {k: v for k, v in extra.items() if v}
        if letter in ("H1", "H2") and self.single_h:
            record["home"], letter = letter, "H"
        self.sections.setdefault(letter, []).append(record)
        return words

    def wants(self, letter: str) -> bool:
        """False for a section that this plan leaves out."""
        return letter not in self.plan.omitted

    def head(self, letter: str, words: str) -> str:
        self.headings.setdefault(letter, []).append(squeeze(words))
        return words

    def helper(self, words: str) -> str:
        self.helpers.append(squeeze(words))
        return words

    def view(self, number: int, block: Item) -> tuple[str, str]:
        """Heading and words of the n-th block (from 1) of section A."""
        heading = self._say(str(block.get("heading") or ""))
        return heading, self._keep("A", f"A.{number}", str(block["text"]), kind=block["kind"], heading=heading)

    def strength(self, letter: str, words: str, area: str = "") -> str:
        number = sum(i.get("kind") == "strength" for i in self.sections.get(letter, [])) + 1
        return self._keep(letter, f"{letter}.s{number}", words, kind="strength", area=area)

    def item(self, letter: str, item: Item, area: str = "", **extra: Any) -> str:
        return self._keep(letter, str(item["id"]), str(item["text"]), area=area, **extra)

    def dealt(self, letter: str, item: Item, parts: Sequence[str], area: str = "") -> list[str]:
        """One item over several cells; empty cells are printed by the template as it likes."""
        full = [self._say(p) for p in parts]
        said = [squeeze(p) for p in full if p]
        self._keep(letter, str(item["id"]), " ".join(said), parts=said, area=area)
        return full

    def step(self, outcome: Item, number: int, words: str) -> str:
        return self._keep("E", f"{outcome['id']}.s{number}", words, kind="step")

    def nothing(self, letter: str) -> str:
        """The section's nil statement as worded, or no words at all."""
        words = self.plan.nil(letter)
        return self._keep(letter, f"{letter}.nil", words, kind="nil") if words else ""

    def only(self, letter: str) -> str:
        """The words of I or J, which hold one text."""
        words = self.plan.text(letter)
        return self._keep(letter, f"{letter}.1", words) if words else ""

    def advice(self, number: int, row: Item, parts: Sequence[str]) -> list[str]:
        full = [self._say(p) for p in parts]
        said = [squeeze(p) for p in full if p]
        iso = row["date"].isoformat() if hasattr(row.get("date"), "isoformat") else str(row.get("date") or "")
        self._keep("K", f"K.{number}", " ".join(said), parts=said, date=iso)
        return full

    def meta(self, key: str, printed: str = "") -> str:
        """A detail of the child or the plan in the form printed; records its plain value beside it."""
        value = self._plain(key)
        printed = printed or value
        if value:
            self.metadata[key] = value
            shown = self.printed.setdefault(key, [])
            if printed not in shown:
                shown.append(printed)
        return printed

    def _plain(self, key: str) -> str:
        subject, plan = self.plan.subject, self.plan.plan
        value = plan.get(key) if key in ("status", "issue_date", "review_due", "authority") else subject.get(key)
        return value.isoformat() if hasattr(value, "isoformat") else str(value or "")

    def dated(self, key: str, form: str = "slash") -> str:
        """dob, issue_date or review_due in one of the printed forms; empty where the plan has none."""
        source = self.plan.subject if key == "dob" else self.plan.plan
        return self.meta(key, day(source[key], form)) if source.get(key) else ""

    def changes(self, label: str, value: str) -> None:
        """Say that this template, not the writer, changes a label of the plan."""
        self.affects.append({"label": label, "value": value})

    def _status(self, letter: str) -> str:
        home = [i for i in self.sections.get("H", []) if i.get("home") == letter] if letter in ("H1", "H2") else []
        items = self.sections.get(letter, []) or home
        if not items:
            return "blank" if letter in self.headings or (self.single_h and letter in ("H1", "H2")) else "missing"
        if all(i.get("kind") == "nil" or letter == "J" for i in items):
            return _status_of_words(items[0]["text"], letter)
        return "content"

    def truth(self) -> dict[str, Any]:
        """What a perfect reader would find in the document."""
        merged = ["H"] if self.single_h else []
        states = {letter: self._status(letter) for letter in LETTERS if not (merged and letter in ("H1", "H2"))}
        self._note_changes()
        return {
            "plan": str(self.plan.raw.get("id", "")),
            "family": self.family,
            "lettered": self.lettered,
            "sections": self.sections,
            "headings": self.headings,
            "missing_sections": [s for s, v in states.items() if v == "missing"],
            "merged_sections": merged,
            "section_status": {s: v for s, v in states.items() if v != "unsure"},
            "metadata": self.metadata,
            "metadata_printed": self.printed,
            "hazards": self.hazards,
            "helper_text": self.helpers,
            "family_residue": [],
            "omitted": {},
            "affects_labels": self.affects,
            "notes": self.notes,
            "group": "other councils",
        }

    def _note_changes(self) -> None:
        """Where this template, not the writer, joined or parted H1 and H2, or gave a left-out section its heading."""
        if self.single_h != self.plan.single_h:
            self.changes("merged_sections", "H")
            self.changes("area_grades.statutory_form", "H1 and H2 are joined or parted by the template")
        for letter in self.plan.omitted:
            if letter in self.headings:
                self.changes("missing_sections", letter)
                self.changes("area_grades.statutory_form", "the template prints a heading that the writer left out")

    def parts(self, pictures: Mapping[str, bytes] | None = None) -> dict[str, str | bytes]:
        return parts_of("".join(self.body), self.frame, pictures)

    def docx(self) -> bytes:
        return pack(self.parts())


def _status_of_words(words: str, letter: str) -> str:
    if _UNFILLED.match(words):
        return "blank"
    if letter != "J" or _SHORT_NIL.match(words):
        return "explicit_none"
    return "unsure"  # a sentence about a personal budget may be content or a reasoned none: not scored

"""Resolve what the document itself says an item serves: numbers, headings, rows."""

from __future__ import annotations

from qa_engine.structure.cursor import NEED_LETTERS, PROVISION_LETTERS
from qa_engine.structure.drafts import Draft

_KIND_SECTIONS = {"need": NEED_LETTERS, "outcome": ("E",)}


def resolve(by_section: dict[str, list[Draft]], ids: dict[int, str], kinds: dict[int, str],
            pointers: list[tuple[str, Draft]]) -> dict[int, tuple[str, ...]]:
    """Ids that each draft serves, by the draft's identity. Numbers that no item bears are dropped."""
    index = _Index(by_section, ids, kinds)
    serves: dict[int, list[str]] = {}
    for section, drafts in by_section.items():
        if section not in ("E", *PROVISION_LETTERS):
            continue
        for draft in drafts:
            if kinds[id(draft)] in ("outcome", "provision", "step"):
                serves[id(draft)] = _served(draft, index, ids)
    for code, draft in pointers:
        for key in index.find("", code):
            if key in serves and id(draft) in ids and ids[id(draft)] != ids[key]:
                serves[key].append(ids[id(draft)])
    return {key: tuple(dict.fromkeys(found)) for key, found in serves.items()}


def _served(draft: Draft, index: _Index, ids: dict[int, str]) -> list[str]:
    refs = [r for line in draft.lines for r in line.refs] + draft.refs
    named = [key for kind, code in refs for key in index.find(kind, code)]
    beside = [id(m) for m in draft.mates if id(m) in ids and index.kinds[id(m)] in ("need", "outcome")]
    return [ids[key] for key in (*named, *beside) if key != id(draft) and not _same_section(ids[key], draft.section)]


def _same_section(name: str, section: str) -> bool:
    return name.startswith(section) and not name[len(section):len(section) + 1].isalpha()


class _Index:
    """Drafts by printed number, by section and number, and by order."""

    def __init__(self, by_section: dict[str, list[Draft]], ids: dict[int, str], kinds: dict[int, str]):
        self.kinds = kinds
        self._labels: dict[str, dict[str, int]] = {}
        self._order: dict[str, list[int]] = {}
        for section, drafts in by_section.items():
            main = [d for d in drafts if kinds[id(d)] in ("need", "outcome", "provision") and id(d) in ids]
            self._order[section] = [id(d) for d in main]
            self._labels[section] = {}
            for draft in main:
                self._labels[section].setdefault(bare_number(draft.number, section), id(draft))

    def find(self, kind: str, code: str) -> list[int]:
        """Drafts that a code means; `kind` is need, outcome or empty where the code has its own letter."""
        if code == "all":
            return [key for s in _KIND_SECTIONS.get(kind, ()) for key in self._order[s]]
        letters = self._sections(kind, code)
        for section in letters:
            found = self._labels[section].get(bare_number(code, section)) or self._nth(section, code)
            if found:
                return [found]
        return []

    def _sections(self, kind: str, code: str) -> tuple[str, ...]:
        if code[0].isalpha():
            return tuple(s for s in self._order if s[0] == code[0].upper())
        return _KIND_SECTIONS.get(kind, ())

    def _nth(self, section: str, code: str) -> int | None:
        """Where the section's items bear no numbers, its nth item."""
        labels = self._labels[section]
        number = bare_number(code, section)
        if any(labels.keys() - {""}) or not number.isdigit():
            return None
        order = self._order[section]
        return order[int(number) - 1] if 0 < int(number) <= len(order) else None


def bare_number(code: str, section: str) -> str:
    """A printed number without the section's letter, dots and dashes: "H1.2" in H1 is "2", "Outcome 3" is "3"."""
    code = code.strip().upper().removeprefix(section.upper())
    return code.strip(" .-)(") or ""

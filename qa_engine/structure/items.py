"""Turn drafts into items: join what belongs together, decide what each one is, number them."""

from __future__ import annotations

import re
from collections import Counter

from qa_engine.language.words import squeeze
from qa_engine.model.plan import SECTIONS, Item
from qa_engine.structure.drafts import Draft
from qa_engine.structure.links import bare_number, resolve
from qa_engine.structure.statements import Statements, count

_GOES_ON = re.compile(r"^(?:[a-z(]|"
                      r"(?:This|These|As a result|Consequently|Therefore|For example|For instance|Because of this|It is also)\b)")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,2}")
_STEP = re.compile(r"^(?:step|target)$")
_KINDS = {"A": "view", "B": "need", "C": "need", "D": "need", "E": "outcome", "F": "provision", "G": "provision", "H1": "provision",
          "H2": "provision", "I": "placement", "J": "budget", "K": "advice"}
_PARTS = {"strength": "strength", "step": "step", "aspiration": "other"}
_LISTS = ("B", "C", "D", "E", "F", "G", "H1", "H2")
_VERB = re.compile(r"\b(?:will|needs?|has|have|should|must|finds?|requires?|is|are|can|to)\b", re.IGNORECASE)


def build(drafts: list[Draft], statements: Statements, pointers: list[tuple[str, Draft]]) -> dict[str, list[tuple[Item, Draft]]]:
    """Items of every section with their drafts, in document order, ids given and links resolved."""
    kept = _joined(_without_fillers(drafts, statements), statements)
    by_section = {s: [d for d in kept if d.section == s] for s in SECTIONS}
    kinds = {id(d): _kind(d, statements) for d in kept}
    ids = {key: name for s, some in by_section.items() for key, name in _ids(s, some, kinds).items()}
    links = resolve(by_section, ids, kinds, pointers)
    return {s: [(_item(d, ids[id(d)], kinds[id(d)], links.get(id(d), ())), d) for d in some] for s, some in by_section.items()}


def _ids(section: str, drafts: list[Draft], kinds: dict[int, str]) -> dict[int, str]:
    """Section and number: the plan's own where it numbers every item of the section once, so that people find the item, else the place
    in order. Strengths, steps and what else stands beside the section's own kind are counted apart ("B.strength2")."""
    counts: Counter[str] = Counter()
    printed = _printed([d for d in drafts if kinds[id(d)] == _KINDS[section]], section)
    names = {}
    for draft in drafts:
        kind = kinds[id(draft)]
        counts[kind] += 1
        number = printed[counts[kind] - 1] if printed and kind == _KINDS[section] else str(counts[kind])
        names[id(draft)] = f"{section}{_after(section)}{number}" if kind == _KINDS[section] else f"{section}.{kind}{number}"
    return names


def _printed(drafts: list[Draft], section: str) -> list[str]:
    numbers = [bare_number(d.number, section) for d in drafts]
    return numbers if len(set(numbers)) == len(numbers) and all(_NUMBER.fullmatch(n) for n in numbers) else []


def _after(section: str) -> str:
    # "H2.1": the first of H2, and no twenty-first of H.
    return "." if section[-1].isdigit() else ""


def _item(draft: Draft, name: str, kind: str, serves: tuple[str, ...]) -> Item:
    places = (*(p for line in draft.lines for p in line.places), *draft.places)
    return Item(name, draft.section, kind, squeeze(draft.text), draft.area, draft.headings, tuple(draft.columns), draft.number,
                tuple(dict.fromkeys(t for line in draft.lines for t in line.tags)), serves, places)


def _kind(draft: Draft, statements: Statements) -> str:
    section = draft.section
    if statements.not_here(draft.text):
        return "nil"
    if section in ("B", "C", "D", "G", "H1", "H2", "J", "E", "F") and statements.nil(draft.text, needs_only=section in ("B", "E", "F")):
        return "nil"
    if statements.waiting(draft.text) and count(draft.text) < (7 if section in ("I", "J") else 20) and section != "A":
        return "other"
    if section == "E" and _STEP.match(draft.lines[0].word) and draft.part != "aspiration":
        return "step"
    return _PARTS.get(draft.part, _KINDS[section])


def _without_fillers(drafts: list[Draft], statements: Statements) -> list[Draft]:
    """Leave out "not applicable to this outcome", which speaks of a row, but for one where the section holds nothing else."""
    fillers = [d for d in drafts if d.lines and statements.not_here(d.text)]
    said = {d.section for d in drafts if d.lines and d not in fillers}
    kept = {d.section: d for d in reversed(fillers) if d.section not in said}
    return [d for d in drafts if d not in fillers or kept.get(d.section) is d]


def _joined(drafts: list[Draft], statements: Statements) -> list[Draft]:
    live = [d for d in drafts if d.lines]
    live = _steps(_lead_ins(_paragraphs(_views(live))))
    _strengths(live, statements)
    return live


def _views(drafts: list[Draft]) -> list[Draft]:
    """Join the paragraphs of a view under one heading; I and J likewise are one statement each stretch of text."""
    out: list[Draft] = []
    for draft in drafts:
        last = out[-1] if out else None
        same = last and last.section == draft.section and last.headings == draft.headings
        if last and same and draft.section == "A" or last and same and draft.section in ("I", "J") and last.order is None:
            last.lines += draft.lines
        else:
            out.append(draft)
    return out


def _paragraphs(drafts: list[Draft]) -> list[Draft]:
    """Join a paragraph to the one before where it only goes on with it."""
    out: list[Draft] = []
    for draft in drafts:
        last = out[-1] if out else None
        if last is not None and _continues(last, draft):
            last.lines += draft.lines
            last.refs += draft.refs
        else:
            out.append(draft)
    return out


def _continues(last: Draft, draft: Draft) -> bool:
    if draft.section not in _LISTS or last.section != draft.section or last.run != draft.run or last.part != draft.part:
        return False
    if last.headings != draft.headings or draft.lines[0].label or draft.order is not None or last.order is not None:
        return False
    text = draft.lines[0].text
    if draft.bulleted:
        return text[:1].islower() and last.lines[0].text.rstrip().endswith(":") and not draft.lines[0].label
    if _GOES_ON.match(text):
        return not last.text.rstrip().endswith(":") or text[:1].islower()
    return bool(last.lines[0].label) and not draft.bulleted and last.section != "E" and bool(re.match(r"\d|[A-K]\d", last.lines[0].label))


def _lead_ins(drafts: list[Draft]) -> list[Draft]:
    """A line that ends with a colon before bullets: one statement with short bullets, a heading of long ones."""
    out: list[Draft] = []
    n = 0
    while n < len(drafts):
        draft = drafts[n]
        bullets = _bullets_after(drafts, n) if draft.section in _LISTS and draft.text.rstrip().endswith(":") else []
        if bullets:
            out += _led(draft, bullets)
            n += 1 + len(bullets)
        else:
            out.append(draft)
            n += 1
    return out


def _bullets_after(drafts: list[Draft], n: int) -> list[Draft]:
    found = []
    for draft in drafts[n + 1:]:
        if not draft.bulleted or draft.section != drafts[n].section or draft.run != drafts[n].run or draft.order is not None:
            break
        found.append(draft)
    return found


def _led(lead: Draft, bullets: list[Draft]) -> list[Draft]:
    mean = sum(count(b.text) for b in bullets) / len(bullets)
    if mean < 7 and _VERB.search(lead.text):
        lead.lines += [line for b in bullets for line in b.lines]
        return [lead]
    for bullet in bullets:
        bullet.headings = (*bullet.headings, lead.text)
        bullet.refs += lead.refs
    return bullets


def _steps(drafts: list[Draft]) -> list[Draft]:
    """Mark steps: bullets under an outcome that is none itself, and under a "steps" heading up to the next line like an outcome."""
    outcome: Draft | None = None
    step: Draft | None = None
    for draft in (d for d in drafts if d.section == "E"):
        if outcome is not None and draft.run == outcome.run and draft.part != "step" and _below(outcome, draft):
            draft.part = "step"
        elif draft.part == "step" and outcome is not None and step is not None and _sign(draft) == _sign(outcome) != _sign(step):
            draft.part = "outcome"
        if draft.part == "step":
            step = draft
        elif draft.part != "aspiration":
            outcome = draft
    return drafts


def _below(outcome: Draft, draft: Draft) -> bool:
    ours, theirs = outcome.lines[0], draft.lines[0]
    if not theirs.bullet or _numbered(theirs.bullet):
        return bool(theirs.bullet) and theirs.depth > ours.depth and bool(ours.bullet)
    return theirs.depth > ours.depth or not ours.bullet or _numbered(ours.bullet)


def _numbered(bullet: str) -> bool:
    return bool(re.search(r"\d", bullet))


def _sign(draft: Draft) -> tuple[str, int]:
    line = draft.lines[0]
    return ("number" if _numbered(line.bullet) else "bullet" if line.bullet else "plain"), line.depth


def _strengths(drafts: list[Draft], statements: Statements) -> None:
    """Sort strengths from needs where they share a heading."""
    headed = {d.section for d in drafts if d.part == "strength"}
    for draft in drafts:
        if draft.section in ("C", "D") and draft.section not in headed and _set_apart(draft, drafts) and statements.well(draft.text):
            draft.part = "strength"
    n = 0
    while n < len(drafts):
        stop = n + 1
        while stop < len(drafts) and _together(drafts[n], drafts[stop]):
            stop += 1
        if drafts[n].section in ("B", "C", "D"):
            _sort_block(drafts[n:stop], None if drafts[n].section in headed else statements)
        n = stop


def _set_apart(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether italics set a statement apart from others of its section that stand upright."""
    return not draft.part and draft.italic and any(d.section == draft.section and not d.italic for d in drafts)


def _sort_block(block: list[Draft], statements: Statements | None) -> None:
    if block[0].part == "strength":
        # Numbered statements after bulleted strengths are the needs.
        start = next((n for n, d in enumerate(block) if n and _coded(d) and not _coded(block[0])), len(block))
        for draft in block[start:]:
            draft.part = ""
        return
    if block[0].part:
        return
    first = next((n for n, d in enumerate(block) if _marked(d)), 0)
    if not (first > 0 and all(_marked(d) for d in block[first:])):
        # The words decide only where no heading "Strengths" is used in the section and no code marks the needs.
        plain = len(block) if statements and len(block) > 1 else 0
        first = next((n for n, d in enumerate(block[:plain]) if statements is None or not statements.strength(d.text)), plain)
    for draft in block[:first]:
        draft.part = "strength"
    for draft in block[first:]:
        if statements and not draft.lines[0].label and statements.plain_strength(draft.text):
            draft.part = "strength"


def _coded(draft: Draft) -> bool:
    return bool(re.match(r"[BCD]?\d", draft.number))


def _together(one: Draft, other: Draft) -> bool:
    return one.section == other.section and one.headings == other.headings and one.run == other.run and one.part == other.part


def _marked(draft: Draft) -> bool:
    return draft.bulleted or bool(draft.lines[0].label)

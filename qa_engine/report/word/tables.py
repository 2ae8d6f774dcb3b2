"""The thread of needs, outcomes and provision, and the provision line by line with what each leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qa_engine.model.plan import PROVISION
from qa_engine.model.record import AuditRecord, ItemRecord, ThreadRow
from qa_engine.report.views import Seen
from qa_engine.report.word.build import Cell, Table, cell, run, strong
from qa_engine.report.word.paper import Paper
from qa_engine.report.word.words import brief, counted, items_of, listed, quoted

SLOTS = {"what": "What", "who": "Who", "how_often": "How often", "how_much": "How much", "group": "Group or 1:1", "review": "Review"}
NEEDED = ("what", "who", "how_often", "how_much")
FLAGS = {"weak_commitment": "Recommends, does not say “will”", "ceiling": "Says a most and no least",
          "resource_condition": "Depends on money, staff or a panel", "delegated": "Content left to be decided later",
          "educates_or_trains": "Educates or trains: belongs in F"}
_TICK, _CROSS = "✓", "✗"
_LINE, _LINKED = 260, 90
_GAP_FILL = "F8D7DA"


def write_thread(paper: Paper, seen: Seen) -> None:
    """A row for each need, then outcomes and provision that no need takes up."""
    record = seen.record
    paper.heading("6. Golden thread: needs, outcomes, provision")
    if not record.thread:
        paper.say("No needs were read, so no thread can be shown.")
        return
    items = items_of(record)
    both = sum(r.outcome_link != "none" and r.provision_link != "none" for r in record.thread)
    paper.say(f"{both} of {counted(len(record.thread), 'need')} can be followed to an outcome and to provision. "
              "A link is explicit (a number, row or heading says so), likely or possible (the words agree).", keep=True)
    told = "A row for each need: the outcomes and the provision that serve it, and what is missing."
    rows = [_thread_row(r, items) for r in record.thread]
    paper.table(Table("Thread", told, (75, 72, 88, 32), rows, ("Need", "Outcomes", "Provision", "What is missing")))
    for words, names in _loose(record):
        paper.say(listed(names), lead=words)


def write_provision(paper: Paper, seen: Seen) -> None:
    """Every provision of F, G, H1 and H2 with its slots."""
    record = seen.record
    lines = [i for letter in PROVISION if letter in record.sections for i in record.sections[letter].items if i.kind == "provision"]
    paper.heading("7. Provision line by line", new_page=bool(record.thread))
    if not lines:
        paper.say("No provision was read.")
        return
    slots = [s for s in SLOTS if any(s in i.observed for i in lines)]
    whole = sum(i.observed.get("specific") is True for i in lines)
    paper.say(f"{whole} of {counted(len(lines), 'provision')} say all that is needed. {_TICK} said, {_CROSS} not said. "
              "Equipment, and changes to the setting or curriculum, need only what they are and when they are there.", keep=True)
    told = "A row for each provision: what is said in each slot, and what is missing or left open."
    widths = (14, 180 - 15 * len(slots), *([15] * len(slots)), 73)
    paper.table(Table("Provision", told, widths, [_provision_row(i, slots) for i in lines],
                      ("Line", "As the plan says it", *(SLOTS[s] for s in slots), "Missing or open")))


def _thread_row(row: ThreadRow, items: Mapping[str, ItemRecord]) -> list[Cell]:
    need = items.get(row.need)
    gaps = [words for words, link in (("No outcome", row.outcome_link), ("No provision", row.provision_link)) if link == "none"]
    return [cell(strong(f"{row.need} ") + run(brief(need.text, 200) if need else "")), _linked(row.outcomes, row.outcome_link, items),
            _linked(row.provision, row.provision_link, items), cell(*(gaps or ["Nothing"]), fill=_GAP_FILL if gaps else "")]


def _linked(names: Sequence[str], link: str, items: Mapping[str, ItemRecord]) -> Cell:
    lines = [strong(f"{name} ") + run(brief(items[name].text, _LINKED)) for name in names if name in items]
    if lines:
        return cell(*lines, run(f"Link: {link}", "Emphasis"), small=True)
    return cell("None found" if link == "none" else f"None named (link: {link})")


def _loose(record: AuditRecord) -> Iterator[tuple[str, list[str]]]:
    alone = record.observed.get("outcomes_without_need")
    if isinstance(alone, list) and alone:
        yield "Outcomes that serve no need:", alone
    taken = {name for row in record.thread for name in row.provision}
    loose = [i.id for letter in PROVISION if letter in record.sections for i in record.sections[letter].items
             if i.kind == "provision" and i.id not in taken]
    if loose:
        yield "Provision that no need takes up:", loose


def _provision_row(item: ItemRecord, slots: Sequence[str]) -> list[Cell]:
    ticks = [_slot(item, slot) for slot in slots]
    left = _open(item)
    missing = cell(*(left or ["Nothing"]), fill=_GAP_FILL if left else "", small=True)
    return [cell(strong(item.id)), cell(run(brief(item.text, _LINE))), *ticks, missing]


def _slot(item: ItemRecord, slot: str) -> Cell:
    value = item.observed.get(slot)
    return cell("" if value is None else _TICK if value else _CROSS)


def _open(item: ItemRecord) -> list[str]:
    """What the line leaves open, in words."""
    seen = item.observed
    missing = [] if seen.get("specific") is not False else [SLOTS[s].lower() for s in NEEDED if seen.get(s) is False]
    lines = [f"Missing: {', '.join(missing)}"] if missing else []
    vague = seen.get("vague_terms")
    if isinstance(vague, list) and vague:
        lines.append(f"Open words: {', '.join(quoted(v) for v in vague)}")
    return lines + [words for key, words in FLAGS.items() if seen.get(key) is True]

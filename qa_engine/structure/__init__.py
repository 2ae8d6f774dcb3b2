"""From a document to a plan: sections A to K with their items, the child, the dates, the list of advice, and what was left over."""

from __future__ import annotations

from qa_engine.language.lexicon import Lexicon
from qa_engine.model.document import Block, Document, Paragraph, Table, paragraphs
from qa_engine.model.plan import SECTIONS, Item, Plan, Section
from qa_engine.structure.advice import entries
from qa_engine.structure.child import name_words, names_of, particulars_of, subject_of
from qa_engine.structure.cursor import Cursor
from qa_engine.structure.decoys import find_labels
from qa_engine.structure.grid import beside
from qa_engine.structure.heads import Heads
from qa_engine.structure.items import build
from qa_engine.structure.labels import read_label
from qa_engine.structure.letter import read_letter
from qa_engine.structure.merged import joints, letters_of, with_shared_status
from qa_engine.structure.numbers import with_numbers_told
from qa_engine.structure.particulars import Fields, Pairs, collect, particulars_tables
from qa_engine.structure.prose import read_prose
from qa_engine.structure.state import find_state
from qa_engine.structure.statements import Statements, count, is_empty, residue_in
from qa_engine.structure.verdict import why_not_judged
from qa_engine.structure.walk import Walk

__all__ = ["structure"]

_LONG = 25


def structure(document: Document, lexicon: Lexicon) -> Plan:
    """Find the sections and items of a plan. Never raises on content: a document that is no readable plan has `why_not`."""
    document = with_numbers_told(document)
    fields = Fields(lexicon)
    heads = Heads.of_a_plan(lexicon)
    printed, decoys = find_labels(document, heads)
    margins = [p.text.strip() for p in paragraphs((*document.headers, *document.footers)) if not is_empty(p.text)]
    front = _front(document, heads, decoys)
    pairs = collect([*front, *particulars_tables(document, front, fields)], fields)
    read_letter(pairs)
    read_prose(pairs)
    names = name_words(*names_of(pairs, margins))
    heads.know(names)
    walk = Walk(heads, Statements(lexicon, names), printed, decoys, Cursor(printed=printed))
    walk.repeated.update(" ".join(b.text.split()) for b in document.blocks if isinstance(b, Paragraph) and len(b.text) < 90)
    walk.blocks(document.blocks)
    return _plan(document, lexicon, walk, pairs, margins, collect(walk.aside, fields))


def _front(document: Document, heads: Heads, decoys: frozenset[int]) -> list[Block]:
    """Blocks before the first section label, contents pages left out; where no letter is printed, the first part of the document."""
    found: list[Block] = []
    for block in document.blocks:
        texts = [p for p in paragraphs((block,)) if not is_empty(p.text)]
        if texts and all(p.place.paragraph in decoys for p in texts):
            continue
        real = [p for p in texts if p.place.paragraph not in decoys]
        if any(_opens(p, heads) for p in real) or (isinstance(block, Table) and _is_label(block, heads)):
            break
        if not (isinstance(block, Table) and _lists_advice(block, heads)):
            found.append(block)
    return found


def _lists_advice(table: Table, heads: Heads) -> bool:
    """Whether a table's first row heads a list of reports: "Name" in it asks for an author, not for the child."""
    texts = [c.line for c in table.rows[0].cells if not is_empty(c.text)] if table.rows else []
    return len(texts) >= 3 and all(heads.advice_column(t) or heads.column(t) for t in texts)


def _is_label(table: Table, heads: Heads) -> bool:
    """Whether a table opens with a letter in a cell of its own beside the title of its section."""
    cells = [c for c in table.rows[0].cells if not is_empty(c.text)] if table.rows else []
    return len(cells) == 2 and beside(cells, heads) is not None


def _opens(paragraph: Paragraph, heads: Heads) -> bool:
    label = read_label(paragraph.text.strip(), heads)
    return label is not None and not label.index


def _plan(document: Document, lexicon: Lexicon, walk: Walk, pairs: Pairs, margins: list[str], ending: Pairs) -> Plan:
    built = build(walk.drafts, walk.statements, walk.pointers)
    merged = joints(walk.openings, walk.drafts)
    sections = {s: _section(s, [i for i, _ in built[s]], walk) for s in SECTIONS}
    sections = with_shared_status(sections, merged)
    state = find_state(pairs, margins, lexicon, ending)
    particulars = particulars_of(pairs, margins, state, ending)
    text = " ".join(i.text for s in "BCDEFG" for i in sections[s].items)
    subject = subject_of(pairs, margins, particulars.issue_date, text, lexicon)
    left = [p for p in (*walk.front, *walk.outside) if _is_unplaced(p, walk)]
    share = _share(left, sections)
    return Plan(document.name, document.sha256, state, subject, particulars, sections, letters_of(merged), entries(built["K"]),
                _residue(walk, sections), document.hazards, share, tuple(p.text.strip() for p in left),
                why_not_judged(sections, share, state, lexicon), document.format)


def _section(letter: str, items: list[Item], walk: Walk) -> Section:
    own = [o for o in walk.openings if o.letter == letter or (o.letter == "H" and letter in ("H1", "H2"))]
    if not items:
        left = [(text, places) for text, section, places in walk.residue if section == letter][:1]
        items = [Item(f"{letter}.other1", letter, "other", text, places=places) for text, places in left]
    if not items and letter in "IJ":
        # "Section I: Larch Hill School": what the heading names beyond its title is the content.
        said = [o for o in own if o.title and walk.heads.names(o.title) is None][:1]
        items = [Item(f"{letter}1", letter, "placement" if letter == "I" else "budget", o.title, places=o.places) for o in said]
    status = _status(items, bool(own))
    return Section(letter, status, any(o.printed for o in own), tuple(dict.fromkeys(o.title for o in own if o.title)), tuple(items),
                   tuple(p for o in own for p in o.places))


def _status(items: list[Item], opened: bool) -> str:
    kinds = {i.kind for i in items}
    if kinds - {"nil", "other"}:
        return "content"
    if "nil" in kinds:
        return "explicit_none"
    return "blank" if opened or items else "missing"


def _residue(walk: Walk, sections: dict[str, Section]) -> tuple[tuple[str, str, str], ...]:
    left = [(text, section) for text, section, _ in walk.residue if not walk.statements.unanswered(text)]
    prompts = [(text, section if section in SECTIONS else "", "") for text, section in left]
    inside = [(words, s, i.id) for s in SECTIONS for i in sections[s].items for words in residue_in(i.text)]
    front = [(words, "", "") for p in walk.front for words in residue_in(p.text)]
    return tuple(dict.fromkeys((*prompts, *inside, *front)))


def _is_unplaced(paragraph: Paragraph, walk: Walk) -> bool:
    return count(paragraph.text) >= _LONG and paragraph.place.paragraph not in walk.decoys and not walk.statements.guidance(paragraph.text)


def _share(left: list[Paragraph], sections: dict[str, Section]) -> float:
    placed = sum(count(i.text) for s in sections.values() for i in s.items)
    lost = sum(count(p.text) for p in left)
    return lost / (lost + placed) if lost else 0.0

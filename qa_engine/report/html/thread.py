"""The golden thread as pictures: a lane for each need with the outcomes and provision that serve it; gaps have a shape of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from textwrap import wrap

from qa_engine.model.record import AuditRecord, ItemRecord, ThreadRow

WIDTH = 960
_PAD, _GAP, _HEIGHT, _BETWEEN, _LANE_GAP, _TOP = 4, 44, 42, 8, 14, 30
_LETTER = 6.6  # width of an average letter at 12 units, rather more than less
_TALLEST = 620  # a taller picture would not fit on A4 beside its heading
TITLES = {
    "aspiration": "Views and aspirations (A)", "need": "Needs (B, C, D)", "outcome": "Outcomes (E)",
    "provision": "Provision (F, G, H)",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A box: `kind` is aspiration, need, outcome, provision, gap (nothing found) or doubt (nothing named). Lines are (x, y, text)."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    label: str
    lines: tuple[tuple[float, float, str], ...]

    @property
    def points(self) -> str:
        """Corners of the six-sided shape that gaps have."""
        x, y, right, low, cut = self.x, self.y, self.x + self.width, self.y + self.height, 14
        mid = y + self.height / 2
        corners = [(x, mid), (x + cut, y), (right - cut, y), (right, mid), (right - cut, low), (x + cut, low)]
        return " ".join(f"{a:g},{b:g}" for a, b in corners)


@dataclass(frozen=True, slots=True)
class Line:
    """A path between boxes; `strength` is explicit, likely, possible or none."""

    strength: str
    path: str


@dataclass(slots=True)
class Picture:
    """One SVG: lanes of needs that stand under one heading."""

    title: str
    heads: list[tuple[float, str]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    height: float = _TOP

    @property
    def describes(self) -> str:
        """The picture in words."""
        return " ".join(self.said)


@dataclass(frozen=True, slots=True)
class Lane:
    """What stands side by side, by column; a column with None in it shows a gap in these words."""

    title: str
    cells: dict[str, tuple[ItemRecord, ...]]
    links: dict[str, str]
    gaps: dict[str, str]


@dataclass(frozen=True, slots=True)
class ThreadView:
    """The pictures; the lanes behind them for a table with `columns`; what Section A says that is tied to nothing; sums in sentences."""

    pictures: list[Picture]
    lanes: list[Lane]
    sums: list[str]
    columns: tuple[str, ...]
    untied: list[Lane]


def thread_of(record: AuditRecord) -> ThreadView:
    """The thread of a record; no pictures where it has no needs, outcomes or provision."""
    items = {item.id: item for section in record.sections.values() for item in section.items}
    lanes = [_lane(row, items) for row in record.thread if row.need in items]
    hopes = {item.id for lane in lanes for item in lane.cells["aspiration"]}
    untied = list(_untied(record, hopes)) if lanes else []
    lanes += _loose(record, {name for row in record.thread for name in (*row.outcomes, *row.provision)})
    return ThreadView(list(_pictures([*untied, *lanes])), lanes, list(_sums(record)), _columns(lanes), untied)


def _columns(lanes: Sequence[Lane]) -> tuple[str, ...]:
    """The columns that some lane has something in."""
    return tuple(c for c in TITLES if any(lane.cells[c] or c in lane.gaps for lane in lanes))


def _lane(row: ThreadRow, items: Mapping[str, ItemRecord]) -> Lane:
    need = items[row.need]
    outcomes, provision = ([items[name] for name in names if name in items] for names in (row.outcomes, row.provision))
    hopes = dict.fromkeys(name for item in (need, *outcomes) for name in item.serves if name.startswith("A") and name in items)
    section = need.id.rstrip("0123456789.")
    cells = {"aspiration": tuple(items[name] for name in hopes), "need": (need,), "outcome": tuple(outcomes), "provision": tuple(provision)}
    links = {"outcome": row.outcome_link, "provision": row.provision_link}
    gaps = {column: _gap(column, link) for column, link in links.items() if not cells[column]}
    return Lane(f"Section {section}" + (f": {need.area_of_need}" if need.area_of_need else ""), cells, links, gaps)


def _gap(column: str, link: str) -> str:
    return f"No {column} found" if link == "none" else f"No {column} is named for it"


def _untied(record: AuditRecord, tied: set[str]) -> Iterator[Lane]:
    """What Section A says that the plan itself ties to no need or outcome."""
    none: tuple[ItemRecord, ...] = ()
    for item in _items(record, "view", "A"):
        if item.id not in tied:
            yield Lane("Section A: views and aspirations", {"aspiration": (item,), "need": none, "outcome": none, "provision": none},
                       {}, {"outcome": "The plan ties no outcome to it"})


def _loose(record: AuditRecord, used: set[str]) -> Iterator[Lane]:
    """Outcomes without a need, as judged; provision is loose where no need takes it up."""
    none: tuple[ItemRecord, ...] = ()
    without = record.observed.get("outcomes_without_need")
    for item in _items(record, "outcome", "E"):
        if isinstance(without, list) and item.id in without:
            yield Lane("Outcomes and provision tied to no need", {"aspiration": none, "need": none, "outcome": (item,), "provision": none},
                       {}, {"need": "No need found"})
    for item in _items(record, "provision", "F", "G", "H1", "H2"):
        if item.id not in used:
            yield Lane("Outcomes and provision tied to no need", {"aspiration": none, "need": none, "outcome": none, "provision": (item,)},
                       {}, {"need": "No need is named for it"})


def _items(record: AuditRecord, kind: str, *letters: str) -> list[ItemRecord]:
    return [i for letter in letters if letter in record.sections for i in record.sections[letter].items if i.kind == kind]


def _sums(record: AuditRecord) -> Iterator[str]:
    rows = record.thread
    if rows:
        both = sum(r.outcome_link != "none" and r.provision_link != "none" for r in rows)
        yield f"{both} of {len(rows)} needs can be followed to an outcome and to provision."
    for words, names in (("Needs without provision", [r.need for r in rows if r.provision_link == "none"]),
                         ("Needs without an outcome", [r.need for r in rows if r.outcome_link == "none"]),
                         ("Outcomes without a need", record.observed.get("outcomes_without_need"))):
        if names and isinstance(names, list):
            yield f"{words}: {len(names)} ({', '.join(names)})."


def _pictures(lanes: Sequence[Lane]) -> Iterator[Picture]:
    for title, group in groupby(lanes, key=lambda lane: lane.title):
        under = list(group)
        columns = _columns(under)
        heads = [(x, TITLES[c]) for c, (x, _) in _places(columns).items()]
        picture = Picture(title, heads)
        for lane in under:
            height = _lane_height(lane)
            if picture.boxes and picture.height + height > _TALLEST:
                yield picture
                picture = Picture(title, heads)
            _draw(lane, picture, columns, height)
        yield picture


def _places(columns: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Column to its left edge and width."""
    number = max(3, len(columns))  # so that two columns do not make very wide boxes
    width = (WIDTH - 2 * _PAD - _GAP * (number - 1)) / number
    return {c: (_PAD + n * (width + _GAP), width) for n, c in enumerate(columns)}


def _lane_height(lane: Lane) -> float:
    most = max(1, *(len(cell) for cell in lane.cells.values()))
    return most * (_HEIGHT + _BETWEEN) - _BETWEEN + _LANE_GAP


def _draw(lane: Lane, picture: Picture, columns: Sequence[str], height: float) -> None:
    top = picture.height
    boxes: dict[str, list[Box]] = {}
    for column, (x, width) in _places(columns).items():
        boxes[column] = list(_column(lane, column, x, width, top))
    picture.boxes += [box for column in boxes.values() for box in column]
    picture.lines += _lines(lane, boxes, top + height - _LANE_GAP / 2)
    picture.said.append(_said(lane))
    picture.height += height


def _column(lane: Lane, column: str, x: float, width: float, top: float) -> Iterator[Box]:
    for n, item in enumerate(lane.cells[column]):
        yield _box(column, item.id, item.text, x, top + n * (_HEIGHT + _BETWEEN), width)
    if column in lane.gaps and not lane.cells[column]:
        kind = "gap" if lane.gaps[column].endswith("found") else "doubt"
        yield _box(kind, "✗" if kind == "gap" else "?", lane.gaps[column], x, top, width)


def _box(kind: str, label: str, text: str, x: float, y: float, width: float) -> Box:
    inset = 20 if kind in ("gap", "doubt") else 8
    letters = int((width - 2 * inset) / _LETTER)
    rows = wrap(f"{label} {text}", letters, max_lines=2, placeholder=" …") or [label]
    first = y + _HEIGHT / 2 + 4 - 8 * (len(rows) - 1)
    lines = tuple((x + inset, first + 16 * n, row.removeprefix(label).strip() if n == 0 else row) for n, row in enumerate(rows))
    return Box(kind, x, y, width, _HEIGHT, label, lines)


def _lines(lane: Lane, boxes: Mapping[str, Sequence[Box]], low: float) -> Iterator[Line]:
    """Aspiration to need, need to each outcome, outcome to the provision that names it, and need to the rest below the outcomes."""
    for need in boxes.get("need", ()):
        yield from (Line("explicit", _curve(hope, need)) for hope in boxes.get("aspiration", ()))
        yield from (Line(lane.links.get("outcome", "none"), _curve(need, outcome)) for outcome in boxes.get("outcome", ()))
        for provision in boxes.get("provision", ()):
            direct = [o for o in boxes.get("outcome", ()) if _serves(lane, provision.label, o.label)]
            yield from (Line("explicit", _curve(o, provision)) for o in direct)
            if not direct:
                yield Line(lane.links.get("provision", "none"), _under(need, provision, low))


def _serves(lane: Lane, provision: str, outcome: str) -> bool:
    """The plan itself ties the two, from either side."""
    return any(i.id == provision and outcome in i.serves for i in lane.cells["provision"]) or \
        any(i.id == outcome and provision in i.served_by for i in lane.cells["outcome"])


def _curve(a: Box, b: Box) -> str:
    x, y, to, end = a.x + a.width, a.y + a.height / 2, b.x, b.y + b.height / 2
    mid = (x + to) / 2
    return f"M{x:g} {y:g}C{mid:g} {y:g} {mid:g} {end:g} {to:g} {end:g}"


def _under(a: Box, b: Box, low: float) -> str:
    if b.x - a.x - a.width <= _GAP:
        return _curve(a, b)
    x, y, to, end = a.x + a.width, a.y + a.height / 2, b.x, b.y + b.height / 2
    return f"M{x:g} {y:g}H{x + _GAP / 3:g}V{low:g}H{to - _GAP / 3:g}V{end:g}H{to:g}"


def _said(lane: Lane) -> str:
    need = ", ".join(i.id for i in lane.cells["need"]) or lane.gaps.get("need", "")
    if not lane.cells["need"]:
        loose = [i for c in ("aspiration", "outcome", "provision") for i in lane.cells[c]]
        return f"{_names(loose)}: {(need or lane.gaps.get('outcome', '')).lower()}."
    told = [_names(lane.cells[c]) or lane.gaps[c].lower() for c in ("outcome", "provision")]
    return f"Need {need}: {'; '.join(told)}."


def _names(items: Iterable[ItemRecord]) -> str:
    return ", ".join(i.id for i in items)

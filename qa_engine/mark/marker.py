"""Put an audit into the plan's own Word file as comments, and take them out again: the page to read first."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa_engine.errors import DocumentError
from qa_engine.mark.anchors import Anchor, Anchors
from qa_engine.mark.choose import Choice, Options, choose
from qa_engine.mark.comments import Comments
from qa_engine.mark.package import MarkedPackage
from qa_engine.mark.rejoin import clear
from qa_engine.mark.splice import Splicer
from qa_engine.mark.twins import Twins
from qa_engine.mark.wording import Line, remark_lines, top_lines
from qa_engine.read.names import Element
from qa_engine.read.trace import trace

if TYPE_CHECKING:  # taking comments out needs no rules
    from qa_engine.audit import Audit


NOT_WORD = "a PDF; comments go into Word files only, so take the report instead (ehcp-qa audit with --format docx or html)"


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the findings. Of the comments whose findings quote words, `on_words` stand on these very words, `near_words` on
    their item or on more or less than the words; `on_place` quote nothing and stand on an item or heading. The comment at the top
    holds `in_top` findings; `left_out` comments are not there, being more than anyone would read."""

    on_words: int
    near_words: int
    on_place: int
    in_top: int
    left_out: int

    @property
    def share_on_words(self) -> float:
        """The share (0 to 1) of comments that quote words and stand on exactly these."""
        quoting = self.on_words + self.near_words
        return self.on_words / quoting if quoting else 1.0


@dataclass(frozen=True, slots=True)
class Marked:
    """The bytes of a marked file, and what became of the findings."""

    data: bytes
    tally: Tally


def mark(path: Path, audit: Audit, options: Options | None = None) -> bytes:
    """The bytes of a copy of the plan at `path` with the audit's findings as comments. Raises DocumentError."""
    return mark_and_tell(path, audit, options or Options()).data


def mark_and_tell(path: Path, audit: Audit, options: Options) -> Marked:
    """As `mark`, with a tally. Comments of an earlier check are replaced."""
    if audit.document.format != "docx":
        raise DocumentError(NOT_WORD)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != audit.document.sha256:
        raise DocumentError("changed since it was checked; save it and check it again")
    data = unmark(data)
    traced = trace(data)
    anchors = Anchors(audit.plan, traced)
    choice = choose(audit.record.findings, anchors, options)
    package = MarkedPackage(data)
    body = package.tree(package.main)
    writer = _Writer(package, body, Twins(traced, body), audit.record.plan.issue_date)
    top = anchors.top()
    if top is not None:
        writer.write(top, top_lines(audit.record, choice))
    exact = [writer.write(remark.anchor, remark_lines(remark)) for remark in choice.remarks]
    writer.close()
    return Marked(package.save(), _tally(choice, exact))


def unmark(data: bytes) -> bytes:
    """The bytes of a Word file without the comments of this program; a file that has none comes back as it is. Raises DocumentError."""
    package = MarkedPackage(data)
    if package.comments is None:
        return data
    comments = Comments(package.tree(package.comments))
    ours = comments.ours()
    if not ours:
        return data
    comments.drop(ours)
    clear(package.tree(package.main), ours)
    if not len(comments):
        package.drop_comments()
    return package.save()


class _Writer:
    """Writes comments into an open package, numbered on from those it has."""

    def __init__(self, package: MarkedPackage, body: Element, twins: Twins, issued: str | None) -> None:
        self._comments = Comments(package.tree(package.comments) if package.comments else package.new_comments())
        self._splicer = Splicer(body)
        self._twins = twins
        self._date = f"{issued}T00:00:00Z" if issued else None
        self._next = 1 + max((int(n) for n in self._comments.ids() if n.isdigit()), default=-1)

    def write(self, anchor: Anchor, lines: list[Line]) -> bool:
        """Write one comment; whether it stands on exactly the words of its anchor."""
        self._comments.add(self._next, lines, self._date)
        exact = self._splicer.put(self._next, self._twins.first(anchor.start, anchor.end), self._twins.last(anchor.start, anchor.end))
        self._next += 1
        return exact

    def close(self) -> None:
        """Finish; nothing may be written after this."""
        self._comments.close()


def _tally(choice: Choice, exact: list[bool]) -> Tally:
    quoting = [r.anchor.exact and done for r, done in zip(choice.remarks, exact, strict=True) if any(f.quote for f in r.findings)]
    placed, near = len(choice.remarks) - len(quoting), len(quoting) - sum(quoting)
    return Tally(sum(quoting), near, placed, len(choice.whole), sum(choice.left_out.values()))

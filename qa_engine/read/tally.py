"""What is met while a file is read, counted and kept as the reader goes."""

from __future__ import annotations

from dataclasses import dataclass, field

from qa_engine.model.document import Hazards


@dataclass(slots=True)
class Tally:
    """A running account of everything that `Hazards` reports; one for all parts of a file."""

    insertions: int = 0
    deletions: int = 0
    moves: int = 0
    comments: int = 0
    footnotes: int = 0
    text_boxes: int = 0
    content_controls: int = 0
    images: int = 0
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def hazards(self) -> Hazards:
        """The account closed."""
        return Hazards(
            self.insertions, self.deletions, self.moves, tuple(self.struck), tuple(self.hidden), self.comments,
            self.footnotes, self.text_boxes, self.content_controls, self.images,
            tuple(dict.fromkeys(self.unresolved)), tuple(self.unread), tuple(self.prompts),
        )

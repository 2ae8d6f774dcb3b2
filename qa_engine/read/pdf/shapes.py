"""What stands on a page: words, ruled lines, filled areas, tick boxes; lengths in points, y downwards from the top of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Box(NamedTuple):
    """An upright rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether a point lies in it, or within `slack` of it."""
        return self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack

    @property
    def area(self) -> float:
        """Its area in square points."""
        return max(self.x1 - self.x0, 0.0) * max(self.bottom - self.top, 0.0)


class Look(NamedTuple):
    """How a word is set: size in points, and the switches of its font."""

    size: float
    bold: bool = False
    italic: bool = False
    font: str = ""


class Word(NamedTuple):
    """Letters set together. `y` is the baseline; `glued` is true where nothing parts it from the word before."""

    text: str
    x0: float
    x1: float
    y: float
    look: Look
    glued: bool = False
    underline: bool = False
    struck: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """A point inside the word."""
        return (self.x0 + self.x1) / 2, self.y - self.look.size * 0.3


class Flat(NamedTuple):
    """A level ruled line at height `y`."""

    y: float
    x0: float
    x1: float


class Upright(NamedTuple):
    """An upright ruled line at `x`."""

    x: float
    top: float
    bottom: float


class Fill(NamedTuple):
    """A painted area; `white` where the paint is the paper's own colour."""

    box: Box
    white: bool


@dataclass(slots=True)
class Drawing:
    """Lines and areas of one page."""

    flats: list[Flat] = field(default_factory=list)
    uprights: list[Upright] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    signs: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """One page as it was read. `marks` is lettering across the page; `hidden` what is set but never shown;
    `overlaid` is true where invisible words lie over a picture of the page, as programs put them that read scans."""

    number: int
    width: float
    height: float
    words: list[Word]
    drawing: Drawing
    marks: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    letters: int = 0
    unusable: int = 0
    overlaid: bool = False

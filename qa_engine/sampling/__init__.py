"""Drawing plans for people to look at: by chance, every group in its share, the same plans from the same seed."""

from qa_engine.sampling.draw import Drawn, draw
from qa_engine.sampling.plans import Plan
from qa_engine.sampling.source import Source, open_source

__all__ = ["Drawn", "Plan", "Source", "draw", "open_source"]

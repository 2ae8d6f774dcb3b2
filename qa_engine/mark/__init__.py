"""An audit as comments in the plan's own Word file, on the very words; and the file without them again."""

from qa_engine.mark.choose import Options
from qa_engine.mark.marker import Marked, Tally, mark, mark_and_tell, unmark

__all__ = ["Marked", "Options", "Tally", "mark", "mark_and_tell", "unmark"]

"""What only a batch can see: wording shared between plans, another child's details, reliance on one service, thin sections."""

from qa_engine.across.look import look_across
from qa_engine.across.model import Across
from qa_engine.across.summary import told
from qa_engine.across.write import across_json, write_across

__all__ = ["Across", "across_json", "look_across", "told", "write_across"]

"""What a case is called in the store: by its file's content, and by the council's own case id.

Neither is a secret: who has the plan's file, or the list of the council's case ids, can make the same names and so find the case again.
They keep names and case ids out of reports and screens; they are no protection of the store itself.
"""

from __future__ import annotations

from hashlib import sha256

_PREFIX = "qa_engine case: "
_SHORT = 12


def case_id(plan_sha256: str) -> str:
    """The name of a case that tells nothing of the child; the same file has the same one."""
    return f"case-{plan_sha256[:_SHORT]}"


def ref_of(council_case_id: str) -> str:
    """The name of a case over all versions of its plan, from the council's own case id; "" where there is none.

    Capitals and spaces around it do not matter.
    """
    told = council_case_id.strip().casefold()
    return f"ref-{sha256((_PREFIX + told).encode()).hexdigest()[:_SHORT]}" if told else ""

"""What a case is called over all versions of its plan: by a name made from the council's own case id.

It is no secret, as the name of a single version (`pseudonyms.case_id`) is none: who has the list of the council's case ids, or the plan's
file, can make the same names and so find the case again. They keep names and case ids out of reports and screens; they are no protection
of the store itself.
"""

from __future__ import annotations

from hashlib import sha256

_PREFIX = "qa_engine case: "
_SHORT = 12


def ref_of(council_case_id: str) -> str:
    """The name of a case over all versions of its plan, from the council's own case id; "" where there is none.

    Capitals and spaces around it do not matter.
    """
    told = council_case_id.strip().casefold()
    return f"ref-{sha256((_PREFIX + told).encode()).hexdigest()[:_SHORT]}" if told else ""

"""The errors a user can meet: one clear line each, never any text of a plan."""


class QaError(Exception):
    """Something that could not be done. `str()` is the one line that the user reads: what is wrong, what to do."""


class DocumentError(QaError):
    """A file that cannot be read as a Word or PDF document."""


class RuleError(QaError):
    """A rule pack that breaks the rule format; names file, rule and field."""


class EngineError(QaError):
    """The inference engine refused a ruleset or a batch of facts."""

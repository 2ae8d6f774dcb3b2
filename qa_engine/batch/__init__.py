"""A folder of plans in worker processes: it can be stopped at any moment and run again, and the reports come out the same."""

from qa_engine.batch.run import Done, Request, run

__all__ = ["Done", "Request", "run"]

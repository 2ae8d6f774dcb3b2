"""The few statistics that audits need, in plain Python: intervals of shares, sizes of samples, agreement of two people."""

from qa_engine.statistics.agreement import Agreement, Pair, agreement
from qa_engine.statistics.intervals import Z, wilson
from qa_engine.statistics.kappa import LINEAR, QUADRATIC, UNWEIGHTED, Kappa, kappa
from qa_engine.statistics.sizes import sample_size, wilson_sample_size

__all__ = ["LINEAR", "QUADRATIC", "UNWEIGHTED", "Z", "Agreement", "Kappa", "Pair", "agreement", "kappa", "sample_size", "wilson",
           "wilson_sample_size"]

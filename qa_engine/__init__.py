"""Offline, deterministic, explainable audits of Education, Health and Care Plans (England)."""

__version__ = "0.1.0"

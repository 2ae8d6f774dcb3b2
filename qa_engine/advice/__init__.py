"""Advice reports: read, judged, and traced into the plan that was drafted from them."""

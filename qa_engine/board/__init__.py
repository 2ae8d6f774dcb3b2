"""The board report's figures: reckoned once, from audits that stream past, so that every page, sheet and file shows the same numbers."""

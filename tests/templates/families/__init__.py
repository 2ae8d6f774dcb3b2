"""Fifteen councils' template families, one module each; every module has `render(plan) -> Sheet`."""

"""Audits kept over months, with what people made of them: in a file beside the reports, or in the council's own database."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa_engine.store.store import Store

__all__ = ["Store"]


def __getattr__(name: str) -> Any:
    """The store is loaded when it is asked for, so that who only needs the shapes in `model` does not wait for a database library."""
    if name == "Store":
        return import_module("qa_engine.store.store").Store
    raise AttributeError(name)

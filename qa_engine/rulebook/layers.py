"""What a pack says about rules of the packs below it, of whatever kind: which are switched off, and which fields change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from qa_engine.errors import RuleError
from qa_engine.rulebook.mistakes import validated
from qa_engine.rulebook.model import Change, PackFile
from qa_engine.rulebook.source import read_list, read_yaml
from qa_engine.rulebook.thresholds import names_in

_Model = TypeVar("_Model", bound=BaseModel)
_FIXED = ("id", "when", "unless", "any_of", "strength", "references", "examples")  # not to be replaced whole by a local pack


def pack_file(folder: Path) -> PackFile:
    """What a folder of rules says of itself. Raises RuleError, also where it says nothing."""
    path = folder / "pack.yaml"
    if not path.exists():
        raise RuleError("pack.yaml: the folder of rules has none; add it with name, version, law_as_at and jurisdiction")
    return validated(PackFile, read_yaml(path), "pack.yaml")


@dataclass(slots=True)
class Layers:
    """Rules of one kind as data, pack over pack: `entries` and the names of their `files` by id, and the thresholds `asked` for.

    Ids that a pack names and `entries` has not belong to another kind of rule, read elsewhere; `load` refuses those of no kind.
    """

    entries: dict[str, Any] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def add(self, folder: Path, paths: Iterable[Path], *, examples: bool = True) -> None:
        """Lay a pack over those before: what it switches off, what it changes, and its own rules in `paths`. Raises RuleError."""
        described = pack_file(folder)
        for rule, change in described.change.items():
            if rule in self.entries:
                amend(rule, self.entries[rule], change)
        for rule in described.off:
            self.entries.pop(rule, None)
        for path in paths:
            for entry in read_list(path, examples=examples):
                name = str(entry.get("id", "?")) if isinstance(entry, dict) else "?"
                self.entries[name], self.files[name] = entry, path.name
                self.asked.update(names_in(entry))

    def checked(self, model: type[_Model]) -> list[tuple[str, _Model]]:
        """The rules in force, each after its place ("areas.yaml, rule JA-FORM-CORE"). Raises RuleError for one of the wrong shape."""
        places = {name: f"{self.files[name]}, rule {name}" for name in self.entries}
        return [(places[name], validated(model, entry, places[name])) for name, entry in self.entries.items()]


def amend(rule: str, raw: Any, wanted: Change) -> None:
    """Change fields of a rule in place. Raises RuleError for a path that leads nowhere."""
    for path, value in wanted.set.items():
        *above, last = path.split(".")
        place: Any = raw
        for name in above:
            place = place.get(name) if isinstance(place, dict) else None
        if path in _FIXED or not isinstance(place, dict) or last not in place:
            raise RuleError(f"pack.yaml, rule {rule}: change.{path}: there is nothing of that name to change; "
                            "write a path such as severity or when.advice.months_old.at_least")
        place[last] = value

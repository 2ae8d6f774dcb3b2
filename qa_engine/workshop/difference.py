"""The difference between two versions of a rule pack: rules, thresholds, word lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from qa_engine.judge import load_book
from qa_engine.language.lexicon import Lexicon
from qa_engine.rulebook import Rulebook, default_folder, load
from qa_engine.workshop.whole import with_advice


class Change(NamedTuple):
    """One difference: what it concerns (rule, threshold or word list), its name, and what became of it."""

    kind: str
    name: str
    says: str


def difference(old: Path, new: Path) -> Iterator[Change]:
    """Differences from `old` to `new`, two folders of rules; a folder without national rules of its own lies over the national pack."""
    before, after = _whole(old), _whole(new)
    yield from _between("rule", _rules(before), _rules(after))
    thresholds = [{k: {"value": t.value} for k, t in load_book(book.folders).thresholds.items()} for book in (before, after)]
    yield from _between("threshold", *thresholds)
    yield from _terms(Lexicon.load(before.term_folders).lists, Lexicon.load(after.term_folders).lists)


def _whole(folder: Path) -> Rulebook:
    """A pack that brings its own areas stands alone; any other is a local pack."""
    return with_advice(load([folder] if (folder / "areas.yaml").exists() else [default_folder(), folder], examples=True), examples=True)


def _rules(book: Rulebook) -> dict[str, dict[str, Any]]:
    return {name: rule.model_dump(by_alias=True) for name, rule in book.rules.items()}


def _between(kind: str, old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]) -> Iterator[Change]:
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield Change(kind, name, "removed or switched off")
        elif name not in old:
            yield Change(kind, name, "added")
        else:
            yield from (Change(kind, name, f"{field}: {_short(old[name].get(field))} is now {_short(new[name].get(field))}")
                        for field in new[name] if old[name].get(field) != new[name].get(field))


def _terms(old: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> Iterator[Change]:
    for name in sorted(old.keys() | new.keys()):
        gone, come = set(old.get(name, ())) - set(new.get(name, ())), set(new.get(name, ())) - set(old.get(name, ()))
        if gone or come:
            parts = [f"{word} {', '.join(sorted(phrases))}" for word, phrases in (("added", come), ("removed", gone)) if phrases]
            yield Change("word list", name, "; ".join(parts))


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."

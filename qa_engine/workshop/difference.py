"""The difference between two versions of a rule pack: rules, grade rules, areas, thresholds, word lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from qa_engine.advice.book import load_advice_book
from qa_engine.judge import load_book
from qa_engine.language.lexicon import Lexicon
from qa_engine.rulebook import Rulebook, default_folder, load


class Change(NamedTuple):
    """One difference: what it concerns (rule, grade rule, area, threshold or word list), its name, and what became of it."""

    kind: str
    name: str
    says: str


def difference(old: Path, new: Path) -> Iterator[Change]:
    """Differences from `old` to `new`, two folders of rules; a folder without national rules of its own lies over the national pack."""
    before, after = _whole(old), _whole(new)
    for (kind, was), (_, now) in zip(_parts(before), _parts(after), strict=True):
        yield from _between(kind, was, now)
    yield from _terms(Lexicon.load(before.term_folders).lists, Lexicon.load(after.term_folders).lists)


def _whole(folder: Path) -> Rulebook:
    """A pack that brings its own areas stands alone; any other is a local pack."""
    return load([folder] if (folder / "areas.yaml").exists() else [default_folder(), folder], examples=True)


def _parts(book: Rulebook) -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    """All that a pack holds beside its words, a kind at a time, as fields by name; of thresholds the number alone."""
    judgement, advice = load_book(book.folders), load_advice_book(book, examples=True)
    yield "rule", _fields({**book.rules, **advice.rules})
    yield "grade rule", _fields({**{rule.id: rule for rule in judgement.rules}, **advice.grades})
    yield "area", _fields(judgement.areas)
    yield "threshold", {name: {"value": t.value} for name, t in {**judgement.thresholds, **advice.thresholds}.items()}


def _fields(models: Mapping[str, BaseModel]) -> dict[str, dict[str, Any]]:
    return {name: model.model_dump(by_alias=True) for name, model in models.items()}


def _between(kind: str, old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]) -> Iterator[Change]:
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield Change(kind, name, "removed or switched off")
        elif name not in old:
            yield Change(kind, name, "added")
        else:
            was, now = dict(_leaves(old[name])), dict(_leaves(new[name]))
            yield from (Change(kind, name, f"{path}: {_moved(was.get(path), now.get(path))}")
                        for path in dict.fromkeys((*was, *now)) if was.get(path) != now.get(path))


def _terms(old: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> Iterator[Change]:
    for name in sorted(old.keys() | new.keys()):
        gone, come = set(old.get(name, ())) - set(new.get(name, ())), set(new.get(name, ())) - set(old.get(name, ()))
        if gone or come:
            parts = [f"{word} {', '.join(sorted(phrases))}" for word, phrases in (("added", come), ("removed", gone)) if phrases]
            yield Change("word list", name, "; ".join(parts))


def _leaves(value: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Each value of a rule with the path that a local pack would write for it: "when.advice.months_old.at_least"."""
    for name, inner in value.items():
        if isinstance(inner, dict) and inner:
            yield from _leaves(inner, f"{above}{name}.")
        else:
            yield above + name, inner


def _moved(old: Any, new: Any) -> str:
    was, now = _short(old), _short(new)
    return f"{was} is now {now}" if was != now else "has changed"


def _short(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "..."

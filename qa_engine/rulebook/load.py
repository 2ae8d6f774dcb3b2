"""Rule packs to one checked rulebook: the national pack first, each local one over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from qa_engine.errors import RuleError
from qa_engine.model.pattern import Pattern
from qa_engine.rulebook.conditions import mistakes, patterns, unbound, vocabulary
from qa_engine.rulebook.examples import plan_of
from qa_engine.rulebook.mistakes import in_words
from qa_engine.rulebook.model import Change, PackFile, Rule, Source
from qa_engine.rulebook.source import read_yaml

_Model = TypeVar("_Model", bound=BaseModel)
_FIXED = ("id", "when", "unless", "any_of", "strength", "references", "examples")  # not to be replaced whole by a local pack


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of rules as it describes itself; `law_as_at` is an ISO date."""

    name: str
    version: str
    law_as_at: str
    jurisdiction: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules in force, by id, in order; what was switched off, with reasons; sources; the packs they come from."""

    packs: tuple[Pack, ...]
    rules: dict[str, Rule]
    off: dict[str, str]
    sources: dict[str, Source]
    files: dict[str, str]

    @property
    def folders(self) -> list[Path]:
        """The packs' folders, national first."""
        return [pack.folder for pack in self.packs]

    @property
    def term_folders(self) -> list[Path]:
        """Where word lists stand, national first."""
        return [folder / "terms" for folder in self.folders]

    def patterns(self) -> dict[str, list[Pattern]]:
        """The rules as the inference engine takes them."""
        return {rule.id: patterns(rule.when, rule.any_of, rule.unless) for rule in self.rules.values()}

    def cited(self, rule: Rule) -> tuple[str, ...]:
        """The references of a rule, ready to print."""
        return tuple(_cited(self.sources[r.source].title, r.at, r.says) for r in rule.references)


def _cited(title: str, at: str, says: str) -> str:
    place = f"{title}, {at}" if at else title
    return f"{place}: {says}" if says else place


def default_folder() -> Path:
    """The national pack: in the wheel beside the code, or in the source tree above it. RuleError if it is in neither."""
    here = Path(__file__).resolve().parent.parent
    for folder in (here / "_data" / "rules", here.parent / "rules"):
        if (folder / "pack.yaml").exists():
            return folder
    raise RuleError("the national rules were not found; install the program again, or name a folder of rules")


def rule_folders(packs: Sequence[Path] = ()) -> list[Path]:
    """The national pack's folder, then the local ones."""
    return [default_folder(), *packs]


def load(folders: Sequence[Path] | None = None, *, examples: bool = False) -> Rulebook:
    """Read and check packs, the national one first (it alone if none is named).

    Raises RuleError with one line: file, rule, field, what is wrong, what it should be. `examples` are read only when asked for.
    """
    draft = _Draft(examples)
    for folder in folders or rule_folders():
        draft.add(folder)
    return draft.finish()


class _Draft:
    """Packs on the way to being a rulebook: rules as data, each with the file it stands in."""

    def __init__(self, examples: bool):
        self._examples = examples
        self._raw: dict[str, dict[str, Any]] = {}
        self._files: dict[str, str] = {}
        self._packs: list[Pack] = []
        self._off: dict[str, str] = {}
        self._retired: dict[str, str] = {}
        self._sources: dict[str, Source] = {}

    def add(self, folder: Path) -> None:
        """Lay a pack over those before it."""
        described = _model(PackFile, read_yaml(_there(folder / "pack.yaml")), "pack.yaml")
        self._packs.append(Pack(described.name, described.version, described.law_as_at.isoformat(), described.jurisdiction, folder))
        self._retired |= described.retired
        if (folder / "sources.yaml").exists():
            self._sources |= {key: _model(Source, value, f"sources.yaml, source {key}")
                              for key, value in (read_yaml(folder / "sources.yaml") or {}).items()}
        self._switch_off(described.off)
        for rule, change in described.change.items():
            self._change(rule, change)
        for path in sorted((folder / "findings").glob("*.yaml")):
            self._add_file(path)

    def _switch_off(self, off: Mapping[str, str]) -> None:
        for rule, reason in off.items():
            self._known(rule, "off")
            self._off[rule] = reason

    def _change(self, rule: str, change: Change) -> None:
        self._known(rule, "change")
        for path, value in change.set.items():
            *above, last = path.split(".")
            place: Any = self._raw[rule]
            for name in above:
                place = place.get(name) if isinstance(place, dict) else None
            if path in _FIXED or not isinstance(place, dict) or last not in place:
                raise RuleError(f"pack.yaml, rule {rule}: change.{path}: there is nothing of that name to change; "
                                "write a path such as severity or when.advice.months_old.at_least")
            place[last] = value

    def _known(self, rule: str, part: str) -> None:
        if rule not in self._raw:
            raise RuleError(f"pack.yaml, rule {rule}: {part}: no pack below this one has that rule; check its id")

    def _add_file(self, path: Path) -> None:
        data = read_yaml(path, examples=self._examples)
        if not isinstance(data, list):
            raise RuleError(f"{path.name}: the file is no list; begin each rule with “- id:”")
        for entry in data:
            name = entry.get("id") if isinstance(entry, dict) else None
            if not isinstance(name, str):
                raise RuleError(f"{path.name}: id: a rule has none; begin each rule with “- id:”")
            if name in self._raw or name in self._retired:
                where = f"stands in {self._files[name]} already" if name in self._raw else "was retired"
                raise RuleError(f"{path.name}, rule {name}: id: the id {where}; give the rule another, ids are never reused")
            self._raw[name], self._files[name] = entry, path.name

    def finish(self) -> Rulebook:
        """Check every rule that is in force."""
        rules = {name: self._checked(name, raw) for name, raw in self._raw.items() if name not in self._off}
        return Rulebook(tuple(self._packs), rules, self._off, self._sources, self._files)

    def _checked(self, name: str, raw: dict[str, Any]) -> Rule:
        at = f"{self._files[name]}, rule {name}"
        rule = _model(Rule, raw, at)
        for mistake in _mistakes(rule, self._sources, self._examples):
            raise RuleError(f"{at}: {mistake}")
        for example in [*rule.examples.fail, *rule.examples.pass_] if rule.examples else []:
            plan_of(example, f"{at}: examples")
        return rule


def _mistakes(rule: Rule, sources: Mapping[str, Source], examples: bool) -> Iterator[str]:
    words = vocabulary()
    yield from mistakes(rule.when, rule.any_of, rule.unless, words)
    for field, text in (("message", rule.message), ("advice", rule.advice), ("quote", f"{{{rule.quote}}}" if rule.quote else "")):
        yield from (f"{field}: {wrong}" for wrong in unbound(text, rule.when, words))
    if rule.quote and rule.quote.partition(".")[0] != next(iter(rule.when)):
        yield f"quote: {rule.quote!r} stands elsewhere than the finding, which points at {next(iter(rule.when))!r}, " \
              "the first under when; leave it out, or name its item in the message"
    for reference in rule.references:
        if reference.source not in sources:
            yield f"references: the source {reference.source!r} is not in sources.yaml; add it, or write one of {', '.join(sources)}"
    if not rule.strength and not rule.advice:
        yield "advice: is missing; say what to do, with blanks in square brackets where the author must choose"
    if examples and rule.examples is None:
        yield "examples: are missing; write at least one under fail and one under pass"


def _there(path: Path) -> Path:
    if not path.exists():
        raise RuleError(f"{path.name}: the folder of rules has none; add it with name, version, law_as_at and jurisdiction")
    return path


def _model(model: type[_Model], data: Any, at: str) -> _Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise RuleError(f"{at}: {in_words(error, model)}") from None

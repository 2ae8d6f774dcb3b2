"""Rule packs to one checked rulebook: the national pack first, each local one over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa_engine.errors import RuleError
from qa_engine.model.pattern import Pattern
from qa_engine.rulebook.conditions import mistakes, patterns, unbound, vocabulary
from qa_engine.rulebook.examples import plan_of
from qa_engine.rulebook.layers import amend, pack_file
from qa_engine.rulebook.mistakes import validated
from qa_engine.rulebook.model import Change, Rule, Source
from qa_engine.rulebook.source import read_list, read_names

_ELSEWHERE = ("advice", "judgement")  # folders of a pack whose rules other rooms read


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
        described = pack_file(folder)
        self._packs.append(Pack(described.name, described.version, described.law_as_at.isoformat(), described.jurisdiction, folder))
        self._retired |= described.retired
        self._sources |= {key: validated(Source, value, f"sources.yaml, source {key}")
                          for key, value in read_names(folder / "sources.yaml").items()}
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
        if rule in self._raw:
            amend(rule, self._raw[rule], change)

    def _known(self, rule: str, part: str) -> None:
        if rule not in self._raw and rule not in self._elsewhere():
            raise RuleError(f"pack.yaml, rule {rule}: {part}: no pack below this one has that rule; check its id")

    def _elsewhere(self) -> set[str]:
        """Ids of the rules about advice and of judgement in the packs below the last."""
        paths = [path for pack in self._packs[:-1] for room in _ELSEWHERE for path in sorted((pack.folder / room).glob("*.yaml"))]
        entries = [entry for path in paths if path.stem != "thresholds" for entry in read_list(path, examples=False)]
        return {str(entry.get("id")) for entry in entries if isinstance(entry, dict)}

    def _add_file(self, path: Path) -> None:
        for entry in read_list(path, examples=self._examples):
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
        rule = validated(Rule, raw, at)
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

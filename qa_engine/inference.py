"""Run declarative rules over facts: the only module that imports durable_rules, and only its safe part.

A rule is a list of patterns (alternatives); a pattern has `when` (facts that must all be there, by alias) and `unless` (facts none of
which may be there). A condition maps `kind` and field names to what is wanted: a plain value, or operators (`model.pattern`). A
field that is None or absent meets no test but `known: false`. A fact is never joined with itself.

durable_rules 2.0.28 is fast but ends or hangs the process outside a narrow subset, so this module keeps to: field tests joined by "and",
equality joins, absence judged once when all facts are in, few rules a network, one state. It calls the library's core itself: the layer
above it starts threads, swallows errors and writes facts, which hold a child's words, to a log.
One `Inference` belongs to one thread; make it in each worker process.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from durable.engine import durable_rules_engine as core
from pydantic_core import from_json, to_json

from qa_engine.errors import EngineError
from qa_engine.model.pattern import LIMIT, OPERATORS, Condition, Pattern

__all__ = ["Firing", "Inference", "Pattern"]

_COMPARE = {"not": "$neq", "over": "$gt", "at_least": "$gte", "under": "$lt", "at_most": "$lte"}
_RULES, _CONDITIONS = 40, 48  # a network: durable_rules fails past 64 true tests on a fact, 255 equal tests, 511 siblings
_CLOSED = {"id": "closed", "kind": "$closed"}  # asserted last: "every fact is now known"
_KNOWN = "$known."
_LONGEST = 2_000_000  # characters of all facts together: durable_rules ends the process on a text somewhere past twelve million


class Firing(NamedTuple):
    """A rule that is true, with the place in the list of facts of each fact of its `when`, by alias."""

    rule: str
    facts: dict[str, int]


class Inference:
    """Rules made ready to run over any number of fact lists, one after another, none of which can see another."""

    def __init__(self, rules: Mapping[str, Sequence[Pattern]]):
        """Compile the rules. Raises EngineError for what durable_rules would accept and get wrong."""
        self._order = {rule: n for n, rule in enumerate(rules)}
        cards = [_Card(rule, pattern) for rule, patterns in rules.items() for pattern in patterns]
        # Rules on the same kinds share a network, so each fact is sent to few of them.
        self._networks = [_Network(batch) for batch in _batches(sorted(cards, key=lambda card: card.kinds))]

    def evaluate(self, facts: Iterable[Mapping[str, Any]]) -> list[Firing]:
        """Every firing over these facts (each a mapping with `kind`), in order of rule, then of facts; each once."""
        listed = list(facts)
        found = {(rule, tuple(at.items())) for network in self._networks for rule, at in network.evaluate(listed)}
        ordered = sorted(found, key=lambda f: (self._order[f[0]], [place for _, place in f[1]]))
        return [Firing(rule, dict(at)) for rule, at in ordered]


class _Card:
    """A checked pattern of a rule, with durable_rules' form of it."""

    def __init__(self, rule: str, pattern: Pattern):
        self.rule = rule
        self.names = {alias: f"m{n}" for n, alias in enumerate(pattern.when)}
        self.conditions = [*pattern.when.items(), *pattern.unless.items()]
        self.kinds = sorted({str(condition.get("kind")) for _, condition in self.conditions})
        self._pattern = pattern
        self._check()
        self.steps = list(self._steps())

    def _check(self) -> None:
        if not self._pattern.when or len(self.conditions) > LIMIT:
            raise EngineError(f"rule {self.rule}: write between 1 and {LIMIT} conditions, at least one of them under when")
        if any(not condition.get("kind") for _, condition in self.conditions):
            raise EngineError(f"rule {self.rule}: every condition needs a kind")

    def _steps(self) -> Iterator[dict[str, Any]]:
        if self._pattern.unless:
            # durable_rules does not take back an activation, so absence waits for the fact that comes last.
            yield {"closed": {"kind": _CLOSED["kind"]}}
        bound: set[str] = set()
        for alias, condition in self._pattern.when.items():
            yield {self.names[alias]: self._compiled(condition, bound)}
            bound.add(alias)
        for n, condition in enumerate(self._pattern.unless.values()):
            yield {f"n{n}$not": self._compiled(condition, bound)}

    def _compiled(self, condition: Condition, bound: set[str]) -> dict[str, Any]:
        tests = [test for field, want in condition.items() for test in self._tests(field, want, bound)]
        return {"$and": tests} if len(tests) > 1 else tests[0]

    def _tests(self, field: str, want: Any, bound: set[str]) -> Iterator[dict[str, Any]]:
        if not isinstance(want, Mapping):
            yield {field: want}
            return
        for operator, value in want.items():
            if operator == "same_as":
                alias, _, other = value.partition(".")
                if alias not in bound:
                    raise EngineError(f"rule {self.rule}: {field} is compared with {alias}, which no earlier condition names")
                yield {field: {self.names[alias]: other}}
            else:
                yield from _plain_tests(self.rule, field, operator, value)

    def asked(self) -> Iterator[tuple[str, str]]:
        """Each (kind, field) that the pattern needs to see; `known` asks for a field of its own."""
        kinds = {alias: condition["kind"] for alias, condition in self.conditions}
        for _, condition in self.conditions:
            for field, want in condition.items():
                operators = want if isinstance(want, Mapping) else {"": None}
                for operator in operators:
                    yield condition["kind"], _KNOWN + field if operator == "known" else field
                if "same_as" in operators:
                    alias, _, other = want["same_as"].partition(".")
                    yield kinds[alias], other


class _Network:
    """One ruleset of durable_rules: no background threads, no registry that cannot be left, one state that is cleared after each plan."""

    _numbers = count()

    def __init__(self, cards: Sequence[_Card]):
        self._cards = {f"r{n}": card for n, card in enumerate(cards)}
        self._plain, self._derived = _asked(cards)
        definition = {name: {"all": card.steps} for name, card in self._cards.items()}
        definition["closed"] = {"all": [{"m": {"kind": _CLOSED["kind"]}}]}
        self._handle = core.create_ruleset(f"network{next(self._numbers)}", json.dumps(definition, ensure_ascii=False))
        self._run([_CLOSED])  # delete_state ends the process on a state in which no action has run

    def evaluate(self, facts: Sequence[Mapping[str, Any]]) -> list[tuple[str, dict[str, int]]]:
        """Firings over these facts, in no order, some perhaps twice."""
        return self._run([*self._projected(facts), _CLOSED])

    def _projected(self, facts: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """Each fact that some rule here asks about, with an id of our own and only the fields asked for."""
        for n, fact in enumerate(facts):
            kind = fact["kind"]
            if kind in self._plain:
                sent = {"id": f"f{n}", "kind": kind}
                for field in self._plain[kind]:
                    value = fact.get(field)
                    if value is not None:
                        sent[field] = value
                for name, field in self._derived[kind]:
                    sent[name] = _is_known(fact.get(field))
                yield sent

    def _run(self, facts: list[dict[str, Any]]) -> list[tuple[str, dict[str, int]]]:
        try:
            return list(self._activations(facts))
        except EngineError:
            raise
        except Exception as error:  # its text may hold facts, so only the kind of error is told
            raise EngineError(f"the rules could not be run ({type(error).__name__}); please report this") from None
        finally:
            self._forget()

    def _activations(self, facts: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, int]]]:
        """Take each activation as it is queued. The library's own loop would swallow errors, write states back and time out."""
        state = self._asserted(facts)
        started = core.start_action_for_state(self._handle, state)
        message = started[1] if started else None
        while message:
            (name, matched), = from_json(message).items()
            if name in self._cards:
                card = self._cards[name]
                yield card.rule, {alias: int(matched[short]["id"][1:]) for alias, short in card.names.items()}
            message = core.complete_and_start_action(self._handle, state)

    def _asserted(self, facts: list[dict[str, Any]]) -> int:
        text = to_json(facts).decode()  # the library compares text as it stands, so letters are not escaped
        if len(text) > _LONGEST:
            raise EngineError(f"facts of more than {_LONGEST:,} characters cannot be judged; the plan has a text that is far too long")
        code, state = core.assert_facts(self._handle, text)
        if code == 2:  # 1 is a fact that no rule is true of: no error
            raise EngineError("two facts were taken for one; please report this")
        return int(state)

    def _forget(self) -> None:
        try:
            core.delete_state(self._handle, None)
        except Exception as error:
            if "309" not in str(error):  # 309: there is no state, since the facts were refused before they got there
                raise EngineError("the facts of one plan could not be cleared away; start again") from None


def _plain_tests(rule: str, field: str, operator: str, value: Any) -> Iterator[dict[str, Any]]:
    if operator == "known":
        yield {_KNOWN + field: bool(value)}
    elif operator == "has":
        yield {"$iany": {field: {"$i": value}}}
    elif operator in _COMPARE:
        yield from ({_COMPARE[operator]: {field: one}} for one in (value if isinstance(value, list) else [value]))
    else:
        raise EngineError(f"rule {rule}: {field} has the operator {operator}; write one of {', '.join(OPERATORS)}")


def _asked(cards: Sequence[_Card]) -> tuple[dict[str, list[str]], dict[str, list[tuple[str, str]]]]:
    """By kind: the fields to send as they are, and the `known` fields to send with the field that each is about."""
    asked: dict[str, set[str]] = {}
    for card in cards:
        for kind, field in card.asked():
            asked.setdefault(kind, set()).add(field)
    plain = {kind: sorted(f for f in fields if not f.startswith(_KNOWN)) for kind, fields in asked.items()}
    return plain, {kind: [(f, f.removeprefix(_KNOWN)) for f in sorted(fields) if f.startswith(_KNOWN)] for kind, fields in asked.items()}


def _is_known(value: Any) -> bool:
    return value is not None and value != "" and value != () and value != []


def _batches(cards: Sequence[_Card]) -> Iterator[list[_Card]]:
    batch: list[_Card] = []
    weight = 0
    for card in cards:
        if batch and (len(batch) == _RULES or weight + len(card.conditions) > _CONDITIONS):
            yield batch
            batch, weight = [], 0
        batch.append(card)
        weight += len(card.conditions)
    if batch:
        yield batch

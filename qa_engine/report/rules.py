"""Rules, trials and what-ifs for a terminal of 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from tabulate import tabulate

from qa_engine.errors import RuleError
from qa_engine.report.rule_pages import READERS, blanks
from qa_engine.report.text import grade_words, wrap
from qa_engine.rulebook import Rule, Rulebook
from qa_engine.workshop.grades import GradeRuleView
from qa_engine.workshop.trial import Trial
from qa_engine.workshop.whatif import Move
from qa_engine.workshop.whole import about_advice

_KNOWN = {("known", True): "known", ("known", False): "not known"}
_ARTICLES = {"plan": "the ", "advice": "", "provision": "", "outcome": "an ", "area": "an "}
_OF_FIGURES = {"measure": "the count of the plan", "board": "the count of areas"}
_OF_REPORT = {"advice_document": "the report", "advice_statement": "a statement of the report", "advice_words": "a passage of the report"}
_ALTERNATIVE = {kind: words.split(" ", 1)[1] for kind, words in _OF_REPORT.items()}
_ORDER = ("Good", "RI", "Inadequate", "Not judged")
_BASIS = {"to_be_confirmed": " (reference to be confirmed)", "practice": " (practice, not law)", "verified": ""}


def rules_table(book: Rulebook, area: str | None = None, section: str | None = None) -> str:
    """A line a rule, of one area or section if asked; then what is switched off and why. Raises RuleError if no rule is of both."""
    chosen = [r for r in book.rules.values() if area in (None, r.area) and (section is None or section.upper() in r.sections)]
    if not chosen:
        raise RuleError(f"no rule is of area {area or 'any'} and section {section or 'any'}; areas are "
                        f"{', '.join(dict.fromkeys(r.area for r in book.rules.values()))}; sections are A to K, with H1 and H2")
    rows = [(r.id, "strength" if r.strength else r.severity, " ".join(r.sections), r.title) for r in chosen]
    lines = [tabulate(rows, headers=("Rule", "Severity", "Sections", "Title"), tablefmt="simple", maxcolwidths=[14, 11, 11, 39])]
    lines += [f"{rule} is switched off: {reason}" for rule, reason in book.off.items()]
    return "\n".join([*lines, f"{len(chosen)} rules"]) + "\n"


def rule_page(book: Rulebook, rule_id: str) -> str:
    """All of one rule. Raises RuleError with the nearest ids if there is none, or with the reason why it is switched off."""
    if rule_id in book.off:
        raise RuleError(f"{rule_id} is switched off: {book.off[rule_id]}")
    if rule_id not in book.rules:
        near = [r for r in book.rules if r.split("-")[0] == rule_id.split("-")[0]]
        raise RuleError(f"{rule_id}: there is no such rule; " + (f"there are {', '.join(near[:12])}" if near else "see ehcp-qa rules list"))
    rule = book.rules[rule_id]
    lines = [wrap(rule.title, lead=f"{rule.id}  "), wrap(_kind(rule)), "", "What it says", wrap(blanks(rule.message), 2), ""]
    if rule.advice:
        lines += ["How to put it right", wrap(blanks(rule.advice), 2), ""]
    lines += ["Why", *(wrap(text + _BASIS[rule.basis], 2, lead="- ") for text in book.cited(rule)), ""]
    return "\n".join([*lines, "When it fires", *_conditions(rule), "", *_examples(rule)]) + "\n"


def grade_page(rule: GradeRuleView) -> str:
    """All of one rule about a grade."""
    told = "out of the reckoning" if rule.grade == "NA" else f"at most {grade_words(rule.grade)}"
    lines = [f"{rule.id}  {rule.about}", f"Decides a grade: {told}", "", "What it says", wrap(blanks(rule.reason), 2), ""]
    if rule.lift:
        lines += ["What would lift it", wrap(blanks(rule.lift), 2), ""]
    lines += ["When it holds", *(wrap(_told(want), 2, lead="there is ") for want in rule.when.values())]
    return "\n".join([*lines, *(wrap(_told(want), 2, lead="and not ") for want in rule.unless.values())]) + "\n"


def _kind(rule: Rule) -> str:
    kind = "strength" if rule.strength else rule.severity
    where = f"section {', '.join(rule.sections)}" if rule.sections else "an advice report" if about_advice(rule) else "the whole plan"
    area, readers = rule.area.replace("_", " "), ", ".join(READERS[reader] for reader in rule.audience)
    return f"{kind.capitalize()}; {where}; area: {area}; confidence: {rule.confidence}; for {readers}"


def _conditions(rule: Rule) -> list[str]:
    lines = [wrap(_told(want), 2, lead="there is ") for want in rule.when.values()]
    kinds = {name: str(want["kind"]) for name, want in (*rule.when.items(), *rule.unless.items())}
    for n, more in enumerate(rule.any_of, 1):
        lead = f"{'and' if n == 1 else 'or'} ({n}) the "
        lines += [wrap(f"{_ALTERNATIVE.get(kinds[name], kinds[name])} with {_tests(want)}", 4, lead=lead) for name, want in more.items()]
    return lines + [wrap(_told(want), 2, lead="and not ") for want in rule.unless.values()]


def _told(condition: dict[str, Any]) -> str:
    """A condition in words: "provision in section F, with vague count at least 1, specific: no"."""
    where = f" in section {condition['section']}" if isinstance(condition.get("section"), str) else ""
    tests = _tests({field: want for field, want in condition.items() if field != "kind" and not (field == "section" and where)})
    kind = str(condition["kind"])
    plain = f"{_ARTICLES.get(kind, 'a ')}{kind}{where}"
    named = where.removeprefix(" in ") if kind == "section" and where else {**_OF_REPORT, **_OF_FIGURES}.get(kind, plain)
    return named + (f", with {tests}" if tests else "")


def _tests(condition: dict[str, Any]) -> str:
    return ", ".join(f"{field.replace('_', ' ')}{_test(want)}" for field, want in condition.items())


def _test(want: Any) -> str:
    if not isinstance(want, dict):
        return f": {_value(want)}"
    return " " + " and ".join(_KNOWN.get((op, value), f"{op.replace('_', ' ')} {_value(value)}") if isinstance(value, bool)
                              else f"{op.replace('_', ' ')} {_value(value)}" for op, value in want.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " or ".join(map(str, value)) if isinstance(value, list | tuple) else str(value).replace("_", " ")


def _examples(rule: Rule) -> list[str]:
    if rule.examples is None:
        return []
    lines = []
    for title, group in (("It fires on", rule.examples.fail), ("It is silent on", rule.examples.pass_)):
        lines.append(title)
        for example in group:
            lines += [wrap(_example(example), 2, lead="- "), *(wrap(line.removeprefix("# "), 6) for line in _report(example))]
    return lines


def _example(example: dict[str, Any]) -> str:
    name = example.get("name", "example")
    left_out = ("name", "quotes", "item", "report")
    given = "; ".join(f"{key.replace('_', ' ')}: {_flat(value)}" for key, value in example.items() if key not in left_out)
    return f"{name} ({given})" if given else str(name)


def _report(example: dict[str, Any]) -> list[str]:
    """The lines of the report that an example of a rule about advice gives."""
    return [line.strip() for line in str(example.get("report", "")).splitlines() if line.strip()]


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{k}: {_flat(v)}" for k, v in value.items())
    return " / ".join(_flat(v) for v in value) if isinstance(value, list) else str(value)


def trial_page(rule_id: str, trial: Trial) -> str:
    """Whether the rule fires, what its findings say, and the facts of the kinds it asks about."""
    lines = [f"{rule_id} {'fires' if trial.fires else 'does not fire'}"]
    for finding in trial.findings:
        told = (("Quotes", f"“{finding.quote}”" if finding.quote else ""), ("Put right", finding.advice))
        lines += ["", wrap(finding.message), *(wrap(f"{lead}: {words}", 2) for lead, words in told if words)]
    lines += ["", "Facts that the words gave:" if trial.facts else "The words gave no fact of the kind that the rule asks about."]
    lines += [wrap(_fact(fact), 2, lead="- ") for fact in trial.facts]
    return "\n".join(lines) + "\n"


def _fact(fact: dict[str, Any]) -> str:
    """A fact in words, its own words left out: they were given."""
    left_out = ("kind", "item", "section", "words")
    told = "; ".join(f"{field.replace('_', ' ')}: {_listed(value)}" for field, value in fact.items() if field not in left_out)
    kind = _OF_REPORT.get(fact["kind"], fact["kind"])
    return f"{kind} {fact.get('item') or fact.get('section') or ''}".strip() + (f": {told}" if told else "")


def _listed(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(part).replace("how_", "how ") for part in value)
    return _value(value)


def moves_table(moves: list[Move]) -> str:
    """A line a plan whose grades move, then the mix of grades before and after."""
    rows = [(m.plan, f"{grade_words(m.before)} → {grade_words(m.after)}" if m.before != m.after else grade_words(m.before),
             "; ".join(f"{title}: {was} → {would}" for title, was, would in m.areas)) for m in moves if m.areas or m.before != m.after]
    mixes = [_mix(grades) for grades in ((m.before for m in moves), (m.after for m in moves))]
    heads = ("Plan", "Overall", "Areas that move")
    table = tabulate(rows, headers=heads, tablefmt="simple", maxcolwidths=[24, 20, 32]) + "\n\n" if rows else ""
    return f"{table}{len(rows)} of {len(moves)} plans move.\nNow:   {mixes[0]}\nWould: {mixes[1]}\n"


def _mix(grades: Iterable[str]) -> str:
    counts = Counter(grades)
    return ", ".join(f"{grade_words(grade)} {counts[grade]}" for grade in _ORDER if counts[grade])

"""Agreement as data: `moderation-summary.json`, and sheets for a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from qa_engine.model.judgement import GRADES
from qa_engine.moderation.across import once, rules_of
from qa_engine.moderation.agreement import NO_RULE, Compared, Overridden, Row
from qa_engine.moderation.forms import AGENCIES, OVERALL, OVERALL_TITLE
from qa_engine.moderation.model import ModerationRecord
from qa_engine.statistics import Agreement, Kappa
from qa_engine.statistics.agreement import Share

SCHEMA_VERSION = "1.0"
_PLACES = 4
METHOD = ("Pairs are on the scale Inadequate, RI, Good; others are counted apart. Shares have Wilson's 95 % interval, kappa that of "
          "Fleiss, Cohen and Everitt (1969). Where a plan counts several times, both allow for it by a jackknife over plans. Under ten "
          "plans kappa has no interval.")
AGREEMENT_HEAD = ("compared", "rules", "area", "pairs", "plans", "same", "same_percent", "same_low", "same_high", "same_or_next",
                  "same_or_next_percent", "same_or_next_low", "same_or_next_high", "kappa_quadratic", "kappa_low", "kappa_high",
                  "kappa_linear", "kappa_note", "second_higher", "second_lower", "off_scale")
RULES_HEAD = ("rules", "rule", "title", "decided", "overridden", "people_higher", "people_lower", "areas")
OVERRIDES_HEAD = ("case", "record", "auditor_number", "blind", "area", "agency", "by_rules", "by_auditor", "decided_by", "reason")


def render_summary(records: Sequence[ModerationRecord], found: Sequence[Compared], titles: Mapping[str, str]) -> str:
    """The JSON, indented, ending in a newline. `titles` is rule to title. No word of a plan or a person is in it."""
    data = {
        "schema_version": SCHEMA_VERSION, "method": METHOD, "grades": list(GRADES), "records": len(records),
        "plans": len({r.audit.sha256 for r in records}), "problems": sum(len(r.problems) for r in records),
        "by_rules": [_group(group, titles) for group in found],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def agreement_sheet(found: Sequence[Compared]) -> list[list[str]]:
    """Rows under `AGREEMENT_HEAD`."""
    return [[who, group.rules, *_cells(row)] for group in found
            for who, rows in (("rules and people", group.engine + group.ways), ("person and person", group.people + group.kinds))
            for row in rows]


def rules_sheet(found: Sequence[Compared], titles: Mapping[str, str]) -> list[list[str]]:
    """Rows under `RULES_HEAD`."""
    return [[group.rules, o.rule, _title(o.rule, titles), *map(str, (o.decided, o.overridden, o.higher, o.lower)), ", ".join(o.areas)]
            for group in found for o in group.overridden]


def overrides_sheet(records: Sequence[ModerationRecord], areas: Mapping[str, str]) -> list[list[str]]:
    """Rows under `OVERRIDES_HEAD`: every grade that is not the one by rules, with the auditor's reason."""
    titles = {**areas, OVERALL: OVERALL_TITLE}
    return [[v.record.audit.plan, v.record.record, str(v.record.audit.copy_number), "yes" if v.record.audit.blind else "no",
             titles.get(v.judged.area, v.judged.area), AGENCIES[v.judged.agency], v.judged.rules, v.judged.grade,
             ", ".join(v.record.decided_by.get(v.judged.area, ())), v.judged.reason]
            for v in sorted(once(records), key=lambda v: rules_of(v.record)) if v.judged.stance == "override"]


def _group(group: Compared, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "rules": group.rules, "in_force": group.in_force, "records": group.records, "plans": group.plans, "blind_records": group.blind,
        "rules_and_people": _list(group.engine), "by_way": _list(group.ways),
        "person_and_person": _list(group.people), "by_pair": _list(group.kinds),
        "overridden_rules": [_of_rule(o, titles) for o in group.overridden],
    }


def _list(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [{"area": r.name, "title": r.title, **_figures(r.figures), "second_higher": r.higher, "second_lower": r.lower,
             "off_scale": r.off_scale, "same_off_scale": r.same_off_scale} for r in rows]


def _figures(figures: Agreement) -> dict[str, Any]:
    return {"pairs": figures.pairs, "plans": figures.plans, "same": _share(figures.exact), "same_or_next": _share(figures.adjacent),
            "kappa_quadratic": _kappa(figures.quadratic), "kappa_linear": _kappa(figures.linear),
            "table": [list(row) for row in figures.table]}


def _share(share: Share) -> dict[str, Any]:
    return {"count": share.count, "of": share.of, "low": round(share.low, _PLACES), "high": round(share.high, _PLACES)}


def _kappa(kappa: Kappa) -> dict[str, Any]:
    return {name: round(value, _PLACES) if isinstance(value, float) else value for name, value in asdict(kappa).items()}


def _of_rule(overridden: Overridden, titles: Mapping[str, str]) -> dict[str, Any]:
    return {**asdict(overridden), "title": _title(overridden.rule, titles)}


def _title(rule: str, titles: Mapping[str, str]) -> str:
    return "No rule lowered the grade" if rule == NO_RULE else titles.get(rule, "")


def _cells(row: Row) -> list[str]:
    figures = row.figures
    kappa = figures.quadratic
    return [row.title, str(figures.pairs), str(figures.plans), *_share_cells(figures.exact), *_share_cells(figures.adjacent),
            _number(kappa.value), _number(kappa.low), _number(kappa.high), _number(figures.linear.value), kappa.why,
            str(row.higher), str(row.lower), str(row.off_scale)]


def _share_cells(share: Share) -> list[str]:
    if share.share is None:
        return ["0", "", "", ""]
    return [str(share.count), *(f"{100 * value:.1f}" for value in (share.share, share.low, share.high))]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"

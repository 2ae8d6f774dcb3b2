"""What a worker process does with advice: judge the reports about one child, and trace them into the child's plan if there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qa_engine.batch.parcels import Given, documents, hash_of
from qa_engine.batch.worker import Refused, Who, refusal
from qa_engine.pseudonyms import case_id

if TYPE_CHECKING:
    from qa_engine.advice import Desk
    from qa_engine.advice.model import AdviceDocument
    from qa_engine.advice.record import AdviceAudit, AdviceInBatch, TraceRow
    from qa_engine.audit import Auditor
    from qa_engine.model.document import Document
    from qa_engine.model.plan import Plan

FAILED = "it could not be traced into the plan of this child within the limit; try ehcp-qa health with both"
NO_PLAN = "no plan clearly of this child is among the files of the batch; if there is one, give both files a case in the manifest"
# Fields whose words are the rules' or the contract's own.
_FIXED = frozenset({"schema_version", "sha256", "kind", "grade", "severity", "rule", "statement", "fate", "item", "section", "id", "plan",
                    "decided_by", "references", "observed"})
_FAMILY = ("parent", "young person")


@dataclass(frozen=True, slots=True, repr=False)
class Traced:
    """The records of the reports of one job, as written to `advice/`, each with the SHA-256 of its file."""

    records: tuple[tuple[str, bytes], ...]


def tracing(packs: tuple[Path, ...], names: bool) -> Callable[[Given], Traced | Refused]:
    """Rules made ready once, then a function for a plan, or none, and its reports. Raises RuleError."""
    from qa_engine.advice import Desk
    from qa_engine.audit import Auditor

    auditor = Auditor.load(packs)
    return partial(_answer, auditor, Desk(auditor), names, NO_PLAN)


def judging(packs: tuple[Path, ...], names: bool) -> Callable[[Given], Traced | Refused]:
    """The same for a report whose trace into a plan has failed, given without that plan. Raises RuleError."""
    from qa_engine.advice import Desk
    from qa_engine.audit import Auditor

    auditor = Auditor.load(packs)
    return partial(_answer, auditor, Desk(auditor), names, FAILED)


def telling(packs: tuple[Path, ...], names: bool) -> Callable[[Given], Who | None]:
    """A function that tells whom a document is about; None of what cannot be read as a plan or advice. Raises RuleError."""
    from qa_engine.audit import Auditor

    return partial(_told, Auditor.load(packs))


def _told(auditor: Auditor, given: Given) -> Who | None:
    from qa_engine.batch.worker import about

    try:
        return next(about(auditor, document) for document in documents(given) if document)
    except Exception:  # it was read before, so it has changed since: it is about nobody known
        return None


def _answer(auditor: Auditor, desk: Desk, names: bool, why: str, given: Given) -> Traced | Refused:
    from qa_engine.structure import structure

    try:
        first, *others = documents(given)
        plan = structure(first, auditor.lexicon) if first else None
        return Traced(tuple(_records(auditor, desk, names, plan or why, [other for other in others if other])))
    except Exception as error:  # one odd file must not stop the others
        return Refused(hash_of(given), refusal(error))


def _records(auditor: Auditor, desk: Desk, names: bool, plan: Plan | str, files: list[Document]) -> list[tuple[str, bytes]]:
    from qa_engine.advice.desk import other_child
    from qa_engine.advice.reading import read_advice

    # Two files may have one name; while they are traced together, their hashes tell them apart.
    reports = [replace(read_advice(file, auditor.lexicon, _called(plan)), name=file.sha256) for file in files]
    why = {r.sha256: plan if isinstance(plan, str) else other_child(r, plan.subject) for r in reports}
    ours = [r for r in reports if not why[r.sha256]]
    audits, rows = desk.together(ours, plan) if ours and not isinstance(plan, str) else ((), ())
    judged = {a.sha256: a for a in audits} | {r.sha256: desk.alone(r) for r in reports if why[r.sha256]}
    shown = {file.sha256: file.name if names else f"advice-{file.sha256[:12]}" for file in files}
    made = [_record(judged[r.sha256], rows, plan, why[r.sha256], shown[r.sha256]) for r in reports]
    return [(r.sha256, (one if names else _nameless(one, r, plan)).model_dump_json(indent=1).encode() + b"\n")
            for r, one in zip(reports, made, strict=True)]


def _called(plan: Plan | str) -> tuple[str, ...]:
    return () if isinstance(plan, str) else tuple(n for n in (plan.subject.name, plan.subject.known_as) if n)


def _record(audit: AdviceAudit, rows: tuple[TraceRow, ...], plan: Plan | str, why: str, name: str) -> AdviceInBatch:
    from qa_engine.advice.record import AdviceInBatch

    own = tuple(row.model_copy(update={"advice": name}) for row in rows if row.advice == audit.sha256)
    case = "" if why or isinstance(plan, str) else case_id(plan.sha256)
    return AdviceInBatch(plan=case, why_not_traced=why, advice_audits=(audit.model_copy(update={"document": name}),), advice_trace=own)


def _nameless(made: AdviceInBatch, report: AdviceDocument, plan: Plan | str) -> AdviceInBatch:
    """Names of child and family replaced, as the plan and the report print them; the date of birth cut to its year."""
    from qa_engine.advice.facts import as_plan
    from qa_engine.advice.reading import called
    from qa_engine.model.plan import Subject
    from qa_engine.pseudonyms import without_names

    data = made.model_dump()
    family = (report.particulars.author,) if report.particulars.kind in _FAMILY else ()
    own = [as_plan(report, Subject(name=name, other_names=family)) for name in called(report) or (None,)]
    for source in (own if isinstance(plan, str) else [plan, *own]):
        data = without_names(data, source, _FIXED)
    for audit in data["advice_audits"]:
        audit["dob"] = audit["dob"][:4] if audit["dob"] else None
    return type(made).model_validate(data)

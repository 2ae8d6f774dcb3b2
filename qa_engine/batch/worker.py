"""What a worker process does with one file: audit it and hand back the record's bytes, or the reason why not."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qa_engine.batch.parcels import CANNOT_OPEN, Given, documents, hash_of
from qa_engine.errors import DocumentError

if TYPE_CHECKING:
    from qa_engine.audit import Auditor
    from qa_engine.model.document import Document
    from qa_engine.model.plan import Plan


@dataclass(frozen=True, slots=True, repr=False)
class Who:
    """Whom a document is about, kept in memory only: the words of the names in lower case, and dates as ISO or "". `dated` is the plan's
    date of issue or the advice's own."""

    names: frozenset[str]
    dob: str
    dated: str


@dataclass(frozen=True, slots=True)
class Audited:
    """A record by the public contract, as written to `audits/`, and the SHA-256 of the file it is of."""

    sha256: str
    record: bytes
    who: Who | None = None


@dataclass(frozen=True, slots=True)
class Advised:
    """A file that is no plan but an advice report, to be judged when it is known whether its plan is there too."""

    sha256: str
    who: Who


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file was not audited, in a line without its text. `sha256` is "" where the file could not even be opened."""

    sha256: str
    reason: str


Answer = Audited | Advised | Refused


def auditing(packs: tuple[Path, ...], names: bool) -> Callable[[Given], Answer]:
    """Rules made ready once, then a function that audits a file. Raises RuleError. Only a worker calls it, and so loads the engine."""
    from qa_engine.audit import Auditor

    auditor = Auditor.load(packs)
    # Rules and word lists stay, and an audit leaves little rubbish: looking for it among them would take a tenth of all time.
    gc.freeze()
    gc.set_threshold(50_000, 5, 2)
    return partial(_answer, auditor, names)


def refusal(error: Exception) -> str:
    """Why a file cannot be done; an error's own words could be the plan's, so only its kind is told."""
    if isinstance(error, DocumentError):
        return str(error)
    return f"the program met something it does not know in this file ({type(error).__name__}); please report it"


def _answer(auditor: Auditor, names: bool, given: Given) -> Answer:
    try:
        return next(_audited(auditor, names, document) for document in documents(given) if document)
    except Exception as error:  # one odd file must not stop the others
        sha256 = hash_of(given)
        return Refused(sha256, refusal(error) if sha256 else CANNOT_OPEN)


def about(auditor: Auditor, document: Document) -> Who | None:
    """Whom a plan or an advice report is about; None of any other document."""
    from qa_engine.structure import structure

    plan = structure(document, auditor.lexicon)
    found = _adviser(auditor, document, plan)
    return found.who if found else _child(plan)


def _audited(auditor: Auditor, names: bool, document: Document) -> Audited | Advised:
    from qa_engine.pseudonyms import pseudonymise
    from qa_engine.report.json import render_json
    from qa_engine.structure import structure

    plan = structure(document, auditor.lexicon)
    if found := _adviser(auditor, document, plan):
        return found
    record = auditor.judged(plan)
    record = record if names else pseudonymise(record, plan)
    return Audited(document.sha256, render_json(record).encode(), _child(plan))


def _adviser(auditor: Auditor, document: Document, plan: Plan) -> Advised | None:
    """An advice report; what could be read as a plan is one."""
    if not plan.why_not:
        return None
    from qa_engine.advice.reading import advice_in, name_words

    report = advice_in(document, auditor.lexicon)
    if report is None:
        return None
    told = report.particulars
    return Advised(document.sha256, Who(name_words((told.child, told.known_as)), str(told.dob or ""), str(told.date or "")))


def _child(plan: Plan) -> Who | None:
    if plan.why_not:
        return None
    from qa_engine.advice.reading import name_words

    child = plan.subject
    return Who(name_words((child.name or "", child.known_as or "")), str(child.dob or ""), str(plan.particulars.issue_date or ""))

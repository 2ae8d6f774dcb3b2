"""One function is the engine: read, structure, observe, find, judge. This is the page to read first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_engine.audit.record import build_record, unjudged_record
from qa_engine.find import Finder
from qa_engine.judge import Judge, load_book
from qa_engine.language.lexicon import Lexicon
from qa_engine.model.document import Document
from qa_engine.model.plan import Plan
from qa_engine.model.record import AuditRecord
from qa_engine.observe import observe
from qa_engine.pseudonyms import pseudonymise
from qa_engine.read import read
from qa_engine.rulebook import Rulebook, default_folder, load
from qa_engine.structure import structure


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit: the document and plan it rests on, and the record."""

    document: Document
    plan: Plan
    record: AuditRecord


class Auditor:
    """Rules, word lists and judgement made ready once, then used for any number of plans, one at a time in one thread."""

    def __init__(self, rulebook: Rulebook, settings: Mapping[str, int] | None = None):
        self.rulebook = rulebook
        self.lexicon = Lexicon.load(rulebook.term_folders)
        self.finder = Finder(rulebook)
        self.judge = Judge(load_book(rulebook.folders, settings))

    @classmethod
    def load(cls, packs: Sequence[Path] = (), settings: Mapping[str, int] | None = None) -> Auditor:
        """The national rules with local packs over them; `settings` overrides thresholds by name. Raises RuleError."""
        return cls(load([default_folder(), *packs]), settings)

    def audit(self, path: Path) -> Audit:
        """Read one plan and say what is good and what is not. Raises DocumentError for a file that cannot be read."""
        document = read(path)
        plan = structure(document, self.lexicon)
        return Audit(document, plan, self.judged(plan))

    def judged(self, plan: Plan) -> AuditRecord:
        """The record of a plan: not judged where its template could not be read."""
        if plan.why_not:
            return unjudged_record(plan, self.rulebook, self.judge.book)
        seen = observe(plan, self.lexicon)
        found = self.finder.find(seen.facts, plan)
        return build_record(plan, seen, found, self.judge.judge(seen.facts, found.findings), self.rulebook)

    def record(self, path: Path, pseudonyms: bool = False) -> AuditRecord:
        """The record of one plan, with the family's names replaced if asked."""
        audit = self.audit(path)
        return pseudonymise(audit.record, audit.plan) if pseudonyms else audit.record

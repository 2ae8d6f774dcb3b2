"""From a document to an advice report: its particulars, its passages, its statements, and what makes it no usable advice."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from qa_engine.advice.headings import Headings
from qa_engine.advice.kinds import kind_of
from qa_engine.advice.labels import Labels, lines_of, registration, requested_on, service_of, title_of, written_by, written_on
from qa_engine.advice.model import AdviceDocument, Particulars
from qa_engine.advice.passages import Walk
from qa_engine.advice.statements import Sorter
from qa_engine.language.dates import parse_date
from qa_engine.language.lexicon import Lexicon
from qa_engine.model.document import Document
from qa_engine.structure import structure

_EMPTY = 12
_ABOUT = re.compile(r"\b([A-Z][a-z'’-]{1,20})(?:['’]s\b| (?:is|has|will|can|cannot|needs|finds|told|says|said|likes|does|was)\b)")
_NO_NAME = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "this",
        "that",
        "there",
        "the",
        "what",
        "who",
        "i",
        "we",
        "his",
        "her",
        "their",
        "these",
        "those",
        "section",
        "year",
        "which",
        "my",
        "our",
    ]
)
_PLAN_TITLE = re.compile(r"\beducation,?\s+health\s+(?:and|&)\s+care\s+plan\b|\bEHC\s?P(?:lan)?\b", re.IGNORECASE)
_SECTION = re.compile(r"^\W*(?:section|part)\s*(?P<letter>[A-K][12]?)\b", re.IGNORECASE)
_PLAN_SECTIONS, _TOP, _OPENING = 6, 40, 12
_ADVISES = re.compile(r"\b(?:advice|report|contribution|views|statement|information|request|assessment)\b", re.IGNORECASE)
_A_PLAN = "this is a plan, not an advice report; name it before --advice, or audit it with ehcp-qa audit"


@lru_cache(maxsize=4)
def _tools(lexicon: Lexicon) -> tuple[Headings, Labels]:
    return Headings(lexicon), Labels(lexicon)


def read_advice(document: Document, lexicon: Lexicon, about: tuple[str, ...] = ()) -> AdviceDocument:
    """One advice report. Never raises on content: a document that is no usable advice has `why_not`.

    `about` are names of the child known from elsewhere, for a report that does not print them.
    """
    headings, labels = _tools(lexicon)
    lines = lines_of(document)
    found = particulars(labels.collect(document), lines, lexicon)
    size = sum(len(line.split()) for line in lines)
    why = _why_not(document, lines, size, lexicon)
    if why:
        return AdviceDocument(document.name, document.sha256, found, why_not=why, words=size, printed=tuple(lines))
    passages = Walk(headings, labels).passages(document.blocks)
    printed = name_words((found.child, found.known_as, *about))
    names = printed | _guessed(lines, printed)
    statements = Sorter(lexicon, names, found.role).statements(passages)
    return AdviceDocument(document.name, document.sha256, found, tuple(passages), tuple(statements), words=size, printed=tuple(lines))


def advice_in(document: Document, lexicon: Lexicon) -> AdviceDocument | None:
    """The report in a document that could not be read as a plan, or None where it does not say that it is one.

    It says so by a title that speaks of advice, a report or views, or the date of a request, and by whose service or role it is; a document
    that calls itself a plan before that is a plan.
    """
    report = read_advice(document, lexicon)
    told = report.particulars
    if report.why_not or told.kind == "other" or not (told.title or told.requested) or not report.statements:
        return None
    called = next((line for line in report.printed[:_OPENING] if _PLAN_TITLE.search(line) and len(line) < 120), None)
    return None if called and not _ADVISES.search(called) and not _before(report.printed, told.title, called) else report


def called(report: AdviceDocument) -> tuple[str, ...]:
    """What the child is called in the report: the names printed, and the one that most sentences are about where none is printed, or
    where it is short for one."""
    printed = tuple(name for name in (report.particulars.child, report.particulars.known_as) if name)
    words = name_words(printed)
    guessed = (name for name in _guessed(list(report.printed), words) if not words or any(w[:3] == name[:3] for w in words))
    return (*printed, *(name.capitalize() for name in guessed))


def _before(lines: tuple[str, ...], one: str, other: str) -> bool:
    return one in lines and lines.index(one) < lines.index(other)


def name_words(names: tuple[str, ...]) -> frozenset[str]:
    """The words of these names in lower case."""
    return frozenset(w.lower() for name in names for w in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name) if len(w) > 1)


def _guessed(lines: list[str], printed: frozenset[str]) -> frozenset[str]:
    """The name that most sentences are about, where the report goes by another than it prints, or prints none."""
    found = Counter(m[1].lower() for line in lines for m in _ABOUT.finditer(line) if m[1].lower() not in _NO_NAME)
    known = max((found[name] for name in printed), default=1)
    return frozenset(name for name, times in found.most_common(1) if times > known)


def particulars(values: dict[str, list[str]], lines: list[str], lexicon: Lexicon) -> Particulars:
    """What the report says of itself, from labels first, then from letterhead, reference line and sign-off."""

    def first(name: str) -> str:
        return next(iter(values.get(name, ())), "")

    author, role = written_by(lines)
    author, role = _author(first("author"), author), _role(values, role)
    title, service = title_of(lines), first("service") or service_of(lines)
    child = first("child") or " ".join(p for p in (first("forename"), first("surname")) if p)
    return Particulars(
        kind=kind_of((title, role, service, author), lexicon),
        title=title,
        author=author,
        role=role,
        service=service,
        registration=first("registration") or registration(lines),
        requested=parse_date(first("requested")) or requested_on(lines),
        date=parse_date(first("date")) or written_on(lines),
        child=_child(child),
        known_as=first("known_as"),
        dob=parse_date(first("dob")),
    )


def _author(labelled: str, signed: str) -> str:
    return (labelled or signed).split(" (")[0].split(",")[0].strip()


def _role(values: dict[str, list[str]], signed: str) -> str:
    author = next(iter(values.get("author", ())), "")
    beside = author.partition(",")[2].strip() if "," in author else ""
    return next(iter(values.get("role", ())), "") or signed or beside


def _child(text: str) -> str:
    """A name without what a reference line adds ("Re: Ann Lee DOB: …")."""
    return re.split(r"\s*(?:\(|,|;|\bDOB\b|\bD\.O\.B|\bborn\b|\bNHS\b|\bdate of birth\b|\d)", text, maxsplit=1, flags=re.IGNORECASE)[
        0
    ].strip(" -–:")


def _why_not(document: Document, lines: list[str], size: int, lexicon: Lexicon) -> str:
    if size < _EMPTY:
        return "there is nothing in it to read; ask for the report again"
    return _A_PLAN if _is_plan(document, lines, lexicon) else ""


def _is_plan(document: Document, lines: list[str], lexicon: Lexicon) -> bool:
    """Whether it calls itself a plan and has needs, outcomes and provision in the sections of one."""
    if not any(_PLAN_TITLE.search(line) for line in lines[:_TOP]):
        return False
    letters = {m["letter"].upper() for line in lines if len(line) < 120 and (m := _SECTION.match(line))}
    if len(letters) >= _PLAN_SECTIONS:
        return True
    plan = structure(document, lexicon)
    return not plan.why_not and all(plan.sections[letter].status == "content" for letter in "BEF")

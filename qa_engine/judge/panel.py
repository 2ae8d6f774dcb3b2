"""The judgement of a plan as an audit panel would give it: grades, reasons, what works well, what to do first, how firm it is."""

from __future__ import annotations

from collections.abc import Sequence

from qa_engine.judge.book import OVERALL, JudgementBook
from qa_engine.judge.firmness import movements
from qa_engine.judge.measures import measure, tallies
from qa_engine.judge.reckon import Fired, Grades, Reckoner, as_fact
from qa_engine.judge.wording import Wording
from qa_engine.model.audit import Finding
from qa_engine.model.judgement import GRADES, AreaJudgement, Judgements, Overall
from qa_engine.vocabulary import Fact, PlanFact, SectionFact

_FIRST = 3
_NO_LIMIT = "Nothing that was found limits this area."


class Judge:
    """Judgement rules made ready once for all the plans of a process; belongs to one thread."""

    def __init__(self, book: JudgementBook):
        self.book = book
        self._reckoner = Reckoner(book)

    def judge(self, facts: Sequence[Fact], findings: Sequence[Finding]) -> Judgements:
        """Areas and whole with reasons, what decided them, what would lift them, and how firm they are."""
        figures = measure(facts)
        others = [as_fact(f) for f in (*(f for f in facts if isinstance(f, PlanFact | SectionFact)), *tallies(findings))]
        grades = self._reckoner.reckon(figures, others)
        moved = movements(self.book, self._reckoner, figures, others, grades)
        case = _Case(self.book, grades, Wording(self.book, figures), list(findings), moved)
        areas = {name: case.area(name) for name in self.book.areas}
        return Judgements(areas=areas, overall=case.overall(areas), steps=tuple(case.wording.step(f) for f in grades.fired))


class _Case:
    """One plan's grades on the way to being put into words."""

    def __init__(self, book: JudgementBook, grades: Grades, wording: Wording, findings: list[Finding], moved: dict[str, list[str]]):
        self.book, self.grades, self.wording, self.findings, self.moved = book, grades, wording, findings, moved

    def area(self, name: str) -> AreaJudgement:
        """An area's judgement in words."""
        grade = self.grades.areas[name]
        deciding = self._deciding(name, grade)
        mine = [f for f in self.findings if f.area == name]
        faults = dict.fromkeys(f.rule for f in mine if not f.strength and f.severity != "practice")
        return AreaJudgement(
            judgement=grade,
            title=self.book.areas[name].title,
            reasons=tuple(dict.fromkeys(self.wording.step(f).reason for f in deciding)) or (_NO_LIMIT,),
            decided_by=(*(f.rule.id for f in deciding), *(faults if grade in GRADES[:2] else ())),
            to_reach_next=self._lifts(deciding),
            works_well=tuple(dict.fromkeys(f.message for f in mine if f.strength))[:_FIRST],
            stability="borderline" if name in self.moved else "stable",
        )

    def overall(self, areas: dict[str, AreaJudgement]) -> Overall:
        """The whole's judgement in words."""
        deciding = self._deciding(OVERALL, self.grades.overall)
        to_next = self._to_next(deciding, areas)
        return Overall(
            judgement=self.grades.overall,
            reasons=self._reasons(deciding, areas),
            decided_by=tuple(dict.fromkeys(f.rule.id for f in deciding)),
            to_reach_next=to_next,
            do_first=(*self._statutory(), *to_next)[:_FIRST],
            works_well=self._works_well(areas),
            stability="borderline" if OVERALL in self.moved else "stable",
            borderline_because=tuple(self.moved.get(OVERALL, ())),
        )

    def _deciding(self, area: str, grade: str) -> list[Fired]:
        fired = [f for f in self.grades.fired if f.rule.area == area]
        return [f for f in fired if f.rule.na] if grade == "NA" else [f for f in fired if f.rule.grade == grade and not f.rule.na]

    def _lifts(self, fired: Sequence[Fired]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for f in fired if (text := self.wording.lift(f))))

    def _reasons(self, deciding: list[Fired], areas: dict[str, AreaJudgement]) -> tuple[str, ...]:
        if not deciding:
            good = sum(a.judgement == "Good" for a in areas.values())
            return (f"Every core area is Good, no area is Inadequate, and {good} of {len(areas)} areas are Good.",)
        return tuple(dict.fromkeys(self._reason(f, areas) for f in deciding))

    def _reason(self, fired: Fired, areas: dict[str, AreaJudgement]) -> str:
        """A rule about an area is told with that area's own reasons, since those are what decided."""
        text = self.wording.step(fired).reason
        about = areas.get(str(fired.facts.get("a", {}).get("area")))
        return f"{text} {about.reasons[0]}" if about else text

    def _to_next(self, deciding: list[Fired], areas: dict[str, AreaJudgement]) -> tuple[str, ...]:
        lifts: list[str] = []
        for fired in deciding:
            about = areas.get(str(fired.facts.get("a", {}).get("area")))
            lifts += [f"{about.title}: {lift}" for lift in about.to_reach_next] if about else self._lifts([fired])
        return tuple(dict.fromkeys(lifts))

    def _statutory(self) -> tuple[str, ...]:
        rules = list(dict.fromkeys(f.rule for f in self.findings if f.severity == "statutory" and not f.strength))
        return (f"Settle the apparent statutory points ({', '.join(rules[:6])}).",) if rules else ()

    def _works_well(self, areas: dict[str, AreaJudgement]) -> tuple[str, ...]:
        ordered = sorted(areas, key=lambda name: (areas[name].judgement != "Good", -self.book.areas[name].weight))
        return tuple(dict.fromkeys(text for name in ordered for text in areas[name].works_well[:1]))[:_FIRST]

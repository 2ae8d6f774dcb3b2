"""The later parts of the Word report: groups, what only a batch can see, learning, the loop, moderation, time limits and method."""

from __future__ import annotations

from collections.abc import Iterator

from qa_engine.board.method import told_runs
from qa_engine.board.model import Agreement, Board
from qa_engine.report.board.paper import BoardPaper
from qa_engine.report.board.tables import cut_table, times_table
from qa_engine.report.board.words import NONE, interval, kappa, number
from qa_engine.report.text import grade_words
from qa_engine.report.word.build import Cell, Table, cell, label, strong
from qa_engine.report.word.paper import UPRIGHT


def write_groups(paper: BoardPaper, board: Board) -> None:
    """Plans by team, kind, need and the like."""
    if not board.cuts:
        return
    paper.part("Groups of plans")
    paper.say("A difference between groups is a question to ask, not a verdict: groups differ in their children and advice, and the "
              "intervals show how little a small group can prove.", keep=True)
    rows = [row for cut in board.cuts for row in cut_table(cut)]
    titles = ("Group", "Plans", "Good, with 95 % interval", "RI", "Inad.", "Provision specific", "Outcomes specific")
    told = "A row for each group, under a line that names what it is grouped by."
    paper.table(Table("Plans by group", told, (57, 14, 35, 14, 14, 20, 20), rows, titles))
    for note in dict.fromkeys(cut.note for cut in board.cuts if cut.note and cut.groups):
        paper.say(note, "Detail")


def write_across(paper: BoardPaper, board: Board) -> None:
    """What no audit of one plan could find."""
    if board.across:
        paper.part("What only all plans together show")
        paper.bullets(f"{line.title}: {line.sentence}" for line in board.across)


def write_learning(paper: BoardPaper, board: Board) -> None:
    """Wording that failed, and the rule's advice."""
    if not board.examples:
        return
    paper.part("Learning from wording")
    paper.say("Real wording, made so plain that it could stand in any plan, beside the advice of the rule. Blanks are for the writer to "
              "fill from the child's own advice; nothing here is provision for anyone.", keep=True)
    rows = [[cell(strong(e.title), f"Rule {e.rule}: in {e.plans:,} plans", small=True), cell(f"“{e.before}”"), cell(e.advice)]
            for e in board.examples]
    titles = ("What failed", "As written", "How to put it right")
    paper.table(Table("Wording to learn from", "A row for each example.", (44, 56, 74), rows, titles))


def write_loop(paper: BoardPaper, board: Board) -> None:
    """Actions and re-audits."""
    paper.part("Closing the loop")
    loop = board.loop
    counts = [("Actions agreed to date", loop.opened), ("closed", loop.closed), ("of them in this period", loop.closed_in_period),
              ("still open", loop.open), ("overdue", loop.overdue)]
    if loop.opened:
        paper.bare(Table("Actions", "Actions by state at the end of the period.", [UPRIGHT / 5] * 5, [[cell(number(n)) for _, n in counts]],
                         tuple(name for name, _ in counts)))
    else:
        paper.say("No action from an audit record is on file. Actions are read from audit records with “ehcp-qa moderate”.")
    if loop.reaudits is None:
        paper.say("Fewer than five plans were audited again under the same rules, so no movement is shown.")
        return
    moves = "; ".join(f"{grade_words(m.before)} to {grade_words(m.now)}: {m.plans:,}" for m in loop.moves)
    paper.say(f"The plans of {number(loop.reaudits)} children were audited again under the same rules: {number(loop.better)} better, "
              f"{number(loop.same)} the same, {number(loop.worse)} worse. From the audit before to now: {moves}.")


def write_moderation(paper: BoardPaper, board: Board) -> None:
    """How far people agree with the rules."""
    paper.part("How far people agree with the rules")
    made = board.moderation
    for sentence in made.sentences:
        paper.say(sentence)
    if made.whole:
        rows = [_agreed(a) for a in (made.whole, *made.areas)]
        paper.table(Table("Agreement of rules and people", "A row for all areas together and for each area graded in five plans or more.",
                          (60, 16, 34, 34, 30), rows, ("Area", "Grades", "The same", "Same or one apart", "Kappa")))


def _agreed(line: Agreement) -> list[Cell]:
    sure = f" ({kappa(line.low)} to {kappa(line.high)})" if line.low is not None else ""
    name = label(line.title) if line.name == "all" else cell(line.title)
    return [name, cell(number(line.pairs)), cell(interval(line.exact)), cell(interval(line.adjacent)),
            cell(f"{kappa(line.kappa)}{sure}" if line.kappa is not None else line.note or NONE, small=line.kappa is None)]


def write_times(paper: BoardPaper, board: Board) -> None:
    """Time limits, beside quality."""
    if not any(line.in_time for line in board.timeliness):
        return
    paper.part("Timeliness, beside quality")
    paper.table(times_table(board))
    paper.say(" ".join(board.timeliness_notes), "Detail")


def write_method(paper: BoardPaper, board: Board) -> None:
    """How it was done and what it cannot say."""
    paper.heading("Annex: method, limits and words")
    for title, lines in (("Method", board.method.method), ("Limits", board.method.limits)):
        paper.heading(title, 2)
        paper.bullets(lines)
    paper.heading("Words", 2)
    for word, meaning in board.method.definitions:
        paper.say(meaning, lead=f"{word}:")
    paper.heading("Rules used", 2)
    paper.bullets(list(_packs(board)))


def _packs(board: Board) -> Iterator[str]:
    for line in board.method.packs:
        use = "counted in this report" if line.current else "other rules or version, not counted"
        yield f"{line.name} {line.version}, law as at {line.law_as_at}, by qa_engine {line.tool}: {told_runs(line.runs)} ({use})"

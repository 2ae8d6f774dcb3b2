"""A store as the rules of today judge it, for the length of one report: restated beside the report, and gone when it is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa_engine.batch.restate import Today, restate
from qa_engine.errors import QaError
from qa_engine.store.model import ActionRow, Case, Filter, PanelRow, Run

if TYPE_CHECKING:
    from qa_engine.store import Store


@dataclass(frozen=True, slots=True)
class AsToday:
    """What a report needs of a store: audits as judged again, and what people entered as it stands. `left` names the cases that could
    not be judged again, with the reason."""

    audits: Store
    entered: Store
    left: tuple[str, ...]

    def runs(self) -> list[Run]:
        """The runs that the report reaches back to, by the rules of today."""
        return self.audits.runs()

    def cases(self, chosen: Filter) -> Iterator[Case]:
        """Audits by month, run and hash."""
        return self.audits.cases(chosen)

    def records(self, chosen: Filter) -> Iterator[tuple[Case, bytes]]:
        """The same, each with its record's JSON."""
        return self.audits.records(chosen)

    def panel(self, chosen: Filter) -> list[PanelRow]:
        """Grades by people, beside the grades that they saw."""
        return self.entered.panel(chosen)

    def actions(self, chosen: Filter) -> list[ActionRow]:
        """Actions agreed."""
        return self.entered.actions(chosen)


@contextmanager
def as_today(store: Store, since: str, today: Today, workers: int, out: Path) -> Iterator[AsToday]:
    """The audits from the month `since` on, those of other rules judged again in worker processes. They lie in a folder in `out`, as they
    hold words of plans, and it is gone afterwards; what an interrupted report left goes first. Raises QaError."""
    from qa_engine.store import Store

    folder = out / ".restated.part"
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True)
        with Store.open(str(folder / "audits.sqlite")) as audits:
            done = restate(store, audits, today, workers, since=since, entered=False)
            yield AsToday(audits, store, done.left)
    except OSError as error:
        raise QaError(f"{out}: cannot be written ({error.strerror}); make room, or choose another with --out") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)

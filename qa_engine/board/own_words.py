"""Out of a reader's own records: the rules' plain advice, wording made safe to show, and what became of a service's recommendations."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from qa_engine.board.learning import names_in, safe, sentence_at

_BEST = 14  # words of a good example


class OwnWords:
    """Records in, one at a time; of each rule its advice and the safe wordings that failed it are kept, nothing else."""

    def __init__(self, rules: Iterable[str], service: str = "") -> None:
        """`service` is the one whose recommendations are followed; "" of none."""
        self.advice: dict[str, str] = {}
        self.fates: Counter[str] = Counter()
        self._order = list(rules)
        self._wordings: dict[str, Counter[str]] = {rule: Counter() for rule in self._order}
        self._service = " ".join(service.split()).casefold()

    def read(self, record: bytes) -> None:
        """Take what is wanted of an audit record as JSON."""
        data = json.loads(record)
        names = names_in(data["subject"])
        texts = {item["id"]: item["text"] for section in data["sections"].values() for item in section["items"]}
        for finding in data["findings"]:
            if finding["rule"] in self._wordings and not finding["strength"]:
                self._take(finding, texts, names)
        if self._service:
            self._follow(data)

    def examples(self) -> dict[str, str]:
        """By rule, a wording that no other rule shows: the one in most plans, of those one near to a good length."""
        chosen: dict[str, str] = {}
        for rule in self._order:
            left = [(-n, abs(len(text.split()) - _BEST), text) for text, n in self._wordings[rule].items() if text not in chosen.values()]
            if left:
                chosen[rule] = min(left)[2]
        return chosen

    def _take(self, finding: Mapping[str, Any], texts: Mapping[str, str], names: set[str]) -> None:
        if self.advice.setdefault(finding["rule"], finding["advice"]) != finding["advice"]:
            self.advice[finding["rule"]] = ""  # a council's own rule that puts words of the plan into its advice
        text = texts.get(finding["item"] or "", "")
        wording = safe(sentence_at(text, finding["quote"]), names) if text else ""
        if wording:
            self._wordings[finding["rule"]][wording] += 1

    def _follow(self, data: Mapping[str, Any]) -> None:
        """Needs, outcomes and provision that the service's reports recommended."""
        theirs = {audit["document"] for audit in data.get("advice_audits", ())
                  if " ".join(audit["service"].split()).casefold() == self._service}
        self.fates.update(row["fate"] for row in data.get("advice_trace", ()) if row["advice"] in theirs)

"""Tell once in a section what stands in it many times: the terms that nobody explains, the sentences that are too long."""

from __future__ import annotations

from collections.abc import Iterable

from qa_engine.vocabulary import PhraseFact

# Words that many families know are worth a remark where a section is full of them.
_MANY_SOFT, _MOST_NAMED = 3, 8


def together(phrases: Iterable[PhraseFact]) -> list[PhraseFact]:
    """One fact `unexplained_terms` and one `long_sentences` for each section that calls for it, with the words of the plainest case.

    `detail` of the first is the terms in quotation marks; of the second how long the sentence is and how many more there are.
    """
    terms: dict[str, list[PhraseFact]] = {}
    long: dict[str, list[PhraseFact]] = {}
    for phrase in phrases:
        if phrase.subject == "jargon":
            terms.setdefault(phrase.section, []).append(phrase)
        elif phrase.subject == "long_sentence":
            long.setdefault(phrase.section, []).append(phrase)
    return [fact for found in (*map(_terms, terms.values()), *map(_long, long.values())) for fact in found]


def _terms(found: list[PhraseFact]) -> list[PhraseFact]:
    hard = [p for p in found if p.confidence != "possible"]
    if not hard and len(found) < _MANY_SOFT:
        return []
    named = list(dict.fromkeys(p.words for p in (*hard, *(p for p in found if p not in hard))))
    first = (hard or found)[0]
    return [PhraseFact("unexplained_terms", first.words, first.section, first.item, _listed(named), first.confidence)]


def _listed(words: list[str]) -> str:
    shown = [f"“{word}”" for word in words[:_MOST_NAMED]]
    if len(words) > _MOST_NAMED:
        shown.append(f"{len(words) - _MOST_NAMED} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _long(found: list[PhraseFact]) -> list[PhraseFact]:
    worst = [p for p in found if p.confidence != "possible"]
    if not worst:
        return []
    longest = max(worst, key=lambda p: int(p.detail.split()[0]))
    others = len(found) - 1
    more = f"; {others} other{'s' if others > 1 else ''} in this section {'are' if others > 1 else 'is'} long too" if others else ""
    return [PhraseFact("long_sentences", longest.words, longest.section, longest.item, f"{longest.detail}{more}")]

"""Phrases with choices, numbers and gaps are found as they are written."""

from pathlib import Path

import pytest

from qa_engine.errors import RuleError
from qa_engine.language.lexicon import Lexicon
from qa_engine.language.phrases import expand, options
from qa_engine.language.words import words


def found(phrase: str, text: str) -> list[str]:
    read = Lexicon({"list": [phrase]}).read(text)
    return [read.quote(hit) for hit in read.of("list")]


def test_each_choice_is_found_and_the_rest_follows_every_one() -> None:
    assert found("(on|upon) (arrival|leaving)", "Upon arrival, or on leaving; not on time.") == ["Upon arrival", "on leaving"]


def test_an_empty_choice_may_be_left_out() -> None:
    assert found("(a|the|) quiet (small|) room", "a quiet room and quiet small room") == ["a quiet room", "quiet room", "quiet small room"]


def test_a_choice_within_a_choice_and_one_glued_to_a_word() -> None:
    assert found("(each (day|week)|daily) walk(s|)", "each week walks, daily walk, each walk") == ["each week walks", "daily walk"]
    assert found("(mon|tues)day", "Monday or Tuesday, mon") == ["Monday", "Tuesday"]


def test_a_gap_holds_up_to_four_words_and_no_comma() -> None:
    assert found("in all ... lessons", "in all of his weekly maths lessons") == ["in all of his weekly maths lessons"]
    assert found("in all ... lessons", "in all of his very long weekly maths lessons") == []
    assert found("in all ... lessons", "in all, said his lessons") == []


def test_a_number_is_digits_or_a_word() -> None:
    assert found("# minute*", "20 minutes, ten-minute, some minutes") == ["20 minutes", "ten-minute"]


def test_the_longest_phrase_wins_for_each_list() -> None:
    assert found("(small|small group work)", "small group work") == ["small group work"]


def test_an_ending_may_follow_a_hyphen() -> None:
    assert found("co-ordinat*", "Co-ordination and co-ordinated") == ["Co-ordination", "co-ordinated"]


def test_every_choice_is_spelt_out_once() -> None:
    assert expand("(a (b|c)|d)") == ["a b", "a c", "d"]
    assert options("(a|b)(c|d)") == ["ac", "ad", "bc", "bd"]


@pytest.mark.parametrize("texts", [("a warm bath", "the cold shower daily", "bath"), ("bath", "the cold shower daily", "a warm bath")])
def test_what_a_text_finds_does_not_hang_on_the_texts_before_it(texts: tuple[str, ...]) -> None:
    lexicon = Lexicon({"wash": ["(a|the|) (warm|cold|) (bath|shower (daily|))", "a warm"], "water": ["(bath*|shower*)", "warm bath"]})
    reads = [lexicon.read(text) for text in texts]
    seen = {read.raw: {name: [read.quote(h) for h in hits] for name, hits in read.hits.items()} for read in reads}
    assert seen["a warm bath"] == {"wash": ["a warm bath", "warm bath", "bath"], "water": ["warm bath", "bath"]}
    assert seen["the cold shower daily"] == {"wash": ["the cold shower daily", "cold shower daily", "shower daily"], "water": ["shower"]}
    assert seen["bath"] == {"wash": ["bath"], "water": ["bath"]}


def test_words_keep_their_places_beside_curly_apostrophes_and_letters_that_grow() -> None:
    assert [(w.lower, w.start, w.end, w.broken) for w in words("İz’s cup, 30Mins")] == [
        ("i\u0307z's", 0, 4, False), ("cup", 5, 8, False), ("30", 10, 12, True), ("mins", 12, 16, False)]


def test_a_bracket_left_open_is_refused_by_file_and_list(tmp_path: Path) -> None:
    (tmp_path / "pets.yaml").write_text("pets_small:\n  - (mouse|rat in year #|vole)\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"pets\.yaml: a bracket in pets_small is not closed"):
        Lexicon.load([tmp_path])

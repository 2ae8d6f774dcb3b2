"""Letters and professional words that nobody explains, and sentences hard to follow."""

from __future__ import annotations

import pytest

from qa_engine.observe.context import Context
from qa_engine.observe.phrases import observe_phrases
from qa_engine.vocabulary import PhraseFact
from tests.plan_of import lexicon, plan_of


def jargon(context: Context) -> list[PhraseFact]:
    return [fact for fact in observe_phrases(context) if fact.subject == "jargon"]


def likely(text: str) -> list[str]:
    return [fact.words for fact in jargon(plan_of(F=[("", text)])) if fact.confidence == "likely"]


@pytest.mark.parametrize(("text", "terms"), [
    ("The SALT will visit each week.", ["SALT"]),
    ("TAs will help. A TA will lead.", ["TAs"]),
    ("The LA's EPS will advise.", ["LA", "EPS"]),
    ("Mia has SLCN and an ASD diagnosis.", ["SLCN", "ASD"]),
    ("Mia sees at six metres what others see at sixty (1.0 logMAR).", ["logMAR"]),
    ("Her C&I needs come first.", ["C&I"]),
    ("Her pain team is at the QZV.", ["QZV"]),
    ("Mia has hypotonia and uses objects of reference.", ["hypotonia", "objects of reference"]),
])
def test_a_term_with_no_explanation_is_jargon(text: str, terms: list[str]) -> None:
    assert likely(text) == terms


@pytest.mark.parametrize("text", [
    "The speech and language therapist (SALT) will visit. The SALT will report.",
    "The SALT will report. The speech and language therapist (SALT) will visit.",
    "An OT (occupational therapist) will visit.",
    "Augmentative and alternative communication, or AAC, will be used.",
    "CAMHS means the child and adolescent mental health service.",
    "The QTVI (a teacher trained in sight loss) will visit.",
    "Mia has hypotonia, which means that her muscles are floppy.",
    "Mia has low muscle tone (hypotonia).",
    "Dysphagia - difficulty swallowing - is managed by the team.",
    "She is echolalic: she repeats what she hears.",
])
def test_a_term_explained_once_is_explained(text: str) -> None:
    assert likely(text) == []


@pytest.mark.parametrize("text", [
    "Mia likes PE and TV and sees her GP.",
    "Mia DOES NOT like loud rooms.",
    "Letters go to 4 Elm Road, LS12 4QX.",
    "SECTION F PROVISION FOR MIA",
    "MT is kind and works hard.",
    "Mia said “I love WWE”.",
    "Mia has asthma, epilepsy and anxiety.",
])
def test_everyday_letters_names_codes_and_known_conditions_are_no_jargon(text: str) -> None:
    assert likely(text) == []


def test_a_term_inside_a_longer_term_is_not_counted_again() -> None:
    assert [f.words for f in jargon(plan_of(F=[("", "His non-verbal reasoning was tested.")]))] == ["non-verbal reasoning"]


def test_two_letters_are_not_explained_by_chance() -> None:
    assert likely("The motor programme of the OT (Outcome 6).") == ["OT"]


def test_a_meaning_is_given_only_where_it_is_certain() -> None:
    details = {f.words: f.detail for f in jargon(plan_of(F=[("", "The ELSA and the SLT will meet the QZV team.")]))}
    assert details == {"ELSA": "emotional literacy support assistant", "SLT": "more than one meaning: ask the author which", "QZV": ""}


def test_words_that_many_families_know_are_only_possibly_jargon() -> None:
    facts = jargon(plan_of(F=[("", "Work will be differentiated and Mia will have an emotional literacy group.")]))
    assert {(f.words, f.confidence) for f in facts} == {("differentiated", "possible"), ("emotional literacy", "possible")}


def test_unknown_letters_in_the_childs_views_and_titles_in_k_are_let_be() -> None:
    assert jargon(plan_of(A=[("", "I like WRC and BTS.")], K=[("", "SALT report")])) == []


def test_a_list_of_terms_in_the_plan_explains_them() -> None:
    assert jargon(plan_of(A=[("Glossary", "ELSA see page 3")], F=[("", "The ELSA will help.")])) == []


def test_no_ambiguous_term_has_a_meaning_in_the_glossary() -> None:
    glossary = lexicon().glossary("jargon_acronym_glossary")
    assert [term for term in ("AP", "ASC", "CDC", "CP", "C&L", "LD", "MCA", "PD", "PT", "SI", "SLT") if glossary[term]] == []
    assert len(glossary) >= 134


def words_of(n: int) -> str:
    return " ".join(["walk"] * n) + "."


def test_a_sentence_is_long_over_35_words_and_likely_too_long_over_45() -> None:
    facts = observe_phrases(plan_of(F=[("", words_of(35)), ("", words_of(36)), ("", words_of(46))]))
    assert [(f.item, f.detail, f.confidence) for f in facts if f.subject == "long_sentence"] == [
        ("F2", "36 words", "possible"), ("F3", "46 words", "likely")]


def test_a_sentence_is_repeated_only_across_sections_or_kinds() -> None:
    same = "Mia will sit near the front where she can see the board."
    facts = observe_phrases(plan_of(B=[("", same), ("", same)], F=[("", same)], E=[("", "Mia will sit.")]))
    assert [(f.item, f.detail) for f in facts if f.subject == "repetition"] == [("F1", "also in B1")]


def test_letters_are_not_explained_by_words_in_a_row_with_small_words_among_them() -> None:
    assert likely("The ELSA will see Mia for early learning support as her mentor asks.") == ["ELSA"]
    assert likely("The ELSA (emotional literacy support assistant) will see Mia.") == []


@pytest.mark.parametrize(("text", "terms"), [
    ("Enlarged vestibular aqueducts (both ears).", ["vestibular aqueducts"]),
    ("Mia's eyes do not point the same way (convergent strabismus).", []),
    ("After a craniotomy Mia tires.", ["craniotomy"]), ("Buccal midazolam is given and a taxi is called.", ["Buccal midazolam"]),
    ("Atomoxetine 25 mg at night.", []), ("The ICB pays.", []), ("The Virtual School pays.", [])])
def test_more_clinical_words_and_what_explains_them(text: str, terms: list[str]) -> None:
    assert likely(text) == terms

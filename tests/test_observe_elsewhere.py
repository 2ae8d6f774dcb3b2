"""Snippets in the ways of other counties and voices, in a plan of October 2026 for a girl of 11, newly in Year 7."""

from __future__ import annotations

from datetime import date

import pytest

from qa_engine.model.plan import Subject
from qa_engine.observe.budget import personal_budget
from qa_engine.observe.context import Context
from qa_engine.observe.nils import social_care_nil_unreasoned
from qa_engine.observe.phrases import observe_phrases
from qa_engine.observe.voice import observe_voices
from tests.plan_of import plan_of

NERYS = Subject("Nerys Blackwood", "Nerys", dob=date(2015, 1, 20), year=7, pronouns="she")
SETTING = "Stannary High School"
ISSUE = date(2026, 10, 14)


def plan(**sections: list[tuple[str, str]] | str) -> Context:
    return plan_of(NERYS, SETTING, issue=ISSUE, **sections)


def found(subject: str, context: Context) -> list[str]:
    return [f.words for f in observe_phrases(context) if f.subject == subject and f.confidence != "possible"]


def one(section: str, text: str) -> Context:
    return plan(**{section: [("", text)]})


# Another child's name.
@pytest.mark.parametrize(("section", "text", "name"), [
    ("F", "A learning mentor will meet Callum for half an hour every Friday.", "Callum"),
    ("F", "Staff will give Daisy a two-minute warning before every change.", "Daisy"),
    ("B", "Tomasz finds it hard to say what he has read.", "Tomasz"),
    ("E", "By July 2027 Aaliyah will ask for a break in three lessons out of four.", "Aaliyah"),
    ("F", "The physiotherapist will check Reuben's standing frame each half-term.", "Reuben"),
    ("B", "When plans change, Jayden needs an adult to explain what will happen.", "Jayden"),
])
def test_another_child_in_this_childs_place_is_found(section: str, text: str, name: str) -> None:
    assert name in found("other_name", one(section, text))


@pytest.mark.parametrize(("section", "text"), [
    ("F", "Praise will be specific and given at once, in every lesson."),
    ("F", "Praise is shown with a token, never with a hug, and she spends it on Friday."),
    ("F", "Mark her work with a green dot; hope is what she needs most."),
    ("E", "Within a year Nerys will meet Rhodri or someone else from the coding club once a fortnight."),
    ("E", "Nerys will telephone Imogen, or another girl from guides, once a week."),
    ("F", "Nerys will follow the Talk for Writing programme and Amelia reading scheme twice a week."),
    ("F", "She will sit beside Ottilie, or another calm pupil, in assembly."),
    ("A", "Carys from the riding stables says that Nerys never stops talking."),
    ("F", "Joy in reading comes first: twenty minutes of Alfie books each afternoon."),
    ("F", "Hope House will give one night's short break a month."),
    ("F", "Grace before meals is not asked of her."),
    ("F", "Harvey, the school's therapy dog, will visit on Tuesdays."),
    ("F", "Lessons use the Lexia and Rapid Reading programmes for 15 minutes a day."),
    ("F", "The Ellen Tinkham outreach team will train Mr Pascoe and Rowena in the autumn."),
])
def test_words_clubs_schemes_and_companions_are_no_other_child(section: str, text: str) -> None:
    assert found("other_name", one(section, text)) == []


@pytest.mark.parametrize(("text", "wrong"), [
    ("An adult will cut up his meal at lunchtime each day.", True),
    ("Nerys will show her pass when he needs to leave the room.", True),
    ("Praise is given on paper, by any adult who teaches her, so that he or she need not say it aloud.", False),
    ("One boy, chosen by her, will sit at her table so long as he wants to.", False),
    ("A named adult will meet her at the gate, and he or she will walk her to class.", False),
    ("Her uncle collects her on Fridays. The gate will be opened for him at three.", False),
])
def test_a_wrong_pronoun_is_found_only_where_it_can_mean_nobody_else(text: str, wrong: bool) -> None:
    assert bool(found("pronoun", one("F", text))) is wrong


# Words that time has overtaken.
@pytest.mark.parametrize(("section", "text"), [
    ("A", "Nerys is in Mr Trask's class at Penhale Primary School and is settled there."),
    ("A", "At present she goes to Penhale Primary School every day."),
    ("A", "She will have four visits to Stannary High School in the summer term."),
    ("A", "I am in Year 6 now, and the big school frightens me."),
    ("A", "We hope that she can stay with Mrs Opie when she goes up to Year 5."),
    ("F", "A transition booklet will be made before she moves to Year 7."),
    ("B", "Nerys currently attends Penhale Primary School for mornings only."),
    ("F", "The visual timetable will be used by her Year 6 teacher."),
    ("I", "Nerys will transfer to Stannary High School in September 2026."),
])
def test_what_was_true_of_an_earlier_school_or_year_is_stale(section: str, text: str) -> None:
    assert found("out_of_date", one(section, text))


def test_a_dose_that_changed_is_stale_in_the_place_that_kept_the_old_one() -> None:
    context = plan(A=[("", "At her last clinic the midazolam was raised to 10 mg.")],
                   C=[("", "Nerys has seizures twice a year. Buccal midazolam 7.5 mg is given after five minutes.")])
    assert "Buccal midazolam 7.5 mg" in " ".join(found("out_of_date", context))


def test_two_medicines_with_their_own_doses_are_not_stale() -> None:
    context = plan(A=[("", "Her melatonin was raised to 4 mg last year.")], C=[("", "She takes sertraline 25 mg each morning.")])
    assert found("out_of_date", context) == []


def test_a_home_that_changed_is_stale_in_the_childs_words() -> None:
    context = plan(A=[("My views", "I live with Karen and Phil and their cat."),
                      ("History", "Nerys moved to her present foster carer, Yvette, in March 2026.")])
    assert any("live with Karen and Phil" in words for words in found("out_of_date", context))


def test_somebody_who_died_does_nothing_today() -> None:
    told = [("History", "Her nan, who looked after her most days, died in August 2024.")]
    assert found("out_of_date", plan(A=[("", "It is a good day when my nan takes me swimming."), *told])) == ["when my nan takes"]
    assert found("out_of_date", plan(A=[("", "My mum takes me swimming and I still miss my nan."), *told])) == []


def test_staff_of_a_school_left_behind_do_nothing_today() -> None:
    told = ("How we asked", "Nerys filled in a booklet with Mrs Opie, teaching assistant, at Penhale Primary School.")
    stale = found("out_of_date", plan(A=[told, ("Talking with Nerys", "Mrs Opie keeps a calm box by the door.")]))
    assert any(words.startswith("Mrs Opie keeps") for words in stale)
    assert found("out_of_date", plan(A=[told, ("Friends", "Mrs Opie visits her once a term.")])) == []


def test_the_services_of_an_authority_left_behind_are_stale() -> None:
    history = [("History", "The family moved from Penwithshire to Stannary in July 2026.")]
    checks = [("", "Her weight is checked by the Penwithshire clinic each term.")]
    assert found("out_of_date", plan(A=history, C=checks)) == ["Penwithshire clinic"]
    assert found("out_of_date", plan(A=history, C=[("", "Her weight is checked by the Stannary clinic each term.")])) == []


def test_hopes_beside_an_age_gone_by_are_stale_too() -> None:
    views = "I am 8. I like newts. I am looking forward to my new teacher."
    assert "I am looking forward to my new teacher" in found("out_of_date", plan(A=[("My views", views)]))
    assert found("out_of_date", plan(A=[("My views", views.replace("8", "11"))])) == []


@pytest.mark.parametrize("text", [
    "She will not go on the Year 7 trip.", "She is in the first form in which she has been asked.", "She wants to go to school.",
    "He says he would like to go to school, but cannot get past the gate."])
def test_one_who_stays_away_wants_to_go_to_school(text: str) -> None:
    assert found("out_of_date", one("A", text)) == []


def test_family_history_is_not_the_parents_voice() -> None:
    history = "Nerys was born at term and walked late. She has two younger brothers. She lived with four families before this one. " * 3
    assert observe_voices(plan(A=[("Background and family history", history)])).parent == "absent"


def test_not_known_to_social_care_is_stale_where_the_plan_shows_a_worker() -> None:
    context = plan(A=[("", "Her social worker, Dilys, visits every six weeks.")], D="Not known to children's social care.")
    assert found("out_of_date", context) or found("contradiction", context)


@pytest.mark.parametrize(("section", "text"), [
    ("A", "She went to Penhale Primary School, where Mr Trask's class was small."),
    ("A", "The county decided on 2 September 2026 that a taxi will bring her to school."),
    ("A", "It was agreed at the meeting on 9 July 2026 that she will have a locker near the library."),
    ("A", "She has been in Year 7 since September and is finding her way."),
    ("A", "Her brother is in Year 6 at Penhale Primary School and will have visits in July."),
    ("B", "She reads at the level expected of a child in Year 3."),
    ("F", "Mrs Opie, from Penhale Primary School, will visit her once a term until July 2027."),
    ("E", "By the end of Year 8 she will read a Year 5 text aloud without help."),
    ("I", "Stannary High School, a mainstream secondary academy."),
])
def test_history_decisions_and_what_lies_ahead_are_not_stale(section: str, text: str) -> None:
    assert found("out_of_date", one(section, text)) == []


# Template text left in.
@pytest.mark.parametrize(("section", "text", "words"), [
    ("E", "By the end of XX Nerys will write a paragraph.", "XX"),
    ("E", "By [insert date] she will tell the time.", "[insert date]"),
    ("F", "A TA will give ___ hours a week.", "___"),
    ("J", "[Caseworker to fill in if a direct payment is asked for]", "[Caseworker to fill in if a direct payment is asked for]"),
    ("K", "[New authority to list its advice here]", "[New authority to list its advice here]"),
    ("D", "There are no concerns about his/her safety (delete as appropriate).", "his/her"),
    ("A", "TBC", "TBC"),
    ("F", "<<Provision to be agreed at panel>>", "<<Provision to be agreed at panel>>"),
])
def test_prompts_of_other_templates_are_residue(section: str, text: str, words: str) -> None:
    assert words in found("residue", one(section, text))


def test_a_prompt_in_a_heading_over_an_answer_is_residue() -> None:
    assert found("residue", plan(A=[("How [insert child's name] likes to be spoken to", "Short sentences.")])) == ["[insert child's name]"]


@pytest.mark.parametrize("text", [
    "Her target is [see E2] a page a day.", "She marks her own work (tick or dot).", "Bring a coat and/or a hat.",
    "Her hat is red/blue.", "Nerys can select a symbol (yes or no)."])
def test_ordinary_marks_are_no_residue(text: str) -> None:
    assert found("residue", one("F", text)) == []


# Words that a family new to the system would not know.
@pytest.mark.parametrize(("text", "term"), [
    ("The Virtual Head will be told of any exclusion.", "Virtual Head"),
    ("Nerys is accommodated (s.20).", "s.20"),
    ("She is looked after under s31.", "s31"),
    ("A TAF meeting is held each half-term.", "TAF"),
    ("The CoSACC team will advise.", "CoSACC"),
    ("Her DSR score was high.", "DSR"),
])
def test_unexplained_terms_of_the_system_are_jargon(text: str, term: str) -> None:
    assert term in found("jargon", one("F", text))


@pytest.mark.parametrize("text", [
    "The Virtual School (the council's team for children in care) will be told.",
    "Working memory is hard for her: she loses the first half of an instruction.",
    "Her working memory (holding things in mind) is weak.",
    "Precision teaching of words (the same few words timed each day) will be given.",
    "At the 14th percentile, which means that 86 of 100 children did better.",
])
def test_explained_terms_are_no_jargon(text: str) -> None:
    assert found("jargon", one("B", text)) == []


# Values of the whole plan.
@pytest.mark.parametrize(("text", "value"), [
    ("[Officer to complete once a budget is asked for]", "absent"),
    ("Not applicable at this time.", "absent"), ("None requested.", "clear"),
    ("The family have been told about personal budgets.", "underdeveloped"), ("To be confirmed at panel", "absent"),
    ("A personal budget may be available.", "underdeveloped"), ("Nil.", "absent"),
    ("£1,460 a year by direct payment, for a Saturday sitter so that Nerys can swim.", "clear"),
])
def test_the_personal_budget_in_other_words(text: str, value: str) -> None:
    assert personal_budget(plan(J=text)) == value


@pytest.mark.parametrize(("text", "unreasoned"), [
    ("Nerys is a child in care. See care plan.", True), ("Please refer to the child in need plan.", True),
    ("Not known to Penwithshire's social care.", True),
    ("The duty social worker looked at the records on 4 June 2026: no need of care was found.", False),
])
def test_a_pointer_to_another_paper_is_no_reason(text: str, unreasoned: bool) -> None:
    assert social_care_nil_unreasoned(plan(D=text)) is unreasoned


@pytest.mark.parametrize(("text", "stated"), [
    ("He says that nobody knows he is clever. Mrs Rees in the workshop is whom he talks about.", False),
    ("Use the interpreting line to speak to her mother.", False), ("Nerys filled this in with Mrs Opie, using stickers.", True),
    ("Her views were sought with Widgit symbols on 1 May 2026.", True), ("Told to Dilys over a cup of tea.", True),
])
def test_how_views_were_come_by_in_other_words(text: str, stated: bool) -> None:
    assert observe_voices(plan(A=[("Views of Nerys and her family", text)])).method_stated is stated

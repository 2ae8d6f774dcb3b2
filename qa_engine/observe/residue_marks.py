"""The marks that templates leave in a text: fields to fill, choices to make, orders to the writer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa_engine.language.lexicon import Text
from qa_engine.language.words import bag
from qa_engine.observe.phrases_lines import in_quotation

_FIELD = re.compile(
    r"«[^»]{0,60}»?|<<[^<>]{0,60}>>|\{\{?[^{}]{1,60}\}\}?"
    r"|<(?:insert|name|child|date|school|enter|add|pupil|first|sur|fore|dob|he|his|setting|student|tbc|xx)[^<>]{0,50}>"
    r"|_{3,}|…{2,}|\.{5,}|\?{2,}|\*{3,}", re.IGNORECASE)
_STAND_IN = re.compile(
    r"\bx{1,2}/x{1,2}/x{2,4}|\bdd/mm/yy(?:yy)?\b|\bDD/MM/YY(?:YY)?\b|\bX{2,}\b(?! chromosome)|\bx{3,}\b"
    r"|\bxx\b(?! chromosome)|\bXxx+\b|\bX(?=['’]s\b)"
    r"|(?<![\w.])(?:TBC|TBA|tbc|tba|T\.B\.C\.?)(?!\w)|\bMERGEFIELD\b(?: \w+)?|Error! [A-Z][a-z ]{3,60}(?:found"
    r"|defined|document)\.?"
    r"|\b(?:F[Ii][Rr][Ss][Tt][Nn]ame|FIRSTNAME|Forename|FORENAME|Child(?:s)?[Nn]ame|CHILDNAME|PUPILNAME"
    r"|SURNAME)\b(?: Surname| Lastname)?"
    r"|\bNAME(?=['’]s\b| (?:will|is|has|can|needs|finds|would|to)\b)"
    r"|\bName(?=['’]s (?:\w+ )?(?:needs?|views?|class|school|parents?|learning)| (?:will|has|needs|finds|can) )"
    r"|(?<![\w.])X(?= (?:will|is|has|can|needs|finds|would|does|enjoys|likes|struggles|requires|should|may|attends"
    r"|lives)\b)"
    r"|\b[Ll]orem ipsum\b[^.]{0,40}")
_STAND_IN_WORDS = bag(
    "xx xxx xxxx xxxxx xxxxxx x x's dd tbc tba t mergefield error firstname forename childname childsname pupilname "
    "surname name name's lorem")
_CHOICE = re.compile(
    r"\b(?:s/he|he/she(?:/they)?|she/he(?:/they)?|his/hers?(?:/their)?|hers?/his|him/her(?:/them)?|her/him"
    r"|himself/herself|herself/himself|him/herself"
    r"|son/daughter|daughter/son|boy/girl|girl/boy|brother/sister|mr/mrs(?:/\w+)*|is/is not|does/does not|has/has not"
    r"|will/will not|can/cannot"
    r"|do/do not|was/was not|mother/father|yes ?/ ?no(?! (?:card|board|question|answer|switch|symbol|response|choice"
    r"|reply|nod|sign|button)))(?![\w/])"
    r"|\(s\)he\b", re.IGNORECASE)
_ORDER = re.compile(
    r"\bdelete (?:as|if|where) (?:not )?(?:applicable|appropriate|necessary|required)|\bplease (?:tick|delete"
    r"|circle)\b(?: (?:as|where|all|one)[^.)]{0,25})?"
    r"|\btick (?:as appropriate|all that apply|where applicable|one box)|\bclick (?:or tap )?(?:here )?to (?:enter"
    r"|add) (?:text|a date)\.?"
    r"|(?:^|(?<=[.!?\]] ))(?:click (?:or tap )?(?:here )?to (?:enter|add|insert|select)[^.]{0,20}\.?|click here\.?"
    r"|tap (?:here )?to enter[^.]{0,20}\.?"
    r"|(?:choose|select) an item\.?|(?:enter|insert|type|add) (?:text|date|name|details|a date|your text"
    r"|child['’]s name|here)\b[^.]{0,20}\.?|type here\.?"
    r"|insert (?:photo|photograph|picture)[^.]{0,20}\.?)", re.IGNORECASE)
_ORDER_WORDS = bag("click tap choose select enter insert type add delete tick circle please")
_GUIDANCE = re.compile(
    r"(?:^|(?<=[.!?] ))(?:this (?:section|box) (?:should|must|needs to|is for|is to)[^.]{0,120}\.?"
    r"|please (?:provide|describe|include|list|record|outline|summarise|give details|set out|specify"
    r"|state)[^.]{0,120}\.?"
    r"|describe (?:here|the (?:child|young person|pupil)['’]s)[^.]{0,120}\.?|include (?:here|any (?:relevant|other"
    r"|additional)|details of)[^.]{0,120}\.?"
    r"|guidance(?: note)?s?:[^.]{0,120}\.?|note (?:to|for) (?:author|writer|officer|caseworker|editor)[^.]{0,120}\.?"
    r"|\(?maximum (?:of )?\d+ words\)?\.?)",
    re.IGNORECASE)
_GUIDANCE_WORDS = bag("section box please describe include guidance note maximum")
_BRACKET = re.compile(r"\[[^\[\]]{0,90}\]|\((?=[^\s()])[^()]{1,70}\)")
_PROMPT = re.compile(
    r"\b(?:insert\w*|enter\b|add (?:here|name|date|details?)|name of|name here"
    r"|(?:child|pupil|student|young person|parent|school|setting)(?:['’]s)? ?(?:full |first )?name|(?:first ?|sur"
    r"|fore|full |preferred |last )name"
    r"|delete\b|tick\b|circle\b|select\b|choose\b|complete(?: here| this| as)|fill in|type here"
    r"|please (?:state|specify|give|list|describe|add|tick|delete|complete|insert|attach|check)|specify\b"
    r"|as (?:applicable|appropriate)"
    r"|to (?:be )?(?:confirm|check|add|insert|complete|follow|list|fill|enter|attach|update"
    r"|amend|remove|agree)\w*|tbc\b|tba\b|x{2,}|check with|ask (?:mum|dad|school"
    r"|parents?|the)|query\b|dd/mm"
    r"|guidance\b|prompt\b|placeholder|number of hours|no\.? of hours|role here|[?]{1,3}$)", re.IGNORECASE)
_FIELD_NAME = re.compile(
    r"(?:the |this )?(?:child|young person|pupil|student|learner|names?|dates?|d\.?o\.?b\.?|school|setting|provider"
    r"|nursery|college|role|hours?|number|amount"
    r"|frequency|area|need|outcome|year(?: group)?|parents?|carer|author|professional|pronouns?|he|she|his|her|him"
    r"|they|their|them|cyp|yp"
    r"|he or she|his or her|him or her|local authority|council|signature|address|postcode|text|title|age|x+|\.{2,}|…"
    r"|_+|\?+|\s*)"
    r"(?:['’]s?)?(?: name)?", re.IGNORECASE)
# Round brackets are ordinary English: only an order to the writer, or a bare field, is the template's.
_ROUND = re.compile(
    r"(?:insert|enter (?:name|text|date|details)|please (?:tick|delete|specify|state|insert|circle|complete|attach)"
    r"|delete\b|tick(?: (?:as|all|one|if|where|the box|box|here)\b|$)|circle (?:as|one)|name$"
    r"|child['’]s name|pupil['’]s name|name of (?:child|school|pupil|setting|professional)|date$|tbc\b|tba\b"
    r"|to be (?:confirmed|added|completed|inserted)"
    r"|to follow$|check (?:with|this|date|name)|xx+|dd/mm|add (?:name|date|here|details))", re.IGNORECASE)
_FIELD_SIGN = re.compile(r"[«<{_…?*]|\.{5}")


def marks(text: Text, views: bool) -> Iterator[tuple[int, int]]:
    """Character ranges of template marks outside quotation marks; they may overlap. In `views` "please ..." is a person's own wish."""
    yield from (span for span in _spans(text, views) if not in_quotation(text.raw, span[0]))


def orders(raw: str) -> list[str]:
    """Prompts in square brackets, as they stand."""
    return [m.group() for m in _BRACKET.finditer(raw) if m.group()[0] == "[" and _is_prompt(m.group())] if "[" in raw else []


def _spans(text: Text, views: bool) -> Iterator[tuple[int, int]]:
    raw, vocabulary = text.raw, frozenset([word.lower for word in text.words])
    for pattern in _patterns(raw, vocabulary, views):
        yield from (match.span() for match in pattern.finditer(raw))
    if "[" in raw or "(" in raw:
        yield from (match.span() for match in _BRACKET.finditer(raw) if _is_prompt(match.group()))


def _patterns(raw: str, vocabulary: frozenset[str], views: bool) -> Iterator[re.Pattern[str]]:
    """The patterns that can stand in a text with these words and signs: most texts need none."""
    if _FIELD_SIGN.search(raw):
        yield _FIELD
    if not vocabulary.isdisjoint(_STAND_IN_WORDS):
        yield _STAND_IN
    if not vocabulary.isdisjoint(_ORDER_WORDS):
        yield _ORDER
    if not views and not vocabulary.isdisjoint(_GUIDANCE_WORDS):
        yield _GUIDANCE
    # "Pronouns: she/her" is an answer.
    if ("/" in raw or "(s)" in raw) and vocabulary.isdisjoint(("pronoun", "pronouns")):
        yield _CHOICE


def _is_prompt(bracket: str) -> bool:
    inner = bracket[1:-1].strip()
    if bracket[0] == "[":
        return bool(_PROMPT.search(inner) or _FIELD_NAME.fullmatch(inner) or _CHOICE.search(inner))
    return bool(_ROUND.match(inner))

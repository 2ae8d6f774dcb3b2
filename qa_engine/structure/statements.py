"""Tell content from what a template leaves behind (prompts, guidance) and from statements that there is nothing."""

from __future__ import annotations

import re

from qa_engine.language.lexicon import Hit, Lexicon, Text
from qa_engine.language.words import holds, plain

# These patterns are asked of nearly every paragraph: they read lower case, or are asked only where a piece of them stands in the text.
_NEGATIVE = re.compile(r"\b(?:n(?:o(?:t|ne|thing)?|il|/?a|ever)|universal|fit and well|declined?)\b")
_HINTS = ("section", "must ", "should ", "please", "guidance", "code of practice", "regulation", "following", "part of", "varying",
          "set out here", "used to", "replaced", "click", "request this", "disclosed", "read as", "coordinated by", "co-ordinated by",
          "reviewed", "text added", "text removed", "purpose of", "act 2014", "measurable", "quantified", "completed")
_TELLING = re.compile(r"\W*(?:insert|delete|describe|list|state|specify|include|consider|summarise|outline|record|give|enter|"
                      r"refer|complete|attach|explain|note|ensure|use)\b")
_PROMPTING = ("click", "tap", "choose", "enter", "insert", "type", "add", "record", "respon", "answer", "blank", "delete", "tick", "circle",
              "select", "complet", "male", "yes", "photo", "information", "[", "«", "{", "_", "....", "xx", "name")
_HARD = ("need_limit", "need_consequence", "need_condition", "need_diagnosis", "need_soft_label", "need_softener", "need_lost",
         "need_stock_effect", "need_asks_for", "need_commitment", "need_receipt", "need_deliverer", "need_amount")
# "No sensory needs identified" beside a strength is no need.
_NO_NEEDS = re.compile(r"\bno (?:[\w/-]+ ){0,4}(?:needs|difficulties|concerns)\b", re.IGNORECASE)
_FILLER, _ROW = 80, (" this ", " the ")
_ABSENT = re.compile(r"\W*(?:none|nil|n\s?/?\s?a|not|nothing|no)\b", re.IGNORECASE)
_WAITS = ("tbc", "tba", "await", "pending", "to be ", "follow", "not yet", "outstanding", "requested")
_WAITING = re.compile(r"\btb[ca]\b|await|pending|to be |follow|not yet|outstanding|requested", re.IGNORECASE)
_AWAITS = re.compile(r"(?:await|tb[ca]|to be|pending|advice|reports?|not yet|information|[a-z ]{0,30}(?:advice|report))\b", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+")
_SUBJECT = re.compile(r"\b(?:needs?|provision|care|health|medical|budgets?|payments?|concerns?|services?|involvement|support|"
                      r"difficult\w+|therap\w+|"
                      r"csdpa|applicable|assessed|section|csc|h1|diagnos\w+|role|known|open|fit and well)\b", re.IGNORECASE)
# "None: see Section D", "Nil - as advised": the word that denies runs on into its reason.
_NONE_THEN = re.compile(r"^\W*(?:none|nil|not applicable|n\s?/?\s?a)\s*[:;\u2013\u2014-]+\s*", re.IGNORECASE)
_EMPTY = re.compile(r"^[\s\-\u2013\u2014.\u2026_/•*]*$")
_SIGNS_OF_RESIDUE = ("[", "«", "{", "<", "_", "/", "........", "xxx", "click ", "choose an", "firstname", "hisher", "delete ")
_RESIDUE = re.compile(
    r"\[(?=[^\]]*(?i:name|his|her|she|insert|date|tbc|tba|xx|school|setting|child|young person|delete|pronoun|surname))[^\]]{2,60}\]"
    r"|«[^»]{1,60}»|\{\{[^}]{1,60}\}\}|<<[^>]{1,60}>>|_{4,}|\.{8,}|\b[Xx]{1,2}/[Xx]{1,2}/[Xx]{2,4}\b|\b[Xx]{4,}\b|\bXXX\b|\bDD/MM/YYYY\b"
    r"|\b(?:[Cc]lick (?:or tap )?here to (?:enter|add)[^.\n]{0,30}\.?|[Cc]hoose an item\.?|"
    r"[Cc]lick or tap (?:here )?to enter[^.\n]{0,30}\.?)"
    r"|\b[Ff]irstname\b|\bYES ?/ ?NO\b|"
    r"\b(?:[Hh]e ?/ ?[Ss]he|[Hh]is ?/ ?[Hh]ers?|[Hh]im ?/ ?[Hh]er|hisher)\b|\b[Dd]elete (?:if|as) (?:not )?(?:applicable|appropriate)\b")


class Statements:
    """Answers about whole paragraphs. `names` are the child's names in lower case: guidance never speaks of the child by name."""

    def __init__(self, lexicon: Lexicon, names: frozenset[str] = frozenset()):
        self._prompts = lexicon.part("residue_")
        self._guidance = lexicon.part("guidance_")
        self._nil = lexicon.part("nil_")
        self._signs = lexicon.part("sign_")
        self._difficulties = lexicon.part("need_")
        self._names = names

    def prompt(self, text: str) -> bool:
        """Whether `text` is nothing but an unfilled prompt of the template."""
        if len(text) > 90 or not holds(text.lower(), _PROMPTING):
            return False
        reading = self._prompts.read(re.sub(r"[\[\]().,/]", " ", plain(text)))
        if not reading.words:
            return bool(_RESIDUE.search(text))
        covered = {n for h in reading.of("residue_prompt", "residue_unanswered") for n in range(h.first, h.last + 1)}
        return len(covered) == len(reading.words) or _RESIDUE.sub("", text).strip(" .[]") == ""

    def unanswered(self, text: str) -> bool:
        """Whether a prompt is only what a case system prints for an empty field ("Not recorded")."""
        return self._prompts.read(text).has("residue_unanswered")

    def names_child(self, text: str) -> bool:
        """Whether the child's name or a first person stands in a text."""
        return self.named(text) or any(w in ("I", "my", "My", "me") for w in text.split())

    def named(self, text: str) -> bool:
        """Whether the child's name stands in a text."""
        low = text.lower()
        return any(name in low for name in self._names) and not self._names.isdisjoint(_TOKEN.findall(low))

    def guidance(self, text: str) -> bool:
        """Whether a paragraph is guidance or a statutory sentence of the template."""
        if len(text) > 700:
            return False
        low = text.lower()
        if not (holds(low, _HINTS) or _TELLING.match(low)) or self.named(text):
            return False
        reading = self._guidance.read(re.sub(r"[,;()\"*]", " ", plain(text)))
        openings = reading.hits.get("guidance_opening", ())
        return _mostly(reading, reading.hits.get("guidance_sentence", [])) or any(h.first == 0 for h in openings)

    def strength(self, text: str) -> bool:
        """Whether a statement in a list of both plainly tells of a strength and of no difficulty."""
        reading = self._signs.read(_NO_NEEDS.sub("", text))
        return reading.has("sign_strength") and not reading.has("sign_need")

    def well(self, text: str) -> bool:
        """Whether a statement plainly tells that something is well, whatever else it says, or of nothing that is hard."""
        reading = self._signs.read(text)
        return reading.has("sign_strength") or not reading.has("sign_need", "sign_plain_weakness")

    def plain_strength(self, text: str) -> bool:
        """Whether a statement tells of nothing that is hard, low, missing or to be given: what stands among needs then is a strength."""
        reading = self._signs.read(_NO_NEEDS.sub("", text))
        if reading.has("sign_plain_weakness"):
            return False
        meant_well = reading.of("sign_plain_idiom")
        hard = reading.against(self._difficulties).of(*_HARD)
        return all(any(w.start <= h.start and h.end <= w.end for w in meant_well) for h in hard)

    def waiting(self, text: str) -> bool:
        """Whether a short text only waits for something ("TBC", "advice awaited"): incomplete, not a statement of absence."""
        if len(text) > 160 or not holds(text.lower(), _WAITS) or not _WAITING.search(text):
            return False
        if " will " in text or (count(text) > 8 and not _AWAITS.match(text)):
            return False
        return self._nil.read(plain(text)).has("nil_awaiting")

    def not_here(self, text: str) -> bool:
        """Whether a text only fills a row of a form that repeats ("Not applicable to this outcome")."""
        if len(text) > _FILLER or not holds(text, _ROW) or not _NEGATIVE.search(text.lower()):
            return False
        reading = self._nil.read(re.sub(r"[/.]", " ", plain(text)))
        return any(h.first == 0 and h.last == len(reading.words) - 1 for h in reading.of("nil_here"))

    def nil(self, text: str, needs_only: bool = False) -> bool:
        """Whether a text says that there is nothing, with or without its reasons. `needs_only`: only an absence of needs counts."""
        if len(text) > 900 or not _NEGATIVE.search(text[:420].lower()):
            return False
        reading = self._nil.read(plain(text))
        first, rest = _parted(reading)
        if rest and self._only_asks(first):
            return self.nil(rest, needs_only)
        if not _NEGATIVE.search(first.lower()):
            return False
        if _ABSENT.match(first) and self._bare(first):
            return not needs_only and not _opens_with(rest, self._nil, "nil_contrast")
        if not self._absence(first, needs_only):
            return False
        return all(self._reason(plain(reading.raw[a:b])) for a, b in reading.sentences[1:])

    def _only_asks(self, sentence: str) -> bool:
        """Whether a sentence says who was asked and not yet what was found."""
        found = self._nil.read(sentence)
        return found.has("nil_inquiry") and not found.has("nil_opening", "nil_content", "nil_contrast")

    def _bare(self, sentence: str) -> bool:
        found = self._nil.read(re.sub(r"[/.,;:()]", " ", sentence))
        return any(h.first == 0 and h.last == len(found.words) - 1 for h in found.hits.get("nil_bare", ()))

    def _absence(self, sentence: str, needs_only: bool) -> bool:
        found = self._nil.read(re.sub(r"[,()]", " ", _NONE_THEN.sub("none ", sentence)))
        if not found.has("nil_opening", "nil_not_found") or len(found.words) > 60 or found.has("nil_contrast"):
            return False
        if needs_only:
            return " needs" in sentence and ("identified" in sentence or "in this area" in sentence)
        plainly = found.words[0].lower in ("none", "nothing", "not")
        return (plainly or bool(_SUBJECT.search(sentence))) and not _goes_on(found)

    def _reason(self, sentence: str) -> bool:
        found = self._nil.read(sentence)
        return found.has("nil_opening", "nil_bare") or not found.has("nil_content", "nil_contrast")


def is_empty(text: str) -> bool:
    """Whether a text has no words: blank, a dash, dots."""
    return not text[:1].isalnum() and _EMPTY.match(text) is not None


def residue_in(text: str) -> list[str]:
    """Template words left inside a text: unfilled brackets, merge fields, undeleted alternatives."""
    return [m.group() for m in _RESIDUE.finditer(text)] if holds(text.lower(), _SIGNS_OF_RESIDUE) else []


def count(text: str) -> int:
    """Number of words, near enough for limits."""
    return len(text.split())


def _goes_on(found: Text) -> bool:
    """Whether a statement of absence names a need or a provision; what it says was not found ("that she requires any other") is none."""
    denied = found.of("nil_not_found")
    return any(not any(d.first <= h.first and h.last <= d.last for d in denied) for h in found.of("nil_content"))


def _parted(reading: Text) -> tuple[str, str]:
    if not reading.sentences:
        return reading.raw, ""
    start, end = reading.sentences[0]
    return reading.raw[start:end], reading.raw[end:]


def _opens_with(text: str, lexicon: Lexicon, name: str) -> bool:
    return any(h.first == 0 for h in lexicon.read(text).hits.get(name, ()))


def _mostly(reading: Text, found: list[Hit]) -> bool:
    """Whether what was found opens a text or stands in more than half of its sentences: one pointer at the end makes no guidance."""
    held = [any(a <= h.start < b for h in found) for a, b in reading.sentences]
    return bool(held) and (held[0] or 2 * sum(held) > len(held))

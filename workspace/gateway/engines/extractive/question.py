"""Understands a question: its terms, whom it is about, and what kind of answer would do."""

import re
from dataclasses import dataclass
from typing import Final

from workspace.privacy.roles import PERSON_ROLES

from .dates import find_dates, find_time
from .reading import Sentence
from .sentences import PLACEHOLDER
from .words import is_placeholder, role_of, terms

_PERSON_WORD: Final = re.compile(
    r"(?i)\b(mother|mum|father|dad|parents?|gran\w*|nan|aunt\w*|uncle|brother|sister|sibling|cousin"
    r"|partner|teacher|nurse|doctor|gp|worker|visitor|officer|police|neighbour|friend|carer|head"
    r"|manager|psychologist|therapist|landlord|consultant|paediatrician|midwife|staff)\b"
)
_NUMBER: Final = re.compile(
    r"(?i)\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|once|twice"
    r"|half|several|both|no|none|never|every|daily|weekly|fortnightly|monthly|nightly|always"
    r"|single|only|rarely|often)\b"
)
_PLACE_ROLES: Final = frozenset(("SCHOOL", "ADDRESS", "POSTCODE", "PLACE"))
_PLACE: Final = re.compile(
    r"(?i)\b(at|in|to|from|near|outside|inside|behind|under|on|into) (?:\w+ ){0,3}?(home|house|flat"
    r"|school|nursery|hospital|surgery|clinic|park|shop|street|room|bedroom|kitchen|garden|bathroom"
    r"|office|centre|court|station|police|prison|hall|church|mosque|library|contact|car|club|bed"
    r"|sofa|playground|classroom|hostel|refuge|hotel|cupboard|floor|town|city|country|estate|ward)"
    r"\b|\b(?:stay\w*|liv\w+|sleep\w*|slept|move\w*|remain\w*) (?:in )?with\b"
    r"|\b(?:at|in|to|from) \[(?:SCHOOL|ADDRESS|PLACE|POSTCODE)"
)
_REASON: Final = re.compile(
    r"(?i)\b(because|due to|since|as (?!well|soon|part|long|far)|so that|owing|reason|in order to"
    r"|after|following|therefore|explained|meant that|led to|caused|worried|to avoid|unable|could"
    r" not|would not|did not|wanted|said (?:that )?(?:he|she|they|it))\b"
)
_WHEN: Final = re.compile(
    r"(?i)\b(today|yesterday|tomorrow|tonight|last (night|week|month|year|summer|winter|term)"
    r"|next (week|month|term|year)|(mon|tues|wednes|thurs|fri|satur|sun)days?|weeks?|months? ago"
    r"|years? ago|days? ago|morning|evening|afternoon|night|weekend|term|christmas|easter|eid"
    r"|january|february|march|april|june|july|august|september|october|november|december)\b"
)
_KINDS: Final = (
    ("time", r"what time|at what time"),
    ("when", r"when|what (?:date|day|month|year)|which (?:date|day)|since when|how long ago"),
    ("who", r"who|whom|whose|which (?:person|worker|professional|adult)"),
    ("where", r"where|which (?:place|address)|what (?:place)"),
    ("why", r"why|what (?:was|is) the reason|how come|for what reason"),
    (
        "number",
        r"how (?:many|much|often|old|long|late|far|tall|heavy)|what (?:percentage|age|number)",
    ),
)
_KIND: Final = tuple((kind, re.compile(rf"(?i)\b(?:{text})\b")) for kind, text in _KINDS)
_VAGUE: Final = frozenset(
    terms("happen happened thing things people person involved detail details information main"
          " important key current family case used use know known reason time number name called"
          " exactly really still kind type sort recent recently first last new different whole"
          " date day month year place amount percentage go anybody anyone somebody someone"
          " everybody everyone nobody anything something")
)  # fmt: skip
_WHICH_SCHOOL: Final = re.compile(
    r"(?i)\b((which|what) (school|nursery|college)|name of \S+ (school|nursery))\b(?! year)"
)
_ATTEND: Final = terms("attend")[0]
_MEASURE: Final = re.compile(r"(?i)\bhow (long|late|tall|far|heavy|big|high|soon|often|well)\b")
SLOT_ROLES: Final = {
    "phone": "PHONE", "email": "EMAIL", "address": "ADDRESS", "postcode": "POSTCODE",
    "dob": "DOB", "passport": "PASSPORT", "nhs": "NHS",
}  # fmt: skip


@dataclass(frozen=True)
class Question:
    """`terms` are what must be found, "a|b" meaning either.

    `about` holds the exact placeholders asked about; `slot` a role the answer must name.
    """

    kind: str
    terms: tuple[str, ...]
    about: frozenset[str]
    slot: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.terms and not self.about


def understand_question(text: str, earlier: str = "") -> Question:
    """Analyse a question; a follow-up ("And when was that?") leans on the one before."""
    about = frozenset(match.group() for match in PLACEHOLDER.finditer(text))
    found = _content(text)
    if earlier and not about and len(found) <= 1:
        before = understand_question(earlier)
        found, about = (*found, *(t for t in before.terms if t not in found)), before.about
    slot = next((SLOT_ROLES[term] for term in found if term in SLOT_ROLES), "")
    if _WHICH_SCHOOL.search(text):
        slot, found = "SCHOOL", tuple(term for term in found if term != _ATTEND)
    return Question(kind_of(text), _alternatives(text, found), about, slot)


def _alternatives(text: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """Join what the question offers as a choice: "convictions or cautions" asks for either."""
    for left, right in re.findall(r"(?i)\b([a-z'’-]+) or (?:an? |the |any )?([a-z'’-]+)", text):
        pair = [term for word in (left, right) for term in terms(word)]
        if len(pair) == 2 and set(pair) <= set(found):
            found = (*(term for term in found if term not in pair), "|".join(pair))
    return found


def _content(text: str) -> tuple[str, ...]:
    """Terms of the question without placeholders, their roles and vague words."""
    plain = _MEASURE.sub("how ", PLACEHOLDER.sub(" ", text))
    found = list(dict.fromkeys(t for t in terms(plain) if not is_placeholder(t)))
    telling = [term for term in found if term not in _VAGUE]
    return tuple(telling or found)


def kind_of(text: str) -> str:
    """when, who, where, why, number, time or "" for a question of another kind."""
    first = len(text)
    chosen = ""
    for kind, pattern in _KIND:
        found = pattern.search(text)
        if found and found.start() < first:
            first, chosen = found.start(), kind
    return chosen if first < 40 or first < len(text) / 2 else ""


def suits(question: Question, sentence: Sentence, dated: bool) -> float:
    """How well a sentence can be an answer of the wanted kind, from 0.4 to 1.1."""
    text = sentence.text
    if question.slot:
        present = any(role_of(p) == question.slot for p in sentence.placeholders)
        return 1.1 if present else 0.5
    if question.kind == "when":
        return 1.05 if find_dates(text) else 1.0 if dated or _WHEN.search(text) else 0.55
    if question.kind == "time":
        return 1.05 if find_time(text) else 0.45
    if question.kind == "who":
        others = {p for p in sentence.placeholders if role_of(p) in PERSON_ROLES} - question.about
        asked = set("|".join(question.terms).split("|"))
        named = any(not set(terms(word)) & asked for word in _PERSON_WORD.findall(text))
        return 1.1 if others else 0.9 if named else 0.5
    if question.kind == "where":
        places = any(role_of(p) in _PLACE_ROLES for p in sentence.placeholders)
        return 1.1 if places else 1.0 if _PLACE.search(text) else 0.65
    if question.kind == "number":
        return 1.05 if _NUMBER.search(PLACEHOLDER.sub(" ", text)) else 0.55
    if question.kind == "why":
        return 1.1 if _REASON.search(text) else 0.8
    return 1.0

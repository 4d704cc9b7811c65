"""Lists the people in the documents: role, how they are described, where they appear."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from workspace.privacy.roles import PERSON_ROLES

from .reading import Document, Sentence
from .sentences import PLACEHOLDER

_WHO: Final = (
    "social worker|worker|teacher|teaching assistant|assistant|head|headteacher|nurse|doctor|gp"
    "|visitor|officer|constable|sergeant|manager|lead|senco|dsl|mentor|therapist|psychologist"
    "|psychiatrist|paediatrician|consultant|midwife|dentist|advocate|guardian|solicitor|judge"
    "|chair|coordinator|practitioner|adviser|advisor|counsellor|interpreter|landlord|coach"
    "|mother|mum|father|dad|parent|stepmother|stepfather|step-?father|step-?mother|grandmother"
    "|grandfather|gran|nan|aunt|auntie|uncle|cousin|brother|sister|sibling|twin|son|daughter"
    "|child|baby|boy|girl|partner|ex-partner|boyfriend|girlfriend|husband|wife|carer|friend"
    "|neighbour|relative|tenant|lodger|colleague|specialist|clerk|receptionist|warden|pupil|aged?"
    "|student|employer|minister|imam|priest|childminder|babysitter|director|secretary"
)
_PERSON: Final = r"\[(?:" + "|".join(PERSON_ROLES) + r")_[A-Z0-9]{2,5}\]"
_NOUN: Final = re.compile(rf"(?i)\b(?:{_WHO})\b")
_PHRASE = r"(?:(?:\[[A-Z]+_[A-Z0-9]{2,5}\](?:['’]s)?|[\w'’/&-]+) ){0,6}?[\w'’/&-]+"
_AFTER: Final = (
    re.compile(r"^\s*\(([^()]{2,70})\)"),
    re.compile(rf"^\s*,\s+({_PHRASE}(?: (?:at|from|for|of) \[[A-Z]+_\w+\])?)(?=[,.;)]|\s*$)"),
    re.compile(rf"^(?:\s+[-–—|:]\s*|\s*\|\s*|:\s+)({_PHRASE})(?=\s*[|,.;)]|\s*$)"),
    re.compile(rf"^\s+(?:is|was)\s+((?:the|a|an|his|her|their|{_PERSON}['’]s)\s+{_PHRASE})"
               r"(?=[,.;]|\s+(?:at|who|and|for|from|of|in|with|since)\b|\s*$)"),
)  # fmt: skip
_BEFORE: Final = (
    re.compile(rf"({_PERSON}['’]s [\w -]{{2,40}}?),?\s*\(?$"),
    re.compile(
        r"(?i)\b((?:the|his|her|their|my|our|allocated|new|former|class|school|family|duty)\s"
        r"(?:[\w'’-]+ ){0,4}?[\w'’-]+),?\s*\(?$"
    ),
    re.compile(r"(?i)(?:^|[,;(|:]\s*)((?:[\w'’-]+ ){0,3}[\w'’-]+)(?:,|:|\s[-–—|])?\s*$"),
)
_NOT_DESCRIPTION: Final = re.compile(
    r"(?i)\b(said|says|told|tells|was|were|has|had|asked|and|but|who|when|after|then|visited|met"
    r"|with|by|that|if|as|spoke|reported|attended|to|will|did|does|not|called|from)\b"
)


@dataclass
class Known:
    """One person as the documents show them."""

    placeholder: str
    described: list[tuple[str, Sentence]] = field(default_factory=list)
    mentions: list[Sentence] = field(default_factory=list)
    count: int = 0

    @property
    def role(self) -> str:
        return self.placeholder[1:].rpartition("_")[0]


def people(documents: Sequence[Document]) -> list[Known]:
    """Everyone with a person role, most closely related role first, then by mentions."""
    known: dict[str, Known] = {}
    for document in documents:
        for sentence in document.sentences:
            _note(sentence, known)
    order = {role: index for index, role in enumerate(PERSON_ROLES)}
    return sorted(known.values(), key=lambda one: (order[one.role], -one.count, one.placeholder))


def _note(sentence: Sentence, known: dict[str, Known]) -> None:
    seen: set[str] = set()
    for match in PLACEHOLDER.finditer(sentence.text):
        if match.group(1) not in PERSON_ROLES:
            continue
        person = known.setdefault(match.group(), Known(match.group()))
        person.count += 1
        if match.group() not in seen:
            person.mentions.append(sentence)
        seen.add(match.group())
        phrase = description(sentence.text, match.start(), match.end())
        if phrase and phrase.lower() not in {text.lower() for text, _ in person.described}:
            person.described.append((phrase, sentence))


def description(text: str, start: int, end: int) -> str:
    """How the words around `text[start:end]` describe the person, verbatim, or ""."""
    for pattern in _AFTER:
        found = pattern.match(text[end:])
        if found and _describes(found.group(1)):
            return found.group(1).strip()
    for pattern in _BEFORE:
        found = pattern.search(text[:start])
        if found and _describes(found.group(1)):
            return found.group(1).strip(" ,")
    return ""


def _describes(phrase: str) -> bool:
    plain = PLACEHOLDER.sub("X", phrase)
    if _NOT_DESCRIPTION.search(plain) or len(plain.split()) > 9:
        return False
    return bool(_NOUN.search(plain))

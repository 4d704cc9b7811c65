"""People, by what stands around their names: titles, kin words, form fields, greetings.

This is the second layer under the trained model: cheap, certain, and indifferent to where
in the world a name comes from.
"""

from typing import Final

import regex

from workspace.privacy.detector.rule import Rule, rule
from workspace.privacy.detector.words import NOT_NAMES, STATED_ROLES, TITLE_ROLES

_PART = r"(?:\p{Lu}\.(?:\p{Lu}\.)*|\p{Lu}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*)"
_PARTICLE = r"(?:de|da|do|dos|del|della|di|van|von|der|den|el|al|bin|bint|ibn|ap|ab|mac|mc|la|le)"
_JOIN = rf"[ \t]+(?:{_PARTICLE}[ \t]+){{0,2}}"
NAME: Final = rf"(?-i:(?:{_PARTICLE}[ \t]+)?{_PART}(?:{_JOIN}{_PART}){{0,3}})"
_LOWER_NAME = r"(?:[\p{L}][\p{L}\p{M}'’-]{2,})"

KIN: Final = "|".join(f"(?:{words})" for words in STATED_ROLES.values())
_TITLE = "|".join(f"(?:{words})" for words in TITLE_ROLES.values())
_SOFT_LINK = (
    r"(?:['’]s name is |,? (?:who is )?(?:called|named|known as) |, | is | - | – "
    r"|[ \t]*[:(–—][ \t]*"
    r"|[ \t]*\|[ \t]*|[ \t]+)"
)


def first_name_is_plausible(match: "regex.Match[str]") -> bool:
    first = regex.split(r"[\s'’]", match["v"], maxsplit=1)[0].strip(".").lower()
    return first not in NOT_NAMES


PEOPLE: Final[tuple[Rule, ...]] = (
    rule(
        "PERSON",
        rf"(?<![\w-])(?:{_TITLE})\.?[ \t]+(?P<v>{NAME})",
        0.9,
        accept=first_name_is_plausible,
    ),
    rule(
        "PERSON",
        rf"(?<![\w-])(?:mr|mrs|ms|mx|dr)\.?[ \t]+(?P<v>{_LOWER_NAME})",
        0.8,
        accept=first_name_is_plausible,
    ),
    rule(
        "PERSON",
        rf"(?<![\w-])(?:{KIN}){_SOFT_LINK}(?:(?:{_TITLE})\.?[ \t]+)?(?P<v>{NAME})",
        0.72,
        accept=first_name_is_plausible,
    ),
    rule(
        "PERSON",
        rf"(?<![\w-])(?:{KIN}) (?:called|named) (?P<v>{_LOWER_NAME})",
        0.75,
        accept=first_name_is_plausible,
    ),
    rule(
        "PERSON",
        r"(?:^|\|)[ \t>*\-•]*+(?:(?:full|first|last|sur|fore|family|given|other|preferred|"
        r"child['’]?s|"
        r"parent['’]?s|pupil|patient|client)?[ \t]*name(?:s)?(?: of [\w ]{3,20})?|known as|aka|"
        r"alias|from|to|cc|author|completed by|signed|chaired by|referrer|present|attendees|"
        r"apologies|allocated to|subject)[ \t*]*[:|–=][ \t*]*"
        rf"(?:(?:{_TITLE})\.?[ \t]+)?(?P<v>{NAME})",
        0.82,
        accept=first_name_is_plausible,
    ),
    rule(
        "PERSON",
        rf"\b(?:my|his|her|their|child['’]?s) name(?:['’]s| is| was) (?P<v>{_LOWER_NAME})",
        0.85,
        accept=first_name_is_plausible,
    ),
    rule(
        "PERSON",
        rf"^[ \t>]*(?:dear|hi|hello|hey|hiya|morning|afternoon),?[ \t]+(?P<v>{NAME})",
        0.8,
        accept=first_name_is_plausible,
    ),
    rule(
        "PERSON",
        r"^[ \t>]*(?:(?:kind|best|warm|many|with)?[ \t]*(?:regards|wishes|thanks)|thanks|thank you|"
        r"yours (?:sincerely|faithfully|truly)|cheers|love|signed)[ \t]*[,.!]?[ \t]*\n\s*"
        rf"(?P<v>{NAME})",
        0.8,
        accept=first_name_is_plausible,
    ),
)

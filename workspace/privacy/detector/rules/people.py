"""People, by what stands around their names: titles, kin words, form fields, greetings.

This is the second layer under the trained model: cheap, certain, and indifferent to where
in the world a name comes from.
"""

from typing import Final

import regex

from workspace.privacy.detector.marks import CAPITALS
from workspace.privacy.detector.rule import Rule, rule
from workspace.privacy.detector.words import (
    NOT_NAMES,
    STATED_ROLES,
    STATED_ROLES_BEGIN,
    TITLE_ROLES,
)
from workspace.privacy.dictionary import is_ordinary

from .counting import either

_PART = r"(?:\p{Lu}\.(?:\p{Lu}\.)*|\p{Lu}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*)"
_PARTICLE = r"(?:de|da|do|dos|del|della|di|van|von|der|den|el|al|bin|bint|ibn|ap|ab|mac|mc|la|le)"
_JOIN = rf"[ \t]+(?:{_PARTICLE}[ \t]+){{0,2}}"
NAME: Final = rf"(?-i:(?:{_PARTICLE}[ \t]+)?{_PART}(?:{_JOIN}{_PART}){{0,3}})"
_LOWER_NAME = r"(?:[\p{L}][\p{L}\p{M}'’-]{2,})"

_LINE: Final = r"(?<=(?:^|\|)[ \t>*\-•]*)"
_TITLES_AT: Final = frozenset(word for words in TITLE_ROLES.values() for word in words.split("|"))
_LETTERS: Final = frozenset(
    "abcdefghijklmnopqrstuvwxyzáàâãäåæąăçéèêëęğíìîïıłñńóòôõöøœśşșțúùûüýźżþð"
)
_FIELDS: Final = tuple(
    "full first last sur fore family given other preferred child childs parent parents pupil "
    "patient client name names surname forename surnames forenames known aka alias firstname "
    "lastname fullname".split()
)
_GREETINGS: Final = ("dear", "hi", "hello", "hey", "hiya", "morning", "afternoon")
_CLOSINGS: Final = ("kind", "best", "warm", "many", "with", "regards", "wishes", "thanks", "thank",
                    "yours", "cheers", "love", "signed")  # fmt: skip

_FAMILY = "family household siblings children brothers sisters twins girls boys kids"
_LINK_LENGTH: Final = 8
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


def is_more_than_plain_words(match: "regex.Match[str]") -> bool:
    """For places where teams and greetings stand as often as people ("Dear colleagues")."""
    words = regex.findall(r"[\p{L}\p{M}]+", match["v"].lower())
    return first_name_is_plausible(match) and not all(is_ordinary(word) for word in words)


def is_named_beside_kin(match: "regex.Match[str]") -> bool:
    """A name after a kin word or a role; in capitals, or after a colon, more than plain words."""
    start, name = match.start("v"), match["v"]
    if ":" in match.string[max(0, start - _LINK_LENGTH) : start] or name.isupper():
        return is_more_than_plain_words(match)
    return first_name_is_plausible(match)


PEOPLE: Final[tuple[Rule, ...]] = (
    rule(
        "PERSON",
        rf"(?<![\w-])(?:{_TITLE})\.?[ \t]+(?P<v>{NAME})",
        0.9,
        accept=first_name_is_plausible,
        at=_TITLES_AT,
    ),
    rule(
        "PERSON",
        rf"(?<![\w-])(?:mr|mrs|ms|mx|dr)\.?[ \t]+(?P<v>{_LOWER_NAME})",
        0.8,
        accept=first_name_is_plausible,
        at=("mr", "mrs", "ms", "mx", "dr"),
    ),
    rule(
        "PERSON",
        rf"(?<![\w-])(?>(?:{KIN})(?!\w)){_SOFT_LINK}(?:(?:{_TITLE})\.?[ \t]+)?(?P<v>{NAME})",
        0.72,
        accept=is_named_beside_kin,
        at=STATED_ROLES_BEGIN,
    ),
    rule(
        "PERSON",
        rf"(?<![\w-])(?>(?:{KIN})(?!\w)) (?:called|named) (?P<v>{_LOWER_NAME})",
        0.75,
        accept=first_name_is_plausible,
        at=STATED_ROLES_BEGIN,
    ),
    rule(
        "PERSON",
        _LINE + r"(?:(?:full|first|last|sur|fore|family|given|other|preferred|"
        r"child['’]?s|"
        r"parent['’]?s|pupil|patient|client)?[ \t]*name(?:s)?(?: of [\w ]{3,20})?|known as|aka|"
        r"alias)[ \t*]*[:|–=][ \t*]*"
        rf"(?:(?:{_TITLE})\.?[ \t]+)?(?P<v>{NAME})",
        0.82,
        accept=first_name_is_plausible,
        at=_FIELDS,
    ),
    rule(
        "PERSON",
        _LINE + r"(?:from|to|cc|author|completed by|signed|chaired by|referrer|"
        r"present|attendees|apologies|allocated to)[ \t*]*[:|–=][ \t*]*"
        rf"(?:(?:{_TITLE})\.?[ \t]+)?(?P<v>{NAME})",
        0.82,
        accept=is_more_than_plain_words,
        at=(
            "from",
            "to",
            "cc",
            "author",
            "completed",
            "signed",
            "chaired",
            "referrer",
            "present",
            "attendees",
            "apologies",
            "allocated",
        ),
    ),
    rule(
        "PERSON",
        rf"\bthe (?P<v>(?-i:{_PART}(?: {_PART})?))['’]? (?:{either(_FAMILY)})(?!\w)",
        0.8,
        accept=is_more_than_plain_words,
        at=_FAMILY.split(),
        reach=3,
    ),
    rule(
        "PERSON",
        r"(?<![\w-])(?P<v>\p{Lu}(?:-\p{Lu}){2,14})(?![\w-])",
        0.8,
        case=True,
        at=CAPITALS,
    ),
    rule("PERSON", r"(?<!\w)(?P<v>\p{Ll}(?: \p{Ll}){3,14})(?!\w)", 0.75, case=True, at=_LETTERS),
    rule(
        "PERSON",
        rf"\b(?:my|his|her|their|child['’]?s) name(?:['’]s| is| was) (?P<v>{_LOWER_NAME})",
        0.85,
        accept=first_name_is_plausible,
        at=("my", "his", "her", "their", "child", "childs"),
    ),
    rule(
        "PERSON",
        rf"(?<=^[ \t>]*)(?:{'|'.join(_GREETINGS)}),?[ \t]+(?P<v>{NAME})",
        0.8,
        accept=is_more_than_plain_words,
        at=_GREETINGS,
    ),
    rule(
        "PERSON",
        r"(?<=^[ \t>]*)(?:(?:kind|best|warm|many|with)?[ \t]*(?:regards|wishes|thanks)|thanks|"
        r"thank you|"
        r"yours (?:sincerely|faithfully|truly)|cheers|love|signed)[ \t]*[,.!]?[ \t]*\n\s*"
        rf"(?P<v>{NAME})",
        0.8,
        accept=is_more_than_plain_words,
        at=_CLOSINGS,
    ),
)

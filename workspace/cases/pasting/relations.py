"""How case systems and people say who somebody is, as one of the roles a placeholder has."""

from typing import Final

import regex

from workspace.privacy.detector.words import STATED_ROLES

_OWN: Final = {
    "CHILD": r"(?:subject|index|focus|looked after|main)(?: child| person)?|self|client|"
    r"service user|child(?:ren)?(?: ?/ ?| or )young (?:person|people)|"
    r"young people|uasc|unborn(?: baby)?|"
    r"(?:step|adopted|foster) ?(?:son|daughter|child)",
    "SIBLING": r"(?:half|step|full|twin|foster|adoptive) ?(?:brother|sister|sibling)s?|"
    r"sib(?:ling)?s?|bro|sis",
    "MOTHER": r"(?:birth )?(?:mother|mum)s?|bm|mo|mthr",
    "FATHER": r"(?:birth )?(?:father|dad)s?|bf|fa|fthr",
    "PARENT": r"parents?(?: ?/ ?| or )(?:guardian|carer)s?",
    "STEPMOTHER": r"smo|stepmum",
    "STEPFATHER": r"sfa|stepdad|father figure",
    "GRANDMOTHER": r"grandma|nanna?|gm|ggm|nain|mamgu",
    "GRANDFATHER": r"grandad|granddad|gf|ggf|tadcu",
    "RELATIVE": r"grandparents?|relatives?|(?:other )?(?:family|extended family)(?: members?)?|"
    r"(?:great )?(?:niece|nephew)s?|(?:mother|father|brother|sister|son|daughter) in law|in laws?|"
    r"kin",
    "CARER": r"(?:main |previous |current )?(?:foster|kinship|connected person|respite|short break)"
    r" ?(?:parent|carer|family)s?|fc|sgo holder|special guardian|legal guardian|adopter|"
    r"host family|childminder",
    "PARTNER": r"(?:mother|mum|father|dad|parent|carer)(?: s|s)? (?:new |ex |former )?"
    r"(?:partner|boyfriend|girlfriend|husband|wife)|(?:civil |ex )?partner|spouse|"
    r"ex (?:husband|wife)",
    "FRIEND": r"family friend|god(?:mother|father|parent)s?|peer",
    "WORKER": r"(?:allocated|case|named|lead)? ?(?:worker|practitioner)|swa|ssw|sw|fsw|"
    r"lead professional|independent reviewing officer|"
    r"(?:family|youth|early) (?:help|support|justice) (?:worker|officer|practitioner)",
    "TEACHER": r"head ?teacher|(?:class ?|form )?teachers?|nursery (?:worker|manager)|"
    r"school (?:dsl|lead|contact)",
    "DOCTOR": r"gp|general practitioner|(?:family )?doctor",
    "NURSE": r"health visitors?|hv|school nurses?|midwi(?:fe|ves)",
    "OFFICER": r"police(?: officer| contact)?",
    "PROFESSIONAL": r"professionals?(?: network)?|(?:other )?agenc(?:y|ies)|"
    r"(?:the )?childrens? guardian|cafcass(?: guardian)?|solicitors?",
    "PERSON": r"(?:lodger|tenant|other|unrelated|no relation|not related|other adult|adult)",
}  # fmt: skip
_QUALIFIED: Final = (
    r"(?:birth|biological|natural|bio|adoptive|legal|maternal|paternal|mat|pat|the|her|his|"
    r"their|childs?|child s|full|elder|eldest|older|oldest|younger|youngest|little|big|twin|"
    r"current|former|previous|named|main|allocated|lead|non resident|resident|absent|estranged|"
    r"putative|alleged|possible|late|young|half|own|new|designated|deputy|senior|duty)"
)
_BESIDE: Final = (
    r"step|side|(?:with |has |holds |no |full )?(?:pr|parental responsibility)|next of kin|nok|"
    r"emergency contact|lives (?:with|at home)|at home|in (?:the )?household|"
    r"not (?:resident|living (?:there|at home|in (?:the )?household)|in (?:the )?household)"
)
_PLAIN: Final = [(role, regex.compile(words, regex.I)) for role, words in STATED_ROLES.items()]
_FIRST: Final = [(role, regex.compile(words, regex.I)) for role, words in _OWN.items()]
_BEGINNING: Final = regex.compile(rf"^(?:{_QUALIFIED} )+")
_ENDING: Final = regex.compile(r" (?:figure|\(?(?:with |has |holds |no )?pr\)?|birth|deceased)$")
_IS_OF: Final = regex.compile(r"^is (?:(?:the|a|an) )?| (?:of|to)$")
_OF: Final = regex.compile(r"^(?P<what>.+?) (?:of|to|for) (?P<whose>.+)$", regex.I | regex.S)
_MOST_WORDS: Final = 7
GROWN: Final = frozenset(
    {"MOTHER", "FATHER", "PARENT", "STEPMOTHER", "STEPFATHER", "GRANDMOTHER", "GRANDFATHER",
     "AUNT", "UNCLE", "PARTNER", "CARER", "NEIGHBOUR"}
)  # fmt: skip
"""Whose school it is not, when a child has been named too."""


def role_of(text: str) -> str:
    """Return the role that `text` states and nothing else, or ""."""
    said = _IS_OF.sub("", _plain(text))
    if not said or len(said.split()) > _MOST_WORDS:
        return ""
    shorter = _ENDING.sub("", said)
    for words in dict.fromkeys((said, shorter, _BEGINNING.sub("", shorter))):
        for role, pattern in (*_FIRST, *_PLAIN):
            if pattern.fullmatch(words):
                return role
    return _of_parts(text)


def role_and_whose(text: str) -> tuple[str, str]:
    """Return the role in "mother of Amina" and whose it is, in the text's own words."""
    role = role_of(text)
    if role:
        return role, ""
    found = _OF.match(text.strip())
    role = role_of(found["what"]) if found else ""
    return (role, found["whose"]) if found and role else ("", "")


def before_or_after(text: str) -> tuple[str, str]:
    """Part "Mum Shabana Warsame" or "Shabana Warsame mother" into role and the rest."""
    words = text.split()
    if not words or _is_short_name(words[0]):
        return "", text
    for many in range(min(len(words) - 1, 4), 0, -1):
        if role := role_of(" ".join(words[:many])):
            return role, " ".join(words[many:])
    for many in range(min(len(words) - 1, 4), 0, -1):
        if not _is_short_name(words[-many]) and (role := role_of(" ".join(words[-many:]))):
            return role, " ".join(words[:-many])
    return "", text


def _is_short_name(word: str) -> bool:
    """Mo, Da and Fa are people's names unless they are written as abbreviations."""
    return len(word) < 4 and not word.isupper() and word.lower() not in {"mum", "dad", "mam"}


def _of_parts(text: str) -> str:
    """The first role of "Mother/Carer", "Parent - mother", "Sibling (half)"."""
    parts = [part for part in regex.split(r"[/()\[\],;:–—]| - ", text) if part.strip()]
    if not 1 < len(parts) <= 3:
        return ""
    roles = [role_of(part) for part in parts]
    told = [role for role in roles if role]
    spare = [
        part for part, role in zip(parts, roles, strict=True)
        if not role and not regex.fullmatch(rf"{_QUALIFIED}|{_BESIDE}", _plain(part))
    ]  # fmt: skip
    if not told or spare:
        return ""
    return told[-1] if told[0] in {"PARENT", "RELATIVE", "PERSON", "PROFESSIONAL"} else told[0]


def _plain(text: str) -> str:
    text = regex.sub(r"['’ʼ`.]", "", text.lower())
    return " ".join(regex.sub(r"[-‐–_]", " ", text).split())

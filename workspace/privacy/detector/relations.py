"""Who a person is, when the text itself says so: "his sister Leyla", "Mr Okafor (teacher)"."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import regex

from workspace.privacy.spans import Span

from .words import STATED_ROLES, TITLE_ROLES

_STATED = "|".join(f"(?P<{role}>{words})" for role, words in STATED_ROLES.items())
_TITLED = "|".join(f"(?P<{role or 'NONE'}>{words})" for role, words in TITLE_ROLES.items())
_ANY_TITLE = "|".join(TITLE_ROLES.values())
_POSSESSOR = r"(?:the|his|her|their|my|our|a|an|[\p{L}'’-]+['’]s)"
_ADJECTIVE = (
    r"(?:maternal|paternal|older|younger|elder|eldest|youngest|little|big|twin|half|allocated|"
    r"late|own|new|former|current|then|only|best|close|next[- ]door|unborn|\d+[- ]year[- ]old)"
)

_BEFORE: Final = regex.compile(
    rf"(?<![\w-])(?:{_STATED})(?:['’]s name is|\s*\([^()\n]{{1,12}}\))?[ \t]*[,:|(–—-]?[ \t]*"
    r"(?:(?:is|was|who is|is called|called|named|known as)[ \t]+)?"
    rf"(?:(?:{_ANY_TITLE})\.?[ \t]+)?$",
    regex.IGNORECASE,
)
_TITLE: Final = regex.compile(rf"(?<![\w-])(?:{_TITLED})\.?[ \t]+$", regex.IGNORECASE)
_BRACKET: Final = regex.compile(
    rf"^[ \t]*[(\[][ \t]*(?:{_POSSESSOR}[ \t]+)?(?:{_ADJECTIVE}[ \t]+)*(?:{_STATED})"
    r"[ \t]*(?:[,;/)\]\-–]|\d|aged\b|to\b|of\b|at\b|and\b|from\b|dob\b)",
    regex.IGNORECASE,
)
_AFTER: Final = regex.compile(
    rf"^(?:,[ \t]*|[ \t]+[-–—][ \t]+|[ \t]+(?:is|was)[ \t]+)(?:{_POSSESSOR}[ \t]+)?"
    rf"(?:{_ADJECTIVE}[ \t]+)*(?:{_STATED})"
    r"(?=[ \t]*(?:[,.;)\n]|$|\bof\b|\bto\b|\bat\b|\bfor\b|\band\b|\bwho\b|\bfrom\b))",
    regex.IGNORECASE,
)
_PLURAL: Final = regex.compile(
    r"\b(?:children|siblings|brothers|sisters|sons|daughters|twins|parents|cousins|friends|kids|"
    r"grandchildren|carers|neighbours)\W{0,4}$",
    regex.IGNORECASE,
)
_LIST_GAP: Final = regex.compile(
    r"\s*(?:\([^()\n]{0,30}\)\s*)?(?:,|;|&|/|\band\b|,\s*and\b)\s*", regex.IGNORECASE
)
_LOOK: Final = 60


def with_roles(text: str, spans: Iterable[Span]) -> list[Span]:
    """Fill in `role` for the people whose role the text states next to their name."""
    ready: list[Span] = []
    list_role = ""
    last_end = 0
    for span in spans:
        if span.label == "PERSON":
            continued = list_role if _LIST_GAP.fullmatch(text, last_end, span.start) else ""
            role = _stated(text, span) or continued
            plural = _PLURAL.search(text, max(0, span.start - _LOOK), span.start)
            list_role = role if plural or continued else ""
            last_end = span.end
            span = replace(span, role=role)
        ready.append(span)
    return ready


def _stated(text: str, span: Span) -> str:
    before = text[max(0, span.start - _LOOK) : span.start]
    after = text[span.end : span.end + _LOOK]
    for pattern, side in ((_BRACKET, after), (_AFTER, after), (_BEFORE, before), (_TITLE, before)):
        if (match := pattern.search(side)) and (role := _role_of(match)):
            return role
    return ""


def _role_of(match: "regex.Match[str]") -> str:
    named = match.groupdict()
    return next((key for key, value in named.items() if value and key != "NONE"), "")

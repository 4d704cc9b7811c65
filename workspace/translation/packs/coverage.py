"""Languages that families speak and no pack covers, with what to do instead."""

from dataclasses import dataclass
from typing import Final

from workspace.translation.languages import LANGUAGES, PHRASEBOOK, WITHOUT_PACKS, Language
from workspace.translation.models import Pack

_ENGLISH: Final = "en"
_INTERPRETER: Final = "Ring the interpreter line, or book an interpreter."
_PHRASES: Final = "The phrasebook has everyday phrases."


@dataclass(frozen=True, slots=True)
class Uncovered:
    """`missing` says which way cannot be translated; `instead` what to do, in plain English."""

    language: Language
    missing: str
    instead: str
    offered: tuple[str, ...]
    """Names of the packs that are missing, where the public index has them."""

    @property
    def dialects(self) -> str:
        """Some languages have a pack for one of their dialects, which others do not understand."""
        return ", ".join(self.language.dialects)


def uncovered() -> list[Uncovered]:
    """Return every listed language without packs both from and into English.

    Those that the public index lacks come first.
    """
    packs = Pack.objects.all()
    found = []
    for code, language in LANGUAGES.items():
        ways = bool(packs.path(code, _ENGLISH)), bool(packs.path(_ENGLISH, code))
        if code != _ENGLISH and not all(ways):
            names = (f"{code}_{_ENGLISH}", f"{_ENGLISH}_{code}")
            lacking = tuple(name for name, there in zip(names, ways, strict=True) if not there)
            offered = () if code in WITHOUT_PACKS else lacking
            found.append(Uncovered(language, _missing(ways), _instead(language, offered), offered))
    return sorted(found, key=lambda gap: bool(gap.offered))


def _missing(ways: tuple[bool, bool]) -> str:
    if not any(ways):
        return "no pack"
    return "no pack from English" if ways[0] else "no pack into English"


def _instead(language: Language, offered: tuple[str, ...]) -> str:
    said = [_INTERPRETER]
    if language.code in PHRASEBOOK:
        said.append(_PHRASES)
    if language.dialects:
        said.append(f"Ask which is spoken: {', '.join(language.dialects)}.")
    if offered:
        said.append(f"Packs may be had: manage.py packs install {' '.join(offered)}")
    return " ".join(said)

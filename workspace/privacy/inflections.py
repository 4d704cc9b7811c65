"""The cases of one name are one person: Kasia, Kasi, Kasią; Ayşe, Ayşeye; Олена, Оленою.

Pure functions over single words, folded as `spellings.plain` folds them. Two words are taken for
one name when they begin alike and what follows is, in both, an ending of that language.
"""

from typing import Final

import regex

from .disguises import plain_letters as plain

WRITTEN_ON: Final = regex.compile(r"[وفبلك](?=\p{L}{3})")
"""And, so, with, to, like: Arabic writes them on to the next word."""
_ENDINGS: Final = {
    "pl": """a e y i u o ę ą ie ia ii em iem om owi owie ego emu im ym ej ką ki ce kę ko zie dzie
        cie sie rze le lę lą li lo la eł ła łu łem łowi ek ka kiem kowi ku ec ca cem cowi cu ski
        ska skiego skiemu skim skiej ską cki cka ckiego ckiemu ckim ckiej cką ów ia iu iowi""",
    "uk": """й а у ю і ї о е и є я ою ею єю ем єм ом ові еві єві ів їв ій ієм ія ії ію ко ка ку ком
        кові ці цю зі ок ка кам ий ого ому им ої ій ую ою а""",
    "ro": "a e i ei ii ului ul u ă ia iei o lui",
    "tr": """a e ı i u ü ya ye yı yi yu yü ın in un ün nın nin nun nün da de ta te dan den tan ten
        la le yla yle m im ım""",
}
LANGUAGES: Final = tuple(_ENDINGS)
_SHARED: Final = 3
"""Letters that two cases of one name have in common at least."""


_ALLOWED: Final = {
    language: frozenset(plain(ending) for ending in endings.split()) | {""}
    for language, endings in _ENDINGS.items()
}


def inflects(language: str) -> bool:
    """Whether names change their endings in this language."""
    return language in _ALLOWED


def beginning(word: str) -> str:
    """What all cases of a folded word have in common."""
    return word[:_SHARED]


def may_be_one(one: str, other: str, language: str) -> bool:
    """Whether two folded words can be cases of one name."""
    allowed = _ALLOWED.get(language, frozenset())
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return any(
        one[cut:] in allowed and other[cut:] in allowed for cut in range(shared, _SHARED - 1, -1)
    )

"""Letters that a reader takes for others, by script. Data, and the two ways of applying it."""

from typing import Final

CYRILLIC: Final = dict(
    zip("авекмнорстухіјѕһԁԛԝӏԍԑєҽьүґ", "abekmhopctyxijshdqwlgeeebyг", strict=True)
)
"""Cyrillic in lower case, by the shape of its letters, the capitals' too."""

_GREEK_CAPITALS: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ", "ABEZHIKMNOPTYXCJ", strict=True))
GREEK: Final = str.maketrans(
    _GREEK_CAPITALS | dict(zip("αβεζηικμνορτυχϲϳ", "abezhikmnoptyxcj", strict=True))
)
"""Greek by the shape of the capitals, so that a word is one however it is written."""

GREEK_AMONG_LATIN: Final = str.maketrans(
    _GREEK_CAPITALS | dict(zip("αικνορυχϲϳγωητεβμ", "aikvopuxcjywntebu", strict=True))
)
"""Greek by the shape of each letter, for a word that is Latin otherwise."""

OTHERS: Final = (
    dict(zip("łøđðħŧıȷƙɡɑɩŋʋɾⱥƀɨʉɐ", "loddhtijkgainurabiua", strict=True))
    | {"æ": "ae", "œ": "oe", "þ": "th", "ə": "e", "ɛ": "e", "ɔ": "o"}
    | dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
    | dict(zip("ىیېەہھةۃۂکٱ", "يييههههههكا", strict=True))
    | {chr(first + at): chr(97 + at) for first in (0x1F150, 0x1F170, 0x1F1E6) for at in range(26)}
)
"""Letters with strokes, small capitals, how Urdu writes Arabic letters, on black and of flags."""

_CAPITALS: Final = dict(zip("АВЕКМНОРСТУХІЈЅҺԚԜӀ", "ABEKMHOPCTYXIJSHQWI", strict=True))
_TO_LATIN: Final = str.maketrans(CYRILLIC | _CAPITALS) | GREEK_AMONG_LATIN
_TO_CYRILLIC: Final = str.maketrans(
    dict(zip("aekopctyxijsABEKMHOPCTYXIJS", "аекорстухіјѕАВЕКМНОРСТУХІЈЅ", strict=True))
)


def to_latin(word: str) -> str:
    return word.translate(_TO_LATIN)


def to_cyrillic(word: str) -> str:
    return word.translate(_TO_CYRILLIC)

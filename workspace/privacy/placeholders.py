"""What stands in for a person in text that a model may read: `[CHILD_K7M]`.

The grammar is tolerant of how models mangle a placeholder (case, lost brackets, another
separator, escapes, HTML entities, full-width brackets, a possessive inside the brackets) and
exact about which one it is: role and code are looked up as written, never guessed. A code is
letter, digit, letter (longer when a vault is very full), without vowels, 0 or 1; two codes of
one vault differ in at least two places, so that no single slip turns one person into another.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

import regex

from .roles import ROLES

_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
_DIGITS: Final = "23456789"

_OPEN: Final = r"(?:\\?\[|［|【|&\#91;|&\#x5b;|&lbrack;|&lsqb;)"
_CLOSE: Final = r"(?:\\?\]|］|】|&\#93;|&\#x5d;|&rbrack;|&rsqb;)"
_SEPARATOR: Final = r"(?:\\?[_\-]|[＿‐‑–\ ]|&\#95;|&lowbar;)"
_ROLE: Final = "(?P<role>" + "|".join(sorted(ROLES, key=len, reverse=True)) + ")"
_CODE: Final = rf"(?P<code>[{_LETTERS}][{_DIGITS}][{_LETTERS}](?:[{_DIGITS}][{_LETTERS}]){{0,2}})"
_EDGE_BEFORE: Final = r"(?<![^\W_])"
_EDGE_AFTER: Final = r"(?![^\W_])"

GRAMMAR: Final = regex.compile(
    rf"""
    {_OPEN}{_ROLE}{_SEPARATOR}{_CODE}(?:(?P<possessive>['’]s?){_CLOSE}|{_CLOSE}|{_EDGE_AFTER})
    | {_EDGE_BEFORE}{_ROLE}{_SEPARATOR}{_CODE}(?:{_CLOSE}|{_EDGE_AFTER})
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
EXACT: Final = regex.compile(rf"\[{_ROLE}_{_CODE}\]")
LONGEST: Final = 64
"""No mangled placeholder the grammar accepts is longer than this many characters."""


@dataclass(frozen=True, slots=True, order=True)
class Placeholder:
    role: str
    code: str

    def __str__(self) -> str:
        return f"[{self.role}_{self.code}]"


@dataclass(frozen=True, slots=True)
class Found:
    """A placeholder as it stands in a text: `[start, end)` in code points."""

    start: int
    end: int
    placeholder: Placeholder
    possessive: str = ""


def find(text: str) -> Iterator[Found]:
    """Yield everything the tolerant grammar takes for a placeholder, left to right."""
    for match in GRAMMAR.finditer(text):
        placeholder = Placeholder(match["role"].upper(), match["code"].upper())
        yield Found(match.start(), match.end(), placeholder, match["possessive"] or "")


def find_exact(text: str) -> Iterator[Found]:
    """Yield the placeholders in canonical form, as text at rest holds them."""
    for match in EXACT.finditer(text):
        yield Found(match.start(), match.end(), Placeholder(match["role"], match["code"]))


def canonical(text: str) -> str:
    """Rewrite every placeholder, however mangled, in its canonical form."""
    pieces, at = [], 0
    for found in find(text):
        pieces += [text[at : found.start], str(found.placeholder), found.possessive]
        at = found.end
    return "".join(pieces) + text[at:]


class Codes:
    """The codes of one vault. Any two differ in at least two places and none begins another.

    Three characters allow 160 such codes; a fuller vault goes on with five, then with seven.
    """

    def __init__(self, choose: Random) -> None:
        self._choose = choose
        self._near: set[str] = set()
        """Every code with one place blanked: who shares one differs in a single place."""
        self._taken: set[str] = set()
        self._sizes: Counter[int] = Counter()
        self._beginnings: set[str] = set()

    def add(self, code: str) -> None:
        self._sizes[len(code)] += code not in self._taken
        self._taken.add(code)
        self._near.update(_blanked(code))
        self._beginnings.update(code[:size] for size in range(3, len(code), 2))

    def new(self) -> str:
        """Return a code that is free, and take it."""
        for shape, room in _SHAPES:
            if self._sizes[len(shape)] >= room:
                continue
            for _ in range(400):
                code = "".join(self._choose.choice(_ALPHABET[kind]) for kind in shape)
                if self._is_free(code):
                    self.add(code)
                    return code
        raise OverflowError("this vault has no room for another person")

    def _is_free(self, code: str) -> bool:
        return not (
            code in self._beginnings
            or any(code[:size] in self._taken for size in range(3, len(code) + 1, 2))
            or any(near in self._near for near in _blanked(code))
        )


_ALPHABET: Final = {"L": _LETTERS, "D": _DIGITS}
_SHAPES: Final = (("LDL", 120), ("LDLDL", 4000), ("LDLDLDL", 400_000))


def _blanked(code: str) -> Iterator[str]:
    return (code[:at] + "*" + code[at + 1 :] for at in range(len(code)))

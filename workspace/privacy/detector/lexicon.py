"""What single words are: ordinary, a place, a known name, or in no list at all.

A capitalised word that no list holds is treated as a name: in this work an unknown word
with a capital is far more often a person than anything else, and a mask can be undone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import regex

from workspace.privacy.dictionary import is_ordinary

from .words import NOT_NAMES

_ENDINGS: Final = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("er", ""), ("er", "e"), ("est", ""), ("ness", ""), ("ment", ""), ("ation", "e"),
    ("ation", ""), ("ful", ""), ("less", ""), ("able", ""), ("y", ""), ("al", ""), ("ity", ""),
)  # fmt: skip
_POSSESSIVE: Final = regex.compile(r"(?:n['’]t|['’](?:s|m|d|ve|ll|re)?)$")
"""What hangs on a word: Amina's, I'm, don't."""
_CONTRACTION: Final = regex.compile(
    r"(?:ai|are|ca|could|did|do|does|had|has|have|is|must|need|should|was|were|wo|would)n['’]t"
    r"|(?:i|he|she|it|we|they|you|that|there|who|what)['’](?:d|ll|m|re|s|ve)"
)
_TOKEN: Final = regex.compile(r"[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*")
KNOWN_NAME: Final = 0.62
UNKNOWN_CAPITAL: Final = 0.45


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lower-case words. `names` are names in any case, `surnames` only with a capital."""

    ordinary: frozenset[str]
    names: frozenset[str]
    surnames: frozenset[str]
    places: frozenset[str]
    tricky: frozenset[str]

    @classmethod
    def load(cls, folder: Path) -> "Lexicon":
        def words(name: str) -> frozenset[str]:
            return frozenset((folder / f"{name}.txt").read_text("utf-8").split("\n")) - {""}

        return cls(
            words("ordinary"), words("names"), words("surnames"), words("places"), words("tricky")
        )

    def is_plain(self, word: str) -> bool:
        """Whether a word, or what it is made from, is in the list of ordinary words."""
        lower = _POSSESSIVE.sub("", word.lower())
        if lower in self.ordinary or lower in NOT_NAMES:
            return True
        if "-" in lower:
            return all(self.is_plain(part) for part in lower.split("-") if part)
        return any(
            lower.endswith(ending) and len(stem := lower[: -len(ending)]) > 2
            and stem + instead in self.ordinary
            for ending, instead in _ENDINGS
        )  # fmt: skip

    def is_never_a_person(self, words: list[str]) -> bool:
        """Whether a model's finding is only plain words and places."""
        return all(self._is_cleared(word, word.lower()) for word in words)

    def _is_name(self, lower: str) -> bool:
        return lower in self.names or lower in self.surnames

    def is_an_acronym(self, word: str) -> bool:
        """Up to four capitals that are nobody's name: "UPN", "CAD"."""
        lower = word.lower()
        return word.isupper() and len(word) < 5 and not self._is_name(lower)

    def _is_cleared(self, word: str, lower: str) -> bool:
        """Words that are names too stay the model's to judge."""
        if lower in self.tricky or self._is_name(lower):
            return False
        listed = lower in self.places or lower in self.ordinary
        return listed or self.is_small_word(word)

    def is_small_word(self, word: str) -> bool:
        """Whether a word in lower case is an ordinary one and nobody's known name."""
        lower = _POSSESSIVE.sub("", word)
        if not lower.islower() or lower in self.tricky or self._is_name(lower):
            return False
        return is_ordinary(lower) or self.is_plain(lower)

    def people(self, text: str) -> Iterator[tuple[int, int, float]]:
        """Yield (start, end, score) of runs of words that must be, or seem to be, names."""
        run: list[tuple[int, int, float]] = []
        for token in _TOKEN.finditer(text):
            score = self._score(text, token)
            if run and not (score >= 0 and _adjoin(text, run[-1], token.start())):
                yield from _closed(run)
                run = []
            if score >= 0:
                run.append((*token.span(), score))
        yield from _closed(run)

    def _score(self, text: str, token: "regex.Match[str]") -> float:
        """How surely a word is a name; 0: only beside a name; -1: it is not one."""
        word = token[0]
        if _CONTRACTION.fullmatch(word.lower()):
            return -1
        lower = _POSSESSIVE.sub("", word.lower())
        if word.islower():
            if lower in self.names:
                return KNOWN_NAME
            known = lower in self.tricky or lower in self.places or self.is_small_word(word)
            return -1 if known or len(word) < 3 else 0
        if lower in self.names or lower in self.surnames:
            return KNOWN_NAME
        if lower in self.tricky:
            job = lower in _JOBS or not _acts_like_a_person(text, token)
            return 0 if job else KNOWN_NAME
        if len(word) == 1:
            return 0
        if lower in self.places or self.is_plain(word):
            return -1
        if word.isupper() and not _line_is_upper(text, token.start()):
            return 0
        return 0 if len(word) < 3 else UNKNOWN_CAPITAL


_JOBS: Final = frozenset("nurse judge major constable court law case ward page hall".split())
_SPEAKS: Final = regex.compile(
    r" (?:said|says|told|tells|asked|asks|rang|phoned|texted|explained|disclosed|denied|admitted|"
    r"agreed|refused|attended|lives|wants|feels|thinks|hates|loves|cried|laughed|shouted|replied|"
    r"went|came|seemed|looked|presented|has been|is not|was not|has not|and I)\b"
)
_SPOKEN_TO: Final = regex.compile(
    r"\b(?:told|asked|rang|phoned|texted|thanked|contacted|visited|collected|met|hugged|saw|"
    r"spoke (?:to|with)|seen by|lives with|placed with|siblings?|twins) $",
    regex.IGNORECASE,
)


def _acts_like_a_person(text: str, token: "regex.Match[str]") -> bool:
    """Whether a name that is also a word stands where only a person stands."""
    before = text[max(0, token.start() - 16) : token.start()]
    return bool(_SPEAKS.match(text, token.end()) or _SPOKEN_TO.search(before))


def _adjoin(text: str, last: tuple[int, int, float], start: int) -> bool:
    """Whether only a space, or the full stop of an initial, lies between two words."""
    end = last[1]
    return text[end:start] in (" ", "\t") or (end - last[0] == 1 and text[end:start] in (". ", "."))


def _closed(run: list[tuple[int, int, float]]) -> Iterator[tuple[int, int, float]]:
    """The run from its first to its last word, when one of them is more than a maybe."""
    if run and (best := max(score for _, _, score in run)) > 0:
        yield run[0][0], run[-1][1], best


def _line_is_upper(text: str, place: int) -> bool:
    line = text[text.rfind("\n", 0, place) + 1 : place + 80].split("\n")[0]
    letters = [character for character in line if character.isalpha()]
    return (
        sum(character.isupper() for character in letters) > 0.7 * len(letters) and len(letters) > 12
    )

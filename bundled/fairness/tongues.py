"""Documents in the families' languages and scripts."""

import random
from collections.abc import Iterator
from typing import Final

from english import CASES
from languages import Tongue, read
from passages import Passage
from things import Things
from writing import Typist
from writing_down import Paper

_NAMES: Final = {
    "ar": "Arabic", "es": "Spanish", "fr": "French", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
}  # fmt: skip
_SCRIPTS: Final = {"ar": "Arabic", "ur": "Arabic", "uk": "Cyrillic"}
_REGISTER: Final = "In families’ languages"
_PEOPLE: Final = frozenset("nfl")
_FOREIGN: Final = frozenset("ge")
_SEXED: Final = frozenset(("pl", "uk"))
_WOMEN: Final = frozenset((1, 2, 5, 7, 9))
"""In languages whose verbs show it, these numbers are women in every passage."""
_ARTICLE: Final = "lui "
_CASES: Final = ("normal", "normal", "lower", "bare", "normal", "upper")
_MENTIONS: Final = 130
"""In each language at least."""


def papers(seed: int) -> Iterator[Paper]:
    for code, tongue in sorted(read(kept_back=True).items()):
        fit = [p for p in tongue.passages if _names_people(p)]
        count, number = 0, 0
        while count < _MENTIONS:
            rng = random.Random(f"{seed} {code} {number}")
            case = _CASES[(number + number // len(fit)) % len(_CASES)]
            paper = _fill(f"{code}-{number}", tongue, fit[number % len(fit)], case, rng)
            count, number = count + len(paper.spans), number + 1
            yield paper


def _names_people(passage: Passage) -> bool:
    """Of the language's own origins: whoever else is in its texts is measured in English."""
    kinds = {piece.kind for piece in passage}
    return bool(kinds & _PEOPLE) and not kinds & _FOREIGN


def _fill(name: str, tongue: Tongue, passage: Passage, case: str, rng: random.Random) -> Paper:
    script = _SCRIPTS.get(tongue.code, "Latin")
    literal = "".join(piece.text for piece in passage if not piece.kind)
    small = script != "Arabic" and literal.islower()
    case = "lower" if small and case in ("normal", "upper") else case
    has_case = script != "Arabic"
    paper = Paper(name, tongue.code, script, _REGISTER, CASES[case] if has_case else "")
    typist, things = Typist(case, small=False, bare=False), Things(kept_back=True)
    people: dict[int, tuple[str, str]] = {}
    for piece in passage:
        if piece.kind not in _PEOPLE:
            said = piece.kind == "ageyears"
            made = tongue.age(rng) if said else things.make(piece.kind, rng) if piece.kind else ""
            paper.add(typist.text(made or piece.text))
            continue
        sex, seed = _sex(tongue, piece.who, rng, people)
        written = _written(tongue, piece.kind, sex, piece.case, seed)
        article, written = written.startswith(_ARTICLE), written.removeprefix(_ARTICLE)
        paper.add(typist.text(_ARTICLE) if article else "")
        turkish = tongue.code == "tr"
        written, mark, ending = written.partition("'") if turkish else (written, "", "")
        shown = "unknown" if piece.kind == "l" else sex
        language = _NAMES[tongue.code]
        paper.add(typist.text(written), f"{language}, in {language}", shown)
        paper.add(typist.text(mark + ending))
    return paper


def _sex(
    tongue: Tongue, who: int, rng: random.Random, people: dict[int, tuple[str, str]]
) -> tuple[str, str]:
    """The gender of person `who`, and the seed of their names."""
    if who not in people:
        sex = ("f" if who in _WOMEN else "m") if tongue.code in _SEXED else rng.choice("fm")
        people[who] = sex, str(rng.random())
    return people[who]


def _written(tongue: Tongue, kind: str, sex: str, case: str, seed: str) -> str:
    rng = random.Random(seed)
    given, surname = tongue.given(rng, sex), tongue.surname(rng, sex)
    first, last = given.in_case(case), surname.in_case(case)
    if tongue.code == "tr" and kind == "n":
        first = given.in_case("nom")  # only the last word takes the ending
    return {"f": first, "l": last}.get(kind, f"{first} {last}")

"""Passages and names in the families' languages, as they are written by hand in `data/`.

A slot of a passage names its case: "{f1:gen}" is the given name of person 1 in the genitive. A row
of `names.txt` holds a name's kind and its cases: f and m are given names; sf and sm surnames as a
woman and as a man bears them; s a surname alike for all.
"""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from passages import BETWEEN, Passage, parse

DATA: Final = Path(__file__).parent / "data"
CASES: Final = ("nom", "gen", "dat", "acc", "ins", "loc", "voc")
_TURKISH: Final = ("nom", "gen", "dat", "acc", "ins", "loc", "abl")
MIXED: Final = 0.4
"""Share of names put together from two others, so that lists are not learnt by heart."""


@dataclass(frozen=True)
class Name:
    """One name in its cases; a name that is never inflected has one."""

    forms: dict[str, str]

    def in_case(self, case: str) -> str:
        return self.forms.get(case, self.forms["nom"])

    @property
    def stem(self) -> str:
        """The letters that all forms share."""
        forms = list(self.forms.values())
        shared = 0
        while all(len(f) > shared and f[shared] == forms[0][shared] for f in forms):
            shared += 1
        return forms[0][:shared]

    def with_stem(self, stem: str) -> "Name":
        size = len(self.stem)
        return Name({case: stem + form[size:] for case, form in self.forms.items()})


def is_kept_back(place: int, every: int) -> bool:
    return place % every == every // 2


@dataclass
class Tongue:
    """What is written in one language, of one side of the split."""

    code: str
    passages: list[Passage]
    names: dict[str, list[Name]]
    ages: list[str]
    """How ages are said, with # where the figure stands."""

    def age(self, rng: random.Random) -> str:
        years = rng.choice((rng.randint(1, 17), rng.randint(1, 17), rng.randint(18, 80)))
        return rng.choice(self.ages).replace("#", str(years))

    def given(self, rng: random.Random, sex: str) -> Name:
        return self._draw(rng, self.names[sex])

    def surname(self, rng: random.Random, sex: str) -> Name:
        return self._draw(rng, self.names.get("s" + sex, []) + self.names.get("s", []))

    @staticmethod
    def _draw(rng: random.Random, names: list[Name]) -> Name:
        name = rng.choice(names)
        if rng.random() < MIXED and len(name.stem) > 3:
            other = rng.choice(names).stem
            return name.with_stem(other[: max(2, len(other) // 2)] + name.stem[-2:])
        return name


def _texts(folder: Path, name: str, *, between: str = "\n") -> str:
    """All files of a kind in one: `passages.txt`, `passages_two.txt`."""
    return between.join(path.read_text("utf-8") for path in sorted(folder.glob(f"{name}*.txt")))


def _names(folder: Path, kept_back: bool) -> dict[str, list[Name]]:
    cases = _TURKISH if folder.name == "tr" else CASES
    every: dict[str, list[Name]] = {}
    for line in _texts(folder, "names").splitlines():
        kind, *forms = (cell.strip() for cell in line.split("\t"))
        if forms and forms[0]:
            name = Name(dict(zip(cases, [form for form in forms if form], strict=False)))
            every.setdefault(kind, []).append(name)
    return {
        kind: [n for at, n in enumerate(names) if is_kept_back(at, 7) == kept_back] or names
        for kind, names in every.items()
    }


def read(*, kept_back: bool) -> dict[str, Tongue]:
    """Language code -> its passages and names, of one side of the split."""
    tongues = {}
    for folder in sorted(path for path in DATA.iterdir() if (path / "passages.txt").exists()):
        texts = BETWEEN.split(_texts(folder, "passages", between="\n%%\n"))
        kept = [text.strip("\n") for text in texts if text.strip()]
        passages = [parse(t) for at, t in enumerate(kept) if is_kept_back(at, 12) == kept_back]
        ages = (folder / "ages.txt").read_text("utf-8").splitlines()
        tongues[folder.name] = Tongue(folder.name, passages, _names(folder, kept_back), ages)
    return tongues

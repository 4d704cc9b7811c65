"""People's names for training text, by origin, with a part kept back for measuring.

Beside the listed names it invents new ones, letter by letter, in the manner of each origin:
so the model learns what stands around a name rather than the names themselves.
"""

import random
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"
_END: Final = "\n"
INVENTED: Final = 0.5
"""Share of invented names. With few of them the model learns the lists by heart."""


def read_names() -> dict[str, dict[str, list[str]]]:
    """Origin -> {"first": [...], "last": [...]}."""
    origins: dict[str, dict[str, list[str]]] = {}
    current: dict[str, list[str]] = {}
    for line in (DATA / "names.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            current = origins.setdefault(line[2:], {"first": [], "last": []})
        elif line:
            kind, words = line.split(":", 1)
            names = [word.replace("_", " ") for word in words.split()]
            current["last" if kind == "s" else "first"].extend(names)
    return origins


def held_back(name: str) -> bool:
    """Every sixth name or so, by its letters alone, is never trained on."""
    return sum(ord(character) * (place + 3) for place, character in enumerate(name)) % 6 == 0


class Inventor:
    """Makes new names from the letter pairs of the given ones."""

    def __init__(self, names: list[str]) -> None:
        self._next: dict[str, list[str]] = defaultdict(list)
        for name in names:
            padded = f"^^{name}{_END}"
            for place in range(2, len(padded)):
                self._next[padded[place - 2 : place]].append(padded[place])

    def make(self, rng: random.Random) -> str:
        for _ in range(20):
            made = "^^"
            while not made.endswith(_END) and len(made) < 14:
                made += rng.choice(self._next[made[-2:]])
            name = made[2:].strip(_END)
            if 3 <= len(name) <= 11 and name[-1].isalpha():
                return name
        return name


class Names:
    """Draws names of one side of the split: those trained on, or those kept back."""

    def __init__(self, *, kept_back: bool) -> None:
        self.kept_back = kept_back
        self.origins: list[str] = []
        self._lists: dict[tuple[str, str], list[str]] = {}
        self._inventors: dict[tuple[str, str], Inventor] = {}
        for origin, kinds in read_names().items():
            self.origins.append(origin)
            for kind, names in kinds.items():
                own = [name for name in names if held_back(name) == kept_back]
                self._lists[origin, kind] = own or names[:1]
                self._inventors[origin, kind] = Inventor(own or names[:1])

    def origin(self, rng: random.Random) -> str:
        """Every origin alike, with a little more of the commonest and of the trickiest."""
        chance = rng.random()
        if chance < 0.14:
            return "Common words" if chance < 0.07 else "Common in Britain"
        return rng.choice(self.origins)

    def draw(self, rng: random.Random, origin: str, kind: str) -> str:
        invent = not self.kept_back and rng.random() < INVENTED
        name = (
            self._inventors[origin, kind].make(rng)
            if invent
            else rng.choice(self._lists[origin, kind])
        )
        return plain(name) if rng.random() < 0.4 else name


def plain(name: str) -> str:
    """The name as typed on a British keyboard: without accents."""
    stripped = "".join(
        character
        for character in unicodedata.normalize("NFD", name)
        if not unicodedata.combining(character)
    )
    return stripped.translate(str.maketrans("łŁıŞşđĐøØ", "lLiSsdDoO"))

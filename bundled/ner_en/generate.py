"""Write synthetic training text: templates filled with invented people, places and words.

Every document is (text, [(start, end, label)]) with the origin and case style it was made
with. The same seed gives the same documents.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import regex
from names import DATA, Names

_GLUE: Final = [
    "the",
    "a",
    "an",
    "his",
    "her",
    "my",
    "their",
    "is",
    "was",
    "has",
    "had",
    "and",
    "but",
    "or",
    "to",
    "of",
    "in",
    "on",
    "at",
    "for",
    "with",
    "by",
    "from",
    "not",
    "he",
    "she",
    "they",
    "it",
    "we",
    "i",
    "you",
    "this",
    "that",
    "who",
    "when",
    "if",
    "so",
    "then",
    "about",
    "after",
    "before",
    "all",
    "no",
    "very",
    "will",
    "may",
]
Case = Callable[[str], str]
_SLOT: Final = regex.compile(r"\{(\w+)\}")
_LABELS: Final = {
    "f": "PERSON", "n": "PERSON", "l": "PERSON", "s": "SCHOOL", "a": "ADDRESS",
    "st": "ADDRESS", "p": "PLACE",
}  # fmt: skip
_TITLES: Final = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Mr", "Mrs")
STYLES: Final = ("normal", "lower", "upper", "names lower", "names upper", "surnames upper")
_STYLE_WEIGHTS: Final = (62, 19, 7, 5, 3, 4)


@dataclass
class Document:
    text: str = ""
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    style: str = "normal"
    origin: str = ""

    def add(self, piece: str, label: str = "") -> None:
        if label:
            self.spans.append((len(self.text), len(self.text) + len(piece), label))
        self.text += piece


def read_words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    name = ""
    for line in (DATA / "words.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            name = line[2:]
        elif line:
            words.setdefault(name, []).extend(word.strip() for word in line.split(";"))
    return words


def read_everyday() -> list[str]:
    """Plain words to train on. Few enough to learn: a word never met should look like a name,
    because the lists that ship beside the model clear the plain ones."""
    return sorted((DATA / "everyday.txt").read_text("utf-8").split())


def read_templates(*, kept_back: bool) -> dict[str, list[str]]:
    """Register -> templates; every seventh line is kept back for measuring."""
    registers = {}
    for path in sorted((DATA / "templates").glob("*.txt")):
        lines = path.read_text("utf-8").splitlines()
        registers[path.stem] = [
            line.replace("\\n", "\n").replace("\\t", "\t")
            for number, line in enumerate(lines)
            if (number % 7 == 3) == kept_back
        ]
    return registers


class Writer:
    """Fills templates. One family (one origin, mostly) a document."""

    def __init__(self, seed: int, *, kept_back: bool) -> None:
        self.rng = random.Random(seed)
        self.names = Names(kept_back=kept_back)
        self.words = read_words()
        self.templates = read_templates(kept_back=kept_back)
        self.registers = sorted(self.templates)
        self.ordinary = read_everyday()

    def documents(self, count: int) -> Iterator[Document]:
        for _ in range(count):
            yield self.document()

    def document(self) -> Document:
        rng = self.rng
        (style,) = rng.choices(STYLES, _STYLE_WEIGHTS)
        made = Document(style=style, origin=self.names.origin(rng))
        main = rng.choices(self.registers, [1.1, 1.1, 1.6, 1.9, 2.0, 1.5])[0]
        for place in range(rng.choice((1, 1, 2, 2, 3, 4, 5))):
            register = main if rng.random() < 0.8 else "negatives"
            if place:
                made.add(rng.choice((" ", " ", "\n", "\n\n")))
            salad = rng.random() < 0.22
            self._fill(self._salad() if salad else rng.choice(self.templates[register]), made)
        return made

    def _salad(self) -> str:
        """Ordinary words in no order, some with people among them: words, not grammar."""
        rng = self.rng
        people = rng.choice((0, 0, 0, 1, 1, 2))
        words = [rng.choice(self.ordinary) for _ in range(rng.randint(2, 12))]
        words = [rng.choice(_GLUE) if rng.random() < 0.35 else word for word in words]
        if rng.random() < 0.2:
            words = [word.capitalize() for word in words]
        words[0] = words[0].capitalize()
        for _ in range(people):
            words.insert(rng.randint(0, len(words)), rng.choice(("{f}", "{f}", "{n}")))
        marks = [rng.choice((" ", " ", " ", " ", " ", ", ", ". ", ": ", "\n")) for _ in words]
        body = "".join(word + mark for word, mark in zip(words, marks, strict=True)).rstrip(
            " ,:\n."
        )
        return body + rng.choice((".", ".", "", "?", ":", "!"))

    def _fill(self, template: str, made: Document) -> None:
        lower, upper = str.lower, str.upper
        body: Case = {"lower": lower, "upper": upper}.get(made.style, str)
        end = 0
        for slot in _SLOT.finditer(template):
            made.add(body(template[end : slot.start()]))
            self._slot(slot[1], made, body)
            end = slot.end()
        made.add(body(template[end:]))

    def _slot(self, name: str, made: Document, body: Case) -> None:
        label = _LABELS.get(name, "")
        if label == "PERSON":
            made.add(self._person(name, made), label)
        else:
            made.add(body(self._value(name)), label)

    def _person(self, kind: str, made: Document) -> str:
        rng, style = self.rng, made.style
        origin = made.origin if rng.random() < 0.8 else self.names.origin(rng)
        first = self.names.draw(rng, origin, "first")
        last = self.names.draw(rng, origin, "last")
        if kind == "n" and rng.random() < 0.08:
            last = f"{last}-{self.names.draw(rng, self.names.origin(rng), 'last')}"
        if kind == "n" and rng.random() < 0.06:
            first = f"{first} {self.names.draw(rng, origin, 'first')}"
        if kind == "n" and rng.random() < 0.04:
            first = f"{first[0]}."
        if style == "surnames upper":
            last = last.upper()
        value = {"f": first, "l": last}.get(kind, f"{first} {last}")
        if style in ("lower", "names lower"):
            return value.lower()
        return value.upper() if style in ("upper", "names upper") else value

    def _value(self, name: str) -> str:
        if name in ("noun", "adj") and self.rng.random() < 0.5:
            return self.rng.choice(self.ordinary)
        if name in self.words:
            return self.rng.choice(self.words[name])
        return str(getattr(self, f"_{name}")())

    def _p(self) -> str:
        return self._value("place")

    def _title(self) -> str:
        return self.rng.choice(_TITLES)

    def _s(self) -> str:
        return f"{self._value('school_stem')} {self._value('school_end')}"

    def _st(self) -> str:
        return f"{self._value('street_stem')} {self._value('street_end')}"

    def _a(self) -> str:
        rng = self.rng
        number = f"{rng.randint(1, 240)}{rng.choice(('', '', '', 'a', 'b'))}"
        kind = rng.random()
        if kind < 0.2:
            house = f"{self._value('street_stem')} {self._value('house')}"
            return f"Flat {rng.randint(1, 60)}{rng.choice((',', ''))} {house}"
        if kind < 0.3:
            return f"{self._value('street_stem')} {self._value('house')}, {self._st()}"
        if kind < 0.4:
            return f"Flat {rng.randint(1, 20)}, {number} {self._st()}"
        return f"{number} {self._st()}"

    def _date(self) -> str:
        rng = self.rng
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(2005, 2025)
        return rng.choice(
            (f"{day:02}/{month:02}/{year}", f"{day}.{month}.{year % 100:02}",
             f"{day} {self._month()} {year}", f"{day} {self._month()}",
             f"{year}-{month:02}-{day:02}")
        )  # fmt: skip

    def _day(self) -> str:
        return self.rng.choice(
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        )

    def _month(self) -> str:
        return self.rng.choice(
            [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
                "Jan",
                "Feb",
                "Sept",
                "Oct",
            ]
        )

    def _time(self) -> str:
        hour, minute = self.rng.randint(1, 12), self.rng.randint(0, 59)
        return self.rng.choice((f"{hour}:{minute:02}", f"{hour}.{minute:02}pm", f"{hour}pm"))

    def _phone(self) -> str:
        return f"07700 900{self.rng.randint(0, 999):03}"

    def _pc(self) -> str:
        return f"ZZ{self.rng.randint(1, 20)} {self.rng.randint(1, 9)}ZZ"

    def _email(self) -> str:
        return f"{self.rng.choice(self.ordinary)}@example.org"

    def _ref(self) -> str:
        return f"{self.rng.choice(('LCS ', 'CAD ', '', 'ref '))}{self.rng.randint(10000, 999999)}"

    def _age(self) -> str:
        age = self.rng.randint(1, 17)
        return self.rng.choice((str(age), f"{age} years", f"aged {age}", f"{age} yrs", f"{age}y"))

    def _num(self) -> str:
        return str(self.rng.randint(1, 99))

"""Invented things that personal data consists of: addresses, schools, numbers, accounts.

Every maker returns plain text; `KINDS` says which label each kind of slot carries.
"""

import random
from collections.abc import Callable
from typing import Final

from passages import DATA

KINDS: Final = {
    "school": "SCHOOL", "schoolshort": "SCHOOL", "nursery": "SCHOOL", "addr": "ADDRESS",
    "street": "ADDRESS", "pc": "POSTCODE", "town": "PLACE", "phone": "PHONE",
    "phonespoken": "PHONE", "email": "EMAIL", "emailspoken": "EMAIL", "dob": "DOB", "date": "",
    "age": "AGE", "ageyears": "AGE", "nhs": "NHS_NUMBER", "nino": "NINO", "upn": "UPN",
    "passport": "PASSPORT",
    "licence": "DRIVING_LICENCE", "reg": "VEHICLE", "bank": "BANK", "homeoffice": "REFERENCE",
    "court": "REFERENCE", "police": "REFERENCE", "caseref": "REFERENCE", "ehcp": "REFERENCE",
    "handle": "HANDLE", "url": "URL", "hospno": "REFERENCE", "swe": "REFERENCE",
}  # fmt: skip
"""Kind of slot -> label; "" is not personal."""

_MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()
_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_FIVE: Final = "ABCEGHJKLMNPRSTWXYZ"


def spoken(number: int) -> str:
    """1 to 199 as somebody says it of a house."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        return f"{_TENS[number // 10]} {_SMALL[number % 10]}".removesuffix(" zero")
    return f"{_SMALL[number // 100]} {spoken(number % 100) if number % 100 else 'hundred'}"


def in_words(number: int) -> str:
    """1 to 99 as it is written out: "seven", "thirty-four"."""
    return spoken(number).replace(" ", "-")


def read_words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    name = ""
    for line in (DATA / "things.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            name = line[2:].strip()
        elif line:
            words.setdefault(name, []).extend(w.strip() for w in line.split(";") if w.strip())
    return words


class Things:
    """Makes one thing of a kind. `kept_back` draws from the words that are not trained on."""

    def __init__(self, *, kept_back: bool) -> None:
        self.words = {
            kind: [word for at, word in enumerate(words) if (at % 8 == 5) == kept_back] or words
            for kind, words in read_words().items()
        }
        self._makers: dict[str, Callable[[random.Random], str]] = {
            kind: getattr(self, f"_{kind}") for kind in KINDS
        }

    def make(self, kind: str, rng: random.Random) -> str:
        return self._makers[kind](rng)

    def _word(self, rng: random.Random, kind: str) -> str:
        return rng.choice(self.words[kind])

    # Schools

    def _schoolshort(self, rng: random.Random) -> str:
        return self._word(rng, "school")

    def _school(self, rng: random.Random) -> str:
        name = self._word(rng, "school")
        faith = rng.choice(("", "", "", "Catholic ", "CE ", "C of E ", "RC ", "Community "))
        kind = self._word(rng, "school kind")
        return rng.choice((f"{name} {faith}{kind}",) * 9 + (f"Ysgol {name}", f"The {name} School"))

    def _nursery(self, rng: random.Random) -> str:
        name = self._word(rng, "nursery")
        kind = rng.choice(
            ("Nursery", "Day Nursery", "Pre-school", "Playgroup", "Childcare", "Kindergarten",
             "Preschool", "Nursery School", "Private Day Nursery", "Montessori")
        )  # fmt: skip
        return f"{name} {kind}"

    # Addresses

    def _town(self, rng: random.Random) -> str:
        return self._word(rng, "town")

    def _street(self, rng: random.Random) -> str:
        if rng.random() < 0.08:
            return "The " + rng.choice(
                ("Crescent", "Green", "Glebe", "Avenue", "Mount", "Paddocks", "Street", "Spinney",
                 "Ridings", "Close", "Square", "Chase", "Oval", "Maltings", "Quadrant", "Lanes")
            )  # fmt: skip
        if rng.random() < 0.1:
            return self._word(rng, "whole street")
        return f"{self._word(rng, 'street')} {self._word(rng, 'street end')}"

    def _addr(self, rng: random.Random) -> str:
        number = f"{rng.randint(1, 240)}{rng.choice(('',) * 6 + ('a', 'b', 'A', 'C'))}"
        street, house = self._street(rng), self._word(rng, "house")
        flat = rng.choice(("Flat", "Flat", "Flat", "Apartment", "Apt", "Unit", "Room", "flat"))
        flat = f"{flat} {rng.randint(1, 80)}{rng.choice(('', '', '', 'A', 'b'))}"
        comma = rng.choice((", ", ", ", " "))
        (line,) = rng.choices(
            (
                f"{number} {street}",
                f"{number}{comma}{street}",
                f"{flat}{comma}{number} {street}",
                f"{flat}{comma}{house}{comma}{street}",
                f"{flat}{comma}{house}",
                f"{house}, {street}",
                f"{house}, {number} {street}",
                f"{spoken(rng.randint(1, 160))} {street}",
                f"flat {spoken(rng.randint(1, 60))} {house}",
                f"Plot {rng.randint(1, 30)}, {self._word(rng, 'site')}",
                f"{number} {street}, {self._word(rng, 'estate')}",
                f"{rng.randint(1, 40)}-{rng.randint(41, 60)} {street}",
                f"c/o {number} {street}",
                f"number {rng.randint(1, 99)} {street}",
                f"number {spoken(rng.randint(1, 99))} {street}",
                f"{number} {street}, off {self._street(rng)}",
                f"{number} {self._word(rng, 'whole street')}",
                f"{house}, {self._word(rng, 'town')}",
                f"{self._word(rng, 'estate')}, {number} {street}",
            ),
            (34, 4, 6, 5, 6, 6, 4, 8, 3, 3, 3, 2, 2, 2, 2, 2, 4, 3, 1),
        )
        return f"{line}, {self._town(rng)}" if rng.random() < 0.25 else line

    def _pc(self, rng: random.Random) -> str:
        area = rng.choice(("ZZ", "XX", "QX", "TF", "BD", "E", "M", "LS", "SW", "NG", "B"))
        gap = rng.choice((" ", " ", ""))
        return f"{area}{rng.randint(1, 29)}{gap}{rng.randint(1, 9)}{self._letters(rng, 2)}"

    # Ways to reach somebody

    def _phone(self, rng: random.Random) -> str:
        tail, last = f"{rng.randint(0, 999):03}", f"{rng.randint(0, 9999):04}"
        return rng.choice(
            (f"07700 900{tail}", f"07700900{tail}", f"0161 496 {last}", f"020 7946 {last}",
             f"+44 7700 900{tail}", f"0113 496 {last}", f"07700 900 {tail}", f"(0114) 496{last}")
        )  # fmt: skip

    def _phonespoken(self, rng: random.Random) -> str:
        said = [
            "oh" if digit == "0" else _SMALL[int(digit)]
            for digit in f"07700900{rng.randint(0, 999):03}"
        ]
        return " ".join(said)

    def _email(self, rng: random.Random) -> str:
        user = rng.choice(("j.", "info.", "mum", "the", "")) + self._word(rng, "street").lower()
        user = user.replace(" ", rng.choice((".", "_", ""))).replace("'", "")
        number = rng.choice(("", "", str(rng.randint(1, 99))))
        return f"{user}{number}@example.{rng.choice(('org', 'com', 'net', 'gov.uk'))}"

    def _emailspoken(self, rng: random.Random) -> str:
        return self._email(rng).lower().replace("@", " at ").replace(".", " dot ")

    def _handle(self, rng: random.Random) -> str:
        stem = self._word(rng, "street").lower().replace(" ", "").replace("'", "")
        return rng.choice(("@", "@", "")) + f"{stem}{rng.choice('._x')}{rng.randint(1, 99)}"

    def _url(self, rng: random.Random) -> str:
        stem = self._word(rng, "street").lower().replace(" ", "").replace("'", "")
        return f"https://www.example.org/{stem}/{rng.randint(1, 999)}"

    # Dates and ages

    def _date(self, rng: random.Random, first: int = 2018, last: int = 2026) -> str:
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(first, last)
        name = _MONTHS[month - 1]
        return rng.choice(
            (f"{day:02}/{month:02}/{year}", f"{day}.{month}.{year % 100:02}",
             f"{day}/{month}/{year % 100:02}", f"{day} {name} {year}", f"{day} {name}",
             f"{day} {name[:3]} {year}", f"{year}-{month:02}-{day:02}", f"{day}th {name}")
        )  # fmt: skip

    def _dob(self, rng: random.Random) -> str:
        if rng.random() < 0.1:
            month = _MONTHS[rng.randint(0, 11)]
            return f"{rng.choice((month, month[:3]))} {rng.randint(1965, 2024)}"
        return self._date(rng, 1965, 2024)

    def _age(self, rng: random.Random) -> str:
        years = self._years(rng)
        return in_words(years) if rng.random() < 0.25 else str(years)

    @staticmethod
    def _years(rng: random.Random) -> int:
        return rng.choice((rng.randint(1, 17), rng.randint(1, 17), rng.randint(18, 80)))

    def _ageyears(self, rng: random.Random) -> str:
        years, months = self._years(rng), rng.randint(1, 23)
        old = rng.choice((" old", " old", "", "-old"))
        year = rng.choice(("years", "years", "yrs", "year", "yr"))
        short = rng.choice(("yo", "y/o", "y", "yr", " yrs", "yrs"))
        half = rng.choice((" and a half", ".5", "½", " 1/2", " and half"))
        month = rng.choice(("months", "months", "mths", "mnths", "mo"))
        (said,) = rng.choices(
            (
                f"{years} {year}{old}",
                f"{in_words(years)} {year}{old}",
                f"{years}{short}",
                f"{years}-year-old",
                f"{in_words(years)}-year-old",
                f"{min(years, 17)}{half}",
                f"{months} {month}{old}",
                f"{in_words(months)} {month}{old}",
                f"{rng.randint(1, 12)} {rng.choice(('weeks', 'wks', 'days'))}{old}",
                f"{rng.randint(1, 11)}/12",
                f"{min(years, 9)} years {rng.choice(('and ', ''))}{rng.randint(1, 11)} {month}",
                f"{min(years, 17)}y {rng.randint(1, 11)}m",
                f"{min(years, 15)}{rng.choice(('-', '/', ' or '))}{min(years, 15) + 1}",
            ),
            (20, 12, 14, 8, 4, 5, 12, 4, 5, 3, 4, 3, 2),
        )
        return said

    # Numbers by which somebody is known

    @staticmethod
    def _letters(rng: random.Random, count: int) -> str:
        return "".join(rng.choice(_FIVE) for _ in range(count))

    @staticmethod
    def _digits(rng: random.Random, count: int) -> str:
        return "".join(str(rng.randint(0, 9)) for _ in range(count))

    def _nhs(self, rng: random.Random) -> str:
        one, two, three = (self._digits(rng, size) for size in (3, 3, 4))
        return rng.choice((f"{one} {two} {three}", f"{one}{two}{three}", f"{one}-{two}-{three}"))

    def _nino(self, rng: random.Random) -> str:
        pairs = " ".join(self._digits(rng, 2) for _ in range(3))
        made = f"QQ {pairs} {rng.choice('ABCD')}"
        return rng.choice((made, made.replace(" ", "")))

    def _upn(self, rng: random.Random) -> str:
        return f"{self._letters(rng, 1)}{self._digits(rng, 12)}"

    def _passport(self, rng: random.Random) -> str:
        return rng.choice(("", self._letters(rng, 1))) + self._digits(rng, 9)

    def _licence(self, rng: random.Random) -> str:
        end = f"{self._letters(rng, 2)}9{self._letters(rng, 2)}"
        return f"{self._letters(rng, 5)}{self._digits(rng, 6)}{end}"

    def _reg(self, rng: random.Random) -> str:
        gap = rng.choice((" ", " ", ""))
        return f"{self._letters(rng, 2)}{self._digits(rng, 2)}{gap}{self._letters(rng, 3)}"

    def _bank(self, rng: random.Random) -> str:
        sort = "-".join(self._digits(rng, 2) for _ in range(3))
        return f"{sort} {self._digits(rng, 8)}"

    def _homeoffice(self, rng: random.Random) -> str:
        return f"{self._letters(rng, 1)}{self._digits(rng, 7)}"

    def _court(self, rng: random.Random) -> str:
        return f"ZE{self._digits(rng, 2)}C{self._digits(rng, 5)}"

    def _police(self, rng: random.Random) -> str:
        return rng.choice(
            (f"{self._digits(rng, 2)}/{self._digits(rng, 6)}/{self._digits(rng, 2)}",
             f"CAD {self._digits(rng, 4)}/{self._digits(rng, 6)}")
        )  # fmt: skip

    def _caseref(self, rng: random.Random) -> str:
        return rng.choice(("LCS ", "", "MOS-", "EHM ")) + self._digits(rng, rng.randint(6, 8))

    def _ehcp(self, rng: random.Random) -> str:
        return f"EHC/{self._digits(rng, 2)}/{self._digits(rng, 5)}"

    def _hospno(self, rng: random.Random) -> str:
        return f"{self._letters(rng, 1)}{self._digits(rng, 6)}"

    def _swe(self, rng: random.Random) -> str:
        return f"SW{self._digits(rng, 6)}"

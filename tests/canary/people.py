"""Forty invented people of many origins, and everything by which each could be recognised.

Nobody here exists: numbers come from the ranges kept for fiction (NHS 999…, 07700 900…,
01632 960…), post codes from an area that is not in use, addresses from a town that is nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_TOLD: Final = """
Somali|Ifrah|Cabdullaahi|MOTHER|Ms
Somali|Liibaan|Cabdullaahi|CHILD|
Polish|Zbigniew|Wyrzykowski|FATHER|Mr
Polish|Jagoda|Wyrzykowska|CHILD|
Welsh|Angharad|Llewelyn-Prys|WORKER|Ms
Welsh|Myfanwy|Cadwaladr|GRANDMOTHER|Mrs
Tamil|Kavitha|Selvarajah|MOTHER|Mrs
Tamil|Thivagar|Selvarajah|CHILD|
Yoruba|Oluwadamilola|Adegbenro|MOTHER|Ms
Yoruba|Babajide|Adegbenro|SIBLING|
Traveller|Bridgeen|McDonagh-Sweeney|MOTHER|Mrs
Traveller|Felix|Quilligan|FATHER|Mr
Vietnamese|Phuong|Truong-Dinh|MOTHER|Mrs
Vietnamese|Nguyet|Huynh|AUNT|Ms
Chinese|Xiaoming|Ouyang|FATHER|Mr
Chinese|Meiling|Zhuge|TEACHER|Miss
Albanian|Besnik|Kryeziu|FATHER|Mr
Albanian|Drita|Hoxhallari|MOTHER|Mrs
Kurdish|Rojbin|Demirtekin|MOTHER|Mrs
Kurdish|Serhat|Barzinji|UNCLE|Mr
Jewish|Shoshana|Rosenblum|GRANDMOTHER|Mrs
Jewish|Menachem|Finkelbrand|DOCTOR|Dr
Pakistani|Shabana|Qureshizai|MOTHER|Mrs
Bengali|Tahmina|Chowdhuryani|AUNT|Mrs
Sikh|Harjinder|Bhambrawal|GRANDFATHER|Mr
Gujarati|Bhavnaben|Trivedkar|NEIGHBOUR|Mrs
Afghan|Zarghona|Popalyar|MOTHER|Mrs
Tigrinya|Semhar|Woldegabir|FRIEND|Ms
Ghanaian|Kwabena|Osei-Ampofo|FATHER|Mr
Jamaican|Delroy|Fennimore-Clarke|UNCLE|Mr
Romanian|Crenguta|Vladimirescu|MOTHER|Mrs
Roma|Florica|Lacatusanu|GRANDMOTHER|Mrs
Portuguese|Joaquim|Figueiroa|FATHER|Mr
Turkish|Gulsen|Karabulutlu|MOTHER|Mrs
Iranian|Farangis|Golshiriani|MOTHER|Ms
Ukrainian|Oleksandra|Hrytsenkova|CARER|Mrs
Irish|Caoimhe|Mulqueeney|OFFICER|Ms
Scottish|Eilidh|Auchterlonie|NURSE|Ms
English|Peregrine|Thistlewood|DOCTOR|Dr
Filipino|Maricel|Dalisaymo|CARER|Mrs
"""

_STREETS: Final = (
    "Tamarisk Row", "Bladderwrack Close", "Quicklime Road", "Gossamer Avenue", "Peppercress Lane",
    "Candlewick Terrace", "Windfall Gardens", "Oystercatcher Drive", "Larkspurrow Street",
    "Millwheelers Court",
)  # fmt: skip
_UNITS: Final = "ABDEFGHJLN"


@dataclass(frozen=True)
class Person:
    number: int
    origin: str
    first: str
    last: str
    role: str
    title: str

    @property
    def on_roster(self) -> bool:
        return self.number % 2 == 0

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def told(self) -> str:
        """How somebody who is not on the roster is spoken of for the first time."""
        return f"{self.title} {self.name}".strip()

    @property
    def born(self) -> date:
        years = 2011 if self.role in {"CHILD", "SIBLING"} else 1961
        return date(years, 3, 1) + timedelta(days=97 * self.number % 2500)

    @property
    def born_told(self) -> str:
        return f"{self.born.day} {self.born:%B} {self.born.year}"

    @property
    def nhs(self) -> str:
        for extra in range(10):
            digits = f"999{self.number:03d}{extra}71"
            check = (
                11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11
            ) % 11
            if check < 10:
                return f"{digits[:3]} {digits[3:6]} {digits[6:]}{check}"
        raise AssertionError("every number has a valid neighbour")

    @property
    def phone(self) -> str:
        place = f"{640 + self.number}"
        return f"07700 900{place}" if self.number % 3 else f"01632 960{place}"

    @property
    def email(self) -> str:
        return f"{self.first}.{self.last}@letterbox.example".lower()

    @property
    def postcode(self) -> str:
        tens, ones = divmod(self.number, 10)
        return f"ZX{tens + 1}{ones} {ones}{_UNITS[tens]}{_UNITS[ones]}"

    @property
    def street(self) -> str:
        return f"{self.number + 103} {_STREETS[self.number % len(_STREETS)]}"

    @property
    def address(self) -> str:
        return f"{self.street}, Larkmoor, {self.postcode}"

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield (kind, value) for everything that would give this person away."""
        yield "name", self.name
        yield "first name", self.first
        yield "surname", self.last
        yield "phone", self.phone
        yield "NHS number", self.nhs
        yield "email", self.email
        yield "address", self.street
        yield "postcode", self.postcode
        yield "date of birth", self.born_told


PEOPLE: Final = tuple(
    Person(number, *line.split("|")) for number, line in enumerate(_TOLD.split("\n")[1:-1])
)
ROSTER: Final = tuple(person for person in PEOPLE if person.on_roster)
OTHERS: Final = tuple(person for person in PEOPLE if not person.on_roster)

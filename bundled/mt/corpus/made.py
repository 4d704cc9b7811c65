"""Slots that are made up on the spot: numbers, times, dates, money, names and placeholders."""

from random import Random
from typing import Final

from workspace.privacy.roles import PERSON_ROLES, ROLES

from .grammar import Drawing, Entry

LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
DIGITS: Final = "23456789"
WOMEN: Final = ("MOTHER", "STEPMOTHER", "GRANDMOTHER", "AUNT")
MONTHS: Final = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
DAYS: Final = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
}


def same(text: str, kind: str = "m") -> Entry:
    return Entry({"": text, "s": f"{text}'s"}, {"": text}, kind)


def placeholder(rng: Random, roles: tuple[str, ...] = ROLES) -> Entry:
    """A placeholder with a code as vaults draw them: letter, digit, letter, seldom longer."""
    pairs = rng.choices((1, 2, 3), (90, 8, 2))[0]
    code = rng.choice(LETTERS) + "".join(
        rng.choice(DIGITS) + rng.choice(LETTERS) for _ in range(pairs)
    )
    role = rng.choice(roles)
    return same(f"[{role}_{code}]", "f" if role in WOMEN else "m")


def of_role(*roles: str) -> Drawing:
    return lambda rng: placeholder(rng, roles)


def one_of(*weighted: tuple[float, Drawing]) -> Drawing:
    weights = [weight for weight, _ in weighted]
    drawings = [drawing for _, drawing in weighted]
    return lambda rng: rng.choices(drawings, weights)[0](rng)


def person(rng: Random) -> Entry:
    roles = PERSON_ROLES if rng.random() < 0.6 else ("CHILD", "MOTHER", "FATHER", "WORKER")
    return placeholder(rng, roles)


def number(rng: Random) -> Entry:
    top = rng.choice((12, 12, 60, 400))
    return same(str(rng.randint(2, top)))


def year(rng: Random) -> Entry:
    return same(str(rng.randint(1950, 2035)))


def money(rng: Random) -> Entry:
    pounds = rng.choice((rng.randint(1, 99), rng.randint(100, 2500)))
    pence = rng.choice(("", "", f".{rng.randint(0, 99):02}"))
    return same(f"£{pounds:,}{pence}")


def phone(rng: Random) -> Entry:
    return same(
        rng.choice(
            (
                f"020 7946 0{rng.randint(0, 999):03}",
                f"01632 960{rng.randint(0, 999):03}",
                f"07700 900{rng.randint(0, 999):03}",
                f"0{rng.choice((300, 800, 808))} {rng.randint(100, 999)} {rng.randint(1000, 9999)}",
                rng.choice(("999", "111", "101")),
            )
        )
    )


def url(rng: Random) -> Entry:
    word = rng.choice(("families", "help", "schools", "housing", "children", "support"))
    return same(rng.choice((f"{word}@example.org", f"www.example.org/{word}")))


def dates(language: str) -> Drawing:
    """A date with a month; sometimes with the day of the week or the year."""

    def draw(rng: Random) -> Entry:
        day, month, week = rng.randint(1, 31), rng.randrange(12), rng.randrange(7)
        year = f" {rng.randint(2019, 2030)}" if rng.random() < 0.4 else ""
        named = rng.random() < 0.35
        english = f"{day} {MONTHS['en'].split()[month]}{year}"
        other = f"{day} {MONTHS[language].split()[month]}{year}"
        if language == "es":
            of_year = f" de{year}" if year else ""
            other = f"{day} de {MONTHS['es'].split()[month]}{of_year}"
        if named:
            english = f"{DAYS['en'].split()[week]} {english}"
            name = DAYS[language].split()[week]
            other = f"{name} {other}"
        bare = rng.random() < 0.12
        digits = f"{day:02}/{month + 1:02}/{rng.randint(2019, 2030)}"
        return same(digits) if bare else Entry({"": english}, {"": other})

    return draw


def times(language: str) -> Drawing:
    """A time of day: English `""` is without "at"; the other `""` is a phrase with it."""

    def draw(rng: Random) -> Entry:
        hour, minute = rng.randint(1, 12), rng.choice((0, 0, 15, 30, 45, 5, 10, 20, 50))
        if rng.random() < 0.3:
            clock = f"{rng.randint(7, 21)}:{minute:02}"
            return _at(language, clock, clock, "")
        morning = hour in (7, 8, 9, 10, 11)
        clock = f"{hour}" if not minute else f"{hour}:{minute:02}"
        mark = "am" if morning else "pm"
        english = f"{clock}{rng.choice(('', ' '))}{mark}"
        part = {
            "es": "de la mañana" if morning else "de la tarde",
            "ar": "صباحًا" if morning else "مساءً",
        }
        if hour == 12:
            part["es"], part["ar"] = "del mediodía", "ظهرًا"
        return _at(language, english, clock, f" {part[language]}")

    return draw


def _at(language: str, english: str, clock: str, part: str) -> Entry:
    one = clock.split(":")[0] == "1"
    if language == "es":
        the = f"{'la' if one else 'las'} {clock}{part}"
        forms = {"": f"a {the}", "from": f"de {the}", "to": f"a {the}"}
    else:
        the = f"الساعة {clock}{part}"
        forms = {"": f"في {the}", "from": f"من {the}", "to": f"إلى {the}"}
    return Entry({"": english}, forms)


UNITS: Final = {
    "minutes": "دقائق دقيقة",
    "hours": "ساعات ساعة",
    "days": "أيام يومًا",
    "weeks": "أسابيع أسبوعًا",
    "months": "أشهر شهرًا",
    "years": "سنوات سنة",
}


def arabic_span(rng: Random, unit: str | None = None) -> Entry:
    """A length of time in Arabic, whose unit goes with the number: 3 to 10 and above differ."""
    unit = unit or rng.choice(tuple(UNITS))
    count = rng.choice((rng.randint(3, 10), rng.randint(11, 60)))
    few, many = UNITS[unit].split()
    word = few if count <= 10 else many
    return Entry({"": f"{count} {unit}"}, {"": f"{count} {word}"})


def names(pairs: list[tuple[str, str, str]], language: str) -> Drawing:
    """First names: some known, and some made up, which are copied letter by letter."""

    def draw(rng: Random) -> Entry:
        english, other, kind = rng.choice(pairs)
        if language == "ar" or rng.random() < 0.75:
            return Entry({"": english, "s": f"{english}'s"}, {"": other}, kind)
        return same(made_up(rng), rng.choice("mf"))

    return draw


def made_up(rng: Random) -> str:
    """A name that nobody bears, of two or three syllables."""
    onset = ("b", "d", "f", "g", "j", "k", "l", "m", "n", "r", "s", "t", "v", "z", "sh", "kh", "")
    vowel = ("a", "e", "i", "o", "u", "ia", "ai")
    end = ("", "", "n", "l", "r", "s", "m", "k")
    parts = [rng.choice(onset) + rng.choice(vowel) for _ in range(rng.randint(2, 3))]
    return ("".join(parts) + rng.choice(end)).capitalize()

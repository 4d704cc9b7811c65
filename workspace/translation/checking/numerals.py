"""Numbers as people write them: figures in any script, words in eleven languages."""

from dataclasses import dataclass, field
from typing import Final

import regex

from .vocabulary import Vocabulary, Word, vocabulary

Alternative = tuple[str, float]
"""What something may stand for: ("n", 15.0), ("t", minutes of the day), ("m", month 1-12),
("w", weekday 0-6), ("phone", digits)."""


@dataclass(slots=True)
class Token:
    text: str
    kind: str
    """word, number, item (more than a number), mark."""
    may: frozenset[Alternative] = frozenset()
    sure: bool = True
    parts: tuple["Token", ...] = ()
    """What it is made of, should the other side say it in pieces."""
    role: str = field(default="numbers")
    glued: bool = False
    """No space stands before it."""

    @property
    def number(self) -> float | None:
        values = [v for kind, v in self.may if kind == "n"]
        return values[0] if self.kind == "number" and len(values) == 1 else None


_SCAN: Final = regex.compile(
    r"""
    (?P<always>24\s?/\s?7)
    | (?P<iso>(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d?)-(?P<id>\d\d?))(?!\d)
    | (?P<date>(?P<dd>\d{1,2})(?P<ds>[/.\-])(?P<dm>\d{1,2})(?P=ds)(?P<dy>\d{4}|\d\d))(?!\d)
    | (?P<clock>(?P<h>[01]?\d|2[0-4])(?:\s?:\s?|\s?h\s?|\s?horas\s(?=\d))(?P<min>[0-5]\d))
      (?![\d\p{L}])
    | (?P<hour>(?P<hh>[01]?\d|2[0-4])\s?h)(?![\p{L}\d])
    | (?P<phone>(?:\+|00|0)\d[\d\s\-()]{5,15}\d|\d{3,5}[\s\-]\d{3,4}[\s\-]\d{3,4})(?!\d)
    | (?P<short>(?P<sd>\d{1,2})/(?P<sm>\d{1,2}))(?![\d/])
    | (?P<grouped>\d{1,3}(?:(?P<gs>[\s,.'])\d{3})(?:(?P=gs)\d{3})*(?:[.,]\d{1,2})?)(?![\d])
    | (?P<indian>\d{1,2}(?:,\d\d)+,\d{3})(?!\d)
    | (?P<dotted>(?P<th>[01]?\d|2[0-4])\.(?P<tm>[0-5]\d))(?!\d)
    | (?P<decimal>\d+[.,]\d+)(?!\d)
    | (?P<whole>\d+)
    | (?P<word>[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*'?)
    | (?P<mark>[^\s\w])
    """,
    regex.VERBOSE,
)


def number(text: str, *values: float, sure: bool = True) -> Token:
    return Token(text, "number", frozenset(("n", v) for v in values), sure)


def clock(text: str, hour: float, minute: float, *, exact: bool = False) -> Token:
    """A time of day; before one o'clock in the afternoon it may mean either half of the day."""
    hour %= 24
    may = {("t", hour * 60 + minute)}
    if not exact and 1 <= hour <= 12:
        may.add(("t", (hour + 12) % 24 * 60 + minute))
    pieces = [number(text, hour, (hour + 12) % 24 if hour <= 12 else hour - 12)]
    if minute:
        pieces.append(number(text, minute))
    return Token(text, "item", frozenset(may), True, tuple(pieces), "times")


def _date(text: str, day: str, month: str, year: str = "") -> list[Token]:
    d, m = int(day), int(month)
    if m > 12 >= d:
        d, m = m, d
    made = [
        Token(text, "item", frozenset({("n", float(d))}), role="dates"),
        Token(text, "item", frozenset({("m", float(m))}), role="dates"),
    ]
    if year:
        years = {float(year)} if len(year) == 4 else {float(year), 2000 + float(year)}
        made.append(Token(text, "item", frozenset(("n", y) for y in years), role="dates"))
    return made


def _figures(m: "regex.Match[str]") -> list[Token]:
    text, kind = m.group(), m.lastgroup
    for kind in ("iso", "date", "clock", "hour", "phone", "short", "grouped", "dotted"):
        if m[kind]:
            break
    if m["always"]:
        return [Token(text, "mark")]
    if kind == "iso" and m["iso"]:
        return _date(text, m["id"], m["im"], m["iy"])
    if m["date"]:
        return _date(text, m["dd"], m["dm"], m["dy"])
    if m["clock"]:
        return [clock(text, int(m["h"]), int(m["min"]), exact=m["h"].startswith("0"))]
    if m["hour"]:
        return [_hour(text, int(m["hh"]))]
    if m["phone"]:
        digits = regex.sub(r"\D", "", regex.sub(r"^(\+|00)44\s?(\(0\))?", "0", text))
        return [Token(text, "item", frozenset({("phone", float("1" + digits))}))]
    if m["short"]:
        return _short(text, int(m["sd"]), int(m["sm"]))
    return [_plain(m)]


def _hour(text: str, hour: int) -> Token:
    made = clock(text, hour, 0)
    made.may |= {("n", float(hour))}
    return made


def _short(text: str, first: int, second: int) -> list[Token]:
    """`3/05` is a date, `1/2` a half."""
    if first == 1 and second in (2, 3, 4):
        return [number(text, first / second)]
    if 1 <= first <= 31 and 1 <= second <= 12:
        return _date(text, str(first), str(second))
    return [number(text, float(first)), number(text, float(second))]


def _plain(m: "regex.Match[str]") -> Token:
    text = m.group()
    if m["grouped"]:
        cents = regex.search(r"[.,](\d{1,2})$", text)
        whole = text[: cents.start()] if cents else text
        value = float(regex.sub(r"\D", "", whole)) + float(f"0.{cents[1] if cents else 0}")
        return number(text, value)
    if m["indian"]:
        return number(text, float(text.replace(",", "")))
    if m["dotted"]:
        made = clock(text, int(m["th"]), int(m["tm"]))
        made.may |= {("n", float(text))}
        day, month = text.split(".")
        made.parts = tuple(_date(text, day, month)) if 1 <= int(month) <= 12 else made.parts
        made.role = "numbers"
        return made
    return number(text, float(text.replace(",", ".")))


def tokens(text: str, language: str) -> list[Token]:
    """Take a folded text apart; figures are read, number words joined into numbers."""
    made: list[Token] = []
    for m in _SCAN.finditer(text):
        glued = m.start() > 0 and not text[m.start() - 1].isspace()
        if m["word"]:
            made += _words(m.group(), language, glued)
        elif m["mark"]:
            made.append(Token(m.group(), "mark", glued=glued))
        else:
            made += _figures(m)
    return _joined(made, language)


def _words(text: str, language: str, glued: bool) -> list[Token]:
    if language in ("fr", "pt", "ro") and "'" in text and text != "aujourd'hui":
        pieces = regex.findall(r"[^']+'?", text)
        return [Token(p, "word", glued=glued or i > 0) for i, p in enumerate(pieces)]
    return [Token(text, "word", glued=glued)]


_ARABIC_BEFORE: Final = ("وال", "بال", "لل", "ال", "فال", "و", "ب", "ل", "ف")
_BENGALI_AFTER: Final = (
    "টার", "টায়", "টিকে", "টির", "টি", "টা", "জনের", "জনকে", "জন", "খানা", "তে", "এর", "ের", "র", "ই",
    "টে",
    "তম", "বার", "শো",
)  # fmt: skip
_SOMALI_AFTER: Final = ("aad", "dii", "tii", "kii", "da", "ta", "ka", "di", "ti", "ba")


def stems(word: str, language: str) -> list[str]:
    """The word, and what is left of it without what its language glues on."""
    found = [word]
    if language == "ar":
        found += [word[len(p) :] for p in _ARABIC_BEFORE if word.startswith(p)]
    if language == "bn":
        found += [word[: -len(e)] for e in _BENGALI_AFTER if word.endswith(e)]
    if language == "so":
        found += [word[: -len(e)] for e in _SOMALI_AFTER if word.endswith(e)]
    if language == "en" and word.endswith("'s"):
        found.append(word[:-2])
    return [f for f in found if len(f) > 1 or f == word]


def looked_up(known: Vocabulary, section: str, word: str, language: str) -> Word | None:
    for stem in stems(word, language):
        if (found := known.value(section, stem)) is not None:
            return found
    return None


def _joined(row: list[Token], language: str) -> list[Token]:
    known = vocabulary(language)
    made: list[Token] = []
    at = 0
    while at < len(row):
        taken, token = _number_at(row, at, known, language)
        if token is None:
            made.append(row[at])
            at += 1
        else:
            made.append(token)
            at += taken
    return made


def _number_at(
    row: list[Token], at: int, known: Vocabulary, language: str
) -> tuple[int, Token | None]:
    """Read the longest number in words from here: how many tokens it took, and itself."""
    first = _value(row[at], known, language)
    if first is None:
        return 1, None
    total, current, last, sure = 0.0, first[0], first[0], first[1]
    end = at + 1
    if current >= 1000:
        total, current = (current, 0.0) if row[at].kind == "word" else (0.0, current)
    while end < len(row):
        step, joined = _next(row, end, known, language)
        nxt = _value(row[step], known, language) if step < len(row) else None
        if nxt is None or row[step].kind != "word":
            break
        figure = row[at].kind == "number"
        if nxt[0] >= 1000:
            total, current = total + (current or 1) * nxt[0], 0.0
        elif not figure and (more := _combined(current, last, nxt[0], joined, language)):
            current = more
        else:
            break
        last, sure, end = nxt[0], True, step + 1
    if end == at + 1 and row[at].kind == "number":
        return 1, None
    text = " ".join(t.text for t in row[at:end])
    return end - at, number(text, total + current, sure=sure)


def _next(row: list[Token], at: int, known: Vocabulary, language: str) -> tuple[int, bool]:
    """Where the next word of a number would stand, and whether an "and" goes before it."""
    token = row[at]
    if token.kind == "word" and known.has("and", token.text):
        return at + 1, True
    if token.text == "-" and token.glued:
        return at + 1, False
    return at, language == "ar" and token.text.startswith("و") and token.text != "واحد"


def _value(token: Token, known: Vocabulary, language: str) -> tuple[float, bool] | None:
    if token.kind == "number" and (value := token.number) is not None:
        return value, True
    if token.kind != "word":
        return None
    word = looked_up(known, "numbers", token.text, language)
    return (float(word.value), word.sure and float(word.value) != 1) if word else None


def _combined(current: float, last: float, v: float, joined: bool, language: str) -> float | None:
    """What two neighbouring words of a number make together, or None where they do not."""
    if v == 100 and 1 < current < 10:
        return current * 100
    if v == 0:
        return None
    below = current % 100
    if last >= 100 and v < 100 and (joined or language not in ("ar", "so")):
        return current + v if below == 0 else None
    if language == "fr" and last == 4 and v == 20:
        return current - 4 + 80
    if language == "fr" and last == 10 and 7 <= v <= 9:
        return current + v
    if language == "fr" and below in (60, 80) and 10 <= v < 20:
        return current + v
    if language in ("ar", "so") and last < 10 and v % 10 == 0 and 10 <= v < 100:
        teens = language == "ar" and v == 10
        return current + v if joined != teens else None
    needs = language in ("es", "pt", "ro", "so", "ar")
    if 20 <= last < 100 and last % 10 == 0 and v < 10 and (joined == needs or language == "fr"):
        return current + v
    return None

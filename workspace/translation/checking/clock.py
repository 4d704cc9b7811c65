"""Times of day said in words: half past two, wpół do trzeciej, las dos y media, ساڑھے تین بجے.

Each token becomes one letter, and each way of telling the time one expression over the letters.
"""

from collections.abc import Callable
from typing import Final

import regex

from .numerals import Token, clock, number, stems
from .vocabulary import vocabulary

_LETTERS: Final = {
    "half": "H", "quarter": "Q", "third": "R", "past": "P", "to": "T", "and": "A", "hour": "O",
    "minus": "M",
    "before": "Z", "minute": "U", "filler": "F", "am": "a", "pm": "p",
    "more by half": "S", "more by quarter": "V", "less by quarter": "B",
}  # fmt: skip

_Found = list[Token]


def _n(found: _Found, which: int = 0) -> float:
    return [t.number for t in found if t.number is not None][which] or 0.0


def _after(text: str, hour: float, minute: float) -> Token:
    """Two and a half is a time, a number of hours, a length of time."""
    made = clock(text, hour, minute)
    lengths = (hour + minute / 60, hour * 60 + minute, hour * 12 + minute / 5)
    made.may |= {("n", length) for length in lengths}
    return made


def _before(text: str, hour: float, minute: float) -> Token:
    return clock(text, (hour - 1) % 24 or (12 if hour == 1 else 0), 60 - minute)


_WAYS: Final[tuple[tuple[str, str, Callable[[str, _Found], Token]], ...]] = (
    ("en", r"N:T?F?N", lambda s, f: clock(s, _n(f), _n(f, 1))),
    ("*", r"HPF*N", lambda s, f: clock(s, _n(f), 30)),
    ("*", r"HTF*N", lambda s, f: clock(s, (_n(f) - 1) or 12, 30)),
    ("uk", r"QTF*N", lambda s, f: clock(s, (_n(f) - 1) or 12, 15)),
    ("uk", r"NUTF*N", lambda s, f: clock(s, (_n(f, 1) - 1) or 12, _n(f))),
    ("*", r"F?QPF*N", lambda s, f: clock(s, _n(f), 15)),
    ("*", r"F?QTF*N", lambda s, f: _before(s, _n(f), 15)),
    ("*", r"ZF*QF*N", lambda s, f: _before(s, _n(f), 15)),
    ("*", r"ZNU?F*N", lambda s, f: _before(s, _n(f, 1), _n(f))),
    ("*", r"NU?PF*N", lambda s, f: clock(s, _n(f, 1), _n(f))),
    ("*", r"NUTF*N", lambda s, f: _before(s, _n(f, 1), _n(f))),
    ("*", r"NO?MF*Q", lambda s, f: _before(s, _n(f), 15)),
    ("*", r"NO?MF*R", lambda s, f: _before(s, _n(f), 20)),
    ("*", r"NO?MN", lambda s, f: _before(s, _n(f), _n(f, 1))),
    ("*", r"NO?AF*H", lambda s, f: _after(s, _n(f), 30)),
    ("*", r"NO?AF*Q", lambda s, f: _after(s, _n(f), 15)),
    ("*", r"OAF*H", lambda s, f: _after(s, 1, 30)),
    ("*", r"SN", lambda s, f: _after(s, _n(f), 30)),
    ("*", r"VN", lambda s, f: _after(s, _n(f), 15)),
    ("*", r"BN", lambda s, f: _after(s, _n(f) - 1, 45)),
    ("en", r"HN(?=[^A-Z]|$)", lambda s, f: clock(s, _n(f), 30)),
)


def told(row: list[Token], language: str) -> list[Token]:
    """Return the tokens with times in words read, and the half of the day taken into account."""
    row = [_fraction(t) for t in row]
    ways = [(p, make) for of, p, make in _WAYS if of in ("*", language)]
    letters = "".join(_letter(t, language) for t in row)
    for pattern, make in ways:
        while (m := regex.search(pattern, letters)) is not None:
            found = row[m.start() : m.end()]
            made = make(" ".join(t.text for t in found), found)
            row = [*row[: m.start()], made, *row[m.end() :]]
            letters = letters[: m.start()] + "I" + letters[m.end() :]
    row = _units(row, letters)
    return _halves(row, "".join(_letter(t, language) for t in row), language)


def _fraction(token: Token) -> Token:
    """ڈھائی, আড়াই: two and a half, in one word."""
    value = token.number
    if value is None or value % 1 != 0.5 or regex.search(r"\d", token.text) or value > 12:
        return token
    return _after(token.text, int(value), 30)


def _letter(token: Token, language: str) -> str:
    value = token.number
    if value is not None and not token.sure and token.kind == "number":
        known = vocabulary(language)
        if known.has("quarter", token.text):
            return "Q"
        if value == 1 and known.has("filler", token.text):
            return "F"
    if value is not None and value == int(value) and 0 <= value <= 60:
        return "N"
    if token.kind == "item":
        return "I"
    if token.kind == "mark":
        return "."
    known = vocabulary(language)
    for stem in stems(token.text, language):
        for section, letter in _LETTERS.items():
            if known.has(section, stem):
                joined = language == "ar" and token.text.startswith("و") and letter in "HQR"
                return letter.lower() if joined else letter
    return "x"


def _units(row: list[Token], letters: str) -> list[Token]:
    """Arabic glues its "and" to the half: الثانية والنصف."""
    made, at = [], 0
    while at < len(row):
        if letters[at : at + 2] == "Oh" and letters[at - 1 : at] != "N":
            made.append(_after(f"{row[at].text} {row[at + 1].text}", 1, 30))
            at += 2
            continue
        if letters[at : at + 2] in ("Nh", "Nq", "Nr"):
            text = f"{row[at].text} {row[at + 1].text}"
            made.append(
                _after(text, row[at].number or 0, {"h": 30, "q": 15, "r": 20}[letters[at + 1]])
            )
            at += 2
            continue
        made.append(row[at])
        at += 1
    return made


def _halves(row: list[Token], letters: str, language: str) -> list[Token]:
    """Morning or afternoon, said within four words of the hour, decides between the two."""
    decided = set()
    if language not in ("ur", "bn"):  # there the word goes before the hour
        gap = "(?:[OFU]{1,3}x?)" if language == "es" else "[OFUx]{0,2}"
        for m in regex.finditer(rf"([NI]){gap}([ap])", letters, overlapped=True):
            decided.add(m.start(1))
            _decide(row[m.start(1)], m[2])
    before = "p" if language == "es" else "ap"  # mañana is tomorrow too
    for m in regex.finditer(rf"([{before}])[OFx]{{0,2}}([NI])", letters, overlapped=True):
        if m.start(2) not in decided and not _after_hour(letters, m.start(1), language):
            _decide(row[m.start(2)], m[1])
    return row


def _after_hour(letters: str, at: int, language: str) -> bool:
    """The word belongs to the hour before it, not to the number after."""
    return language not in ("ur", "bn") and letters[max(0, at - 1) : at] in ("N", "I", "O")


def _decide(token: Token, half: str) -> None:
    if token.role == "dates" or any(kind == "w" for kind, _ in token.may):
        return
    value = token.number
    if value is not None and 1 <= value <= 12:
        spare = clock(token.text, value, 0)
        token.kind, token.role, token.may, token.parts = "item", "times", spare.may, ()
    times = {v for kind, v in token.may if kind == "t"}
    wanted = {v for v in times if (v >= 720) == (half == "p")}
    if wanted and len(times) > 1:
        token.may = frozenset(("t", v) for v in wanted)


__all__ = ["number", "told"]

"""Numbers, dates, times and amounts compared by what they mean, whatever the language."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from .clock import told
from .flags import Flag
from .numerals import Token, looked_up, number, stems, tokens
from .vocabulary import vocabulary

_SIGNS: Final = {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY", "৳": "BDT", "₹": "INR", "₴": "UAH"}
_CLOCK_SIGNS: Final = frozenset(".,")
_MOST: Final = 400
"""Quantities compared in one segment: every one of them is held against every other."""
_KINDS: Final = ("amounts", "times", "dates", "numbers")
_MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def changed(source: str, target: str, source_language: str, target_language: str) -> list[Flag]:
    """Compare two folded texts. A word that may be no number at all is never missed."""
    ours, theirs = items(source, source_language), items(target, target_language)
    flags = list(_money(ours, theirs))
    left, right = _unmatched(ours, theirs)
    for kind in _KINDS:
        lost = [t for t in left if t.role == kind]
        for token in lost:
            left.remove(token)
            other = _counterpart(token, right)
            if other is not None:
                right.remove(other)
                flags.append(
                    Flag(_pair_kind(token, other), f"{_said(token)} became {_said(other)}.")
                )
            else:
                flags.append(Flag(kind, f"{_said(token)} is missing from the translation."))
    flags += [Flag(t.role, f"{_said(t)} is not in the original.") for t in right]
    return flags


def _pair_kind(token: Token, other: Token) -> str:
    roles = (token.role, other.role)
    return next(kind for kind in _KINDS if kind in roles)


def _counterpart(token: Token, others: list[Token]) -> Token | None:
    alike = [t for t in others if t.role == token.role] or others
    kind = min(k for k, _ in token.may)
    return next((t for t in alike if any(k == kind for k, _ in t.may)), None) or next(
        iter(alike), None
    )


def _said(token: Token) -> str:
    text = token.text.strip(" .,")
    kinds = dict(sorted(token.may))
    if len(token.may) == 1 and "m" in kinds:
        return _MONTHS[int(kinds["m"]) - 1]
    if len(token.may) == 1 and "w" in kinds:
        return _DAYS[int(kinds["w"])]
    if text.isascii() or "n" not in kinds:
        return f"“{text}”"
    return f"“{text}” ({kinds['n']:g})"


def _unmatched(ours: list[Token], theirs: list[Token]) -> tuple[list[Token], list[Token]]:
    """Pair off what agrees; return the sure ones of either side that found nobody."""
    free_ours, free_theirs = list(ours), list(theirs)
    for same in (_same_sure, _same):
        for token in list(free_ours):
            match = next((t for t in free_theirs if same(token, t)), None)
            if match is not None:
                free_ours.remove(token)
                free_theirs.remove(match)
    _in_pieces(free_ours, free_theirs)
    _in_pieces(free_theirs, free_ours)
    left = [t for t in free_ours if t.sure and not _said_again(t, theirs, ours)]
    right = [t for t in free_theirs if t.sure and not _said_again(t, ours, theirs)]
    return left, right


def _same_sure(one: Token, other: Token) -> bool:
    return one.sure and other.sure and bool(one.may & other.may)


def _same(one: Token, other: Token) -> bool:
    return bool(one.may & other.may) or _hour(one, other) or _hour(other, one)


def _hour(one: Token, other: Token) -> bool:
    """A bare 3 may be three o'clock on the other side."""
    hours = {v for k, v in one.may if k == "n" and 0 <= v <= 24}
    return any(k == "t" and (v / 60 in hours or (v / 60) % 12 in hours) for k, v in other.may)


def _in_pieces(free: list[Token], others: list[Token]) -> None:
    """`14:30` may be said as a 14 and a 30."""
    for token in list(free):
        found: list[Token] = []
        for part in token.parts:
            rest = [t for t in others if not any(t is f for f in found)]
            match = next((t for t in rest if part.may & t.may), None)
            if match is not None:
                found.append(match)
        if token.parts and len(found) == len(token.parts):
            free.remove(token)
            for match in found:
                others.remove(match)


def _said_again(token: Token, others: list[Token], own: list[Token]) -> bool:
    """Say whether both sides have this, one more often: `2 May to 4 May`, `del 2 al 4 de mayo`."""
    twice = sum(bool(token.may & t.may) for t in own) > 1
    return twice and any(token.may & t.may for t in others)


def _money(ours: list[Token], theirs: list[Token]) -> Iterator[Flag]:
    """Another currency is another amount, whatever the figure."""
    left = {c for t in ours if (c := _currency(t))}
    right = {c for t in theirs if (c := _currency(t))}
    if left and right - left:
        yield Flag("amounts", f"{min(left)} became {min(right - left)}.")


def _currency(token: Token) -> str:
    return token.parts[0].text if token.role == "amounts" and token.parts else ""


def items(text: str, language: str) -> list[Token]:
    """Return what is counted, dated, timed or priced in a folded text."""
    row = _special(told(_called(tokens(text, language), language), language), language)
    row = _priced(row, language)
    _dated(row)
    return [t for t in row if t.may][:_MOST]


def _called(row: list[Token], language: str) -> list[Token]:
    """Read months and days of the week, before a number hides in one (segunda-feira)."""
    known = vocabulary(language)
    made: list[Token] = []
    for at, token in enumerate(row):
        read = None
        two = f"{token.text} {row[at + 1].text}" if at + 1 < len(row) else ""
        for section, kind in (("weekdays", "w"), ("months", "m")):
            whole = known.value(section, two) if two else None
            word = whole or (
                looked_up(known, section, token.text, language) if token.text else None
            )
            if word and (token.kind == "word" or section == "weekdays" or whole):
                sure = word.sure or _beside(row, at, language, kind)
                read = Token(token.text, "item", frozenset({(kind, float(word.value))}), sure,
                             role="dates")  # fmt: skip
                if not sure and token.kind == "number":
                    read.may |= token.may
                if whole:
                    row[at + 1] = Token("", "mark")
                break
        made.append(read or token)
    return made


def _beside(row: list[Token], at: int, language: str, kind: str) -> bool:
    """A word such as "may" is a month beside a day; "mar" a Tuesday after the word for day."""
    if kind == "m":
        near = [*row[max(0, at - 2) : at], *row[at + 1 : at + 2]]
        return any(t.kind in ("number", "item") for t in near)
    known = vocabulary(language)
    return any(known.has("day", t.text) for t in row[max(0, at - 1) : at])


def _special(row: list[Token], language: str) -> list[Token]:
    """Words that hold a number with what is counted: twice, fortnight, يومين, half an hour."""
    known = vocabulary(language)
    for token in row:
        if token.kind != "word":
            continue
        word = looked_up(known, "special", token.text, language)
        if word is None:
            half = any(known.has("half", s) for s in stems(token.text, language))
            quarter = any(known.has("quarter", s) for s in stems(token.text, language))
            if language == "ar" and len(token.text) > 4 and token.text.endswith(("ين", "ان", "تي")):
                token.may, token.sure = frozenset({("n", 2.0)}), False
            if half or quarter:
                small = (0.5, 30.0, 50.0) if half else (0.25, 15.0, 25.0)
                token.may, token.sure = frozenset(("n", v) for v in small), False
            continue
        values = word.value.split()
        noon = values[0] == "t"
        token.may = frozenset(("t" if noon else "n", float(v)) for v in values[noon:])
        token.sure, token.role = word.sure, "times" if noon else "numbers"
    return row


def _priced(row: list[Token], language: str) -> list[Token]:
    for at, token in enumerate(row):
        if token.kind not in ("number", "item") or token.role == "dates":
            continue
        code = _code(row[at - 1], language, before=True) if at else ""
        for near in row[at + 1 : at + 3]:
            if code or near.text in _CLOCK_SIGNS:
                break
            code = _code(near, language, before=False)
        if code:
            pence = {("n", v / 100) for k, v in token.may if k == "n"} if code == "p" else set()
            sign = Token("GBP" if code == "p" else code, "mark")
            row[at] = replace(token, role="amounts", parts=(sign,), may=token.may | pence)
            row[at].may = frozenset((k, v) for k, v in row[at].may if k == "n")
    return row


def _code(token: Token, language: str, *, before: bool) -> str:
    if token.text in _SIGNS:
        return _SIGNS[token.text]
    if token.kind != "word":
        return ""
    word = looked_up(vocabulary(language), "currency", token.text, language)
    return word.value if word and (not before or token.text in ("gbp", "eur", "usd")) else ""


def _dated(row: list[Token]) -> None:
    """The number beside a month is a day or a year."""
    for at, token in enumerate(row):
        if not any(k == "m" for k, _ in token.may) or not token.sure:
            continue
        for near in (*row[max(0, at - 2) : at], *row[at + 1 : at + 3]):
            if near.kind == "number" and near.role == "numbers":
                near.role = "dates"


__all__ = ["changed", "items", "number"]

"""One cell or one line without a heading: cut into pieces, each piece told by what it says."""

from collections.abc import Iterator
from typing import Final

import regex

from . import names, values
from .headings import UNKEPT, field_of
from .relations import before_or_after, role_and_whose

Part = tuple[str, str]
"""A field and its value; the field is "" for what was not understood."""

_STRONG: Final = regex.compile(r"[;|•·\t\n]|[ \t]{2,}|\s[-–—]+\s|[–—]|\s/\s")
_BRACKETS: Final = regex.compile(r"[()\[\]]")
_LABEL: Final = regex.compile(
    r"^(?P<label>\p{L}[\p{L}\p{M}'’./ -]{0,40}?)\s*[:=]\s*(?P<value>\S.*)$", regex.S
)
_ALSO: Final = regex.compile(
    r"^(?:a\.?k\.?a\.?|also known as|(?:better |usually )?known (?:as|by)|likes to be called|"
    r"preferred name|nickname|alias)[ :]+(?P<v>.+)$",
    regex.I,
)
_FORMER: Final = regex.compile(
    r"^(?:n[ée]e|(?:formerly|previously)(?: known as)?|maiden name)[ :]+(?P<v>.+)$", regex.I
)
_SURNAMES_TOO: Final = frozenset(
    "marsh close hill green park wood woods heath grove croft brook dale field fields hall mill "
    "mills slade hurst holt carr ford shore banks cross chase thorpe warren weir bridge glen "
    "moor".split()
)
"""What streets are called, and people."""
_EDGES: Final = " \t,.;:-–—*•·/&'\"“”‘’"


def parts(text: str) -> list[Part]:
    """Return everything that `text` says, in its order where order matters."""
    told: list[Part] = []
    for taken in values.cut(text):
        if isinstance(taken, tuple):
            told.append(taken)
            continue
        for piece in _STRONG.split(taken):
            told += _piece(_bare(piece))
    return _with_town(told)


def with_surname(told: list[Part], role: str = "") -> list[Part]:
    """In "Lee Marsh, stepdad" the first words are no street: a line of somebody has their name."""
    named = any(field == "name" for field, _ in told)
    if named or not told or told[0][0] != "ADDRESS" or (len(told) < 2 and not role):
        return told
    own, name = before_or_after(told[0][1])
    if name.split()[-1].lower() not in _SURNAMES_TOO or not names.looks_like_a_name(name):
        return told
    return [("name", name), *[("role", own)] * bool(own), *told[1:]]


def labels(text: str) -> tuple[str, str]:
    """Part "Label: value", or return ("", text)."""
    found = _LABEL.match(text.strip())
    return (found["label"].strip(), found["value"].strip()) if found else ("", text)


def _bare(text: str) -> str:
    """Without punctuation around it, and without brackets that lost their other half."""
    return regex.sub(r"^[\s)\],]+|[\s(\[,]+$", "", text.strip(_EDGES)).strip(_EDGES)


def _piece(text: str) -> Iterator[Part]:
    """Try a piece whole, then at its brackets, then at its commas."""
    if not text:
        return
    if told := _whole(text):
        yield from told
        return
    inner = [_bare(part) for part in _BRACKETS.split(text)]
    if len(inner) > 1:
        for at, part in enumerate(inner):
            yield from _bracketed(part) if at % 2 else _piece(part)
        return
    inner = [_bare(part) for part in regex.split(r",|\s+(?:and|&)\s+(?=\p{Lu})", text)]
    if len(inner) > 1:
        yield from _reunited([part for piece in inner for part in _piece(piece)])
        return
    role, rest = before_or_after(text)
    if role and (told := _whole(rest.strip(_EDGES))):
        yield from told
        yield "role", role
        return
    yield "", text


def _whole(text: str) -> list[Part]:
    """Return what a piece says as it stands, or nothing."""
    if values.is_plain(text):
        return [(UNKEPT, text)]
    label, value = labels(text)
    if label and (field := field_of(label)):
        return [(field, value)]
    role, whose = role_and_whose(text)
    if role:
        return [("role", role), *([("whose", whose)] if whose else [])]
    for field, pattern in (("other", _ALSO), ("former", _FORMER)):
        if found := pattern.match(text):
            return [(field, found["v"])]
    if value := values.school(text):
        return [("SCHOOL", value)]
    if values.is_address(text):
        return [("ADDRESS", text)]
    rest, aged = values.ages(text)
    if aged and (told := _whole(rest)):
        return [*told, (UNKEPT, " ".join(aged))]
    role, rest = before_or_after(text)
    if role and values.is_absent(rest):
        return [(UNKEPT, text)]
    if role and _is_one_name(rest):
        return [("name", rest), ("role", role)]
    return [("name", text)] if _is_one_name(text) else []


def _is_one_name(text: str) -> bool:
    """A name as it may stand in a list, with its nickname or its former surname."""
    name, others = names.apart(text)
    bare = text if not others else name
    if not names.looks_like_a_name(bare) or not all(map(names.looks_like_a_name, others)):
        return False
    if any(role_and_whose(other)[0] or values.is_plain(other) for other in others):
        return False
    if others and len(others[0].split()) > 1 and not set(others[0].split()) & set(name.split()):
        return bool(regex.search(r"(?i)n[ée]e|a\.?k\.?a|known|formerly|alias", text))
    if "," not in bare:
        return True
    halves = bare.split(",")
    return names.surname_first(bare) and not any(
        role_and_whose(half)[0] or values.is_plain(half) or values.school(half)
        or values.is_address(half) for half in halves
    )  # fmt: skip


def _bracketed(text: str) -> Iterator[Part]:
    """In brackets behind a name, one more name is another name of the same person."""
    for field, value in _piece(text):
        single = field == "name" and " " not in value
        yield ("other", value) if single else (field if field != "name" else "", value)


def _reunited(told: list[Part]) -> Iterator[Part]:
    """Two single words side by side are a surname and a given name, unless more of them come."""
    single = [field == "name" and " " not in value for field, value in told]
    if single[:2] == [True, True] and sum(single) == 2:
        yield "name", f"{told[0][1]}, {told[1][1]}"
        told = told[2:]
    yield from told


def _with_town(told: list[Part]) -> list[Part]:
    """Give an address the town and the postcode that follow it."""
    whole: list[Part] = []
    named = False
    for field, value in told:
        after_address = bool(whole) and whole[-1][0] == "ADDRESS"
        unclear = field == "" and len(value) < 40
        town = field == "ADDRESS" or (field == "name" and named) or unclear
        if after_address and town and not regex.search(r"(?i)\d[A-Z]{2}$", whole[-1][1]):
            whole[-1] = ("ADDRESS", f"{whole[-1][1]}, {value}")
        else:
            whole.append((field, value))
        named = named or field == "name"
    return whole

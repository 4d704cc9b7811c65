"""An address that was pasted over several lines, made one again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import regex

from . import names, values
from .cells import labels
from .headings import field_of
from .layout import Row
from .relations import role_of

_MOST_LINES: Final = 4
_POSTCODE: Final = regex.compile(r"(?:^|[ ,])[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$", regex.I)


def joined(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows, those of one address as one: from its street to its postcode."""
    kept = list(rows)
    at = 0
    while at < len(kept):
        many = _lines(kept[at : at + _MOST_LINES + 1])
        text = ", ".join(row.text.strip(" ,") for row in kept[at : at + many])
        yield replace(kept[at], text=text, cells=[text]) if many > 1 else kept[at]
        at += many


def _lines(rows: list[Row]) -> int:
    """Return how many of these rows are one address, or 1."""
    if not _begins(rows[0]):
        return 1
    for many, row in enumerate(rows[1:], 2):
        if row.kind != "line" or not row.cells or not _goes_on(row.text):
            return 1
        if _POSTCODE.search(row.text):
            return many
    return 1


def _begins(row: Row) -> bool:
    if row.kind != "line" or not row.cells or _POSTCODE.search(row.text):
        return False
    label, value = labels(row.text)
    return values.is_address(value) or bool(label and field_of(label) == "ADDRESS")


def _goes_on(text: str) -> bool:
    label, _ = labels(text)
    if label or role_of(text) or field_of(text) or len(text) > 60:
        return False
    return bool(_POSTCODE.search(text)) or names.looks_like_a_name(text) or values.is_address(text)

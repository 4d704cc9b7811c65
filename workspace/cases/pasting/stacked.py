"""A table that was copied one cell a line: its headings first, then row after row."""

from collections.abc import Iterable
from typing import Final

from . import names, values
from .headings import NAME_FIELDS, field_of, fields_of
from .layout import Row
from .relations import role_of

_MOST_COLUMNS: Final = 12


def unstacked(rows: Iterable[Row]) -> list[Row]:
    """Return the rows, such a table as rows with cells again; an empty cell is a blank line."""
    kept = list(rows)
    done: list[Row] = []
    at = 0
    while at < len(kept):
        headings = _headings(kept[at : at + _MOST_COLUMNS])
        below = kept[at + len(headings) :]
        ways = (_table(headings, below, with_blanks=either) for either in (True, False))
        table, used = max(ways, key=lambda way: len(way[0]))
        done += table or [kept[at]]
        at += len(headings) + used if table else 1
    return done


def _headings(rows: list[Row]) -> list[str]:
    """The headings that these rows begin with, each on a line of its own."""
    found: list[str] = []
    for row in rows:
        if row.kind != "line" or len(row.cells) != 1 or not field_of(row.cells[0]):
            break
        found.append(row.cells[0])
    return found if len(found) > 1 and fields_of(found) else []


def _table(headings: list[str], below: list[Row], *, with_blanks: bool) -> tuple[list[Row], int]:
    """The headings as one row and what fits under them, and how many lines that was."""
    if not headings:
        return [], 0
    fields = fields_of(headings)
    table = [Row("tab", headings, "\t".join(headings))]
    cells: list[str] = []
    used = 0
    for many, row in enumerate(below, 1):
        if row.is_blank and not with_blanks:
            continue
        if row.cells and row.kind != "line":
            break
        cells.append(row.cells[0] if row.cells else "")
        if len(cells) == len(fields):
            if not _fits(fields, cells):
                break
            table.append(Row("tab", cells, "\t".join(cells)))
            cells, used = [], many
    return (table, used) if used else ([], 0)


def _fits(fields: list[str], cells: list[str]) -> bool:
    named = [cell for field, cell in zip(fields, cells, strict=True) if field in NAME_FIELDS]
    return any(named) and all(map(_may_be, fields, cells))


def _may_be(field: str, cell: str) -> bool:
    if not cell or values.is_plain(cell):
        return True
    if field in NAME_FIELDS:
        return not field_of(cell) and names.looks_like_a_name(names.apart(cell)[0])
    if field == "role":
        return bool(role_of(cell))
    return field != "DOB" or bool(values.born(cell))

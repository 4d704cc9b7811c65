"""The glossary as a spreadsheet: one row for a term, one column for a language.

The columns are `english`, `note`, `do_not_translate` and language codes, in any order; only the
first must be there. An empty cell says nothing about what is there already.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from ..languages import LANGUAGES, PHRASEBOOK
from .entries import Entry
from .files import CannotRead, Contents, Problem, check, check_size, tidy

_YES: Final = {"yes", "y", "true", "1", "x"}
_NO: Final = {"no", "n", "false", "0"}
_OWN: Final = ("english", "note", "do_not_translate")
_DELIMITERS: Final = (",", ";", "\t")


def read_csv(data: bytes) -> Contents:
    """Return what a CSV file holds: UTF-8, with or without a BOM; commas, semicolons or tabs.

    Raises CannotRead with every problem and its line.
    """
    check_size(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CannotRead(
            [Problem(line, "This is not UTF-8. Save the file as “CSV UTF-8” and try again.")]
        ) from None
    return _read(text)


def _read(text: str) -> Contents:
    first = text.partition("\n")[0].strip("\r").casefold()
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [tidy(name).casefold().replace(" ", "_") for name in next(rows, [])]
        _check_columns(columns)
        entries = check(_entries(rows, columns))
    except csv.Error as error:
        said = f"A row cannot be read ({error}). Look for a quotation mark that is not closed."
        raise CannotRead([Problem(rows.line_num, said)]) from None
    known = {*_OWN, *LANGUAGES}
    return Contents(entries, tuple(name for name in columns if name and name not in known))


def _check_columns(columns: list[str]) -> None:
    if "english" not in columns:
        raise CannotRead([Problem(1, "There is no column “english” in the first line.")])
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise CannotRead([Problem(1, f"The column “{name}” is there twice.") for name in twice])


def _entries(rows: Iterator[list[str]], columns: list[str]) -> Iterator[tuple[int, Entry]]:
    problems: list[Problem] = []
    line = 2
    for row in rows:
        if any(cell.strip() for cell in row):
            if len(row) > len(columns):
                problems.append(Problem(line, "There are more cells than columns."))
            cells = dict(zip(columns, map(tidy, row), strict=False))
            said = cells.get("do_not_translate", "").casefold()
            if said and said not in _YES | _NO:
                problems.append(Problem(line, "“do_not_translate” takes yes or no."))
            yield line, _entry(cells, said)
        line = rows.line_num + 1  # type: ignore[attr-defined]
    if problems:
        raise CannotRead(problems)


def _entry(cells: dict[str, str], said: str) -> Entry:
    return Entry(
        cells.get("english", ""),
        cells.get("note") or None,
        said in _YES if said else None,
        {code: cells[code] for code in LANGUAGES if code != "en" and cells.get(code)},
    )


def write_csv(entries: Iterable[Entry]) -> bytes:
    """Return a file that spreadsheets open and `read_csv` reads back alike: UTF-8 with a BOM."""
    kept = list(entries)
    others = {code for entry in kept for code in entry.translations} - set(PHRASEBOOK)
    codes = [*PHRASEBOOK[1:], *sorted(others)]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*_OWN, *codes])
    for entry in kept:
        own = [entry.english, entry.note or "", "yes" if entry.do_not_translate else "no"]
        writer.writerow([*own, *(entry.translations.get(code, "") for code in codes)])
    return out.getvalue().encode("utf-8-sig")

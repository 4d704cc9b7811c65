"""PDFs: the words of each page as paragraphs, and what was filled into a form.

A PDF knows where letters stand, not what a paragraph is: lines are joined where the next word
did not fit any more. Running headers and page numbers are kept once, not on every page.
"""

import re
from collections import Counter
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from .characters import unshaped
from .limits import Limits
from .paragraphs import from_lines
from .refusal import Extract, Refused

_PAGE_NUMBER = re.compile(r"\bpage\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\b", re.I)
# Letters are measured, not counted, in a PDF: a line this full may have been too full.
_FILL = 0.84
_EDGE = 3


def extract(data: bytes, limits: Limits) -> Extract:
    reader = _opened(data)
    count = _pages(reader, limits)
    pages, unread = _texts(reader, count, limits)
    fields = _fields(reader)
    lines = [line for page in _without_furniture(pages) for line in page]
    paragraphs = from_lines(lines, fill=_FILL, loose=True) + fields
    letters = sum(len(text) for text in paragraphs)
    waiting = _is_waiting_form(paragraphs, letters)
    if waiting:
        raise Refused("no_text", "form")
    if len(unread) == count and not paragraphs:
        raise Refused("damaged")
    empty = [number for number, page in enumerate(pages, 1) if not any(map(str.strip, page))]
    warnings = _warnings(sorted({*empty, *unread}), count) if paragraphs else []
    return Extract(paragraphs, warnings, pages=count, if_empty="scan")


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        # Many PDFs are locked against editing only: they open with an empty password.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("encrypted")
    except RecursionError:
        raise Refused("damaged") from None
    except NotImplementedError:
        raise Refused("encrypted") from None
    return reader


def _pages(reader: PdfReader, limits: Limits) -> int:
    """How many pages there are. What the file claims is looked at before they are counted."""
    try:
        claimed = reader.root_object["/Pages"].get_object()["/Count"]  # type: ignore[index]
    except (PyPdfError, KeyError, TypeError, AttributeError):
        claimed = 0
    if isinstance(claimed, int) and claimed > limits.pages:
        raise Refused("too_many_pages")
    count = len(reader.pages)
    if count > limits.pages:
        raise Refused("too_many_pages")
    if not count:
        raise Refused("damaged")
    return count


def _texts(reader: PdfReader, count: int, limits: Limits) -> tuple[list[list[str]], set[int]]:
    """The lines of each page, and the numbers of those that could not be read."""
    pages: list[list[str]] = []
    unread: set[int] = set()
    left = limits.characters
    for number in range(count):
        text = _text(reader.pages[number])
        if text is None:
            unread.add(number + 1)
        left -= len(text or "")
        if left < 0:
            raise Refused("too_long")
        pages.append(unshaped(text or "").splitlines())
    return pages, unread


def _text(page: PageObject) -> str | None:
    """The text of one page; None when this page alone is broken."""
    try:
        return page.extract_text()
    except MemoryError:
        raise
    except Exception:  # pypdf raises whatever a broken page makes Python raise
        return None


def _fields(reader: PdfReader) -> list[str]:
    """What was typed into a form, as "field: value"."""
    try:
        fields = reader.get_form_text_fields()
    except MemoryError:
        raise
    except Exception:  # as above: a broken form must not lose the pages
        return []
    return [f"{name}: {value}" for name, value in fields.items() if value]


def _without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """Drop page numbers, and keep a line that runs along most pages only where it is first.

    Only lines that are the same but for a page number: "Visit 1" and "Visit 2" both stay.
    """
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    often = {shape for shape, times in seen.items() if times >= 3 and times > len(pages) / 2}
    shown: set[str] = set()
    return [_inner(page, number, often, shown) for number, page in enumerate(pages, 1)]


def _inner(page: list[str], number: int, often: set[str], shown: set[str]) -> list[str]:
    lines: list[str] = []
    for at, line in enumerate(page):
        shape = _shape(line)
        if _EDGE <= at < len(page) - _EDGE:
            lines.append(line)
        elif not shape or shape in shown or shape == str(number):
            continue
        elif shape in often:
            shown.add(shape)
            lines += [line, ""]
        else:
            lines.append(line)
    return lines


def _shape(line: str) -> str:
    return _PAGE_NUMBER.sub("", line).strip(" |-–\t")


def _is_waiting_form(paragraphs: list[str], letters: int) -> bool:
    """Whether these are only the words that Adobe puts in for readers that cannot show a form."""
    return letters < 3_000 and any("Please wait..." in text[:200] for text in paragraphs[:3])


def _warnings(missing: list[int], count: int) -> list[str]:
    if not missing:
        return []
    if len(missing) == 1:
        return [f"Page {missing[0]} of {count} has no words that could be read (a scan?)."]
    shown = ", ".join(map(str, missing[:12])) + (" and more" if len(missing) > 12 else "")
    return [f"Pages {shown} of {count} have no words that could be read (scans?)."]

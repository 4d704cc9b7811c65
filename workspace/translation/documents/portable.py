"""PDFs, written back as Word documents: a PDF says where letters stand, not what they belong to.

Paragraphs are found as `workspace.reading` finds them. Pictures, tables and columns are not
carried over, and a note says so.
"""

from typing import Final

from workspace.reading import portable
from workspace.reading.characters import cleaned
from workspace.reading.limits import Limits

from .document import Slot, Units
from .formats import Opened, Wish
from .newword import Paragraph, new_word

LAYOUT: Final = (
    "A PDF comes back as a Word document: its paragraphs are kept, its pictures and layout are not."
)


def opened(data: bytes, limits: Limits, *, headers: bool = False) -> Opened:
    extract = portable.extract(data, limits)
    units = Units(limits.characters, limits.paragraphs)
    made: list[Paragraph] = []
    for text in extract.paragraphs:
        for line in cleaned(text).split("\n"):
            paragraph = Paragraph(line)
            made.append(paragraph)
            units.add("paragraph", [Slot(line, paragraph.write)])

    def save(wish: Wish) -> bytes:
        return new_word(made, wish)

    return Opened(units.found, save, "docx", "", [LAYOUT, *extract.warnings], extract.if_empty)

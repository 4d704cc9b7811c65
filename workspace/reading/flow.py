"""The words of a document in reading order, while tables and boxes nest around them."""

from .limits import Limits
from .refusal import Refused

_SHORT_ROW = 300


class Flow:
    """Collects paragraphs; a table's row becomes one line, "cell | cell"."""

    def __init__(self, limits: Limits) -> None:
        self._left = limits.characters
        self._most = limits.paragraphs
        self._open: list[list[str]] = []
        self._aside: list[str] = []
        self._rows: list[list[list[str]]] = []
        self._places: list[list[str]] = [[]]

    @property
    def paragraphs(self) -> list[str]:
        return self._places[0]

    def add(self, text: str) -> None:
        """Add a whole paragraph."""
        self.start_paragraph()
        self.text(text)
        self.end_paragraph()

    def start_paragraph(self, opening: str = "") -> None:
        self._open.append([opening] if opening else [])

    def text(self, text: str) -> None:
        """Add to the open paragraph; text outside of one is layout and is dropped."""
        if not self._open:
            return
        self._left -= len(text)
        if self._left < 0:
            raise Refused("too_long")
        self._open[-1].append(text)

    def end_paragraph(self) -> None:
        if not self._open:
            return
        text = "".join(self._open.pop())
        if self._open:  # a text box inside a paragraph is read after it
            self._aside.append(text)
            return
        self._place([text, *self._aside])
        self._aside.clear()

    def _place(self, texts: list[str]) -> None:
        self._places[-1].extend(text for text in texts if text.strip())
        if len(self._places[-1]) > self._most:
            raise Refused("too_long")

    def start_row(self) -> None:
        self._rows.append([])

    def start_cell(self) -> None:
        self._places.append([])

    def end_cell(self) -> None:
        cell = self._places.pop()
        if self._rows:
            self._rows[-1].append(cell)
        else:
            self._place(cell)

    def end_row(self) -> None:
        self._place(_lines(self._rows.pop()))


def _lines(cells: list[list[str]]) -> list[str]:
    """A row as one line, or, where a cell holds a narrative, as a line for each paragraph."""
    while cells and not cells[-1]:
        cells.pop()
    if sum(len(text) for cell in cells for text in cell) <= _SHORT_ROW:
        return [" | ".join("; ".join(_one_line(text) for text in cell) for cell in cells)]
    lines: list[str] = []
    line: list[str] = []
    for cell in cells:
        line.append(cell[0] if cell else "")
        if len(cell) > 1:
            lines += [" | ".join(line), *cell[1:-1]]
            line = [cell[-1]]
    return [*lines, " | ".join(line)]


def _one_line(text: str) -> str:
    return "; ".join(part.strip() for part in text.split("\n") if part.strip())

"""How examples are written here: what must be hidden stands in ⟦brackets⟧."""

import regex

from workspace.privacy import tripwire
from workspace.privacy.detector import detect

SOMEBODY = "Zubeyda Xirsi came in.\n"
"""A person, so that the text certainly speaks of somebody."""


def left_open(example: str, *, before: str = SOMEBODY, language: str = "en") -> str:
    """Return what of the bracketed parts of `example` stays in clear, letter by letter."""
    text, wanted = before, []
    for piece in regex.splititer(r"(⟦.*?⟧)", example):
        if piece.startswith("⟦"):
            wanted.append(range(len(text), len(text) + len(piece) - 2))
            piece = piece[1:-1]
        text += piece
    hidden = {
        place
        for span in [*detect(text, language=language), *tripwire.identifiers(text)]
        for place in range(span.start, span.end)
    }
    places = [place for part in wanted for place in part]
    return "".join(text[p] for p in places if text[p].isalnum() and p not in hidden)


def things_in(text: str) -> list[tuple[str, str]]:
    """What is hidden in `text` besides people's names."""
    found = [span for span in detect(text) if span.label != "PERSON"]
    return [(span.label, text[span.start : span.end]) for span in found]

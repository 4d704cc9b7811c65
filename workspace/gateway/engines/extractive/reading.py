"""Reads masked parts into documents of numbered paragraphs and sentences.

What is read is data: nothing in a document is ever taken for an instruction.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from workspace.privacy.masked import Part

from .sentences import lines_of, split, without_bullet
from .words import placeholders, terms

_EMAIL_HEADER: Final = re.compile(
    r"(?i)^(from|to|cc|bcc|sent|subject|reply-to|message-id|importance|attachments?):"
)
_HEADING_MARK: Final = re.compile(r"^\s*(#{1,6}\s|\*\*[^*]+\*\*:?\s*$)")
_NUMBERED: Final = re.compile(r"^\s*\d{1,2}(\.\d{1,2})*[.)]?\s+[A-Z]")
_FORM_LABEL: Final = re.compile(
    r"(?i)^((re|ref|(case )?reference|date|author|worker|name|present|apologies|chair)\b[^.]*:"
    r"|(prepared|completed|written|compiled) by\b)"
)
_LETTER: Final = re.compile(r"(?i)^(dear|hi|hello|kind regards|regards|yours|many thanks|thanks)\b")


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence, exactly as written. `number` is its paragraph's, counted from 1."""

    text: str
    ref: str
    number: int
    section: str = ""
    is_heading: bool = False
    is_label: bool = False
    opens_line: bool = True
    order: int = 0
    made_of: tuple["Sentence", ...] = ()

    @cached_property
    def terms(self) -> tuple[str, ...]:
        return tuple(terms(self.text))

    @cached_property
    def term_set(self) -> frozenset[str]:
        return frozenset(self.terms)

    @cached_property
    def placeholders(self) -> frozenset[str]:
        return placeholders(self.text)

    @property
    def cited(self) -> str:
        """The sentence followed by its citation, as one line."""
        return f"{self.text} {citation(self.ref, self.number)}"

    @property
    def place(self) -> tuple[str, int]:
        return (self.ref, self.number)


@dataclass(frozen=True)
class Document:
    ref: str
    name: str
    sentences: tuple[Sentence, ...]

    def paragraphs(self) -> dict[int, list[Sentence]]:
        grouped: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            grouped.setdefault(sentence.number, []).append(sentence)
        return grouped


def citation(ref: str, number: int) -> str:
    return f"({ref} ¶{number})"


def read(parts: Sequence[Part]) -> list[Document]:
    """Documents in the order given; a part without a mark gets the next free one."""
    return [
        read_one(part.ref or f"D{index}", part.name, dict(enumerate(part.paragraphs, 1)))
        for index, part in enumerate(parts, 1)
    ]


def read_one(ref: str, name: str, paragraphs: dict[int, str]) -> Document:
    sentences: list[Sentence] = []
    section = ""
    for number, paragraph in paragraphs.items():
        for line in lines_of(paragraph):
            heading = is_heading(line)
            section = without_bullet(line) if heading else section
            label = is_label(line)
            clean = without_bullet(line)
            whole = heading or label or "|" in line
            for index, text in enumerate([clean] if whole else split(clean)):
                if any(character.isalnum() for character in text):
                    order = len(sentences)
                    sentences.append(
                        Sentence(text, ref, number, section, heading, label, index == 0, order)
                    )
    return Document(ref, name, tuple(sentences))


def is_heading(line: str) -> bool:
    """A line that names what follows and states nothing itself."""
    plain = without_bullet(line)
    words = plain.split()
    if not words or len(words) > 10 or "|" in plain:
        return False
    if _HEADING_MARK.match(line) or plain.endswith(":"):
        return True
    if plain[-1] in ".!?;," or line[:1] in "-*•" or "[" in plain or ":" in plain:
        return False
    if _NUMBERED.match(line) and len(words) <= 6 and plain[0].isupper():
        return True
    capitals = all(word.isupper() for word in words if word.isalpha())
    titled = all(word[:1].isupper() or len(word) <= 3 for word in words)
    return (capitals and len(words) <= 6 and len(plain) > 3) or (titled and len(words) <= 5)


def is_label(line: str) -> bool:
    """E-mail headers, form fields, greetings: useful to search, not worth summarising."""
    if _EMAIL_HEADER.match(line) or (_LETTER.match(line) and len(line.split()) <= 6):
        return True
    if "|" in line and not re.search(r"[\d\[]", line):
        return all(len(cell.split()) <= 3 for cell in line.split("|"))  # a table's top row
    return bool(_FORM_LABEL.match(line)) and len(line.split()) <= 12

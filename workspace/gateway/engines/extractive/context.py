"""Puts a sentence that opens with "She" or "This" after the one that says who or what."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from .reading import Document, Sentence

_UNCLEAR: Final = re.compile(
    r"(?i)^(and |but |so |then |however,? |later,? )?(she|he|they|it|this|that|these|those|her|his"
    r"|their|both|which)\b"
)
_NAMES_SOMEBODY: Final = re.compile(r"^(?:\S+\s+){0,4}?\S*\[[A-Z]+_\w+\]")


def is_unclear(text: str) -> bool:
    return bool(_UNCLEAR.match(text))


def antecedents(sentence: Sentence, before: Iterable[Sentence]) -> list[Sentence]:
    """What must be read first: earlier sentences of the same paragraph, in order.

    The one that opens with a placeholder, if only one does. If several people are spoken of,
    nobody but the reader can tell whom "She" means, so everything from the first is needed.
    Where nobody is named, the sentence just before. Empty when the sentence is clear by itself.
    """
    if not is_unclear(sentence.text):
        return []
    earlier = [s for s in before if not s.is_heading]
    openers = [s for s in earlier if _NAMES_SOMEBODY.match(s.text) and not is_unclear(s.text)]
    if not openers:
        return earlier[-1:]
    named = {p for opener in openers for p in opener.placeholders}
    if len(openers) == 1 or len(named) == 1:
        return openers[-1:]
    return earlier[earlier.index(openers[0]) :]


def with_antecedents(documents: Iterable[Document]) -> list[Sentence]:
    """All sentences; an unclear one is led by its antecedents."""
    made = []
    for document in documents:
        for members in document.paragraphs().values():
            for index, sentence in enumerate(members):
                leads = antecedents(sentence, members[:index])
                made.append(joined([*leads, sentence]) if leads else sentence)
    return made


def joined(sentences: Sequence[Sentence]) -> Sentence:
    """Sentences of one paragraph as one quotation, " … " marking what is left out."""
    parts = {part.order: part for one in sentences for part in one.made_of or (one,)}
    orders = sorted(parts)
    text = parts[orders[0]].text
    for previous, order in pairwise(orders):
        text += (" " if order == previous + 1 else " … ") + parts[order].text
    made_of = tuple(parts[order] for order in orders)
    return replace(sentences[-1], text=text, made_of=made_of)


def merged(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Join quotations that would repeat the same leading sentence."""
    out: list[Sentence] = []
    for sentence in sentences:
        last = out[-1] if out else None
        if last and last.place == sentence.place and set(last.made_of) & set(sentence.made_of):
            out[-1] = joined([last, sentence])
        else:
            out.append(sentence)
    return out

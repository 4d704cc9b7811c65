"""Sentences of another language, put together again as that language writes them."""

from collections.abc import Iterable, Sequence
from typing import Final

import regex

from .sentences import Span

_WITHOUT_SPACES: Final = frozenset(("zh", "zt", "ja", "th", "km", "lo", "my", "bo"))
_BREAK: Final = regex.compile(r"\s*[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def is_spaced(language: str) -> bool:
    """Whether sentences and words of this language are set apart by spaces."""
    return language not in _WITHOUT_SPACES


def rejoin(text: str, spans: Sequence[Span], targets: Iterable[str], language: str) -> str:
    """`text` with what stands at each span replaced, and the gaps between them adjusted.

    Line breaks, bullets and space at either edge stay. A plain gap becomes one space, or
    nothing in a language that has none; where the source had none, one is added if needed.
    """
    pieces, at = [], 0
    for number, ((start, end), target) in enumerate(zip(spans, targets, strict=True)):
        gap = text[at:start]
        is_plain = number > 0 and not gap.strip() and not _BREAK.search(gap)
        if is_plain:
            gap = (gap or " ") if is_spaced(language) else ""
        pieces += [gap, target]
        at = end
    return "".join(pieces) + text[at:]


def join(parts: Iterable[str], language: str) -> str:
    """Parts of one sentence, in order."""
    return (" " if is_spaced(language) else "").join(part for part in parts if part)

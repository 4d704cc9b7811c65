"""Where the formatting of a sentence belongs in its translation.

Models drop or move marks in a text, so none are sent. Instead each boundary between two pieces
(plain, bold, link, ...) is placed in the translation by what both sides share: the same words,
numbers, placeholders and punctuation; between those, in proportion, at the start of a word.
The pieces put together are always exactly the translation.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"\[[A-Z]+_[A-Z0-9]+\]"
    r"|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # written without spaces: each is a word
    r"|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff][\w’'\-\u0300-\u036f\u064b-\u065f]*"
    r"|[^\w\s]"
)
_SAME: Final = str.maketrans(
    "؟،؛：，。！？（）«»“”„‘’۔٪", "?,;:,.!?()\"\"\"\"\"''.%"
)  # fmt: skip
_OPENS: Final = frozenset("([{«“‘„¿¡")
_LARGEST: Final = 400_000
_AWKWARD: Final = 400
"""What it costs to begin at a comma: as much as to be twenty letters from where it should be."""


class Piece(NamedTuple):
    """Letters of one look; `fixed` is a place between words, which takes no letters."""

    text: str
    fixed: bool = False


class _Word(NamedTuple):
    start: int
    end: int
    same: str


def spread(pieces: Sequence[Piece], translated: str) -> list[str]:
    """The part of `translated` for each piece; "" for those that are fixed.

    A fixed piece with letters (a page number) stays in the file, so where the translation has
    the same letters they are taken out of it. Blanks at the outer edges of the pieces are layout
    and are kept around the translation.
    """
    result: list[str] = []
    start, rest = 0, translated
    last = max((at for at, piece in enumerate(pieces) if not piece.fixed), default=-1)
    for at, piece in enumerate(pieces):
        word = piece.text.strip()
        match = (
            re.search(rf"(?<!\w){re.escape(word)}(?!\w)", rest) if piece.fixed and word else None
        )
        if match is None:
            continue
        # What stands on both sides of it must have somewhere to go.
        before, after = rest[: match.start()].rstrip(), rest[match.end() :].lstrip()
        left = any(not piece.fixed for piece in pieces[start:at])
        if (left or not before) and (at < last or not after):
            result += [*_spread(pieces[start:at], before), ""]
            start, rest = at + 1, after
    return result + _spread(pieces[start:], rest)


def _alone(word: str, text: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)


def _spread(pieces: Sequence[Piece], translated: str) -> list[str]:
    """As `spread`, where no letters are fixed any more but blanks."""
    pieces = [Piece("", True) if p.fixed and p.text.strip() else p for p in pieces]
    holders = [at for at, piece in enumerate(pieces) if not piece.fixed]
    result = [""] * len(pieces)
    if not holders:
        return result
    first, last = holders[0], holders[-1]
    if len(holders) == 1:
        result[first] = translated
    else:
        for at, text in zip(holders, _cut(pieces, holders, translated), strict=True):
            result[at] = text
    before, after = pieces[first].text, pieces[last].text
    result[first] = before[: len(before) - len(before.lstrip())] + result[first]
    if after.strip() or len(holders) > 1:
        result[last] += after[len(after.rstrip()) :]
    return result


def _cut(pieces: Sequence[Piece], holders: Sequence[int], translated: str) -> list[str]:
    """Cut the translation into one part for each holder, in order."""
    source = "".join(piece.text for piece in pieces)
    ours, theirs = _words(source), _words(translated)
    starts = _starts(pieces, holders)
    if not theirs:
        return [translated, *[""] * (len(holders) - 1)]
    shared = _shared(ours, theirs)
    ideals = [_ideal(start, source, translated, shared) for start in starts[1:]]
    filled = [any(map(str.isalnum, pieces[at].text)) for at in holders]
    awkward = {word.start for word in theirs if not _may_open(word, translated)}
    places = sorted({0, *(word.start for word in theirs), len(translated)})
    chosen = _choose(ideals, filled, places, awkward)
    return _slices(pieces, holders, translated, chosen)


def _starts(pieces: Sequence[Piece], holders: Sequence[int]) -> list[int]:
    """Where each holder's first word begins in the source."""
    at, starts, holding = 0, [], set(holders)
    for number, piece in enumerate(pieces):
        if number in holding:
            starts.append(at + len(piece.text) - len(piece.text.lstrip()))
        at += len(piece.text)
    return starts


def _words(text: str) -> list[_Word]:
    return [
        _Word(match.start(), match.end(), match[0].casefold().translate(_SAME))
        for match in _TOKEN.finditer(text)
    ]


def _may_open(word: _Word, text: str) -> bool:
    """Whether a piece may begin here: a closing mark belongs to what stands before it."""
    mark = text[word.start]
    if mark.isalnum() or mark in _OPENS:
        return word.start == 0 or text[word.start - 1] not in _OPENS
    return word.start == 0 or text[word.start - 1].isspace() or mark == "["


def _shared(ours: Sequence[_Word], theirs: Sequence[_Word]) -> list[tuple[_Word, _Word]]:
    """Words that both sides have equally often, in an order that both agree on."""
    here, there = _by_word(ours), _by_word(theirs)
    pairs = [
        pair
        for word, mine in here.items()
        if len(mine) == len(there.get(word, ()))
        for pair in zip(mine, there[word], strict=True)
    ]
    pairs.sort(key=lambda pair: pair[0].start)
    return _rising(pairs)


def _by_word(words: Sequence[_Word]) -> dict[str, list[_Word]]:
    found: dict[str, list[_Word]] = defaultdict(list)
    for word in words:
        found[word.same].append(word)
    return found


def _rising(pairs: list[tuple[_Word, _Word]]) -> list[tuple[_Word, _Word]]:
    """The longest part of the pairs that rises on both sides (patience sorting)."""
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for at, (_, theirs) in enumerate(pairs):
        pile = bisect_left(tops, theirs.start)
        before.append(tails[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(theirs.start)
            tails.append(at)
        else:
            tops[pile], tails[pile] = theirs.start, at
    chain: list[tuple[_Word, _Word]] = []
    at = tails[-1] if tails else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _ideal(
    start: int, source: str, translated: str, shared: Sequence[tuple[_Word, _Word]]
) -> float:
    """Where in the translation the letter at `start` of the source would be."""
    at = bisect_right([ours.start for ours, _ in shared], start)
    if at and shared[at - 1][0].start == start:
        return float(shared[at - 1][1].start)
    low, goal_low = (shared[at - 1][0].end, shared[at - 1][1].end) if at else (0, 0)
    high, goal_high = (
        (shared[at][0].start, shared[at][1].start)
        if at < len(shared)
        else (len(source), len(translated))
    )
    if high <= low or goal_high <= goal_low:
        return float(goal_low)
    return goal_low + (start - low) / (high - low) * (goal_high - goal_low)


def _choose(
    ideals: Sequence[float], filled: Sequence[bool], places: Sequence[int], awkward: set[int]
) -> list[int]:
    """A place for each boundary: in order, near its ideal, a word for each piece that had one."""
    if len(ideals) * len(places) > _LARGEST or sum(filled) > len(places) - 1:
        return _nearest(ideals, places)
    # costs[j]: the best way to have put the boundaries so far, the last one at places[j].
    costs = [0.0] + [float("inf")] * (len(places) - 1)
    ways: list[list[int]] = []
    for number, ideal in enumerate(ideals):
        least, best, way, following = float("inf"), 0, [], []
        step = 1 if filled[number] else 0
        for j, place in enumerate(places):
            if j - step >= 0 and costs[j - step] < least:
                least, best = costs[j - step], j - step
            away = abs(place - ideal)
            following.append(least + away * away + (_AWKWARD if away and place in awkward else 0))
            way.append(best)
        ways.append(way)
        costs = following
    if filled[-1]:
        costs[-1] = float("inf")
    at = min(range(len(places)), key=costs.__getitem__)
    chosen: list[int] = []
    for way in reversed(ways):
        chosen.append(places[at])
        at = way[at]
    return chosen[::-1]


def _nearest(ideals: Sequence[float], places: Sequence[int]) -> list[int]:
    chosen, least = [], 0
    for ideal in ideals:
        at = bisect_left(places, ideal)
        near = min(places[max(0, at - 1) : at + 1], key=lambda place: abs(place - ideal))
        least = max(least, near)
        chosen.append(least)
    return chosen


def _slices(
    pieces: Sequence[Piece], holders: Sequence[int], translated: str, chosen: Sequence[int]
) -> list[str]:
    """The parts between the chosen places; a blank at a boundary stays on the side it was on."""
    cuts = [0]
    for number, cut in enumerate(chosen):
        left, right = pieces[holders[number]].text, pieces[holders[number + 1]].text
        if left.strip() and left.strip()[-1].isalnum():
            cut = _before_marks(translated, cuts[-1], cut)
        blank_left = left[-1:].isspace() or not left or not right[:1].isspace()
        while not blank_left and cut > cuts[-1] and translated[cut - 1].isspace():
            cut -= 1
        cuts.append(max(cut, cuts[-1]))
    cuts.append(len(translated))
    parts = [translated[start:end] for start, end in pairwise(cuts)]
    # At a fixed blank (a line break) the translation's own blank is not needed.
    for number in range(len(holders) - 1):
        between = pieces[holders[number] + 1 : holders[number + 1]]
        if any(piece.text for piece in between):
            parts[number] = parts[number].rstrip()
            parts[number + 1] = parts[number + 1].lstrip()
    return parts


def _before_marks(text: str, start: int, cut: int) -> int:
    """A comma or full stop behind a word belongs to what follows, where it did in the source."""
    at = cut
    while at > start and (text[at - 1].isspace() or text[at - 1].translate(_SAME) in ",.;:!?"):
        at -= 1
    return at if text[at:cut].strip() and at > start else cut

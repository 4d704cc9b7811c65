"""Finds known people and things in a text, however they are written, in one pass.

Exact forms first, then the common misspellings of a single capitalised name. The cost is that
of the text: looking for ten thousand names takes as long as looking for ten.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import regex

from . import glued, spelt_out
from .dictionary import is_ordinary
from .disguises import APOSTROPHES, UNSEEN
from .inflections import WRITTEN_ON
from .spellings import COMPACT_LABELS, Case, Form, Word, forms, skeleton, words

_CLOSE: Final = regex.compile(
    rf"[{UNSEEN}]*+(?:(?:[\s.{APOSTROPHES}\-‐‑⁃﹣－_][{UNSEEN}]*+){{0,4}}|[\p{{Pd}}−][{UNSEEN}]*+)"
)  # a dash parts two people, unless it touches both words: then it is somebody's hyphen
_WIDE: Final = regex.compile(
    rf"[{UNSEEN}]*+(?:[\s.,{APOSTROPHES}\p{{Pd}}⁃/()_＿][{UNSEEN}]*+){{0,4}}"
)
_NOBODY: Final[frozenset[str]] = frozenset()
_CASES: Final[tuple[Case, ...]] = ("any", "capital", "upper")
_LONGEST_NUMBER: Final = 12  # words: a phone number read out digit by digit


@dataclass(frozen=True, slots=True)
class Match:
    """`[start, end)` may mean any of `subjects`; `own` when it is the very name of each.

    A `loose` match fits relatives or namesakes as well: it is hidden as nobody certain.
    """

    start: int
    end: int
    subjects: frozenset[str]
    own: bool
    loose: bool = False


@dataclass(slots=True)
class _Entry:
    """Whom a form may mean. Most forms mean one, in one way: a set is made when it is needed."""

    form: Form
    own: Set[str] = _NOBODY
    derived: Set[str] = _NOBODY

    def mean(self, subject: str, form: Form, *, own: bool) -> None:
        if not form.loose:
            self.form = replace(self.form, loose=False) if self.form.loose else self.form
        if own:
            self.own = _with(self.own, subject)
        else:
            self.derived = _with(self.derived, subject)


def _with(known: Set[str], subject: str) -> Set[str]:
    if isinstance(known, set):
        known.add(subject)
        return known
    return {subject}


class Matcher:
    def __init__(self) -> None:
        self._by_first: defaultdict[str, dict[tuple[tuple[str, ...], Case], _Entry]] = defaultdict(
            dict
        )
        self._sizes: defaultdict[str, set[int]] = defaultdict(set)
        """First word -> of how many words the forms are that begin with it."""
        self._beginnings: set[str] = set()
        self._inside: set[str] = set()
        self._numbers: dict[str, set[str]] = {}
        self._starts: set[str] = set()
        self._sounds: defaultdict[str, set[str]] = defaultdict(set)

    def add(
        self, subject: str, label: str, text: str, *, certain: bool = True, own: bool = True
    ) -> None:
        """Teach the matcher one alias and every form derived from it.

        What a person confirmed is `certain`; what a model of language only found is matched
        more strictly where it is an ordinary word too. What is not somebody's `own` name may
        mean others as well of whom it is a part.
        """
        for form, whole in forms(label, text, certain=certain):
            if label in COMPACT_LABELS:
                self._add_number(form.words[0], subject)
                continue
            first = form.words[0]
            entry = self._by_first[first].get((form.words, form.case))
            if entry is None:
                entry = self._by_first[first][form.words, form.case] = _Entry(form)
                self._sizes[first].add(len(form.words))
                self._beginnings.add(first[: glued.BEGINNING])
                self._inside.update(form.words)
            entry.mean(subject, form, own=own and whole)
            if label == "PERSON" and form.may_be_misspelt:
                self._sounds[skeleton(form.words[0])].add(subject)

    def may_grow(self, run: list[str]) -> bool:
        """Say whether normalised words, the last one unfinished, may yet become a known name."""
        if any("".join(run[:size]) in self._starts for size in range(len(run) - 1, len(run) + 1)):
            return True
        if all(len(word) == 1 for word in run):
            return True  # a name being spelt out
        whole, last = tuple(run[:-1]), run[-1]
        return any(
            len(form) >= len(run)
            and form[: len(whole)] == whole
            and form[len(whole)].startswith(last)
            for form, _ in self._by_first.get(run[0], {})
        )

    def find(self, text: str, run: list[Word] | None = None) -> list[Match]:
        """Return non-overlapping matches, left to right, the longest at each place.

        `run` is `words(text)`, for whoever has it already.
        """
        if not (self._by_first or self._numbers):
            return []
        run = words(text) if run is None else run
        found = [match for match, _, _ in self._all(text, run, range(len(run)))]
        more = [*self._glued(text, run), *self._spelt_out(text, run)]
        return list(_joined(text, _longest(found, more) if more else found))

    def _all(
        self, text: str, run: list[Word], places: Iterable[int]
    ) -> Iterator[tuple[Match, int, int]]:
        """Yield what begins at `places`, left to right, with where in `run` it is."""
        after = 0
        for at in places:
            if at < after or not self._may_begin(run[at]):
                continue
            match, used = self._at(text, run, at)
            if match is not None:
                yield match, at, used
                after = at + used

    def _glued(self, text: str, run: list[Word]) -> Iterator[Match]:
        """Yield who stands glued to something ("2018Amina")."""
        fine, pieces = glued.apart(run, self._by_first, self._beginnings, self._may_be_in)
        near = {at for piece in pieces for at in range(max(0, piece - _LONGEST_NUMBER), piece + 1)}
        for match, at, used in self._all(text, fine, sorted(near)):
            if glued.says_enough(fine, at, used, pieces):
                yield match

    def _spelt_out(self, text: str, run: list[Word]) -> Iterator[Match]:
        return spelt_out.found(run, self._by_first, lambda word: self._named(text, [word], 0)[0])

    def _may_begin(self, word: Word) -> bool:
        return (
            word.plain in self._by_first
            or word.plain in self._numbers
            or word.plain in self._starts
            or bool(WRITTEN_ON.match(word.plain))
            or bool(self._sounds and _may_be_misspelt(word))
        )

    def _may_be_in(self, word: Word) -> bool:
        return word.plain in self._inside or self._may_begin(word)

    def _add_number(self, number: str, subject: str) -> None:
        self._numbers.setdefault(number, set()).add(subject)
        self._starts.update(number[:size] for size in range(1, len(number)))

    def _at(self, text: str, run: list[Word], at: int) -> tuple[Match | None, int]:
        best, used = self._named(text, run, at)
        number, length = self._numbered(text, run, at)
        if number is not None and length > used:
            return number, length
        if best is not None:
            return best, used
        word = run[at]
        if WRITTEN_ON.match(word.plain):
            bare = Word(word.start + 1, word.end, word.raw[1:], word.plain[1:])
            best, used = self._named(text, [bare, *run[at + 1 : at + _LONGEST_NUMBER]], 0)
            if best is not None:
                return best, used
        if _may_be_misspelt(word):
            subjects = self._sounds.get(skeleton(word.plain))
            if subjects:
                return Match(word.start, word.end, frozenset(subjects), False, loose=True), 1
        return None, 0

    def _named(self, text: str, run: list[Word], at: int) -> tuple[Match | None, int]:
        forms = self._by_first.get(run[at].plain)
        if forms is None:
            return None, 0
        sizes = self._sizes[run[at].plain]
        said = {tuple(word.plain for word in run[at : at + size]) for size in sizes}
        there = (forms.get((whole, case)) for whole in said for case in _CASES)
        fitting = [entry for entry in there if entry and _fits(text, run, at, entry.form)]
        used = max((len(entry.form.words) for entry in fitting), default=0)
        if not fitting or (used == 1 and _is_a_month(run, at)):
            return None, 0
        fitting = [entry for entry in fitting if len(entry.form.words) == used]
        return _match(run[at].start, run[at + used - 1].end, fitting), used

    def _numbered(self, text: str, run: list[Word], at: int) -> tuple[Match | None, int]:
        joined, best, used = "", None, 0
        for offset, word in enumerate(run[at : at + _LONGEST_NUMBER]):
            if offset and not _WIDE.fullmatch(text, run[at + offset - 1].end, word.start):
                break
            joined += word.plain
            if joined in self._numbers:
                best = Match(run[at].start, word.end, frozenset(self._numbers[joined]), True)
                used = offset + 1
            if joined not in self._starts:
                break
        return best, used


def can_be_found(label: str, text: str) -> bool:
    """Say whether a name or number, once known, is found where it stands by itself."""
    matcher = Matcher()
    matcher.add("", label, text)
    return any(matcher.find(written) for written in (text, text.title(), text.upper()))


def _longest(found: Iterable[Match], more: Iterable[Match]) -> list[Match]:
    """Choose among overlapping matches, those of `found` first where they are as long."""
    chosen: list[Match] = []
    for match in sorted([*found, *more], key=lambda m: m.start - m.end):
        at = bisect(chosen, match.start, key=lambda m: m.start)
        free = not at or chosen[at - 1].end <= match.start
        if free and (at == len(chosen) or match.end <= chosen[at].start):
            chosen.insert(at, match)
    return chosen


def _match(start: int, end: int, fitting: list[_Entry]) -> Match:
    own = {subject for entry in fitting for subject in entry.own}
    subjects = own or {subject for entry in fitting for subject in entry.derived}
    loose = not own and all(entry.form.loose for entry in fitting)
    return Match(start, end, frozenset(subjects), bool(own), loose)


def _may_be_misspelt(word: Word) -> bool:
    return len(word.plain) > 3 and word.raw[0].isupper() and not is_ordinary(word.plain)


_MONTHS: Final = frozenset("january february march april may june july august".split())
_BEFORE_A_MONTH: Final = frozenset(
    "in mid by since until till of from early late last next this during to st nd rd th".split()
)


def _is_a_month(run: list[Word], at: int) -> bool:
    """Say whether a word stands as a month: beside a number, or after "in", "mid", "by" …"""
    if run[at].plain not in _MONTHS:
        return False
    before = run[at - 1].plain if at else ""
    after = run[at + 1].plain if at + 1 < len(run) else ""
    return before[:1].isdigit() or after[:1].isdigit() or before in _BEFORE_A_MONTH


def _fits(text: str, run: list[Word], at: int, form: Form) -> bool:
    span = run[at : at + len(form.words)]
    if len(span) < len(form.words) or any(
        word.plain != wanted for word, wanted in zip(span, form.words, strict=True)
    ):
        return False
    if form.case == "capital" and not span[0].raw[0].isupper():
        return False
    if form.case == "upper" and not all(
        word.raw.isupper() for word in span if len(word.raw) < 3 or len(span) == 1
    ):
        return False
    if len(span) > 1 and span[-1].raw == "s" and text[span[-1].start - 1] in APOSTROPHES:
        return False  # "Zak's" is Zak, not "Zak S"
    if form.turned and "," not in text[span[0].end : span[-1].start]:
        return False
    gap = _WIDE if form.across_comma else _CLOSE
    return all(gap.fullmatch(text, left.end, right.start) for left, right in pairwise(span))


def _joined(text: str, found: list[Match]) -> Iterator[Match]:
    """Join neighbours that mean the same one subject ("Ameena Warsame")."""
    held: Match | None = None
    for match in found:
        shared = held.subjects & match.subjects if held is not None else frozenset()
        beside = held is not None and text[held.end : match.start].isspace()
        if held is not None and beside and len(shared) == 1 and not held.loose:
            held = Match(held.start, match.end, shared, False)
            continue
        if held is not None:
            yield held
        held = match
    if held is not None:
        yield held

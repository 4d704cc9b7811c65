"""A text's statements, sentence by sentence, with what each cites and where it ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex

_CITED: Final = r"[DM]\d{1,3}\s?¶{1,2}\s?\d{1,5}(?:\s?[,–-]\s?¶?\s?\d{1,5})*"
_GROUP: Final = rf"[(\[]?{_CITED}(?:\s?[,;&]\s?(?:and\s)?{_CITED})*[)\]]?"
_ONE: Final = regex.compile(r"([DM]\d{1,3})\s?¶{1,2}\s?(\d{1,5}(?:\s?[,–-]\s?¶?\s?\d{1,5})*)")
_NUMBERS: Final = regex.compile(r"(\d{1,5})(?:\s?[–-]\s?¶?\s?(\d{1,5}))?")
_ALL_CITED: Final = regex.compile(rf"\s*{_GROUP}")
_END: Final = regex.compile(rf"[.!?…]+[\"”’')\]*_]*(?:\s*{_GROUP}[.*_]*)*(?=\s|$)")
_ABBREVIATED: Final = regex.compile(
    r"(?i)(?:\b(?:mr|mrs|ms|dr|st|no|prof|rev|vs|cf|para|approx|e\.g|i\.e|etc)|\b[a-z])\.$"
)
_MARKUP: Final = regex.compile(r"\*+|`+|~~|(?<!\w)__?|__?(?!\w)|^\s*>\s?", regex.M)
_POINT: Final = regex.compile(r"^[\s>]*(?:[-*+•]|\d{1,9}[.)])\s+")
_HEADING: Final = regex.compile(r"^\s{0,3}#{1,6}(?:\s|$)")
_RULE: Final = regex.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_ROW: Final = regex.compile(r"^\s*\|.*\|\s*$")
_SEPARATOR: Final = regex.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*$")
_FENCE: Final = regex.compile(r"^\s*(?:```|~~~)")
_MOST_IN_A_RANGE: Final = 50

_NO_CLAIM: Final = regex.compile(
    r"""(?ix) ^(?:dear|hello|hi|good\ (?:morning|afternoon)|kind\ regards|yours\ (?:sincerely|
    faithfully|truly)|best\ wishes|regards|many\ thanks|thank\ you|with\ thanks)\b
    | ^(?:here\ (?:is|are)|below\ (?:is|are)|this\ (?:summary|draft|answer|note|letter)\b
    | these\ are\ (?:extracts|the\ passages)|the\ (?:built-in\ assistant|nearest\ passages)
    | i\ (?:have|could|can|cannot|did|was\ not|found)\b|please\ (?:check|let|see|contact|note))
    | ^not\ found\ in | ^nothing\ in\ (?:the|these)
    | ^(?:the|these|this|they|neither|none)\b[^.]{0,60}\b(?:do(?:es)?\ not|don.t|doesn.t)\ (?:say
    |state|mention|record|show|give|describe|explain|contain|hold)
    | \b(?:is|are|was|were)\ not\ (?:stated|recorded|mentioned|specified|documented|given|clear)\b
    """
)
_WORDS: Final = regex.compile(r"\w+")
_NEXT: Final = regex.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Citation:
    mark: str
    paragraph: int

    def __str__(self) -> str:
        return f"{self.mark} ¶{self.paragraph}"


@dataclass(frozen=True, slots=True)
class Statement:
    """`[start, end)` in the text, citations and closing marks included; `text` without them."""

    start: int
    end: int
    text: str
    citations: tuple[Citation, ...]
    passage: int
    """Counts paragraphs, points and rows: citations reach back within one."""

    @property
    def claims(self) -> bool:
        """It says something that could be wrong: no greeting, question, lead-in or remark."""
        if self.text.endswith(("?", ":")) or _NO_CLAIM.search(self.text):
            return False
        return len(_WORDS.findall(self.text)) > (1 if "[" in self.text else 2)


def statements(text: str) -> Iterator[Statement]:
    for number, (start, end, row) in enumerate(_passages(text)):
        cuts = [(start, end)] if row else _sentences(text, start, end)
        for first, last in cuts:
            raw = text[first:last]
            said = plain(raw)
            if said:
                yield Statement(first, last, said, tuple(_citations(raw)), number)


def plain(raw: str) -> str:
    """Return a statement as it is read: without Markdown and without what it cites."""
    bare = _MARKUP.sub("", _ALL_CITED.sub("", raw)).replace("()", "")
    return " – ".join(" ".join(cell.split()) for cell in bare.split("|") if cell.strip()).strip(
        " -–"
    )


def _citations(raw: str) -> Iterator[Citation]:
    for match in _ONE.finditer(raw):
        for numbers in _NUMBERS.finditer(match[2]):
            first = int(numbers[1])
            last = min(int(numbers[2] or first), first + _MOST_IN_A_RANGE)
            for paragraph in range(first, max(first, last) + 1):
                yield Citation(match[1], paragraph)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in _END.finditer(text, start, end):
        rest = _NEXT.search(text, match.end(), end)
        if match.end() < first or rest is None:
            continue
        if _ABBREVIATED.search(text[first : match.start() + 1]) and "¶" not in match[0]:
            continue
        if rest[0].islower() and "¶" not in match[0]:
            continue
        yield _trimmed(text, first, match.end())
        first = match.end()
    if text[first:end].strip():
        yield _trimmed(text, first, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), start + len(said.rstrip())


def _passages(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield [start, end) of each paragraph, point and table row, and whether it is a row."""
    at, open_from, fenced = 0, -1, False
    lines = text.splitlines(keepends=True)
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else ""
        ends = _stands_alone(line) or fenced or bool(_POINT.match(line))
        if open_from >= 0 and ends:
            yield open_from, at, False
            open_from = -1
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and _ROW.match(line):
            if not _SEPARATOR.match(line) and not _SEPARATOR.match(after or "x"):
                yield at, at + len(line.rstrip().rstrip("|").rstrip()), True
        elif not fenced and not _stands_alone(line) and open_from < 0:
            point = _POINT.match(line)
            open_from = at + (point.end() if point else 0)
        at += len(line)
    if open_from >= 0:
        yield open_from, at, False


def _stands_alone(line: str) -> bool:
    return not line.strip() or any(form.match(line) for form in (_HEADING, _RULE, _ROW, _FENCE))

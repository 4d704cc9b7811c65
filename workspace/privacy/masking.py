"""Masking a text: every known or detected person and thing becomes a placeholder.

What any layer covers stays covered: where two layers disagree about the edges, the stronger
one decides who it is and what is left over is hidden on its own. Text that merely looks like a
placeholder is hidden too, so that nothing a person types can be taken for somebody in the
vault, and `restore(mask(text)) == text` holds for every text.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from .identities import Identities, Known
from .phrases import Listed
from .placeholders import Found, find, find_exact
from .spans import Span, gaps
from .spellings import Word, words

_STRENGTH: Final = {
    "literal": 5, "person": 4, "listed": 3, "own": 2, "known": 2, "pattern": 2, "ner": 1,
    "alias": 0,
}  # fmt: skip
_NEWS: Final = frozenset({"ner", "pattern", "person", "known", "listed"})


class MaskingFailed(Exception):
    """The text could not be masked safely. Nothing of it may be used."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where something hidden stood in the input, and what stands for it now."""

    start: int
    end: int
    label: str
    subject: str
    alias: str
    placeholder: str


@dataclass(frozen=True, slots=True)
class MaskedText:
    """Canonical masked text and, in order, what each of its placeholders stood for."""

    text: str
    mentions: tuple[Mention, ...] = ()
    clues: tuple[tuple[str, str], ...] = ()
    """(kind, words) that stay readable and, put together, might give somebody away."""

    @property
    def aliases(self) -> list[str]:
        """Alias ids in order: what text at rest keeps beside it to be restored exactly."""
        return [mention.alias for mention in self.mentions]


def mask(
    text: str, detected: Sequence[Span], identities: Identities, *, language: str = "en"
) -> MaskedText:
    """Mask `text`, teaching `identities` whoever is new. Raises MaskingFailed, nothing else."""
    try:
        return _masked(text, detected, identities, language)
    except MaskingFailed as error:
        failure = error
    except Exception:  # whatever went wrong, its words may be those of the text
        failure = MaskingFailed(_CLOSED)
    raise failure  # raised out here so that it drags no other exception, and no text, along


_CLOSED: Final = "The personal details in this text could not be hidden safely, so it was not sent."


def _masked(
    text: str, detected: Sequence[Span], identities: Identities, language: str
) -> MaskedText:
    literals = [Span(f.start, f.end, "LITERAL", source="literal") for f in find(text)]
    for last in (False, False, True, True):
        spans = _settled(text, literals, detected, identities, language)
        known = _spellings(identities, spans, text)
        masked = _replaced(text, spans, identities, language)
        stray = _strays(masked)
        learnt = _spellings(identities, spans, text) > known
        if not stray and (last or not learnt):
            return masked
        literals += [span for span in stray if span not in literals]
    raise MaskingFailed("This text holds something that looks too much like a hidden name.")


def _spellings(identities: Identities, spans: Sequence[Span], text: str) -> int:
    """Count the spellings known, where a word was cut in two: a part of it may stand elsewhere."""
    edges = (edge for span in spans for edge in (span.start, span.end))
    if not any(text[edge - 1 : edge + 1].isalnum() for edge in edges if 0 < edge < len(text)):
        return 0
    return sum(len(subject.aliases) for subject in identities.subjects.values())


def mask_again(text: str, aliases: Sequence[str], identities: Identities) -> MaskedText:
    """Bring text at rest up to what the vault knows now, without detecting anew.

    Who has become known is hidden, roles and merges are followed, and words that somebody
    said are not personal stand as they were typed.
    """
    spellings = identities.spellings()
    pieces, still, at = [], [], 0
    for index, found in enumerate(find_exact(text)):
        alias = aliases[index] if index < len(aliases) else ""
        subject, spelling = spellings.get(alias, (None, ""))
        shown = str(found.placeholder)
        if subject and spelling and not subject.never_in_clear and identities.is_kept(spelling):
            shown = spelling
        else:
            still.append(alias)
        pieces += [text[at : found.start], shown]
        at = found.end
    return mask_around("".join(pieces) + text[at:], [], identities, still)


def mask_around(
    text: str, detected: Sequence[Span], identities: Identities, aliases: Sequence[str] = ()
) -> MaskedText:
    """Mask text that already holds placeholders in canonical form, such as a model's answer.

    The placeholders stay, each named as its subject is named now. `aliases` are those of the
    placeholders in order; where none is given, what was already hidden has an empty one.
    """
    issued, kept = identities.issued(), iter(aliases)
    pieces: list[str] = []
    mentions: list[Mention] = []
    at = 0
    for found in [*find_exact(text), None]:
        end = found.start if found else len(text)
        inside = [_moved(s, at, end) for s in detected if s.start < end and s.end > at]
        part = mask(text[at:end], inside, identities)
        pieces.append(part.text)
        mentions += [replace(m, start=m.start + at, end=m.end + at) for m in part.mentions]
        if found:
            subject = issued.get(found.placeholder)
            pieces.append(str(subject.placeholder if subject else found.placeholder))
            mentions.append(_already(found, subject, pieces[-1], next(kept, "")))
            at = found.end
    return MaskedText("".join(pieces), tuple(mentions))


def _moved(span: Span, start: int, end: int) -> Span:
    return replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)


def _already(found: Found, subject: Known | None, placeholder: str, alias: str) -> Mention:
    label, identity = (subject.label, subject.id) if subject else ("", "")
    return Mention(found.start, found.end, label, identity, alias, placeholder)


def _settled(
    text: str,
    literals: Sequence[Span],
    detected: Sequence[Span],
    identities: Identities,
    language: str,
) -> list[Span]:
    run = words(text)
    listed = list(identities.own.hidden.find(text))
    known = _known(text, identities, listed, run)
    detected = _cut_back(text, detected, known)
    people = [(span.start, span.end) for span in known if span.label == "PERSON"]
    wanted = [*literals]
    wanted += [
        span
        for span in identities.own.spare(text, _trimmed(text, detected), people)
        if not identities.is_kept(text[span.start : span.end], span.label)
        and not _several(text[span.start : span.end], span, identities)
    ]
    fresh = _resolve(text, wanted + known)
    for span in sorted(fresh, key=lambda s: s.start - s.end):  # full names teach short ones
        if span.source in _NEWS:
            original = text[span.start : span.end]
            identities.learn(_subject(span, original, identities, language), original)
    known = _known(text, identities, listed, run)
    spans = _resolve(text, wanted + known)
    between = _between(text, spans, known, run, identities)
    return sorted([*spans, *between], key=lambda span: span.start)


def _between(
    text: str,
    spans: Sequence[Span],
    known: Sequence[Span],
    run: Sequence[Word],
    identities: Identities,
) -> list[Span]:
    """Find who stands glued to something hidden ("07700900123Amina"): the cut frees the name.

    Only where a cut goes through a word of the text, or through somebody known, can there be
    anybody who was not found in the whole.
    """
    cut = _cut([*run, *known], spans)
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(text)]
    return [
        replace(span, start=span.start + start, end=span.end + start)
        for start, end in zip(ends, starts, strict=True)
        if start in cut or end in cut
        for part in (text[start:end],)
        for span in _known(part, identities, identities.own.hidden.find(part))
    ]


def _cut(parts: Iterable[Word | Span], spans: Sequence[Span]) -> set[int]:
    """Return the edges of `spans` that go through any of `parts`."""
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    return {
        edge
        for part in parts
        for edge in edges[bisect_right(edges, part.start) : bisect_left(edges, part.end)]
    }


def _cut_back(text: str, detected: Sequence[Span], known: Sequence[Span]) -> list[Span]:
    """Cut off what belongs to somebody known who begins inside a word ("Amina27" of 27/03/2018)."""
    glued = [k for k in known if k.start and text[k.start - 1 : k.start + 1].isalnum()]
    cut = []
    for span in detected:
        crossing = (k.start for k in glued if span.start < k.start < span.end < k.end)
        cut.append(replace(span, end=min(crossing, default=span.end)))
    return cut


def _several(found: str, span: Span, identities: Identities) -> bool:
    """Say whether a detected person is really several known ones side by side."""
    if span.label != "PERSON":
        return False
    matches = identities.find(found)
    meant = {subject for match in matches for subject in match.subjects}
    if len(meant) < 2 or any(match.loose for match in matches):
        return False
    ends, starts = [0, *(m.end for m in matches)], [*(m.start for m in matches), len(found)]
    rest = " ".join(found[end:start] for end, start in zip(ends, starts, strict=True))
    covered = sum(len(words(found[m.start : m.end])) for m in matches)
    return len(matches) > 1 and (covered == len(words(found)) or not words(rest))


def _known(
    text: str,
    identities: Identities,
    listed: Iterable[Listed],
    run: list[Word] | None = None,
) -> list[Span]:
    """Find whoever the vault knows and what is always hidden here. Known people come first."""
    known = [
        Span(m.start, m.end, _label(identities, m.subjects), source="own" if m.own else "alias")
        for m in identities.find(text, run)
    ]
    people = {(span.start, span.end) for span in known if span.label == "PERSON"}
    return known + [
        Span(found.start, found.end, found.phrase.label, source="listed")
        for found in listed
        if (found.start, found.end) not in people
    ]


def _label(identities: Identities, subjects: frozenset[str]) -> str:
    return identities.subjects[min(subjects)].label


def _trimmed(text: str, spans: Sequence[Span]) -> list[Span]:
    """Cut white space off both ends and leave out spans without a letter or a digit."""
    kept = []
    for span in spans:
        piece = text[span.start : span.end]
        start = span.start + len(piece) - len(piece.lstrip())
        end = span.end - (len(piece) - len(piece.rstrip()))
        if start < end and words(text[start:end]):
            kept.append(Span(start, end, span.label, span.score, span.source or "ner", span.role))
    return kept


def _resolve(text: str, spans: Sequence[Span]) -> list[Span]:
    """Choose among overlapping spans without uncovering a word that any of them covers."""
    ranked = sorted(
        spans,
        key=lambda s: (s.source == "literal", s.end - s.start, _strength(s)),
        reverse=True,
    )
    chosen: list[Span] = []  # apart from each other, by where they start
    for span in ranked:
        for piece in _left_over(text, span, chosen):
            insort(chosen, piece, key=_start)
    return chosen


def _strength(span: Span) -> float:
    """Of the same words: a name that somebody here has says more than a guess at a place."""
    if span.source == "alias" and span.label == "PERSON":
        return _STRENGTH["alias"] + 0.5
    return _STRENGTH[span.source] - (0.75 if span.source == "ner" and span.label != "PERSON" else 0)


def _left_over(text: str, span: Span, chosen: Sequence[Span]) -> list[Span]:
    """Return what of `span` nothing chosen covers yet."""
    free = gaps(span, chosen)
    return _trimmed(text, [replace(span, start=start, end=end) for start, end in free])


def _start(span: Span) -> int:
    return span.start


def _replaced(
    text: str, spans: Sequence[Span], identities: Identities, language: str
) -> MaskedText:
    pieces, mentions, at = [], [], 0
    for span in spans:
        original = text[span.start : span.end]
        subject = _subject(span, original, identities, language)
        alias = identities.learn(subject, original)
        pieces += [text[at : span.start], str(subject.placeholder)]
        mentions.append(Mention(span.start, span.end, subject.label, subject.id, alias, pieces[-1]))
        at = span.end
    return MaskedText("".join(pieces) + text[at:], tuple(mentions))


def _subject(span: Span, original: str, identities: Identities, language: str) -> Known:
    if span.source == "literal":
        return identities.literal(original)
    if span.source == "listed":
        return identities.who(span.label, identities.own.called(original))
    return identities.who(span.label, original, role=span.role, language=language)


def _strays(masked: MaskedText) -> list[Span]:
    """Return, as spans of the input, whatever reads as a placeholder without being one of ours."""
    ours, shift = {}, 0
    for mention in masked.mentions:
        start = mention.start + shift
        ours[start, start + len(mention.placeholder)] = mention
        shift += len(mention.placeholder) - (mention.end - mention.start)
    strays = []
    for found in find(masked.text):
        if (found.start, found.end) not in ours:
            start, end = _back(masked, found.start), _back(masked, found.end)
            strays.append(Span(start, max(end, start + 1), "LITERAL", source="literal"))
    return strays


def _back(masked: MaskedText, position: int) -> int:
    """Map a position in the masked text to the input; inside a placeholder, to its start."""
    shift = 0
    for mention in masked.mentions:
        start = mention.start + shift
        if position <= start:
            break
        if position < start + len(mention.placeholder):
            return mention.start
        shift += len(mention.placeholder) - (mention.end - mention.start)
    return position - shift

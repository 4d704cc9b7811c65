"""What the trained weights look at: each sentence's words, and what stands around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from .lexicon import CLASS_OF, KINDS_OF
from .meanings import MEANING_OF
from .reading import Sentence

BUCKETS: Final = 1 << 17
GRAMMAR: Final = frozenset(
    "i we you us me it this that there is are am was were be been do does did has have had will "
    "would should could can may might must shall ought who whose whom which what when where how "
    "why if whether or not and but than to for with of on in at by from over out the a an my your "
    "our any all each every one more most too so then now yet still just tell please say ask let "
    'put done ever # ? : / " these those here'.split()
)
_EVEN: Final = re.compile(
    r"\bfor and against\b|\bboth sides\b|\beach (?:side|way)\b|\bpros and cons\b|"
    r"\b(?:i|we)(?:['’]ll| will| shall) (?:decide|answer|make the decision|be deciding)|"
    r"\b(?:don['’]?t|do not|without|never) (?:\w+ ){0,2}?(?:decid|conclu|recommend|opinion"
    r"|judg|scor|rat|weigh|say(?:ing)? who|tell(?:ing)? me what to)|\bno (?:conclusion|opinion|"
    r"recommendation)|\bleave (?:\w+ ){1,4}?(?:blank|empty|to me|out)\b|\bjust (?:the )?facts\b"
    r"|\bto decide myself\b",
    re.I,
)
_THEN: Final = re.compile(
    r"\b(?:then|and) (?:\w+ )?(?:decide|tell me (?:what|which|if|whether|who|your)|conclude|"
    r"recommend|come to|give (?:me )?(?:your|a) |say (?:if|whether|which|who)|"
    r"your (?:view|opinion))",
    re.I,
)
_MATERIAL: Final = re.compile(
    r"\b(?:check|proof|spell|translate|reword|rewrite|rephrase|simplify|type|tidy|shorten|edit|"
    r"format|turn|summari[sz]e|minutes|grammar|notes)\b.{0,80}:\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Around:
    """What the rest of a request says, as far as one sentence of it is concerned."""

    before: frozenset[str]
    """Kinds of decision that earlier sentences touch."""
    people: bool
    """Earlier sentences tell of people."""
    papers: bool
    """The sentence before is about a piece of writing."""
    even: bool
    """Some sentence asks for both sides, or keeps the decision for the person."""
    material: bool
    """An earlier line says that what follows is text to work on."""
    last: bool
    only: bool


def around(found: Sequence[Sentence]) -> list[Around]:
    """Say for each sentence what stands around it."""
    even = any(_EVEN.search(s.text) and not _THEN.search(s.text) for s in found)
    before: set[str] = set()
    people = papers = material = False
    said = []
    for index, sentence in enumerate(found):
        said.append(
            Around(
                before=frozenset(before),
                people=people,
                papers=papers,
                even=even,
                material=material,
                last=index == len(found) - 1,
                only=len(found) == 1,
            )
        )
        classes = {CLASS_OF.get(word, "") for word in sentence.words}
        before |= {kind for word in sentence.words for kind in KINDS_OF.get(word, ())}
        people = people or bool(classes & {"MA", "FA", "KIN", "KID", "FAM", "HE"})
        papers = "DOC" in classes
        material = material or bool(_MATERIAL.search(sentence.text))
    return said


def indices(sentence: Sentence, near: Around, known: frozenset[str]) -> list[int]:
    """The weights that a sentence calls on, each once."""
    return list({crc32(name.encode()) & (BUCKETS - 1) for name in _names(sentence, near, known)})


def _names(sentence: Sentence, near: Around, known: frozenset[str]) -> Iterator[str]:
    words = sentence.words
    meant = ["^", *(MEANING_OF.get(word) or CLASS_OF.get(word) or _small(word) for word in words)]
    plain = [word if word in known or word in CLASS_OF else "~" for word in words]
    classed = [CLASS_OF.get(word, word) for word in plain]
    yield from _runs("w", ["^", *plain, "$"], 2)
    yield from _runs("c", ["^", *classed, "$"], 4)
    yield from _runs("m", [*meant, "$"], 4)
    yield from _together(meant, sentence.asks)
    for one, _, other in zip(classed, classed[1:], classed[2:], strict=False):
        yield f"s {one} * {other}"
    yield from _sense(sentence, set(classed), plain, near)


def _small(word: str) -> str:
    """A word without meaning of its own here counts only if it is one of grammar's."""
    return word if word in GRAMMAR else "~"


def _together(meant: list[str], asks: bool) -> Iterator[str]:
    """Meanings in one sentence, in their order, whatever stands between them."""
    said = [word for word in meant if word.isupper()]
    for at, one in enumerate(said[:24]):
        yield f"t {meant[1]} {one} {asks}"
        yield from (f"t {one} > {other}" for other in said[at + 1 : at + 6])


def _runs(mark: str, words: list[str], longest: int) -> Iterator[str]:
    for size in range(1, longest + 1):
        for at in range(len(words) - size + 1):
            yield f"{mark} {' '.join(words[at : at + size])}"


def _sense(sentence: Sentence, classes: set[str], plain: list[str], near: Around) -> Iterator[str]:
    """Speech act, kind of decision and whom it is about, together and with what is around."""
    kinds = {kind for word in plain for kind in KINDS_OF.get(word, ())}
    acts = classes & {"OPINE", "DECIDE", "REPORT", "SAID", "MODAL", "COULD", "BODY", "DOC"}
    start = " ".join(plain[:2])
    about = "person" if classes & {"MA", "FA", "KIN", "KID", "HE", "FAM", "~"} else "nobody"
    size = "tiny" if len(plain) < 5 else "short" if len(plain) < 12 else "long"
    yield from (f"asks {sentence.asks}", f"size {size}", f"about {about}", f"start {start}")
    for kind in kinds or {"none"}:
        yield from (f"k {kind} {about} {sentence.asks}", f"k {kind} start {plain[0]}")
        yield from (f"k {kind} {act} {start}" for act in acts)
        yield from (f"k {kind} {act} {about}" for act in acts)
    for kind in near.before or {"none"}:
        yield from (f"b {kind} {size}", f"b {kind} start {start}", f"b {kind} {about} {size}")
    for flag in ("people", "papers", "even", "material", "last", "only"):
        if getattr(near, flag):
            yield from (f"{flag}", f"{flag} {size}", f"{flag} {sentence.asks}")
            yield f"{flag} start {plain[0]}"

"""How a bundled pipeline is put together, trained, saved and scored, whatever its languages.

The pipeline is a blank spaCy one, a component that knows words' classes, and one small named-
entity recogniser; nothing is fetched and no vectors are used.
"""

import hashlib
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Protocol

import regex
import spacy
from generate import Document
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import compile_infix_regex

from workspace.privacy.detector import marks
from workspace.privacy.detector.entities import LABELS
from workspace.privacy.detector.entities import NAME as ENTITIES
from workspace.privacy.detector.rule import Rules
from workspace.privacy.detector.rules.ages import AGES, UNIT
from workspace.privacy.detector.rules.births import BIRTHS
from workspace.privacy.detector.rules.families import UNIT_ABROAD
from workspace.privacy.detector.wordclasses import NAME, WordClasses, tagged

BATCH: Final = 24
DROPOUT: Final = 0.25
RATE: Final = 0.0015
_UNIT: Final = regex.compile(
    rf"[ -]?(?:{UNIT}|y/?o|{UNIT_ABROAD})(?![\p{{L}}\p{{M}}])(?:[ -]old\b)?", regex.IGNORECASE
)
"""The unit behind an age, which belongs to it."""
_STATED: Final = Rules((*AGES, *BIRTHS))
"""Ages that stand in the passages themselves and not in slots: nothing is learnt from those."""
_IN_FIGURES: Final = ("AGE", "DOB")
UNLISTED: Final = 0.4
"""Share of names, and of words of the trade, that are trained on as if no list held them."""

_TOK2VEC: Final[dict[str, Any]] = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 64,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "TAG", "LEMMA"],
        "rows": [10000, 500, 4000, 1000, 200, 4000],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 64,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
_WITHOUT_DICTIONARY: Final = {"likely": 0.01, "small": 0.2}
"""How likely a word beside people must be to be hidden, with no dictionary to clear it."""
Lists = dict[str, set[str]]


class Source(Protocol):
    """Whatever writes training documents."""

    def documents(self, count: int) -> Iterator[Document]: ...


def blank(language: str, version: str) -> Language:
    """A pipeline without knowledge. Lists like "Ann,9,Oakfield" are cut at their commas.

    Where the language is not English, words are cut at apostrophes too: "Ayşe'ye", "d'Amina".
    """
    nlp = spacy.blank(language)
    infixes = [*(nlp.Defaults.infixes or []), r"[,;|/()\[\]<>=\"“”]", r"(?<=[a-zA-Z])[:.](?=[A-Z])"]
    if language != "en":
        infixes.append(r"(?<=\w)['’](?=\w)")
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[attr-defined]
    nlp.add_pipe(NAME, config={"english": language == "en"})
    doubt = {} if language == "en" else _WITHOUT_DICTIONARY
    nlp.add_pipe(ENTITIES, config={"tok2vec": _TOK2VEC, **doubt})
    nlp.config["training"]["optimizer"]["use_averages"] = True
    nlp.meta.update(name="daylight_ner", version=version, license="Apache-2.0")
    return nlp


class Examples:
    """Makes training examples. What the lists know of a word is hidden from time to time.

    Where they are `english`, tokens that a name only begins or ends count as unknown, and so do
    ages that stand in the passages and not in slots; else the former are names, the latter nothing.
    """

    def __init__(self, nlp: Language, classes: WordClasses, seed: int, *, english: bool) -> None:
        self._nlp, self._classes, self._english = nlp, classes, english
        self._rng = random.Random(seed)

    def make(self, made: Document) -> Example:
        doc = self._nlp.make_doc(made.text)
        known: list[Span] = []
        unsure: set[int] = set()
        for start, end, label in made.spans:
            if label in LABELS:
                if label == "AGE" and (unit := _UNIT.match(made.text, end)):
                    end = unit.end()
                span = doc.char_span(start, end, label)
                wide = doc.char_span(start, end, label, alignment_mode="expand")
                whole = not self._english or label in _IN_FIGURES
                span = wide if span is None and whole else span
                if span is not None and not _meets(span, known):
                    known.append(span)
                elif wide is not None:
                    unsure |= {token.i for token in wide}
        unsure |= self._stated(doc) if self._english else set()
        unsure -= {token.i for span in known for token in span}
        gold = Doc(doc.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc])
        gold.set_ents(
            [Span(gold, span.start, span.end, span.label_) for span in known],
            missing=[Span(gold, at, at + 1) for at in sorted(unsure)],
            default="outside",
        )
        return Example(tagged(doc, self._seen(doc, gold)), gold)

    @staticmethod
    def _stated(doc: Doc) -> set[int]:
        found = (
            doc.char_span(start, end, alignment_mode="expand")
            for _, start, end, _ in _STATED.find(marks.read(doc.text))
        )
        return {token.i for span in found for token in span or ()}

    def _seen(self, doc: Doc, gold: Doc) -> list[str]:
        rng, seen, hidden = self._rng, [], False
        for token, truth in zip(doc, gold, strict=True):
            if truth.ent_iob_ != "I":
                hidden = bool(truth.ent_type_) and rng.random() < UNLISTED
            kind = self._classes.of(token.text)
            trade = not truth.ent_type_ and "w" in kind and rng.random() < UNLISTED
            seen.append(self._classes.unlisted(token.text) if hidden or trade else kind)
        return seen


def _meets(span: Span, others: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def fit(nlp: Language, source: Source, examples: Examples, count: int) -> Any:
    """Train on `count` documents; return the optimiser, whose averages are the result."""
    sample = [examples.make(made) for made in source.documents(200)]
    optimiser = nlp.initialize(lambda: sample)
    started, losses, steps = time.monotonic(), {"ner": 0.0}, count // BATCH
    for step in range(steps):
        optimiser.learn_rate = RATE * (1 - 0.95 * max(0.0, step / steps - 0.3) / 0.7)
        batch = [examples.make(made) for made in source.documents(BATCH)]
        nlp.update(batch, sgd=optimiser, drop=DROPOUT, losses=losses)
        if step % 100 == 99:
            spent = time.monotonic() - started
            print(
                f"step {step + 1}/{steps}: loss {losses[ENTITIES]:.0f}, {spent:.0f} s", flush=True
            )
            losses[ENTITIES] = 0.0
    return optimiser


def save(nlp: Language, clean: Language, lists: Lists, home: Path) -> None:
    """Save without the words met in training, and list every file's checksum."""
    model = home / "model"
    shutil.rmtree(model, ignore_errors=True)
    clean.initialize()
    clean.get_pipe(ENTITIES).from_bytes(  # type: ignore[attr-defined]
        nlp.get_pipe(ENTITIES).to_bytes(exclude=["vocab"]),  # type: ignore[attr-defined]
        exclude=["vocab"],
    )
    clean.get_pipe(NAME).lists.update(lists)  # type: ignore[attr-defined]
    clean.to_disk(model)
    files = sorted(path for path in model.rglob("*") if path.is_file())
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(home)}\n"
        for path in files
    )
    (home / "model.sha256").write_text("".join(lines), "utf-8")


def measure(home: Path, source: Source, lists: Lists, count: int) -> dict[str, Any]:
    """Exact-span scores by label; share of people found at all by origin, register and style.

    `lists` are those without the names that were kept back, so that every name is new.
    """
    nlp = spacy.load(home / "model")
    nlp.get_pipe(NAME).lists.update(lists)  # type: ignore[attr-defined]
    nlp.get_pipe(NAME).index()  # type: ignore[attr-defined]
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    seen, missed = Counter[str](), Counter[str]()
    for made in source.documents(count):
        guesses = {(e.start_char, e.end_char, e.label_) for e in nlp(made.text).ents}
        truth = {span for span in made.spans if span[2] in LABELS}
        for bag, counter in ((guesses & truth, right), (guesses, found), (truth, gold)):
            counter.update(label for _, _, label in bag)
        people = [span for span in made.spans if span[2] == "PERSON"]
        for (start, end, _), origin in zip(people, made.origins, strict=True):
            keys = (f"origin: {origin}", f"style: {made.style}", f"register: {made.register}")
            seen.update(keys)
            if not any(g[0] < end and start < g[1] for g in guesses):
                missed.update(keys)
    return {
        "labels": {
            label: {
                "precision": round(right[label] / max(1, found[label]), 3),
                "recall": round(right[label] / max(1, gold[label]), 3),
                "count": gold[label],
            }
            for label in LABELS
        },
        "people found at all": {key: round(1 - missed[key] / seen[key], 3) for key in sorted(seen)},
    }

"""Train the bundled pipeline that finds people, schools, addresses and places in English.

    python bundled/ner_en/train.py [--documents 60000]

Everything is made from this folder and a fixed seed; nothing is fetched. Writes `model/`,
`model.sha256` and `scores.json` (measured on passages and names that were not trained on).
"""

import argparse
import hashlib
import json
import random
import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import compile_infix_regex, fix_random_seed

HOME: Final = Path(__file__).parent
sys.path.insert(0, str(HOME.parents[1]))

from generate import Document, Writer  # noqa: E402
from wordlists import lists  # noqa: E402

from workspace.privacy.detector.wordclasses import NAME, WordClasses, tagged  # noqa: E402

SEED: Final = 20260
VERSION: Final = "0.2.0"
BATCH: Final = 24
DROPOUT: Final = 0.15
UNLISTED: Final = 0.4
"""Share of names, and of words of the trade, that are trained on as if no list held them."""
LABELS: Final = ("PERSON", "SCHOOL", "ADDRESS", "PLACE")

_TOK2VEC: Final[dict[str, Any]] = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "TAG"],
        "rows": [8000, 500, 3000, 1000, 200],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
_NER: Final[dict[str, Any]] = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": _TOK2VEC,
    }
}


def blank() -> Language:
    """A pipeline without knowledge. Lists like "Ann,9,Oakfield" are cut at their commas."""
    nlp = spacy.blank("en")
    infixes = [*(nlp.Defaults.infixes or []), r"[,;|/()\[\]<>=\"“”]", r"(?<=[a-zA-Z])[:.](?=[A-Z])"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[attr-defined]
    nlp.add_pipe(NAME)
    nlp.add_pipe("ner", config=_NER)
    for label in LABELS:
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]
    nlp.meta.update(name="daylight_ner", version=VERSION, license="AGPL-3.0-or-later")
    return nlp


class Examples:
    """Makes training examples: words' classes are hidden now and then, names' more often."""

    def __init__(self, nlp: Language, classes: WordClasses) -> None:
        self._nlp, self._classes = nlp, classes
        self._rng = random.Random(SEED)

    def make(self, made: Document) -> Example:
        """Tokens of a span that cuts a token in two are marked unknown."""
        doc = self._nlp.make_doc(made.text)
        wanted = [span for span in made.spans if span[2] in LABELS]
        spans = [doc.char_span(start, end, label) for start, end, label in wanted]
        known = [span for span in spans if span is not None]
        unsure = {
            token.i
            for (start, end, _), span in zip(wanted, spans, strict=True)
            if span is None
            for token in doc.char_span(start, end, alignment_mode="expand") or ()
        } - {token.i for span in known for token in span}
        gold = Doc(doc.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc])
        gold.set_ents(
            [Span(gold, span.start, span.end, span.label_) for span in known],
            missing=[Span(gold, at, at + 1) for at in sorted(unsure)],
            default="outside",
        )
        return Example(tagged(doc, self._seen(doc, gold)), gold)

    def _seen(self, doc: Doc, gold: Doc) -> list[str]:
        rng, seen, hidden = self._rng, [], False
        for token, truth in zip(doc, gold, strict=True):
            if truth.ent_iob_ != "I":
                hidden = bool(truth.ent_type_) and rng.random() < UNLISTED
            kind = self._classes.of(token.text)
            if hidden:
                kind = self._classes.unlisted(token.text)
            elif not truth.ent_type_ and "w" in kind and rng.random() < UNLISTED:
                kind = self._classes.unlisted(token.text)
            seen.append(kind)
        return seen


def train(nlp: Language, count: int) -> None:
    writer, examples = Writer(SEED, kept_back=False), Examples(nlp, WordClasses(lists()))
    sample = [examples.make(made) for made in writer.documents(200)]
    optimiser = nlp.initialize(lambda: sample)
    optimiser.learn_rate = 0.0015
    started, losses, steps = time.monotonic(), {"ner": 0.0}, count // BATCH
    for step in range(steps):
        optimiser.learn_rate = 0.0015 * (1 - 0.9 * max(0.0, step / steps - 0.3) / 0.7)
        batch = [examples.make(made) for made in writer.documents(BATCH)]
        nlp.update(batch, sgd=optimiser, drop=DROPOUT, losses=losses)
        if step % 100 == 99:
            spent = time.monotonic() - started
            print(f"step {step + 1}/{steps}: loss {losses['ner']:.0f}, {spent:.0f} s", flush=True)
            losses["ner"] = 0.0
    with nlp.use_params(optimiser.averages):
        save(nlp)


def save(nlp: Language) -> None:
    """Save without the words met in training, and list every file's checksum."""
    model = HOME / "model"
    shutil.rmtree(model, ignore_errors=True)
    clean = blank()
    clean.initialize()
    clean.get_pipe("ner").from_bytes(  # type: ignore[attr-defined]
        nlp.get_pipe("ner").to_bytes(exclude=["vocab"]),  # type: ignore[attr-defined]
        exclude=["vocab"],
    )
    clean.get_pipe(NAME).lists.update(lists())  # type: ignore[attr-defined]
    clean.to_disk(model)
    files = sorted(path for path in model.rglob("*") if path.is_file())
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(HOME)}\n"
        for path in files
    )
    (HOME / "model.sha256").write_text("".join(lines), "utf-8")


def measure(count: int = 2500) -> dict[str, Any]:
    """Exact-span scores by label; share of people found at all by origin, register and style.

    Names are kept back from the lists as well, so that every one of them is new.
    """
    nlp = spacy.load(HOME / "model")
    kept_back = WordClasses(lists(kept_back=True))
    nlp.get_pipe(NAME).lists.update(kept_back.lists)  # type: ignore[attr-defined]
    nlp.get_pipe(NAME).index()  # type: ignore[attr-defined]
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    seen, missed = Counter[str](), Counter[str]()
    for made in Writer(SEED + 1, kept_back=True).documents(count):
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


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the bundled English model.")
    parser.add_argument("--documents", type=int, default=60_000)
    count = parser.parse_args().documents
    fix_random_seed(SEED)
    train(blank(), count)
    scores = measure()
    (HOME / "scores.json").write_text(json.dumps(scores, indent=1, ensure_ascii=False) + "\n")
    print(json.dumps(scores, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()

"""Train the bundled pipeline that finds people, schools, addresses and places in English.

    python bundled/ner_en/train.py [--documents 28000]

Everything is made from this folder and a fixed seed; nothing is fetched. Writes `model/`,
`model.sha256` and `scores.json` (measured on templates and names that were not trained on).
"""

import argparse
import hashlib
import json
import shutil
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

import lexicon
import spacy
from generate import Document, Writer
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import compile_infix_regex, fix_random_seed

HOME: Final = Path(__file__).parent
SEED: Final = 20260
VERSION: Final = "0.1.0"
BATCH: Final = 24
DROPOUT: Final = 0.15
LABELS: Final = ("PERSON", "SCHOOL", "ADDRESS", "PLACE")

_TOK2VEC: Final[dict[str, Any]] = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [8000, 500, 3000, 1000],
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
    nlp.add_pipe("ner", config=_NER)
    nlp.meta.update(name="daylight_ner", version=VERSION, license="AGPL-3.0-or-later")
    return nlp


def example(nlp: Language, made: Document) -> Example:
    """A training example; tokens of a span that cuts a token in two are marked unknown."""
    doc = nlp.make_doc(made.text)
    spans = [doc.char_span(start, end, label) for start, end, label in made.spans]
    unsure = [
        doc.char_span(start, end, alignment_mode="expand")
        for (start, end, _), span in zip(made.spans, spans, strict=True)
        if span is None
    ]
    gold = Doc(doc.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc])
    gold.set_ents(
        [Span(gold, s.start, s.end, s.label_) for s in spans if s is not None],
        missing=[Span(gold, s.start, s.end) for s in unsure if s is not None],
        default="outside",
    )
    return Example(doc, gold)


def train(nlp: Language, count: int) -> None:
    writer = Writer(SEED, kept_back=False)
    sample = [example(nlp, made) for made in writer.documents(200)]
    for label in LABELS:
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]
    optimiser = nlp.initialize(lambda: sample)
    optimiser.learn_rate = 0.0015
    started, losses = time.monotonic(), {"ner": 0.0}
    for step in range(count // BATCH):
        if step > count // BATCH * 0.7:
            optimiser.learn_rate = 0.0004
        batch = [example(nlp, made) for made in writer.documents(BATCH)]
        nlp.update(batch, sgd=optimiser, drop=DROPOUT, losses=losses)
        if step % 100 == 99:
            spent = time.monotonic() - started
            print(f"step {step + 1}: loss {losses['ner']:.0f}, {spent:.0f} s", flush=True)
            losses["ner"] = 0.0
    with nlp.use_params(optimiser.averages):
        save(nlp)


def save(nlp: Language) -> None:
    """Save without the words met in training, and list every file's checksum."""
    model = HOME / "model"
    shutil.rmtree(model, ignore_errors=True)
    clean = blank()
    for label in LABELS:
        clean.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]
    clean.initialize()
    clean.get_pipe("ner").from_bytes(  # type: ignore[attr-defined]
        nlp.get_pipe("ner").to_bytes(exclude=["vocab"]),
        exclude=["vocab"],  # type: ignore[attr-defined]
    )
    clean.to_disk(model)
    lexicon.write(model / "lexicon")
    files = sorted(path for path in model.rglob("*") if path.is_file())
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(HOME)}\n"
        for path in files
    )
    (HOME / "model.sha256").write_text("".join(lines), "utf-8")


def measure(count: int = 2500) -> dict[str, Any]:
    """Exact-span scores by label; share of people found at all by origin and by style."""
    nlp = spacy.load(HOME / "model")
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    seen, missed = Counter[str](), Counter[str]()
    for made in Writer(SEED + 1, kept_back=True).documents(count):
        guesses = {(e.start_char, e.end_char, e.label_) for e in nlp(made.text).ents}
        truth = set(made.spans)
        for bag, counter in ((guesses & truth, right), (guesses, found), (truth, gold)):
            counter.update(label for _, _, label in bag)
        for start, end, label in truth:
            if label == "PERSON":
                keys = (f"origin: {made.origin}", f"style: {made.style}")
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
    parser.add_argument("--documents", type=int, default=28_000)
    count = parser.parse_args().documents
    fix_random_seed(SEED)
    train(blank(), count)
    scores = measure()
    (HOME / "scores.json").write_text(json.dumps(scores, indent=1, ensure_ascii=False) + "\n")
    print(json.dumps(scores, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()

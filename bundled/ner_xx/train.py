"""Train the bundled pipeline that finds people, schools and addresses in the families' languages.

    python bundled/ner_xx/train.py [--documents 43000]

Everything is made from `data/` here and in `../ner_en` and a fixed seed; nothing is fetched.
Writes `model/`, `model.sha256` and `scores.json` (measured on passages and names kept back).
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import regex
from spacy.util import fix_random_seed

HOME: Final = Path(__file__).parent
sys.path[:0] = [str(HOME.parent / "ner_en"), str(HOME.parents[1])]
sys.path.insert(0, str(HOME))

from languages import read  # noqa: E402
from training import Examples, Lists, blank, fit, measure, save  # noqa: E402
from wordlists import lists as english  # noqa: E402
from writing import Writer  # noqa: E402

from workspace.privacy.detector.wordclasses import WordClasses, parts  # noqa: E402

SEED: Final = 20262
VERSION: Final = "0.3.0"
_OFTEN: Final = 2


def lists(*, kept_back: bool = False) -> Lists:
    """List -> folded words: the names of every language in all cases, and English ones."""
    found: Lists = {**english(kept_back=kept_back), "field": set()}
    words: Counter[str] = Counter()
    for side in (False,) if kept_back else (False, True):
        for tongue in read(kept_back=side).values():
            for kind, names in tongue.names.items():
                target = "given" if kind in "fm" else "surname"
                forms = (form for name in names for form in name.forms.values())
                found[target] = found[target] | parts(forms)
    for side in (False, True):
        for tongue in read(kept_back=side).values():
            for passage in tongue.passages:
                literal = " ".join(piece.text for piece in passage if not piece.kind)
                words.update(parts(regex.findall(r"[\p{L}\p{M}]+", literal)))
    found["field"] = {word for word, count in words.items() if count >= _OFTEN}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the bundled model of families' languages.")
    parser.add_argument("--documents", type=int, default=43_000)
    count = parser.parse_args().documents
    fix_random_seed(SEED)
    nlp = blank("xx", VERSION)
    examples = Examples(nlp, WordClasses(lists(), english=False), SEED, english=False)
    optimiser = fit(nlp, Writer(SEED, kept_back=False), examples, count)
    with nlp.use_params(optimiser.averages):
        save(nlp, blank("xx", VERSION), lists(), HOME)
    scores = measure(HOME, Writer(SEED + 1, kept_back=True), lists(kept_back=True), 2500)
    (HOME / "scores.json").write_text(json.dumps(scores, indent=1, ensure_ascii=False) + "\n")
    print(json.dumps(scores, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()

"""Train the bundled pipeline that finds people, schools, addresses and places in English.

    python bundled/ner_en/train.py [--documents 60000]

Everything is made from this folder and a fixed seed; nothing is fetched. Writes `model/`,
`model.sha256` and `scores.json` (measured on passages and names that were not trained on).
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Final

from spacy.util import fix_random_seed

HOME: Final = Path(__file__).parent
sys.path.insert(0, str(HOME.parents[1]))

from generate import Writer  # noqa: E402
from training import Examples, blank, fit, measure, save  # noqa: E402
from wordlists import lists  # noqa: E402

from workspace.privacy.detector.wordclasses import WordClasses  # noqa: E402

SEED: Final = 20260
VERSION: Final = "0.4.0"


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the bundled English model.")
    parser.add_argument("--documents", type=int, default=60_000)
    count = parser.parse_args().documents
    fix_random_seed(SEED)
    nlp = blank("en", VERSION)
    examples = Examples(nlp, WordClasses(lists()), SEED, english=True)
    optimiser = fit(nlp, Writer(SEED, kept_back=False), examples, count)
    with nlp.use_params(optimiser.averages):
        save(nlp, blank("en", VERSION), lists(), HOME)
    scores = measure(HOME, Writer(SEED + 1, kept_back=True), lists(kept_back=True), 2500)
    (HOME / "scores.json").write_text(json.dumps(scores, indent=1, ensure_ascii=False) + "\n")
    print(json.dumps(scores, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()

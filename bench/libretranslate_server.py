"""Starts LibreTranslate, run by the Python of its own environment, for `bench/translate.py`.

Its sentence splitter downloads a model at first use. Where that is not there, a rule that costs
it next to nothing stands in, so that it is timed without it rather than not at all.
"""

import re

from argostranslate import sbd
from libretranslate.main import main


def split_sentences(self: object, text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


sbd.MiniSBDSentencizer.split_sentences = split_sentences

if __name__ == "__main__":
    main()

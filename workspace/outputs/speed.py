"""How long it takes to read something. Every figure about reading stands here.

Adults read English non-fiction silently at 238 words a minute on average, most of them between
175 and 300 (M. Brysbaert, "How many words do we read per minute? A review and meta-analysis of
reading rate", Journal of Memory and Language 109, 2019). What is approved faster than the
fastest of them read has not been read.
"""

from math import ceil
from typing import Final

WORDS_A_SECOND: Final = 5.0
"""300 a minute: the upper end of the range."""
AT_LEAST: Final = 5
"""Seconds: nobody takes in even one line, and decides, in less."""
BEAT: Final = 5
"""Seconds between two signs of life of an open page."""
LONGEST_BEAT: Final = 12
"""Seconds that one sign of life counts for at most: what lies longer was not in front."""


def seconds_to_read(words: int) -> int:
    """Return the fewest seconds in which so many words can be read."""
    return max(AT_LEAST, ceil(words / WORDS_A_SECOND))


def too_fast(words: int, seconds: int) -> bool:
    return seconds < seconds_to_read(words)

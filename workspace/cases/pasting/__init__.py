"""Reading the people of a case out of whatever a case system showed: plain, tolerant Python.

Nothing is dropped without a word: what was not understood comes back as `unread`. Nothing is
believed either: a person looks at all of it before anything is kept.
"""

from .found import MOST_CHARACTERS, MOST_PEOPLE, Found, Pasted, TooMuch
from .reader import read

__all__ = ["MOST_CHARACTERS", "MOST_PEOPLE", "Found", "Pasted", "TooMuch", "read"]

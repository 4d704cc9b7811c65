"""Find personal data in a text, without a network and without ever logging the text.

The promise: `detect` either returns every span it found, sorted and free of overlaps, or
raises `DetectionFailed`. It never returns a partial result after something went wrong.
"""

from .engine import detect, version, warm_up
from .errors import DetectionFailed

__all__ = ["DetectionFailed", "detect", "version", "warm_up"]

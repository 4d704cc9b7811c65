"""Rows of the translator."""

from .packs import Direction, Pack, Pin
from .work import Segment, Translation

__all__ = ["Direction", "Pack", "Pin", "Segment", "Translation"]

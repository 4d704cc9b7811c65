"""Rows of the translator."""

from .work import Segment, Translation

__all__ = ["Segment", "Translation"]

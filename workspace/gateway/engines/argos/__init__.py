"""Argos packages on CTranslate2: text in, text out, names untouched, no network."""

from .engine import ArgosEngine, build

__all__ = ["ArgosEngine", "build"]

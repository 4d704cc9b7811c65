"""The built-in extractive assistant: useful the minute Daylight starts, and honest about it."""

from .engine import VERSION, ExtractiveEngine, build

__all__ = ["VERSION", "ExtractiveEngine", "build"]

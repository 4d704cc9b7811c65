"""Pages of the administration for the translator."""

from . import packs

__all__ = ["packs"]

"""The translator's pages of the administration."""

from . import glossary, packs, phrasebook

__all__ = ["glossary", "packs", "phrasebook"]

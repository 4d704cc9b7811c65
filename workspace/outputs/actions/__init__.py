"""What is done with an output: kept, read, changed, approved, taken out, erased."""

from ..keeping import erase
from .drafting import keep, locked, retire

__all__ = ["erase", "keep", "locked", "retire"]

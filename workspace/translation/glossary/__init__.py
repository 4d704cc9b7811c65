"""The organisation's terms: found in a text, put into its translation, read and written.

Plain Python: it knows terms as `Entry` and `Pair`, never as rows.
"""

from .entries import Entry, Pair

__all__ = ["Entry", "Pair"]

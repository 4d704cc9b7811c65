"""Documents to translate: their text apart from their form, and both together again.

Every file is opened in a confined process; the original bytes are never changed. What happens
to each part of each format (translated, cleared, kept) is in docs/translator-documents.md.
"""

from .confined import LIMITS, put_together, take_apart
from .document import Document, Segment
from .problems import UnreadableFile

__all__ = ["LIMITS", "Document", "Segment", "UnreadableFile", "put_together", "take_apart"]

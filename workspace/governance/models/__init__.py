"""Rows of governance: what is permitted, what happened, and how long things are kept."""

from .audit import AuditEntry, ChainHead, Checkpoint, Immutable
from .register import Classification, Room, Stop, UseCase
from .retention import Erasure, LegalHold, RetentionRule
from .wording import GuardWording

__all__ = [
    "AuditEntry",
    "ChainHead",
    "Checkpoint",
    "Classification",
    "Erasure",
    "GuardWording",
    "Immutable",
    "LegalHold",
    "RetentionRule",
    "Room",
    "Stop",
    "UseCase",
]

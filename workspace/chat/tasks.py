"""What workers do for chat."""

from workspace.jobs.handlers import handles
from workspace.jobs.leases import Lease

from .actions import answering, documents


@handles("chat.answer", max_attempts=3, longest=900)
def answer(lease: Lease) -> None:
    answering.answer(lease=lease)


@handles("chat.read", max_attempts=3, longest=300)
def read(lease: Lease) -> None:
    documents.read(lease=lease)

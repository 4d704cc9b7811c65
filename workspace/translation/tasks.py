"""What workers do for the translator."""

from workspace.jobs.handlers import handles
from workspace.jobs.leases import Lease

from .actions import translating


@handles("translation.translate", max_attempts=3, longest=4 * 3600)
def translate(lease: Lease) -> None:
    translating.translate(lease=lease)


@handles("translation.back", max_attempts=2, longest=300)
def translate_back(lease: Lease) -> None:
    translating.translate_back(lease=lease)

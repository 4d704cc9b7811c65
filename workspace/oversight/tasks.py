"""What workers do for oversight."""

from workspace.jobs.handlers import handles
from workspace.jobs.leases import Lease

from .actions import measuring, verifying


@handles(verifying.KIND, max_attempts=2, longest=3600)
def verify(lease: Lease) -> None:
    verifying.verify(lease=lease)


@handles(measuring.KIND, max_attempts=2, longest=3600)
def measure(lease: Lease) -> None:
    measuring.measure(lease=lease)

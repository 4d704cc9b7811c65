"""The least a job can do."""

from workspace.jobs.handlers import handles
from workspace.jobs.leases import Lease


@handles("bench.nothing")
def nothing(lease: Lease) -> None:
    with lease.finish():
        pass

"""Work that must not be lost: leases, progress, and the event log that screens follow."""

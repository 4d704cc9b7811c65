"""Pages of oversight. Every one is for auditors and administrators alone."""

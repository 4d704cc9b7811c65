"""What auditors do: give a reason, search, take away, verify."""

"""How alike two segments are, and when likeness must not count. Plain Python."""

"""Pages of governed chat. Each loads what its person may see, or answers 404."""

"""Pages of the translator."""

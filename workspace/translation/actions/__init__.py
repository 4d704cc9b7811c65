"""What people and workers do in the translator."""

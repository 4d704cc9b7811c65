"""What people fill in about translations and words."""

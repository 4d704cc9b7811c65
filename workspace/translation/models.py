"""Rows of the translator."""

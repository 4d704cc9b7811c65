"""Backups and bringing them back: the data in one place, the keys to it in another."""

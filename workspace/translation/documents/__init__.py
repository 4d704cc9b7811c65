"""Documents to translate: their text apart from their form, and both together again."""

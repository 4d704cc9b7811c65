"""Argos packages on CTranslate2: text in, text out, names untouched, no network."""

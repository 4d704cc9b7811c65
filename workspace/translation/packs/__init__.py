"""Translation packs: fetched, unpacked safely, installed whole or not at all, and checked again.

A pack is an Argos package: a zip archive of one folder with `metadata.json`, `model/` and
`sentencepiece.model`. Where it comes from is not trusted.
"""

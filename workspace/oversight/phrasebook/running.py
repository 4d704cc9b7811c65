"""Phrases for running Daylight: oversight, holds, switches, keys, backups, the register."""

from typing import Final

RUNNING: Final = {
    "oversight.opened": ("Reason given", "gave a reason ({kind}) and began to look at the record"),
    "oversight.closed": ("Finished looking", "finished looking at the record"),
    "oversight.searched": ("Record searched", "searched the record"),
    "oversight.entry.read": ("Entry opened", "opened entry {thing} of the record"),
    "oversight.looks.read": ("Reasons looked at", "looked at who has looked at the record"),
    "oversight.figures.read": ("Figures looked at", "looked at the figures"),
    "oversight.exported": ("Record exported", "exported entries of the record as {form}"),
    "oversight.verifying": ("Verification asked for", "asked for the record to be verified"),
    "oversight.verified": ("Record verified", "had the record verified: {outcome}"),
    "oversight.proofs_exported": ("Checkpoints downloaded", "downloaded the signed checkpoints"),
    "oversight.measuring": ("Fairness asked for", "asked for models to be measured"),
    "look.erased": ("Reason erased", "erased the reason of {thing}"),
    "audit.exported": ("Record exported by command", "exported the whole record"),
    "audit.resealed": ("Record sealed again", "sealed the end of the record again"),
    "hold.placed": ("Legal hold placed", "placed a legal hold on {thing}"),
    "hold.lifted": ("Legal hold lifted", "lifted the legal hold on {thing}"),
    "hold.read": ("Legal holds looked at", "looked at the legal holds and their reasons"),
    "certificate.read": ("Certificate opened", "opened {thing} of erasure"),
    "stop.pulled": ("Kill switch pulled", "pulled a kill switch ({scope})"),
    "stop.lifted": ("Kill switch lifted", "lifted a kill switch ({scope})"),
    "job.retried": ("Job tried again", "had {thing} tried again"),
    "register.filled": ("Register filled", "filled the empty register of uses"),
    "prompt.passed_on": ("Prompt passed on", "passed {thing} on from a leaver"),
    "pack.removed": ("Translation pack removed", "removed the translation pack {direction}"),
    "pack.switched_on": ("Translation pack switched on", "switched on the pack {direction}"),
    "pack.switched_off": ("Translation pack switched off", "switched off the pack {direction}"),
    "pack.verified": ("Translation packs verified", "compared every file of {packs} packs"),
    "glossary.filled": ("Glossary filled", "filled the empty glossary"),
    "glossary.imported": ("Glossary imported", "imported terms into the glossary"),
    "phrasebook.loaded": ("Phrasebook loaded", "brought the phrasebook up to date"),
    "phrase_translation.approved": (
        "Phrase approved",
        "approved a phrase of the phrasebook in {language}",
    ),
    "memory.kept": ("Sentence remembered", "had an approved sentence remembered"),
    "memory.forgotten": ("Sentence forgotten", "had a remembered sentence forgotten"),
    "direction.evaluated": (
        "Translation measured",
        "measured how well {direction} is translated: tier {tier}",
    ),
    "key.added": ("Key added", "added an organisation key"),
    "key.rotated": ("Keys rotated", "moved vaults to the newest organisation key"),
    "backup.made": ("Backup made", "made a backup"),
    "backup.restored": ("Backup restored", "restored a backup"),
}

_KEPT: Final = {
    "engine": "model", "guard_wording": "guard wording", "prompt": "prompt",
    "retention_rule": "retention rule", "team": "team", "term": "term of the glossary",
    "use_case": "use in the register",
}  # fmt: skip
_HOW: Final = ("added", "changed", "deleted")

ADMINISTERED: Final = {
    f"{kind}.{how}": (f"{name.capitalize()} {how}", f"{how} {{thing}}")
    for kind, name in _KEPT.items()
    for how in _HOW
} | {
    "fairness_run.added": (
        "Fairness measured",
        "measured {english} and {families}: {found} of {mentions} mentions found",
    ),
    "phrase.added": ("Phrase added", "added {thing} to the phrasebook"),
    "phrase.changed": ("Phrase changed", "changed {thing} of the phrasebook"),
    "phrase_translation.added": ("Phrase translated", "added {thing} to the phrasebook"),
    "phrase_translation.changed": ("Translated phrase changed", "changed {thing}"),
    "pinned_pack.added": ("Pack pinned", "pinned the translation pack {direction} {version}"),
    "pinned_pack.deleted": ("Pack no longer pinned", "unpinned the pack {direction} {version}"),
    "pack.added": (
        "Translation pack installed",
        "installed the translation pack {direction} {version} ({origin})",
    ),
    "name_finder.added": ("Name finder enabled", "enabled {english} and {families}"),
    "suggestion.approved": ("Suggested word listed", "put a suggested word on a list: {list}"),
    "suggestion.refused": ("Suggested word refused", "refused a word suggested for a list: {list}"),
    "word.added": ("Words listed", "listed words that are {list}"),
    "word.changed": ("Listed word changed", "changed a word that is {list}"),
    "word.deleted": ("Words taken off a list", "took words that are {list} off the list"),
}
"""Rows that administrators keep."""

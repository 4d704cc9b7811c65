"""Threats and self-harm that one side speaks of and the other does not."""

from typing import Final

from .flags import Flag
from .vocabulary import vocabulary

_KINDS: Final = (
    ("threat", ("threat",), ("threat", "violence", "self harm", "despair")),
    ("self_harm", ("self harm",), ("self harm", "despair")),
)


def appeared(source: str, target: str, source_language: str, target_language: str) -> list[Flag]:
    """Compare two folded texts: what is plain on one side must at least be near on the other."""
    ours, theirs = vocabulary(source_language), vocabulary(target_language)
    flags = []
    for kind, plain, near in _KINDS:
        said = [w for s in plain for w in theirs.found(s, target)]
        if said and not any(ours.found(s, source) for s in near):
            flags.append(Flag(kind, f"“{said[0]}” appeared: nothing like it is in the original."))
        said = [w for s in plain for w in ours.found(s, source)]
        if said and not any(theirs.found(s, target) for s in near):
            flags.append(
                Flag(kind, f"“{said[0]}” was lost: nothing like it is in the translation.")
            )
    if any(f.kind == "self_harm" for f in flags):
        flags = [f for f in flags if f.kind == "self_harm"]
    return flags

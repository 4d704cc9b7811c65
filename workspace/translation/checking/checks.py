"""All checks of one segment, in the order a person should read their flags."""

from . import danger, names, negation, quantities, shape, speech
from .flags import Flag
from .folding import fold


def check(
    source: str, target: str, *, source_language: str, target_language: str
) -> tuple[Flag, ...]:
    """Return what is doubtful about a translation. Codes are ISO 639-1, of the phrasebook.

    A target that is in another language altogether has that one flag: nothing else can be read.
    """
    pair = (source_language, target_language)
    ours, theirs = fold(source), fold(target)
    flags = [*names.mismatched(source, target, *pair)]
    strange = speech.unlike(source, target, *pair)
    loops = shape.looped(ours, theirs)
    if strange and not loops:
        return (*strange, *(f for f in flags if "[" in f.detail))
    if loops:
        return (*loops, *strange, *flags)
    flags += quantities.changed(ours, theirs, *pair)
    flags += negation.turned(ours, theirs, *pair)
    flags += danger.appeared(ours, theirs, *pair)
    return tuple(dict.fromkeys(flags + shape.uneven(ours, theirs, *pair)))

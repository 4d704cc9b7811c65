"""What may be wrong with a translation, and what each flag means to whoever reads it."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Flag:
    kind: str
    """One of `EXPLAINED`."""
    detail: str
    """Plain English: what differs, quoted."""


EXPLAINED: Final = {
    "untranslated": "All or part of the text was left in the original language.",
    "wrong_language": "The translation seems to be in another language than the one you asked for.",
    "repetition": "Words are repeated over and over that the original says once.",
    "length": "The translation is much shorter or longer than the original: something may be "
    "missing or invented.",
    "numbers": "A number, an age or a telephone number is not the same on both sides.",
    "dates": "A date, a month or a day of the week is not the same on both sides.",
    "times": "A time of day is not the same on both sides.",
    "amounts": "An amount of money is not the same on both sides.",
    "name_lost": "A name in the original is missing from the translation.",
    "name_added": "The translation has a name that the original does not.",
    "negation": "One side says “not” where the other does not: the meaning may be turned round.",
    "threat": "One side speaks of killing or hurting someone and the other does not.",
    "self_harm": "One side speaks of suicide or self-harm and the other does not.",
}
"""Each kind of flag, explained for practitioners."""

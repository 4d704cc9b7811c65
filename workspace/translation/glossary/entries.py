"""One term of the glossary, and one term of one direction."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    english: str
    note: str | None = None
    do_not_translate: bool | None = None
    """None, of this and the note: whoever wrote the entry did not say."""
    translations: dict[str, str] = field(default_factory=dict)
    """ISO 639-1 code -> text. English has no place in it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A term as it stands in the source, and as it must stand in the target."""

    source: str
    target: str
    in_english: bool = True
    """The source is English: plurals are found too."""
    as_written: bool = False
    """It is left as the text has it, whatever `target` says."""

"""One subject of a vault in memory: somebody or something, with every spelling met so far."""

from dataclasses import dataclass, field

from .in_clear import NEVER_IN_CLEAR
from .naming import short_forms
from .placeholders import Placeholder


@dataclass(slots=True)
class Known:
    """One subject. `aliases` maps exact spelling -> alias id; the first is the one shown."""

    id: str
    label: str
    role: str
    code: str
    past_roles: list[str] = field(default_factory=list)
    from_roster: bool = False
    ambiguous: bool = False
    merged_into: str = ""
    aliases: dict[str, str] = field(default_factory=dict)
    confirmed: bool = False
    """A person said so by hand: looked for in lower case too, even where it is a common word."""
    entered: set[str] = field(default_factory=set)
    """Spellings that somebody entered as other names: each means this person and nobody else."""

    @property
    def never_in_clear(self) -> bool:
        return self.from_roster or self.label in NEVER_IN_CLEAR

    @property
    def short_forms(self) -> set[str]:
        """Spellings that are merely made of another: they fit namesakes as well."""
        return short_forms(self.aliases, self.entered) if self.label == "PERSON" else set()

    @property
    def placeholder(self) -> Placeholder:
        return Placeholder(self.role, self.code)

"""One subject of a vault in memory: who or what it is, and how sure of it anybody is."""

from dataclasses import dataclass, field

from .in_clear import NEVER_IN_CLEAR
from .naming import distinct, short_forms
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
    met: bool = False
    """Somebody sent a text that names this one: no longer a mere guess about a draft."""
    given: set[str] = field(default_factory=set)
    """Other names that a person gave, on the roster, by hand or by a join; the rest was found.

    A short form among them was entered as another name: it means this one and nobody else.
    """

    @property
    def placeholder(self) -> Placeholder:
        return Placeholder(self.role, self.code)

    @property
    def shown(self) -> str:
        return next(iter(self.aliases), "")

    @property
    def family(self) -> str:
        return family(self.label)

    @property
    def never_in_clear(self) -> bool:
        return self.from_roster or self.label in NEVER_IN_CLEAR

    @property
    def is_sure(self) -> bool:
        """Whether this is more than what a machine found in a text that nobody has sent."""
        return self.from_roster or self.confirmed or self.met

    @property
    def short_forms(self) -> set[str]:
        """Spellings that are merely made of another: they fit namesakes as well."""
        return short_forms(self.aliases, self.given, self.label)

    @property
    def other_names(self) -> list[str]:
        """The names that a person gave beside the one shown.

        Another case, accent or invisible character makes no other name.
        """
        others = (text for text in self.aliases if text in self.given and text != self.shown)
        return list(distinct([self.shown, *others]))[1:]


def family(label: str) -> str:
    """People can only be people; a number may be labelled now this, now that."""
    return "PERSON" if label == "PERSON" else "THING"
